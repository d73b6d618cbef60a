"""All rows of a group but those that a question leaves out (除予以公开外的办理结果), as one measure that adds the others up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.records import Measure
from assistant.understanding.measures.measuring import find_measures
from assistant.understanding.measures.picking import Context, find_context
from assistant.understanding.words.lexicon import Token
from assistant.understanding.words.vocabulary import Vocabulary
from ingest.form import load_form
from ingest.records import FormVersion

SIGN = "−"
"""Stands in the id of such a measure between the whole and what is left out of it."""

_EXCEPT = re.compile(
    r"(?:除了?|除去|扣除|刨去|不算|不含|不包括|去掉|剔除|排除)(?P<part>[^,。?\x00除]{2,24}?)(?:之?外|以外|,|后|(?=其[他它余]|的?(?:还剩|剩下|剩余|余下)))|"
    r"(?<![^\x00,。?的])(?P<bare>[^,。?\x00除的]{2,12}?)(?:以外|之外)(?=的|其[他它余]|,)"
)
_LISTED = re.compile(r"哪|什么|啥|分别|各|最|构成|包括")
"""How the others are asked for one by one, which their sum does not answer."""

_OTHERS = re.compile(r"其[他它余]的?(?:结果|情形|申请人|几[项类种]|各[项类种])?|(?:各[项类种])?(?:办理|处理)?结果")
_VERSIONS: tuple[FormVersion, ...] = ("2019", "2021")
_ADDED = re.compile(r"合计|一共|总共|加起来|之和|共计|总和")
_NO_OUTCOME = ("new", "carried_in", "carried_out", "total")


def find_left_out(text: str) -> tuple[int, int] | None:
    """Where a question names what it leaves out of a whole; None where it leaves nothing out."""
    match = _EXCEPT.search(text)
    return None if match is None else match.span("part" if match["part"] else "bare")


def read_complement(text: str, tokens: tuple[Token, ...], vocabulary: Vocabulary, forms: frozenset[str]) -> Measure | None:
    """The measure of what is left of a whole without the rows that a question leaves out; None where it asks for none."""
    span = find_left_out(text)
    if span is None or (_LISTED.search(text[span[1] :]) and not _ADDED.search(text[span[1] :])):
        return None
    inside = tuple(token for token in tokens if span[0] <= token.start and token.end <= span[1])
    rest = _OTHERS.sub(lambda match: " " * len(match.group()), _blank(text, span, tokens))
    outside = tuple(token for token in tokens if token not in inside and rest[token.start : token.end] == token.text)
    beside = find_measures(rest, outside, vocabulary, forms, Context())
    if any(token.start < span[0] and span[1] <= token.end for token in tokens):  # 除自然人外 is an entry of its own
        return beside[0] if len(beside) == 1 else None
    part = " " * span[0] + text[span[0] : span[1]]
    named = find_measures(part, inside, vocabulary, forms, find_context(beside)) if inside else ()
    if not named or len({_name_group(measure) for measure in named}) != 1 or not _name_group(named[0]):
        return None
    wholes = {_name_group(named[0]), *(("requests.new.total",) if named[0].id.startswith("requests.") else ())}
    return _build(named, vocabulary) if {measure.id for measure in beside} <= wholes else None


def _blank(text: str, span: tuple[int, int], tokens: tuple[Token, ...]) -> str:
    """The text without what is left out, unless the words for it name an entry of their own (除自然人外)."""
    whole = any(token.start < span[0] and span[1] <= token.end for token in tokens)
    return text if whole else text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]


def _name_group(measure: Measure) -> str:
    """The whole of which a measure is a row or a column; empty where it is none."""
    table, _, rest = measure.id.partition(".")
    row, _, column = rest.partition(".")
    if measure.over or not column:
        return ""
    if table == "requests":
        if row not in _NO_OUTCOME:
            return f"requests.total.{column}"
        return f"requests.{row}.total" if column != "total" else ""
    return f"disputes.{row}.total" if table == "disputes" and column != "total" else ""


def _build(named: Sequence[Measure], vocabulary: Vocabulary) -> Measure | None:
    """The sum of the rows or columns of a group that are not among those named."""
    whole = vocabulary.measures[_name_group(named[0])]
    parts = {version: tuple(_list_rest(named, whole, version)) for version in _VERSIONS}
    if not all(parts.values()):
        return None
    label = "、".join(measure.label for measure in named)
    english = " and ".join(measure.label_en or measure.label for measure in named)
    return replace(
        whole,
        id=f"{whole.id}{SIGN}{SIGN.join(measure.id for measure in named)}",
        label=f"{whole.label}（除{label}外）",
        label_en=f"{whole.label_en or whole.label}, all but {english}",
        cells=parts["2021"],
        variants=(("2019", parts["2019"]),) if parts["2019"] != parts["2021"] else (),
        figure=None,
        note="",
    )


def _list_rest(named: Sequence[Measure], whole: Measure, version: FormVersion) -> Iterator[str]:
    """The cells of a form version that make up a whole, without those of what is named."""
    out = {cell for measure in named for cell in (*measure.cells, *(cell for _, cells in measure.variants for cell in cells))}
    cells = load_form(version).cells
    for measured in whole.cells:
        table, row, column = measured.split(".")
        for cell in cells:
            own = cell.split(".")
            if own[0] != table or cell in out or len(own) != len((table, row, column)):
                continue
            by_row = table == "requests" and row == "total" and own[2] == column and own[1] not in _NO_OUTCOME
            by_column = (table == "disputes" or row != "total") and own[1] == row and own[2] != "total"
            if by_row or by_column:
                yield cell
