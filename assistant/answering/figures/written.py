"""What the prose says of a figure, beside the table's: asked for (正文怎么写的), or told where the table has no number."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.basis.calculate import trim_number
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, cite_figure, place_value
from assistant.answering.quotes.quoting import finish_quotes, group_reports, quote_sentence
from assistant.answering.quotes.sentences import Sentence, cite_sentence, split_sentences
from assistant.answering.quotes.stating import choose_number, find_statements
from assistant.records import Answer, Query, Reading, Value
from assistant.understanding.prose.objects import find_counter
from ingest.folding import fold_text, make_readable
from ingest.numerals import find_numerals

WRITTEN = re.compile(r"正文|文字(?:部分|里|中|上|说|写|怎)|\bprose\b|\bin the text\b|\bthe text say", re.IGNORECASE)
"""How a question asks for the prose's words and not for the table."""

QUOTED = 6
"""As many sentences of one report stand for what its table does not give."""

MOST_STATED = 4
"""As many figures that no table has are looked for in the prose one by one."""

HEAD = 4
"""The first characters of a label are the item's name (行政处罚处理决定数量)."""

_PUBLISHED = "主动公开"
_CASES = re.compile(r"申请|\d件")
"""Where 主动公开 tells what became of a request, and not of what was published."""

_WORDS = {
    "requests": (
        "予以公开",
        "部分公开",
        "不予公开",
        "无法提供",
        "不予处理",
        "其他处理",
        "结转",
        "答复",
        "办结",
        "撤",
        _PUBLISHED,
    ),
    "disputes": ("复议", "诉讼", "起诉"),
}
"""Words with which the prose tells what became of requests and disputes, by the table of the form."""


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
    if entry is not None:
        draft.write("written.agree" if agrees else "written.differ")


def is_absent(reading: Reading) -> bool:
    """Whether a report has no place at all for a figure that its form should have, or that no form has."""
    form = reading.report.form
    return reading.why == "not in the report" and (form is None or form in reading.measure.forms)


def tell_instead(draft: Draft) -> bool:
    """Adds the sentences that give numbers of what the tables of a report do not have; whether there are any."""
    missing = [reading for reading in draft.evidence.readings if is_absent(reading)]
    passages = dict(_group(draft)) if draft.evidence.passages and missing else {}
    told = False
    for report_id, sentences in passages.items():
        own = [reading for reading in missing if reading.report.id == report_id]
        words = {word for reading in own for word in _list_words(reading)}
        found = [sentence for sentence in sentences if _tells(sentence, words)]
        if found:
            told = True
            draft.write("written.instead", subject=draft.names.report(own[0].report))
            draft.add("\n".join(f"- {quote_sentence(draft, sentence)}" for sentence in found[:QUOTED]))
    return told


def tell_stated(draft: Draft) -> bool:
    """Tells the numbers that the prose gives by the very names of figures that no table has; False where any is unsaid."""
    readings = draft.evidence.readings
    if not readings or len(readings) > MOST_STATED or not all(is_absent(reading) for reading in readings):
        return False
    passages = dict(_group(draft)) if draft.evidence.passages else {}
    found = [(reading, _find_stated(reading, passages.get(reading.report.id, ()))) for reading in readings]
    told = [(reading, *stated) for reading, stated in found if stated is not None]
    if len(told) < len(readings):
        return False
    for reading, sentence, number in told:
        cited = tuple(draft.ledger.cite(citation) for citation in cite_sentence(sentence))
        value = Value(draft.names.reading(reading, ("measure",)), number, reading.measure.unit, citations=cited)
        position = draft.ledger.add(place_value(value, reading.report))
        draft.write("written.stated", name=draft.names.reading(reading), figure=draft.figure(position, marks=False))
        draft.add(f"- {quote_sentence(draft, sentence)}")
    draft.write("stated.prose")
    return True


def _find_stated(reading: Reading, sentences: Sequence[Sentence]) -> tuple[Sentence, Decimal] | None:
    """The sentence with the one clause that begins with the name of a single cell and its number (，予以公开3件，)."""
    label = fold_text(reading.measure.label).text
    if len(reading.measure.cells) != 1 or reading.measure.over or not reading.measure.id.endswith(".total"):
        return None
    shape = re.compile(
        rf"(?:^|[,;:。])(?:其中|共|均|已|依法)*{re.escape(label)}(?:的|了|有|为|共)?(\d+){reading.measure.unit}(?=$|[,;。、])"
    )
    found = [(sentence, Decimal(match[1])) for sentence in sentences for match in shape.finditer(sentence.folded)]
    return found[0] if len(found) == 1 else None


def _list_words(reading: Reading) -> tuple[str, ...]:
    """The words with which the prose may tell of a reading; none for what was published, whose channels are told."""
    table = reading.measure.id.partition(".")[0]
    if table in ("published", "rate"):
        return ()
    return (fold_text(reading.measure.label.split("：")[-1]).text[:HEAD], *_WORDS.get(table, ()))


def _tells(sentence: Sentence, words: set[str]) -> bool:
    """Whether a sentence uses one of the words and gives a number besides a year or a day."""
    counted = any(numeral.unit not in (None, "年", "月", "日") for _, _, numeral in find_numerals(sentence.folded))
    said = words if _CASES.search(sentence.folded) else words - {_PUBLISHED}
    return counted and not sentence.is_title and any(word in sentence.folded for word in said)
