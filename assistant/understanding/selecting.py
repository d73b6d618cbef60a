"""Which entries of the vocabulary a clause of a question names, axis by axis."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from assistant.understanding.lexicon import Token

JOIN = re.compile(r"^[和与跟及、或以还有]{1,3}$|^(?: and |, | or )$")
REQUESTS = re.compile(r"(?:政府信息|政务|信息)?(?:依)?申请(?:公开)?(?:政府信息)?|request|application")
NOUN = re.compile(r"信息|消息|内容|条(?!例)|文章|政务|information|items?\b|pieces")
NUMBER = re.compile(r"多少|几|数量|总数|总量|最[多少高低]|排名|排行|(?:得|的)?更?[多少](?:$|[?。吗呢些])|how many|number of")
OUTCOME = re.compile(
    r"结果(?:如何|怎么样|怎样|分别|是什么|都是什么)|(?:审理|复议|诉讼|判决|裁决|各种|各类)结果|"
    r"what (?:was|were) the (?:outcome|result)"
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What one clause names, axis by axis, ids in the order of mention; weak ids apart.

    ``requests`` says that it speaks of requests, ``noun`` of items of information, ``number`` that it asks how many, ``grand``
    for the whole, ``listed`` that it enumerates, ``outcome`` that it asks how disputes ended, ``before`` for the year before.
    """

    strong: Mapping[str, tuple[str, ...]]
    weak: Mapping[str, tuple[str, ...]]
    requests: bool = False
    noun: bool = False
    number: bool = False
    grand: bool = False
    listed: bool = False
    outcome: bool = False
    before: bool = False

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
    rows = strong.get("row", ()) or _join_weak(clause, tokens, offset)
    return Selection(
        {**strong, "row": rows},
        {**weak, "row": _order_weak(weak.get("row", ()))},
        requests=bool(REQUESTS.search(_blank_tokens(clause, tokens, offset, ("dispute", "figure", "rate", "bundle")))),
        noun=bool(NOUN.search(_blank_tokens(clause, tokens, offset, ("plain",)))),
        number=bool(NUMBER.search(clause)),
        grand=bool(re.search(r"总|共|主动公开|total", clause)),
        listed="、" in clause,
        outcome=OUTCOME.search(clause) is not None,
        before=re.search(r"上一?年", clause) is not None,
    )


def _collect_tags(clause: str, tokens: tuple[Token, ...], offset: int) -> tuple[dict[str, tuple[str, ...]], ...]:
    """The ids by axis, strong and weak ones, each once; words that belong to the word before them are left out."""
    found: tuple[dict[str, tuple[str, ...]], ...] = ({}, {})
    for before, token in zip((None, *tokens), tokens, strict=False):
        if clause[: token.start - offset].endswith("申请") and any(tag.id == "published.total" for tag in token.tags):
            continue  # 申请公开信息 is one thing: a request
        if before is not None and _belongs(before, token):
            continue
        for tag in token.tags:
            by_axis = found[0 if tag.strong else 1]
            by_axis[tag.axis] = tuple(dict.fromkeys((*by_axis.get(tag.axis, ()), tag.id)))
    return found


def _belongs(before: Token, token: Token) -> bool:
    """Whether a word on handling speaks of the item right before it (行政许可办理量), and not of requests."""
    handled = token.text.startswith(("办理", "办件", "办结", "受理")) and all(tag.axis == "row" for tag in token.tags)
    return handled and token.start - before.end <= 1 and any(tag.axis == "item" for tag in before.tags)


def _blank_tokens(clause: str, tokens: tuple[Token, ...], offset: int, axes: tuple[str, ...]) -> str:
    """The clause without the phrases of some axes, so that 复议申请 does not speak of requests."""
    for token in tokens:
        if any(tag.axis in axes for tag in token.tags):
            start, end = token.start - offset, token.end - offset
            clause = clause[:start] + "\x00" * (end - start) + clause[end:]
    return clause


def _join_weak(clause: str, tokens: tuple[Token, ...], offset: int) -> tuple[str, ...]:
    """Two weak rows that a conjunction joins (收到和答复) are both meant."""
    weak = [token for token in tokens if any(tag.axis == "row" for tag in token.tags)]
    for first, second in pairwise(weak):
        if JOIN.match(clause[first.end - offset : second.start - offset]):
            return tuple(tag.id for token in (first, second) for tag in token.tags if tag.axis == "row")
    return ()


def _order_weak(rows: Iterable[str]) -> tuple[str, ...]:
    """Of weak rows the telling one: how requests ended beats that they came in, and that beats nothing."""
    found = tuple(dict.fromkeys(rows))
    telling = tuple(row for row in found if row not in ("new", "total"))
    return telling[:1] or found[-1:]
