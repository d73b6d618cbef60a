"""Questions on how the sums over counties changed between two years (各县2022到2023年申请变化, 哪个县增加最多)."""

from dataclasses import replace

from assistant.records import Query
from assistant.understanding.frame import Frame
from assistant.understanding.words.cues import load_cues


def asks_county_change(query: Query, frame: Frame) -> bool:
    """Whether a question that sets counties side by side asks for their change over time."""
    if query.operation in ("trend", "difference", "growth") and len(query.years) != 1:
        return True
    changing = any(load_cues().match(name, frame.masked, frame.language) for name in ("change", "rise", "fall"))
    return changing and query.operation in ("rank", "maximum", "minimum", "trend", "growth")


def change_counties(query: Query) -> Query:
    """The query as one on the change of each county's sum; a single year is set against the year before."""
    years = (query.years[0] - 1, query.years[0]) if len(query.years) == 1 else query.years
    first = query.operation in ("rank", "maximum", "minimum")
    return replace(query, operation="difference", years=years, all_agencies=True, parent=None, limit=1 if first else None)
