"""What an answer on a condition between two figures calls its rows, its columns and the condition itself."""

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.naming import Part
from assistant.records import Value
from assistant.understanding.signs.relations import levels, takes_all


def by_report(draft: Draft) -> bool:
    """Whether two figures of one report are set against each other, and not two years."""
    return len(draft.query.measures) > 1


def takes_growth(draft: Draft) -> bool:
    """Whether changes are told in percent."""
    return draft.query.wants_growth and not draft.query.measures[0].over


def name_parts(draft: Draft) -> tuple[Part, ...]:
    """What a row is called by: the agency, with the year where reports of several years are gone over."""
    if not by_report(draft) or len(draft.query.years) == 1:
        return ("agency",)
    return ("year",) if len(draft.query.agencies) == 1 else ("agency", "year")


def name_columns(draft: Draft) -> list[str]:
    """The heads of the two columns of figures."""
    if not by_report(draft):
        return [draft.names.year(year) for year in reversed(draft.query.years)]
    english = draft.query.language == "en"
    return [measure.label_en or measure.label if english else measure.label for measure in draft.query.measures]


def name_relation(draft: Draft) -> dict[str, str]:
    """The lead of the answer and its condition: 2020年 and 通过微信公开信息多于通过政府网站公开信息."""
    query = draft.query
    columns = name_columns(draft)
    place = query.parent or (draft.names.agency(query.agencies[0]) if len(query.agencies) == 1 else "")
    if by_report(draft):
        years = draft.names.list(draft.names.year(year) for year in query.years)
        return {
            "lead": draft.names.join((place, years)),
            "condition": draft.say(
                f"relation.{'all' if takes_all(draft.query) else name_level(draft) if levels(draft.query) else 'more'}",
                first=columns[0],
                second=columns[1],
            ),
        }
    measure = query.measures[0]
    label = measure.label_en or measure.label if query.language == "en" else measure.label
    condition = draft.say(
        f"relation.{'growth_' if takes_growth(draft) else ''}{name_way(draft)}", later=columns[0], earlier=columns[1]
    )
    if query.threshold is not None and query.threshold.value:
        unit = "%" if takes_growth(draft) else measure.unit
        bound = draft.amount(Value("", abs(query.threshold.value), unit), bold=False)
        sign = (
            query.threshold.comparison.translate(str.maketrans("<", ">"))
            if query.threshold.value < 0
            else query.threshold.comparison
        )
        condition += draft.say("piece.gap") + draft.say(f"comparison.{sign}", bound=bound)
    return {"lead": draft.names.join((place, label)), "condition": condition}


def name_level(draft: Draft) -> str:
    """Whether two figures are to be equal, unequal, or the first no less than the second."""
    bound = draft.query.threshold
    return {"!=": "unlike", ">=": "no_less"}.get(bound.comparison if bound is not None else "", "level")


def name_way(draft: Draft) -> str:
    """Which way the change goes that is asked for, and for a ranking which end of it."""
    query = draft.query
    falls = query.threshold is not None and query.threshold.comparison in ("<", "<=")
    way = "fall" if falls else "rise" if query.threshold is not None else "change"
    if query.either_way and takes_growth(draft):
        way = "either"
    if query.operation != "rank":
        return way
    return f"{way}_{'least' if query.ascending != falls else 'most'}"
