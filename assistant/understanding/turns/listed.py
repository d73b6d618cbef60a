"""Questions for some of those that the answer before lists (其中哪个, 这几家里谁): whom they keep to, and that it is said."""

import re
from dataclasses import replace

from assistant.records import Conversation, Operation, Query
from assistant.understanding.frame import Frame
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.turns.conversation import list_subjects
from assistant.understanding.words.cues import load_cues
from index.records import StoredAgency

_EACH = re.compile(
    r"^[那又\x00,]*(?:它们|他们|这些)?(?:各自|各(?![镇乡县个家级类种项年地界单街部])|分别)|"
    r"\b(?:did|does|do|has|have|had|by|of|for) each(?: one| of them)?\b(?! (?:agenc|town|unit|place|sub|year))|\brespectively\b"
)
"""How a figure is asked of each of those before (各有几件诉讼)."""

WHO = re.compile(r"谁|哪个|哪家|哪一个|who|which")
"""How it is asked for one of several."""
KIND_ENDINGS = {"街道": ("街道", "街道办事处", "办事处"), "乡": ("乡",), "苏木": ("苏木",)}
"""How the names of a narrower kind end; 镇 stands for townships of any kind."""

NAMED = 12
"""As many of the agencies that limit a question are named."""


def list_among(frame: Frame, base: Query, catalog: Catalog, conversation: Conversation) -> tuple[StoredAgency, ...]:
    """The agencies that the last answer settled on, where a question asks for some of them (其中, 这几家里); else none."""
    if frame.names.mentions or frame.names.regions or not asks_among(frame, base):
        return ()
    ends = KIND_ENDINGS.get(frame.names.kind, "")
    return tuple(agency for agency in find_settled(catalog, conversation) if agency.name.endswith(ends))


def asks_among(frame: Frame, base: Query) -> bool:
    """Whether a question keeps to what the answer before listed of all agencies."""
    several = base.operation in ("threshold", "count", "mentions") or (base.operation == "rank" and base.limit != 1)
    listed = (base.all_agencies and not base.agencies) or bool(base.kept)
    who = frame.names.everyone or frame.names.these or WHO.search(frame.masked) is not None  # 其中自然人几件 means none of them
    if several and listed and not frame.names.everyone and _asks_each(frame, base):
        return True
    return several and listed and who and load_cues().match("among", frame.text, frame.language)


def _asks_each(frame: Frame, base: Query) -> bool:
    """Whether a figure of its own is asked of each that a bound or a place picked."""
    return (
        bool(frame.measures) and (base.operation != "rank" or base.limit is not None) and _EACH.search(frame.masked) is not None
    )


_OF_THOSE = re.compile(r"其中|当中|里面|of (?:these|those|them|which)|它的?(?=[^们])|its\b|it\b")


def find_settled(catalog: Catalog, conversation: Conversation) -> tuple[StoredAgency, ...]:
    """The stored agencies that the last answer settled on, in its order."""
    known = {agency.id: agency for agency in catalog.agencies}
    return tuple(known[agency] for agency in list_subjects(conversation) if agency in known)


def keep_leader(frame: Frame, base: Query, catalog: Catalog, conversation: Conversation) -> Query:
    """The query before as one on whom it found in front, where a part of that figure is asked for (其中几件, how many of those).

    As it is for other questions.
    """
    leads = base.operation == "rank" and not base.agencies and (base.limit == 1 or base.position is not None)
    asked = frame.measures and frame.task.operation is None and _OF_THOSE.search(frame.text) is not None
    named = frame.names.mentions or frame.names.regions or frame.names.everyone or frame.dated
    leaders = find_settled(catalog, conversation) if leads and asked and not named else ()
    if not leaders:
        return base
    return replace(
        base,
        operation="lookup",
        agencies=leaders,
        all_agencies=False,
        parent=None,
        limit=None,
        position=None,
        ascending=False,
        kind="",
    )


def note_among(query: Query, frame: Frame, base: Query | None, catalog: Catalog) -> Query:
    """The query with what limits it told, where it keeps to what the answer before listed; else as it is."""
    if base is None or not asks_among(frame, base):
        goes_on = base is not None and query.agencies == base.agencies and not frame.names.mentions and not query.options
        fresh = query.operation == "text" and frame.task.operation is None and base is not None and frame.prose
        return replace(query, kept=base.kept) if base is not None and goes_on and not fresh else query
    english = query.language == "en"
    if not query.agencies:
        told = (
            "all agencies are taken: the answer before lists none"
            if english
            else "上文没有列出可以接着问的单位，这里按全部单位回答"
        )
        return replace(query, kept=told)
    names = (", " if english else "、").join(catalog.name_agency(agency, query.language) for agency in query.agencies[:NAMED])
    told = f"among those of the answer before ({names})" if english else f"只看上文所列的{names}"
    each = _asks_each(frame, base) and frame.task.operation is None
    alone = each or (len(query.agencies) == 1 and query.operation in ("rank", "compare", "maximum", "minimum"))
    operation: Operation = "lookup" if alone else query.operation
    limit = None if alone else 1 if query.limit and query.limit >= len(query.agencies) else query.limit  # 这三个里谁最少
    return replace(query, kept=told, kind="", all_agencies=False, operation=operation, limit=limit)
