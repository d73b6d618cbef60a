"""Counts of applications for information: received and answered."""

import re

from ingest.prose.counts import Candidate, Count, make_candidate
from ingest.prose.lexicon import holds
from ingest.prose.sentences import Sentence

_ALL = re.compile(
    r"(?:均|全部|都|悉数|已全部|也已|已)[^。;,]{0,20}?(?:答复|回复|办结|办理完毕|办理完成|处理完毕|办毕|予以公开|公开答复)"
)
_ALL_RATE = re.compile(r"(?:答复|办结|回复|办理)率(?:达到|均为|达|均达|为)?100%")
_REST = re.compile(r"其余|另外|剩余|余下|均未|未能|尚未|将|撤|结转|正在|还在|复议|诉讼")
_GOES_ON = re.compile(r"(?:以上|上述)?(?:申请)?(?:件)?(?:均|全部|都|已|现已)")


def classify_application(count: Count, sentence: Sentence, earlier: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """requests.received or requests.answered; none for parts, outcomes, and what is no application for information."""
    near = count.label + count.after
    if count.unit not in ("件", "条", "份", "宗", "个", "起", "次", "项", "例", "人次", "件次", None) or (
        count.unit is None and not count.closed
    ):
        return ()
    named = holds("requests", "objects_patterns", near)
    answered = holds("requests", "answered", near)
    following = any(c.figure == "requests.received" for c in earlier)
    if not (named or (sentence.topic == "requests" and not holds("publication", "verbs", near)) or (answered and following)):
        return ()
    if holds("requests", "foreign", near) or (not named and holds("requests", "foreign", sentence.text[: count.start])):
        return ()
    if answered:
        return _classify_answer(count, near)
    return _classify_receipt(count, near, named=named)


def _classify_answer(count: Count, near: str) -> tuple[Candidate, ...]:
    if (
        count.after.endswith("中")
        or re.search(r"未|将|正在|还在|[无]法|逾期|超期", near)
        or re.search(r"同意|部分|其[他它]|不予", count.label)
    ):
        return ()
    if count.part and not re.match(r"[^,;]{0,3}(?:已|按)", count.after):
        return ()
    received = [make_candidate(count, "requests.received", 15)] if re.search(r"收到|受理|接到", count.label) else []
    return (make_candidate(count, "requests.answered", 30 - 10 * count.part), *received)


def _classify_receipt(count: Count, near: str, *, named: bool) -> tuple[Candidate, ...]:
    if (
        count.part
        or holds("requests", "ways_patterns", count.label)
        or holds("requests", "outcomes", near)
        or holds("requests", "applicants_patterns", count.label)
        or holds("publication", "total_verbs", re.sub(r"依?申请公开|公开申请|信息公开", "", near))
    ):
        return ()
    received = holds("requests", "received", near)
    if not received and not named and not re.search(r"数量?(?:为|:)?$|共|有", count.label):
        return ()
    rank = 20 + 10 * named + 10 * received + 5 * bool(re.search(r"收到|接到|新收", near))
    return (make_candidate(count, "requests.received", rank),)


def find_answers(sentence: Sentence, following: str, received: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """requests.answered where the words behind a received count say that all of them were answered (均已答复).

    ``following`` is the next sentence; it counts where it goes on with 均 or 全部.
    """
    more = "," + following if _GOES_ON.match(following) else ""
    found = []
    for candidate in received:
        rest = sentence.text[candidate.end :] + more
        match = _ALL.search(rest) or _ALL_RATE.search(rest)
        if match is not None and _covers_all(rest, match):
            label, place = match[0], (candidate.start, candidate.end)
            found.append(Candidate("requests.answered", 25, candidate.value, candidate.unit, candidate.approx, label, *place))
    return tuple(found)


def _covers_all(rest: str, match: re.Match[str]) -> bool:
    """Whether 均已答复 speaks of the whole count before it: no remainder, no number of its own, no other subject between."""
    before = rest[: match.start()]
    if rest[match.end() : match.end() + 1].isdigit():
        return False
    return not _REST.search(rest[: match.end()]) and ";" not in before and not re.search(r"\d", before.rsplit(",", 1)[-1])
