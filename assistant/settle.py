"""Deciding what a drafted query leaves open: the one reading that fits is taken and said, several are offered as options."""

import re
from dataclasses import replace

from assistant.catalog import Catalog
from assistant.frame import Frame
from assistant.options import offer_agencies, offer_reports, offer_years, strip_question
from assistant.records import Query
from assistant.vocabulary import Vocabulary
from index.records import StoredAgency

_COMPARED = re.compile(r"同比|环比|[比较][上去前]|与[上去前]一?年|year.on.year|previous year|year before")

WHOLE_STORE = frozenset({"rank", "threshold", "sum", "average", "median", "maximum", "minimum", "count"})
OVER_YEARS = frozenset({"trend", "difference", "growth", "multiple"})
PROSE = frozenset({"text", "mentions", "check", "reports", "provenance"})


def settle_query(query: Query, frame: Frame, catalog: Catalog, vocabulary: Vocabulary) -> Query:
    """The query with agencies and years decided, or with options where more than one reading fits."""
    del vocabulary
    query = _settle_shape(query, catalog)
    crowd = _find_namesakes(query, frame)
    if crowd:
        rest = _write_rest(query, frame)
        if query.years or query.all_years or query.operation in PROSE | WHOLE_STORE | OVER_YEARS:
            return replace(query, agencies=crowd, options=offer_agencies(crowd, query.years, rest, catalog, query.language))
        return replace(query, agencies=crowd, options=offer_reports(crowd, rest, catalog, query.language))
    if query.unknown_agencies and not query.agencies:
        return query
    if query.operation in PROSE:
        return _settle_prose(query)
    if not query.agencies and not query.all_agencies:
        return _settle_agency(query, frame, catalog)
    return _settle_years(query, frame, catalog)


def _settle_shape(query: Query, catalog: Catalog) -> Query:
    """Operations that need many agencies or years, brought to what the question names."""
    operation = query.operation
    if operation in ("lookup", "compare") and query.all_agencies and not query.agencies:
        return replace(query, operation="rank")
    if operation in OVER_YEARS and not query.agencies and query.all_agencies and len(query.years) < 2:  # noqa: PLR2004
        return replace(query, operation="rank")
    if operation == "compare" and len(query.agencies) == 1 and len(query.years) == 1 and not query.all_years and len(query.measures) < 2:  # noqa: PLR2004
        return replace(query, operation="lookup")
    if operation == "rank" and len(query.agencies) == 1:
        return replace(query, all_agencies=True)
    if operation in ("growth", "difference", "trend") and len(query.years) == 1 and _COMPARED.search(query.question) and len(query.agencies) < 2:  # noqa: PLR2004
        return replace(query, years=(query.years[0] - 1, query.years[0]))
    if operation in ("sum", "average", "median") and len(query.agencies) == 1 and not query.years and not query.all_agencies:
        return replace(query, all_years=True)
    del catalog
    return query


def _find_namesakes(query: Query, frame: Frame) -> tuple[StoredAgency, ...]:
    """The agencies of one name between which neither county nor year nor conversation decides."""
    for mention in frame.names.known:
        if not mention.sure:
            return mention.agencies
        kept = tuple(agency for agency in mention.agencies if agency in query.agencies)
        if len(kept) > 1 and len(mention.agencies) > 1:
            return kept
    return ()


def _write_rest(query: Query, frame: Frame) -> str:
    whole = query.language == "zh" and not frame.leaning and not frame.correcting and (bool(frame.measures) or frame.prose)
    return strip_question(frame.text, frame.masked, query.measures, whole=whole, language=query.language)


def _settle_prose(query: Query) -> Query:
    if not query.agencies and not query.all_agencies:
        query = replace(query, all_agencies=True)
    return query if query.years else replace(query, all_years=True)


def _settle_agency(query: Query, frame: Frame, catalog: Catalog) -> Query:
    """A question about one agency that names none."""
    if query.operation in WHOLE_STORE:
        return _settle_years(replace(query, all_agencies=True), frame, catalog)
    fitting = [agency for agency in catalog.agencies if _reports_in(agency, query.years, catalog)]
    if len(fitting) == 1:
        note = _say(
            query, f"没有指明机关，库中只有{catalog.name_agency(fitting[0])}符合，按它回答", f"only {fitting[0].name} fits"
        )
        return _settle_years(replace(query, agencies=(fitting[0],), assumed=(*query.assumed, note)), frame, catalog)
    if not fitting:
        return replace(query, all_agencies=True) if catalog.agencies else query
    rest = _write_rest(query, frame)
    if query.years or query.all_years:
        return replace(query, options=offer_agencies(fitting, query.years, rest, catalog, query.language))
    return replace(query, options=offer_reports(fitting, rest, catalog, query.language))


def _reports_in(agency: StoredAgency, years: tuple[int, ...], catalog: Catalog) -> bool:
    stored = catalog.agency_years.get(agency.id, ())
    return bool(set(years) & set(stored)) if years else bool(stored)


def _settle_years(query: Query, frame: Frame, catalog: Catalog) -> Query:
    if query.years or query.all_years:
        return query
    if query.operation == "trend":
        return replace(query, all_years=True)
    if query.all_agencies or query.operation in WHOLE_STORE:
        return _settle_store_years(query, catalog)
    stored = _list_common(query.agencies, catalog)
    if query.operation in OVER_YEARS and len(query.agencies) == 1:
        return replace(query, all_years=True)
    if len(stored) == 1:
        note = _say(query, f"没有指明年份，按唯一的{stored[0]}年回答", f"no year given; {stored[0]} is the only one")
        return replace(query, years=stored, assumed=(*query.assumed, note))
    if not stored:
        return replace(query, all_years=True)
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
