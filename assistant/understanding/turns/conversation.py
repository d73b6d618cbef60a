"""What a question leaves to the turns before it: reference, ellipsis, correction, and the choice of an option offered."""

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.records import Conversation, Measure, Operation, Query
from assistant.understanding.frame import Frame
from assistant.understanding.prose.sayings import asks_published
from assistant.understanding.words.bounds import SMALL
from assistant.understanding.words.cues import Cues, load_cues
from assistant.understanding.words.periods import read_year
from index.records import StoredAgency

KEPT: frozenset[Operation] = frozenset({"rank", "threshold", "sum", "average", "median", "maximum", "minimum", "count"})
"""Operations over many agencies, which another year or another measure leaves as they are."""

CHANGES: frozenset[Operation] = frozenset({"difference", "growth", "multiple", "trend"})
"""Operations over years, which another agency leaves as they are and another year ends."""

_PLACE = re.compile(r"第([一二三四五六七八九十]|\d)(?:名|位|个镇|多)|排(?:在)?(?:第)?([一二三四五六七八九十]|\d)的")
_NEGATED = re.compile(r"(?:不是|不要|别看|并非|而非|不问)[^,;。是]{0,2}\x00*$")
_NEGATED_YEAR = re.compile(
    r"(?:不是|不要|别看|并非|而非|不问|没问|\bnot |rather than |instead of )(?:in |for )?(?P<year>(?:19|20)\d{2}|\d{2}(?=年))"
)
_RETORT = re.compile(
    r"(?:[你您我]?(?:刚才|刚刚)?(?:弄|搞|说|答|看|理解|打|写|记|问|选)?错了|不对|不是这个|no|wrong)(?:吧|啊|呀)?[,。!;](?=.)"
)
_ELLIPTICAL = 12


def turn_over(question: str, conversation: Conversation) -> tuple[str, Conversation]:
    """What is asked behind 换个话题, of which nothing before counts; a question without it as it is."""
    cues = load_cues().groups["new_topic"]
    chinese = re.match(
        rf"(?:那|好|行|嗯|我们|咱们|现在|[,，。、\s])*(?:{'|'.join(cues.phrases)})(?:吧|了|啊)?[,，。:：;；、!！\s]+(?=..)",
        question,
    )
    english = re.match(rf"(?:{'|'.join(cues.words)})[,.:;\s–—-]+(?=\w)", question, re.IGNORECASE)
    match = chinese or english
    return (question[match.end() :], Conversation()) if match is not None else (question, conversation)


def find_previous(conversation: Conversation) -> Query | None:
    """The last query that a further question may lean on: one about the reports."""
    for query in reversed(conversation.queries):
        if query.operation not in ("help", "out_of_scope"):
            return query
    return None


def find_ranking(conversation: Conversation) -> Query | None:
    """The last ranking, to which 第二名呢 goes back."""
    return next((query for query in reversed(conversation.queries) if query.operation == "rank"), None)


def join_turns(previous: Query, conversation: Conversation, turns: int = 2) -> Query:
    """The last query with what those before it had instead: 两者 after one agency, year or measure and then another.

    ``turns`` is how many are spoken of together (这三项).
    """
    earlier = [
        query for query in conversation.queries if query.operation not in ("help", "out_of_scope") and query is not previous
    ]
    if previous.all_agencies:  # those of one agency are not of all
        earlier = [query for query in earlier if query.all_agencies]
    if not earlier or len(previous.agencies) > 1 or len(previous.measures) > 1 or len(previous.years) > 1:
        return previous
    spoken = (*earlier[1 - turns :], previous)
    own = [(query.agencies[0].id, query.years[0]) for query in spoken if len(query.agencies) == 1 == len(query.years)]
    apart = len(own) == len(spoken) == len({agency for agency, _ in own}) and len({year for _, year in own}) > 1
    return replace(
        previous,
        agencies=tuple(dict.fromkeys(agency for query in spoken for agency in query.agencies)),
        measures=tuple(dict.fromkeys(measure for query in spoken for measure in query.measures)),
        years=tuple(sorted({year for query in spoken for year in query.years})),
        pairs=tuple(own) if apart else (),
    )


def find_pending(conversation: Conversation) -> Query | None:
    """The last query, if it left the person a choice."""
    last = conversation.queries[-1] if conversation.queries else None
    return last if last is not None and last.options else None


def leans_on(frame: Frame, previous: Query) -> bool:
    """Whether a question leaves out what ``previous`` settled."""
    if frame.leaning or frame.correcting:
        return True
    if frame.measures or frame.prose:
        return not frame.named and not frame.names.everyone
    if frame.task.operation == "reports" and asks_published(frame):  # of the report spoken of
        return bool(previous.agencies) and not (frame.named or frame.names.everyone)
    if frame.task.operation in ("reports", "help", "check", "mentions"):
        return frame.task.operation == "check" and not frame.named
    told = frame.task.operation is not None or frame.task.threshold is not None
    return (frame.named or frame.dated or told) and (
        bool(previous.measures) or previous.operation in ("text", "check", "reports", "mentions")
    )


def find_place(frame: Frame) -> int | None:
    """The place in the ranking before that stands for an agency (第二名收到多少申请), if one does."""
    match = _PLACE.search(frame.text) if frame.measures or frame.prose else None
    if match is None:
        return None
    written = match[1] or match[2]
    return SMALL.get(written) or int(written)


def resolve_agencies(frame: Frame, previous: Query | None, conversation: Conversation) -> tuple[StoredAgency, ...]:
    """The agencies that 它, 该镇 or 这两个镇 stand for; empty where nothing before tells."""
    if previous is None:
        return ()
    if frame.names.these:
        return previous.agencies if len(previous.agencies) > 1 else _list_answered(conversation) or previous.agencies
    if frame.names.it:
        if len(previous.agencies) == 1:
            return previous.agencies
        settled = tuple(agency for agency in previous.agencies if agency.id in list_subjects(conversation))
        if settled:
            return settled
        return _list_answered(conversation)[:1] or previous.agencies[-1:]
    return ()


def _list_answered(conversation: Conversation) -> tuple[StoredAgency, ...]:
    """The agencies of the last answer's stated values, in its order."""
    if not conversation.answers or not conversation.queries:
        return ()
    answer = conversation.answers[-1]
    query = answer.query or conversation.queries[-1]
    known = {(agency.name, agency.parents): agency for agency in query.agencies}
    found = [known[key] for value in answer.values if value.agency and (key := (value.agency, value.parents)) in known]
    return tuple(dict.fromkeys(found))


def list_subjects(conversation: Conversation) -> tuple[int, ...]:
    """The ids of the agencies that the last answer settled on; empty where it settled on none."""
    return conversation.answers[-1].subjects if conversation.answers else ()


def list_ranked_names(conversation: Conversation) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names and parents of the agencies of the last answer's stated values, in its order."""
    if not conversation.answers:
        return ()
    values = conversation.answers[-1].values
    return tuple(dict.fromkeys((value.agency, value.parents) for value in values if value.agency and value.derived is None))


def drop_negated(frame: Frame) -> tuple[int, ...]:
    """The starts of the names that a correction takes back (不是栎桥镇，是砚泉镇)."""
    if not frame.correcting or len(frame.names.mentions) < 2:  # noqa: PLR2004  (one name alone is the one meant)
        return ()
    return tuple(mention.start for mention in frame.names.mentions if _NEGATED.search(frame.names.masked[: mention.start]))


def drop_retort(frame: Frame) -> Frame:
    """The frame without the words that only turn down the answer before (错了，…), which else ask for mistakes."""
    match = _RETORT.match(frame.text)
    if match is None or not frame.correcting:
        return frame
    blank = "," * match.end()
    names = replace(frame.names, masked=blank + frame.names.masked[match.end() :], bare=blank + frame.names.bare[match.end() :])
    return replace(frame, text=blank + frame.text[match.end() :], masked=blank + frame.masked[match.end() :], names=names)


def drop_years(frame: Frame) -> Frame:
    """The frame without the years that a correction takes back (我是说2020年，不是2021年), where another one is left."""
    if not frame.correcting or len(frame.periods.years) < 2:  # noqa: PLR2004  (one year alone is the one meant)
        return frame
    negated = {read_year(match["year"]) for match in _NEGATED_YEAR.finditer(frame.text)}
    kept = tuple(year for year in frame.periods.years if year not in negated)
    return replace(frame, periods=replace(frame.periods, years=kept, span=False)) if kept else frame


def carry_operation(frame: Frame, previous: Query, cues: Cues, *, specific: bool) -> Operation:
    """The operation of an elliptical question that names none itself; ``specific`` says that certain agencies are meant."""
    before = previous.operation
    brief = cues.match("follow", frame.text, frame.language) and len(frame.masked.strip("\x00")) < _ELLIPTICAL
    fresh = bool(frame.measures) and not brief
    dated = bool(frame.periods.years) or frame.periods.step is not None
    ends = {
        "compare": len(frame.names.known) == 1,
        "share": fresh,
        "text": bool(frame.measures),
        "check": bool(frame.measures),
        "reports": bool(frame.measures),
        "mentions": bool(frame.measures) and not frame.prose,
        **dict.fromkeys(KEPT, specific or (fresh and not frame.names.everyone and not previous.all_agencies)),
        **dict.fromkeys(CHANGES, dated),
    }
    return "lookup" if ends.get(before, True) else before


def join_measures(current: Iterable[Measure], previous: Query | None) -> tuple[Measure, ...]:
    """The measures that a question names, or those of the one before it."""
    own = tuple(current)
    return own or (previous.measures if previous is not None else ())
