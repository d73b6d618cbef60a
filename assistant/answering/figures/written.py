"""What the prose says of a figure, beside the table's: asked for (正文怎么写的), or that there was none of it."""

import re
from collections.abc import Sequence

from assistant.answering.basis.calculate import trim_number
from assistant.answering.basis.caveats import find_carried, note_conflicts
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, cite_figure, place_value
from assistant.answering.quotes.quoting import finish_quotes, group_reports, quote_sentence
from assistant.answering.quotes.sentences import Sentence, split_sentences
from assistant.answering.quotes.stating import choose_number, find_statements
from assistant.records import Answer, Query, Reading, Value
from assistant.understanding.prose.objects import find_counter
from ingest.folding import make_readable

WRITTEN = re.compile(r"正文|文字(?:部分|里|中|上|说|写|怎)|\bprose\b|\bin the text\b|\bthe text say", re.IGNORECASE)
"""How a question asks for the prose's words and not for the table."""

QUOTED = 6
"""As many sentences of one report stand for what its table does not give."""

_DENIED = {"active.fees": ("收费", "费用", "收取[^,。;]{0,8}费"), "active.penalties": ("处罚",), "active.coercions": ("强制",)}
"""Words of what the prose may say that there was none of, by figures of the form."""

_NONE = r"(?:未|没有?|无|不)(?:曾|再|予|发生|存在|产生|收取|收到|涉及|有|开展|实施|作出)*[^,。;]{0,8}?"


def asks_written(query: Query) -> bool:
    """Whether a question wants a figure of the tables as the prose states it."""
    figures = bool(query.measures) and all(measure.cells and not measure.over for measure in query.measures)
    return query.operation in ("lookup", "provenance") and figures and WRITTEN.search(query.question) is not None


def compose_written(draft: Draft) -> Answer:
    """Each figure as the prose states it, with its sentence, and the table's beside it."""
    passages = dict(_group(draft))
    for reading in draft.evidence.readings:
        _tell_written(draft, reading, passages.get(reading.report.id, ()))
    return finish_quotes(draft)


def _group(draft: Draft) -> list[tuple[int, tuple[Sentence, ...]]]:
    return [(report.id, found) for report, found in group_reports(split_sentences(draft.evidence.passages))]


def _tell_written(draft: Draft, reading: Reading, sentences: Sequence[Sentence]) -> None:
    name = draft.names.reading(reading)
    entry = draft.ledger.enter(reading) if reading.why is None and reading.cells else None
    table = draft.figure(entry.position) if entry is not None and entry.position is not None else draft.say("written.no_table")
    if reading.figure is not None:
        marks = draft.mark((draft.ledger.cite(cite_figure(reading.figure)),))
        quote = make_readable(reading.figure.figure.place.quote or "")
        draft.write("written.both", name=name, prose=_show_prose(draft, reading), quote=quote, marks=marks, table=table)
        _tell_verdict(draft, entry, agrees=entry is not None and entry.prose is None)
        return
    words = tuple(part for part in reading.measure.label.split("：")[-1:] if part)
    found = find_statements(sentences, words, (), find_counter("几件", "zh"))
    if not found:
        draft.write("written.silent", name=name, table=table)
        return
    draft.write("written.lead", name=name, table=table)
    draft.add("\n".join(f"- {quote_sentence(draft, statement.sentence)}" for statement in found[:QUOTED]))
    stated = choose_number(found)
    if stated is not None and stated.numeral is not None and entry is not None and entry.position is not None:
        _tell_verdict(draft, entry, agrees=stated.numeral.value == draft.ledger.values[entry.position].value)


def _show_prose(draft: Draft, reading: Reading) -> str:
    """The prose's figure as an amount, entered among the values."""
    assert reading.figure is not None, "only a reading with a figure of the prose is shown"
    figure = reading.figure.figure
    cited = (draft.ledger.cite(cite_figure(reading.figure)),)
    label = draft.names.reading(reading, ("measure",))
    value = Value(label, trim_number(figure.value), figure.unit or "", cell=figure.figure, citations=cited, approx=figure.approx)
    return draft.figure(draft.ledger.add(place_value(value, reading.report)), marks=False)


def _tell_verdict(draft: Draft, entry: Entry | None, *, agrees: bool) -> None:
    if entry is not None and not agrees and find_carried(draft, entry) is not None:
        draft.run(note_conflicts(draft, [entry]))
    elif entry is not None:
        draft.write("written.agree" if agrees else "written.differ")


def is_absent(reading: Reading) -> bool:
    """Whether a report has no place at all for a figure that its form should have, or that no form has."""
    form = reading.report.form
    return reading.why == "not in the report" and (form is None or form in reading.measure.forms)


def tell_denied(draft: Draft) -> bool:
    """Adds the sentences that say there was none of what no table of a report has; whether there are any.

    A question for the form's own item by its whole name is not answered by words that may mean another (事业性收费).
    """
    strict = "事业性" in draft.query.question
    missing = [reading for reading in draft.evidence.readings if is_absent(reading) and not strict]
    told = False
    for report_id, sentences in _group(draft) if missing else ():
        own = [reading for reading in missing if reading.report.id == report_id]
        names = {
            word
            for reading in own
            for prefix, words in _DENIED.items()
            if reading.measure.id.startswith(prefix)
            for word in words
        }
        named = "|".join(sorted(names))
        denies = re.compile(rf"{_NONE}(?:{named})|(?:{named})[^,。;:]{{0,8}}:(?:无|没有)")
        found = [sentence for sentence in sentences if names and not sentence.is_title and denies.search(sentence.folded)]
        if found:
            told = True
            draft.write("written.denied", subject=draft.names.report(own[0].report))
            draft.add("\n".join(f"- {quote_sentence(draft, sentence)}" for sentence in found[:QUOTED]))
    return told
