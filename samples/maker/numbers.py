# ruff: noqa: PLR2004 -- these numbers shape chance and mean nothing elsewhere
"""The true numbers of every agency and year: seeded, and consistent within and across years.

Balance, totals, carry-over, stock and flow all hold here, but for a break across years that is asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from samples.maker.form import APPLICANTS, DISPUTES, OUTCOMES, list_result_rows
from samples.maker.records import Agency, FormVersion, Values

KINDS = tuple(kind for kind, _ in APPLICANTS)
_KIND_SHARE = {
    "natural_person": 0.7,
    "business": 0.14,
    "research": 0.02,
    "public_interest": 0.03,
    "legal_services": 0.06,
    "other": 0.05,
}
_RESULT_WEIGHT = {
    "granted": 40,
    "partly_granted": 12,
    "unavailable_not_held": 14,
    "unavailable_needs_creation": 4,
    "declined_petition": 5,
}
_PROCUREMENT = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Year:
    """What one year's numbers depend on besides chance: its form, and the rules broken against the year before."""

    number: int
    form: FormVersion
    breaks: tuple[str, ...] = ()


def fill_years(agency: Agency, years: tuple[Year, ...]) -> dict[int, Values]:
    """The numbers of consecutive ``years``, each building on the one before."""
    filled: dict[int, Values] = {}
    before: Values = {}
    for year in years:
        rng = Random(f"{agency.key} {year.number}")
        values = fill_active(rng, agency, year, before) | fill_requests(rng, agency, year, before) | fill_disputes(rng, agency)
        filled[year.number] = before = values
    return filled


def _draw_count(rng: Random, mean: float) -> int:
    return max(0, round(rng.gauss(mean, mean**0.5 * 0.9))) if mean > 0 else 0


def _shift(broken: bool) -> int:
    return 1 if broken else 0


def fill_active(rng: Random, agency: Agency, year: Year, before: Mapping[str, Decimal]) -> Values:
    """Table 二 of one year; the two versions share only the numbers of decisions."""
    values: Values = {}
    scale = agency.volume / 10
    decisions = {
        "licensing": _draw_count(rng, 26 * scale),
        "penalties": _draw_count(rng, 11 * scale),
        "coercion": _draw_count(rng, scale),
    }
    if agency.volume > 30:
        decisions["licensing"] += 1100
    made = rng.randint(0, 2 if agency.volume < 10 else 4)
    if year.form == "2019":
        values |= _fill_documents_2019(rng, before, made, "published_stock" in year.breaks)
        values |= _fill_items_2019(rng, decisions | {"other_services": _draw_count(rng, 4 * scale)}, before, agency.volume)
    else:
        values |= _fill_documents_2021(rng, before, made, "stock_flow" in year.breaks)
        values |= {f"active.{row}.decisions": Decimal(count) for row, count in decisions.items()}
        amount = Decimal(rng.randint(0, 60000) * agency.volume // 10) * _PROCUREMENT
        values["active.fees.amount"] = amount if agency.volume > 5 else Decimal(0)
    return values


def _fill_documents_2019(rng: Random, before: Mapping[str, Decimal], made: int, broken: bool) -> Values:
    published = min(made, rng.randint(0, 4))
    earlier = before.get("active.normative_documents.published_total", Decimal(rng.randint(2, 14)))
    rules = {f"active.rules.{column}": Decimal(0) for column in ("made", "published", "published_total")}
    return rules | {
        "active.normative_documents.made": Decimal(made),
        "active.normative_documents.published": Decimal(published),
        "active.normative_documents.published_total": earlier + published + _shift(broken),
    }


def _fill_documents_2021(rng: Random, before: Mapping[str, Decimal], made: int, broken: bool) -> Values:
    earlier = before.get("active.normative_documents.in_force", Decimal(rng.randint(3, 12)))
    repealed = min(int(earlier), rng.randint(0, 2))
    rules = {f"active.rules.{column}": Decimal(0) for column in ("made", "repealed", "in_force")}
    return rules | {
        "active.normative_documents.made": Decimal(made),
        "active.normative_documents.repealed": Decimal(repealed),
        "active.normative_documents.in_force": earlier + made - repealed + _shift(broken),
    }


def _fill_items_2019(rng: Random, decisions: Mapping[str, int], before: Mapping[str, Decimal], volume: int) -> Values:
    values: Values = {}
    for row in ("licensing", "other_services", "penalties", "coercion", "fees"):
        old, change = before.get(f"active.{row}.previous_items"), before.get(f"active.{row}.change")
        items = old + change if old is not None and change is not None else Decimal(rng.randint(1, 4 + volume))
        values[f"active.{row}.previous_items"] = items
        values[f"active.{row}.change"] = Decimal(rng.choice((-1, 0, 0, 0, 1, 2)) if items > 0 else 0)
        if row in decisions:
            values[f"active.{row}.decisions"] = Decimal(decisions[row])
    count = rng.randint(0, 3 + volume // 2)
    values["active.procurement.items"] = Decimal(count)
    values["active.procurement.amount"] = (
        sum((Decimal(rng.randint(8000, 900000)) for _ in range(count)), Decimal(0)) * _PROCUREMENT
    )
    return values


def fill_requests(rng: Random, agency: Agency, year: Year, before: Mapping[str, Decimal]) -> Values:
    """Table 三: per applicant kind, what came in is dealt out over the result rows and the carry-over."""
    rows = ("new", "carried_in", *list_result_rows(year.form), "total", "carried_out")
    counts = dict.fromkeys(((row, kind) for row in rows for kind in KINDS), 0)
    yearly = agency.volume * rng.uniform(0.6, 1.35)
    for kind in KINDS:
        counts["new", kind] = _draw_count(rng, yearly * _KIND_SHARE[kind])
        counts["carried_in", kind] = int(before.get(f"requests.carried_out.{kind}", Decimal(0)))
        if "carry_over" in year.breaks and kind == "natural_person":
            counts["carried_in", kind] += 1
        _deal_results(rng, counts, kind, year.form)
    values = {f"requests.{row}.{kind}": Decimal(count) for (row, kind), count in counts.items()}
    for row in rows:
        values[f"requests.{row}.total"] = sum((values[f"requests.{row}.{kind}"] for kind in KINDS), Decimal(0))
    return values


def _deal_results(rng: Random, counts: dict[tuple[str, str], int], kind: str, form: FormVersion) -> None:
    incoming = counts["new", kind] + counts["carried_in", kind]
    counts["carried_out", kind] = min(counts["new", kind], rng.choice((0, 0, 1)) if incoming < 12 else rng.randint(0, 3))
    counts["total", kind] = incoming - counts["carried_out", kind]
    rows = list_result_rows(form)
    weights = [_RESULT_WEIGHT.get(row, 1.2) for row in rows]
    for row in rng.choices(rows, weights, k=counts["total", kind]):
        counts[row, kind] += 1


def fill_disputes(rng: Random, agency: Agency) -> Values:
    """Table 四: few cases, and none at all in small places."""
    values: Values = {}
    for group, _ in DISPUTES:
        chances = (0, 0, 0, 1, agency.volume // 14) if agency.volume > 10 else (0,) * 8 + (min(1, agency.volume // 4),)
        cases = [rng.choice(chances) for _ in OUTCOMES[:-1]]
        values |= {f"disputes.{group}.{outcome}": Decimal(count) for (outcome, _), count in zip(OUTCOMES, cases, strict=False)}
        values[f"disputes.{group}.total"] = Decimal(sum(cases))
    return values
