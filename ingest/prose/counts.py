"""Counts of a sentence: each number with its unit, the words around it, and the year that it counts.

What is counted is not decided here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.numerals import Numeral, find_numerals, read_chinese
from ingest.prose.lexicon import compile_list, holds, load_lexicon
from ingest.prose.sentences import CELL, GAP, Sentence

_BOUNDARY = re.compile(rf"[,;:(){re.escape(CELL)}{GAP}]")
_ASIDE = re.compile(r"\([^()\d]*\)")
_SUB_ROW = re.compile(r"(?:其中:?|\d[.、)]|\(\d\))[^\d]*$")
_COLUMN_END = re.compile(rf"[,;{re.escape(CELL)}{GAP}]")
_CLAUSE_END = re.compile(rf"[,;(){re.escape(CELL)}{GAP}]")
_PART = re.compile(
    r"其中|具体(?:包括|为|是|有|如下)|内容(?:包括|涵盖|涉及)|(?:主要)?(?:包括|涵盖|涉及|分别|含)|由.{2,12}组成|按.{2,10}(?:分|划分)"
)
_WHOLE = re.compile(r"此外|另外|除此之外|同时")
_YEAR = re.compile(r"(?P<compared>较|比|与|同|对)?(?P<year>(?:19|20)\d\d|[一二][一二三四五六七八九零〇○]{3})年(?!版)")
_OTHER_YEAR = re.compile(r"(?<![较比与同])(?<!结转)(?<!结转自)(?:上一?年度?|去年|往年|前年)(?!.{0,2}(?:结转|转入))")
_TITLE = re.compile(r"《[^》]*》|\"[^\"]*(?:报告|要点|通知|工作思路)\"")
_UNIT_FIRST = re.compile(
    r"(?:数|数量|总数|总额|费用|额|公开)(?:\([^()\d]*\))?\|?\(?(?P<unit>条|件|宗|人|个|元|万元|次|份)\)?\|?$"
)
_ROW_START = re.compile(rf"\d[.、)]?|[,;:{re.escape(CELL)}{GAP}]")
_SMALL = 10
_COUNTED_IN_WORDS = tuple("条件份篇期宗起人名位则")


@dataclass(frozen=True, slots=True)
class Count:
    """A number at [start, end) of a sentence.

    ``label`` is the text before it back to the last boundary or count, ``window`` back to the last count or semicolon,
    ``after`` the text behind it up to the next boundary or count. ``part`` says that it is a part of a count before it
    (其中); ``base`` is that count's label, or that of the count before where there is no whole. ``own_year`` is
    False where the sentence names another year for it.
    """

    start: int
    end: int
    value: Decimal
    unit: str | None
    approx: bool
    label: str
    window: str
    after: str
    part: bool
    base: str
    own_year: bool
    closed: bool
    """Whether a boundary or the sentence's end follows: a number without a unit counts only then."""
    written_in_digits: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A count that may state ``figure``; higher ranks state it more plainly. [start, end) is where in the sentence."""

    figure: str
    rank: int
    value: Decimal
    unit: str | None
    approx: bool
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    numeral: Numeral


def find_counts(sentence: Sentence, year: int | None) -> tuple[Count, ...]:
    """The sentence's counts in order; dates, percentages, ordinals, ranges, document and phone numbers are left out."""
    spots = sorted(_find_spots(sentence.text), key=lambda spot: spot.start)
    counts: list[Count] = []
    for index, spot in enumerate(spots):
        before = spots[index - 1].end if index else 0
        following = spots[index + 1].start if index + 1 < len(spots) else len(sentence.text)
        counts.append(_make_count(sentence.text, spot, (before, following), tuple(counts), year))
    return tuple(counts)


def _find_spots(text: str) -> Iterator[_Spot]:
    for start, end, numeral in find_numerals(text):
        before = text[:start]
        unit_first = _UNIT_FIRST.search(before)
        if before.endswith(GAP):
            continue
        if unit_first and numeral.unit is None:
            if end < len(text) and not _COLUMN_END.match(text[end]):
                continue
            yield _Spot(start, end, Numeral(numeral.value, unit_first["unit"], approx=False))
        elif not _is_name(before, text[end:], numeral) and not _is_passing(text[start:end], before, numeral):
            yield _Spot(start, end, numeral)
    for match in re.finditer(r"(?:数|数量|总数)\|?[条件宗人]\|?(00+)(?!\d)", text):
        # Two or more columns without a separator: however they are split, each is zero.
        yield _Spot(match.start(1), match.end(1), Numeral(Decimal(0), match[0].strip("0|")[-1], approx=False))


def _is_passing(written: str, before: str, numeral: Numeral) -> bool:
    """Whether a number has a unit that counts nothing, or is a Chinese numeral as words use them (三务, 每一项, 一次)."""
    if numeral.unit in load_lexicon()["labels"]["units_left_out"]:
        return True
    if any(c.isascii() and c.isdigit() for c in written) or (numeral.unit is None and written in ("零", "〇")):
        return False
    small = numeral.value < _SMALL and numeral.unit not in _COUNTED_IN_WORDS
    return numeral.unit is None or small or before.endswith(tuple("每任某这那同唯统单逐哪"))


def _is_name(before: str, after: str, numeral: Numeral) -> bool:
    """Whether a number is part of a name, a date, a range, an ordinal or a phone number, and counts nothing."""
    if before.endswith(("第", "-", "—", "~", "·", ".", "〔", "[", "/", "近", "#")) or after.startswith(
        (".", "/", "-", "—", "号", "室", "楼", "·", "%")
    ):
        return True
    if before[-1:].isdigit() and before[-1:].isascii():
        return True
    hotline = numeral.value == 12345 and numeral.unit is None  # noqa: PLR2004 - the hotline's name
    return hotline or (numeral.unit is None and after.startswith(tuple("届大级中全三》年月")))


def _make_count(text: str, spot: _Spot, around: tuple[int, int], earlier: tuple[Count, ...], year: int | None) -> Count:
    start, end = spot.start, spot.end
    since = max(around[0], text.rfind(";", 0, start) + 1)
    plain = _ASIDE.sub(lambda m: "〇" * len(m[0]), text[:start])
    label_start = max([since, *(m.end() for m in _BOUNDARY.finditer(plain, since))])
    after = _BOUNDARY.split(re.sub(r"^\([^()]{1,2}\)", "", text[end : around[1]]), maxsplit=1)[0]
    part, base = _find_part(text, start, earlier)
    label = _widen_label(text, since, label_start, start)
    row = _UNIT_FIRST.search(text[:start])
    if row:
        label, after = _ROW_START.split(text[: row.start("unit")].rstrip("(|"))[-1], ""
    return Count(
        start=start,
        end=end,
        value=spot.numeral.value,
        unit=spot.numeral.unit,
        approx=spot.numeral.approx,
        label=label,
        window=text[since:start],
        after=re.split(r"[、和及]", after, maxsplit=1)[0] if end + len(after) == around[1] else after,
        part=part,
        base=base,
        own_year=is_own_year(text[:start], year),
        closed=end == len(text) or text[end] in ',;"|',
        written_in_digits=any(c.isascii() and c.isdigit() for c in text[start:end]),
    )


def _widen_label(text: str, since: int, label_start: int, start: int) -> str:
    """The clause before the number; the clause before that too where a stray comma, a colon or a bracket parts them."""
    label = text[label_start:start]
    if len(label.strip("共计合为约达有是、一二三四五六七八九十1234567890.")) > 1 or label_start <= since:
        return label
    earlier = text[since : label_start - 1]
    cut = max([0, *(m.end() for m in _CLAUSE_END.finditer(earlier))])
    return earlier[cut:] + text[label_start - 1] + label


def _find_part(text: str, start: int, earlier: tuple[Count, ...]) -> tuple[bool, str]:
    """Whether the count is a part of an earlier one, and that one's label; a part's bracket and 此外 end it."""
    if not earlier:
        return (False, "")
    if _UNIT_FIRST.search(text[:start]):
        return (_SUB_ROW.search(text[:start]) is not None, "")
    between = text[earlier[-1].end : start]
    last = earlier[-1]
    opened = text.rfind("(", 0, start)
    inside = opened > text.rfind(")", 0, start)
    if _PART.search(between) or (between.startswith((":", "(")) and not last.part):
        return (True, last.base if last.part else last.label)
    plain = (False, last.label)
    begun = between.rpartition(";")[2] if ";" in between else ""
    if (
        _WHOLE.search(between)
        or "," in begun
        or holds("publication", "verbs", begun)
        or (last.part and not inside and ")" in between and "(" not in between)
    ):
        return plain
    return (last.part, last.base) if last.part else plain


def is_own_year(before: str, year: int | None) -> bool:
    """Whether the last year named before a count is the report's; unknown and unnamed years are taken for it."""
    plain = _TITLE.sub(lambda m: "《" * len(m[0]), before)
    named = [m for m in _YEAR.finditer(plain) if not m["compared"]]
    others = list(_OTHER_YEAR.finditer(plain))
    resets = list(compile_list("publication", "own_year").finditer(plain))
    last_reset = max((m.start() for m in resets if plain[max(0, m.start() - 1)] not in "上去0123456789"), default=-1)
    if others and others[-1].start() > max(last_reset, named[-1].start() if named else -1):
        return False
    if year is None or not named or last_reset > named[-1].end():
        return True
    clause = re.split(r"[,;。]", plain[: named[-1].end()])[-1]
    return any(_read_year(m["year"]) == year for m in _YEAR.finditer(clause) if not m["compared"])


def _read_year(written: str) -> int | None:
    return int(written) if written.isdigit() and written.isascii() else read_chinese(written)


def is_decoy(count: Count) -> bool:
    """Whether the words around the count make it a reading, a quota, a growth or a count of several years."""
    near = count.label + count.after
    return holds("decoys", "words", near) or holds("decoys", "after_patterns", count.after)


def is_worth_telling(count: Count) -> bool:
    """Whether a count that is none of the figures is kept: it has a unit, and is no 一条 or 两名 in passing."""
    return count.unit is not None and (count.written_in_digits or count.value >= _SMALL)


def make_candidate(count: Count, figure: str, rank: int) -> Candidate:
    """A count as a statement of ``figure``."""
    return Candidate(figure, rank, count.value, count.unit, count.approx, count.label, count.start, count.end)
