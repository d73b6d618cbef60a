"""A change between two years that a question names, where one of them has no figure: it is not taken from other years."""

import re
from collections.abc import Sequence

from assistant.answering.basis.caveats import add_notes
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.figures.lookups import state_figures
from assistant.records import Answer
from ingest.folding import fold_text

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_AMOUNT = re.compile(r"(?:多少|几)[^,。;?]{0,8}[,。;?].*(?:多少|几)|how many .*(?:,|and) .*(?:how|than)", re.IGNORECASE)
"""How a question asks for a figure itself and then how far it is from another."""


def find_open_ends(draft: Draft, entries: Sequence[Entry]) -> tuple[int, ...]:
    """The first or last year of a span that a question names for one agency, where it has no figure of that year."""
    query = draft.query
    named = {int(year) for year in _YEAR.findall(fold_text(query.question).text)} & set(query.years)
    if len(query.agencies) != 1 or len(named) < len(("first", "last")):
        return ()
    counted = {entry.reading.report.year for entry in entries if entry.position is not None}
    return tuple(year for year in (min(named), max(named)) if year not in counted)


def tell_open(draft: Draft, entries: Sequence[Entry], open_ends: Sequence[int]) -> Answer:
    """That the change cannot be worked out, with the figures that there are."""
    years = draft.query.years
    holes = {"first": draft.names.year(min(years)), "last": draft.names.year(max(years))}
    draft.write("compare.open_ends", years=draft.names.list(draft.names.year(year) for year in open_ends), **holes)
    state_figures(draft, entries)
    add_notes(draft, entries)
    return draft.finish("answered" if asks_amount_too(draft) else "no_data")


def asks_amount_too(draft: Draft) -> bool:
    """Whether a question asks for the figure itself as well, which is told."""
    return _AMOUNT.search(fold_text(draft.query.question, keep_layout=draft.query.language == "en").text) is not None
