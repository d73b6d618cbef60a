"""What a question about the prose turns on: its content words, the sections it points to, and words near in meaning."""

import re
from dataclasses import dataclass

from assistant.understanding.prose.ordinals import drop_ordinals
from assistant.understanding.prose.posts import take_posts
from assistant.understanding.words.cues import Cues, Language
from assistant.understanding.words.dictionary import begins_word, ends_word, read_kind
from assistant.understanding.words.themes import drop_besides
from ingest.folding import fold_text
from ingest.records import Topic

_ANYWHERE = "的了吗呢吧啊呀啥是由被把和与或谁哪几、,。?!;:\"'“”‘’()《》"
_EDGES = "的地得在于将对跟同从到至为以按这那它他她其该本我你都也还又就要想不个些过说讲有做让给等及时"
_SPLIT = re.compile(rf"(?:哪儿|哪里|但是?(?=[没未不却又\x00])|却(?=[没未不\x00])|[{re.escape(_ANYWHERE)}\x00\s]|及(?!时))+")

_DONE = re.compile(
    r"^(?:举办|办|搞|做|开展|组织|组建|建立|建|设立|设|推行|推出|采用|用|实行|实施|聘请|发放|印制|安装|开设|开|成立|引入|编印|制作|拍|公布|公示|张贴|征集|征求|走访|邀请|通报|播放|讲解|召开)(?:过|了)"
)
_LONG_NUMBER = re.compile(r"(?<!\d)\d{5,}(?!\d)")
"""A number too long for a year or a count: a hotline's."""

_JUDGED = re.compile(r"不(?:够|太)?及时$")
"""How something is said to be, in characters that elsewhere are empty."""

_COUNTED = re.compile(r"(?:哪几|几|多少)(?:点(?!几)|道|步|层|轮|环节|方面|个|项|条|种|类|次|件|名|位|天|时|篇|份|期|场|封)")
"""A question for a number of steps or kinds, whose counter is no word of the subject."""

_TOLD = re.compile(r"^\d+(?:件|条|个|份|起|项|篇|次)的?(?=..)")
"""A number told before, in front of what it counts (那5件申请)."""

_VERBED = re.compile(r"(?:实行|采用|采取|推行|执行|实施|建立|使用)(?:的是?|了)?(?=什么|哪种|哪些|哪个|啥)")
"""The verb of a question in front of what it asks for (实行什么审核制度)."""

_TRAILING = re.compile(r"[\u4e00-\u9fff][办做搞登发挂建设用](?=(?:了|过)?(?:没有?|吗|几|多少))")
"""The verb at the end of a question behind what it asks of (政务公开日办了没), if no word of the dictionary ends so (使用)."""

_UNSAID = re.compile(r"(?:没有|没|未曾|未|从未|不曾)(?:写明|写|提及|提|说|谈|讲)(?:到|过|了)?(?=..)|抱怨|叫苦|诉苦|吐槽|坦承")
"""How it is said that something is not written (没有写监督)."""

_TELLING = re.compile(
    r"(?:[设放挂指发](?:的|了)?(?:是|在)?|(?:规定|体现|包含|包括|涵盖|涉及|说明|明确)(?:了|的是|在)?)(?=什么|哪些|哪里|哪儿|哪[个种类]|啥|哪[?。]*$)"
)
"""The verb of telling in front of what is asked for (制度规定了什么)."""

_WRITES = re.compile(r"(?<![填书编抄改])[写搞]$")
"""The verb of a report behind what it writes of (统计期限写的是, 政务公开日搞了没有)."""

_FRAME = re.compile(r"^(?:加强|做好|抓好|推进|推动|强化|加大|方便|服务|应对|解决|规范|完善|自我|自己)(?=..)")
_HEADS = ("政务公开", "政府信息公开", "信息公开")
_COMPOUND = r"(?![日月周栏墙屏角员站点室厅网群法]|专栏|专区|指南|目录)"
"""Behind 政务公开 what makes one word with it (政务公开日): it is then a part of what is named."""

_TAIL = re.compile(r"(?:这一块|这块|板块|部分|小节|这一节|一节|准备|信息|工作|情况|内容|事项|叫|姓)$")
_EMPTY = frozenset(
    {
        "公开",
        "信息",
        "发布",
        "公布",
        "名字",
        "名称",
        "姓名",
        "内容",
        "事项",
        "情况",
        "镇上",
        "乡里",
        "街道",
        "乡镇",
        "起来",
        "回事",
        "单位",
        "地方",
        "机关",
        "两份",
        "几份",
        "两年",
        "年份",
    }
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What to look for in the prose."""

    topics: tuple[Topic, ...]
    terms: tuple[str, ...]
    related: tuple[str, ...]


def find_subject(text: str, language: Language, cues: Cues) -> Subject:
    """The subject of a question whose names and years are blanked in ``text``."""
    text = drop_ordinals(drop_besides(text))
    found = [aspect for aspect in cues.aspects.values() if aspect.cue.match(text, language)]
    words = tuple(word for aspect in found for word in aspect.cue.list_found(text, language))
    terms = list_terms(text, language, cues)
    if language == "en":
        terms = tuple(dict.fromkeys(term for group in (*list_glossed(text, cues), _LONG_NUMBER.findall(text)) for term in group))
    terms = terms or words
    topics = tuple(dict.fromkeys(topic for aspect in found for topic in aspect.topics))
    related = tuple(dict.fromkeys(word for aspect in found for word in aspect.related))
    return Subject(topics, terms, related)


def list_glossed(text: str, cues: Cues) -> tuple[tuple[str, ...], ...]:
    """The Chinese words for each thing that an English text names; a hyphen counts as a space.

    A word inside a longer one that is known (staff in lack of staff) is not looked for by itself, nor are words for saying so.
    """
    text = cues.groups["mentions"].pattern.sub(lambda match: "\x00" * len(match.group()), text)
    found = [
        (match.start(), match.end(), chinese)
        for written in dict.fromkeys((text, text.replace("-", " ")))
        for cue, chinese in cues.glossary
        for match in cue.pattern.finditer(written)
    ]
    spans = {(start, end) for start, end, _ in found}
    inside = {span for span in spans for start, end in spans if start <= span[0] and span[1] <= end and span != (start, end)}
    kept = {chinese for start, end, chinese in found if (start, end) not in inside}
    return tuple(chinese for _, chinese in cues.glossary if chinese in kept)


def list_unglossed(text: str, cues: Cues) -> tuple[str, ...]:
    """The content words of an English text for which no Chinese word is known, so that nothing is searched for by them."""
    known = (*(cue for cue, _ in cues.glossary), *(aspect.cue for aspect in cues.aspects.values()), *cues.groups.values())
    for cue in known:
        text = cue.pattern.sub(lambda match: "\x00" * len(match.group()), text)
    for cue in known:
        text = cue.pattern.sub(lambda match: "\x00" * len(match.group()), text.replace("-", " "))
    stop = set(cues.groups["stop"].words)
    return tuple(dict.fromkeys(word for word in re.findall(r"[a-z][a-z']{2,}", text) if word not in stop))


def group_words(question: str, terms: tuple[str, ...], language: Language, cues: Cues) -> tuple[tuple[str, ...], ...]:
    """The terms of a question as groups of which each names one thing: of an English word's Chinese ones any will do."""
    if language == "zh":
        return tuple((fold_text(term).text.lower(),) for term in terms)
    glossed = list_glossed(question.lower(), cues)
    known = [tuple(word for word in group if word in terms) for group in glossed]
    numbers = ((term,) for term in terms if term.isdigit())  # of a hotline: it is the same in every language
    return (*(group for group in known if group), *numbers)


def list_terms(text: str, language: Language, cues: Cues) -> tuple[str, ...]:
    """The content words of a text, in order, stop words left out; pieces of one character too."""
    if language == "en":
        stop = set(cues.groups["stop"].words)
        return tuple(dict.fromkeys(word for word in re.findall(r"[a-z][a-z'-]+", text) if word not in stop))
    text = _TRAILING.sub(lambda match: match.group() if read_kind(match.group()) else f"{match.group()[0]}\x00", text)
    posts, text = take_posts(_TELLING.sub("\x00", _UNSAID.sub("\x00", _VERBED.sub("\x00", _COUNTED.sub("\x00", text)))))
    for phrase in cues.groups["stop"].phrases:
        if len(phrase) > 1:
            text = re.sub(f"{re.escape(phrase)}{_COMPOUND}" if phrase in _HEADS else re.escape(phrase), "\x00", text)
    pieces = (_WRITES.sub("", trim_edges(piece)).rstrip("上里中下") for piece in _SPLIT.split(text))
    found = tuple(dict.fromkeys((*posts, *(strip_frame(piece) for piece in pieces if len(piece) > 1))))
    return tuple(term for term in found if term not in _EMPTY) or found


def trim_edges(piece: str) -> str:
    """A piece without the empty characters around it; those of 不及时 and of the dictionary's words (结对) say something."""
    while piece[:1] and piece[0] in _EDGES and not begins_word(piece):
        piece = piece[1:]
    while piece[:1] and piece[-1] in _EDGES and not (_JUDGED.search(piece) or ends_word(piece)):
        piece = piece[:-1]
    return piece


def strip_frame(term: str) -> str:
    """A term without the verb in front and the empty noun behind, where two characters or more are left."""
    inner = _FRAME.sub("", _DONE.sub("", _TOLD.sub("", term)))
    inner = _TAIL.sub("", inner) if len(_TAIL.sub("", inner)) > 1 else inner
    return inner if len(inner) > 1 else term
