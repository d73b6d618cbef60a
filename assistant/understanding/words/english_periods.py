"""The years that an English question names: since 2020, between 2021 and 2023, the year before, the last three years."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.understanding.words.periods import MASK, SEVERAL, Periods, find_periods

_YEAR = r"(?:19|20)\d{2}"
_RANGE = re.compile(
    rf"(?P<apart>(?:differ\w*|gap|compar\w*) (?:[\w' ]* )?)?(?:(?P<lead>from|between) (?:the year )?)?"
    rf"(?P<first>{_YEAR})(?: ?[-–—/] ?|,? (?P<joint>to|and|through|until|till|up to) )(?P<last>{_YEAR})(?!\d)"
)
_BOUNDS = (
    (re.compile(rf"(?:ever since|since|as of|as from|starting (?:in|from|with)|beginning (?:in|with)) (?P<year>{_YEAR})"), ">="),
    (re.compile(rf"(?:from )?(?P<year>{_YEAR}) (?:on(?!\w)|onwards?|and (?:after|later|since))"), ">="),
    (re.compile(rf"from (?P<year>{_YEAR})(?= (?:until|till|up to|to) (?:now|today|the present))"), ">="),
    (re.compile(rf"(?:later than|after) (?P<year>{_YEAR})"), ">"),
    (re.compile(rf"(?:before|prior to|earlier than) (?P<year>{_YEAR})"), "<"),
    (re.compile(rf"(?:until|till|up to|up until|through|by the end of) (?P<year>{_YEAR})"), "<="),
)
_HOLDS: dict[str, Callable[[int, int], bool]] = {
    ">=": int.__ge__,
    ">": int.__gt__,
    "<": int.__lt__,
    "<=": int.__le__,
}
_EVERY_YEAR = re.compile(
    r"over the years|each (?:single )?year|every (?:single )?year|all (?:the )?years|years? (?:by|after|on) year|over time|"
    r"which years?|in what year|what years?|"
    r"^when (?:did|was|were|has|had) (?=[^?]*\b(?:most|fewest|least|highest|lowest)\b)|"
    r"annually|through(?:out)? the years|since the beginning|(?<!\w)ever(?!\w)"
)
_LAST = re.compile(
    r"last year|the latest(?: report| year)?|most recent(?: report| year)?|this year|"
    r"(?:the |these |in )*(?:last|past|recent|latest|most recent) (?:(?P<count>\d|two|three|four|five|few|couple of) )?years"
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "couple of": 2}
_STEPS = (
    (
        re.compile(
            r"(?:the )?(?:previous|preceding|prior) year|the year (?:before|prior|earlier)(?! (?:last|that of))|"
            r"(?:a|one) year (?:before|earlier)"
        ),
        -1,
    ),
    (re.compile(r"(?:the )?(?:following|next|subsequent) year|the year after|(?:a|one) year (?:later|after)"), 1),
)
_CARRIED = re.compile(r"(?:carr\w+|brought|taken) (?:over |forward |in )?(?:\w+ )*?(?:from|to|into|over) $")
"""What stands before the next or the previous year in the name of a figure (carried over to the next year)."""


def find_english_periods(text: str, stored: tuple[int, ...]) -> Periods:
    """The years of an English question in lower case."""
    reader = _Reader(text, stored)
    reader.read_ranges()
    reader.read_bounds()
    reader.read_last()
    every = reader.take(_EVERY_YEAR.finditer(reader.text))
    step = reader.read_steps()
    rest = find_periods(reader.text, stored)
    years = {*reader.years, *rest.years}
    if step is not None and len(years) == 1:
        years.add(min(years) + step)
    return replace(
        rest,
        years=tuple(sorted(years)),
        all_years=bool(every) and not years,
        span=reader.span or rest.span,
        step=step if step is not None and not years else rest.step,
        which=any(match.group().startswith(("which", "what", "in what", "when")) for match in every),
        assumed=(*reader.assumed, *rest.assumed),
    )


class _Reader:
    """Reads one question, blanking what it has taken so that nothing counts twice."""

    def __init__(self, text: str, stored: tuple[int, ...]) -> None:
        self.text = text
        self.stored = stored
        self.years: set[int] = set()
        self.span = False
        self.assumed: list[str] = []

    def take(self, found: Iterable[re.Match[str]], group: int | str = 0) -> list[re.Match[str]]:
        """These matches, blanked in the text."""
        taken = list(found)
        for match in taken:
            start, end = match.span(group)
            self.text = self.text[:start] + MASK * (end - start) + self.text[end:]
        return taken

    def read_ranges(self) -> None:
        """2021 to 2023 is a stretch, and so is between 2021 and 2023, but for what is held against each other."""
        for match in list(_RANGE.finditer(self.text)):
            first, last = sorted((int(match["first"]), int(match["last"])))
            stretch = match["joint"] != "and" or (match["lead"] == "between" and not match["apart"])
            start = match.start("lead") if match["lead"] else match.start("first")
            self.text = self.text[:start] + MASK * (match.end() - start) + self.text[match.end() :]
            self.years.update(range(first, last + 1) if stretch else (first, last))
            self.span = self.span or stretch

    def read_bounds(self) -> None:
        """Since, after, before and until a year: the stored years on that side of it."""
        for pattern, sign in _BOUNDS:
            for match in self.take(pattern.finditer(self.text)):
                bound = int(match["year"])
                self.years.update(year for year in self.stored if _HOLDS[sign](year, bound))
                self.span = True

    def read_last(self) -> None:
        """Last year and the last years, against the newest stored one."""
        for match in self.take(_LAST.finditer(self.text)) if self.stored else ():
            newest, several = self.stored[-1], match.group().endswith("years")
            written = match["count"] or "few"
            number = len(self.stored[-SEVERAL:]) if written == "few" else _COUNTS.get(written) or int(written)
            chosen = self.stored[-SEVERAL:] if several and written == "few" else range(newest - number + 1, newest + 1)
            self.years.update(chosen if several else (newest,))
            self.span = self.span or several
            self.assumed.append(f'"{match.group().strip()}" is read against the newest stored report year, {newest}')

    def read_steps(self) -> int | None:
        """How far the year before or the year after moves; None where no such words stand."""
        for pattern, step in _STEPS:
            found = [match for match in pattern.finditer(self.text) if not _CARRIED.search(self.text[: match.start()])]
            if self.take(found):
                return step
        return None
