"""Answers that spread a year's figure evenly over its months, quarters or days, with the formula."""

from assistant.answering.basis.calculate import Span, count_parts, derive_pace
from assistant.answering.basis.caveats import add_coverage, add_notes
from assistant.answering.basis.changes import position_of
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, place_value
from assistant.answering.basis.naming import split_parts
from assistant.answering.basis.tabling import write_table
from assistant.answering.figures.lookups import compose_missing
from assistant.records import Answer, Query
from assistant.understanding.signs.operations import FIGURES
from assistant.understanding.words.cues import load_cues
from ingest.folding import fold_text

SPANS: tuple[Span, ...] = ("month", "quarter", "day")
STOCK = (".in_force", "requests.carried_in.", "requests.carried_out.")
"""What the ids of figures have that are counted on one day, and not over the year."""


def find_pace(query: Query) -> Span | None:
    """Over what a question wants a year's figure spread (月均, 日均); None where it does not."""
    if query.operation not in FIGURES or not query.measures:
        return None
    asked = query.asked
    text = fold_text(asked, keep_layout=query.language == "en").text.lower()
    return next((per for per in SPANS if load_cues().match(f"per_{per}", text, query.language)), None)


def compose_pace(draft: Draft, per: Span) -> Answer:
    """Each figure of a year divided by its months, quarters or days."""
    unfit = [measure for measure in draft.query.measures if measure.over or any(part in measure.id for part in STOCK)]
    if unfit:
        for measure in unfit:
            draft.write("pace.stock", label=draft.names.measure(measure), per=draft.say(f"pace.{per}"))
        return draft.finish("no_data")
    entries = [entry for entry in draft.enter_all() if entry.position is not None and entry.reading.report.year is not None]
    if not entries or draft.evidence.wide:
        return compose_missing(draft)
    if len(entries) == 1:
        told = {"name": draft.names.reading(entries[0].reading), "per": draft.say(f"pace.{per}")}
        draft.write("pace.one", figure=show_pace(draft, entries[0], per), formula=show_formula(draft, entries[0], per), **told)
    else:
        tabulate_paces(draft, entries, per)
    draft.write("pace.made")
    if len(entries) > 1:
        add_coverage(draft)
    add_notes(draft, entries)
    return draft.finish("answered")


def tabulate_paces(draft: Draft, entries: list[Entry], per: Span) -> None:
    """A row per figure: the year's and what it comes to."""
    shared, parts = split_parts(entries)
    lead = draft.names.reading(entries[0].reading, shared)
    days = draft.names.list(dict.fromkeys(name_parts(draft, entry, per) for entry in entries))
    draft.add(draft.say("lookup.several", lead=lead) + draft.say("pace.lead", parts=days, per=draft.say(f"pace.{per}")))
    head = [*(draft.say(f"column.{part}") for part in parts), draft.say("column.figure"), draft.say("column.pace")]
    rows = [
        [*(draft.names.part(entry.reading, part) for part in parts), draft.entry(entry, bold=False), show_pace(draft, entry, per)]
        for entry in entries
    ]
    write_table(draft, head, rows)


def show_pace(draft: Draft, entry: Entry, per: Span) -> str:
    """What a figure comes to, entered."""
    holes = {"per": draft.say(f"pace.{per}"), "parts": name_parts(draft, entry, per)}
    label = draft.say("pace.label", label=draft.names.reading(entry.reading, ("measure",)), **holes)
    value = place_value(derive_pace(draft.ledger.values, position_of(entry), per, label), entry.reading.report)
    return draft.amount(draft.ledger.values[draft.ledger.add(value)])


def show_formula(draft: Draft, entry: Entry, per: Span) -> str:
    """12件[1] ÷ 12个月."""
    return f"{draft.figure(position_of(entry), bold=False)} ÷ {name_parts(draft, entry, per)}"


def name_parts(draft: Draft, entry: Entry, per: Span) -> str:
    """12个月, 4个季度, 365天."""
    return draft.say(f"pace.{per}s", number=count_parts(per, entry.reading.report.year))
