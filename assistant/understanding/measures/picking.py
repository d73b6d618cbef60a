"""From what a clause names to the measures of the form's tables and of the prose that it means."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.records import Measure
from assistant.understanding.measures.selecting import Selection
from assistant.understanding.words.vocabulary import Vocabulary

OUTCOMES = ("total", "upheld", "corrected", "other", "pending")
GROUPS = {"denied": "denied", "unavailable": "unavailable", "declined": "declined", "other_handling": "other"}
"""Groups of request rows and what the ids of their rows begin with."""

UNDISCLOSED = "undisclosed"
"""The group of all these rows."""


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


_RESULTS = "results"
_HANDLED = {"new", "total"}
"""The bundle of all results, and rows that may stand beside it (received, how were they handled)."""


def pick_tables(
    selection: Selection, vocabulary: Vocabulary, forms: frozenset[str], context: Context, *, follows: bool
) -> list[str]:
    """The ids of the measures that a clause means, table by table; ``follows`` says that it narrows the one before it (其中)."""
    picked = [f"rate.{name}" for name in selection.named("rate")]
    disputed = selection.outcome and (bool(selection.named("dispute")) or context.table == "disputes")
    handled = selection.requests or context.table == "requests"
    if selection.outcome and not (handled or disputed) and selection.named("row") == ("total",):
        return picked  # how were they handled, after a turn on no requests
    bundles = selection.spoken("bundle") if handled else selection.named("bundle")  # 怎么处理的 alone says not of what
    rows = set(selection.named("row")) - (_HANDLED if selection.outcome else set())
    if selection.outcome and handled and not (disputed or bundles):
        bundles = (_RESULTS,)
    for name in () if rows or selection.named("applicant") or disputed else bundles:
        picked.extend(vocabulary.bundles[name])
    picked.extend(_pick_disputes(selection, context))
    items = _pick_active(selection, vocabulary, forms, context if not picked else Context())
    picked.extend(items)
    if not picked and context.table == "requests" and _grants(selection):
        return ["requests.granted.total"]
    figures = [name for name in selection.named("figure") if not name.startswith("published.")]
    picked.extend(figures)
    published = _pick_published(selection, context, items=bool(items), alone=not picked)
    requests = _pick_requests(
        selection, vocabulary, context if not picked and not published else Context(), taken=bool(picked), follows=follows
    )
    if requests and published and not (_speaks_of_publishing(selection) or selection.apart):
        published = []
    picked.extend(requests)
    picked.extend(published)
    return picked


def _pick_requests(selection: Selection, vocabulary: Vocabulary, context: Context, *, taken: bool, follows: bool) -> list[str]:
    if "hotline.handled" in selection.named("figure") and selection.named("row") == ("total",) and not selection.requests:
        return []  # the hotline's cases are handled, not requests
    strong = bool(selection.named("row") or selection.named("applicant"))
    inherits = context.table == "requests"
    if not (strong or selection.requests or (inherits and (selection.hinted("row") or selection.hinted("applicant")))):
        return []
    rows = drop_groups(selection.named("row")) or selection.hinted("row")
    if taken and not rows and not selection.named("applicant"):
        return []
    if not rows:
        rows = (context.row,) if inherits and not selection.requests else ("new",)
    applicants = drop_wholes(selection.spoken("applicant"), vocabulary)
    if len(applicants) > 1 and "total" in applicants and not selection.named("applicant"):
        applicants = tuple(name for name in applicants if name != "total")
    if not applicants:
        applicants = (context.column,) if inherits and follows and context.column else ("total",)
    return [f"requests.{row}.{applicant}" for row in rows for applicant in applicants]


def drop_wholes(applicants: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The applicants without a group of which a kind is named too (法人中的企业 is the kind, not the group)."""
    cells = {name: set(vocabulary.measures[f"requests.new.{name}"].cells) for name in applicants}
    return tuple(name for name in applicants if not any(cells[other] < cells[name] for other in applicants))


def drop_groups(rows: tuple[str, ...]) -> tuple[str, ...]:
    """The rows without a group of which a row of its own is named too (信访类不予处理 is the row, not the group)."""
    heads = {row.partition("_")[0] for row in rows if "_" in row and row not in GROUPS}
    kept = tuple(row for row in rows if row not in GROUPS or GROUPS[row] not in heads)
    parted = any(head in GROUPS.values() for head in heads) or any(row in GROUPS for row in kept)
    return tuple(row for row in kept if row != UNDISCLOSED or not parted)


def _pick_disputes(selection: Selection, context: Context) -> list[str]:
    inherits = context.table == "disputes"
    if selection.outcome and (selection.named("dispute") or inherits) and not selection.named("outcome"):
        return [f"disputes.{group}.{outcome}" for group in selection.named("dispute") or (context.row,) for outcome in OUTCOMES]
    if not (selection.named("dispute") or selection.named("outcome") or (inherits and selection.hinted("outcome"))):
        return []
    if selection.requests and not selection.named("dispute") and not inherits:
        return []
    groups = selection.named("dispute") or ((context.row,) if inherits else ("all",))
    groups = tuple(group for group in groups if group != "suits" or not {"direct_suit", "suit_after_review"} & set(groups))
    found = selection.spoken("outcome")
    if "other" in selection.hinted("outcome") and selection.named("outcome") and not selection.listed:
        found = tuple(name for name in found if name != "other")
    outcomes = (found if selection.listed else tuple(name for name in found if name != "total")) or ("total",)
    return [f"disputes.{group}.{outcome}" for group in groups for outcome in outcomes]


def _pick_active(selection: Selection, vocabulary: Vocabulary, forms: frozenset[str], context: Context) -> list[str]:
    items = selection.named("item")
    if not items and not selection.requests and {"repealed", "in_force"} & set(selection.named("column")):
        items = selection.hinted("item")  # 废止了几个文件
    if not items:
        weak = set(selection.hinted("column")) - {"decisions", "made", "published"}
        elsewhere = selection.requests or selection.named("row") or selection.named("dispute")
        if context.table != "active" or elsewhere or not (selection.named("column") or weak):
            return []
        items = (context.row,)
    if selection.named("figure") and "fees" in items and "fees.information" in selection.named("figure"):
        return []
    picked: list[str] = []
    for item in items:
        columns = pick_columns(item, selection, vocabulary, forms)
        picked.extend(f"active.{item}.{column}" for column in columns)
    return picked


def pick_columns(item: str, selection: Selection, vocabulary: Vocabulary, forms: frozenset[str]) -> tuple[str, ...]:
    """The columns of one row that a clause names, or else those meant without saying, as the forms have them."""
    available = vocabulary.columns[item]
    strong = tuple(column for column in selection.named("column") if column in available)
    if strong:
        return strong
    present = tuple(
        column for column in available if not forms or forms & set(vocabulary.measures[f"active.{item}.{column}"].forms)
    )
    weak = tuple(column for column in selection.hinted("column") if column in (present or available))
    if selection.before and "previous_items" in selection.hinted("column") and "previous_items" in available:
        return ("previous_items",)
    if "amount" in selection.hinted("column") and "amount" in available and not weak:
        return ("amount",)  # money is meant, though the form of these reports has none
    if "change" in weak:
        return ("change",)
    if len(weak) > 1 and "decisions" in weak:
        weak = tuple(column for column in weak if column != "decisions")
    if weak:
        return weak
    defaults = tuple(column for column in vocabulary.defaults[item] if column in present)
    if "amount" in defaults and len(forms) > 1:  # of both forms the money, which alone can be set side by side
        newest = tuple(column for column in defaults if "2021" in vocabulary.measures[f"active.{item}.{column}"].forms)
        defaults = newest or defaults
    return defaults or vocabulary.defaults[item][:1]


def _pick_published(selection: Selection, context: Context, *, items: bool, alone: bool) -> list[str]:
    channels = [name for name in selection.named("figure") if name.startswith("published.") and name != "published.total"]
    total = "published.total" in selection.named("figure")
    vague = "published.total" in selection.hinted("figure")
    if items and not channels:
        return []
    if len(channels) > 1 and "other" in selection.hinted("applicant") and "published.other" not in channels:
        channels.append("published.other")  # 网站、微信和其他
    if channels:
        return [*(["published.total"] if total and selection.grand and len(channels) > 1 else []), *channels]
    if vague and selection.counter and selection.number and not (total or selection.grand) and context.table == "published":
        return [f"published.{context.row}"]  # 公众号叫什么，发了多少条
    if total or (vague and selection.noun) or (vague and alone and selection.number and not selection.requests):
        return ["published.total"]
    return []


def _grants(selection: Selection) -> bool:
    """Whether a clause behind one on requests asks how many of these were granted (收到几件，其中公开了几件)."""
    vague = "published.total" in selection.hinted("figure") and "published.total" not in selection.named("figure")
    alone = not (selection.named("row") or selection.named("applicant") or selection.named("rate") or selection.requests)
    return vague and alone and selection.number and not selection.noun and len(selection.spoken("figure")) == 1


def _speaks_of_publishing(selection: Selection) -> bool:
    return "published.total" in selection.named("figure")
