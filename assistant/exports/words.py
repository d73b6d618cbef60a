"""What a person reads in what is taken away: headings, citations, the fixed words of a stored number, formulas."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from assistant.answering.basis.wording import name_unit

STATES: Mapping[str, str] = {"stated": "有数值", "blank": "空白", "not_applicable": "不适用", "unreadable": "读不出"}
READINGS: Mapping[str, str] = {"label": "按栏目名称", "position": "按位置", "arithmetic": "按勾稽关系推定", "ocr": "文字识别"}

_CONVERTED = re.compile(r"(\S+) 换算为(\S+)")
_TERM = re.compile(r"(\d)([^\d\s.,+−÷=()（）…]+)")
_BRACKETS = str.maketrans("（）", "()")


@cache
def load_words() -> Mapping[str, Mapping[str, str]]:
    """Word by key (``pack.sources``) and language."""
    data = tomllib.loads(files("assistant.exports").joinpath("words.toml").read_text(encoding="utf-8"))
    return {f"{room}.{name}": word for room, entries in data.items() for name, word in entries.items()}


def say(language: str, key: str, **holes: object) -> str:
    """The word of that key with its holes filled.

    Raises:
        KeyError: There is no such word, or one of its holes is not given.
    """
    return load_words()[key][language].format(**holes)


def list_headings(language: str, room: str) -> tuple[str, ...]:
    """The headings of a table, without its title."""
    keys = [key for key in load_words() if key.startswith(f"{room}.") and key != f"{room}.title"]
    return tuple(load_words()[key][language] for key in keys)


def word_formula(language: str, formula: str) -> str:
    """How a number came about, in that language: the fixed words of a formula, and the units in it."""
    if language != "en":
        return formula
    fixed = load_words().get(f"formula.{formula}")
    if fixed is not None:
        return fixed["en"]
    formula = _CONVERTED.sub(lambda found: f"{found[1]} in {name_unit('en', found[2])}", formula)
    return (
        _TERM.sub(lambda found: f"{found[1]} {name_unit('en', found[2])}".rstrip(), formula)
        .replace("）÷", "） ÷")
        .translate(_BRACKETS)
    )
