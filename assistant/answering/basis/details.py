"""What a finding says, in English: its stored Chinese sentence is read back by its rule's template and worded anew.

The sentences stand in ``findings_en.toml``. A sentence that no template fits (an older wording) is shown as it is stored, and
what fills a hole and stands in no list of the checks is shown in Chinese inside quotes. No number is changed.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, partial
from importlib.resources import files

from assistant.answering.basis.wording import name_unit, say, show_amount
from assistant.records import Value
from assistant.understanding.words.printed import list_cells, list_columns, list_rows, name_printed
from ingest.checks.findings import load_rules
from ingest.records import Finding

_HOLE = re.compile(r"\{(\w+)\}")
_QUOTED = re.compile(r"(“[^“”]*”)")
_INNER = str.maketrans("“”", "‘’")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff”)])[,:;]|[,:;](?=[\u4e00-\u9fff“])")
_FULL_WIDTH = {",": "，", ":": "：", ";": "；"}
_NUMBER = r"-?\d+(?:\.\d+)?(?:E[+-]?\d+)?"
_KINDS = {"number": _NUMBER, "unit": r"\D*", "amount": rf"{_NUMBER}[^\d余]*"}
"""What may stand in a hole of that name; in any other hole anything may."""

_CHANGE = re.compile(r"(.+? \S+ → [^、\s]+|另有 \d+ 处)(?:、|$)", re.DOTALL)


@cache
def load_english() -> Mapping[str, Mapping[str, str]]:
    """English sentence by rule (table ``detail``), and by Chinese wording for each kind of hole."""
    return tomllib.loads(files("assistant.answering.basis").joinpath("findings_en.toml").read_text(encoding="utf-8"))


def word_detail(finding: Finding, language: str) -> str:
    """What is wrong, in that language; as it is stored where the stored sentence is not the rule's present one."""
    kind = finding.rule if finding.verdict == "fail" else finding.verdict
    if language != "en":
        return polish_detail(finding.detail)
    for wording, template in load_rules().get(kind, {}).items():
        english = load_english()["detail"].get(kind if wording == "detail" else f"{kind}.{wording}")
        found = read_template(template).fullmatch(finding.detail) if english else None
        if english and found:
            return fill_holes(english, found.groupdict())
    return polish_detail(finding.detail)


def polish_detail(detail: str) -> str:
    """A finding's detail with Chinese punctuation between Chinese words."""
    return _HALF_WIDTH.sub(lambda match: _FULL_WIDTH[match[0]], detail)


def word_reason(reason: str, language: str) -> str:
    """Why a fault is whose it is, in that language; one that the checks do not give is quoted."""
    return quote_chinese(load_english()["fault"].get(reason, reason)) if language == "en" else reason


@cache
def read_template(template: str) -> re.Pattern[str]:
    """The pattern of a filled template, a group for each hole."""
    parts = _HOLE.split(template)
    holes = (f"(?P<{name}>{_KINDS.get(name, '.*?')})" for name in parts[1::2])
    return re.compile("".join(re.escape(text) + hole for text, hole in zip(parts[::2], [*holes, ""], strict=True)), re.DOTALL)


def fill_holes(english: str, holes: Mapping[str, str]) -> str:
    """An English sentence with what stood in the Chinese one; quotes that come to stand inside quotes are inner ones."""
    worded = {hole: word_hole(hole, text) for hole, text in holes.items()}
    bare = {hole: text.removeprefix("“").removesuffix("”").translate(_INNER) for hole, text in worded.items()}
    parts = _QUOTED.split(english)
    return "".join(part.format_map(bare if part.startswith("“") else worded) for part in parts)


def word_hole(hole: str, text: str) -> str:
    """What fills a hole, in English."""
    named = _NAMED.get(hole)
    if named is not None:
        return named(text)
    for chinese, english in load_english().get(hole, {}).items():
        found = read_template(chinese).fullmatch(text)
        if found is not None:
            return fill_holes(english, found.groupdict())
    return quote_chinese(text)


def quote_chinese(text: str) -> str:
    """A text in quotes where it has Chinese in it, quotes inside it as inner ones."""
    return f"“{text.translate(_INNER)}”" if _CHINESE.search(text) else text


def name_rule(name: str) -> str:
    """A rule by the name that the checks have for it."""
    rule = next((rule for rule, wording in load_rules().items() if wording.get("name") == name), None)
    return quote_chinese(name) if rule is None else say("en", f"rule.{rule}")


def name_label(labels: Mapping[str, str], label: str) -> str:
    """A printed row or column."""
    return labels.get(label) or quote_chinese(label)


def name_rows(text: str) -> str:
    """Printed rows in a list; the comma that parts them also stands inside some."""
    known = sorted(list_rows(), key=len, reverse=True)
    found = re.findall("|".join(map(re.escape, known)), text)
    whole = "、".join(found) == text
    return ", ".join(f"“{list_rows()[row]}”" for row in found) if whole else quote_chinese(text)


def name_cell(text: str) -> str:
    """A cell by row and column as the comparison of two files writes them."""
    return _list_written().get(text) or quote_chinese(text)


@cache
def _list_written() -> Mapping[str, str]:
    cells = list_cells()
    return {"·".join(part for part in (cell.row_label, cell.column_label) if part): name_printed(cell.id, "en") for cell in cells}


def word_changes(text: str) -> str:
    """The cells that differ, in a list."""
    found = _CHANGE.findall(text)
    return ", ".join(word_hole("change", part) for part in found) if "、".join(found) == text else quote_chinese(text)


def word_amount(text: str) -> str:
    """A number and its unit."""
    number, unit = re.fullmatch(rf"({_NUMBER})(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]  # as its hole was read
    return show_amount("en", Value("", Decimal(number), unit.strip()))


_NAMED: Mapping[str, Callable[[str], str]] = {
    "row": partial(name_label, list_rows()),
    "column": partial(name_label, list_columns()),
    "rows": name_rows,
    "cell": name_cell,
    "changes": word_changes,
    "rule": name_rule,
    "unit": lambda unit: quote_chinese(name_unit("en", unit)),
    "amount": word_amount,
}
"""Holes whose English comes from elsewhere than ``findings_en.toml``."""
