"""Ruled tables of a page: drawn lines become edges, edges that touch become lattices, lattices become cells.

Plain geometry on tuples, in points from the page's top left; no PDF library here. A chain of small steps: merge edges →
group those that touch → grid of elementary boxes → boxes without a rule between them joined into cells.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""

SNAP = 5.0
"""Rules nearer than this stand at one edge of the grid: a cell's border and its neighbour's; no text fits between them."""
_TOUCH = 3.0
_SAME_RULE = 1.0
THIN = 3.0
"""A filled box thinner than this is a drawn line."""
_SHORTEST = 4.0
_MOST_EDGES = 2000
"""A page with more rules than this after merging is a drawing, not a form."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight rule: ``at`` its y (horizontal) or x (vertical), from ``start`` to ``end`` along the other axis."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page."""

    horizontal: tuple[Edge, ...]
    vertical: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell as ruled, rows and columns counted from 0; ``open_top`` and ``open_bottom`` say that no rule closes it there."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    open_top: bool = False
    open_bottom: bool = False


@dataclass(frozen=True, slots=True)
class Lattice:
    """One ruled table: its column edges ``xs``, row edges ``ys`` and the cells that tile it, in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[RuledCell, ...]
    owners: tuple[tuple[int, ...], ...]
    """Index of the cell over each elementary box, by row and column."""

    @property
    def box(self) -> Box:
        """The table's outline."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def find_cell(self, x: float, y: float) -> int:
        """Index of the cell over a point, or -1 outside."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owners[row][column]
        return -1


def build_rules(boxes: Iterable[Box], outlines: Iterable[Box]) -> Rules:
    """Rules from thin boxes (lines, filled bars) and from the four sides of ``outlines``."""
    horizontal: list[Edge] = []
    vertical: list[Edge] = []
    for x0, top, x1, bottom in boxes:
        if bottom - top <= THIN and x1 - x0 >= bottom - top:
            horizontal.append(Edge((top + bottom) / 2, x0, x1))
        elif x1 - x0 <= THIN:
            vertical.append(Edge((x0 + x1) / 2, top, bottom))
    for x0, top, x1, bottom in outlines:
        horizontal += [Edge(top, x0, x1), Edge(bottom, x0, x1)]
        vertical += [Edge(x0, top, bottom), Edge(x1, top, bottom)]
    return Rules(_merge_edges(horizontal), _merge_edges(vertical))


def find_lattices(rules: Rules) -> list[Lattice]:
    """The tables that the rules draw, from top to bottom; frames with a single cell are none."""
    if len(rules.horizontal) + len(rules.vertical) > _MOST_EDGES:
        return []
    lattices = [_build_lattice(group) for group in _group_touching(rules)]
    found = [lattice for lattice in lattices if lattice is not None and len(lattice.cells) > 1]
    return sorted(found, key=lambda lattice: lattice.box[1])


def _merge_edges(edges: list[Edge]) -> tuple[Edge, ...]:
    """Edges on one line joined where they overlap or nearly touch."""
    merged: list[Edge] = []
    for line in _snap_lines(edges):
        at = sum(edge.at for edge in line) / len(line)
        line.sort(key=lambda edge: edge.start)
        start, end = line[0].start, line[0].end
        for edge in line[1:]:
            if edge.start > end + _TOUCH:
                merged.append(Edge(at, start, end))
                start = edge.start
            end = max(end, edge.end) if edge.start <= end + _TOUCH else edge.end
        merged.append(Edge(at, start, end))
    return tuple(edge for edge in merged if edge.end - edge.start >= _SHORTEST)


def _snap_lines(edges: list[Edge]) -> list[list[Edge]]:
    lines: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda edge: edge.at):
        if lines and edge.at - lines[-1][0].at <= _SAME_RULE:
            lines[-1].append(edge)
        else:
            lines.append([edge])
    return lines


def _group_touching(rules: Rules) -> list[Rules]:
    """Rules that cross or touch, directly or through others, as one group each."""
    size = len(rules.horizontal)
    parents = list(range(size + len(rules.vertical)))

    def find(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for v, vertical in enumerate(rules.vertical):
        for h, horizontal in enumerate(rules.horizontal):
            if (
                horizontal.start - _TOUCH <= vertical.at <= horizontal.end + _TOUCH
                and vertical.start - _TOUCH <= horizontal.at <= vertical.end + _TOUCH
            ):
                parents[find(size + v)] = find(h)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for index, edge in enumerate((*rules.horizontal, *rules.vertical)):
        groups.setdefault(find(index), ([], []))[index >= size].append(edge)
    return _attach_sides([Rules(tuple(horizontal), tuple(vertical)) for horizontal, vertical in groups.values()])


def _attach_sides(groups: list[Rules]) -> list[Rules]:
    """The groups, with lone vertical rules as tall as a table put to it.

    A merged cell that runs over a whole page has nothing but its outer side drawn there.
    """
    tables = [group for group in groups if group.horizontal and group.vertical]
    sides = [edge for group in groups if not group.horizontal for edge in group.vertical]
    attached = []
    for table in tables:
        top, bottom = min(edge.start for edge in table.vertical), max(edge.end for edge in table.vertical)
        own = tuple(side for side in sides if abs(side.start - top) <= SNAP and abs(side.end - bottom) <= SNAP)
        attached.append(Rules(table.horizontal, table.vertical + own))
    return attached


def _build_lattice(rules: Rules) -> Lattice | None:
    if not rules.vertical or not rules.horizontal:
        return None
    # The outline closes the grid on all sides, drawn or not: a table continued on the next page may lack its top or
    # bottom rule (Chromium), and many tables have no rules at their left and right.
    ends = [y for edge in rules.vertical for y in (edge.start, edge.end)]
    sides = [x for edge in rules.horizontal for x in (edge.start, edge.end)]
    ys = _join_positions([edge.at for edge in rules.horizontal], (min(ends), max(ends)))
    xs = _join_positions([edge.at for edge in rules.vertical], (min(sides), max(sides)))
    if len(xs) < 2 or len(ys) < 2:  # noqa: PLR2004
        return None
    owners, areas = _join_boxes(xs, ys, rules)
    cells = tuple(_describe_cell(area, xs, ys, rules) for area in areas)
    return Lattice(tuple(xs), tuple(ys), cells, tuple(tuple(row) for row in owners))


def _join_positions(positions: Iterable[float], ends: tuple[float, float]) -> list[float]:
    """Distinct positions in order, an end added where no rule stands there."""
    groups: list[list[float]] = []
    for position in sorted(positions):
        if groups and position - groups[-1][-1] <= SNAP and position - groups[-1][0] <= 2 * SNAP:
            groups[-1].append(position)
        else:
            groups.append([position])
    joined = [sum(group) / len(group) for group in groups]
    if joined[0] - ends[0] > SNAP:
        joined.insert(0, ends[0])
    if ends[1] - joined[-1] > SNAP:
        joined.append(ends[1])
    return joined


def _find_rule(edges: Sequence[Edge], at: float, middle: float) -> float | None:
    """Where the rule at about ``at`` runs beside ``middle``; None if none does."""
    found = [edge.at for edge in edges if abs(edge.at - at) <= SNAP and edge.start - _TOUCH <= middle <= edge.end + _TOUCH]
    return sum(found) / len(found) if found else None


_Area = tuple[int, int, int, int]
"""First row, first column, end row, end column."""


def _join_boxes(xs: list[float], ys: list[float], rules: Rules) -> tuple[list[list[int]], list[_Area]]:
    """Elementary boxes without a rule between them, as rectangles in reading order.

    Where rules end in the middle and leave a shape that is no rectangle, it is cut into the rectangles that begin at its
    upper left boxes.
    """
    columns, rows = len(xs) - 1, len(ys) - 1
    middles_x = [(a + b) / 2 for a, b in pairwise(xs)]
    middles_y = [(a + b) / 2 for a, b in pairwise(ys)]
    right = [
        [c + 1 < columns and _find_rule(rules.vertical, xs[c + 1], middles_y[r]) is None for c in range(columns)]
        for r in range(rows)
    ]
    below = [
        [r + 1 < rows and _find_rule(rules.horizontal, ys[r + 1], middles_x[c]) is None for c in range(columns)]
        for r in range(rows)
    ]
    owners = [[-1] * columns for _ in range(rows)]
    areas: list[_Area] = []
    for row in range(rows):
        for column in range(columns):
            if owners[row][column] >= 0:
                continue
            end_column = column + 1
            while end_column < columns and right[row][end_column - 1] and owners[row][end_column] < 0:
                end_column += 1
            end_row = row + 1
            while (
                end_row < rows
                and all(below[end_row - 1][c] and owners[end_row][c] < 0 for c in range(column, end_column))
                and all(right[end_row][c] for c in range(column, end_column - 1))
            ):
                end_row += 1
            for r in range(row, end_row):
                owners[r][column:end_column] = [len(areas)] * (end_column - column)
            areas.append((row, column, end_row, end_column))
    return owners, areas


def _describe_cell(area: _Area, xs: list[float], ys: list[float], rules: Rules) -> RuledCell:
    """The cell over an area; its box follows the rules around it, the grid's edges where none is drawn."""
    row, column, end_row, end_column = area
    middle_x = (xs[column] + xs[end_column]) / 2
    middle_y = (ys[row] + ys[end_row]) / 2
    top = _find_rule(rules.horizontal, ys[row], middle_x)
    bottom = _find_rule(rules.horizontal, ys[end_row], middle_x)
    left = _find_rule(rules.vertical, xs[column], middle_y)
    right = _find_rule(rules.vertical, xs[end_column], middle_y)
    box = (
        xs[column] if left is None else left,
        ys[row] if top is None else top,
        xs[end_column] if right is None else right,
        ys[end_row] if bottom is None else bottom,
    )
    return RuledCell(row, column, end_row - row, end_column - column, box, open_top=top is None, open_bottom=bottom is None)
