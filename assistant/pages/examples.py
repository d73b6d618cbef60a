"""Example questions that the stored reports can answer."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from assistant.pages.words import Words
from index.records import StoredAgency, StoredReport


def suggest_examples(words: Words, reports: Sequence[StoredReport]) -> tuple[str, ...]:
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
    holes = {"agency": names[first], "year": latest, "first": min(years[first])}
    kinds = ["published", "received", *(["trend"] if len(years[first]) > 1 else [])]
    questions = [words(f"example.{kind}", **holes) for kind in kinds]
    busiest = max(agencies, key=lambda year: (len(agencies[year]), year))
    if len(agencies[busiest]) > 1:
        questions.append(words("example.most", year=busiest))
    return (*questions, words("example.problems", **holes), words("example.findings"))


def name_agencies(agencies: Sequence[StoredAgency]) -> dict[StoredAgency, str]:
    """What to call each agency in a question: its name, with the place right above it where two share the name."""
    bearers = Counter(agency.name for agency in agencies)
    return {
        agency: agency.name if bearers[agency.name] == 1 else "".join((*agency.parents[-1:], agency.name)) for agency in agencies
    }
