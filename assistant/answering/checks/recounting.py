"""What the prose adds up and takes shares of, counted again from its own figures."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.findings import PERCENT, enter_figure
from assistant.answering.basis.ledger import place_value
from assistant.answering.checks.gathering import gather_listing
from assistant.answering.checks.identities import name_rule
from assistant.answering.checks.stretches import Stretch, list_stretches
from assistant.records import Value
from index.records import StoredReport
from ingest.checks.prose_counts import (
    CHANNEL_FIGURES,
    Listing,
    Share,
    list_channel_shares,
    list_counts,
    list_shares,
    list_totals,
)

SHOWN = 12
"""As many shares of one report are shown."""

SEVERAL = 2
"""So many percentages of one stretch can be added up."""

ADDED = re.compile(r"加起来|相加|之和|合起来|总和|add up|sum up|added", re.IGNORECASE)
"""How a question adds percentages up."""

_CLAIM = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(?![\d.]*\s*(?:[%％]|年))")


def show_totals(draft: Draft, report: StoredReport, *, told: bool) -> tuple[list[str], set[str]]:
    """Every total of the prose with its parts added up, and how they came out; ``told`` if a finding tells of those that fail.

    Where the question names a number, only the lists that it is the total or the sum of are shown, if there are any.
    """
    found = [(stretch, listing) for stretch in list_stretches(draft, report) for listing in list_totals(stretch.folded.text)]
    known = {number for _, listing in found for number in (listing.total, listing.added)}
    found = [(stretch, listing) for stretch, listing in found if listing.whole and not (told and not listing.leading)]
    claimed = {Decimal(number) for number in _CLAIM.findall(draft.query.question)}
    meant = [(stretch, listing) for stretch, listing in found if claimed & {listing.total, listing.added}]
    lines = [show_total(draft, report, stretch, listing) for stretch, listing in meant or found]
    if known and claimed and not claimed & known:
        lines.append(draft.say("check.not_claimed", claim=show_claim(claimed)))
    if not found and not told:
        return show_loose(draft, report)
    return lines, {"holds" if listing.leading else "fails" for _, listing in meant or found}


def show_loose(draft: Draft, report: StoredReport) -> tuple[list[str], set[str]]:
    """The total of what was published with what its prose lists behind it, which may not be all of it; else the total alone."""
    figures = (stored for stored in draft.evidence.figures if stored.report.id == report.id and stored.figure.primary)
    total = next((stored for stored in figures if stored.figure.figure == "published.total"), None)
    if total is None:
        return [], set()
    gathered = gather_listing(list(list_stretches(draft, report)), total)
    if gathered is None:
        shown = draft.figure(enter_figure(draft, total), bold=False)
        return [draft.say("check.no_listing", total=shown)], {"nothing"}
    stretch, listing = gathered
    return [show_total(draft, report, stretch, listing)], {"holds" if listing.leading else "partial"}


def show_total(draft: Draft, report: StoredReport, stretch: Stretch, listing: Listing) -> str:
    """A total, its parts, and whether they give it."""
    cited = stretch.cite(draft, listing.span)
    label, parts = draft.say("check.stated_label"), listing.leading or listing.parts

    def enter(number: Decimal) -> int:
        return draft.ledger.add(place_value(Value(label, number, listing.unit, citations=cited), report))

    positions = [enter(part) for part in parts]
    shown = " + ".join(draft.figure(position, bold=False, marks=False) for position in positions)
    total = draft.figure(enter(listing.total), bold=False)
    name = name_rule(draft, "text_parts")
    added = Value(label, sum(parts, Decimal(0)), listing.unit, derived="sum", inputs=tuple(positions), formula=shown)
    added = place_value(added, report)
    draft.ledger.add(added)
    if listing.leading:
        return draft.say("check.identity_holds", name=name, left=shown, right=total)
    return draft.say("check.parts_differ", name=name, total=total, parts=shown, sum=draft.amount(added, bold=False))


def show_shares(draft: Draft, report: StoredReport, *, told: bool) -> tuple[list[str], set[str]]:
    """Every percentage of the prose with part and base, and how they came out; ``told`` as for totals.

    Where the question names a percentage that the prose states, only that one is shown.
    """
    counted = [(stretch, share) for stretch, share in list_counted(draft, report) if share.agrees or not told]
    claimed = {Decimal(number) for number in PERCENT.findall(draft.query.question)}
    meant = [(stretch, share) for stretch, share in counted if share.stated in claimed]
    bases = find_bases(draft, report)
    stated = {share.stated for _, share in list_counted(draft, report)}
    shown = (meant or ([] if told and claimed & stated else counted))[:SHOWN]  # a finding tells of the one that is claimed
    lines = [show_share(draft, report, stretch, share, bases) for stretch, share in shown]
    if claimed and not claimed & stated and not ADDED.search(draft.query.question):
        lines.append(draft.say("check.not_stated", claim=show_claim(claimed, "%")))
    return lines, {"holds" if share.agrees else "fails" for _, share in shown}


def show_claim(claimed: Iterable[Decimal], unit: str = "") -> str:
    """The numbers that a question names."""
    return "、".join(f"{number}{unit}" for number in sorted(claimed))


def list_counted(draft: Draft, report: StoredReport) -> Iterator[tuple[Stretch, Share]]:
    """The percentages of a report's prose, each with its stretch."""
    figures = [stored.figure for stored in draft.evidence.figures if stored.report.id == report.id and stored.figure.primary]
    exact = {figure.figure: figure.value for figure in figures if figure.figure and not figure.approx}
    total = exact.get("published.total")
    unit = next((figure.unit or "" for figure in figures if figure.figure == "published.total"), "")
    channels = {name: exact[name] for name in CHANNEL_FIGURES.values() if name in exact}
    before: list[Decimal] = []
    for stretch in list_stretches(draft, report):
        text = stretch.folded.text
        for share in list_shares(text, before, total):
            yield stretch, share
        if total is not None:
            for _, share in list_channel_shares(text, total, channels):
                yield stretch, replace(share, unit=unit)
        before.extend(list_counts(text))


def find_bases(draft: Draft, report: StoredReport) -> Mapping[Decimal, Stretch]:
    """The first stretch of the prose that states a number."""
    found: dict[Decimal, Stretch] = {}
    for stretch in list_stretches(draft, report):
        for number in list_counts(stretch.folded.text):
            found.setdefault(number, stretch)
    return found


def show_share(draft: Draft, report: StoredReport, stretch: Stretch, share: Share, bases: Mapping[Decimal, Stretch]) -> str:
    """A part of a base in percent as it works out, and the percentage that the prose states."""
    cited = stretch.cite(draft, share.span)
    label = draft.say("check.stated_label")

    def enter(number: Decimal, unit: str, marks: Sequence[int]) -> int:
        return draft.ledger.add(place_value(Value(label, number, unit, citations=tuple(marks)), report))

    def place(number: Decimal) -> tuple[int, ...]:
        return bases[number].cite(draft) if number in bases else cited

    beside = share.part in list_counts(stretch.folded.text[slice(*share.span)])
    part = enter(share.part, share.unit, cited if beside else place(share.part))
    base = enter(share.base, share.unit, place(share.base))
    stated = enter(share.stated, "%", cited)
    formula = f"{draft.figure(part, bold=False)} ÷ {draft.figure(base, bold=False)}"
    plain = f"{draft.figure(part, bold=False, marks=False)} ÷ {draft.figure(base, bold=False, marks=False)}"
    worked = place_value(Value(label, share.expected, "%", derived="share", inputs=(part, base), formula=plain), report)
    draft.ledger.add(worked)
    holes = {"name": name_rule(draft, "percentage"), "formula": formula, "worked": draft.amount(worked, bold=False)}
    key = "check.share_holds" if share.agrees else "check.share_fails"
    return draft.say(key, stated=draft.figure(stated, bold=False), **holes)


def show_sum_of_shares(draft: Draft, report: StoredReport) -> list[str]:
    """The percentages of each stretch that has several, added up."""
    groups: dict[tuple[str, int], list[tuple[Stretch, Share]]] = {}
    for stretch, share in list_counted(draft, report):
        groups.setdefault((stretch.passage.id, stretch.start), []).append((stretch, share))
    label, lines = draft.say("check.stated_label"), []
    for group in groups.values():
        if len(group) < SEVERAL:
            continue
        entered = [
            draft.ledger.add(place_value(Value(label, share.stated, "%", citations=stretch.cite(draft, share.span)), report))
            for stretch, share in group
        ]
        shown = " + ".join(draft.figure(position, bold=False, marks=False) for position in entered)
        total = sum((share.stated for _, share in group), Decimal(0))
        added = place_value(Value(label, total, "%", derived="sum", inputs=tuple(entered), formula=shown), report)
        draft.ledger.add(added)
        marks = draft.mark([mark for position in entered for mark in draft.ledger.values[position].citations])
        lines.append(draft.say("check.shares_added", shares=shown, sum=draft.amount(added), marks=marks))
        claimed = [Decimal(number) for number in PERCENT.findall(draft.query.question)]
        if claimed and total not in claimed:
            lines.append(draft.say("check.not_claimed", claim=show_claim(claimed, "%")))
    return lines
