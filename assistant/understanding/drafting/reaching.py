"""Follow-ups whose words are no measure (原创推文几篇, 有没有超期的, 南方+呢): they reach into the report spoken of.

Whether that report has the words is seen when it is read; a question of which it has none is none for these reports.
"""

import re
from dataclasses import replace
from difflib import SequenceMatcher

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
from ingest.numerals import find_numerals

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
_ITEMS = re.compile(
    r"^(?:那|到底|一共|总共|具体|有|是|共|写了|列了|提了|写|列|问题|不足|措施|举措)*(?:几|多少)(?:大)?(?:条|个|项|点|类|方面)(?:问题|不足|措施|举措)?[呢啊?。]*$"
)
_WHY = re.compile(
    r"^(?:那|那么|这|这是|是|到底|具体|它|他们|都)*(?:为什么|为何|为啥|啥原因|什么原因|何原因|原因(?:是|在|呢|有)*(?:什么|哪些?|哪里|何)?"
    r"|怎么(?:造成|引起|导致|产生|来|回事)|怎么会|怎么回事)"
    r"(?:造成|引起|导致|产生|会|有|出现|存在|这样|这些?|问题|呢|的|啊|吗)*[?。]*$"
)
_ALIKE = re.compile(
    r"^(?:那|那么|这|前后|上面|它)*[两几三](?:年|份报告|个年度|份)(?:里|间|之间|的)*(?:[^,。?]{0,8}?)"
    r"(?:重复|一样|相同|雷同|都有|都提到|都写到?|都存在|没变|一致|老问题)"
)
"""How a follow-up asks for the number of what was listed, for its reasons, and for what two turns have in common."""

_NAME = re.compile(r"^(?:那|那么|它|该号|这个号|账号|号)*的?(?:叫做?|名称|名字|名)(?:是|叫|为)?(?:什么|啥)?(?:名字?)?[呢啊?。]*$")
_HOW_DONE = re.compile(
    r"^(?:那|那么|具体|都|又)*(?:是)?(?:怎么|怎样|如何|咋)(?:做|搞|开展|进行|弄|实施|落实|办)(?:的|呢|啊)*[?。]*$"
)
"""How a follow-up asks for more on what was quoted."""

_ITS = re.compile(
    r"(?:那|那么)?(?:它|该号|这个?号|该账号|这个账号|该公众号|(?=[发推]))(?=[发推公有阅粉一共总][^,。?]*(?:多少|几))"
)
"""How a follow-up counts what a channel did that was just named."""

_NAMED_THINGS = re.compile(r"公众号|微博|视频号|抖音|快手|头条号|小程序|栏目")

_CLAUSE = re.compile(r"[,，;；。:：、()（）]")
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


def stay_with_quote(query: Query, frame: Frame, previous: Query | None, conversation: Conversation) -> Query:
    """The query of 主动公开的有几件 after a sentence that states it beside what was asked: as that sentence counts it."""
    told = previous is not None and bool(previous.objects) and _speaks_of_one(previous) and bool(conversation.answers)
    if not told or previous is None or frame.language == "en" or frame.named or frame.dated or query.objects:
        return query
    if query.operation not in ("lookup", "text") or query.agencies != previous.agencies or query.options:
        return query
    clauses = [
        clause for citation in conversation.answers[-1].citations for clause in _CLAUSE.split(fold_text(citation.quote).text)
    ]
    counting = [clause for clause in clauses if any((one.unit or "") in previous.units for _, _, one in find_numerals(clause))]
    word = max((_share_words(frame.names.bare, clause) for clause in counting), key=len, default="").removeprefix("其中")
    tokens = [token.text for token in frame.tokens if len(token.text) > 1]
    if not tokens or not all(token in word for token in tokens):
        return query
    assumed = tuple(note for note in query.assumed if word not in note)
    asked = replace(query, operation="text", objects=(word,), units=previous.units, terms=(word,), measures=(), assumed=assumed)
    return replace(asked, topics=(), related=())


def _share_words(question: str, clause: str) -> str:
    """The longest stretch that a question and a clause have in common."""
    match = SequenceMatcher(None, question, clause, autojunk=False).find_longest_match()
    return question[match.a : match.a + match.size]


def names_channel(word: str) -> bool:
    """Whether a word names a channel or an account, of which the same may be counted (南方+ after 微信公众号)."""
    return _CHANNEL.search(word) is not None


def restate(question: str, previous: Query | None) -> str:
    """A short follow-up in the words of a whole question: what shall be done about problems, what a channel is called."""
    if previous is None or not _speaks_of_one(previous):
        return ""
    before, folded = previous.asked, fold_text(question).text
    if previous.operation == "text" and "problems" in find_aspects(before) and _REMEDY.match(folded):
        return "打算怎么改进"
    if previous.operation == "text" and (asked := _restate_listed(folded, find_aspects(before))):
        return asked
    if previous.operation == "text" and previous.terms and not find_aspects(before) and _HOW_MANY.match(folded):
        return f"{'、'.join(previous.terms)}{folded}"
    if previous.operation == "text" and previous.terms and not find_aspects(before) and _HOW_DONE.match(folded):
        return f"{'、'.join(previous.terms)}是怎么做的"
    return _restate_thing(folded, before, counting=previous.operation == "text")


def _restate_thing(folded: str, before: str, *, counting: bool) -> str:
    """A follow-up on a channel that the turn before named: what it is called, how many it published; empty for others."""
    thing = _NAMED_THINGS.search(fold_text(before).text)
    own = _ITS.match(folded) if counting else None
    if thing is None:
        return ""
    if own is not None:
        return f"{thing.group()}{folded[own.end() :]}"
    return f"{thing.group()}叫什么" if _NAME.match(folded) else ""


def _restate_listed(folded: str, aspects: frozenset[str]) -> str:
    """A follow-up on problems or measures in whole words: how many, why, and what two years have in common; empty for others."""
    if not aspects & {"problems", "plans"}:
        return ""
    said = re.search(r"问题|不足", folded) if _ITEMS.match(folded) else None
    listed = "问题" if said or ("problems" in aspects and not re.search(r"措施|举措", folded)) else "改进措施"
    if _ITEMS.match(folded):
        return f"列了几条{listed}"
    if _WHY.match(folded):
        return "存在这些问题的原因是什么"
    return f"这两年的{listed}有没有相同的" if _ALIKE.match(folded) else ""


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
