"""Narrative figures: what the prose of a report counts, each with the sentence that says so.

The chain is prose → sentences → counts and denials → candidates for figures → one primary each.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from ingest.prose.applications import find_answers
from ingest.prose.counts import Candidate, Count, find_counts, is_worth_telling
from ingest.prose.denials import find_denials
from ingest.prose.figures import classify_count
from ingest.prose.lexicon import compile_list
from ingest.prose.publications import UPDATE_RANK
from ingest.prose.sentences import Sentence, split_sentences
from ingest.records import QUOTE_LIMIT, NarrativeFigure, ParsedDocument

_LABEL_LIMIT = 40
_REST = re.compile(r"其[他它](?:方式|渠道|形式|途径|平台)")
_AMBIGUOUS = ("published.website", "published.wechat", "published.weibo", "published.other")
_SHORT, _SHORT_LABEL = 5, 16
_SPECIFIC_RANK = 25
_FAR_BELOW = 12


@dataclass(frozen=True, slots=True)
class _Statement:
    """A candidate, or a count that is no figure, with its sentence."""

    sentence: Sentence
    candidate: Candidate | None
    count: Count | None

    @property
    def figure(self) -> str | None:
        return self.candidate.figure if self.candidate else None

    @property
    def value(self) -> Decimal | None:
        return self.candidate.value if self.candidate else None

    @property
    def rank(self) -> int:
        return self.candidate.rank if self.candidate else 0


def read_narrative(document: ParsedDocument, prose: tuple[tuple[int, int], ...], year: int | None) -> tuple[NarrativeFigure, ...]:
    """The figures that the prose states, in order; at most one primary per figure id.

    Args:
        document: The report as read.
        prose: The spans of its text that are no tables.
        year: The report's year; counts that the prose gives for another year are no figures. None takes any.
    """
    statements: list[_Statement] = []
    sentences = split_sentences(document.text, prose)
    for sentence, following in zip_longest(sentences, sentences[1:]):
        statements.extend(_read_sentence(sentence, following.text if following else "", year))
    primaries = _choose_primaries(statements)
    return tuple(_make_figure(document, s, primaries) for s in statements if _is_told(s, primaries))


def _read_sentence(sentence: Sentence, following: str, year: int | None) -> list[_Statement]:
    candidates: list[Candidate] = []
    statements: list[_Statement] = []
    for count in find_counts(sentence, year):
        found = classify_count(count, sentence, tuple(candidates))
        candidates.extend(found)
        statements.extend(_Statement(sentence, candidate, count) for candidate in found)
        if not found:
            statements.append(_Statement(sentence, None, count))
    received = tuple(c for c in candidates if c.figure == "requests.received")
    answers = find_answers(sentence, following, received)
    statements.extend(_Statement(sentence, answer, None) for answer in answers)
    statements.extend(_Statement(sentence, denial, None) for denial in find_denials(sentence, year))
    return statements


def _choose_primaries(statements: Iterable[_Statement]) -> dict[str, _Statement]:
    """The best-ranked statement of each figure, the first of equals; none where several partial ones of a channel compete."""
    by_figure: dict[str, list[_Statement]] = {}
    for statement in statements:
        if statement.figure:
            by_figure.setdefault(statement.figure, []).append(statement)
    published = [s.rank for f, rivals in by_figure.items() if f.startswith("published.") for s in rivals]
    if max(published, default=0) > UPDATE_RANK:
        # 更新 counts only where nothing is said to have been 公开 or 发布.
        by_figure["published.total"] = [s for s in by_figure.get("published.total", []) if s.rank > UPDATE_RANK]
    return {f: max(rivals, key=lambda s: s.rank) for f, rivals in by_figure.items() if rivals and _is_settled(f, rivals)}


def _is_settled(figure: str, rivals: list[_Statement]) -> bool:
    best = max(s.rank for s in rivals)
    values = {s.value for s in rivals if s.rank == best}
    if figure == "published.other" and len({s.value for s in rivals}) > 1:
        return len(values) == 1 and any(_REST.search(s.candidate.label) for s in rivals if s.candidate and s.rank == best)
    return figure not in _AMBIGUOUS or best > _SPECIFIC_RANK or len(values) == 1


def _is_told(statement: _Statement, primaries: dict[str, _Statement]) -> bool:
    """Whether a statement is kept: as a figure that the primary does not already state, or as a thing worth telling."""
    figure = _find_id(statement, primaries)
    if figure is not None:
        best = primaries.get(figure)
        return best is None or best is statement or best.value != statement.value
    count = statement.count
    return count is not None and is_worth_telling(count) and bool(_make_label(count))


def _find_id(statement: _Statement, primaries: dict[str, _Statement]) -> str | None:
    """The figure's id; None where a far plainer statement of the figure shows that this one counts something else."""
    candidate = statement.candidate
    if candidate is None:
        return None
    best = primaries.get(candidate.figure)
    if best is None or best.value == candidate.value:
        return candidate.figure
    return candidate.figure if statement.rank > best.rank - _FAR_BELOW else None


def _make_figure(document: ParsedDocument, statement: _Statement, primaries: dict[str, _Statement]) -> NarrativeFigure:
    stated = statement.candidate or statement.count
    assert stated is not None
    figure = _find_id(statement, primaries)
    label = _make_label(statement.count) if statement.count else _trim_label(stated.label)
    start, end = _find_quote(document.text, statement.sentence, stated.start, stated.end)
    return NarrativeFigure(
        figure=figure,
        label=label or stated.label[:_LABEL_LIMIT],
        value=stated.value,
        unit=stated.unit,
        approx=stated.approx,
        primary=figure is not None and primaries.get(figure) is statement,
        place=document.locate(start, end),
    )


def _find_quote(text: str, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The document's span of the sentence, cut to ``QUOTE_LIMIT`` characters so that the number stays in it."""
    first, last = sentence.restore(0, len(sentence.text))
    _, number_end = sentence.restore(start, end)
    if number_end - first > QUOTE_LIMIT:
        clause = max(sentence.text.rfind(mark, 0, start) for mark in ",;:") + 1
        first = max(sentence.offsets[clause], number_end - QUOTE_LIMIT)
    last = min(max(last, number_end), first + QUOTE_LIMIT)
    return first, last + 1 if last < first + QUOTE_LIMIT and text[last : last + 1] in "。!！?？;；" else last


def _make_label(count: Count) -> str:
    """The count's subject phrase: the words before it, with those behind it where the former are a verb at most."""
    before = _trim_label(count.label)
    behind = re.split(r"[占,.(]", count.after)[0][:_SHORT_LABEL]
    return before + behind if len(before) < _SHORT else before


def _trim_label(text: str) -> str:
    phrase, before = text, ""
    while phrase != before:
        before = phrase
        phrase = compile_list("labels", "leading_patterns").sub("", phrase)
        phrase = compile_list("labels", "trailing_patterns").sub("", phrase)
    return re.sub(r"[\x00|]", "", phrase)[-_LABEL_LIMIT:]
