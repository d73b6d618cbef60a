"""Deciding what a drafted query leaves open: the one reading that fits is taken and said, several are offered as options."""

import re
from dataclasses import replace
from itertools import chain, islice

from assistant.records import Query
from assistant.understanding.frame import Frame
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.names.mentions import MASK, Mention
from assistant.understanding.signs.county_changes import asks_county_change, change_counties
from assistant.understanding.turns.options import (
    MOST,
    list_offers,
    offer_agencies,
    offer_namesakes,
    offer_reports,
    offer_years,
    strip_question,
)
from index.records import StoredAgency

_COMPARED = re.compile(r"同比|环比|[比较][上去前]|与[上去前]一?年|year.on.year|previous year|year before")

_POINTING = re.compile(
    r"^它(?!们)的?(?=[^,。?]*[?。吗呢么谁几多什怎如哪])|(?:那个|这个|该|此|那|这)(?:乡镇|镇|乡|街道|苏木|单位)(?!政府|级|里的?各|上)(?=[^,。?]*[?。吗呢么谁几多什怎如哪]|$)"
)
"""How a question points to an agency; where none was named, nobody knows which."""

BOTH = re.compile(r"(?:[两二三几]个|所有的?|全部的?|各个?|每个)$")
"""What stands before a name whose bearers are all meant (两个石桥镇)."""

WHOLE_STORE = frozenset({"rank", "threshold", "sum", "average", "median", "maximum", "minimum", "count"})
OVER_YEARS = frozenset({"trend", "difference", "growth", "multiple"})
GROUPED = ("lookup", "compare", "rank", "sum", "average", "difference", "maximum", "minimum", "multiple", "share")
PROSE = frozenset({"text", "mentions", "check", "reports", "provenance"})


def settle_query(query: Query, frame: Frame, catalog: Catalog) -> Query:
    """The query with agencies and years decided, or with options where more than one reading fits."""
    query = _settle_shape(replace(query, operation="compare") if query.sides and query.operation not in PROSE else query)
    if query.sources or (query.operation == "lookup" and not query.measures and not query.objects and not query.options):
        return query
    if query.counties and asks_county_change(query, frame):
        query = change_counties(query)
    elif query.counties and query.operation in GROUPED:
        query = replace(query, operation="average" if query.operation == "average" else "sum", all_agencies=True, parent=None)
    elif query.operation in ("text", "mentions") and len(query.counties) > 1 and not query.agencies:
        query = replace(query, parent=None)  # of both counties, and not of the first
    else:
        query = replace(query, counties=())
    if query.pairs and not query.all_agencies:
        return query
    crowd, mention = _find_namesakes(query, frame)
    if mention is not None:
        return _offer_crowd(query, frame, catalog, crowd, mention)
    if (query.unknown_agencies and not query.agencies) or _points_at_nobody(query, frame):
        return _offer_meant(query, frame, catalog)
    if query.operation in PROSE or query.objects:
        return _settle_prose(query)
    named = query.agencies or query.all_agencies
    return _settle_years(query, frame, catalog) if named else _settle_agency(query, frame, catalog)


def _offer_meant(query: Query, frame: Frame, catalog: Catalog) -> Query:
    """The query with its choice of an agency, where it points to one that nobody has named (那个镇存在什么问题).

    As it is where it names one that is not stored.
    """
    if query.unknown_agencies:
        return query
    masked = _POINTING.sub(lambda match: MASK * len(match.group()), frame.masked)
    rest = strip_question(frame.text, masked, query.measures, whole=True, language=query.language)
    offered = list_offers(catalog.agencies, query.years, rest, catalog, query.language)
    return replace(query, offered=offered, options=tuple(told for _, _, told in offered[:MOST]))


def _points_at_nobody(query: Query, frame: Frame) -> bool:
    """Whether a question points to an agency that neither it nor the conversation names."""
    told = query.agencies or query.sources or query.unknown_agencies or frame.names.everyone or frame.names.regions
    places = query.operation == "rank" and query.wants_difference  # 它比第二名多多少, after who has most
    return not (told or places) and query.operation != "reports" and _POINTING.search(frame.masked) is not None


def _offer_crowd(query: Query, frame: Frame, catalog: Catalog, crowd: tuple[StoredAgency, ...], mention: Mention) -> Query:
    """The query with its choice between agencies of one name."""
    if _stands_alone(query, frame):
        return replace(query, agencies=crowd, options=offer_namesakes(frame.text, mention, crowd, catalog, query.language))
    rest = _write_rest(query, frame)
    if query.years or query.all_years or query.operation in PROSE | WHOLE_STORE | OVER_YEARS:
        return replace(query, agencies=crowd, options=offer_agencies(crowd, query.years, rest, catalog, query.language))
    return replace(query, agencies=crowd, options=offer_reports(crowd, rest, catalog, query.language))


def _settle_shape(query: Query) -> Query:
    """Operations that need many agencies or years, brought to what the question names."""
    query = _settle_one(query) if len(query.agencies) == 1 else _settle_crowd(query)
    steps = query.operation in ("growth", "difference", "trend") and len(query.agencies) <= 1 == len(query.years)
    if steps and _COMPARED.search(query.question):
        return replace(query, years=(query.years[0] - 1, query.years[0]))
    return query


def _settle_crowd(query: Query) -> Query:
    """What is asked of every agency is a list of them in order, unless it runs over years."""
    listed = query.operation in ("lookup", "compare") or (query.operation in OVER_YEARS and len(query.years) <= 1)
    return replace(query, operation="rank") if listed and query.all_agencies and not query.agencies else query


def _settle_one(query: Query) -> Query:
    """What is asked of one agency: its place in a ranking, its largest measure, its total over the years."""
    several = len(query.measures) > 1
    if query.operation == "compare" and len(query.years) == 1 and not query.all_years and not several:
        return replace(query, operation="lookup")
    if query.operation in ("rank", "maximum", "minimum") and several and not query.position:
        return replace(query, operation="lookup", all_agencies=False, limit=None)
    changes = tuple(measure for measure in query.measures if measure.id.endswith(".change"))
    if query.operation == "difference" and changes:
        last = query.years[-1:] if _COMPARED.search(query.question) else query.years
        return replace(query, operation="lookup", measures=changes, years=last)
    if query.operation == "rank":
        return replace(query, all_agencies=True)
    if query.operation in ("sum", "average", "median") and not query.years and not query.all_agencies:
        return replace(query, all_years=True)
    return query


def _find_namesakes(query: Query, frame: Frame) -> tuple[tuple[StoredAgency, ...], Mention | None]:
    """The agencies of one name between which neither county nor year nor conversation decides, and where it stands."""
    if query.operation == "reports":
        return (), None
    for mention in frame.names.known:
        if not mention.sure:
            return mention.agencies, mention
        if BOTH.search(frame.masked[: mention.start]):
            continue
        kept = tuple(agency for agency in mention.agencies if agency in query.agencies)
        told = {(agency.name, agency.parents[-1:]) for agency in kept}
        if len(told) > 1 and len(mention.agencies) > 1 and not _names_each(kept, frame):
            return kept, mention
    return (), None


def _stands_alone(query: Query, frame: Frame) -> bool:
    """Whether the question is whole but for its ambiguous name."""
    settled = bool(query.years) or query.all_years or query.operation in PROSE | WHOLE_STORE | OVER_YEARS
    whole = (bool(frame.measures) or frame.prose or query.operation in PROSE) and not frame.leaning and not frame.correcting
    return settled and whole and bool(frame.periods.years or not query.years)


def _names_each(kept: tuple[StoredAgency, ...], frame: Frame) -> bool:
    """Whether the question names each of these agencies by itself (甲县石桥镇跟乙县石桥镇)."""
    return all(any(mention.agencies == (agency,) for mention in frame.names.known) for agency in kept)


def _write_rest(query: Query, frame: Frame) -> str:
    whole = query.language == "zh" and not frame.leaning and not frame.correcting and (bool(frame.measures) or frame.prose)
    if not whole and not query.measures and query.language == "zh":
        return f"{'、'.join(query.terms) or '报告'}方面的情况"
    if whole and len(query.years) > 1 and not frame.names.mentions:  # 比2022年多多少: the years are part of what is asked
        return frame.text.rstrip("?。 ")
    return strip_question(frame.text, frame.masked, query.measures, whole=whole, language=query.language)


def _settle_prose(query: Query) -> Query:
    if not query.agencies and not query.all_agencies:
        query = replace(query, all_agencies=True)
    return query if query.years else replace(query, all_years=True)


def _settle_agency(query: Query, frame: Frame, catalog: Catalog) -> Query:
    """A question about one agency that names none."""
    if query.operation in WHOLE_STORE:
        return _settle_years(replace(query, all_agencies=True), frame, catalog)
    fitting = _list_fitting(query.years, catalog)
    if len(fitting) == 1:
        note = _say(
            query,
            f"没有指明机关，库中只有{catalog.name_agency(fitting[0])}符合，按它回答",
            f"only {catalog.name_agency(fitting[0], 'en')} fits",
        )
        return _settle_years(replace(query, agencies=(fitting[0],), assumed=(*query.assumed, note)), frame, catalog)
    if not fitting:
        return replace(query, all_agencies=True) if catalog.agencies else query
    rest = _write_rest(query, frame)
    if query.all_years or len(query.years) > 1:
        return replace(query, options=offer_agencies(fitting, query.years, rest, catalog, query.language))
    offered = list_offers(catalog.agencies, query.years, rest, catalog, query.language)
    return replace(query, offered=offered, options=tuple(text for _, _, text in offered[:MOST]))


def _list_fitting(years: tuple[int, ...], catalog: Catalog) -> list[StoredAgency]:
    """Agencies that report for any of ``years`` (for any year at all where that is empty), as many as options are offered."""
    groups = [catalog.year_agencies.get(year, ()) for year in years or catalog.years]
    return list(islice(dict.fromkeys(chain.from_iterable(group[:MOST] for group in groups)), MOST))


def _settle_years(query: Query, frame: Frame, catalog: Catalog) -> Query:
    if query.years or query.all_years:
        return query
    if query.operation != "trend" and (query.all_agencies or query.operation in WHOLE_STORE):
        return _settle_store_years(query, catalog)
    stored = _list_common(query.agencies, catalog)
    if not stored or query.operation == "trend" or (query.operation in OVER_YEARS and len(query.agencies) == 1):
        return replace(query, all_years=True)
    alone = [catalog.agency_years.get(agency.id, ()) for agency in query.agencies]
    if len(query.agencies) > 1 and len({years for years in alone if years}) > 1 and all(len(years) <= 1 for years in alone):
        note = _say(query, "没有指明年份，各按库中仅有的年份回答", "no year given; each has only one")
        return replace(query, all_years=True, assumed=(*query.assumed, note))
    if len(stored) == 1:
        note = _say(query, f"没有指明年份，按唯一的{stored[0]}年回答", f"no year given; {stored[0]} is the only one")
        return replace(query, years=stored, lone_year=True, assumed=(*query.assumed, note))
    rest = _write_rest(query, frame)
    return replace(query, options=offer_years(query.agencies, stored, rest, catalog, query.language))


def _list_common(agencies: tuple[StoredAgency, ...], catalog: Catalog) -> tuple[int, ...]:
    """The years for which all of the agencies report, or those of any where no year is common."""
    groups = [set(catalog.agency_years.get(agency.id, ())) for agency in agencies]
    common = set.intersection(*groups) if groups else set()
    return tuple(sorted(common)) or (catalog.list_years(agencies) if len(agencies) > 1 else ())


def _settle_store_years(query: Query, catalog: Catalog) -> Query:
    if len(catalog.years) == 1:
        return replace(query, years=catalog.years)
    note = _say(query, "没有指明年份，按库中全部年份计算", "no year given; all stored years are used")
    return replace(query, all_years=True, assumed=(*query.assumed, note))


def _say(query: Query, chinese: str, english: str) -> str:
    return english if query.language == "en" else chinese
