"""Bare follow-ups (都有谁, 前三名是谁, 各是多少, 一共几个): they name nothing, and so ask of just what the turn before spoke of.

``cues.toml`` has the words: a question is a bare one where nothing but one of them is left once years and filling are taken
out. Its query is that of the turn before with another operation, so that figure, bound, years and kinds stay as they are.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from assistant.records import Conversation, Operation, Query
from assistant.understanding.turns.totals import add_turns, set_counties_apart
from assistant.understanding.words.bounds import find_limit
from assistant.understanding.words.cues import Cues, Language, load_cues
from assistant.understanding.words.english import is_english
from assistant.understanding.words.english_periods import find_english_periods
from assistant.understanding.words.periods import Periods, find_periods
from ingest.folding import fold_text

Brief = Literal["", "who", "each", "number", "top", "beside"]

_GROUPS: Sequence[tuple[Brief, str]] = (("who", "brief_who"), ("number", "brief_number"), ("each", "brief_each"))
_LISTED: tuple[Operation, ...] = ("threshold", "count", "mentions", "check", "rank")
"""Operations whose answers say by themselves who it is, and how many."""

_SUMMED: tuple[Operation, ...] = ("sum", "average", "median", "maximum", "minimum")
_PLACES = re.compile(
    r"(?:名次|名列|位列|位居|处|在|排名?|里|中|其中)*(?:前|(?P<last>倒数前?|最?后|最?末|最[少低小]的?)|(?P<most>最[多高大]的?))(?:\d+|[一二两三四五六七八九十]+)"
    r"(?:名|位|个|家|强)?(?:乡镇街道|乡镇|镇|乡|街道|单位)?(?P<who>谁|哪[些几]?[个家]?(?:乡镇|镇|乡|街道|单位)?)?"
)
_ENGLISH_PLACES = re.compile(
    r"(?:and |so )?(?:(?:which|what|who) (?:are|were) )?(?:the |its )?(?:top|first|(?P<last>bottom|last)) "
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten)(?: ones| agencies| towns| places)?"
)
_OTHERS = (
    r"(?:the )?(?:others?|rest|all)(?: of)?(?: the)?(?: others?)?(?: towns?(?:hips)?| agencies| places| streets| sub-?districts)*"
)
_ENGLISH_BESIDE = re.compile(
    r"(?:and |so |but )?(?:how|where) (?:does|did|do|is|was) (?:it|they|(?:that|this|the)(?: figure| number| count| total)?) "
    rf"(?:compared?|rank(?:ed)?|stack up|fare|measure up|stand)(?: (?:with|to|against|among|by) {_OTHERS})?|"
    rf"(?:and )?compared (?:with|to) {_OTHERS}"
)
_BESIDE = re.compile(
    r"(?:和|跟|与|同|比起)(?:其他|其它|别的|其余|另外)的?(?:几个|各个|各|所有)?(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方)?(?:相比|比起来|比较|对比|比)?"
    r"(?:怎么样|怎样|如何|算多|算少|高不高|多不多|处于什么水平|什么水平|起来|一下)?|排第?几(?:名|位)?"
)
"""How a figure is held against those of all the others."""

_APART = re.compile(r"各|每|分别|each|their", re.IGNORECASE)
"""What makes 是多少 ask for each figure of a total."""

_ABOVE = (">", ">=")
"""Bounds whose first places are those of all."""


def read_bare(question: str, conversation: Conversation, years: tuple[int, ...]) -> Query | None:
    """The query of a bare follow-up; None where a question says more, or where the turns before leave nothing to go on with.

    ``years`` are the stored ones.
    """
    spoken = [query for query in conversation.queries if query.operation not in ("help", "out_of_scope")]
    if not spoken or spoken[-1].options:
        return None
    english = is_english(question, before=spoken[-1].language == "en")
    language: Language = "en" if english else "zh"
    text, periods = _reduce(question, years, load_cues(), language=language)
    fresh = bool(periods.years) and not periods.assumed
    total = None if fresh else add_turns(text, spoken, conversation, language) or set_counties_apart(text, spoken, language)
    if total is not None:
        return replace(total, question=question, language=language, about=spoken[-1].about or spoken[-1].question)
    kind = find_brief(text, load_cues(), language)
    base = next((query for query in reversed(spoken) if _ranks(query)), None) if kind == "top" else spoken[-1]
    query = _go_on(text, base, kind, question) if base is not None else None
    if query is None or base is None:
        return None
    moved = bool(periods.years or periods.all_years)
    dated = replace(query, years=periods.years, all_years=periods.all_years) if moved else query
    own = question if dated.operation not in ("check", "reports") else dated.question  # what these list stands in the one before
    return replace(dated, question=own, language=language, about=dated.about or base.question)


def find_brief(text: str, cues: Cues, language: Language) -> Brief:
    """What a question without its filling asks for; empty where it is no bare one."""
    if (_ENGLISH_PLACES if language == "en" else _PLACES).fullmatch(text):
        return "top"
    if (_ENGLISH_BESIDE if language == "en" else _BESIDE).fullmatch(text):
        return "beside"
    for kind, name in _GROUPS:
        group = cues.groups[name]
        if group.pattern.fullmatch(text) if language == "en" else text in group.phrases:
            return kind
    return ""


def _reduce(question: str, years: tuple[int, ...], cues: Cues, *, language: Language) -> tuple[str, Periods]:
    """A question without years and filling, and its years."""
    if language == "en":
        text = " ".join(fold_text(question, keep_layout=True).text.lower().split())
        periods = find_english_periods(text, years)
        return re.sub(r"[\x00\W]+(?:in )?\x00*\W*$", "", re.sub(r"(?: in| for)? ?\x00+", "", periods.masked)).strip(), periods
    periods = find_periods(fold_text(question).text.lower(), years)
    text = re.sub(r"[\W\x00\x01_]", "", periods.masked)
    for filling in cues.groups["brief_filling"].phrases:
        text = text.replace(filling, "")
    return text, periods


def _go_on(text: str, base: Query, kind: Brief, question: str) -> Query | None:
    """The query before as a bare question goes on with it; None where it has nothing for it."""
    if kind in ("top", "beside"):
        return _take_places(text, base) if kind == "top" else _hold_beside(base)
    if base.operation == "reports" and kind == "who" and base.stock in ("count", "units", "list"):
        return base if base.stock == "units" else replace(base, stock="list")
    alone = bool(base.agencies) and not base.all_agencies
    if not kind or (base.operation == "mentions" and kind == "each") or (kind == "each" and base.operation == "check"):
        return None
    if base.operation in _LISTED and not (alone and base.operation == "rank"):
        return _list_again(base, kind)
    apart = kind == "who" or (kind == "each" and _APART.search(question) is not None)
    if base.operation in _SUMMED and base.measures and apart:
        return replace(base, operation="lookup" if alone else "rank", limit=None, position=None, together=False)
    return base if base.picked and kind == "who" else None


def _hold_beside(base: Query) -> Query | None:
    """The place of one agency's figure among all; None where the turn before spoke of no such figure."""
    if len(base.agencies) != 1 or len(base.measures) != 1 or len(base.years) != 1 or base.operation not in ("lookup", "rank"):
        return None
    return replace(base, operation="rank", all_agencies=True, limit=None, position=None, parent=None, threshold=None)


def _list_again(base: Query, kind: Brief) -> Query:
    """The same list once more: its number first where that is asked for, else its members."""
    if base.operation not in ("threshold", "count"):
        return base
    return replace(base, operation="count" if kind == "number" else "threshold")


def _ranks(query: Query) -> bool:
    """Whether a query is on a figure by which agencies can be put in order."""
    return query.operation in (*_LISTED, *_SUMMED, "lookup", "compare") and len(query.measures) == 1


def _take_places(text: str, base: Query) -> Query | None:
    """The ranking whose first or last places are asked for; None where a bound keeps it to the other end."""
    bound = base.threshold
    if (bound is not None and bound.comparison not in _ABOVE) or base.conditions or base.streak or base.lacking:
        return None
    match = _PLACES.fullmatch(text) or _ENGLISH_PLACES.fullmatch(text)
    limit = find_limit(text)
    if match is None or limit is None:
        return None
    words = match.groupdict()
    ascending = base.operation == "rank" and base.ascending and not words.get("most")
    if words["last"]:
        ascending = text.startswith("最") or not ascending
    if bound is not None and ascending:
        return replace(base, unread=(text,))  # the last of those that meet it are not the last of all
    bound = None if bound is not None and bound.upper is None else bound
    if len(base.agencies) == 1:  # of one alone there are no places
        base = replace(base, agencies=(), all_agencies=True, kind="", picked=False, pairs=())
    return replace(base, operation="rank", limit=limit, position=None, ascending=ascending, threshold=bound, together=False)
