"""The last step before an answer is given: nothing in its text may lack a source.

Every number (digits, percentages, Chinese numerals that count something), year, agency name and citation mark must stand in
the answer's values, quotes, places, coverage, gaps, options or in the question. A sentence with anything else is dropped,
and that is said. The step knows nothing of how the text was written.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.records import Answer, Evidence
from assistant.wording import say
from ingest.folding import fold_text, make_readable
from ingest.numerals import read_chinese
from ingest.records import Place

_FIXED = re.compile(r"(?:2019|2021)\s?年?版|(?:2019|2021) form|12345")
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
CHINESE_COUNT = re.compile(
    r"(?<![第上下前后同近头〇零一二两三四五六七八九十百千万亿这那每某任哪唯统单])(?!一(?:起|次性|年来))(?![万亿])([〇零一二两三四五六七八九十百千万亿]+)"
    r"(?=余?(?:个|件|条|份|人|名|次|项|篇|期|起|宗|家|年|元|万元|倍|镇|乡|街道|%|％))"
)
"""A numeral in Chinese characters that counts something (二十九件)."""

_AGENCY = re.compile(r"街道|管委会|管理委员会|苏木|农场|[镇乡](?![长里区村级镇干])")
_GENERIC = re.compile(r"[各我本该全乡个些哪村这那几每他城某甲乙丙丁和与及或\s“（(、，。：；|*>]$|^$")
_MARK = re.compile(r"\[(\d+)\]")
_LIST_MARK = re.compile(r"^\s*(?:>\s*|[-*]\s+|\d+\.\s+|[①-⑳]\s*)+")
NUMBERING = re.compile(r"(?<![\d.])\d{1,2}\.(?=[\u4e00-\u9fff])")
"""The numbering of a form's row inside a sentence (1.信访举报投诉类申请)."""
_TABLE_RULE = re.compile(r"[|\s:-]+")
_SENTENCE = re.compile(r"[^。！？!?]+(?:[。！？!?]+[”’」』）)\]\d\[]*)?")
_WINDOW = 3
"""An agency name that stands in a quote is recognised by its last characters."""


def verify_answer(answer: Answer, evidence: Evidence) -> Answer:
    """The answer with every sentence dropped that holds anything without a source, and a remark where one was.

    ``evidence`` lends the names of the agencies that the reports are of, nothing else.
    """
    check = build_check(answer, list_names(evidence))
    lines = [keep_sentences(line, check) for line in answer.text.split("\n")]
    kept = "\n".join(line for line in lines if line is not None)
    if kept == answer.text:
        return answer
    remark = say(answer.query.language if answer.query else "zh", "note.dropped")
    body = re.sub(r"\n{3,}", "\n\n", kept).strip()
    return replace(answer, text=f"{body}\n\n{remark}" if body else remark)


def find_stray(text: str, answer: Answer, names: Iterable[str]) -> tuple[str, ...]:
    """Whatever stands in ``text`` and has no source in the answer; ``names`` are further agency names that may stand there."""
    return build_check(answer, names)(text)


def build_check(answer: Answer, names: Iterable[str]) -> Callable[[str], tuple[str, ...]]:
    """A function that finds what has no source in a sentence."""
    corpus = list_sources(answer)
    numbers = list_numbers(answer, corpus)
    known = frozenset({*names, *list_agency_names(answer)})
    folded = [fold_text(text).text for text in corpus]
    marks = len(answer.citations)

    def check(sentence: str) -> tuple[str, ...]:
        wrong = [mark[0] for mark in _MARK.finditer(sentence) if not 1 <= int(mark[1]) <= marks]
        plain = NUMBERING.sub(" ", _FIXED.sub(" ", _MARK.sub("", _LIST_MARK.sub("", sentence))))
        unnamed = remove_names(plain, find_names(plain, known))  # 七家子镇 counts nothing
        wrong += [written for written, number in read_numbers(unnamed) if number not in numbers]
        wrong += find_unknown_agencies(plain, known, folded)
        return tuple(wrong)

    return check


def keep_sentences(line: str, check: Callable[[str], tuple[str, ...]]) -> str | None:
    """The line without its unsupported sentences; None where none is left. Rows, list items and quotes stand or fall whole."""
    if not line.strip() or _TABLE_RULE.fullmatch(line):
        return line
    if line.lstrip().startswith(("|", ">", "-", "*")) or _LIST_MARK.match(line):
        return None if check(line) else line
    sentences = _SENTENCE.findall(line)
    kept = [sentence for sentence in sentences if not check(sentence)]
    if len(kept) == len(sentences):
        return line
    return "".join(kept) or None


def list_sources(answer: Answer) -> list[str]:
    """The texts in which a number or name of the answer's text may stand."""
    texts = [answer.query.question] if answer.query else []
    for citation in answer.citations:
        texts += [citation.quote, citation.source, citation.section or "", show_place(citation.place)]
        texts.append(f"{citation.agency or ''} {citation.year or ''}")
    for value in answer.values:
        texts.append(value.label)
    texts += [f"{gap.agency or ''} {gap.year or ''}" for gap in answer.missing]
    texts += [f"{agency} {year or ''}" for agency, year in answer.available]
    texts += [f"{agency} {year or ''} {day.year} {day.month} {day.day}" for agency, year, day in answer.published]
    if answer.coverage is not None:
        texts += [f"{answer.coverage.of} {answer.coverage.with_data}", *(name for name, _ in answer.coverage.excluded)]
    return [*texts, *answer.options]


def list_numbers(answer: Answer, corpus: Iterable[str]) -> set[Decimal]:
    """Every number that may stand in the text, without its sign."""
    numbers = {abs(value.value) for value in answer.values}
    numbers |= {Decimal(value.year) for value in answer.values if value.year is not None}
    for text in corpus:
        numbers |= {number for _, number in read_numbers(make_readable(text))}
    return numbers


def list_agency_names(answer: Answer) -> set[str]:
    """The agency and place names that values, gaps and availability speak of."""
    names = (
        {value.agency for value in answer.values}
        | {gap.agency for gap in answer.missing}
        | {name for name, _ in answer.available}
        | {name for name, _, _ in answer.published}
    )
    names |= {citation.agency for citation in answer.citations}
    names |= {parent for value in answer.values for parent in value.parents}
    if answer.coverage is not None:
        names |= {name for name, _ in answer.coverage.excluded}
    return {name for name in names if name}


def list_names(evidence: Evidence) -> set[str]:
    """Every name of the agencies whose reports the evidence holds."""
    agencies = [report.agency for report in (*evidence.reports, *evidence.available) if report.agency is not None]
    names = {name for agency in agencies for name in (agency.name, agency.full_name, *agency.parents, *agency.aliases) if name}
    return names | {report.source for report in evidence.reports}


def read_numbers(text: str) -> list[tuple[str, Decimal]]:
    """The numbers of a text as written and as they are: digits with or without thousands separators, and Chinese counts."""
    found = [(match[0], Decimal(match[0].replace(",", ""))) for match in _DIGITS.finditer(text)]
    for match in CHINESE_COUNT.finditer(text):
        number = read_chinese(match[1])
        if number is not None:
            found.append((match[0], Decimal(number)))
    return found


def find_names(text: str, names: frozenset[str]) -> list[tuple[int, int]]:
    """Where names stand in the text, the longest at each place, in order; thousands of names cost no more than a few."""
    lengths = sorted({len(name) for name in names}, reverse=True)
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = next((at + length for length in lengths if text[at : at + length] in names), None)
        if end is not None:
            found.append((at, end))
        at = end or at + 1
    return found


def remove_names(text: str, found: Sequence[tuple[int, int]]) -> str:
    """The text with a space in place of each name."""
    parts, at = [], 0
    for start, end in found:
        parts.append(text[at:start])
        at = end
    return " ".join([*parts, text[at:]])


def find_unknown_agencies(text: str, known: frozenset[str], corpus: Sequence[str]) -> list[str]:
    """Names that end like a township's (…镇, …乡, …街道) and that neither the answer's sources nor a generic word explain."""
    covered = {at for start, end in find_names(text, known) for at in range(start, end + 1)}
    unknown = []
    for match in _AGENCY.finditer(text):
        if match.end() in covered or _GENERIC.search(text[: match.start()]):
            continue
        window = fold_text(text[max(0, match.start() - _WINDOW + 1) : match.end()]).text
        if not any(window in source for source in corpus):
            unknown.append(window)
    return unknown


def show_place(place: Place) -> str:
    """The coordinates of a place that an answer may name."""
    return " ".join(str(part) for part in (place.page, place.line, place.table, place.row, place.column) if part is not None)
