"""Follow-ups whose words are no measure (原创推文几篇, 有没有超期的, 南方+呢): they reach into the report spoken of.

Whether that report has the words is seen when it is read; a question of which it has none is none for these reports.
"""

import re
from dataclasses import replace

from assistant.records import Conversation, Operation, Query
from assistant.understanding.frame import Frame
from assistant.understanding.prose.ballast import blank_plain, is_light, strip_word
from assistant.understanding.prose.manners import is_manner
from assistant.understanding.prose.objects import asks_staff
from assistant.understanding.prose.topics import find_subject
from assistant.understanding.signs.misspellings import find_strange_words
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.themes import find_aspects
from ingest.folding import fold_text

_BARE = re.compile(
    r"^(?:那|那么|而|还有|其中|至于|再看|另外|里面|的|[\x00,])*(?P<what>[^,。?;\x00]+?)(?:的|又|各|分别|方面|这块|情况)*(?:呢|怎么样|咋样)[?。!]*$"
)
"""A name and nothing else (公示栏、电子显示屏呢)."""

_CHANNEL = re.compile(r"[a-z+]|号$|微博|微信|公众|抖音|快手|头条|小红书|视频号|网站|网$|客户端|小程序|平台|账号")
_REMEDY = re.compile(
    r"^(?:那|那么|他们|该镇|它|镇里|乡里|后面|接下来|以后|对此|针对这些?|这些?|[,\x00])*(?:准备|打算|想|要|会|将|又|是|该|都|计划|说)*(?:怎么|怎样|如何|咋)(?:样)?(?:去|来|要)?"
    r"(?:弥补|补救|补上|补|改|改善|改正|解决|应对|克服|整改|处理|完善|加强|办|做|搞)(?:的|呢|啊|吗)*[?。]*$"
)
_HOW_MANY = re.compile(r"^(?:那|到底|一共|总共|具体|有|是|共)*(?:几|多少)(?:个|名|位|件|条|次|项|篇|家|份|起|处|人)[呢啊?。]*$")
_NAME = re.compile(r"^(?:那|那么|它|该号|这个号|账号|号)*的?(?:叫做?|名称|名字|名)(?:是|叫|为)?(?:什么|啥)?(?:名字?)?[呢啊?。]*$")
_NAMED_THINGS = re.compile(r"公众号|微博|视频号|抖音|快手|头条号|小程序|栏目")

_AND = re.compile(r"[、和与及]")
_ASKS = re.compile(r"几|多少|哪|什么|啥|怎|如何|为何|吗|谁|年|第|最|增|减|平均|合计|一共|总|率|比|占|依据|出处|来源|理由|原因")
_OTHER_FIGURES = ("published.other",)
_FIGURES: tuple[Operation, ...] = ("lookup", "compare", "text")


def reaches_into(frame: Frame, previous: Query | None) -> bool:
    """Whether a question that nothing marks as one on these reports may be one on the report spoken of."""
    if previous is None or not _speaks_of_one(previous) or frame.language == "en":
        return False
    return bool(asks_staff(frame) or find_aspects(frame.question) or find_subject(frame.names.bare, "zh", load_cues()).terms)


def turns_away(frame: Frame, previous: Query | None) -> bool:
    """Whether a follow-up to a figure has words that neither it nor any other figure explains (那里有几座桥)."""
    if previous is None or not _speaks_of_one(previous) or frame.language == "en" or not previous.measures:
        return False
    told = frame.measures or frame.prose or frame.task.operation is not None or frame.task.threshold is not None
    if told or frame.names.mentions or frame.names.everyone or frame.dated or frame.correcting or previous.operation != "lookup":
        return False
    spans = find_strange_words(frame.names.bare)
    return any(_tells(strip_word(frame.names.bare[start:end]), frame) for start, end in spans)


def _speaks_of_one(query: Query) -> bool:
    """Whether a query is on the reports of a single agency."""
    return len(query.agencies) == 1 and not (query.all_agencies or query.options)


def reach_into(frame: Frame) -> Frame:
    """The frame of such a question, as one that leans on the turn before."""
    return replace(frame, leaning=True, prose=True)


def note_skipped(query: Query, frame: Frame, previous: Query | None, conversation: Conversation) -> tuple[str, ...]:
    """Says which turn a follow-up goes on with, where the one right before it was none for these reports."""
    skipped = bool(conversation.queries) and conversation.queries[-1].operation == "out_of_scope"
    if previous is None or not skipped or frame.named or query.agencies != previous.agencies or not query.agencies:
        return ()
    if query.language == "en":
        return (f"the last question was not answered; this one goes on with “{previous.question}”",)
    return (f"上一问没有答出，这里接的是再前面的“{previous.question}”",)


def asks_how_many(frame: Frame, previous: Query | None) -> bool:
    """Whether a follow-up only asks for the number of what the turn before told (几名)."""
    told = previous is not None and _speaks_of_one(previous) and bool(previous.measures or previous.objects)
    return told and _HOW_MANY.match(frame.names.bare) is not None


def list_quotes(query: Query, frame: Frame, previous: Query | None, conversation: Conversation) -> tuple[str, ...]:
    """The quotes of the last answer, where a follow-up on the same reports counts something of the prose."""
    if previous is None or not query.objects or frame.named or query.agencies != previous.agencies or not conversation.answers:
        return ()
    return tuple(citation.quote for citation in conversation.answers[-1].citations) if query.years == previous.years else ()


def names_channel(word: str) -> bool:
    """Whether a word names a channel or an account, of which the same may be counted (南方+ after 微信公众号)."""
    return _CHANNEL.search(word) is not None


def restate(question: str, previous: Query | None) -> str:
    """A short follow-up in the words of a whole question: what shall be done about problems, what a channel is called."""
    if previous is None or not _speaks_of_one(previous):
        return ""
    before, folded = previous.about or previous.question, fold_text(question).text
    if previous.operation == "text" and "problems" in find_aspects(before) and _REMEDY.match(folded):
        return "打算怎么改进"
    thing = _NAMED_THINGS.search(fold_text(before).text)
    return f"{thing.group()}叫什么" if thing is not None and _NAME.match(folded) else ""


def list_named(frame: Frame, base: Query | None) -> tuple[str, ...]:
    """The things that a follow-up merely names and that no measure covers; empty where it names none, or asks for more."""
    if base is None or not _speaks_of_one(base) or base.operation not in _FIGURES or not (base.objects or base.measures):
        return ()
    task = frame.task.operation not in (None, "check") or frame.task.threshold is not None
    if frame.language == "en" or task or frame.named or frame.dated or frame.correcting:
        return ()
    if any(measure.id not in _OTHER_FIGURES for measure in frame.measures):
        return ()
    match = _BARE.match(frame.names.bare)
    if match is None or _ASKS.search(match["what"]) or find_aspects(match["what"]):
        return ()
    words = tuple(word for part in _AND.split(match["what"]) if _tells(word := strip_word(part), frame))
    return words if len(words) == len(_AND.split(match["what"])) else ()


def _tells(word: str, frame: Frame) -> bool:
    """Whether a word names a thing."""
    if any(token.text in word for token in frame.tokens):
        return True
    rest = strip_word(blank_plain(word, set()).replace("\x00", ""))
    return not (is_light(word) or is_light(rest) or is_manner(word, frame))
