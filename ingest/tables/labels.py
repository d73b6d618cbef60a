"""Finding the form's row labels in folded text, in the form's order, however they were broken or misspelt.

Works on white-space-free folded text, so that a label wrapped over lines or cells is whole again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from ingest.folding import fold_text
from ingest.form import FormRow

_ENUMERATOR = re.compile(r"^(\([一二三四五六七]\)|[一二三四]、|\d\.)")
_REMARK = re.compile(r"\(.*\)$")
_SHORT = 4
"""Cores up to this many characters (其他, 总计, 规章) are words of every report and need their enumerator or their table."""
_LEAST_SIMILARITY = 82
"""In percent; lets one wrong or lost character in six pass, and keeps the form's own labels apart."""


@dataclass(frozen=True, slots=True)
class LabelHit:
    """A row label found at [start, end) of the folded text."""

    row: FormRow
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Label:
    core: str
    pattern: re.Pattern[str]


@cache
def _compile_label(row: FormRow) -> _Label:
    folded = fold_text(row.label).text
    enumerator = _ENUMERATOR.match(folded)
    core = _REMARK.sub("", folded[enumerator.end() :] if enumerator else folded)
    core_pattern = re.escape(core)
    if core in {"行政规范性文件", "规范性文件"}:
        core_pattern = "(?:行政)?规范性文件"
    before = ""
    if enumerator:
        mark = enumerator.group(1)
        before = f"{mark[0]}[.、,]" if mark[0].isdigit() else rf"[(]?{mark.strip('()、')}[)、.,]+"
        before = f"(?:{before})" if core in {"其他", "其他处理"} else f"(?:{before})?"
    remark = (
        r"(?:\(区分处理的?[,，]?只计这一情[形况][,，]?不计其他情[形况]\)?)?" if "(" in folded[1:] and "区分处理" in folded else ""
    )
    after = "(?!处理|法律|组织)" if core == "其他" else ""
    return _Label(core, re.compile(before + core_pattern + after + remark))


def find_labels(folded: str, rows: Sequence[FormRow]) -> tuple[LabelHit, ...]:
    """The labels of ``rows`` in ``folded``: at most one hit a row, in the form's order.

    Exact labels first (of all readings, the heaviest chain that keeps the form's order); then, between two found
    neighbours, similar text for the labels still missing (typos, truncation).
    """
    exact = [
        (index, LabelHit(row, match.start(), match.end()))
        for index, row in enumerate(rows)
        for match in _compile_label(row).pattern.finditer(folded)
    ]
    chain = _choose_chain(sorted(exact, key=lambda item: (item[1].start, item[0])))
    return _add_similar(folded, rows, chain)


def _choose_chain(candidates: list[tuple[int, LabelHit]]) -> dict[int, LabelHit]:
    """The heaviest subsequence in which rows and positions both grow; a hit weighs its label's length."""
    best: list[tuple[int, int | None]] = []
    for k, (index, hit) in enumerate(candidates):
        weight, previous = hit.end - hit.start, None
        for j in range(k):
            other_index, other = candidates[j]
            if other_index < index and other.end <= hit.start and best[j][0] + hit.end - hit.start > weight:
                weight, previous = best[j][0] + hit.end - hit.start, j
        best.append((weight, previous))
    chain: dict[int, LabelHit] = {}
    at = max(range(len(best)), key=lambda k: best[k][0], default=None)
    while at is not None:
        chain[candidates[at][0]] = candidates[at][1]
        at = best[at][1]
    return chain


def _add_similar(folded: str, rows: Sequence[FormRow], chain: dict[int, LabelHit]) -> tuple[LabelHit, ...]:
    if not chain:
        return ()
    for index in range(min(chain), max(chain) + 1):
        if index in chain:
            continue
        core = _compile_label(rows[index]).core
        after = max((hit.end for k, hit in chain.items() if k < index), default=0)
        before = min((hit.start for k, hit in chain.items() if k > index), default=len(folded))
        if len(core) <= _SHORT or before <= after:
            continue
        found = fuzz.partial_ratio_alignment(core, folded[after:before], score_cutoff=_LEAST_SIMILARITY)
        if (
            found is not None
            and found.dest_end - found.dest_start >= len(core) - 2
            and not _has_digit(folded[after + found.dest_start : after + found.dest_end])
        ):
            chain[index] = LabelHit(rows[index], after + found.dest_start, after + found.dest_end)
    return tuple(chain[index] for index in sorted(chain))


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
