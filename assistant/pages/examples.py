"""Example questions that the stored reports can answer."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from index.records import StoredAgency, StoredReport


def suggest_examples(reports: Sequence[StoredReport]) -> tuple[str, ...]:
    """Up to six questions of different kinds about reports that name agency and year; none for an empty store."""
    years: dict[StoredAgency, set[int]] = defaultdict(set)
    agencies: dict[int, set[StoredAgency]] = defaultdict(set)
    for report in reports:
        if report.agency is not None and report.year is not None and report.form is not None:
            years[report.agency].add(report.year)
            agencies[report.year].add(report.agency)
    if not years:
        return ()
    names = name_agencies(list(years))
    first = max(years, key=lambda agency: (len(years[agency]), names[agency] == agency.name, agency.name))
    latest = max(years[first])
    questions = [f"{names[first]}{latest}年主动公开了多少条政府信息？", f"{names[first]}{latest}年收到几件政府信息公开申请？"]
    if len(years[first]) > 1:
        questions.append(f"{names[first]}{min(years[first])}年到{latest}年收到的申请有什么变化？")
    busiest = max(agencies, key=lambda year: (len(agencies[year]), year))
    if len(agencies[busiest]) > 1:
        questions.append(f"{busiest}年哪个机关收到的申请最多？")
    return (*questions, f"{names[first]}{latest}年存在哪些主要问题？", "有哪些报告的数字对不上？")


def name_agencies(agencies: Sequence[StoredAgency]) -> dict[StoredAgency, str]:
    """What to call each agency in a question: its name, with the place right above it where two share the name."""
    bearers = Counter(agency.name for agency in agencies)
    return {
        agency: agency.name if bearers[agency.name] == 1 else "".join((*agency.parents[-1:], agency.name)) for agency in agencies
    }
