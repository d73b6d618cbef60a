"""What answers say: sentences with named holes, in Chinese and English, from ``wording.toml``.

A hole that is not filled is an error. Which sentence is said is decided elsewhere.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from assistant.answering.basis.calculate import show_number
from assistant.records import Value

_COUNTED = (
    ("documents", re.compile(r"normative documents|(?<![\w-])rules(?![\w-])")),
    ("items", re.compile(r"items (?:of information )?published")),
)
"""What is counted by 件, by the English names of the figures."""


@cache
def load_wording() -> Mapping[str, Mapping[str, str]]:
    """Sentence by key (``lookup.one``) and language (``zh``, ``en``)."""
    data = tomllib.loads(files("assistant.answering.basis").joinpath("wording.toml").read_text(encoding="utf-8"))
    return {f"{room}.{name}": sentence for room, entries in data.items() for name, sentence in entries.items()}


def say(language: str, key: str, **holes: object) -> str:
    """The sentence of that key with its holes filled.

    Raises:
        KeyError: There is no such sentence, or one of its holes is not given.
    """
    return load_wording()[key][language].format(**holes)


def join_names(language: str, names: Iterable[str], *, most: int | None = None) -> str:
    """Names in a row; from ``most`` on the rest is only hinted at."""
    listed = list(names)
    joined = say(language, "piece.list").join(listed[:most])
    return say(language, "piece.and_so_on", names=joined) if most is not None and len(listed) > most else joined


def name_unit(language: str, unit: str) -> str:
    """The unit's name in that language; one that the wording does not know stays as it is printed, in English in brackets."""
    sentence = load_wording().get(f"unit.{unit}")
    if sentence is not None:
        return sentence[language]
    return f"({unit})" if language == "en" and not unit.isascii() else unit


def count_unit(language: str, value: Value, counted: str = "") -> str:
    """The unit's name behind a number: 1 case, 2 cases; ``counted`` is the label of what is counted, if not the value's."""
    unit = find_counted(value.unit, counted or value.label)
    one = load_wording().get(f"one.{unit}") if abs(value.value) == 1 else None
    return name_unit(language, unit) if one is None else one[language]


def find_counted(unit: str, label: str) -> str:
    """The unit as English names it for a figure of that English label: 件 of documents are documents, of information items."""
    return next((f"{unit}/{kind}" for kind, named in _COUNTED if unit == "件" and named.search(label)), unit)


def show_amount(language: str, value: Value, counted: str = "") -> str:
    """A number with its unit, without a sign where the sentence says the direction itself; ``counted`` as in ``count_unit``."""
    number = f"{value.value:,f}" if language == "en" else show_number(value.value)
    if value.unit == "%":
        return f"{number}%"
    return say(language, "piece.unit", number=number, unit=count_unit(language, value, counted)).strip()
