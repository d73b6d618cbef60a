"""The page's own words in either language, from ``page.toml``; what reports say, and names, stay as they are written."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from assistant.answering.basis.ledger import name_cell
from assistant.answering.basis.wording import load_wording, name_unit
from assistant.understanding.words.printed import list_columns, list_rows, name_printed
from ingest.errors import WenbaoError
from ingest.records import NarrativeFigure, Place

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
LOCALES: Mapping[Language, str] = {"zh": "zh-CN", "en": "en"}
"""As HTML and browsers name the languages."""

NAMES: Mapping[Language, str] = {"zh": "中文", "en": "English"}
"""What each language calls itself."""


SINGULAR: Mapping[str, str] = {
    "agencies": "agency",
    "cases": "case",
    "cells": "cell",
    "counts": "count",
    "entries": "entry",
    "findings": "finding",
    "items": "item",
    "passages": "passage",
    "places": "place",
    "questions": "question",
    "reports": "report",
}
"""What is counted in English, of one; Chinese has the same word for one and many."""

ONE = re.compile(rf"(?<![\w.,])1(</b>)? ({'|'.join(SINGULAR)})\b")


def use_singular(text: str) -> str:
    """English text with a single thing in the singular."""
    return ONE.sub(lambda found: f"1{found[1] or ''} {SINGULAR[found[2]]}", text)


@cache
def load_words() -> Mapping[str, Mapping[str, str]]:
    """Word by key (``ask.send``) and language."""
    data = tomllib.loads(files("assistant.pages").joinpath("page.toml").read_text(encoding="utf-8"))
    return {f"{room}.{name}": word for room, entries in data.items() for name, word in entries.items()}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    language: Language = "zh"

    def __call__(self, key: str, **holes: object) -> str:
        """The word of that key with its holes filled.

        Raises:
            KeyError: There is no such word, or one of its holes is not given.
        """
        word = load_words()[key][self.language]
        return use_singular(word.format(**holes)) if holes else word

    def bracket(self, text: str, more: str) -> str:
        """A name with something in brackets behind it, a unit or so; without brackets where that is empty."""
        return self("piece.brackets", text=text, more=more) if more else text

    def room(self, name: str) -> dict[str, str]:
        """All words of a room by their names, in their order."""
        start = f"{name}."
        return {key.removeprefix(start): word[self.language] for key, word in load_words().items() if key.startswith(start)}

    def rule(self, rule: str) -> str:
        """What a check's rule is called, as answers call it."""
        return load_wording().get(f"rule.{rule}", {}).get(self.language, rule)

    def cell(self, cell: str) -> str:
        """A cell by its row and column, as the form prints them or in English."""
        return name_printed(cell, self.language)

    def heading(self, label: str) -> str:
        """A row or column of the form in English, nothing in Chinese, where its printed label says it."""
        return (list_rows().get(label) or list_columns().get(label, "")) if self.language == "en" else ""

    def label(self, figure: NarrativeFigure) -> str:
        """What a count of the prose is called: by the report's own words, in English behind the count's name."""
        if self.language != "en" or figure.figure is None:
            return figure.label
        return self.bracket(name_cell(figure.figure, self.language), self("source.quoted", text=figure.label))

    def unit(self, unit: str) -> str:
        """A unit, in English with the printed one behind its name."""
        named = name_unit(self.language, unit)
        return named if named == unit or f"({unit})" in named else self.bracket(named, unit).strip()

    def error(self, error: WenbaoError) -> str:
        """An error as one plain line; in English it says what kind of error it is before the error's own words."""
        return self.fault(type(error).__name__, str(error))

    def fault(self, kind: str | None, text: str) -> str:
        """An error by the name of its kind."""
        key = f"error.{kind}" if f"error.{kind}" in load_words() else "error.other"
        return self(key, text=text)

    def place(self, place: Place) -> str:
        """Page, line or table cell, as far as they apply; empty where the place says none of them."""
        parts = []
        if place.page is not None:
            parts.append(self("place.page", page=place.page))
        if place.line is not None:
            parts.append(self("place.line", line=place.line))
        if place.table is not None:
            parts.append(self("place.table", table=place.table, row=place.row, column=place.column))
        return self("place.join").join(parts)

    def year(self, year: int | None) -> str:
        """A report's year."""
        return self("piece.year", year=year) if year else self("unknown.year")
