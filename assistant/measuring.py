"""Which measures a question means: its phrases put together table by table, clause by clause.

A clause that names a row of a table and no column gets the column that people mean without saying; one that names only a
column, or only an applicant, takes the row of the clause before it or of the question before.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from assistant.lexicon import Token
from assistant.records import Measure
from assistant.vocabulary import Vocabulary

BREAK = re.compile(r"[,;。!?]|其中|以及|另外|还有(?=[^\x00]*(?:多少|几))")
JOIN = re.compile(r"^[和与跟及、或以还有]{1,3}$|^(?: and |, | or )$")
REQUESTS = re.compile(r"(?:政府信息|政务|信息)?(?:依)?申请(?:公开)?(?:政府信息)?|request|application")
NOUN = re.compile(r"信息|消息|内容|条(?!例)|文章|政务|information|items?\b|pieces")
NUMBER = re.compile(r"多少|几|数量|总数|总量|最[多少高低]|排名|排行|(?:得|的)?更?[多少](?:$|[?。吗呢些])|how many|number of")
OUTCOME = re.compile(
    r"结果(?:如何|怎么样|怎样|分别|是什么|都是什么)|(?:审理|复议|诉讼|判决|裁决|各种|各类)结果|"
    r"what (?:was|were) the (?:outcome|result)"
)
OUTCOMES = ("total", "upheld", "corrected", "other", "pending")
GROUPS = {"denied": "denied", "unavailable": "unavailable", "declined": "declined", "other_handling": "other"}
"""Groups of request rows and what the ids of their rows begin with."""
PAIR = 2


@dataclass(frozen=True, slots=True)
class Selection:
    """What one clause names, axis by axis, ids in the order of mention; weak ids apart."""

    rows: tuple[str, ...] = ()
    weak_rows: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    weak_applicants: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    weak_outcomes: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    weak_columns: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    weak_figures: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    bundles: tuple[str, ...] = ()
    requests: bool = False
    noun: bool = False
    number: bool = False
    grand: bool = False
    listed: bool = False
    outcome: bool = False
    before: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """The table, row and column last spoken of, from which a clause may take what it leaves out."""

    table: str = ""
    row: str = ""
    column: str = ""


def find_context(measures: Iterable[Measure]) -> Context:
    """What a further question may leave out after one about ``measures``."""
    for measure in measures:
        table, _, rest = measure.id.partition(".")
        row, _, column = rest.partition(".")
        return Context(table, row, column)
    return Context()


def find_measures(
    text: str, tokens: tuple[Token, ...], vocabulary: Vocabulary, forms: frozenset[str], context: Context
) -> tuple[Measure, ...]:
    """The measures that ``text`` names, in the order of mention, none twice.

    ``text`` has names and years blanked. ``forms`` are the form versions of the reports in question: they decide what a row
    without a column, or with a vague one, means. ``context`` is empty unless the question leans on the one before it.
    """
    chosen: list[str] = []
    for start, end in _split_clauses(text):
        clause = text[start:end]
        inside = tuple(token for token in tokens if start <= token.start < end)
        selection = select_entries(clause, inside, start)
        ids = [*_pick_tables(selection, vocabulary, forms, context, follows=text[max(0, start - 2) : start] == "其中")]
        if ids:
            context = find_context(vocabulary.measures[name] for name in ids[:1] if name in vocabulary.measures) or context
        chosen.extend(ids)
    return tuple(vocabulary.measures[name] for name in dict.fromkeys(chosen) if name in vocabulary.measures)


def _split_clauses(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(match.end() for match in BREAK.finditer(text)), len(text)]
    return [(first, last) for first, last in pairwise(cuts) if first < last]


def select_entries(clause: str, tokens: tuple[Token, ...], offset: int) -> Selection:
    """The entries of the vocabulary that a clause names, by axis; the clause starts at ``offset`` of its question."""
    found: dict[tuple[str, bool], list[str]] = {}
    for before, token in zip((None, *tokens), tokens, strict=False):
        if clause[: token.start - offset].endswith("申请") and any(tag.id == "published.total" for tag in token.tags):
            continue  # 申请公开信息 is one thing: a request
        if before is not None and _belongs(before, token):
            continue
        for tag in token.tags:
            found.setdefault((tag.axis, tag.strong), []).append(tag.id)
    rows = tuple(dict.fromkeys(found.get(("row", True), ())))
    return Selection(
        rows=rows or _join_weak(clause, tokens, offset),
        weak_rows=_order_weak(found.get(("row", False), ())),
        applicants=tuple(dict.fromkeys(found.get(("applicant", True), ()))),
        weak_applicants=tuple(dict.fromkeys(found.get(("applicant", False), ()))),
        disputes=tuple(dict.fromkeys(found.get(("dispute", True), ()))),
        outcomes=tuple(dict.fromkeys(found.get(("outcome", True), ()))),
        weak_outcomes=tuple(dict.fromkeys(found.get(("outcome", False), ()))),
        items=tuple(dict.fromkeys(found.get(("item", True), ()))),
        columns=tuple(dict.fromkeys(found.get(("column", True), ()))),
        weak_columns=tuple(dict.fromkeys(found.get(("column", False), ()))),
        figures=tuple(dict.fromkeys(found.get(("figure", True), ()))),
        weak_figures=tuple(dict.fromkeys(found.get(("figure", False), ()))),
        rates=tuple(dict.fromkeys(found.get(("rate", True), ()))),
        bundles=tuple(dict.fromkeys(found.get(("bundle", True), ()))),
        requests=bool(REQUESTS.search(_blank_tokens(clause, tokens, offset, ("dispute", "figure", "rate", "bundle")))),
        noun=bool(NOUN.search(_blank_tokens(clause, tokens, offset, ("plain",)))),
        number=bool(NUMBER.search(clause)),
        grand=bool(re.search(r"总|共|主动公开|total", clause)),
        listed="、" in clause,
        outcome=OUTCOME.search(clause) is not None,
        before=re.search(r"上一?年", clause) is not None,
    )


def _belongs(before: Token, token: Token) -> bool:
    """Whether a word on handling speaks of the item right before it (行政许可办理量), and not of requests."""
    handled = token.text.startswith(("办理", "办件", "办结", "受理")) and all(tag.axis == "row" for tag in token.tags)
    return handled and token.start - before.end <= 1 and any(tag.axis == "item" for tag in before.tags)


def _blank_tokens(clause: str, tokens: tuple[Token, ...], offset: int, axes: tuple[str, ...]) -> str:
    """The clause without the phrases of some axes, so that 复议申请 does not speak of requests."""
    for token in tokens:
        if any(tag.axis in axes for tag in token.tags):
            start, end = token.start - offset, token.end - offset
            clause = clause[:start] + "\x00" * (end - start) + clause[end:]
    return clause


def _join_weak(clause: str, tokens: tuple[Token, ...], offset: int) -> tuple[str, ...]:
    """Two weak rows that a conjunction joins (收到和答复) are both meant."""
    weak = [token for token in tokens if any(tag.axis == "row" for tag in token.tags)]
    for first, second in pairwise(weak):
        if JOIN.match(clause[first.end - offset : second.start - offset]):
            return tuple(tag.id for token in (first, second) for tag in token.tags if tag.axis == "row")
    return ()


def _order_weak(rows: Iterable[str]) -> tuple[str, ...]:
    """Of weak rows the telling one: how requests ended beats that they came in, and that beats nothing."""
    found = tuple(dict.fromkeys(rows))
    telling = tuple(row for row in found if row not in ("new", "total"))
    return telling[:1] or found[-1:]


def _pick_tables(
    selection: Selection, vocabulary: Vocabulary, forms: frozenset[str], context: Context, *, follows: bool
) -> list[str]:
    picked = [f"rate.{name}" for name in selection.rates]
    disputed = selection.outcome and (bool(selection.disputes) or context.table == "disputes")
    for name in () if selection.rows or selection.applicants or disputed else selection.bundles:
        picked.extend(vocabulary.bundles[name])
    picked.extend(_pick_disputes(selection, context))
    items = _pick_active(selection, vocabulary, forms, context if not picked else Context())
    picked.extend(items)
    figures = [name for name in selection.figures if not name.startswith("published.")]
    picked.extend(figures)
    published = _pick_published(selection, items=bool(items), alone=not picked)
    requests = _pick_requests(
        selection, context if not picked and not published else Context(), taken=bool(picked), follows=follows
    )
    if requests and published and not _speaks_of_publishing(selection):
        published = []
    picked.extend(requests)
    picked.extend(published)
    return picked


def _pick_requests(selection: Selection, context: Context, *, taken: bool, follows: bool) -> list[str]:
    strong = bool(selection.rows or selection.applicants)
    inherits = context.table == "requests"
    if not (strong or selection.requests or (inherits and (selection.weak_rows or selection.weak_applicants))):
        return []
    rows = drop_groups(selection.rows) or selection.weak_rows
    if taken and not rows and not selection.applicants:
        return []
    if not rows:
        rows = (context.row,) if inherits and not selection.requests else ("new",)
    applicants = (*selection.applicants, *(name for name in selection.weak_applicants if name not in selection.applicants))
    if len(applicants) > 1 and "total" in applicants and not selection.applicants:
        applicants = tuple(name for name in applicants if name != "total")
    if not applicants:
        applicants = (context.column,) if inherits and follows and context.column else ("total",)
    return [f"requests.{row}.{applicant}" for row in rows for applicant in applicants]


def drop_groups(rows: tuple[str, ...]) -> tuple[str, ...]:
    """The rows without a group of which a row of its own is named too (信访类不予处理 is the row, not the group)."""
    heads = {row.partition("_")[0] for row in rows if "_" in row and row not in GROUPS}
    return tuple(row for row in rows if row not in GROUPS or GROUPS[row] not in heads)


def _pick_disputes(selection: Selection, context: Context) -> list[str]:
    inherits = context.table == "disputes"
    if selection.outcome and (selection.disputes or inherits) and not selection.outcomes:
        return [f"disputes.{group}.{outcome}" for group in selection.disputes or (context.row,) for outcome in OUTCOMES]
    if not (selection.disputes or selection.outcomes or (inherits and selection.weak_outcomes)):
        return []
    if selection.requests and not selection.disputes and not inherits:
        return []
    groups = selection.disputes or ((context.row,) if inherits else ("all",))
    groups = tuple(group for group in groups if group != "suits" or not {"direct_suit", "suit_after_review"} & set(groups))
    found = (*selection.outcomes, *(name for name in selection.weak_outcomes if name not in selection.outcomes))
    if "other" in selection.weak_outcomes and selection.outcomes and not selection.listed:
        found = tuple(name for name in found if name != "other")
    outcomes = (found if selection.listed else tuple(name for name in found if name != "total")) or ("total",)
    return [f"disputes.{group}.{outcome}" for group in groups for outcome in outcomes]


def _pick_active(selection: Selection, vocabulary: Vocabulary, forms: frozenset[str], context: Context) -> list[str]:
    items = selection.items
    if not items:
        weak = set(selection.weak_columns) - {"decisions", "made", "published"}
        named = bool(selection.columns or weak) and not (selection.requests or selection.rows or selection.disputes)
        if context.table != "active" or not named:
            return []
        items = (context.row,)
    if selection.figures and "fees" in items and "fees.information" in selection.figures:
        return []
    picked: list[str] = []
    for item in items:
        columns = pick_columns(item, selection, vocabulary, forms)
        picked.extend(f"active.{item}.{column}" for column in columns)
    return picked


def pick_columns(item: str, selection: Selection, vocabulary: Vocabulary, forms: frozenset[str]) -> tuple[str, ...]:
    """The columns of one row that a clause names, or else those meant without saying, as the forms have them."""
    available = vocabulary.columns[item]
    strong = tuple(column for column in selection.columns if column in available)
    if strong:
        return strong
    present = tuple(
        column for column in available if not forms or forms & set(vocabulary.measures[f"active.{item}.{column}"].forms)
    )
    weak = tuple(column for column in selection.weak_columns if column in (present or available))
    if selection.before and "previous_items" in selection.weak_columns and "previous_items" in available:
        return ("previous_items",)
    if "amount" in selection.weak_columns and "amount" in available and not weak:
        return ("amount",)  # money is meant, though the form of these reports has none
    if "change" in weak:
        return ("change",)
    if len(weak) > 1 and "decisions" in weak:
        weak = tuple(column for column in weak if column != "decisions")
    if weak:
        return weak
    defaults = tuple(column for column in vocabulary.defaults[item] if column in present)
    return defaults or vocabulary.defaults[item][:1]


def _pick_published(selection: Selection, *, items: bool, alone: bool) -> list[str]:
    channels = [name for name in selection.figures if name.startswith("published.") and name != "published.total"]
    total = "published.total" in selection.figures
    vague = "published.total" in selection.weak_figures
    if items and not channels:
        return []
    if channels:
        return [*(["published.total"] if total and selection.grand and len(channels) > 1 else []), *channels]
    if total or (vague and selection.noun) or (vague and alone and selection.number and not selection.requests):
        return ["published.total"]
    return []


def _speaks_of_publishing(selection: Selection) -> bool:
    return "published.total" in selection.figures


def combine_measures(measures: tuple[Measure, ...], vocabulary: Vocabulary) -> Measure | None:
    """One measure for several that a question wants together; None where they are not plain cells of one unit, or overlap."""
    if any(find_whole(measure, vocabulary) in measures for measure in measures):
        return None
    if any(measure.over or measure.variants or not measure.cells for measure in measures) or len({m.unit for m in measures}) > 1:
        return None
    cells = tuple(dict.fromkeys(cell for measure in measures for cell in measure.cells))
    return Measure(
        id="+".join(measure.id for measure in measures),
        label="与".join(measure.label for measure in measures) + "合计",
        label_en=" and ".join(measure.label_en for measure in measures) + ", together",
        unit=measures[0].unit,
        cells=cells,
    )


def order_share(measures: tuple[Measure, ...], vocabulary: Vocabulary, *, each: bool = False) -> tuple[Measure, ...]:
    """Part and whole of a share, in this order; a rate alone where one is named, for it has its whole.

    Several parts of one whole stand before it where ``each`` is to be set against it (网站、微信各占多少).
    """
    rates = tuple(measure for measure in measures if measure.over)
    if rates:
        return rates
    wholes = {whole for measure in measures if (whole := find_whole(measure, vocabulary)) is not None}
    parts = tuple(measure for measure in measures if measure not in wholes)
    if len(wholes) == 1 and len(parts) > 1 and (each or len(parts) > PAIR):
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
