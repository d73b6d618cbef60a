"""Questions that are put to parts of a whole: which item of a group is the largest, what part of all a county has."""

import re
from dataclasses import replace

from assistant.records import Query
from assistant.understanding.frame import Frame
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.vocabulary import load_vocabulary

_WHICH_ITEM = re.compile(
    r"哪一?[种类项条](?!单位)|(?:哪个|哪些|什么)(?:原因|理由|情形|情况|类型|项目)|(?:原因|理由|情形)[^,。?]{0,4}(?:是什么|是哪)|"
    r"which (?:(?:is|was) the )?(?:most common |main |most frequent )?(?:reason|ground|kind|item)|"
    r"what (?:reason|ground|kind|was the (?:main|most common) reason)"
)
_FURTHER = re.compile(
    r"(?:那|都|分别|具体|主要|其中|是|有|因为|由于|出于)*(?:什么|哪些|哪几种|哪种|啥|何种)(?:样的)?(?:原因|理由|情形|类型|种类)(?:呢|啊)?[?？。]*$|"
    r"(?:那|都|分别|具体|主要|其中|各|是|有|为)*(?:哪几[种类项个]|哪些[种类项]?|几[种类]|什么)(?:情形|情况)?,?(?:各是?(?:几|多少)件?)?(?:呢|啊)?[?？。]*$|"
    r"(?:那|都|分别|具体|各自|各|每[种类项])*(?:是|有|占)?各?是?(?:几|多少)件(?:呢|啊)?[?？。]*$|"
    r"(?:那|都|分别|具体|主要|其中|它|的)*(?:原因|理由|情形|类型|种类|依据)(?:分别|都|各|具体|主要)*(?:是|有|为)"
    r"(?:什么|啥|哪些|哪几[种个类]|哪种)(?:呢|啊)?[?？。]*$|"
    r"(?:and )?(?:for )?(?:what|which|on what) (?:reasons?|grounds?)(?: exactly)?[?]?$"
)
_WHICH_KIND = re.compile(
    r"哪(?:一|几|些)?(?:个)?(?:[类种]|类别|类型|种类|方面)的?(?:政府|政务)?(?:信息|内容|东西)?[^,。?]{0,10}最[多少]"
    r"|(?:公开|发布)[^,。?]{0,8}最[多少]的[^,。?]{0,6}(?:哪(?:一|些)?[类种]|什么(?:类|种类|类型|类别))"
    r"|最[多少]的(?:信息)?(?:类别|类型|种类)"
)
"""How a question asks of which kind of information most was published."""

_KIND_BY_KIND = re.compile(
    r"(?:哪[几些]|什么|几|多少|各|每|分)(?:个|大)?(?:[类种](?!人|申请|渠道|平台|方式|途径|媒[体介]|形式|事项|单位)|类别|类型|种类)的?(?:政府|政务)?(?:信息|内容|东西)?"
    r"[^,。?]{0,8}[,、。?]?(?:分别|[各每](?!镇|乡|街道|县|单位|年|家))[^,。?]{0,6}(?:多少|几)[条篇则]"
    r"|(?:公开|发布)[^,。?]{0,10}每一?(?:个|大)?(?:[类种](?!人|申请|渠道|平台|方式|途径|媒[体介]|形式|事项|单位)|类别|类型)的?(?:政府|政务)?(?:信息|内容)?"
    r"(?:的?(?:数量|条数))?(?:分别|各|都|具体|一共|公开|发布|是|有|为|了)*(?:多少|几)[条篇则]"
    r"|(?:which|what) (?:kinds|types|categories) of information[^.?]* how many (?:items )?(?:of|in|for) each",
    re.IGNORECASE,
)
"""How a question asks for each kind of information that was published with its number (哪几类信息，各多少条)."""

_COMMONEST = re.compile(r"最常见|最普遍|最主要|占大头|most common|main reason")
_OF_WHOLE = re.compile(r"合计|全部|总|共|两县|两地|各县|全[市县区省]|所有")
"""How a part of all is asked for where two counties are named, and not one of them in parts of the other."""

_OPEN = ("lookup", "compare", "rank", "share", "maximum", "minimum", "sum", "text")


def set_members(query: Query, frame: Frame, catalog: Catalog) -> Query:
    """The query over the items of its group, or over the agencies of its county, where its question asks so; else as it is."""
    return _set_kinds(_set_items(_set_county(query, catalog), frame), frame)


def asks_kind(question: str) -> bool:
    """Whether a question asks of which kind of information most or least was published, or how much of each kind."""
    return _WHICH_KIND.search(question) is not None or asks_each_kind(question)


def asks_each_kind(question: str) -> bool:
    """Whether a question asks for the numbers of all kinds of information."""
    return _WHICH_KIND.search(question) is None and _KIND_BY_KIND.search(question) is not None


def asks_least(question: str) -> bool:
    """Whether it asks for the smallest."""
    return re.search(r"最[少低小]|fewest|least", question) is not None


def _set_kinds(query: Query, frame: Frame) -> Query:
    """哪类信息公开得最多: the kinds of information that the prose of the reports named counts one by one."""
    published = all(one.id == "published.total" for one in frame.measures)
    if not (query.agencies or query.sources) or not published or not asks_kind(frame.text) or query.operation not in _OPEN:
        return query
    plain = {"measures": (), "objects": (), "topics": (), "related": (), "limit": None, "position": None}
    return replace(query, operation="text", all_agencies=False, terms=("信息",), **plain)  # type: ignore[arg-type]


def _set_items(query: Query, frame: Frame) -> Query:
    """不予公开的理由哪种最多: the items of the group side by side, of all reports together where none is named."""
    groups = tuple(dict.fromkeys(f"requests.{one.id.split('.')[1]}.total" for one in frame.measures if _is_group(one.id)))
    words, language = frame.names.bare, frame.language
    most = _COMMONEST.search(words) or any(load_cues().match(name, words, language) for name in ("most", "least"))
    if query.operation not in _OPEN or len(groups) != 1 or not most or not _WHICH_ITEM.search(words):
        return query
    measures = load_vocabulary().measures
    items = tuple(measures[cell] for cell in measures[groups[0]].cells)
    everyone = query.all_agencies and len(query.agencies) != 1
    alone = not (everyone or query.agencies)
    return replace(
        query,
        operation="sum" if everyone or alone or len(query.years) > 1 else "compare",
        measures=items,
        all_agencies=everyone or alone,
        ascending=load_cues().match("least", words, language),
        limit=None,
        position=None,
        topics=(),
        terms=(),
        related=(),
    )


def asks_items(question: str) -> bool:
    """Whether a question asks for the largest or smallest item of a group."""
    words = question.lower()
    extreme = re.search(r"最|most|fewest|least", words) is not None
    return extreme and _WHICH_ITEM.search(words) is not None


def asks_further(question: str, previous: Query | None) -> bool:
    """Whether a question only asks for the items of the group whose number the turn before asked (具体什么原因)."""
    if previous is None or previous.operation != "lookup" or len(previous.measures) != 1:
        return False
    measure = previous.measures[0]
    return not measure.over and len(measure.cells) > 1 and _FURTHER.match(question.strip().lower()) is not None


def _is_group(name: str) -> bool:
    """Whether a measure counts several rows of the requests."""
    table, _, rest = name.partition(".")
    row = rest.partition(".")[0]
    group = load_vocabulary().measures.get(f"requests.{row}.total") if table == "requests" else None
    return group is not None and len(group.cells) > 1


def _set_county(query: Query, catalog: Catalog) -> Query:
    """溪源县占全部的百分之几: the agencies of the county together, in percent of all."""
    if query.operation != "share" or len(query.measures) != 1 or query.measures[0].over or not query.parent:
        return query
    if query.agencies or query.sides or query.conditions or (len(query.counties) > 1 and not _OF_WHOLE.search(query.question)):
        return query
    inside = tuple(agency for agency in catalog.agencies if query.parent in agency.parents)
    if not inside:
        return query
    return replace(query, agencies=inside, parent=None, counties=(), all_agencies=True, together=True)
