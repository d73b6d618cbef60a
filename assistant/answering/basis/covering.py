"""How many of those asked about have a figure, and who has not: reports without it by name, those that do not exist counted."""

from collections.abc import Sequence

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.draft import Draft
from assistant.records import Coverage

NAMED = 10
"""As many left out are named; the rest is a count."""

ABSENT = 5
"""Up to so many agencies or years without a report are named; more are only counted."""

NO_REPORT, UNPLACED = "no report", "unplaced"

Left = Sequence[tuple[str, str]]
"""Names left out, each with the reason."""


def tell_coverage(draft: Draft, coverage: Coverage) -> str:
    """One sentence: those with a report first, without it the agencies and years of which there is no report."""
    gone = [(name, why) for name, why in coverage.excluded if why == NO_REPORT]
    unplaced = [name for name, why in coverage.excluded if why == UNPLACED]
    lacking = [(name, why) for name, why in coverage.excluded if why not in (NO_REPORT, UNPLACED)]
    scope = "agencies" if len(draft.query.years) == 1 and not draft.evidence.wide else "reports"
    cut = (len(gone) > ABSENT or scope == "reports") and coverage.of > len(gone) > 0 and not draft.evidence.wide
    held = coverage.of - len(gone) if cut else coverage.of
    key = f"{'all_' if held == coverage.with_data else ''}{'held_' if cut and draft.query.years else ''}{scope}"
    sentence = draft.say(f"coverage.{key}", of=_count(draft, held), with_data=coverage.with_data, years=_name_years(draft))
    sentence += _tell_left_out(draft, lacking if cut else [*lacking, *gone], held - coverage.with_data)
    if cut and len(gone) <= ABSENT:
        sentence += draft.say("coverage.gone", names=draft.names.list(name for name, _ in gone))
    elif cut:
        sentence += draft.say(f"coverage.gone_{scope}", count=_count(draft, len(gone)), years=_name_years(draft))
    if unplaced:
        sentence += draft.say("coverage.unplaced", files=draft.names.list(f"“{name}”" for name in unplaced))
    return sentence + draft.say("piece.stop")


def tell_reason(draft: Draft, why: str) -> str:
    """Why something was left out: 没有2020年报告, 没有此项."""
    if why == NO_REPORT and len(draft.query.years) == 1:
        return draft.say("coverage.no_report", year=draft.names.year(draft.query.years[0]))
    return draft.say(f"why.{why}")


def _name_years(draft: Draft) -> str:
    return draft.names.years(draft.query.years) if draft.query.years else ""


def _tell_left_out(draft: Draft, left: Left, number: int) -> str:
    """Who is left out and why, the first few by name; empty where nobody is. ``number`` is how many there are in all."""
    if not left:
        return ""
    reasons: dict[str, list[str]] = {}
    for name, why in left[:NAMED]:
        reasons.setdefault(why, []).append(name)
    groups = [
        draft.say("coverage.group", names=draft.names.list(names), why=tell_reason(draft, why)) for why, names in reasons.items()
    ]
    sentence = draft.say("coverage.excluded", list=draft.say("piece.semicolon").join(groups))
    return sentence + (draft.say("coverage.count", count=_count(draft, number)) if number > NAMED else "")


def _count(draft: Draft, number: int) -> int:
    """The number as it may stand in the text, entered among the answer's values where coverage does not hold it."""
    if draft.coverage is None or number not in (draft.coverage.of, draft.coverage.with_data):
        draft.ledger.add(derive_count(number, (), draft.say("coverage.label")))
    return number
