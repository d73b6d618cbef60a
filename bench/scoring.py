"""When an answer is right, and what in it is false or stands there without ground: the rules that score a question set."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import PurePath
from typing import Any

from assistant.records import Answer
from assistant.wire import answer_to_json
from bench.reading import Truth

TERSE = frozenset({"lookup", "share", "typo", "english", "absent", "followup"})
"""Kinds whose answers must not be padded with figures that nobody asked for."""
SINGLE = frozenset({"lookup", "share", "typo", "english"})
"""Kinds that one report answers: few others may be cited."""
_SPARE_VALUES, _SPARE_SOURCES, _QUOTE = 6, 2, 200
_NUMBER = re.compile(r"(?<![\d.])[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_FIXED = frozenset(map(Decimal, (2019, 2021, 12345)))
"""Numbers that are names: of the two forms and of the hotline."""
_ORDINARY = 9
"""Numbers up to this may number a list."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What answers are held against: the truths by file name, and the texts of the text files, squeezed."""

    truths: Mapping[str, Truth]
    texts: Mapping[str, str]


def squeeze(text: str) -> str:
    """A text without blanks, its characters in their compatible form."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def find_faults(expected: Mapping[str, Any], kind: str, answer: Answer) -> Iterator[str]:
    """What an answer lacks of what its turn expects, or has too much of."""
    statuses = expected["status"] if isinstance(expected["status"], list) else [expected["status"]]
    if answer.status not in statuses:
        yield f"status {answer.status} for {'/'.join(statuses)}"
    wanted: Sequence[str] = expected.get("values", ())
    given = [value.value for value in answer.values]
    yield from (f"no {value} in {_shorten(given)}" for value in wanted if not any(is_near(one, Decimal(value)) for one in given))
    if kind in TERSE and len(given) > max(_SPARE_VALUES, 4 * len(wanted)):
        yield f"{len(given)} values"
    yield from _find_sources(expected, kind, answer)
    if expected.get("any_of") and not any(word in answer.text for word in expected["any_of"]):
        yield f"none of {expected['any_of']}"
    yield from (f"without {word}" for word in expected.get("all_of", ()) if word not in answer.text)
    yield from (f"with {word}" for word in expected.get("none_of", ()) if word in answer.text)
    reasons = {gap.why for gap in answer.missing}
    if expected.get("missing") and not reasons & set(expected["missing"]):
        yield f"missing for {sorted(reasons)}"


def _find_sources(expected: Mapping[str, Any], kind: str, answer: Answer) -> Iterator[str]:
    cited = {PurePath(citation.source).name for citation in answer.citations}
    wanted = set(expected.get("cites", ()))
    yield from (f"does not cite {source}" for source in expected.get("cites", ()) if source not in cited)
    if wanted and kind in SINGLE and len(cited - wanted) > _SPARE_SOURCES:
        yield f"cites {len(cited)} reports"


def _shorten(numbers: Sequence[Decimal]) -> list[str]:
    return [f"{number:f}" for number in numbers[:8]]


def is_near(given: Decimal, wanted: Decimal) -> bool:
    """Equal, of either sign, or equal once rounded to the digits of what is wanted."""
    if abs(given) == abs(wanted):
        return True
    places = max(0, -int(wanted.as_tuple().exponent))
    whole = given == given.to_integral_value()
    return not (whole and not places) and given.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) == wanted


def find_false(answer: Answer, ground: Ground) -> Iterator[tuple[bool, str]]:
    """Every stated figure whose report has a truth: whether it is false, and what it says."""
    for value in answer.values:
        sources = {PurePath(answer.citations[index].source).name for index in value.citations}
        if value.derived or value.cell is None or len(sources) != 1:
            continue
        truth = ground.truths.get(sources.pop(), {})
        stated = {**truth.get("cells", {}), **{key: told["value"] for key, told in truth.get("narrative", {}).items()}}
        if stated.get(value.cell) is not None and value.cell not in truth["either"]:
            said = f"{value.agency} {value.year} {value.cell} {value.value}"
            yield Decimal(stated[value.cell]) != value.value, said


def find_strays(question: str, answer: Answer) -> list[str]:
    """The numbers of the text that nothing else in the answer accounts for."""
    told = answer_to_json(answer)
    parts = ("values", "citations", "missing", "available", "coverage", "options", "findings")
    known = _list_numbers(question) | _FIXED
    for part in parts:
        known |= _list_numbers(json.dumps(told.get(part) or [], ensure_ascii=False, default=str))
    plain = re.sub(r"\[\^?\d+\]", "", answer.text)
    numbers = _list_numbers(plain) - known
    values = [value.value for value in answer.values]
    return [f"{one:f}" for one in sorted(numbers) if one > _ORDINARY and not any(is_near(value, one) for value in values)]


def _list_numbers(text: str) -> set[Decimal]:
    numbers = set()
    for found in _NUMBER.findall(text):
        try:
            numbers.add(Decimal(found.replace(",", "")))
        except InvalidOperation:
            continue
    return numbers


def find_bad_quotes(answer: Answer, ground: Ground) -> list[str]:
    """The quotes that do not stand in their text file, or are too long."""
    bad = []
    for citation in answer.citations:
        text = ground.texts.get(PurePath(citation.source).name)
        if len(citation.quote) > _QUOTE or (text is not None and squeeze(citation.quote) not in text):
            bad.append(citation.quote[:40])
    return bad
