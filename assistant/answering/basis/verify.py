"""The last step before an answer is given: nothing in its text may lack a source.

Every number (digits, percentages, Chinese numerals that count something), year, agency name and citation mark must stand in
the answer's values, quotes, places, coverage, gaps, options or in the question. A sentence with anything else is dropped,
and that is said. The step knows nothing of how the text was written.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.basis.counting import find_vague, read_numbers
from assistant.answering.basis.wording import say
from assistant.records import Answer, Evidence
from assistant.understanding.names.naming import strip_kind
from assistant.understanding.words.dictionary import read_kind
from assistant.understanding.words.spelling import spell_sounds
from ingest.folding import fold_plain, make_readable
from ingest.records import Place

_FIXED = re.compile(r"(?:2019|2021)\s?年?版|(?:2019|2021) form|12345")
_AGENCY = re.compile(r"街道|管委会|管理委员会|苏木|农场|[镇乡](?![长里区村级镇干])")
_COMMON = ("v", "vn", "n")
"""Kinds of the dictionary's words that end like a township's name and are none (下乡, 家乡); places have kinds of their own."""

_GENERIC = re.compile(r"[各我本该全乡个些哪村这那几每他城某甲乙丙丁和与及或\s“（(、，。：；|*>]$|^$")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2}[县市](?![级里委直属场民政长立域内上下面容价区州县融志])")
_GENERIC_PLACE = frozenset("各我本该全每某那这邻外他两几在到由和与及对向给为是的有从按据省市州县下城超上股菜夜门都集楼街入于了并")
_ENGLISH_PLACE = re.compile(r"\b([A-Z][a-z]{2,})(?: [A-Z][a-z]+)? (?:Town(?:ship)?|Sub-?district|County)\b")
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
    check = build_check(answer, list_names(evidence), evidence.years)
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


def build_check(answer: Answer, names: Iterable[str], years: Iterable[int] = ()) -> Callable[[str], tuple[str, ...]]:
    """A function that finds what has no source in a sentence; ``years`` are those that the store has reports of."""
    corpus = list_sources(answer)
    numbers = list_numbers(answer, corpus) | {Decimal(year) for year in years}
    known = frozenset({*names, *list_agency_names(answer)})
    lengths = list_lengths(known)
    folded = [fold_plain(text) for text in corpus]
    marks = len(answer.citations)

    def check(sentence: str) -> tuple[str, ...]:
        wrong = [mark[0] for mark in _MARK.finditer(sentence) if not 1 <= int(mark[1]) <= marks]
        plain = NUMBERING.sub(" ", _FIXED.sub(" ", _MARK.sub("", _LIST_MARK.sub("", sentence))))
        named = find_names(plain, known, lengths)
        unnamed = remove_names(plain, named)  # 七家子镇 counts nothing
        wrong += [written for written, number in read_numbers(unnamed) if number not in numbers]
        wrong += [vague for vague in find_vague(unnamed) if not any(vague in source for source in folded)]
        wrong += find_unknown_agencies(plain, named, folded)
        wrong += find_unknown_places(plain, named, known, folded)
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
    texts += answer.surroundings
    if answer.coverage is not None:
        texts += [f"{answer.coverage.of} {answer.coverage.with_data}", *(name for name, _ in answer.coverage.excluded)]
    return list(dict.fromkeys([*texts, *answer.options]))


def list_numbers(answer: Answer, corpus: Iterable[str]) -> set[Decimal]:
    """Every number that may stand in the text, without its sign."""
    numbers = {abs(value.value) for value in answer.values}
    numbers |= {Decimal(value.year) for value in answer.values if value.year is not None}
    bound = answer.query.threshold if answer.query is not None else None
    numbers |= {abs(end) for end in (bound.value, bound.upper) if end is not None} if bound is not None else set()
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


def list_lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the names that begin with a character, longest first."""
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def find_names(text: str, names: frozenset[str], lengths: Mapping[str, Sequence[int]]) -> list[tuple[int, int]]:
    """Where names stand in the text, the longest at each place, in order; thousands of names cost no more than a few."""
    found: list[tuple[int, int]] = []
    until = 0
    for at, character in enumerate(text):
        if at >= until and character in lengths:
            end = next((at + length for length in lengths[character] if text[at : at + length] in names), None)
            if end is not None:
                found.append((at, end))
                until = end
    return found


def remove_names(text: str, found: Sequence[tuple[int, int]]) -> str:
    """The text with a space in place of each name."""
    parts, at = [], 0
    for start, end in found:
        parts.append(text[at:start])
        at = end
    return " ".join([*parts, text[at:]])


def find_unknown_agencies(text: str, named: Sequence[tuple[int, int]], corpus: Sequence[str]) -> list[str]:
    """Names that end like a township's (…镇, …乡, …街道) and that neither the answer's sources nor a generic word explain.

    ``named`` is where known names stand.
    """
    covered = {at for start, end in named for at in range(start, end + 1)}
    unknown = []
    for match in _AGENCY.finditer(text):
        if match.end() in covered or _GENERIC.search(text[: match.start()]):
            continue
        window = fold_plain(text[max(0, match.start() - _WINDOW + 1) : match.end()])
        common = text[max(0, match.start() - 1) : match.end()]
        if not any(window in source for source in corpus) and read_kind(common) not in _COMMON:
            unknown.append(window)
    return unknown


def find_unknown_places(text: str, named: Sequence[tuple[int, int]], known: Iterable[str], corpus: Sequence[str]) -> list[str]:
    """Names of counties, of cities and of English towns that neither the answer's sources nor a generic word explain."""
    covered = {at for start, end in named for at in range(start, end)}
    found = [
        fold_plain(match[0])
        for match in _PLACE.finditer(text)
        if match.end() - 1 not in covered and not _GENERIC_PLACE.intersection(match[0][:-1])
    ]
    unknown = [name for name in found if not any(name in source for source in corpus)]
    english = [
        match
        for match in _ENGLISH_PLACE.finditer(text)
        if not any(fold_plain(match[0]).lower() in source.lower() for source in corpus)
    ]
    sounds = {"".join(spell_sounds(strip_kind(name))) for name in known} if english else set()
    return [*unknown, *(match[0] for match in english if match[1].lower() not in sounds)]


def show_place(place: Place) -> str:
    """The coordinates of a place that an answer may name."""
    return " ".join(str(part) for part in (place.page, place.line, place.table, place.row, place.column) if part is not None)
