"""What a question counts that no measure covers: its words left over once the measures are read, and how it counts them.

公开了多少条 is a measure; 更新栏目信息多少条 counts 栏目信息, of which only the prose may tell. The words that do not tell
what is counted stand in ``objects.toml``. Whether a report states such a number is decided in ``answering.stating``.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from assistant.understanding.frame import Frame
from assistant.understanding.measures.measuring import BREAK
from assistant.understanding.names.mentions import MASK, mask_spans
from assistant.understanding.prose.ballast import blank_plain, is_light, load_counting, strip_word
from assistant.understanding.prose.manners import blank_brackets, is_manner
from assistant.understanding.prose.topics import list_terms
from assistant.understanding.words.bounds import find_bounds
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.lexicon import Token
from assistant.understanding.words.spelling import blur_sounds

_COUNTER = r"(?:个人|人次|条次|万元|工作日|[个件条项次份篇起宗元万人名位家天日期张笔场种类处])"
_AMOUNT = re.compile(
    rf"(?:大概|大约|一共|总共|共)?有?(?:多少|几|若干){_COUNTER}?|第?[一二两三四五六七八九十\d]+(?:{_COUNTER}|倍|年|第)|\d[\d.,]*%?"
)
_COUNTS = re.compile(
    rf"多少(?!个?(?:乡|镇|街道|单位|地方|机关|份?报告|家))|(?<!哪)几(?={_COUNTER})(?!个?(?:乡|镇|街道|单位|地方|机关|份?报告|家))|"
    r"百分|占(?=[多比几了到总全]|$)|[^效]率(?![先领])|比例|人数|人次|数量|总数|总量|金额|合计|一共|总共|最[多少高低]|排名|"
    r"(?<![无少多])[数量](?=$|[,、。?是有呢和与及列排])|how many|how much|number of|percent|total|followers"
)
_RUN = re.compile(r"[\u4e00-\u9fffa-z0-9]*[\u4e00-\u9fffa-z]{2,}[\u4e00-\u9fffa-z0-9]*")
_TAIL = re.compile(r"(?:类?信息|人次|人数|数量?|总?量|情况|类)$")
_PUBLISHED = re.compile(r"^(?:类|方面|相关|有关|的)*(?:信息|公示)")
_ANY_CHANNEL = ("其他", "其它", "微信", "other")
_ASKS_ON = re.compile(r"(?:的?有|的各?|了?[几多].*)$")
_DOERS = re.compile(r"的(?:主要)?(?:有|是|为)(?:哪些|哪几个|哪个|哪家|谁)")
_DOCUMENTS = re.compile(r"(?P<how>主动公开|依申请公开|不公开)了?的?(?P<what>文件|公文)(?:有|共|数量?)?(?:多少|几)[件份个]")
_NARROWED = ("item", "dispute", "figure")
_EACH_KIND = re.compile(r"^各(乡镇|镇街|镇|乡|街道|村|社区|部门|单位|站所)")
_KINDS = ("街道", "镇", "乡")


def find_counter(text: str, language: str) -> tuple[str, ...]:
    """The units in which a folded question counts; an empty one is a number without a unit."""
    for _, asks, english, units in load_counting().counters:
        if english.search(text) if language == "en" else not asks or any(word in text for word in asks):
            return units
    return load_counting().counters[-1][3]


def asks_number(frame: Frame) -> bool:
    """Whether a question asks how many, how much or for the most of something, and not how many agencies."""
    return _COUNTS.search(frame.names.bare) is not None


def list_objects(frame: Frame) -> tuple[str, ...]:
    """What a Chinese question counts besides its measures, in order, each with what is left of its noun; empty where nothing."""
    if frame.language == "en":
        return _list_english(frame)
    words = (word for start, end in _find_clauses(frame) for word in _list_words(frame, start, end))
    return tuple(dict.fromkeys((*_list_parts(frame), *_list_documents(frame), *words)))


def _list_english(frame: Frame) -> tuple[str, ...]:
    """The words of an English question that are neither a measure's nor a manner of asking."""
    bare = frame.names.bare
    for token in frame.tokens:
        if not _tells_object(token, frame):
            bare = bare[: token.start] + " " * len(token.text) + bare[token.end :]
    for bound in find_bounds(bare, "en"):
        bare = bare[: bound.start] + " " * (bound.end - bound.start) + bare[bound.end :]
    words = list_terms(bare, "en", load_cues())
    return tuple(word for word in words if not load_counting().english.fullmatch(word))


def list_narrowing(frame: Frame, words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of an English question's words that narrow the figure right behind them (drone in drone licences)."""
    heads = [
        frame.names.bare[: token.start].rstrip() for token in frame.tokens if any(tag.axis in _NARROWED for tag in token.tags)
    ]
    found = (word for word in words if any(re.search(rf"\b{re.escape(word)}$", head) for head in heads))
    return tuple(word for word in found if not load_counting().verbs.fullmatch(word))


def _list_parts(frame: Frame) -> Iterator[str]:
    """The parts of a named agency that a question counts (甲县各乡镇公开多少条)."""
    for mention in frame.names.known:
        match = _EACH_KIND.match(frame.names.masked[mention.end :].lstrip(MASK))
        if match is not None:
            yield match[1]


def _list_documents(frame: Frame) -> Iterator[str]:
    """Documents that are counted as such (主动公开的文件几件), and not the items of information published."""
    match = _DOCUMENTS.search(frame.names.bare)
    if match is not None:
        yield f"{match['how']}{match['what']}"


def asks_doers(frame: Frame) -> bool:
    """Whether a question asks who does something (汛期公布水位的有哪些镇), and not for agencies as such."""
    match = _DOERS.search(frame.text) if frame.language == "zh" else None
    if match is None:
        return False
    whole = replace(frame, names=replace(frame.names, bare=frame.names.bare[: match.start()]))
    return bool(tuple(_list_words(whole, 0, match.start())))


def list_beside(frame: Frame, objects: tuple[str, ...]) -> tuple[str, ...]:
    """The objects with what their sentence has to speak of besides: a figure's name right beside them (热线 in 县长热线).

    Of what the tables count (申请, 诉讼) the sentence has to speak wherever it stands in the question.
    """
    found = list(objects)
    places = [(frame.names.bare.find(word), frame.names.bare.find(word) + len(word)) for word in objects]
    for token in frame.tokens:
        near = any(token.end == start or token.start == end for start, end in places)
        tags = [tag for tag in token.tags if tag.strong and tag.id != "published.total" and tag.axis != "plain"]
        if tags and (near or any(not tag.id.startswith("published.") and tag.axis != "column" for tag in tags)):
            found.append(_ASKS_ON.sub("", token.text))
    return tuple(dict.fromkeys(found))


def _find_clauses(frame: Frame) -> Iterator[tuple[int, int]]:
    """The clauses of a question that count something or name a measure."""
    cuts = [0, *(match.end() for match in BREAK.finditer(frame.names.bare)), len(frame.names.bare)]
    for start, end in pairwise(cuts):
        inside = any(start <= token.start < end for token in frame.tokens)
        if inside or _COUNTS.search(frame.names.bare[start:end]):
            yield start, end


def _list_words(frame: Frame, start: int, end: int) -> Iterator[str]:
    plain = _blank_told(frame, end)
    named = [mention.start for mention in frame.names.known]
    for match in _RUN.finditer(plain, max(start, min(named, default=0) if min(named, default=0) < end else start)):
        word = _TAIL.sub("", strip_word(match.group()))
        told = any(token.text in word for token in frame.tokens if _tells_object(token, frame))
        if told or not (is_light(word) or _ends_name(frame, match.start(), word) or is_manner(word, frame)):
            yield word
            yield from (token.text for token in frame.tokens if token.start == match.end() and _is_rate(token))


def _blank_told(frame: Frame, end: int) -> str:
    """The question up to ``end`` without its measures, bounds, amounts and the words that do not tell what is counted."""
    bare = frame.names.bare
    told = {index for token in frame.tokens if _tells_object(token, frame) for index in range(token.start, token.end)}
    bare = mask_spans(bare, [(token.start, token.end) for token in frame.tokens if not told.intersection((token.start,))])
    bare = mask_spans(bare, [(bound.start, bound.end) for bound in find_bounds(bare, frame.language)])
    plain = blank_brackets(bare, frame)[:end]
    plain = _AMOUNT.sub(lambda match: MASK * len(match.group()), plain)
    return blank_plain(plain, told)


def is_plain(word: str, frame: Frame) -> bool:
    """Whether a word of a question tells nothing of what is counted."""
    runs = _RUN.findall(blank_plain(word, set()))
    return all(is_light(strip_word(run)) or is_manner(run, frame) for run in runs)


def _tells_object(token: Token, frame: Frame) -> bool:
    """Whether a phrase of the vocabulary is itself what is counted: one of the other channels, 行政处罚 in 行政处罚信息."""
    if any(tag.axis == "item" for tag in token.tags):
        return _PUBLISHED.match(frame.names.bare[token.end :]) is not None
    if _is_rate(token):  # 热线办结率 is no rate of requests
        before = [other for other in frame.tokens if 0 <= token.start - other.end <= 1]
        return any(tag.axis in ("figure", "item") for other in before for tag in other.tags)
    if _is_part(token, frame):
        return True
    alone = [measure.id for measure in frame.measures] == ["published.other"]
    return alone and any(tag.id == "published.other" for tag in token.tags) and not token.text.startswith(_ANY_CHANNEL)


def _is_part(token: Token, frame: Frame) -> bool:
    """Whether a phrase is only a part of a thing's name (微信 of 微信群)."""
    things = load_counting().aside.find_tokens(frame.names.bare)
    return any(
        thing.tags[0].axis == "thing" and thing.start <= token.start and token.end <= thing.end and thing.text != token.text
        for thing in things
    )


def _is_rate(token: Token) -> bool:
    return any(tag.axis == "rate" for tag in token.tags)


def _ends_name(frame: Frame, start: int, word: str) -> bool:
    """Whether a word is the misspelt kind behind an agency's name (鹭渚接道)."""
    behind = any(mention.end == start for mention in frame.names.mentions)
    return behind and any(blur_sounds(word[: len(kind)]) == blur_sounds(kind) for kind in _KINDS)
