"""What the prose of a report says of its counts, beside its channels and beside its tables."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.basis.calculate import derive_sum
from assistant.answering.basis.caveats import find_carried, note_conflicts
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.findings import enter_figure, name_figure
from assistant.answering.basis.ledger import place_value
from assistant.answering.basis.reading import CHANNELS, Stated, read_count
from assistant.answering.checks.identities import PAIR, name_rule
from assistant.understanding.words.vocabulary import load_vocabulary
from index.records import StoredFigure, StoredReport
from ingest.records import Finding

COUNTED_TWICE = ("requests.new.total", "requests.total.total", "disputes.review.total", "disputes.suits.total")
"""The measures that the table and the prose may both give."""


def show_prose(draft: Draft, report: StoredReport, rules: Sequence[str], *, told: bool) -> list[str]:
    """What the prose says of publication: a total with its parts, and other counts of the same thing that differ."""
    if rules and "text_parts" not in rules:
        return []
    if draft.query.measures and not any(measure.id.startswith("published.") for measure in draft.query.measures):
        return []
    figures = [stored for stored in draft.evidence.figures if stored.report.id == report.id]
    total = next((stored for stored in figures if stored.figure.figure == "published.total" and stored.figure.primary), None)
    if total is None:
        return []
    lines = []
    parts = [stored for stored in figures if stored.figure.figure in CHANNELS and stored.figure.primary]
    added = sum((stored.figure.value for stored in parts), Decimal(0))
    if len(parts) < PAIR or (told and added != total.figure.value):
        return []
    shown = " + ".join(name_figure(draft, stored) + draft.say("piece.gap") + show_stated(draft, stored) for stored in parts)
    name = name_rule(draft, "text_parts")
    if added == total.figure.value:
        lines.append(draft.say("check.identity_holds", name=name, left=shown, right=show_stated(draft, total)))
    else:
        positions = [enter_figure(draft, stored) for stored in parts]
        summed = place_value(derive_sum(draft.ledger.values, positions, draft.say("check.stated_label")), report)
        holes = {"total": show_stated(draft, total), "parts": shown, "sum": draft.amount(summed, bold=False)}
        draft.ledger.add(summed)
        lines.append(draft.say("check.parts_differ", name=name, **holes))
    return lines


def show_agreement(
    draft: Draft, report: StoredReport, rules: Sequence[str], told: Sequence[Finding]
) -> tuple[list[str], set[str]]:
    """What table and prose both count, and how they came out, where a question is about the two.

    Only the counts that it names, if it names any; those that a ``told`` finding speaks of are not shown again.
    """
    if "text_vs_table" not in rules:
        return [], set()
    stated = Stated(
        {(stored.report.id, stored.cell.cell): stored for stored in draft.evidence.cells},
        {(stored.report.id, stored.figure.figure or ""): stored for stored in draft.evidence.figures if stored.figure.primary},
    )
    named = [measure.id for measure in draft.query.measures if measure.id in COUNTED_TWICE]
    known = {cell for finding in told if finding.rule == "text_vs_table" for cell in finding.cells}
    lines, outcomes = [], set()
    for name in named or COUNTED_TWICE:
        reading = read_count(load_vocabulary().measures[name], report, stated)
        if not reading.cells or reading.figure is None or known.intersection(stored.cell.cell for stored in reading.cells):
            continue
        entry = draft.ledger.enter(reading)
        outcomes.add("holds" if entry.prose is None else "fails" if find_carried(draft, entry) is None else "carried")
        label = draft.names.reading(reading, ("measure",))
        holes = {"name": name_rule(draft, "text_vs_table"), "label": label, "figure": draft.entry(entry, bold=False)}
        lines += [draft.say("check.agree", **holes)] if entry.prose is None else note_conflicts(draft, [entry])
    return lines, outcomes


def show_stated(draft: Draft, stored: StoredFigure) -> str:
    """A narrative figure with its mark."""
    return draft.figure(enter_figure(draft, stored), bold=False)
