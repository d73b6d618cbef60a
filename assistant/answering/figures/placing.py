"""Answers that say where a figure stands: file, page or line, and the words of the source."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.glossing import gloss_heading
from assistant.answering.basis.ledger import Entry, cite_figure
from assistant.answering.basis.naming import name_file
from assistant.answering.basis.tracing import read_number, says_number, traces_number
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.quotes.quoting import group_reports, quote_sentences
from assistant.answering.quotes.sentences import split_sentences
from assistant.records import Answer, Citation, Conversation, Value
from assistant.understanding.words.printed import name_printed
from ingest.folding import make_readable
from ingest.records import Place

WORDED = re.compile(
    r"原[文话句]|[怎咋]么?[写说讲]|如何[写说表]|(?:exact |own )?words|quote|original text|\bsays?\b|原始表述", re.IGNORECASE
)
"""How a question asks for the words of a report."""

NAMED = 4
"""So many reports are named in which a number was not found, and so many further quotes given."""


def compose_provenance(draft: Draft, conversation: Conversation) -> Answer:
    """Where the figures asked for stand, or those of the last answer."""
    entries = draft.enter_all()
    if entries:
        tell_places(draft, entries, conversation)
        return draft.finish("answered")
    if draft.evidence.missing:
        return compose_missing(draft)
    if read_number(draft.query) and (not draft.query.agencies or (draft.evidence.reports and traces_number(draft.query))):
        return _place_number(draft)
    last = next((answer for answer in reversed(conversation.answers) if answer.citations), None)
    if last is None:
        draft.write("place.nothing")
        return draft.finish("no_data")
    for citation in last.citations:
        draft.ledger.cite(citation)
    kept = [value for value in last.values if not value.derived]
    for value in kept:
        draft.ledger.add(value)
        draft.add(tell_place(draft, value))
    if not kept:
        for citation in last.citations:
            draft.add(tell_quote(draft, citation))
    return draft.finish("answered")


def tell_places(draft: Draft, entries: Sequence[Entry], conversation: Conversation) -> None:
    """Where figures stand: of those and of the last answer's the one that the question names, else all of them.

    Where the last answer told a finding on them, its places too.
    """
    last = conversation.answers[-1] if conversation.answers else None
    named = read_number(draft.query)
    if named is not None and tell_named(draft, entries, last, named[0]):
        return
    for entry in entries:
        tell_entry(draft, entry)
    tell_sentences_beside(draft, entries)
    same = last is not None and last.query is not None and last.query.measures == draft.query.measures
    if last is None or not same or not last.findings:
        return
    told = {(citation.source, citation.place, citation.quote) for citation in draft.ledger.citations}
    rest = [citation for citation in last.citations if (citation.source, citation.place, citation.quote) not in told]
    for citation in rest[:NAMED]:
        draft.add(tell_quote(draft, citation))


def tell_entry(draft: Draft, entry: Entry) -> None:
    """Where a figure stands; of one that is added up of several cells that it is, each cell, and the sentence that has it."""
    sum_of = draft.ledger.values[entry.position] if entry.position is not None else None
    added = sum_of is not None and sum_of.derived == "sum" and len(entry.stated) > 1
    if sum_of is not None and added:
        parts = " + ".join(draft.figure(position, bold=False) for position in entry.stated)
        draft.write("place.sum", name=draft.names.reading(entry.reading), figure=draft.amount(sum_of), parts=parts)
    for position in entry.stated:
        draft.add(tell_place(draft, draft.ledger.values[position]))
    if sum_of is not None and added and entry.agreeing is not None:
        draft.write("place.sum_stated", figure=draft.amount(sum_of, bold=False))
        draft.add(tell_quote(draft, cite_figure(entry.agreeing)))


def tell_named(draft: Draft, entries: Sequence[Entry], last: Answer | None, number: Decimal) -> bool:
    """Where the number stands that a question names, in the figures asked for and those of the last answer; whether it does."""
    positions = [position for entry in entries for position in (*entry.stated, entry.prose) if position is not None]
    fitting = [value for position in positions if (value := draft.ledger.values[position]).value == number]
    if not fitting and last is not None:
        before = [value for value in last.values if value.value == number and value.citations and not value.derived]
        for value in before:
            cited = tuple(draft.ledger.cite(last.citations[old]) for old in value.citations)
            fitting.append(replace(value, citations=cited))
            draft.ledger.add(fitting[-1])
    for value in fitting:
        draft.add(tell_place(draft, value))
    if fitting:
        tell_sentences_beside(draft, entries)
    return bool(fitting)


def tell_sentences_beside(draft: Draft, entries: Sequence[Entry]) -> None:
    """The sentences of the prose that have a figure of the table, where the wording is asked for."""
    if WORDED.search(draft.query.question):
        for agreeing in [entry.agreeing for entry in entries if entry.agreeing is not None]:
            draft.add(tell_quote(draft, cite_figure(agreeing)))


def _place_number(draft: Draft) -> Answer:
    """The sentences with a number that is no figure's; that it is not found, or whose report is to be named first."""
    if not draft.query.agencies:
        draft.write("place.whose")
    elif tell_sentences(draft):
        return draft.finish("answered")
    else:
        draft.write("place.no_such", names=draft.names.list(draft.names.report(each) for each in draft.evidence.reports[:NAMED]))
    return draft.finish("no_data")


def tell_sentences(draft: Draft) -> bool:
    """Quotes the sentences that have the number of the question, where no figure that was read has it; whether there are any."""
    number, unit = read_number(draft.query) or (Decimal(0), "")
    sentences = split_sentences(draft.evidence.passages)
    found = [sentence for sentence in sentences if says_number(sentence.folded, number, unit)]
    for report, own in group_reports(found):
        quote_sentences(draft, report, own)
    return bool(found)


def tell_place(draft: Draft, value: Value) -> str:
    """File, page or line and quote of a stated value, a sentence per citation."""
    name = draft.names.join((draft.names.stated(value.agency, value.parents), draft.names.year(value.year), value.label))
    sentences = []
    for position in value.citations:
        citation = draft.ledger.citations[position]
        holes = {"name": name, "figure": draft.amount(value, bold=False), **describe_citation(draft, citation)}
        cell = name_printed(citation.cell, draft.query.language) if citation.cell else ""
        key = "place.cell" if cell else "place.where"
        sentences.append(draft.say(key, mark=draft.mark((position,)), cell=cell, **holes))
    return draft.say("piece.sentence").join(sentences)


def tell_quote(draft: Draft, citation: Citation) -> str:
    """File, page or line of a quote."""
    position = draft.ledger.cite(citation)
    return draft.say("place.quote_only", mark=draft.mark((position,)), **describe_citation(draft, citation))


def describe_citation(draft: Draft, citation: Citation) -> dict[str, str]:
    """The holes that say where a citation stands."""
    heading = citation.section or ""
    section = draft.say("place.in_section", heading=heading, gloss=gloss_heading(heading, draft.query.language))
    return {
        "file": name_file(citation.source),
        "where": describe_place(draft, citation.place),
        "section": section if heading else "",
        "quote": make_readable(citation.quote),
    }


def describe_place(draft: Draft, place: Place) -> str:
    """第3页, 第120行, or the row and column of a table."""
    pieces = []
    if place.page is not None:
        pieces.append(draft.say("place.page", page=place.page))
    if place.line is not None:
        pieces.append(draft.say("place.line", line=place.line))
    if place.table is not None and place.row is not None and place.column is not None:
        pieces.append(draft.say("place.table", table=place.table, row=place.row, column=place.column))
    return (" " if draft.query.language == "en" and pieces else "") + draft.say("piece.list").join(pieces)
