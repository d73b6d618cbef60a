"""What of a turn none of its queries uses: figures named, numbers, and 最多 or 最少; it is told beside the answer."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.records import Query, Threshold
from assistant.understanding.cutting import CUT
from assistant.understanding.drafting.leftovers import find_words
from assistant.understanding.frame import Frame
from assistant.understanding.framing.framing import read_frame
from assistant.understanding.measures.complements import SIGN
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.prose.objects import is_plain, list_unexplained
from assistant.understanding.signs.claims import tells_alternative
from assistant.understanding.signs.members import asks_items
from assistant.understanding.signs.operations import FIGURES
from assistant.understanding.signs.rest import tells_rest
from assistant.understanding.words.amounts import find_amounts
from assistant.understanding.words.bounds import find_bounds
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.spelling import blur_sounds
from assistant.understanding.words.vocabulary import load_vocabulary

UNUSED = "没有用到问题里的"
"""How what is said of words begins that no query uses."""

_DROPPING = ("check", "reports", "provenance", "lookup", "rank", "threshold", "count")
"""Operations whose answers follow no words besides those that they know."""

_NAMING = ("row", "dispute", "item", "figure", "outcome", "applicant")
"""Axes of the vocabulary whose phrases name figures."""

_GENERAL = ("new", "total", "published.total", "normative_documents")
"""Entries whose weak phrases (收到, 办理, 公开) stand beside any figure."""

_LEVEL = re.compile(r"等于|相等|一样多|同样多")
"""How two figures are said to be level."""

_STATISTIC = re.compile(
    r"复合(?:年均)?增长率?|年均(?:复合)?增(?:长率|速|幅)|平均增长率|标准差|"
    r"方差|众数|四分位数?|分位数|变异系数|相关系数|极差|standard deviation|variance|quartile|percentile"
)
"""Statistics that are not worked out."""

_EXCEPT = re.compile(r"(?:除了?|除去|扣除|刨去|不算|不含|不包括|去掉)[^,。?\x00除]{2,12}(?=之?外|以外|,|的|[?。]|$)")
"""How a figure is left out (除了予以公开，其他合计几件)."""

_TOLD_OF = re.compile(r"的?(?:都是|是(?:什么|谁|哪|怎)|分别|各是|结果)")
"""What stands behind a number that was told before and is only spoken of again."""

_COUNTED = re.compile(r"^了?(?:几|多少)件")
"""What makes even such a phrase name an outcome (公开几件、部分公开几件)."""

_DENIES = re.compile(r"没|未|无(?!关)|不(?!同|少)")
"""How a condition begins that denies something."""

_PUBLISHING = ("published.", "requests.granted.")
"""Figures of which 公开 may speak."""

_POINTED = re.compile(r"[那这该]$|(?:上述|上面|前面)的?$")
"""What stands in front of a number that was told before (那7件)."""

_VAGUE = re.compile(r"办理[量数]|^总[数量额]$")
_DOUBTED_COUNT = re.compile(
    r"(?:^|[\x00,里])的?(?P<thing>(?!的|报告|年报|正文|表格|所有|全部)[\u4e00-\u9fff]{2,8}?)(?:次数|人数|数量|总数|[数量](?![字据]))(?=是不是|是否|可[靠信]|对不?对|对吗|准|靠谱|正确|[写算填]错|"
    r"有没有|有问题|合理|属实|真的|假的)"
)
"""How a question doubts the number of something (粉丝数是不是写错了)."""

_NEGATED = re.compile(r"(?:不是|不问|并非)(?:问|看|要)?$")
BESIDE = 2
"""最多 may stand so far before its number."""

_SUBDISTRICT = "街道"
_FILLING = re.compile(
    r"[一二两三四五六七八九十几]+(?:[种类]情[形况]|[种类项]|成|半|行|栏)|并列|第[一二两三四五六七八九十]+|之[一二三间差]|"
    r"[一二两三四五六七八九十百千万]{2,}|值之差|事项|工单|记者|情形|资讯|推文|力度|幅度|正好|恰好|刚好|突破|开始|填[写的]?|等于|相等|[同一]样多|单价|还剩|剩下|剩余"
)
"""Words of no weight, or that other readers use."""


def note_unused(question: str, queries: Sequence[Query], catalog: Catalog) -> tuple[Query, ...]:
    """The queries of a turn, the last of them saying which words of the question are used by none."""
    if queries and queries[-1].measures and (statistic := _STATISTIC.search(question.lower())):
        return (replace(queries[-1], options=(), unread=(statistic.group(),)),)
    if not queries or not all(_answers(query) for query in queries):
        return _note_dropped(question, queries, catalog)
    frame = read_frame(question, catalog, None)
    if unread := find_unread(frame, queries):
        return (replace(queries[-1], unread=unread),)
    told = " ".join(note for query in queries for note in query.assumed)
    found = (*_list_names(frame, queries), *_list_ends(frame, queries), *_list_numbers(frame, queries), *_list_strange(frame))
    read = {word for word in found if tells_rest(question, word) or tells_alternative(question, word)}
    words = tuple(word for word in dict.fromkeys(found) if f"“{word}”" not in told and word not in read)
    if not words:
        return tuple(queries)
    last = queries[-1]
    if last.operation in ("threshold", "count", "rank") and (denied := tuple(word for word in words if _DENIES.match(word))):
        return (*queries[:-1], replace(last, unread=denied))  # a condition that was not read would be left out
    return (*queries[:-1], replace(last, assumed=(*last.assumed, _tell(words, last))))


def _note_dropped(question: str, queries: Sequence[Query], catalog: Catalog) -> tuple[Query, ...]:
    """The same where not only figures of the tables are asked for: of its last clause, which no query may have read."""
    plain = all(query.language == "zh" and not (query.options or query.unread) for query in queries)
    if not plain or not queries or queries[-1].operation not in _DROPPING or queries[-1].objects:
        return tuple(queries)
    frame = read_frame(question, catalog, None)
    if _checks_at_large(queries[-1]):
        words = tuple(dict.fromkeys(match["thing"] for match in _DOUBTED_COUNT.finditer(frame.names.bare)))
        return (*queries[:-1], replace(queries[-1], terms=words)) if words else tuple(queries)
    cut = max((match.end() for match in CUT.finditer(frame.names.bare)), default=0)
    known = " ".join(word for query in queries for word in (*query.terms, *query.objects, *query.related))
    found = tuple(dict.fromkeys(word for word in _list_strange(frame, cut) if word not in known)) if cut else ()
    last = queries[-1]
    return (*queries[:-1], replace(last, assumed=(*last.assumed, _tell(found, last)))) if found else tuple(queries)


def _checks_at_large(query: Query) -> bool:
    """Whether a query is on every check of few reports, though its question may be on a thing that none of them knows."""
    return query.operation == "check" and not (query.rules or query.measures or query.tally) and bool(query.agencies)


def find_unread(frame: Frame, queries: Sequence[Query]) -> tuple[str, ...]:
    """Words that turn a question round and that its queries do not follow, so that nothing may be answered without them."""
    complement = any(SIGN in measure.id for query in queries for measure in query.measures)
    if frame.language == "en" or complement or any(query.without or query.without_kinds or query.among for query in queries):
        return ()
    text = frame.names.bare
    taken = {at for token in frame.tokens for at in range(token.start, token.end)}
    held = any(query.threshold or query.conditions or query.rival or query.operation in ("compare", "check") for query in queries)
    level = None if held else _LEVEL.search(text)
    if level is not None and len(queries[-1].measures) + len(queries) > 2:  # noqa: PLR2004  (two figures are held against each other)
        return (level.group(),)
    found = [match for match in _EXCEPT.finditer(text) if match.start() not in taken and _names_figure(frame, match.span())]
    return tuple(match.group() for match in found)


def _names_figure(frame: Frame, span: tuple[int, int]) -> bool:
    return any(span[0] <= token.start and token.end <= span[1] for token in frame.tokens)


def _tell(words: tuple[str, ...], query: Query) -> str:
    if query.language == "en":
        return f"not used of the question: {', '.join(words)}"
    return f"{UNUSED}{'、'.join(f'“{word}”' for word in words)}"


def _answers(query: Query) -> bool:
    """Whether a query is answered with figures of the tables."""
    figures = query.operation in FIGURES | {"count"} and bool(query.measures)
    return figures and not (query.options or query.unread or query.objects or query.lacking)


def _list_names(frame: Frame, queries: Sequence[Query]) -> Iterator[str]:
    """Phrases that name figures of which no query speaks."""
    known = " ".join(part for query in _walk(queries) for part in _list_known(query))
    english = frame.language == "en"  # whose phrases are all strong
    for token in frame.tokens:
        counted = _COUNTED.match(frame.names.bare[token.end :]) is not None and "requests." in known
        tags = [
            tag
            for tag in token.tags
            if tag.axis in _NAMING and ((tag.strong and not english) or counted or tag.id not in _GENERAL)
        ]
        vague = _VAGUE.search(token.text) or (
            any(name in known for name in _PUBLISHING) and any(tag.id == "published.total" for tag in tags)
        )
        handling = token.text.isascii() and "active." in known and {tag.id for tag in tags} <= {"new", "total"}
        negated = _NEGATED.search(frame.names.bare[: token.start])
        used = any(tag.id in known or _holds_known(tag.id, known) for tag in token.tags)
        if tags and not (vague or negated or used or handling):
            yield token.text


def _holds_known(name: str, known: str) -> bool:
    """Whether an entry is a group of rows of which one is spoken of (没公开的 beside 行政执法案卷)."""
    group = load_vocabulary().measures.get(f"requests.{name}.total")
    return group is not None and any(cell in known for cell in group.cells)


def _list_known(query: Query) -> Iterator[str]:
    for measure in (*query.measures, *(condition.measure for condition in query.conditions)):
        yield from (measure.id, measure.figure or "", *measure.cells, *measure.over)


def _walk(queries: Iterable[Query]) -> Iterator[Query]:
    for query in queries:
        yield query
        if query.among is not None:
            yield from _walk((query.among,))


def _list_ends(frame: Frame, queries: Sequence[Query]) -> Iterator[str]:
    """最多 or 最少 where no query puts figures in order from that end."""
    text = frame.names.bare
    for bound in find_bounds(text, frame.language):  # 最多8件 is a bound
        text = text[: max(0, bound.start - BESIDE)] + text[bound.end :]
    walked, english = list(_walk(queries)), frame.language == "en"
    for name, ascending in (("most", False), ("least", True)):
        cue = load_cues().groups[name]
        said = cue.pattern.search(text) if english else re.search("|".join(cue.phrases), text)
        if said is not None and not any(_orders(query, ascending=ascending) for query in walked):
            yield said.group()


def _orders(query: Query, *, ascending: bool) -> bool:
    if query.operation == "sum" and asks_items(query.question):
        return True
    whole = query.wants_difference or query.wants_growth or query.mainly or query.course or query.conditions or query.position
    if (
        whole
        or query.trimmed
        or query.by
        or query.beside
        or query.counties
        or query.apiece
        or (query.operation == "rank" and query.limit is None)
        or query.operation in ("compare", "difference", "share")
    ):
        return True
    if query.operation in ("maximum", "minimum"):
        return (query.operation == "minimum") == ascending
    return query.operation == "rank" and query.ascending == ascending


def _list_numbers(frame: Frame, queries: Sequence[Query]) -> Iterator[str]:
    """Numbers with a counter that no query holds as a bound or a place."""
    held = {number for query in _walk(queries) for number in _list_held(query)}
    for amount in find_amounts(frame.names.bare, frame.language):
        written = frame.names.bare[amount.start : amount.end]
        pointed = _POINTED.search(frame.names.bare[: amount.start])
        told = _TOLD_OF.match(frame.names.bare[amount.end :]) is not None
        if amount.unit and not (pointed or told) and amount.value not in held and re.search(r"\d", written):
            yield written


def _list_strange(frame: Frame, first: int = 0) -> Iterator[str]:
    """Words from a place on that no known word explains and that are no mere filling."""
    if frame.language == "en":
        yield from list_unexplained(frame)
        return
    for start, end in find_words(frame):
        if start < first:
            continue
        word = _FILLING.sub("", frame.names.bare[start:end])
        verb = frame.names.bare[end : end + 1] in ("了", "过", "着")  # 配备了几名
        known = verb or is_plain(word, frame)
        if len(word) > 1 and not known and blur_sounds(word) != blur_sounds(_SUBDISTRICT):  # 接道 of a misspelt name
            yield word


def _list_held(query: Query) -> Iterator[Decimal]:
    for bound in (query.threshold, query.quorum, *(condition.threshold for condition in query.conditions)):
        yield from _list_bound(bound)
    yield from (Decimal(number) for number in (query.limit, query.position, *query.years) if number is not None)


def _list_bound(bound: Threshold | None) -> Iterator[Decimal]:
    if bound is None:
        return
    for number in (bound.value, bound.upper):
        if number is not None:
            yield from (number, abs(number), abs(number) * 10000, number / 10000)
