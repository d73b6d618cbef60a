"""The numbered evidence that a language model gets to see: an answer's quotes, with every number behind a placeholder.

What the model never saw it cannot misquote: it sets placeholders, and the figures are put back from here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from assistant.answering.basis.counting import CHINESE_COUNT
from assistant.models.prompts import quote_data
from assistant.records import Answer, Citation
from assistant.understanding.words.cues import load_cues
from ingest.folding import fold_text, make_readable

_NUMBER = re.compile(rf"\d+(?:[.,，]\d+)*\s?[%％‰]?|{CHINESE_COUNT.pattern}")
_CLAUSE = re.compile(r"[，,。；;：:！!？?、\n]")
PLACEHOLDER = re.compile(r"\{(v\d+)\}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a quote as written, the clause that it stands in, and the character behind it (a unit, or nothing).

    ``clause`` is None for a number of the heading over the quote (a year), which says nothing of what it counts.
    """

    written: str
    clause: str | None
    unit: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One quote. ``number`` is its citation mark; ``text`` is what the model sees; ``figures`` are its placeholders'."""

    number: int
    citation: Citation
    text: str
    figures: Mapping[str, Figure]


def number_exhibits(answer: Answer) -> dict[int, Exhibit]:
    """The answer's quotes by their marks; one that gives orders to the program is left out."""
    names = count(1)
    exhibits: dict[int, Exhibit] = {}
    for number, citation in enumerate(answer.citations, start=1):
        if citation.quote and not gives_orders(citation.quote):
            figures: dict[str, Figure] = {}
            section = f"“{make_readable(citation.section)}”部分" if citation.section else ""
            year = f"{citation.year}年" if citation.year else ""
            head = mask_numbers(f"{citation.agency or ''}{year}的报告{section}", figures, names, heading=True)
            body = mask_numbers(make_readable(citation.quote), figures, names, heading=False)
            exhibits[number] = Exhibit(number, citation, f"[{number}] {head}：{body}", figures)
    return exhibits


def mask_numbers(text: str, figures: dict[str, Figure], names: "count[int]", *, heading: bool) -> str:
    """The text as data with a placeholder for each number, which is entered in ``figures``."""
    pieces: list[str] = []
    done = 0
    for match in _NUMBER.finditer(text):
        name = f"v{next(names)}"
        clause = None if heading else find_clause(text, match.start(), match.end())
        figures[name] = Figure(match[0], clause, find_unit(text[match.end() : match.end() + 1]))
        pieces += [quote_data(text[done : match.start()]), f"{{{name}}}"]
        done = match.end()
    return "".join((*pieces, quote_data(text[done:])))


def find_unit(following: str) -> str:
    """The character behind a number where it may be a unit, else nothing."""
    return following if "\u4e00" <= following <= "\u9fff" else ""


def find_clause(text: str, start: int, end: int) -> str:
    """The clause around [start, end)."""
    before = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    after = _CLAUSE.search(text, end)
    return text[before : after.start() if after else len(text)]


def split_clauses(text: str) -> list[str]:
    """The clauses of a text without their punctuation."""
    return [clause for clause in _CLAUSE.split(text) if clause.strip()]


def gives_orders(text: str) -> bool:
    """Whether a text tells a program what to do."""
    cues = load_cues()
    return cues.match("injection", fold_text(text).text.lower(), "zh") or cues.match("injection", text.lower(), "en")
