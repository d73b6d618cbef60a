"""Answers to what is asked of the stored reports as such: how many, the oldest and newest, those of a form or with a gap."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.dating import judge_date, tell_day
from assistant.answering.basis.draft import Draft, list_available
from assistant.records import Answer
from assistant.understanding.names.naming import COUNTY
from index.records import StoredAgency, StoredReport

LISTED = 60
"""As many reports or agencies are named."""

_COUNTIES = re.compile(
    r"(?:哪些|哪几个|几个|多少个?|什么|各个?)(?:不同的?)?(?:区县|县区|县市|旗县|县|区(?!别|域|分))"
    r"|(?i:(?:which|what|how many)) (?:counties|districts)"
)
"""How a question asks for the counties whose agencies have reports."""

_FULLEST = re.compile(
    r"哪(?:一个?|些|几)?年份?的?(?:报告|年报)(?:份数|数量)?(?:收录|存)?(?:得|的)?最[多少全]|which year has the (?:most|"
    r"fewest) reports"
)
"""How a question asks of which year there are most reports."""

_EACH_YEAR = re.compile(r"每一?年|各年|按年|分年|(?:each|every|per|by) year", re.IGNORECASE)
"""How a question asks for the number of each year."""


def compose_inventory(draft: Draft, reports: Sequence[StoredReport]) -> Answer | None:
    """The answer to a question for a number, an end or a part of the stored reports; None where it asks for their list."""
    stock = draft.query.stock
    if (told := compose_overview(draft, reports)) is not None:
        return told
    if stock == "units":
        return tell_agencies(draft, reports)
    if stock == "count":
        return tell_number(draft, reports)
    if stock in ("oldest", "newest"):
        return tell_end(draft, reports, last=stock == "newest")
    if stock in ("first_published", "last_published"):
        return tell_published(draft, reports, last=stock == "last_published")
    return tell_kind(draft, reports)


def compose_overview(draft: Draft, reports: Sequence[StoredReport]) -> Answer | None:
    """The reports county by county or year by year, where that is asked; None otherwise."""
    question = draft.query.question
    if draft.query.stock in ("", "list", "units") and _COUNTIES.search(question) and not draft.query.agencies:
        return tell_counties(draft, reports)
    return tell_fullest(draft, reports) if _FULLEST.search(question) else None


def tell_kind(draft: Draft, reports: Sequence[StoredReport]) -> Answer | None:
    """The reports with the new form, without a date, tables or a section on problems; None where none of these is asked for."""
    stock = draft.query.stock
    if stock == "new_form":
        return tell_part(draft, [report for report in reports if report.form == "2021"], "reports.with_new_form")
    if stock == "no_date":
        return tell_part(draft, [report for report in reports if report.published_on is None], "reports.without_date")
    if stock == "no_tables":
        return tell_tableless(draft, reports)
    return tell_part(draft, reports, "reports.without_problems") if stock == "no_problems" else None


def tell_number(draft: Draft, reports: Sequence[StoredReport]) -> Answer:
    """How many reports there are, of how many agencies, of which years."""
    agencies = {report.agency.id for report in reports if report.agency is not None}
    draft.write(
        "reports.number",
        count=count_all(draft, len(reports), "reports.count_label", "份报告"),
        agencies=count_all(draft, len(agencies), "reports.agencies_label", "个"),
        years=draft.names.years({report.year for report in reports}),
    )
    asked = _EACH_YEAR.search(draft.query.question) is not None
    years = draft.query.years or (tuple(sorted({report.year for report in reports if report.year})) if asked else ())
    if len(years) > 1:
        held = [[report for report in reports if report.year == year] for year in years]
        counts = [count_all(draft, len(found), "reports.count_label", "份报告") for found in held]
        each = zip(years, counts, strict=True)
        draft.write(
            "reports.by_year",
            counts=draft.names.list(draft.names.year(year) + draft.say("piece.gap") + count for year, count in each),
        )
    return finish(draft, reports)


def tell_agencies(draft: Draft, reports: Sequence[StoredReport]) -> Answer:
    """How many agencies have a stored report, and which."""
    ends = find_ending(draft.query.question)
    found = list(dict.fromkeys(report.agency for report in reports if report.agency and report.agency.name.endswith(ends)))
    if not found:
        draft.write("reports.no_agencies")
        return draft.finish("answered")
    count = count_all(draft, len(found), "reports.agencies_label", "个")
    draft.write("reports.agencies", count=count, names=name_all(draft, found))
    return finish(draft, reports)


def tell_fullest(draft: Draft, reports: Sequence[StoredReport]) -> Answer:
    """How many reports there are of each year, the year with most of them first."""
    years = Counter(report.year for report in reports if report.year is not None)
    order = sorted(years, key=lambda year: (-years[year], year))
    counts = [(year, count_all(draft, years[year], "reports.count_label", "份报告")) for year in order]
    told = draft.names.list((draft.names.year(year) + draft.say("piece.gap") + count for year, count in counts), most=LISTED)
    draft.write("reports.fullest", counts=told)
    return finish(draft, reports)


def tell_counties(draft: Draft, reports: Sequence[StoredReport]) -> Answer:
    """The agencies with a stored report under the counties in which they lie, as far as reports say that."""
    found = list(dict.fromkeys(report.agency for report in reports if report.agency))
    inside: dict[str, list[StoredAgency]] = {}
    for agency in found:
        places = [place for place in agency.parents if COUNTY.search(place)]
        inside.setdefault(places[-1] if places else "", []).append(agency)
    draft.write(
        "reports.counties",
        count=count_all(draft, len([place for place in inside if place]), "reports.counties_label", "个"),
        agencies=count_all(draft, len(found), "reports.agencies_label", "个"),
    )
    named = sorted(inside.items(), key=lambda group: not group[0])
    lines = [(place or draft.say("reports.no_county"), name_all(draft, agencies)) for place, agencies in named]
    draft.add("\n".join("- " + draft.say("reports.line", agency=place, years=names) for place, names in lines))
    return finish(draft, reports)


def find_ending(question: str) -> str:
    """How the names of the kind of agency end that a question keeps to; empty where it means all kinds."""
    endings = (("民族乡", "族乡"), ("街道", "街道"), ("苏木", "苏木"), ("开发区", "开发区"))
    plain = question.replace("乡镇街道", "").replace("镇街", "")
    return next((ending for word, ending in endings if word in plain and f"{word}或" not in plain), "")


def tell_end(draft: Draft, reports: Sequence[StoredReport], *, last: bool) -> Answer:
    """The reports of the first or the last year."""
    dated = [report.year for report in reports if report.year is not None]
    year = (max if last else min)(dated) if dated else None
    found = [report for report in reports if report.year == year and year is not None]
    if not found:
        draft.write("reports.no_years")
        return draft.finish("answered")
    names = draft.names.list(list(dict.fromkeys(draft.names.reporter(report) for report in found)), most=LISTED)
    count = count_all(draft, len(found), "reports.count_label", "份报告")
    draft.write("reports.newest" if last else "reports.oldest", year=draft.names.year(year), count=count, names=names)
    return finish(draft, found)


def tell_published(draft: Draft, reports: Sequence[StoredReport], *, last: bool) -> Answer:
    """The report that was published first or last, with its date, of those that state one."""
    dated = [report for report in reports if report.published_on is not None]
    if not dated:
        draft.write("reports.none_dated")
        return draft.finish("answered")
    day = (max if last else min)(report.published_on for report in dated if report.published_on is not None)
    found = [report for report in dated if report.published_on == day]
    names = draft.names.list((draft.names.report(report) for report in found), most=LISTED)
    told = tell_day(draft, *found[:LISTED])
    key = "reports.published_last" if last else "reports.published_first"
    draft.run([draft.say(key, names=names, date=told), judge_date(draft, found[0]) if last and len(found) == 1 else ""])
    if len(dated) < len(reports):
        undated = count_all(draft, len(reports) - len(dated), "reports.undated_label", "份报告")
        draft.write("reports.some_undated", count=undated)
    return finish(draft, found)


def tell_part(draft: Draft, reports: Sequence[StoredReport], key: str) -> Answer:
    """The reports of a kind, and how many they are; that there are none."""
    if not reports:
        draft.write(f"{key}_none")
        return draft.finish("answered")
    count = count_all(draft, len(reports), "reports.count_label", "份报告")
    names = draft.names.list((draft.names.report(report) for report in reports), most=LISTED)
    draft.write(key, count=count, names=names)
    return finish(draft, reports)


def tell_tableless(draft: Draft, reports: Sequence[StoredReport]) -> Answer:
    """The reports in which no table of the form was read, as the list of reports marks them."""
    answer = tell_part(draft, [report for report in reports if report.form is None], "reports.without_tables")
    return replace(answer, text=f"{answer.text}\n\n{draft.say('reports.some_tables')}")


def count_all(draft: Draft, number: int, label: str, unit: str) -> str:
    """A number of reports or agencies, entered, as the text shows it."""
    return draft.amount(draft.ledger.values[draft.ledger.add(derive_count(number, (), draft.say(label), unit))])


def name_all(draft: Draft, agencies: Iterable[StoredAgency]) -> str:
    """The agencies by name."""
    return draft.names.list((draft.names.agency(agency) for agency in agencies), most=LISTED)


def finish(draft: Draft, reports: Sequence[StoredReport]) -> Answer:
    """The answer with these reports as those that there are."""
    draft.settle_on(reports if len(reports) <= LISTED else ())
    return replace(draft.finish("answered"), available=list_available(reports[:LISTED]))
