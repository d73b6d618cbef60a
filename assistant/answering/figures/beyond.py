"""Answers to what reports do not state, as figures of a part of the year or per head: the year's figure is only offered."""

from assistant.answering.basis.caveats import add_notes
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.tabling import MOST_IN_PROSE
from assistant.answering.figures.lookups import state_figures
from assistant.records import Answer, Query
from assistant.understanding.signs.operations import FIGURES
from assistant.understanding.words.within import find_head, find_stretch
from ingest.folding import fold_text


def find_unstated(query: Query) -> tuple[str, str]:
    """Which kind of figure a question wants that no report states, and in which words; empty where it wants none."""
    if query.operation not in FIGURES or not query.measures:
        return "", ""
    asked = query.asked
    text = fold_text(asked, keep_layout=query.language == "en").text.lower()
    if stretch := find_stretch(text):
        return "stretch", stretch
    head = find_head(text)
    return ("head", head) if head else ("", "")


def compose_unstated(draft: Draft, kind: str, words: str) -> Answer:
    """Why the figure is not there, and the figures of the whole year as the nearest."""
    draft.write(f"beyond.{kind}", words=words)
    told = [reading for reading in draft.evidence.readings if reading.why is None]
    if 0 < len(told) <= MOST_IN_PROSE:
        draft.write("beyond.nearest", words=words)
        entries = [entry for entry in draft.enter_all() if entry.position is not None]
        state_figures(draft, entries)
        add_notes(draft, entries)
    return draft.finish("no_data")
