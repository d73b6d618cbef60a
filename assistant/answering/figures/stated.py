"""What the prose says of figures that no table of a report has: their numbers, or the sentences that tell of them.

What is told so is taken out of the gaps of an answer, so that none denies what is quoted beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import place_value
from assistant.answering.basis.reading import tell_missing
from assistant.answering.figures.written import is_absent
from assistant.answering.quotes.quoting import group_reports, quote_sentence
from assistant.answering.quotes.sentences import Sentence, cite_sentence, split_sentences
from assistant.records import Reading, Value
from assistant.understanding.signs.closing import CARRIED, HANDLED, asks_closed
from assistant.understanding.signs.makeup import find_kind
from index.records import StoredReport
from ingest.folding import fold_text
from ingest.numerals import find_numerals

QUOTED = 6
"""As many sentences of one report stand for what its table does not give."""

MOST_STATED = 8
"""As many figures that no table has are looked for in the prose one by one."""

NAMED = 4
"""As many of them are named."""

HEAD = 4
"""The first characters of a label are the item's name (行政处罚处理决定数量)."""

_PUBLISHED = "主动公开"
_CASES = re.compile(r"申请|\d件")
"""Where 主动公开 tells what became of a request, and not of what was published."""

_OUTCOMES = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理", "结转", "办结")
_WORDS = {
    "requests": (*_OUTCOMES, "答复", "撤", _PUBLISHED),
    "disputes": ("复议", "诉讼", "起诉"),
    "hotline": ("热线",),
}
"""Words with which the prose tells what became of requests and disputes, by the table of the form."""

_APPLICANTS = ("自然人", "法人", "企业", "公民", "个人", "社会组织", "律师", "居民", "村民")
"""Words with which it tells by whom requests were made."""

_NO_REQUESTS = re.compile(
    r"(?:未|没有?|无)(?:曾|再)?(?:收到|接到|受理|发生)?[^,。;]{0,6}(?:政府信息公开申请|信息公开申请|依申请公开)"
)
"""How a sentence says that there were no requests at all."""

_SHAPES = {
    CARRIED: r"(?<!上年)(?<!上年度)结转(?:到|至)?(?:下|次|明)|(?:下一?|次|明)年度?(?:继续)?(?:办理|处理)",
    HANDLED: r"办结|答复完毕|办理完毕|处理完毕",
}
"""How a clause speaks of figures whose label the prose does not use."""

_CLAUSE = re.compile(r"[,;:。、()]")
_ALL_CLOSED = re.compile(
    r"(?:均|都|全部|已|按[时期])[^,。;]{0,16}?(?:答复|办结|回复|办理完|处理完|予以办理)|(?:办结|答复|办理)率[^,。;]{0,4}100%"
)
"""How a sentence says that all requests were closed."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The sentences of a report that tell of readings which it has no number for."""

    report: StoredReport
    readings: tuple[Reading, ...]
    sentences: tuple[Sentence, ...]


def tell_stated(draft: Draft) -> bool:
    """Tells the numbers that the prose gives of figures that no table has; whether there are any."""
    missing = [reading for reading in draft.evidence.readings if is_absent(reading)]
    if not missing or len(missing) > MOST_STATED or not draft.evidence.passages:
        return False
    passages = _group(draft)
    found = [(reading, _find_stated(reading, passages.get(reading.report.id, ()))) for reading in missing]
    told = [(reading, *stated) for reading, stated in found if stated is not None]
    for report in dict.fromkeys(reading.report for reading, _, _ in told):
        _tell_numbers(draft, [one for one in told if one[0].report == report])
    if told:
        draft.write("stated.prose")
    _drop_gaps(draft, [reading for reading, _, _ in told])
    return bool(told)


def _tell_numbers(draft: Draft, told: Sequence[tuple[Reading, Sentence, Decimal]]) -> None:
    """The numbers of one report in a sentence, and below it each sentence that they stand in."""
    figures = []
    for reading, sentence, number in told:
        cited = tuple(draft.ledger.cite(citation) for citation in cite_sentence(sentence))
        value = Value(draft.names.reading(reading, ("measure",)), number, reading.measure.unit, citations=cited)
        figures.append(draft.figure(draft.ledger.add(place_value(value, reading.report)), marks=False))
    if len(told) == 1:
        draft.write("written.stated", name=draft.names.reading(told[0][0]), figure=figures[0])
    else:
        labels = (draft.names.reading(reading, ("measure",)) for reading, _, _ in told)
        gap = draft.say("piece.gap")
        parts = draft.names.list(f"{label}{gap}{figure}" for label, figure in zip(labels, figures, strict=True))
        draft.write("written.stated_several", subject=draft.names.report(told[0][0].report), parts=parts)
    quotes = dict.fromkeys(sentence for _, sentence, _ in told)
    draft.add("\n".join(f"- {quote_sentence(draft, sentence)}" for sentence in quotes))


def find_beside(draft: Draft) -> tuple[Beside, ...]:
    """The sentences that tell of what the tables of a report do not have; these are no gaps of the answer any more."""
    missing = [reading for reading in draft.evidence.readings if is_absent(reading)]
    passages = _group(draft) if draft.evidence.passages and missing else {}
    found = []
    for sentences in passages.values():
        own = tuple(reading for reading in missing if reading.report == sentences[0].report)
        words = {word for reading in own for word in _list_words(reading)}
        telling = tuple(sentence for sentence in sentences if _tells(sentence, words))
        if telling:
            found.append(Beside(sentences[0].report, own, telling[:QUOTED]))
    _drop_gaps(draft, [reading for beside in found for reading in beside.readings if _list_words(reading)], stated=False)
    return tuple(found)


def tell_beside(draft: Draft, found: Sequence[Beside]) -> bool:
    """Quotes them under a line that says what no table has; whether they tell all that was asked (by whom requests were made)."""
    for beside in found:
        labels = dict.fromkeys(draft.names.reading(reading, ("measure",)) for reading in beside.readings)
        named = draft.say("piece.quoted_list").join(list(labels)[:NAMED])
        more = draft.say("written.more") if len(labels) > NAMED else ""
        quotes = [f"- {quote_sentence(draft, sentence)}" for sentence in beside.sentences]
        shown = "\n".join(draft.paragraphs)
        fresh = [quote for quote in quotes if quote not in shown]
        key = "written.instead" if fresh else "written.rest"
        draft.write(key, subject=draft.names.report(beside.report), labels=named, more=more)
        draft.add("\n".join(fresh))
    names = (reading.measure for beside in found for reading in beside.readings)
    return any(find_kind(measure) or measure.id.startswith("hotline.") for measure in names)


def tell_closed(draft: Draft) -> bool:
    """Says that the prose calls all requests closed, where a report's tables do not tell; False where it does not either."""
    wanted = {measure.id for measure in draft.query.measures} == {HANDLED, CARRIED}
    if not wanted or not asks_closed(draft.query.question):
        return False
    told = False
    for report_id, sentences in _group(draft).items():
        gaps = [reading for reading in draft.evidence.readings if reading.report.id == report_id and is_absent(reading)]
        left = [stated for reading in gaps if reading.measure.id == CARRIED and (stated := _find_stated(reading, sentences))]
        if left and left[0][1]:  # its number follows
            draft.write("closed.not_said", subject=draft.names.report(sentences[0].report))
            continue
        found = [sentence for sentence in sentences if _says_closed(sentence)]
        if any(reading.measure.id == CARRIED for reading in gaps) and found:
            told = True
            draft.write("closed.said", subject=draft.names.report(found[0].report))
            draft.add("\n".join(f"- {quote_sentence(draft, sentence)}" for sentence in found))
            _drop_gaps(draft, gaps)
    return told


def _says_closed(sentence: Sentence) -> bool:
    return "申请" in sentence.folded and _ALL_CLOSED.search(sentence.folded) is not None and not sentence.is_title


def _drop_gaps(draft: Draft, told: Sequence[Reading], *, stated: bool = True) -> None:
    """Takes what was told out of what the answer says is missing; its number is still missing where none is ``stated``."""
    gaps = [tell_missing(reading) for reading in told] if stated else []
    readings = tuple(reading for reading in draft.evidence.readings if reading not in told)
    missing = tuple(gap for gap in draft.evidence.missing if gap not in gaps)
    draft.evidence = replace(draft.evidence, readings=readings, missing=missing)


def _group(draft: Draft) -> dict[int, tuple[Sentence, ...]]:
    return {report.id: found for report, found in group_reports(split_sentences(draft.evidence.passages))}


def _find_stated(reading: Reading, sentences: Sequence[Sentence]) -> tuple[Sentence, Decimal] | None:
    """The sentence with the one clause that speaks of a single cell and has one number in its unit (另2件申请结转下年度)."""
    if not reading.measure.cells or reading.measure.over or not reading.measure.id.endswith(".total"):
        return None
    label = fold_text(reading.measure.label).text
    named = re.compile(_SHAPES.get(reading.measure.id, re.escape(label)))
    found = []
    for sentence in sentences:
        for clause in _CLAUSE.split(sentence.folded):
            others = [word for word in _OUTCOMES if word in clause and not named.search(word) and word not in label]
            numbers = [numeral for _, _, numeral in find_numerals(clause) if numeral.unit == reading.measure.unit]
            if named.search(clause) and len(numbers) == 1 and not others and not sentence.is_title:
                found.append((sentence, numbers[0].value))
    return found[0] if len({number for _, number in found}) == 1 else None


def _list_words(reading: Reading) -> tuple[str, ...]:
    """The words with which the prose may tell of a reading; none for what was published, whose channels are told."""
    table = reading.measure.id.partition(".")[0]
    if table in ("published", "rate"):
        return ()
    if find_kind(reading.measure):
        return _APPLICANTS
    return (fold_text(reading.measure.label.split("：")[-1]).text[:HEAD], *_WORDS.get(table, ()))


def _tells(sentence: Sentence, words: set[str]) -> bool:
    """Whether a sentence uses one of the words and gives a number besides a year or a day."""
    if sentence.is_title or not (words.intersection(_APPLICANTS) or any(word in sentence.folded for word in words)):
        return False
    if words.intersection(_APPLICANTS) and _NO_REQUESTS.search(sentence.folded):
        return True
    counted = any(numeral.unit not in (None, "年", "月", "日") for _, _, numeral in find_numerals(sentence.folded))
    if words.intersection(_APPLICANTS):
        counted = counted and "申请" in sentence.folded
    said = words if _CASES.search(sentence.folded) else words - {_PUBLISHED}
    return counted and any(word in sentence.folded for word in said)
