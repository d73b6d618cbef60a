"""The channel to which a count of publications is tied: website, WeChat, Weibo, another one, several, or none."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from ingest.prose.counts import Count
from ingest.prose.lexicon import compile_list, holds, join_words, load_lexicon

Channel = Literal["website", "wechat", "weibo", "other", "several"]

_NAMED: tuple[Literal["website", "wechat", "weibo", "other"], ...] = ("website", "wechat", "weibo", "other")
_QUOTED = re.compile(r"\"[^\"]{1,20}\"|“[^”]{1,20}”")
_OTHER_MEANS = re.compile(r"等?其[他它](?:公开)?(?:渠道|方式|形式|途径|平台|载体)")
_MEANS = re.compile(
    r"(?:通过|在|利用|依托|借助)(?P<channel>[^,;:、]{1,20})上?(?:主动|及时|共|累计|对外|公开)*(?:公开|发布|公示|公布)"
)
_FAR = 12


def find_channel(count: Count, sentence: str) -> Channel | None:
    """The channel of a count by the words of its own clause, else of the clauses before it that lead to it."""
    own = read_channels(count.label)
    if own is None and count.after:
        own = read_channels(count.after[:_FAR])
    if own is not None:
        return own
    clauses = re.split(r"[,:]", count.window)[:-1]
    for clause in reversed(clauses):
        channel = read_channels(clause)
        if channel is not None:
            return channel if _leads(clause) else None
    return None if count.part else _find_subject(sentence, count)


def is_elsewhere(label: str) -> bool:
    """Whether 通过 or 在 leads to a channel that has no name in the lists (在某某周报公开)."""
    match = _MEANS.search(label)
    return match is not None and not holds("channels", "no_channel_patterns", match["channel"])


@lru_cache(maxsize=4096)
def read_channels(text: str) -> Channel | None:
    """The channel that a phrase names; ``several`` where it names more than one kind or leaves the list open."""
    unquoted = _QUOTED.sub("", text)
    kinds = _read_kinds(unquoted) or _read_kinds(text)
    open_list = holds("channels", "open_patterns", text)
    if not kinds:
        return "several" if open_list else None
    if len(kinds) > 1 or (open_list and not (_OTHER_MEANS.search(text) and kinds == {"other"})):
        return "several"
    return next(iter(kinds))


def _read_kinds(text: str) -> set[Channel]:
    wide = load_lexicon()["channels"]["wide"]
    text = compile_list("channels", "neutral").sub("", text)
    found = [(match[0], kind) for match in _channel_pattern().finditer(text) for kind in _NAMED if match[kind]]
    narrow: set[Channel] = {kind for word, kind in found if word not in wide}
    return narrow or {kind for _, kind in found}


@cache
def _channel_pattern() -> re.Pattern[str]:
    """One pattern for all channels, the longest word first, whatever its channel."""
    channels = load_lexicon()["channels"]
    words = sorted(((word, kind) for kind in _NAMED for word in channels[kind]), key=lambda pair: len(pair[0]), reverse=True)
    return re.compile("|".join(f"(?P<{kind}>{_words_not_within(kind, words)})" for kind in _NAMED))


def _words_not_within(kind: str, words: Sequence[tuple[str, str]]) -> str:
    """The words of one channel, none of them where it begins a longer word of another channel (微信 in 微信群)."""
    parts = []
    for word, own in words:
        if own != kind:
            continue
        longer = [other[len(word) :] for other, owner in words if owner != kind and other.startswith(word) and other != word]
        parts.append(re.escape(word) + (f"(?!{join_words(longer)})" if longer else ""))
    return "|".join(parts)


def _leads(clause: str) -> bool:
    """Whether a clause that names a channel carries over to the next: 通过政府网站, or the channel as its subject."""
    named = _channel_pattern().search(clause)
    if named is None:
        return False
    lead = clause[: named.start()]
    if holds("channels", "upkeep", lead):
        return False
    return holds("channels", "means", lead) or (len(_QUOTED.sub("", lead)) <= _FAR and not holds("publication", "verbs", lead))


def _find_subject(sentence: str, count: Count) -> Channel | None:
    """The channel that is the subject of the count's segment, counts between them notwithstanding (公众号粉丝…,发布…)."""
    segment = sentence[sentence.rfind(";", 0, count.start) + 1 : count.start]
    first = re.split(r"[,:]", segment, maxsplit=1)[0]
    channel = read_channels(first)
    if channel in (None, "several") or not _leads(first):
        return None
    return None if compile_list("publication", "verbs").search(segment[: len(first)]) else channel
