"""Particular questions about the stored reports: which form they use, which name no agency, whose years are incomplete."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.draft import Draft, list_available
from assistant.answering.stores.inventory import compose_inventory, count_all, find_ending, name_all
from assistant.records import Answer, Missing
from index.records import StoredReport

FORMS = re.compile(
    r"(?:哪|什么|何)(?:个|一|种)?版|(?:用的?|用了)(?:是|的)?(?:哪|什么)[^,，。？?]{0,4}(?:表|版)|表式|"
    r"which (?:version of the )?form",
    re.IGNORECASE,
)
"""How a question asks for the version of the form."""

UNNAMED = re.compile(r"(?:没有?|未)(?:写明|标明|注明|写|署|标)|不知道是哪|署名不|无署名|名称不明")
"""How a question asks for reports that name no agency."""

NAMING = re.compile(r"单位|机关|落款|署名|名称|哪个|哪家|镇名|乡名")
"""What such a report leaves out."""

INCOMPLETE = re.compile(
    r"^(?:那|现在|目前|库里|库中|还)*(?:缺少?|少|差|漏)了?(?:哪|什么|谁)|不全|不齐|不完整|完整吗|缺失|少了.{0,4}年|齐全|断档|缺年|年份缺|缺.{0,4}(?:年|报告)|"
    r"missing (?:years|reports)|what.{0,4} missing|(?:years?|reports?) (?:are|is) (?:still )?missing|incomplete|gaps?\b",
    re.IGNORECASE,
)
"""How a question asks for agencies with gaps between their years."""

LACKS = re.compile(
    r"(?<!有)(?:没有|缺少|缺|没|尚无|无)[^,，。？?]{0,8}(?:报告|年报)|(?:缺少?|少|差|漏)了?(?:的是)?(?:哪(?!几?一?年)|谁)|"
    r"lack|without|no (?:\S+ )?report|not have (?:a|any) (?:\S+ )?report|missing",
    re.IGNORECASE,
)
"""How a question asks who has no report."""

WHO = re.compile(r"哪|谁|which|who|what", re.IGNORECASE)
WHERE = re.compile(r"(?:属于?|是|在|归|隶属于?)(?:哪个|哪一个|什么)(?:县|市|区|省|地方)")
"""How a question asks where an agency lies."""

LISTED = 60
"""As many reports are listed."""


def compose_holdings(draft: Draft, reports: Sequence[StoredReport]) -> Answer | None:
    """The answer to a question about the form or about reports without an agency; None for any other."""
    inventory = compose_inventory(draft, reports)
    if inventory is not None:
        return inventory
    if draft.query.stock == "every_year":
        return tell_whole(draft, reports)
    if WHERE.search(draft.query.question) and draft.query.agencies:
        return tell_places(draft)
    if FORMS.search(draft.query.question) and not draft.query.forms:
        return tell_forms(draft, reports)
    if LACKS.search(draft.query.question) and draft.query.years and not draft.query.agencies and WHO.search(draft.query.question):
        return tell_lacking(draft, reports)
    return _compose_unnamed(draft, reports)


def _compose_unnamed(draft: Draft, reports: Sequence[StoredReport]) -> Answer | None:
    """The answer to a question about reports without an agency; None for any other."""
    if UNNAMED.search(draft.query.question) and NAMING.search(draft.query.question):
        return tell_unnamed(draft, [report for report in reports if report.agency is None])
    return None


def tell_whole(draft: Draft, reports: Sequence[StoredReport]) -> Answer:
    """The agencies with a report of every year asked about, or from the first to the last common one, and who lacks which."""
    years = draft.query.years or draft.evidence.years
    if not years:
        draft.write("reports.no_span")
        return draft.finish("answered")
    ends = find_ending(draft.query.question)
    agencies = {one.agency.id: one.agency for one in reports if one.agency is not None and one.agency.name.endswith(ends)}
    gaps = {agency: absent for agency, absent in find_lacking(reports, years).items() if agency in agencies}
    span = draft.names.years(years)
    names = name_all(draft, [agency for id_, agency in agencies.items() if id_ not in gaps])
    count = count_all(draft, len(agencies) - len(gaps), "reports.agencies_label", "个")
    draft.write("reports.whole" if names else "reports.none_whole", years=span, count=count, names=names)
    lines = [
        draft.names.agency(agencies[id_]) + draft.say("reports.gaps", years=draft.names.years(absent))
        for id_, absent in gaps.items()
    ]
    if lines:
        draft.write("reports.not_whole", names=draft.names.list(lines, most=LISTED))
    return replace(draft.finish("answered"), available=list_available(reports[:LISTED]))


def tell_forms(draft: Draft, reports: Sequence[StoredReport]) -> Answer:
    """Says which version of the form each report uses."""
    for form in ("2019", "2021", None):
        names = [draft.names.report(report) for report in reports if report.form == form]
        if names:
            draft.write("reports.form" if form else "reports.no_form", form=form, names=draft.names.list(names, most=LISTED))
    return replace(draft.finish("answered"), available=list_available(reports[:LISTED]))


def tell_unnamed(draft: Draft, reports: Sequence[StoredReport]) -> Answer:
    """The reports that name no agency, by their files."""
    if not reports:
        draft.write("reports.all_named")
        return draft.finish("answered")
    count = derive_count(len(reports), (), draft.say("reports.count_label"), "份报告")
    draft.ledger.add(count)
    names = draft.names.list((draft.names.report(report) for report in reports), most=LISTED)
    draft.write("reports.nameless", count=draft.amount(count), files=names)
    return replace(draft.finish("answered"), available=list_available(reports[:LISTED]))


def tell_places(draft: Draft) -> Answer:
    """Where the agencies lie, as far as their reports say."""
    for agency in draft.query.agencies:
        key = "reports.place" if agency.parents else "reports.no_place"
        draft.write(key, agency=draft.names.agency(agency), place="".join(agency.parents))
    return replace(draft.finish("answered"), available=list_available(draft.evidence.reports[:LISTED]))


def tell_lacking(draft: Draft, reports: Sequence[StoredReport]) -> Answer:
    """The agencies with stored reports, but none of the years asked about."""
    having = {report.agency.id for report in reports if report.agency and report.year in draft.query.years}
    lacking = {report.agency.id: report.agency for report in reports if report.agency and report.agency.id not in having}
    years = draft.names.list(draft.names.year(year) for year in draft.query.years)
    if not lacking:
        draft.write("reports.none_lacks", years=years)
        return draft.finish("answered")
    count = derive_count(len(lacking), (), draft.say("reports.lacking_label"))
    draft.ledger.add(count)
    names = draft.names.list((draft.names.agency(agency) for agency in lacking.values()), most=LISTED)
    draft.write("reports.lacking", years=years, count=draft.amount(count), names=names)
    gaps = [Missing(agency.name, year, None, "no report") for agency in lacking.values() for year in draft.query.years]
    answer = draft.finish("answered")
    return replace(answer, missing=tuple(gaps), available=list_available(reports[: 4 * LISTED]))


def find_lacking(reports: Sequence[StoredReport], span: Sequence[int]) -> Mapping[int, tuple[int, ...]]:
    """The years of ``span`` that an agency's reports leave out, by agency; agencies without a gap are not in it."""
    held: dict[int, set[int]] = {}
    for report in reports:
        if report.agency is not None and report.year is not None:
            held.setdefault(report.agency.id, set()).add(report.year)
    return {agency: absent for agency, years in held.items() if (absent := tuple(year for year in span if year not in years))}
