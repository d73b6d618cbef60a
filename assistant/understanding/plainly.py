"""How a question was understood, in plain words of its own language, for people who check an answer."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

from assistant.records import Query, Threshold

LONG = 12
"""A bound with more characters is cut."""


@cache
def load_plain_words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Words by table (``operation``, ``part``), name and language."""
    return tomllib.loads(files("assistant.understanding").joinpath("plainly.toml").read_text(encoding="utf-8"))


def describe_query(query: Query) -> tuple[str, ...]:
    """What was looked for, a line each: the kind of question, whose reports, which years, which figures."""
    said = {name: word[query.language] for name, word in load_plain_words()["part"].items()}
    return tuple(said["line"].format(name=said[name], text=text) for name, text in list_parts(query, said) if text)


def list_parts(query: Query, said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The parts of a query by name; empty where the question did not say."""
    listed, clauses = said["list"], said["clauses"]
    yield "question", query.question
    yield "operation", load_plain_words()["operation"][query.operation][query.language]
    yield "focus", clauses.join(list_focus(query))
    names = listed.join("".join((*agency.parents[-1:], agency.name)) for agency in query.agencies)
    every = said["all_of"].format(parent=query.parent) if query.parent else said["all_agencies"] if query.all_agencies else ""
    yield "agencies", names or every
    yield "unknown", listed.join(query.unknown_agencies)
    years = listed.join(said["year"].format(year=year) for year in query.years)
    yield "years", years or (said["all_years"] if query.all_years else "")
    labels = {measure.id: measure.label_en or measure.label for measure in query.measures}
    labels = labels if query.language == "en" else {measure.id: measure.label for measure in query.measures}
    yield "measures", listed.join(said["measure"].format(label=labels[each.id], unit=each.unit) for each in query.measures)
    yield "parts", clauses.join(f"{labels[each.id]} = {' + '.join(each.cells)}" for each in query.measures if each.cells)
    yield "terms", listed.join(query.terms)
    yield "bound", show_bound(query.threshold) or clauses.join(list_conditions(query, labels))
    yield "limit", str(query.limit) if query.limit else ""
    yield "order", said["ascending"] if query.ascending else ""
    yield "rules", listed.join(query.rules)
    yield "assumed", clauses.join(query.assumed)


def show_bound(threshold: Threshold | None) -> str:
    """A bound in signs: > 10, or >= 3 <= 10; empty where there is none."""
    if threshold is None:
        return ""
    upper = f" {threshold.below} {show_exact(threshold.upper)}" if threshold.upper is not None else ""
    return f"{threshold.comparison} {show_exact(threshold.value)}{upper}"


def show_exact(value: Decimal) -> str:
    """The digits of a bound; one without an end (a third) is cut."""
    return format(value if len(format(value, "f")) <= LONG else value.quantize(Decimal("0.01")), "f")


def list_conditions(query: Query, labels: Mapping[str, str]) -> Iterator[str]:
    """The conditions that are to be met together, with or between them where one is enough."""
    for place, condition in enumerate(query.conditions):
        joint = ("∨ " if query.either else "∧ ") if place else ""
        extreme = {"": "", "most": "max", "least": "min"}[condition.place]
        yield f"{joint}{labels[condition.measure.id]} {show_bound(condition.threshold) or extreme}"


def list_focus(query: Query) -> Iterator[str]:
    """What a query looks at besides its operation: which years of a course, cells without a number, changes either way."""
    words = {name: word[query.language] for name, word in load_plain_words()["focus"].items()}
    names = (query.course, *(why.replace(" ", "_") for why in query.lacking), "either_way" if query.either_way else "")
    yield from (words[name] for name in names if name)
