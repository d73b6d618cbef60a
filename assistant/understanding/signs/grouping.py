"""Figures added up group by group: one total per year over all agencies (各年合计), one per kind of agency (街道和镇哪个多)."""

import re
from dataclasses import replace

from assistant.records import Conversation, Operation, Query
from assistant.understanding.frame import Frame
from assistant.understanding.measures.wholes import make_rate
from assistant.understanding.signs.relations import AMONG, sums_everyone
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.vocabulary import load_vocabulary

_OPEN = ("sum", "average", "rank", "trend", "lookup", "compare", "maximum", "minimum")
_CHANGED = ("difference", "growth", "trend", "compare", "multiple", "sum", "rank", "threshold", "lookup")
_AGAINST_BEFORE = re.compile(
    r"同比|[比较与跟和]上一?年|[比较与跟和]去年|[比较与跟和]前一年|上年相比|year.on.year|(?:previous|last) year|year before"
)
_SUMS_SHARED = re.compile(r"(?:合计|一共|总共|共计|加起来|合起来|加在一起|之和|总和)(?:数|量)?,?的?占")
"""How even 各单位's figures are added up before their share is taken (各单位自然人申请合计占全部申请的比例)."""

_WHOLE = re.compile(r"(?:全部|所有|整个)的?(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关)")
"""How all agencies together are spoken of."""

_AMOUNT = re.compile(r"多少|几[件条个项次起份篇宗]|how (?:many|much)")
PAIR = 2


def set_groups(query: Query, frame: Frame, conversation: Conversation) -> Query:
    """The query as one that adds up year by year or kind by kind, where its question asks for that; else as it is."""
    if (turned := _go_on(query, frame, conversation)) is not None:
        return turned
    if query.agencies or not query.measures or query.conditions or query.unread or query.either_way or query.sources:
        return query
    rated = query.operation == "share" or (query.operation in ("lookup", "rank") and query.measures[0].over and not query.limit)
    if rated and (_shares_overall(frame) or (query.operation == "share" and _names_nobody(query, frame))):
        return _share_overall(query)
    if query.operation in _CHANGED and (years := _find_change(query, frame)):
        return _hold_sums(query, years)
    return _add_up(query, frame) if query.operation in _OPEN else query


def _go_on(query: Query, frame: Frame, conversation: Conversation) -> Query | None:
    """The query of 哪年最多 after the totals of the years, or of 增加了多少 after the totals of two years; None for others."""
    spoken = conversation.queries[-PAIR:]
    if not spoken or frame.measures or frame.named or frame.periods.years or query.agencies or query.objects:
        return None
    last, cues = spoken[-1], load_cues()
    if last.by == "year" and frame.periods.which:
        ascending = cues.match("least", frame.masked, frame.language)
        return replace(last, question=query.question, limit=1, ascending=ascending, assumed=query.assumed)
    changing = any(cues.match(name, frame.masked, frame.language) for name in ("change", "rise", "fall", "difference", "growth"))
    totals = [one for one in spoken if one.operation == "sum" and one.all_agencies and len(one.years) == 1 and not one.by]
    if not changing or len(totals) < PAIR or totals[0].measures != totals[1].measures or totals[0].parent != totals[1].parent:
        return None
    years = tuple(sorted({year for one in totals for year in one.years}))
    return _hold_sums(replace(last, question=query.question), years) if len(years) == PAIR else None


def _add_up(query: Query, frame: Frame) -> Query:
    """The query as one on sums or averages: of those kept to, kind by kind, year by year; else as it is."""
    if query.operation == "rank" and _asks_amount(query, frame):
        return replace(query, operation="sum")
    if frame.names.kinds_apart and len(query.kinds) > 1:
        return replace(query, operation=_choose_statistic(query), by="kind", all_agencies=True, limit=None)
    if not _adds_by_year(query, frame):
        return query
    which = frame.periods.which and (query.limit is not None or query.operation in ("rank", "maximum", "minimum", "compare"))
    grouped = replace(query, operation=_choose_statistic(query), by="year", all_agencies=True, course="", either_way=False)
    return replace(grouped, limit=1 if which else None, position=None, all_years=not query.years)


def _asks_amount(query: Query, frame: Frame) -> bool:
    """Whether a question that keeps to some of all agencies asks how many there are of them together (不算街道收了多少件)."""
    narrowed = query.kinds or query.without_kinds or query.without
    cues, language = load_cues(), frame.language
    ordered = (
        query.limit or query.position or any(cues.match(name, frame.masked, language) for name in ("order", "most", "least"))
    )
    single = not (cues.match("each_agency", frame.text, language) or cues.match("one_by_one", frame.text, language))
    asked = _AMOUNT.search(frame.masked) is not None and not AMONG.search(frame.masked)
    return bool(narrowed) and single and asked and not ordered and len(query.years) == 1 and not frame.names.kinds_apart


def _names_nobody(query: Query, frame: Frame) -> bool:
    """Whether a share is asked for without a word of whose it is (2021年自然人申请占全部申请的比例)."""
    nobody = not (query.all_agencies or query.unknown_agencies or query.parent or query.counties or frame.named)
    return nobody and bool(frame.measures)


def _shares_overall(frame: Frame) -> bool:
    """Whether a share is wanted over all agencies together."""
    cues, language = load_cues(), frame.language
    if _SUMS_SHARED.search(frame.masked) and not frame.names.mentions:
        return True
    together = cues.match("overall", frame.text, language) or (
        cues.match("grand_total", frame.text, language) and not frame.named
    )
    return together and not frame.names.mentions and not cues.match("each_agency", frame.text, language)


def _share_overall(query: Query) -> Query:
    rate = query.measures[0] if query.measures[0].over else make_rate(query.measures, load_vocabulary())
    return query if rate is None else replace(query, operation="sum", measures=(rate,), all_agencies=True, together=False)


def _find_change(query: Query, frame: Frame) -> tuple[int, ...]:
    """The two years between which the sum over all changes, where a question asks for that; else none."""
    cues, text, language = load_cues(), frame.masked, frame.language
    changing = any(cues.match(name, text, language) for name in ("change", "rise", "fall", "difference", "growth", "trend"))
    added = cues.match("grand_total", text, language) or cues.match("sum", text, language)
    spoken = added or (bool(query.parent) and not frame.names.everyone) or sums_everyone(frame)
    changing = changing or (added and cues.match("multiple", text, language))
    picks = AMONG.search(text) or cues.match("each_agency", frame.text, language) or cues.match("most", text, language)
    if not (changing and spoken) or picks or query.counties or len(query.measures) > 1 or query.measures[0].over:
        return ()
    years = frame.periods.years or query.years
    if len(years) == 1 and (_AGAINST_BEFORE.search(frame.text) or cues.match("growth", text, language)):
        return (years[0] - 1, years[0])
    return years if len(years) == PAIR else ()


def _hold_sums(query: Query, years: tuple[int, ...]) -> Query:
    """The query as one on the change of the sum over all agencies between two years."""
    query = replace(query, operation="difference", by="all", years=years, all_years=False, all_agencies=True, limit=None)
    assumed = tuple(note for note in query.assumed if "本级" not in note)
    return replace(query, threshold=None, position=None, course="", wants_growth=True, together=False, assumed=assumed)


def _choose_statistic(query: Query) -> Operation:
    return "average" if query.operation == "average" else "sum"


def _adds_by_year(query: Query, frame: Frame) -> bool:
    """Whether all agencies' figures are wanted as one number for each year."""
    cues, language = load_cues(), frame.language
    if len(query.years) == 1 or query.counties or cues.match("each_agency", frame.text, language):
        return False
    added = any(cues.match(name, frame.masked, language) for name in ("sum", "grand_total", "average"))
    added = added or (frame.periods.which and _WHOLE.search(frame.text) is not None)
    if frame.periods.which:
        ranks = any(cues.match(name, frame.masked, language) for name in ("most", "least", "compare"))
        return added and ranks
    course = added and len(query.years) != PAIR and cues.match("trend", frame.masked, language) and not frame.leaning
    respectively = course or (len(query.years) > 1 and cues.match("respectively", frame.text, language))
    by_year = respectively or cues.match("year_by_year", frame.text, language)
    return by_year and (added or bool(query.parent or query.kinds or query.without_kinds) or not frame.named)
