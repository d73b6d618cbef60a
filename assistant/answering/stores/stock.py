"""Answers about the store itself: which reports there are, which years are missing, what can be asked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.dating import judge_date, tell_day
from assistant.answering.basis.draft import Draft, list_available
from assistant.answering.basis.naming import name_file
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.stores.files import asks_files, compose_files
from assistant.answering.stores.holdings import INCOMPLETE, compose_holdings, find_lacking
from assistant.answering.stores.inventory import tell_part
from assistant.answering.stores.levels import compose_no_kind, keep_kind
from assistant.records import Answer, Missing
from index.records import StoredReport

DATES = re.compile(
    r"(?:公布|发布|公开)(?:的?日期|的?时间)|(?:什么时候|什么时间|何时|哪天|哪一天|几月几[日号])[^？?]{0,6}(?:公布|发布|公开|挂网|上网|发)|publish|issued|released",
    re.IGNORECASE,
)
"""How a question asks for the date of publication."""

VOLUME = re.compile(r"合订|合集|合编|汇编")
"""How a question names a file that holds several reports."""

KIND_OF_TOWN = re.compile(r"(?:镇|乡|街道|苏木|办事处|管委会)$")
"""How the name of an agency ends, and not that of a province or county."""

_WHETHER = re.compile(
    r"(?:有|存)[^,，。？?哪几]{0,20}(?:报告|年报|\d{4}年(?:度)?的)(?:吗|么|没有?)|(?:有没有|是否有|有无)[^,，。？?哪几]{0,20}(?:报告|年报|\d{4}年(?:度)?的)"
)
"""How a question asks whether there are such reports."""

LISTED = 60
"""As many agencies are listed."""


def compose_reports(draft: Draft) -> Answer:
    """The agencies with their years, and the years missing between the first and the last."""
    reports = draft.evidence.reports
    if not reports:
        return compose_none(draft)
    if not draft.query.stock and DATES.search(draft.query.question) and len(reports) <= LISTED:
        tell_dates(draft, reports)
        return draft.finish("answered")
    if VOLUME.search(draft.query.question) and not (draft.query.sources or draft.query.agencies):
        draft.write("reports.no_volume")
        return draft.finish("no_data")
    if asks_files(draft):
        return compose_files(draft, reports)
    kept = keep_kind(draft, reports)
    if not kept:
        return compose_no_kind(draft, reports)
    return compose_holdings(draft, kept) or list_stock(draft, kept)


def compose_none(draft: Draft) -> Answer:
    """That there is no report of those asked about; that each has its part on problems, where one without is asked for."""
    if draft.query.stock == "no_problems":
        return tell_part(draft, (), "reports.without_problems")
    if any(not KIND_OF_TOWN.search(name) for name in draft.query.unknown_agencies):
        draft.write("reports.by_place")
    return compose_missing(draft)


def list_stock(draft: Draft, reports: Sequence[StoredReport]) -> Answer:
    """Each agency with its years and the years that it lacks, then the files that name no agency."""
    lacking: Mapping[int, tuple[int, ...]] = {}
    if INCOMPLETE.search(draft.query.question) and not draft.query.agencies:
        lacking = find_lacking(reports, draft.evidence.years)
        if not lacking:
            draft.write("reports.no_gaps" if draft.evidence.years else "reports.no_span")
            return draft.finish("answered")
        reports = tuple(report for report in reports if report.agency and report.agency.id in lacking)
    number, unit = (len(lacking), "个") if lacking else (len(reports), "份报告")
    count = derive_count(number, (), draft.say("reports.lacking_label" if lacking else "reports.count_label"), unit)
    draft.ledger.add(count)
    if not lacking and _WHETHER.search(draft.query.question):
        draft.write("reports.yes")
    draft.write("reports.lacking_some" if lacking else "reports.lead", count=draft.amount(count))
    gaps = list_agencies(draft, reports, lacking)
    unnamed = [name_file(report.source) for report in reports if report.agency is None]
    if unnamed:
        draft.write("reports.unnamed", files=draft.names.list(unnamed, most=LISTED))
    answer = draft.finish("answered")
    return replace(answer, missing=(*answer.missing, *gaps), available=list_available(reports[: 4 * LISTED]))


def list_agencies(draft: Draft, reports: Sequence[StoredReport], lacking: Mapping[int, tuple[int, ...]]) -> list[Missing]:
    """Adds a line with its years for each agency, and against which years gaps are counted; gives the gaps not yet known."""
    named: dict[str, list[StoredReport]] = {}
    for report in reports:
        if report.agency is not None:
            named.setdefault(draft.names.agency(report.agency), []).append(report)
    lines, gaps, span = [], [], draft.evidence.years
    for name, held in list(named.items())[:LISTED]:
        years = sorted({report.year for report in held if report.year is not None})
        agency = held[0].agency.name if held[0].agency else name
        known = {gap.year for gap in draft.evidence.missing if gap.agency == agency and gap.year is not None}
        known |= set(lacking.get(held[0].agency.id, ())) if held[0].agency else set()
        absent = sorted({*known, *(year for year in span if year not in years)})
        gaps += [Missing(agency, year, None, "no report") for year in absent if year not in known]
        lines.append("- " + tell_years(draft, name, years, absent))
    draft.add("\n".join(lines))
    if span and (gaps or draft.evidence.missing or lacking):
        draft.write("reports.span", first=draft.names.year(span[0]), last=draft.names.year(span[-1]))
    if len(named) > LISTED:
        draft.write("reports.cut")
    return gaps


def tell_dates(draft: Draft, reports: Sequence[StoredReport]) -> None:
    """Says when each report was published, and where it says so."""
    for report in reports:
        subject = draft.names.report(report)
        if report.published_on is None:
            draft.write("reports.undated", subject=subject)
        else:
            draft.run([draft.say("reports.published", subject=subject, date=tell_day(draft, report)), judge_date(draft, report)])


def tell_years(draft: Draft, name: str, years: Sequence[int], absent: Sequence[int]) -> str:
    """甲镇：2020年、2023年（缺2021年、2022年）."""
    line = draft.say(
        "reports.line", agency=name, years=draft.names.list(draft.names.year(year) for year in years) or draft.names.year(None)
    )
    return line + (draft.say("reports.gaps", years=draft.names.list(draft.names.year(year) for year in absent)) if absent else "")
