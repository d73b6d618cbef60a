"""What a question is about: the measures that it names or keeps, or the subject that it asks the prose for."""

import re
from dataclasses import replace

from assistant.records import Measure, Operation, Query
from assistant.understanding.frame import Frame
from assistant.understanding.measures.wholes import drop_whole, find_whole, join_counts, make_rate, make_rates
from assistant.understanding.prose.ordinals import read_ordinals
from assistant.understanding.prose.topics import find_subject, list_unglossed
from assistant.understanding.signs.shapes import contrasts_years, drop_likening, likens_years
from assistant.understanding.signs.summing import PLUS
from assistant.understanding.turns.conversation import join_measures
from assistant.understanding.words.cues import Cues, load_cues
from assistant.understanding.words.placing import drop_side, find_side
from assistant.understanding.words.vocabulary import load_vocabulary

BOTH = re.compile(
    r"两者|二者|它们|两个|两家|双方|合起来|加起来|[这前]两|[这前上]面?(?:二|几|三)[项个种类]|这些[项数]|^两[项数种]|"
    r"^(?:那|这|前|头)?[两二]年(?!里|内|来|前|后)|both|the two"
)
"""How a question speaks of the last turns together."""

THREE = re.compile(r"三[项个种类者]")
_OF_WHOLE = re.compile(r"^[那它这其个数大概约又,的\x00]*占")
_BARE_WHOLE = re.compile(
    r"占(?:了|到)?[\x00它其自己]*的?(?:全部的?|总的?|所有的?|总体的?|整体的?)(?:总?数量?|总?量|里|中|的|[百多几])|占(?:总数|总量|全部|总的)"
)
ADDED = re.compile(
    r"合计|一共|总共|加起来|加在一起|加一起|加总|之和|总和|共计|合起来|相加|总计|总数|总量|in total|altogether|together|combined"
)
"""How a question adds figures up."""
TOGETHER = re.compile(
    r"合计|一共|总共|加起来|加在一起|加一起|加总|之和|总和|共计|合起来|相加|in total|altogether|together|combined|sum of"
)
"""How a question adds measures up, without 总数 and the like, which may belong to each of them."""
_OF_ALL = re.compile(r"占(?:了|到)?(?:全部|总|所有|全[县市区省体])|of all|of the total")
_SHARE_OF_ALL = re.compile(r"占(?:了|到)?(?:全部|总|所有|全[县市区省体]|各单位|合计)|of all|of the total")
_SET_APART = ("trend", "difference", "compare")
_SHARED = re.compile(r"(?<!同)占比|比重|份额|所占|占[^,。?]{1,12}的?比例|(?<![增减升降化长少加])比例(?!尺)|share of|proportion")
"""How a question speaks of a share whose change or difference it asks for (微博占比的变化), and not of a change in percent."""

_SUM_OF = re.compile(
    r"\b(?:sum of|combined(?: (?:number|total|figure|count))?(?: of)?|added up|total of|"
    r"^(?:and |please |now )*(?:add|sum)(?: up| together)?) (?:the |all |its )*$"
)
"""How an English question adds up the figures that it names next."""

RANKED = ("rank", "threshold", "count", "maximum", "minimum")
_EACH = re.compile(r"各|分别|each|respectively")
_PLACES = re.compile(r"(?:前|后|倒数)[\d一二两三四五六七八九十]|top \w|bottom \w|最[多少高低大小]的?[\d两三四五六七八九十]")
KEY = (
    "published.total",
    "requests.new.total",
    "requests.total.total",
    "active.licensing.decisions",
    "active.penalties.decisions",
    "disputes.review.total",
    "disputes.suits.total",
)
"""The measures that sum a report up."""

UNGLOSSED = "not searched for, as no Chinese word for it is known: "
"""How the note begins on English words that the reports were not searched by."""

Subject = tuple[tuple, tuple, tuple]
"""Sections, words and weaker words that a text question turns on."""


def list_key_measures() -> tuple[Measure, ...]:
    """The measures that sum a report up."""
    return tuple(load_vocabulary().measures[name] for name in KEY)


def draft_measures(frame: Frame, base: Query | None, operation: Operation, *, several: bool) -> tuple[Measure, ...]:
    """The measures of a question, with what it keeps from the turn before; ``several`` says that it speaks of many agencies."""
    if operation in ("text", "mentions", "reports"):
        measures: tuple[Measure, ...] = ()
    else:
        measures = join_measures(frame.measures, base)
    if operation in RANKED and load_cues().match("share", frame.masked, frame.language):
        rate = make_rate(measures, load_vocabulary())
        return measures if rate is None else (rate,)
    after_share = base is not None and base.operation == "share" and not frame.measures
    if operation in _SET_APART and (after_share or _SHARED.search(frame.masked)):
        return make_rates(measures, load_vocabulary())
    if operation in RANKED and ranks_sum(frame):
        measures = drop_whole(measures, load_vocabulary())
        joined = join_counts(measures, load_vocabulary())
        return measures if joined is None else (joined,)
    return measures if base is None else _follow_measures(frame, base, operation, measures, several=several)


def _follow_measures(
    frame: Frame, base: Query, operation: Operation, measures: tuple[Measure, ...], *, several: bool
) -> tuple[Measure, ...]:
    """The measures of a follow-up: both of those before, those before and their whole, or a whole for a part."""
    if len(base.measures) > 1 and BOTH.search(frame.masked) and set(measures) < set(base.measures):
        measures = base.measures
    if operation == "share" and len(base.measures) > 1 and TOGETHER.search(frame.masked) and len(frame.measures) <= 1:
        whole = find_whole(base.measures[0], load_vocabulary())
        return (*base.measures, *(frame.measures or ((whole,) if whole is not None else ())))
    if operation in ("difference", "multiple") and not frame.measures and len(measures) > 2:  # noqa: PLR2004  (the parts, not the whole)
        measures = drop_whole(measures, load_vocabulary())
    if operation == "share" and base.measures:
        measures = _set_each_against_whole(frame, base) or _set_against_whole(frame, base, measures)
    if not frame.measures and len(measures) == 1 and load_cues().match("whole", frame.masked, frame.language):
        whole = find_whole(measures[0], load_vocabulary())
        measures = measures if whole is None or several else (whole,)
    return measures


def ranks_sum(frame: Frame) -> bool:
    """Whether agencies are to be ranked by several measures added up (复议和诉讼合计最多), and not their first places added."""
    if len(frame.measures) < 2:  # noqa: PLR2004  (one measure is its own sum)
        return False
    strong = [token for token in frame.tokens if any(tag.strong for tag in token.tags)]
    text, start, end = frame.names.bare, strong[0].start if strong else 0, strong[-1].end if strong else 0
    if re.search(PLUS, text[start:end]) or TOGETHER.match(text[end:].lstrip(" 的")):
        return True
    for token in strong:
        text = text[: token.start] + "\x00" * len(token.text) + text[token.end :]
    return TOGETHER.search(text) is not None and _PLACES.search(frame.masked) is None


def adds_figures(frame: Frame, operation: Operation, measures: tuple[Measure, ...], *, several: bool) -> bool:
    """Whether figures are to be added up besides being told: two measures of a report (网站加微信), the first of a ranking."""
    if operation == "rank":
        places = _PLACES.search(frame.masked)
        added = ADDED.search(frame.masked) is not None or (_OF_ALL.search(frame.masked) is not None and not frame.names.mentions)
        of_all = _SHARE_OF_ALL.search(frame.masked) is not None and not frame.names.mentions
        return (places is not None and added) or (of_all and load_cues().match("most", frame.masked, frame.language))
    if operation == "share":
        return shares_all(frame, operation, measures, several=several) and _EACH.search(frame.masked) is None
    return operation == "lookup" and len(measures) > 1 and not several and _sums_up(frame)


def shares_all(frame: Frame, operation: Operation, measures: tuple[Measure, ...], *, several: bool) -> bool:
    """Whether the figures of several agencies are held against those of all."""
    return operation == "share" and several and len(measures) == 1 and _OF_ALL.search(frame.masked) is not None


def _sums_up(frame: Frame) -> bool:
    """Whether the question asks for its measures together: 一共 stands behind the last of them, or 加 between them."""
    ends = [token.end for token in frame.tokens if any(tag.strong for tag in token.tags)]
    if ends and re.search(PLUS, frame.names.masked[ends[0] : ends[-1]]):
        return True
    if frame.language == "en" and _SUM_OF.search(
        frame.names.masked[: min(token.start for token in frame.tokens)] if ends else ""
    ):
        return True
    return load_cues().match("sum", frame.names.masked[max(ends, default=0) :], frame.language)


def draft_subject(frame: Frame, base: Query | None, operation: str, cues: Cues) -> Subject:
    """What a text question turns on; empty for other questions."""
    if operation not in ("text", "mentions"):
        return (), (), ()
    if base is not None and base.operation == "text" and contrasts_years(frame):
        return base.topics, base.terms, base.related
    words = _drop_turning(frame, base, cues)
    side = find_side(words) if operation == "mentions" else ""
    subject = find_subject(drop_side(words) if side else words, frame.language, cues)
    if side:
        subject = replace(subject, topics=("problems" if side == "plans" else side,))
    if base is not None and base.operation == "text" and likens_years(frame, operation):
        subject = find_subject(drop_likening(words), frame.language, cues)
        if _holds_subject(base, subject.topics, subject.terms):
            return base.topics, base.terms, base.related
    bare = base is not None and not subject.terms and not subject.topics
    if base is not None and bare and (not frame.prose or read_ordinals(frame.question) or likens_years(frame, operation)):
        return base.topics, base.terms, base.related
    if base is not None and not subject.terms and base.measures:
        return (), tuple(measure.label for measure in base.measures), ()
    topics = subject.topics if subject.topics or subject.terms else ("overview",)
    return topics, subject.terms, subject.related


def _holds_subject(base: Query, topics: tuple[str, ...], terms: tuple[str, ...]) -> bool:
    """Whether a likening question names nothing but what the turn before was about (措施 after 改进措施)."""
    return set(topics) <= set(base.topics) and all(any(term in told or told in term for told in base.terms) for term in terms)


def _drop_turning(frame: Frame, base: Query | None, cues: Cues) -> str:
    """The question's bare words without those that only turn from what was said before (换成, 改成, 我是说)."""
    text = frame.names.bare
    if base is None or frame.language == "en":
        return text
    turning = ("correction", "follow", "compare") if base.operation == "text" else ("correction", "follow")
    for phrase in (phrase for name in turning for phrase in cues.groups[name].phrases):
        text = text.replace(phrase, "\x00" * len(phrase)) if len(phrase) > 1 else text
    return text


def note_unglossed(frame: Frame, operation: str, cues: Cues) -> tuple[str, ...]:
    """Says which English words a text question is not searched by, because no Chinese word for them is known."""
    if frame.language != "en" or operation not in ("text", "mentions"):
        return ()
    words = list_unglossed(frame.names.bare.lower(), cues)
    return (f"{UNGLOSSED}{', '.join(words)}",) if words else ()


def draft_about(frame: Frame, base: Query | None, subject: Subject) -> str:
    """The question whose subject this one keeps; empty where it has its own."""
    if base is None or subject != (base.topics, base.terms, base.related):
        return ""
    if likens_years(frame, "text"):  # what is likened stands in the question before, that it is in this one
        return f"{base.asked}{frame.question}"
    if frame.prose and not read_ordinals(frame.question):
        return ""
    return base.asked


def _set_each_against_whole(frame: Frame, base: Query) -> tuple[Measure, ...]:
    """The figures of the turn before with the whole that all of them are parts of (网站比微信多几条 || 占比呢); else none."""
    wholes = {find_whole(measure, load_vocabulary()) for measure in base.measures}
    bare = not frame.measures and base.operation != "share"
    whole = wholes.pop() if bare and len(base.measures) > 1 and len(wholes) == 1 else None
    return () if whole is None else (*base.measures, whole)


def _set_against_whole(frame: Frame, base: Query, measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The figure of the turn before with the whole that 占总数 or 占办结总数 names; ``measures`` where none is named so."""
    part = base.measures[0] if base.operation == "share" else base.measures[-1]
    named = frame.names.mentions or frame.names.regions or frame.names.everyone or frame.names.these
    if named or part.over or len(frame.measures) > 1 or not _OF_WHOLE.match(frame.names.masked):
        return measures
    own = find_whole(part, load_vocabulary())
    whole = own if own is not None and (not frame.measures or _BARE_WHOLE.search(frame.names.masked)) else None
    if whole is None and frame.measures:
        whole = frame.measures[0]
    return measures if whole is None or whole == part else (part, whole)
