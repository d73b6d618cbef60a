"""Several conditions in one question (申请超过15件而且没有复议): each piece of it with its own figure and its own bound.

A report has to meet them together, or one of them where they are joined by 或. A condition that cannot be read is told, and
never takes the bound of another one, unless one bound is plainly said of several figures (复议和诉讼都为零).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.records import Condition, Measure, Query, Threshold
from assistant.understanding.frame import Frame
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.signs.fitting import fit_measures
from assistant.understanding.signs.pieces import NONE, Piece, read_pieces
from assistant.understanding.signs.relations import AMONG, relates
from assistant.understanding.signs.subjects import ranks_sum
from assistant.understanding.words.bounds import find_bounds
from assistant.understanding.words.cues import Language, load_cues

MOST = 4
"""So many conditions are held together; more are not read."""

_ALL_FIRST = re.compile(
    r"(?:都|均|皆|全|也)(?:是|为|排|居|列)?(?:最|第一|倒数第一|首)|(?:most|highest|first|fewest|lowest) in (?:both|all)"
)
_OMITTED = re.compile(r"的[?。呢]*$")
"""A question whose noun is left out (2024年有复议没有诉讼的)."""
_YEAR = re.compile(r"\x00+")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What was read: the conditions, whether any one of them is enough, and the words of those that could not be read."""

    conditions: tuple[Condition, ...]
    either: bool = False
    unread: tuple[str, ...] = ()


@dataclass(slots=True)
class _Gathering:
    """Pieces gone over so far: the bounds found, and the pieces whose figure waits for one."""

    found: list[tuple[Measure, Threshold]] = field(default_factory=list)
    waiting: list[Piece] = field(default_factory=list)
    unread: list[Piece] = field(default_factory=list)
    last: Piece | None = None


def set_conditions(query: Query, frame: Frame, base: Query | None, catalog: Catalog) -> Query:
    """The query as one on several conditions, where its question sets more than one or keeps them; else as it is."""
    if base is not None and base.conditions and query.operation == "threshold" and query.threshold is None:
        return _keep_conditions(query, frame, base)
    among = frame.names.everyone or frame.periods.which or AMONG.search(frame.masked) is not None
    among = (
        among or query.operation in ("threshold", "count") or (not query.agencies and _OMITTED.search(frame.masked) is not None)
    )
    if not among or query.own or query.operation in ("check", "mentions", "reports", "help") or query.counties:
        return query
    if ranks_by(frame.masked, frame.language) or _ALL_FIRST.search(frame.masked):
        return _set_places(query, frame, catalog)
    read = read_conditions(frame, catalog, query.measures)
    if read is None or (frame.prose and read.unread):
        return query
    if read.unread or relates(query) or query.course:
        return replace(query, unread=read.unread or (frame.question,))
    return _set(query, read)


def _keep_conditions(query: Query, frame: Frame, base: Query) -> Query:
    """The conditions of the turn before for another year (2022年呢); another figure without a bound is not read."""
    if frame.measures:
        return replace(query, unread=(frame.question.strip("?？。 "),))
    return replace(query, measures=base.measures, conditions=base.conditions, either=base.either)


def _set(query: Query, read: Conditions) -> Query:
    """The query as one on conditions."""
    return replace(
        query,
        operation="threshold",
        all_agencies=query.all_agencies or not query.agencies,
        measures=tuple(dict.fromkeys(condition.measure for condition in read.conditions)),
        conditions=read.conditions,
        either=read.either,
        threshold=None,
        limit=None,
        position=None,
        topics=(),
        terms=(),
        related=(),
        together=False,
    )


def _set_places(query: Query, frame: Frame, catalog: Catalog) -> Query:
    """The query for those that take the first or the last place in each of several figures (三项都是第一); else as it is."""
    pieces = [piece for piece in read_pieces(frame, catalog) if piece.measures]
    ends = {piece: name_end(frame.masked[piece.start : piece.end], frame.language) for piece in pieces}
    shared = name_end(frame.masked, frame.language) or "most"
    together = _ALL_FIRST.search(frame.masked) is not None
    if ranks_sum(frame) or len({*pieces}) < 2 or not (together or all(ends.values())):  # noqa: PLR2004
        return query
    places = {measure: Condition(measure, None, ends[piece] or shared) for piece in pieces for measure in piece.measures}
    return _set(query, Conditions(tuple(places.values()))) if 1 < len(places) <= MOST else query


def name_end(text: str, language: Language) -> Literal["", "most", "least"]:
    """Which end of an order a text asks for; empty where it asks for none."""
    if load_cues().match("least", text, language):
        return "least"
    return "most" if load_cues().match("most", text, language) or _ALL_FIRST.search(text) else ""


def ranks_by(text: str, language: Language) -> bool:
    """Whether a text asks for the most or the least, beside its bounds (at least 5 sets a bound)."""
    for bound in find_bounds(text, language):
        text = text[: bound.start] + " " * (bound.end - bound.start) + text[bound.end :]
    return any(load_cues().match(name, text, language) for name in ("most", "least"))


def read_conditions(frame: Frame, catalog: Catalog, spoken: tuple[Measure, ...] = ()) -> Conditions | None:
    """The conditions of a question; None where it sets at most one. ``spoken`` are measures that 两个都 speaks of."""
    pieces = read_pieces(frame, catalog)
    signs = [piece for piece in pieces if piece.sign is not None and not piece.sign.weak]
    named = [piece for piece in pieces if piece.measures]
    if not named and len(signs) == 1 and len(spoken) > 1 and signs[0].shared and signs[0].sign is not None:
        return _fit_all([(measure, signs[0].sign.threshold) for measure in spoken], pieces, frame, ())
    if (len(named) < 2 and len(signs) < 2) or not (signs or len([one for one in named if one.sign]) > 0):  # noqa: PLR2004
        return None
    one = len({measure for piece in named for measure in piece.measures}) == 1
    if (len(signs) <= 1 and ranks_sum(frame)) or (one and len(signs) < 2):  # noqa: PLR2004
        return None
    gathered = _gather(pieces)
    return _fit_all(gathered.found, pieces, frame, tuple(gathered.unread))


def _fit_all(
    found: Sequence[tuple[Measure, Threshold]], pieces: Sequence[Piece], frame: Frame, unread: tuple[Piece, ...]
) -> Conditions | None:
    """The conditions with their bounds in the units of their measures."""
    fitted = [(measure, threshold, fit_measures((measure,), threshold)) for measure, threshold in found]
    conditions = tuple(dict.fromkeys(Condition(*pairs[0]) for _, _, pairs in fitted if pairs))
    words = [frame.names.bare[piece.start : piece.end].strip(" \x00的") for piece in unread]
    words += [piece_words(frame, measure, pieces) for measure, _, pairs in fitted if not pairs]
    if len(conditions) + len(words) < 2:  # noqa: PLR2004
        return None
    joins = [piece.either for piece in pieces[1:] if piece.measures or piece.sign]
    negated = all(condition.threshold == NONE for condition in conditions) and not all(joins)
    either = any(joins) and not (negated or _denies_all(pieces))
    dated = [piece for piece in pieces if piece.measures and _YEAR.search(frame.masked[piece.start : piece.end])]
    mixed = (either and not all(joins)) or (len(dated) > 1 and len(frame.periods.years) > 1) or len(conditions) > MOST
    return Conditions(conditions, either, (frame.question,) if mixed else tuple(words))


def _denies_all(pieces: Sequence[Piece]) -> bool:
    """没有复议或诉讼 denies both: one 没有 stands before all that 或 joins."""
    signed = [piece for piece in pieces if piece.sign is not None]
    return len(signed) == 1 and signed[0].sign is not None and signed[0].sign.threshold == NONE


def piece_words(frame: Frame, measure: Measure, pieces: Sequence[Piece]) -> str:
    """The words of the piece that names a measure."""
    piece = next((piece for piece in pieces if measure in piece.measures), None)
    return measure.label if piece is None else frame.names.bare[piece.start : piece.end].strip(" \x00的")


def _gather(pieces: Sequence[Piece]) -> _Gathering:
    """The figure and bound of each condition; a figure without a bound takes one that is plainly said of it too."""
    state = _Gathering()
    for piece in pieces:
        if piece.sign is None and piece.measures:
            state.waiting.append(piece)
        elif piece.sign is not None and (piece.measures or not piece.sign.weak):
            _settle_waiting(state, piece)
            measures = piece.measures or (state.last.measures if state.last is not None and not state.waiting else ())
            state.found += [(measure, piece.sign.threshold) for measure in measures]
            state.unread += [piece] if not measures and not state.waiting else []
            state.waiting = []
            state.last = piece if piece.measures else state.last
    _settle_waiting(state, None)
    return state


def _settle_waiting(state: _Gathering, piece: Piece | None) -> None:
    """Gives the figures that wait for a bound that of the piece behind them or before them, or tells that none was read."""
    for waiting in state.waiting:
        behind = piece is not None and (not piece.leads or piece.shared) and (piece.softly or piece.shared or not piece.measures)
        before = state.last is not None and state.last.leads and (waiting.softly or waiting.either)
        source = piece if behind else state.last if before else None
        if source is None or source.sign is None:
            state.unread.append(waiting)
        else:
            state.found += [(measure, source.sign.threshold) for measure in waiting.measures]
    if piece is None:
        state.waiting = []
