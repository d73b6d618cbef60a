"""Parts and wholes: what a measure is a share of, and in which order a share takes the two."""

from dataclasses import replace

from assistant.records import Measure
from assistant.understanding.words.vocabulary import Vocabulary

PAIR = 2


def order_share(measures: tuple[Measure, ...], vocabulary: Vocabulary, *, each: bool = False) -> tuple[Measure, ...]:
    """Part and whole of a share, in this order; a rate alone where one is named, for it has its whole.

    Several parts of one whole stand before it where ``each`` is to be set against it (网站、微信各占多少).
    """
    rates = tuple(measure for measure in measures if measure.over)
    if rates:
        return rates
    wholes = {whole for measure in measures if (whole := find_whole(measure, vocabulary)) is not None}
    parts = tuple(measure for measure in measures if measure not in wholes)
    if len(wholes) == 1 and len(parts) > 1 and (each or len(parts) > PAIR or wholes <= set(measures)):
        return (*parts, *wholes)
    if len(measures) == 1:
        whole = find_whole(measures[0], vocabulary)
        return measures if whole is None else (measures[0], whole)
    if len(measures) == 2 and find_whole(measures[1], vocabulary) == measures[0]:  # noqa: PLR2004
        return (measures[1], measures[0])
    return measures


def find_whole(measure: Measure, vocabulary: Vocabulary) -> Measure | None:
    """What a part is a share of: a row of all results, an applicant of its row, an outcome of its group, a channel of all."""
    table, _, rest = measure.id.partition(".")
    row, _, column = rest.partition(".")
    name = None
    if table == "requests" and column not in ("total", "") and row:
        name = f"requests.{row}.total"
    elif table == "requests" and row not in ("new", "carried_in", "carried_out", "total"):
        name = "requests.total.total"
    elif table == "disputes" and column != "total":
        name = f"disputes.{row}.total"
    elif table == "disputes" and row in ("direct_suit", "suit_after_review"):
        name = "disputes.suits.total"
    elif table == "published" and row != "total":
        name = "published.total"
    return vocabulary.measures.get(name) if name else None


def make_rate(measures: tuple[Measure, ...], vocabulary: Vocabulary) -> Measure | None:
    """A part in percent of its whole as one measure, by which agencies can be ranked; None where that is not what is named."""
    ordered = order_share(measures, vocabulary)
    if len(ordered) != PAIR or any(measure.over or measure.variants for measure in ordered):
        return None
    part, whole = ordered
    return replace(
        part,
        id=f"{part.id}/{whole.id}",
        label=f"{part.label}占{whole.label}的比例",
        label_en=f"{part.label_en} as a share of {whole.label_en}",
        unit="%",
        over=(whole.id,),
        note="",
    )


def make_rates(measures: tuple[Measure, ...], vocabulary: Vocabulary) -> tuple[Measure, ...]:
    """Each part as the rate of its own whole, wholes left out; the measures as they are where one of them is no such part."""
    wholes = {find_whole(measure, vocabulary) for measure in measures}
    parts = tuple(measure for measure in measures if measure not in wholes)
    rates = tuple(measure if measure.over else make_rate((measure,), vocabulary) for measure in parts)
    return tuple(rate for rate in rates if rate is not None) if rates and None not in rates else measures


def drop_whole(measures: tuple[Measure, ...], vocabulary: Vocabulary) -> tuple[Measure, ...]:
    """The measures without one that is the whole of several others of them."""
    wholes = [find_whole(measure, vocabulary) for measure in measures]
    return tuple(measure for measure in measures if wholes.count(measure) < PAIR)


def join_parts(measures: tuple[Measure, ...], vocabulary: Vocabulary) -> tuple[Measure, ...]:
    """The parts of a share added up as one, before their whole; as they are where they cannot be added."""
    joined = join_counts(measures[:-1], vocabulary)
    return measures if joined is None or find_whole(measures[0], vocabulary) != measures[-1] else (joined, measures[-1])


def join_counts(measures: tuple[Measure, ...], vocabulary: Vocabulary) -> Measure | None:
    """Several counts of the tables added up as one measure, by which agencies can be ranked; None where they cannot be added."""
    cells = tuple(cell for measure in measures for cell in measure.cells)
    parts = any(find_whole(measure, vocabulary) in measures for measure in measures)
    plain = all(measure.cells and not measure.over and not measure.variants for measure in measures)
    if len(measures) < PAIR or parts or not plain or len(set(cells)) < len(cells) or len({one.unit for one in measures}) > 1:
        return None
    return replace(
        measures[0],
        id="+".join(measure.id for measure in measures),
        label=f"{'、'.join(measure.label for measure in measures)}合计",
        label_en=f"{' and '.join(measure.label_en or measure.label for measure in measures)} in total",
        cells=cells,
        figure=None,
        forms=tuple(form for form in measures[0].forms if all(form in measure.forms for measure in measures)),
        note="",
    )
