"""Totals with their parts and counts with their percentages, as a stretch of prose writes them, and whether they agree.

The checks tell of those that do not; answers also show those that do. Every text here is folded.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

UNITS = "条次|条|件|份|个|篇|期|宗|起|项|次"
# A list that begins a sentence of its own (…909条。其中，…) belongs to the total before it.
_SENTENCE_END = re.compile(r"[。！!？?](?!\s*其中)|\n\s*\n\s*(?=[(（]?[一二三四五六七八九十\d]+[)）、.])")
_COUNT = re.compile(rf"(?P<number>\d+)(?P<about>余|多)?(?P<unit>{UNITS})")
_TOTAL = re.compile(rf"(?P<number>\d+)(?P<unit>{UNITS})(?:信息)?(?:,*|;|\(|:)。?(?:其中|包括|具体包括|分别为|涵盖|:|,具体)")
_TARGET = re.compile(rf"[,;][^。,;]{{0,16}}(?:任务|指标|目标)[^。,;\d]{{0,4}}\d+(?:{UNITS})[^。,;]{{0,14}}(?=[。,;])")
"""A clause that holds the total against a target (完成任务数…条的…%), between it and its parts."""
_SHARE = re.compile(
    rf"(?P<part>\d+)(?P<unit>{UNITS})[,，、(]?(?:占|所占)(?P<base>[^,。;\d]{{0,12}}?)(?:的?比例)?(?:约|为|达)*(?P<percent>\d+(?:\.\d+)?)%"
)
_CHANNEL_SHARE = re.compile(
    r"(?P<channel>网站|微信|微博)[^,。;占\d]{0,14}?占(?:公开|发布|信息)*(?:总数|总量|全部|总条数|比例?)的?(?:比例)?(?:约|为|达)*(?P<percent>\d+(?:\.\d+)?)%"
)
CHANNEL_FIGURES = {"网站": "published.website", "微信": "published.wechat", "微博": "published.weibo"}
_BASE = re.compile(rf"(?P<number>\d+)(?:{UNITS})")
_REST = re.compile(r"其[他它]")
_FEWEST_PARTS = 2
_BASES_KEPT = 24
_WIDEST_GAP = Decimal("0.25")
"""Share of the total that listed parts may leave open and still be read as a whole list: seen faults leave up to a fifth open
(77 of which 63 are listed), partial lists (其中重点领域…) leave half or more.
"""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Listing:
    """A total and the parts listed behind it, in ``unit``; ``span`` holds both. ``whole`` if the list is meant to be whole."""

    total: Decimal
    parts: tuple[Decimal, ...]
    unit: str
    span: Span
    whole: bool

    @property
    def added(self) -> Decimal:
        """The sum of the parts."""
        return sum(self.parts, Decimal(0))

    @property
    def leading(self) -> tuple[Decimal, ...]:
        """The first parts that give the total: a second list with another base may follow (其中…其中…); none where none do."""
        added = Decimal(0)
        for count, part in enumerate(self.parts, start=1):
            added += part
            if added == self.total:
                return self.parts[:count]
        return ()


@dataclass(frozen=True, slots=True)
class Share:
    """A count in percent of another: what the prose states and what the two give, rounded like it."""

    part: Decimal
    base: Decimal
    stated: Decimal
    expected: Decimal
    unit: str
    span: Span
    agrees: bool


def cut_sentences(text: str) -> Iterator[Span]:
    """[start, end) of the stretches of unfolded ``text`` over which a total and its parts may reach."""
    left = 0
    for match in _SENTENCE_END.finditer(text):
        yield left, match.end()
        left = match.end()
    yield left, len(text)


def list_totals(text: str) -> Iterator[Listing]:
    """The totals of a sentence with two or more exact parts."""
    text = _TARGET.sub(lambda clause: "," * len(clause[0]), text)
    for match in _TOTAL.finditer(text):
        stop = _TOTAL.search(text, match.end())
        end = stop.start() if stop else len(text)
        found = [part for part in _COUNT.finditer(text, match.end(), end) if _is_part(text, part, match["unit"])]
        if len(found) < _FEWEST_PARTS or any(part["about"] for part in found):
            continue
        total, parts = Decimal(match["number"]), tuple(Decimal(part["number"]) for part in found)
        whole = _is_whole_list(total, sum(parts, Decimal(0)), text[match.end() : end])
        yield Listing(total, parts, match["unit"], (match.start(), found[-1].end()), whole)


def _is_part(text: str, part: re.Match[str], unit: str) -> bool:
    """Whether a count is of the total's kind and not held in the part before it (33条含207条处理决定)."""
    return part["unit"][0] == unit[0] and text[part.start() - 1] != "含" and text[part.start() - 2 : part.start()] != "含有"


def _is_whole_list(total: Decimal, added: Decimal, listed: str) -> bool:
    return added > total or total - added <= total * _WIDEST_GAP or _REST.search(listed) is not None


def list_counts(text: str) -> list[Decimal]:
    """Every count of a sentence: what a later percentage may be taken of."""
    return [Decimal(count["number"]) for count in _BASE.finditer(text)]


def list_shares(text: str, before: Sequence[Decimal], total: Decimal | None) -> Iterator[Share]:
    """The counts of a sentence that stand with a percentage; ``before`` are the counts of the sentences before it.

    The base of one that agrees is a count that gives it; of others the ``total`` that the report states, where it is one.
    """
    for match in _SHARE.finditer(text):
        part, stated = Decimal(match["part"]), Decimal(match["percent"])
        bases = [*before, *(Decimal(count["number"]) for count in _BASE.finditer(text, 0, match.start()))]
        larger = [base for base in bases[-_BASES_KEPT:] if base >= part and base > 0]
        if not larger:
            continue
        fitting = [base for base in larger if _rounds_to(part, base, stated)]
        base = choose_base(fitting or larger, total)
        yield Share(part, base, stated, take_rounded(part, base, stated), match["unit"], match.span(), bool(fitting))


def choose_base(bases: Sequence[Decimal], total: Decimal | None) -> Decimal:
    """The report's total where it is one of the possible bases, else the first of them."""
    return total if total is not None and total in bases else bases[0]


def list_channel_shares(text: str, total: Decimal, channels: Mapping[str, Decimal]) -> Iterator[tuple[str, Share]]:
    """Percentages of a channel that is only named (政府网站发布量占总数的…%), with the figure that counts the channel."""
    for match in _CHANNEL_SHARE.finditer(text):
        figure = CHANNEL_FIGURES[match["channel"]]
        part, stated = channels.get(figure), Decimal(match["percent"])
        if part is not None and total:
            expected, agrees = take_rounded(part, total, stated), _rounds_to(part, total, stated)
            yield figure, Share(part, total, stated, expected, "", match.span(), agrees)


def take_rounded(part: Decimal, base: Decimal, like: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
    """``part`` in percent of ``base``, with as many decimals as ``like``."""
    return (part * 100 / base).quantize(last_place(like), rounding)


def last_place(number: Decimal) -> Decimal:
    """One unit of the last place that ``number`` writes: 0.1 for 58.1, 1 for 16."""
    return Decimal(1).scaleb(int(number.as_tuple().exponent))


def _rounds_to(part: Decimal, base: Decimal, stated: Decimal) -> bool:
    return stated in {take_rounded(part, base, stated, rounding) for rounding in (ROUND_HALF_UP, ROUND_DOWN)}
