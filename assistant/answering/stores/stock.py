"""Answers about the store itself: which reports there are, which years are missing, what can be asked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.draft import Draft, list_available
from assistant.answering.basis.ledger import name_cell
from assistant.answering.basis.naming import name_file
from assistant.answering.basis.wording import find_counted, load_wording, name_unit
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.stores.holdings import INCOMPLETE, compose_holdings, find_lacking
from assistant.answering.stores.inventory import tell_part
from assistant.records import Answer, Measure, Missing, Query
from assistant.understanding.words.vocabulary import load_vocabulary
from index.records import StoredReport

COMMON = ("published.total", "requests.new.total", "active.penalties.decisions")
"""The measures to choose from where a question names none."""

DATES = re.compile(
    r"(?:公布|发布|公开)(?:的?日期|的?时间)|(?:什么时候|什么时间|何时|哪天|哪一天|几月几[日号])[^？?]{0,6}(?:公布|发布|公开|挂网|上网|发)|publish|issued|released",
    re.IGNORECASE,
)
"""How a question asks for the date of publication."""

DUE = (1, 31)
"""Month and day of the next year by which a report has to be published."""

_PUNCTUAL = re.compile(r"晚|迟|超期|逾期|过期|及时|按时|按期|准时|期限|late|on time|overdue|deadline", re.IGNORECASE)
"""How a question asks whether it was in time."""

VOLUME = re.compile(r"合订|合集|合编|汇编")
"""How a question names a file that holds several reports."""

KIND_OF_TOWN = re.compile(r"(?:镇|乡|街道|苏木|办事处|管委会)$")
"""How the name of an agency ends, and not that of a province or county."""

_WHETHER = re.compile(
    r"(?:有|存)[^,，。？?哪几]{0,20}(?:报告|年报)(?:吗|么|没有?)|(?:有没有|是否有|有无)[^,，。？?哪几]{0,20}(?:报告|年报)"
)
"""How a question asks whether there are such reports."""

LISTED = 60
"""As many agencies are listed."""


def compose_reports(draft: Draft) -> Answer:
    """The agencies with their years, and the years missing between the first and the last."""
    reports = draft.evidence.reports
    if not reports and draft.query.stock == "no_problems":
        return tell_part(draft, reports, "reports.without_problems")
    if not reports:
        if any(not KIND_OF_TOWN.search(name) for name in draft.query.unknown_agencies):
            draft.write("reports.by_place")
        return compose_missing(draft)
    if not draft.query.stock and DATES.search(draft.query.question) and len(reports) <= LISTED:
        published = tell_dates(draft, reports)
        return replace(draft.finish("answered"), published=published)
    if VOLUME.search(draft.query.question) and not (draft.query.sources or draft.query.agencies):
        draft.write("reports.no_volume")
        return draft.finish("no_data")
    special = compose_holdings(draft, reports)
    if special is not None:
        return special
    return list_stock(draft, reports)


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


def tell_dates(draft: Draft, reports: Sequence[StoredReport]) -> tuple[tuple[str, int | None, date], ...]:
    """Says when each report was published; gives the dates for the answer."""
    dates: list[tuple[str, int | None, date]] = []
    for report in reports:
        subject = draft.names.report(report)
        if report.published_on is None:
            draft.write("reports.undated", subject=subject)
            continue
        told = draft.say("reports.published", subject=subject, date=report.published_on.isoformat())
        draft.run([told, judge_date(draft, report)])
        dates.append((report.agency.name if report.agency else report.source, report.year, report.published_on))
    return tuple(dates)


def judge_date(draft: Draft, report: StoredReport) -> str:
    """Whether a report was published late or before its year was over; that it was in time only where that is asked."""
    if report.published_on is None or report.year is None:
        return ""
    if report.published_on.year <= report.year:
        return draft.say("reports.early")
    if report.published_on > date(report.year + 1, *DUE):
        return draft.say("reports.late")
    return draft.say("reports.in_time") if _PUNCTUAL.search(draft.query.question) else ""


def tell_years(draft: Draft, name: str, years: Sequence[int], absent: Sequence[int]) -> str:
    """甲镇：2020年、2023年（缺2021年、2022年）."""
    line = draft.say(
        "reports.line", agency=name, years=draft.names.list(draft.names.year(year) for year in years) or draft.names.year(None)
    )
    return line + (draft.say("reports.gaps", years=draft.names.list(draft.names.year(year) for year in absent)) if absent else "")


def show_rate(measure: Measure) -> str:
    """What a rate is taken from, in English; a Chinese answer says it by the measure's note."""
    measures = load_vocabulary().measures
    part = next(each for each in measures.values() if not each.over and each.cells == measure.cells)
    bases = " + ".join(measures[base].label_en for base in measure.over)
    return f"{measure.label_en} = {part.label_en} ÷ {f'({bases})' if len(measure.over) > 1 else bases}"


def compose_help(draft: Draft) -> Answer:
    """What can be asked; how the rates that a question names are computed."""
    for measure in draft.query.measures:
        label = measure.label_en or measure.label if draft.query.language == "en" else measure.label
        if measure.over:
            draft.write("help.formula", formula=show_rate(measure) if draft.query.language == "en" else measure.note)
        elif meaning := find_meaning(measure, draft.query.language):
            draft.write("help.meaning", label=label, meaning=meaning)
            tell_group(draft, measure, label)
        else:
            note = f"；{measure.note}" if measure.note and draft.query.language != "en" else ""
            draft.write(
                "help.measure",
                label=label,
                unit=name_unit(draft.query.language, find_counted(measure.unit, measure.label_en)),
                note=note,
            )
            tell_group(draft, measure, label)
    told = [f"term.{rule}" for rule in draft.query.rules if f"term.{rule}" in load_wording()]
    for key in told:
        draft.write(key)
    if not draft.query.measures and not told:
        draft.write("help.text")
    return draft.finish("answered")


def tell_group(draft: Draft, measure: Measure, label: str) -> None:
    """Adds the items of a measure that is the sum of several."""
    if len(measure.cells) > 1:
        items = draft.names.list(f"“{name_cell(cell, draft.query.language)}”" for cell in measure.cells)
        draft.write("help.group", label=label, items=items)


def find_meaning(measure: Measure, language: str) -> str:
    """What an item of the form means, where its whole row is asked about; empty where it is not explained."""
    row, _, rest = measure.id.rpartition(".")
    told = load_wording().get(f"meaning.{row.replace('.', '_')}") if rest == "total" else None
    return told[language] if told is not None else ""


def compose_refusal(draft: Draft) -> Answer:
    """One friendly sentence that says what can be asked."""
    draft.write("help.out_of_scope")
    return draft.finish("out_of_scope")


def compose_choice(draft: Draft) -> Answer:
    """The readings to choose from, in full."""
    if draft.query.kept:
        draft.write("note.kept", kept=draft.query.kept)
    cut = len(draft.query.offered) > len(draft.query.options)
    answer = offer_options(draft, _name_choice(draft.query), draft.query.options)
    if not cut:
        return answer
    count = derive_count(len(draft.query.offered), (), draft.say("reports.count_label"), "份报告")
    told = draft.say("clarify.cut", count=draft.amount(count, bold=False))
    return replace(answer, text=f"{answer.text}\n\n{told}", values=(*answer.values, count))


def _name_choice(query: Query) -> str:
    """What has to be chosen: among reports, among agencies of the year that is named, or among readings."""
    if not query.offered:
        return "clarify.ask"
    return "clarify.whose" if query.years or query.operation in ("text", "mentions", "check") else "clarify.which"


def compose_unclear(draft: Draft) -> Answer:
    """Asks which figure is meant, where a question wants one and names none."""
    measures = [load_vocabulary().measures[name] for name in COMMON]
    question = draft.query.question.rstrip("？?。")
    english = draft.query.language == "en"
    labels = [measure.label_en or measure.label if english else measure.label for measure in measures]
    return offer_options(
        draft, "clarify.measure", tuple(draft.say("clarify.option", question=question, label=label) for label in labels)
    )


def compose_unread(draft: Draft) -> Answer:
    """Asks for conditions in other words, where some could not be read; nothing is answered without them."""
    draft.write("clarify.unread", words=draft.names.list(f"“{word}”" for word in draft.query.unread))
    return draft.finish("clarify")


def offer_options(draft: Draft, key: str, options: Sequence[str]) -> Answer:
    """Options as a list; circled numbers mark them, which nobody takes for figures."""
    draft.write(key)
    marks: Mapping[int, str] = {position: chr(ord("①") + position) for position in range(20)}
    draft.add("\n".join(f"- {marks.get(position, '')}{option}" for position, option in enumerate(options)))
    return replace(draft.finish("clarify"), options=tuple(options))
