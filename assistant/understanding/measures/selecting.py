"""Which entries of the vocabulary a clause of a question names, axis by axis."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from assistant.understanding.words.lexicon import Token

JOIN = re.compile(r"^[和与跟及、或以还有]{1,3}$|^(?: and |, | or )$")
REQUESTS = re.compile(r"(?:政府信息|政务|信息)?(?:依)?申请(?:公开)?(?:政府信息)?|request|application")
NOUN = re.compile(r"信息|消息|内容|条(?!例)|文章|政务|information|items?\b|pieces")
_ITEMS = re.compile(r"信息|消息|内容|文章|政务|information|items?\b|pieces")
NUMBER = re.compile(r"多少|几|数量|总数|总量|最[多少高低]|排名|排行|(?:得|的)?更?[多少](?:$|[,?。吗呢些])|how many|number of")
OUTCOME = re.compile(
    r"结果(?:如何|怎么样|怎样|分别|是什么|都是什么)|(?:怎么|如何|怎样)(?:处理|办理?|答复)的|(?:处理|办)得(?:如何|怎么?样)|(?:审理|复议|诉讼|判决|裁决|各种|各类)(?:\d+件)?的?(?:处理|审理)?结果|"
    r"what (?:was|were) the (?:outcome|result)|how were (?:\x00+|(?:the |its |all |those |these )*\w+) (?:all )?"
    r"(?:handled|answered|dealt with|processed|resolved|decided)|"
    r"what (?:became|becomes|has become|happened|happens) (?:of|to|with) "
    r"(?:\x00|(?:all )?(?:the|its|these|those|them|their|each)\b)|with what (?:outcome|result)"
)

_COUNT_WORD = re.compile(r"^(?:总?数量?|件数|总?量|情况|的)(?=.)")
_BARE_REQUESTS = re.compile(r"申请(?:总?数量?|件数|总?量)?[、和与及跟]$")
"""Requests as such, set beside a row of their table (申请、办结数)."""

_AND_REQUESTS = re.compile(r"[、和与及跟](?:(?:政府)?信息公开|依)?申请(?:数|量|件数)?(?:各|分别|多少|几|$)")
_ENGLISH_BEFORE = re.compile(r"\brequests?(?:,| and| or| plus| as well as| versus| vs\.?| against)+ (?:the )?(?:number of )?$")
_ENGLISH_BEHIND = re.compile(r"^(?:,| and| or| plus| as well as| versus| vs\.?)+ (?:the )?(?:number of )?requests?\b(?! for)")
"""Requests as such beside a figure of another table (requests and penalties)."""

_HANDLING = ("new", "total")
"""Rows of requests whose English words (received, handled) are said of other items, too."""

_PUBLISHES = re.compile(
    r"(?:上|渠道|平台)?(?:主动)?(?:公开|发布|公布|推送|推|发|刊发|更新)(?:[了过]|的?信息|的?[数条量]|多少|几|$)"
)
"""How a channel behind which this stands is said to publish."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What one clause names, axis by axis, ids in the order of mention; weak ids apart.

    ``requests`` says that it speaks of requests, ``noun`` of items of information, ``counter`` that these go by their counter
    alone, ``number`` that it asks how many, ``grand`` for the whole, ``listed`` that it enumerates, ``outcome`` that it asks
    how disputes ended, ``before`` for the year before.
    ``apart`` says that a channel stands beside the requests spoken of, and not for the way on which they came.
    """

    strong: Mapping[str, tuple[str, ...]]
    weak: Mapping[str, tuple[str, ...]]
    requests: bool = False
    noun: bool = False
    counter: bool = False
    number: bool = False
    grand: bool = False
    listed: bool = False
    outcome: bool = False
    before: bool = False
    apart: bool = False

    def named(self, axis: str) -> tuple[str, ...]:
        """The ids of an axis that the clause names plainly."""
        return self.strong.get(axis, ())

    def hinted(self, axis: str) -> tuple[str, ...]:
        """The ids of an axis that only everyday words of the clause may mean."""
        return self.weak.get(axis, ())

    def spoken(self, axis: str) -> tuple[str, ...]:
        """Both, those that it names plainly first."""
        return tuple(dict.fromkeys((*self.named(axis), *self.hinted(axis))))


def select_entries(clause: str, tokens: tuple[Token, ...], offset: int) -> Selection:
    """The entries of the vocabulary that a clause names, by axis; the clause starts at ``offset`` of its question."""
    strong, weak = _collect_tags(clause, tokens, offset)
    joined = _join_weak(clause, tokens, offset)
    rows = tuple(dict.fromkeys((*joined, *strong.get("row", ()))))
    return Selection(
        {**strong, "row": rows},
        {**weak, "row": _order_weak(weak.get("row", ()))},
        requests=bool(REQUESTS.search(_blank_tokens(clause, tokens, offset, ("dispute", "figure", "rate", "bundle")))),
        noun=bool(NOUN.search(_blank_tokens(clause, tokens, offset, ("plain",)))),
        counter=_ITEMS.search(clause) is None,
        number=bool(NUMBER.search(clause)),
        grand=bool(re.search(r"总|共|主动公开|total", clause)),
        listed="、" in clause,
        outcome=OUTCOME.search(clause) is not None,
        before=re.search(r"上一?年", clause) is not None,
        apart=_stands_apart(clause, tokens, offset),
    )


def _collect_tags(clause: str, tokens: tuple[Token, ...], offset: int) -> tuple[dict[str, tuple[str, ...]], ...]:
    """The ids by axis, strong and weak ones, each once; words that belong to the word before them are left out."""
    found: tuple[dict[str, tuple[str, ...]], ...] = ({}, {})
    items = any(tag.axis == "item" for token in tokens for tag in token.tags) and REQUESTS.search(clause) is None
    for before, token in zip((None, *tokens), tokens, strict=False):
        if items and token.text.isascii() and all(tag.axis == "row" and tag.id in _HANDLING for tag in token.tags):
            continue  # handled the most penalties: no request is spoken of
        if clause[: token.start - offset].endswith("申请") and any(tag.id == "published.total" for tag in token.tags):
            continue  # 申请公开信息 is one thing: a request
        if before is not None and (_belongs(before, token) or _sums_applicant(before, token)):
            continue
        for tag in token.tags:
            by_axis = found[0 if tag.strong else 1]
            by_axis[tag.axis] = tuple(dict.fromkeys((*by_axis.get(tag.axis, ()), tag.id)))
    return found


def _sums_applicant(before: Token, token: Token) -> bool:
    """Whether 合计 right behind one kind of applicants asks for their sum, and not for all applicants."""
    kind = any(tag.axis == "applicant" and tag.id != "total" and tag.strong for tag in before.tags)
    return kind and token.text in ("合计", "总计", "总数", "共计", "总量") and token.start - before.end <= len("申请")


def _belongs(before: Token, token: Token) -> bool:
    """Whether a word on handling speaks of the item right before it (行政许可办理量), and not of requests."""
    handled = token.text.startswith(("办理", "办件", "办结", "受理")) and all(tag.axis == "row" for tag in token.tags)
    return handled and token.start - before.end <= 1 and any(tag.axis == "item" for tag in before.tags)


def _stands_apart(clause: str, tokens: tuple[Token, ...], offset: int) -> bool:
    """Whether a channel is said to publish, or a conjunction sets it beside something else than another channel."""
    channels = [any(tag.axis == "figure" and tag.id.startswith("published.") for tag in token.tags) for token in tokens]
    for token, channel in zip(tokens, channels, strict=True):
        before, behind = clause[: token.start - offset], clause[token.end - offset :]
        if channel and (_PUBLISHES.match(behind) or _AND_REQUESTS.match(behind) or _BARE_REQUESTS.search(before)):
            return True
    for (one, first), (two, second) in pairwise(zip(tokens, channels, strict=True)):
        between = _COUNT_WORD.sub("", clause[one.end - offset : two.start - offset])
        if first != second and JOIN.match(between):
            return True
    return False


def _blank_tokens(clause: str, tokens: tuple[Token, ...], offset: int, axes: tuple[str, ...]) -> str:
    """The clause without the phrases of some axes, so that 复议申请 does not speak of requests."""
    for token in tokens:
        if any(tag.axis in axes for tag in token.tags):
            start, end = token.start - offset, token.end - offset
            clause = clause[:start] + "\x00" * (end - start) + clause[end:]
    return clause


def _join_weak(clause: str, tokens: tuple[Token, ...], offset: int) -> tuple[str, ...]:
    """Rows that conjunctions join are all meant, weak ones too (收到和答复; 申请、办结数、结转数)."""
    rows = [token for token in tokens if any(tag.axis == "row" for tag in token.tags)]
    found: list[str] = []
    if not rows and any(_stands_beside(clause, token, offset) for token in tokens):
        found.append("new")
    if rows and _BARE_REQUESTS.search(clause[: rows[0].start - offset]):
        found += ["new", *_list_rows(rows[0])]
    for first, second in pairwise(rows):
        if JOIN.match(_COUNT_WORD.sub("", clause[first.end - offset : second.start - offset])):
            found += [*_list_rows(first), *_list_rows(second)]
    return tuple(dict.fromkeys(found))


def _stands_beside(clause: str, token: Token, offset: int) -> bool:
    """Whether a conjunction sets requests as such beside a figure of another table."""
    if not any(tag.strong and tag.axis in ("item", "dispute", "figure") for tag in token.tags):
        return False
    before, behind = clause[: token.start - offset], clause[token.end - offset :]
    return _ENGLISH_BEFORE.search(before) is not None or _ENGLISH_BEHIND.match(behind) is not None


def _list_rows(token: Token) -> tuple[str, ...]:
    return tuple(tag.id for tag in token.tags if tag.axis == "row")


def _order_weak(rows: Iterable[str]) -> tuple[str, ...]:
    """Of weak rows the telling one: how requests ended beats that they came in, and that beats nothing."""
    found = tuple(dict.fromkeys(rows))
    telling = tuple(row for row in found if row not in ("new", "total"))
    return telling[:1] or found[-1:]
