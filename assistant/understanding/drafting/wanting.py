"""What a question wants of the prose: a number of things that no measure counts, or who writes of something.

Which words tell that stands in ``objects``; whether a report states such a number is decided in ``answering.stating``.
"""

import re
from dataclasses import replace
from itertools import pairwise

from assistant.records import Operation, Query
from assistant.understanding.drafting.reaching import list_named, names_channel
from assistant.understanding.frame import Frame
from assistant.understanding.prose.documents import list_opened
from assistant.understanding.prose.objects import asks_number, asks_staff, find_counter, list_beside, list_narrowing, list_objects
from assistant.understanding.prose.portions import read_portion
from assistant.understanding.prose.topics import find_subject, list_glossed
from assistant.understanding.signs.doubts import asks_unit, doubts_figure
from assistant.understanding.signs.operations import FIGURES
from assistant.understanding.signs.places import find_places
from assistant.understanding.signs.relations import relates
from assistant.understanding.signs.rest import asks_rest
from assistant.understanding.signs.subjects import ADDED
from assistant.understanding.words.bounds import find_limit
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.vocabulary import load_vocabulary
from assistant.understanding.words.within import find_head, find_stretch
from ingest.folding import fold_text

_ADDING = ("rank", "sum", "maximum", "minimum", "average", "multiple", "difference")
"""Operations on many figures that a question about prose may ask for."""

ASKED: frozenset[Operation] = FIGURES | {"count", "text", "mentions"}
"""Operations of questions that may want a number of the prose, or who writes of something."""

_RANKS = re.compile(
    r"最|前[\d一二两三四五六七八九十]|第[\d一二三四五六七八九十]+(?:名|位|个|[多少高低大的])|倒数|名次|排名|排行|most|fewest|top"
)
_WHO = re.compile(r"哪(?:个|些|几个|家)?(?:乡镇|镇|乡|街道|单位|地方)|谁|which|who")
_QUOTE = re.compile(
    r"\b(?:show|give|quote|read)\b.*\b(?:sentence|passage|wording|words)\b|\bwhat (?:is|was) the (?:exact )?wording\b"
)
"""How an English question asks for a sentence itself."""

_SAYS = re.compile(r"\b(?:said|says?|saying|wr[io]te|written|plan(?:s|ned)?|promised?|announced?) (?!how many)")
"""How an English question asks who says something."""

_RUNS = re.compile(r"(?:有|设|配备|配|聘|安排|落实|确定|开通|开设|注册|运营|建立|设立)(?:了|过|着)?(?:自己的?|官方|政务|\x00)*$")
_ACCOUNT = re.compile(r"(?:账号|帐号|平台)?(?:的?(?:有|是)?(?:哪|谁)|的|吗|[?。]|$|\x00)")
"""What stands around a channel that somebody has an account of."""

_POINTING = re.compile(r"最|第|前|者$|合计|加|一起|[这那它他每各哪谁几]|申请|收到|公开的?$|处罚|许可|强制|复议|诉讼")
"""Words that point at what was told, or at what the tables count."""

_GENERIC = re.compile(r"^(?:[^,]*的信息里?|通过|从|由)?其[他它余]的?(?:渠道|方式|形式|途径|平台)?$")
"""Channels that a measure counts, and no words of the prose."""

_TOTAL, _OTHER = "published.total", "published.other"

_YUAN = re.compile(r"\b(\d[\d,]*) ?yuan\b")


def set_objects(query: Query, frame: Frame, base: Query | None) -> Query:
    """The query as one that counts what no measure covers, or asks who writes of something, where its question is such."""
    read = (
        query.course
        or query.lacking
        or query.mainly
        or query.trimmed
        or query.by
        or query.beside
        or query.apiece
        or asks_unit(query)
        or doubts_figure(query)
        or asks_rest(query)
        or relates(query)
        or find_places(frame.masked)
        or any("/" in measure.id for measure in query.measures)
        or _tells_slope(query, frame)
    )
    unstated = bool(query.measures) and bool(find_stretch(frame.text) or find_head(frame.text))
    if query.operation not in ASKED or read or unstated or query.counties or query.options or query.unread:
        return query
    if frame.language == "en" and _QUOTE.search(frame.text):
        return _ask_sentence(query, frame)
    if _asks_who_has(query, frame):
        return _ask_prose(replace(query, measures=()), replace(frame, measures=()), (frame.measures[0].label,))
    objects = list_objects(frame) if frame.language == "zh" else _gloss_objects(frame)
    return _ask_counted(query, frame, base, objects) or _ask_words(query, frame, objects)


def _ask_counted(query: Query, frame: Frame, base: Query | None, objects: tuple[str, ...]) -> Query | None:
    """The query for a number or a part of what only the prose counts, as the question or the turn before names it."""
    if (portion := _ask_portion(query, frame, base, objects)) is not None:
        return portion
    if named := list_named(frame, base):
        return _turn_to(query, frame, base, named)
    if base is not None and (opened := list_opened(frame.names.bare, base.objects)):
        return replace(_count_objects(query, frame, opened), units=base.units)
    if objects and asks_number(frame):
        return _count_objects(query, frame, objects)
    if objects or base is None or not base.objects or frame.measures or not _adds_nothing(query, base):
        return None
    gap = load_cues().match("difference", frame.masked, frame.language)
    asked: Operation | None = "difference" if gap else frame.task.operation
    told = (name for name in (query.operation, asked) if name in _ADDING)
    operation = next(told, base.operation)
    return replace(query, operation=operation, objects=base.objects, units=base.units, terms=base.terms)


def _ask_words(query: Query, frame: Frame, objects: tuple[str, ...]) -> Query:
    """The query for the sentences with the question's words, where no figure answers it; as it is where one does."""
    other = bool(objects) and not frame.numeric and query.operation != "count"
    figure = query.operation not in ("text", "mentions") and not _RANKS.search(frame.names.bare)
    bare = not query.measures and not asks_number(frame)
    return _ask_prose(query, frame, objects) if figure and (other or bare) else query


def _adds_nothing(query: Query, base: Query) -> bool:
    """Whether a follow-up has no words of its own that tell what it is about."""
    return not query.topics and set(query.terms) <= {*base.terms, *base.objects}


def _ask_portion(query: Query, frame: Frame, base: Query | None, objects: tuple[str, ...]) -> Query | None:
    """The query for the part of a whole that something of the prose is; None where the tables count it, or none is asked."""
    portion = read_portion(frame.names.bare) if frame.language == "zh" and len(query.agencies) == 1 else None
    if portion is None:
        return None
    other = [measure.id for measure in frame.measures if measure.id != _TOTAL] == [_OTHER] and not _GENERIC.search(portion.part)
    said = any(word in portion.part or portion.part in word for word in objects)
    free = not frame.measures and not _POINTING.search(portion.part)
    part: tuple[str, ...] = ()
    if portion.part and (other or said or free):
        part = (portion.part,)
    elif not portion.part and base is not None and not frame.measures:
        whole = len(base.terms) == 1 and all(word in base.terms[0] for word in base.objects)
        part = base.terms if whole and base.objects else base.objects
    if not part:
        return None
    terms = (portion.whole,) if portion.whole else ()
    total = (load_vocabulary().measures[_TOTAL],)
    asked = replace(query, operation="text", portion=True, objects=part, terms=terms, units=("%",), measures=total)
    return replace(asked, topics=(), related=())


def _turn_to(query: Query, frame: Frame, base: Query | None, named: tuple[str, ...]) -> Query:
    """The query for another thing (南方+呢) with what was counted before: that stays where a channel is named."""
    before = base.objects if base is not None else ()
    kept = before[-1:] if all(names_channel(word) for word in named) else ()  # 阅读量呢 takes the place of 粉丝
    units = base.units if base is not None and kept else find_counter(frame.text, frame.language)
    objects = (*named, *kept)
    return replace(query, operation="text", objects=objects, units=units, terms=objects, measures=(), topics=(), related=())


def _runs_channel(frame: Frame) -> bool:
    """Whether a question asks who has an account of a channel (哪些镇有公众号), and not what was published there."""
    text = frame.names.bare
    return any(
        _RUNS.search(text[: token.start]) is not None and _ACCOUNT.match(text[token.end :]) is not None for token in frame.tokens
    )


def _asks_who_has(query: Query, frame: Frame) -> bool:
    """Whether a question asks who has people of a kind (哪些镇有专职人员), which reports may write without a number."""
    bound = query.threshold
    people = [measure for measure in frame.measures if not measure.cells and (measure.unit == "名" or _runs_channel(frame))]
    if query.operation in ("rank", "lookup") and query.all_agencies and not query.agencies and not frame.numeric:
        runs = any(_RUNS.search(frame.names.bare[: token.start]) for token in frame.tokens)
        return bool(people) and len(frame.measures) == 1 and runs
    among = query.all_agencies and not query.agencies and query.operation in ("threshold", "count")
    return bool(people) and len(frame.measures) == 1 and among and bound is not None and not bound.value


def _gloss_objects(frame: Frame) -> tuple[str, ...]:
    """The Chinese words for what an English question counts or asks after; one for each thing that is counted."""
    if _SAYS.search(frame.text) and not asks_number(frame):
        return find_subject(frame.names.bare, "en", load_cues()).terms
    words = list_objects(frame)
    glossed = list_glossed(" ".join(words), load_cues())
    if not glossed and asks_number(frame):
        return list_narrowing(frame, words)
    every = tuple(dict.fromkeys(word for group in glossed for word in group))
    return tuple(group[0] for group in glossed) if asks_number(frame) else every


def _tells_slope(query: Query, frame: Frame) -> bool:
    """Whether a question about figures of the tables has its other words from a steep change (翻了一番)."""
    word, _ = load_cues().find_slope(frame.masked, frame.language)
    return bool(word) and query.wants_growth and bool(query.measures) and all(measure.cells for measure in query.measures)


def _count_objects(query: Query, frame: Frame, objects: tuple[str, ...]) -> Query:
    """The query over the prose's numbers of some objects; its measures are only the nearest there is."""
    ranked = query.operation == "mentions" and _RANKS.search(frame.names.bare) is not None
    if query.operation == "mentions" and not ranked:
        return query
    if ranked:
        ascending = load_cues().match("least", frame.masked, "zh") and not load_cues().match("most", frame.masked, "zh")
        query = replace(query, operation="rank", ascending=ascending, limit=find_limit(frame.masked) or 1)
    operation = frame.task.operation if query.operation == "text" and frame.task.operation in _ADDING else query.operation
    if operation == "text" and len(query.agencies) > 1 and ADDED.search(frame.masked):
        operation = "sum"
    units = find_counter(frame.text, frame.language)
    beside = list_beside(frame, objects)
    named = (*(word for word in beside if word not in objects), *objects)
    joint = replace(query, objects=named, units=units, terms=(), topics=(), related=())
    if frame.language == "zh" and joins_objects(joint):
        return replace(joint, operation="sum" if ADDED.search(frame.masked) else "text")
    if asks_staff(frame):
        return replace(query, operation="text", objects=objects, units=units, terms=objects, topics=(), related=())
    if operation == "text":  # its own words find the sentences where no number is stated
        return replace(query, objects=named, units=units)
    return replace(query, operation=operation or "text", objects=objects, units=units, terms=beside, topics=(), related=())


def joins_objects(query: Query) -> bool:
    """Whether a conjunction sets the things that are counted side by side (专职和兼职)."""
    text = fold_text(query.question).text.lower()
    return len(query.objects) > 1 and all(
        re.search(rf"{re.escape(one)}[^,。?]{{0,3}}?[和与及跟、]{re.escape(two)}", text) for one, two in pairwise(query.objects)
    )


def _ask_stock(query: Query, frame: Frame) -> Query:
    """The query as one for the agencies of a place where it asks for these and nothing else (甲县的是哪个镇)."""
    bare = not query.measures and not frame.measures and not frame.numeric and bool(frame.names.regions)
    return replace(query, operation="reports", all_agencies=True, all_years=not query.years) if bare else query


def _ask_prose(query: Query, frame: Frame, objects: tuple[str, ...]) -> Query:
    """The query as one for the sentences on its content words, and who writes them; as it is where it has none."""
    among = frame.names.everyone or frame.periods.which or _WHO.search(frame.masked) is not None
    subject = find_subject(frame.names.bare, frame.language, load_cues())
    channels = bool(query.measures) and all(measure.id.startswith("published.") for measure in query.measures)
    if channels and among and not objects and not query.agencies and query.operation == "lookup":
        objects = tuple(token.text for token in frame.tokens if any(tag.strong for tag in token.tags))
    alone = channels and len(query.measures) == 1 and query.measures[0].id == "published.other"
    if not (objects or (not query.measures and subject.terms)) or (query.measures and not (among or alone)):
        return _ask_stock(query, frame)
    english = frame.language == "en" and bool(objects)
    terms = objects if english else subject.terms or list_beside(frame, objects)
    operation: Operation = "mentions" if among else "text"
    topics, related = ((), ()) if among else (subject.topics, subject.related)
    whole = {"all_agencies": not query.agencies, "all_years": not query.years, "limit": None, "threshold": None}
    return replace(query, operation=operation, measures=(), terms=terms, topics=topics, related=related, **whole)  # type: ignore[arg-type]


def _ask_sentence(query: Query, frame: Frame) -> Query:
    """The query for the sentences that speak of what is named, and of the amount if one is."""
    subject = find_subject(frame.names.bare, "en", load_cues())
    amounts = tuple(f"{match[1].replace(',', '')}元" for match in _YUAN.finditer(frame.text))
    return replace(query, operation="text", measures=(), terms=(*amounts, *subject.terms), topics=(), related=subject.related)
