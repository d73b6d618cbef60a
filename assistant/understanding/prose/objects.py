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
from assistant.understanding.prose.documents import list_documents
from assistant.understanding.prose.manners import blank_brackets, is_manner
from assistant.understanding.prose.topics import list_terms, list_unglossed
from assistant.understanding.words.bounds import find_bounds
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.lexicon import Token
from assistant.understanding.words.spelling import blur_sounds

_COUNTER = r"(?:个人|人次|条次|万元|工作日|[个件条项次份篇起宗元万人名位家天日期张笔场种类处])"
_AMOUNT = re.compile(
    rf"(?:大概|大约|一共|总共|共)?有?(?:多少|几|若干){_COUNTER}?|第?[一二两三四五六七八九十\d]+(?:[几多余来]?{_COUNTER}(?:里面?|当中|之中|中)?|倍|年|第)|\d[\d.,]*%?"
)
_COUNTS = re.compile(
    rf"多少(?!个?(?:乡|镇|街道|单位|地方|机关|份?报告|家))|(?<!哪)几(?={_COUNTER})(?!个?(?:乡|镇|街道|单位|地方|机关|份?报告|家))|"
    r"百分|占(?=[多比几了到总全]|$)|[^效]率(?![先领])|比例|人数|人次|数量|总数|总量|金额|合计|一共|总共|最[多少高低]|排名|"
    r"(?<![无少多])[数量](?=$|[,、。?是有呢和与及列排])|how many|how much|number of|percent|total|followers"
)
_RUN = re.compile(r"[\u4e00-\u9fffa-z0-9]*[\u4e00-\u9fffa-z]{2,}[\u4e00-\u9fffa-z0-9]*")
_STAFF = re.compile(
    r"(?:几|多少)(?:个|名|位)?(?:人|人员)(?:员|手)?(?:专门|专职|在|来|去|具体)*(?:管|做|负责|干|从事|搞|办理|承担|抓)(?![^,。?]{0,4}申请)"
    r"|^(?:那|一共|总共|共|大概|里面)*(?:有|配了?|配备了?|安排了?)(?:几|多少)(?:个|名|位)?人(?:员|手)?[?。呢]*$"
)
"""How it is asked how many people see to it (有几个人管信息公开)."""

STAFF = "人手"
"""What is counted where a question asks how many people see to something."""

_TAIL = re.compile(r"(?:类?信息|人次|人数|数量?|总?量|情况|类)$")
_PUBLISHED = re.compile(r"^(?:类|方面|相关|有关|的)*(?:信息|公示)")
_ANY_CHANNEL = ("其他", "其它", "微信", "other")
_ASKS_ON = re.compile(r"(?:的?有|的各?|了?[几多].*)$")
_DOERS = re.compile(r"的(?:主要)?(?:有|是|为)(?:哪些|哪几个|哪个|哪家|谁)")
_NARROWED = ("item", "dispute", "figure")
_ONLY_COUNTED = ("active.penalties.", "active.licensing.", "active.coercion.", "active.other_services.")
"""Figures of the form that are numbers of decisions and no money."""

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
    if asks_staff(frame):
        return (STAFF,)
    words = (word for start, end in _find_clauses(frame) for word in _list_words(frame, start, end))
    documents = list_documents(frame.names.bare, frame.measures)
    return tuple(dict.fromkeys((*_list_amounts(frame), *_list_parts(frame), *documents, *words)))


def asks_staff(frame: Frame) -> bool:
    """Whether a question asks how many people see to something, and names them by what they do alone."""
    return frame.language == "zh" and _STAFF.search(frame.names.bare) is not None


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


_REQUESTS = re.compile(r"\b(?:requests?|applications?)\b")
_NARROWS = (
    r"(?: decisions?| that| which| were| was| made| filed| submitted| issued| imposed| brought| sent| came)*"
    r" (?:for|from|by|about|on|against|concerning|regarding|over|involving|related to|relating to)"
)
"""What stands between a figure and the word behind it that narrows it."""


def list_narrowing(frame: Frame, words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of an English question's words that narrow a figure beside them (drone licences, licences for restaurants)."""
    text = frame.names.bare
    spans = [(token.start, token.end) for token in frame.tokens if any(tag.axis in _NARROWED for tag in token.tags)]
    spans += [match.span() for match in _REQUESTS.finditer(text)]
    before, behind = [text[:start].rstrip() for start, _ in spans], [text[end:] for _, end in spans]
    found = (
        word
        for word in words
        if any(re.search(rf"\b{re.escape(word)}$", part) for part in before)
        or any(re.match(rf"{_NARROWS} (?:the |a |an |its |any )?(?:[a-z]+ )?{re.escape(word)}\b", part) for part in behind)
    )
    return tuple(word for word in found if not load_counting().verbs.fullmatch(word))


def list_unexplained(frame: Frame) -> tuple[str, ...]:
    """The words of an English question that no figure, no manner of asking and no Chinese word explains."""
    counting = load_counting()
    words = list_unglossed(" ".join(_list_english(frame)), load_cues())
    return tuple(word for word in words if not (counting.verbs.fullmatch(word) or counting.asking.fullmatch(word)))


def _list_parts(frame: Frame) -> Iterator[str]:
    """The parts of a named agency that a question counts (甲县各乡镇公开多少条)."""
    for mention in frame.names.known:
        match = _EACH_KIND.match(frame.names.masked[mention.end :].lstrip(MASK))
        if match is not None:
            yield match[1]


def _list_amounts(frame: Frame) -> Iterator[str]:
    """Money of what the form only counts (罚款金额): no measure gives it."""
    if not frame.measures or any(not measure.id.startswith(_ONLY_COUNTED) for measure in frame.measures):
        return
    for token in frame.tokens:
        head = next((other.text for other in frame.tokens if 0 <= token.start - other.end <= 1), "")
        if head and any(tag.axis == "column" and tag.id == "amount" for tag in token.tags):
            yield f"{head}{token.text if '额' in token.text else '金额'}"


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
        if told or not (
            is_light(word) or is_light(match.group()) or _ends_name(frame, match.start(), word) or is_manner(word, frame)
        ):
            noun = next((token.text for token in frame.tokens if token.start == match.end() and _is_head(token, frame)), "")
            yield f"{word}{noun}"
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


def _is_head(token: Token, frame: Frame) -> bool:
    """Whether a phrase that no measure was made of is the noun that the word before it narrows (文件 of 政策文件)."""
    items = [tag.id for tag in token.tags if tag.axis == "item"]
    return bool(items) and not any(name in measure.id for measure in frame.measures for name in items)


def _is_rate(token: Token) -> bool:
    return any(tag.axis == "rate" for tag in token.tags)


def _ends_name(frame: Frame, start: int, word: str) -> bool:
    """Whether a word is the misspelt kind behind an agency's name (鹭渚接道)."""
    behind = any(mention.end == start for mention in frame.names.mentions)
    return behind and any(blur_sounds(word[: len(kind)]) == blur_sounds(kind) for kind in _KINDS)
