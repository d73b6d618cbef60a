"""What part of a whole something is that only the prose counts: both numbers with their sentences, and the formula."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.basis.calculate import derive_share
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import place_value
from assistant.answering.quotes.meeting import stands_in
from assistant.answering.quotes.quoting import finish_quotes, group_reports, quote_sentence
from assistant.answering.quotes.sentences import Sentence, cite_sentence, split_sentences
from assistant.answering.quotes.stating import choose_number, find_statements, list_clauses, read_fitting
from assistant.records import Answer, Value
from assistant.understanding.prose.objects import find_counter
from index.records import StoredFigure, StoredReport
from ingest.folding import fold_plain
from ingest.numerals import Numeral

_TOTALS = re.compile(r"共|总|合计|累计|全年|主动公开")
"""How a clause counts the whole of which the clauses behind it count parts."""

_TOTAL = "published.total"


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of a sentence, with what it counts in words."""

    name: str
    numeral: Numeral
    sentence: Sentence


def compose_portion(draft: Draft) -> Answer | None:
    """The part in percent of its whole, for each report that counts both; None where none does."""
    told = False
    for report, sentences in group_reports(split_sentences(draft.evidence.passages)):
        part = _find_part(draft, sentences)
        whole = _find_whole(draft, sentences, report, part) if part is not None else None
        if part is not None and whole is not None:
            told = _tell(draft, part, whole) or told
    if not told:
        return None
    draft.write("stated.prose")
    return finish_quotes(draft)


def _find_part(draft: Draft, sentences: Sequence[Sentence]) -> Counted | None:
    """The one number of what is asked about, 其他 written either way."""
    units = [unit for unit in find_counter("", "zh") if unit]
    for objects in (draft.query.objects, tuple(word.replace("其他", "其它") for word in draft.query.objects)):
        found = choose_number(find_statements(sentences, objects, (), units))
        if found is not None and found.numeral is not None:
            return Counted(objects[-1], found.numeral, found.sentence)
    return None


def _find_whole(draft: Draft, sentences: Sequence[Sentence], report: StoredReport, part: Counted) -> Counted | None:
    """The number of the whole: of the words that name it, else of the total that its own sentence or the report gives."""
    named = draft.query.terms[0] if draft.query.terms else ""
    if named:
        return _find_named(sentences, part, named)
    return _find_before(draft, part) or _find_published(draft, sentences, report, part)


def _find_named(sentences: Sequence[Sentence], part: Counted, name: str) -> Counted | None:
    """The one number that goes with the whole's name, first in the sentence of the part, then in any."""
    for pool in ((part.sentence,), sentences):
        found = [
            Counted(name, numeral, sentence)
            for sentence in pool
            for clause in list_clauses(sentence.folded)
            if stands_in(name, clause) and not (stands_in(part.name, clause) and sentence is part.sentence)
            for numeral in read_fitting(clause, [part.numeral.unit or ""])
        ]
        if len({one.numeral.value for one in found}) == 1 and found[0].numeral.value >= part.numeral.value:
            return found[0]
    return None


def _find_before(draft: Draft, part: Counted) -> Counted | None:
    """The total that the sentence of the part begins with (全年共发布212条，其中…)."""
    for clause in list_clauses(part.sentence.folded):
        if stands_in(part.name, clause):
            return None
        numbers = read_fitting(clause, [part.numeral.unit or ""])
        if len(numbers) == 1 and _TOTALS.search(clause) and numbers[0].value >= part.numeral.value:
            return Counted(draft.say("portion.total"), numbers[0], part.sentence)
    return None


def _find_published(draft: Draft, sentences: Sequence[Sentence], report: StoredReport, part: Counted) -> Counted | None:
    """The report's total of what it published, where it counts in the unit of the part."""
    figure = next((stored for stored in draft.evidence.figures if _is_total(stored, report)), None)
    if figure is None or figure.figure.unit != part.numeral.unit or figure.figure.value < part.numeral.value:
        return None
    home = next((sentence for sentence in sentences if _holds(sentence, figure)), None)
    if home is None:
        return None
    return Counted(draft.say("portion.published"), Numeral(figure.figure.value, figure.figure.unit, figure.figure.approx), home)


def _holds(sentence: Sentence, stored: StoredFigure) -> bool:
    """Whether a sentence states a figure: it stands in its quote, or the quote in it, and it has the number."""
    quote, text = fold_plain(stored.figure.place.quote or ""), sentence.folded
    counted = any(numeral.value == stored.figure.value for numeral in read_fitting(text, [stored.figure.unit or ""]))
    return bool(quote) and (quote in text or text in quote) and counted


def _is_total(stored: StoredFigure, report: StoredReport) -> bool:
    return stored.report.id == report.id and stored.figure.figure == _TOTAL and stored.figure.primary


def _tell(draft: Draft, part: Counted, whole: Counted) -> bool:
    """The share with its formula and the sentences of both numbers; False where the whole is nothing."""
    report = part.sentence.report
    places = [_enter(draft, counted) for counted in (part, whole)]
    names = {"part": f"“{part.name}”", "whole": whole.name if whole.name.startswith("“") else f"“{whole.name}”"}
    share = derive_share(draft.ledger.values, places[0], places[1:], draft.say("compare.share_label", **names))
    if share is None:
        return False
    draft.ledger.add(place_value(share, report))
    formula = " ÷ ".join(draft.figure(place, bold=False) for place in places)
    holes = {"subject": draft.names.report(report), "rate": draft.amount(share), "formula": formula}
    draft.write("portion.one", **names, **holes)
    quoted = dict.fromkeys(counted.sentence for counted in (part, whole))
    draft.add("\n".join(f"- {quote_sentence(draft, sentence)}" for sentence in quoted))
    return True


def _enter(draft: Draft, counted: Counted) -> int:
    cited = tuple(draft.ledger.cite(citation) for citation in cite_sentence(counted.sentence))
    numeral = counted.numeral
    value = Value(f"“{counted.name}”", numeral.value, numeral.unit or "", citations=cited, approx=numeral.approx)
    return draft.ledger.add(place_value(value, counted.sentence.report))
