"""Numbers that the prose states of what no measure covers: each tied to the sentence that counts it, else none is given.

A number belongs to an object where both stand in one clause and no other number there is counted so; a clause behind that goes
on with it (，占18%) may hold it too. What cannot be tied is only quoted.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.quotes.meeting import stands_in
from assistant.answering.quotes.sentences import Sentence
from assistant.understanding.prose.objects import load_counting
from assistant.understanding.words.themes import list_same
from index.records import StoredReport
from ingest.numerals import Numeral, find_numerals

_CLAUSE = re.compile(r"[,，;；。:：、()（）]")
_ORDINAL = re.compile(r"[第〔\[]$")
_LOOSE = ("", "次", "页", "个", "项", "类", "张", "份", "本", "部")
"""Counters with which 一 stands before things that are not counted."""

_ASIDE = re.compile(r"(?<=[^,;。])[(（][^()（）\d,;。]{1,8}[)）](?=\d)")
"""A word in brackets between a name and its number (财政决算(部门)2条)."""

_GOES_ON = re.compile(r"^(?:均|都|共|合计|总|累计|占|比例|比重|达|约|为|是|数|计|有?\d)")
"""How a clause begins that goes on with what the clause before it names (，占总体的18%；，共51条)."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that speaks of the objects, and the one number that it gives of them; None where it gives none or several."""

    sentence: Sentence
    numeral: Numeral | None = None
    objects: tuple[str, ...] = ()

    @property
    def report(self) -> StoredReport:
        """The report in which it stands."""
        return self.sentence.report


def find_statements(
    sentences: Iterable[Sentence], objects: Sequence[str], terms: Sequence[str], units: Sequence[str]
) -> tuple[Statement, ...]:
    """What the sentences of one report say of all the objects; only where they also use the further ``terms``."""
    groups = [(word, *list_same(word)) for word in objects]
    met = [sentence for sentence in sentences if not sentence.is_title and all(meets(sentence.folded, group) for group in groups)]
    literal = [sentence for sentence in met if all(group[0] in sentence.folded.lower() for group in groups)]
    own = literal or met
    beside = [(term, *list_same(term)) for term in terms if term not in objects]
    near = tuple(sentence for sentence in own if all(meets(sentence.folded, group) for group in beside))
    return tuple(Statement(sentence, read_number(sentence.folded, groups, units), tuple(objects)) for sentence in near)


def choose_number(statements: Sequence[Statement]) -> Statement | None:
    """The statement whose number answers: the only one with a number, or the first of several that say the same."""
    told = [statement for statement in statements if statement.numeral is not None]
    same = len({(statement.numeral.value, statement.numeral.unit) for statement in told if statement.numeral}) == 1
    return told[0] if same else None


def meets(folded: str, group: Sequence[str]) -> bool:
    """Whether a text uses a word of the group, whole or in its parts."""
    return any(stands_in(word, folded) for word in group)


def read_number(folded: str, groups: Sequence[Sequence[str]], units: Sequence[str]) -> Numeral | None:
    """The one number in one of the units that stands with all objects, or else the last; None where there is none or several."""
    clauses = [*list_clauses(folded), ""]
    whole = [place for place, clause in enumerate(clauses) if all(meets(clause, group) for group in groups)]
    holding = whole or [place for place, clause in enumerate(clauses) if meets(clause, groups[-1])]
    numbers: list[Numeral] = []
    for place in holding:
        own = read_fitting(clauses[place], units)
        behind = clauses[place + 1] if place + 1 not in holding else ""
        numbers += own or (read_fitting(behind, units) if _GOES_ON.match(behind) else [])
    part = any(_is_part(clauses[place], groups[-1]) for place in holding)
    return numbers[0] if len(numbers) == 1 and not part else None


def _is_part(clause: str, group: Sequence[str]) -> bool:
    """Whether a clause counts only one kind of the people asked for (专职工作人员1名 is not all 工作人员)."""
    asked = "".join(group)
    return group[0].endswith("人员") and any(kind in clause and kind not in asked for kind in load_counting().part_kinds)


def read_fitting(clause: str, units: Sequence[str]) -> list[Numeral]:
    """The numbers of a clause that are counted in one of the units."""
    return [
        numeral
        for start, end, numeral in find_numerals(clause)
        if (numeral.unit or "") in units
        and not _ORDINAL.search(clause[:start])
        and (numeral.unit or clause[start].isdigit())
        and not _is_article(clause[start:end], units)
    ]


def _is_article(written: str, units: Sequence[str]) -> bool:
    """Whether a number only says that there is such a thing (办理一次申请 counts no 件, 压缩成一页 no 条)."""
    return written.startswith("一") and written[1:] in _LOOSE and written[1:] != units[0]


def list_clauses(folded: str) -> Iterator[str]:
    """The clauses of a sentence, a number's comma cutting none."""
    plain = _ASIDE.sub("", re.sub(r"(?<=\d),(?=\d{3})", "", folded))
    yield from (clause for clause in _CLAUSE.split(plain) if clause)
