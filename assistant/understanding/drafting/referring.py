"""Whom a question speaks of: the agencies that it names, that it refers to, or that the turn before spoke of."""

import re
from dataclasses import replace

from assistant.records import Conversation, Operation, Query
from assistant.understanding.frame import Frame
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.names.mentions import Mention
from assistant.understanding.turns.conversation import (
    drop_negated,
    find_place,
    list_ranked_names,
    resolve_agencies,
)
from assistant.understanding.turns.listed import WHO, find_settled, list_among
from assistant.understanding.words.cues import load_cues
from index.records import StoredAgency

_AGAINST = re.compile(r"比|和|跟|与|than|with|to ")
COMPARING = ("difference", "growth", "multiple", "compare")
_WHOLE = re.compile(r"所有|全部|各县|全省|全市")
_COUNTY = re.compile(r"全([县市区旗])")
_OF_ALL = re.compile(r"占(?:了|到)?(?:全[县市区旗省部体]|所有|各)|of all")
"""How a part of what all have together is asked for, of those spoken of before."""

_EXCEPT = re.compile(
    r"(?:(?<![扣免清解删消排剔])除[了去开]?|不算|不含|不包括|不计|扣除|扣掉|去掉|剔除|排除|撇开|"
    r"except(?: for)? |excluding |without )$"
)
_ALL_REPORTS = re.compile(r"(?:哪些|哪几[份个篇]|所有的?|全部的?|各份?|有几份)(?:报告|年报)|(?:which|all) (?:the )?reports")
OVER_ALL = ("rank", "threshold", "count", "sum", "average", "median", "maximum", "minimum", "check", "mentions")
"""Operations over all agencies, in which a limit kept from the turn before has to be said."""
_AND = re.compile(r"^(?:[和与跟及、,]|以及| and |, )+$")


def turns_to_all(frame: Frame) -> bool:
    """Whether a question speaks of all reports anew (哪些报告, 所有报告), so that nothing of the turn before limits it."""
    whole = frame.measures or frame.task.operation in ("check", "mentions")
    return bool(whole) and not frame.leaning and not frame.names.mentions and _ALL_REPORTS.search(frame.masked) is not None


def note_kept(query: Query, frame: Frame) -> tuple[str, ...]:
    """That a question over all agencies keeps to the years or the county of the turn before, which it does not name."""
    if query.agencies or query.operation not in OVER_ALL or not query.all_agencies:
        return ()
    years = "、".join(f"{year}年" for year in query.years) if query.years and not frame.dated else ""
    county = query.parent if query.parent and not frame.names.regions else ""
    kept = [part for part in (county, years) if part]
    if not kept:
        return ()
    english = [*([county] if county else []), *(map(str, query.years) if years else [])]
    return (f"kept from before: {', '.join(english)} only",) if query.language == "en" else (f"按上文，只看{''.join(kept)}",)


def leave_out(frame: Frame) -> Frame:
    """The frame with the agencies that 除了 leaves out set apart; all the others are then spoken of."""
    apart: list[Mention] = []
    for mention in frame.names.mentions:
        joined = bool(apart) and _AND.match(frame.masked[apart[-1].end : mention.start]) is not None
        if mention.agencies and (joined or _EXCEPT.search(frame.masked[: mention.start])):
            apart.append(mention)
    if not apart:
        return frame
    kept = tuple(mention for mention in frame.names.mentions if mention not in apart)
    names = replace(frame.names, mentions=kept, everyone=not kept or frame.names.everyone)
    return replace(frame, names=names, without=tuple(agency for mention in apart for agency in mention.agencies))


def note_region(frame: Frame, operation: Operation) -> tuple[str, ...]:
    """That a county or city is answered for by the agencies under it, where the question names it like one of them."""
    spoken = frame.names.everyone or frame.names.places or frame.names.mentions
    if spoken or len(frame.names.regions) != 1 or operation in ("reports", "help", "check", "mentions"):
        return ()
    region = frame.names.regions[0]
    if frame.language == "en":
        return (f"no report of {region} itself is stored; the stored agencies under it are taken",)
    return (f"库中没有{region}本级的报告，按库中属于{region}的单位回答",)


def note_country(frame: Frame) -> tuple[str, ...]:
    """That figures of the whole country are those of the stored reports only, where the question asks for the country's."""
    if not load_cues().match("country", frame.text, frame.language):
        return ()
    if frame.language == "en":
        return ("nothing of the whole country is stored; only the stored reports are counted",)
    return ("库中没有全国的数，只按库中存有的报告计算",)


def draft_agencies(
    frame: Frame, base: Query | None, catalog: Catalog, conversation: Conversation
) -> tuple[tuple[StoredAgency, ...], list[str]]:
    """The agencies of a question, and how misspelt names were taken; ``base`` is the query that it leans on."""
    negated = drop_negated(frame)
    mentions = [mention for mention in frame.names.known if mention.start not in negated]
    notes = [mention.note for mention in mentions if mention.note]
    own = tuple(dict.fromkeys(agency for mention in mentions for agency in _narrow_mention(mention, frame, base, catalog)))
    if base is None:
        return own, notes
    referred = _refer_back(frame, base, catalog, conversation)
    if own or referred:
        return _join_agencies(own, referred, frame, base), notes
    if first := _find_first(frame, base, catalog, conversation):
        name = catalog.name_agency(first[0])
        return first, [*notes, f"on {name}, which the answer before names" if frame.language == "en" else f"接着上文答出的{name}"]
    kept = _inherit_agencies(frame, base, catalog)
    return kept, [*notes, *(_note_return(kept, frame, conversation, catalog) if not base.unknown_agencies else ())]


def _note_return(
    agencies: tuple[StoredAgency, ...], frame: Frame, conversation: Conversation, catalog: Catalog
) -> tuple[str, ...]:
    """Says whom a question goes back to, where the turn before named somebody of whom nothing is stored."""
    last = conversation.queries[-1] if conversation.queries else None
    if last is None or not agencies or not last.unknown_agencies or last.agencies or last.all_agencies:
        return ()
    names = [catalog.name_agency(agency, frame.language) for agency in agencies]
    if frame.language == "en":
        return (f"nothing is stored of the name before; this is on {', '.join(names)} again",)
    return (f"上一问的单位没有报告，这里接着答{'、'.join(names)}",)


def _find_first(frame: Frame, base: Query, catalog: Catalog, conversation: Conversation) -> tuple[StoredAgency, ...]:
    """The one agency that the answer before settled on, where prose is asked for next and nobody is named (有什么措施)."""
    one = base.operation == "rank" and base.limit == 1 and not base.agencies
    settled = find_settled(catalog, conversation) if one and frame.prose and not frame.named else ()
    return settled if len(settled) == 1 else ()


def _refer_back(frame: Frame, base: Query, catalog: Catalog, conversation: Conversation) -> tuple[StoredAgency, ...]:
    """The agencies that 它, 这两个镇 or 第二名 stand for."""
    among = list_among(frame, base, catalog, conversation)
    if among:
        return among
    if frame.task.operation == "provenance" and base.all_agencies and not frame.named:
        return find_settled(catalog, conversation)  # where the figure stands that the answer gave
    referred = resolve_agencies(frame, base, conversation)
    place = find_place(frame) if base.operation in ("rank", "compare") else None
    if base.operation == "rank" and base.limit and not base.agencies and frame.task.operation == "share" and not frame.named:
        return _find_ranked(conversation, catalog, many=True)
    if place is not None or (not referred and (frame.names.it or frame.names.these) and base.all_agencies):
        settled = find_settled(catalog, conversation) if place is None else ()
        if settled:
            return settled
        alone = len(list_ranked_names(conversation)) == 1
        return _find_ranked(conversation, catalog, many=frame.names.these, place=place or (1 if alone else base.position) or 1)
    return referred


def _join_agencies(
    own: tuple[StoredAgency, ...], referred: tuple[StoredAgency, ...], frame: Frame, base: Query
) -> tuple[StoredAgency, ...]:
    """Named and referred agencies in the order of mention; 比东升乡多多少 sets the one under discussion first."""
    beside = frame.task.operation in COMPARING and len(own) == 1 == len(base.agencies) and not referred
    if beside and not frame.periods.years and _AGAINST.search(frame.masked):
        return tuple(dict.fromkeys((*base.agencies, *own)))
    ordered = (*referred, *own) if _refers_first(frame) else (*own, *referred)
    return tuple(dict.fromkeys(ordered))


def _inherit_agencies(frame: Frame, base: Query, catalog: Catalog) -> tuple[StoredAgency, ...]:
    """The agencies under discussion, unless the question turns to all or to namesakes in another county."""
    whole = frame.task.operation == "share" and _OF_ALL.search(frame.masked) is not None and not base.all_agencies
    if frame.names.unknown or (frame.names.everyone and not whole) or _asks_among_all(frame, base):
        return ()
    return _move_county(base.agencies, frame.names.regions, catalog) if frame.names.regions else base.agencies


def _asks_among_all(frame: Frame, base: Query) -> bool:
    """Whether a ranking or a bound asks who of all, and not of the agencies under discussion (最多的前三名)."""
    task = frame.task
    if task.operation == "rank":
        who = len(base.agencies) == 1 and WHO.search(frame.masked) is not None
        places = task.position is None and task.limit is not None and 1 < task.limit >= len(base.agencies)
        return who or (places and not frame.leaning)
    return task.operation in ("threshold", "count") and len(base.agencies) == 1 and bool(frame.measures)


def _move_county(agencies: tuple[StoredAgency, ...], regions: tuple[str, ...], catalog: Catalog) -> tuple[StoredAgency, ...]:
    """Of the agencies under discussion those in the county named now, or else their namesakes there."""
    inside = tuple(agency for agency in agencies if set(agency.parents) & set(regions))
    namesakes = (
        other for agency in agencies for other in catalog.find_agencies(agency.name) if set(other.parents) & set(regions)
    )
    return inside or tuple(dict.fromkeys(namesakes))


def _refers_first(frame: Frame) -> bool:
    first = min((mention.start for mention in frame.names.mentions), default=0)
    return bool(re.search(r"它|该|这个|那个|it", frame.text[:first]))


def _find_ranked(conversation: Conversation, catalog: Catalog, *, many: bool, place: int = 1) -> tuple[StoredAgency, ...]:
    found: list[StoredAgency] = []
    for name, parents in list_ranked_names(conversation):
        found.extend(agency for agency in catalog.find_agencies(name) if not parents or agency.parents == parents)
    return tuple(dict.fromkeys(found)) if many else tuple(found[place - 1 : place])


def _narrow_mention(mention: Mention, frame: Frame, base: Query | None, catalog: Catalog) -> tuple[StoredAgency, ...]:
    """Of several agencies of one name those that the conversation or the year leaves."""
    if len(mention.agencies) == 1:
        return mention.agencies
    if base is not None:
        spoken = tuple(agency for agency in mention.agencies if agency in base.agencies)
        if len(spoken) == 1:
            return spoken
    years = frame.periods.years
    fitting = tuple(agency for agency in mention.agencies if set(years) & set(catalog.agency_years.get(agency.id, ())))
    return fitting if years and fitting else mention.agencies


def speaks_of_all(frame: Frame, base: Query | None, agencies: tuple[StoredAgency, ...]) -> bool:
    """Whether every stored agency is meant, or every one under the parent."""
    if frame.names.everyone or (frame.names.these and not agencies) or (frame.names.regions and not agencies):
        return True
    return (
        base is not None
        and not agencies
        and not frame.named
        and (base.all_agencies or frame.task.operation in ("rank", "threshold", "count"))
    )


def shares_sum(frame: Frame, base: Query) -> bool:
    """Whether a question asks what part of the sum told before an agency has (合计… || 其中甲镇占多少 || 乙镇呢)."""
    added = base.operation == "sum" and base.all_agencies and not base.agencies and frame.task.operation == "share"
    again = base.operation == "share" and len(base.measures) == 1 and frame.task.operation in (None, "share")
    return (added or again) and bool(frame.names.mentions) and not (frame.names.regions or frame.measures or frame.dated)


def draft_parent(frame: Frame, base: Query | None) -> str | None:
    """The county or city to which the question keeps."""
    if frame.names.regions:
        return frame.names.regions[0]
    whole = _COUNTY.search(frame.masked)
    own = tuple(agency for mention in frame.names.known for agency in mention.agencies) or (base.agencies if base else ())
    if whole is not None and own:
        parents = [parent for parent in own[0].parents if parent.endswith(whole[1])]
        return parents[-1] if parents else None
    onward = base is not None and (
        not frame.named
        or shares_sum(frame, base)
        or (not frame.measures and not frame.names.mentions and not _WHOLE.search(frame.masked))
    )
    return base.parent if base is not None and onward else None
