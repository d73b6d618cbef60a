"""Whether a sentence that a language model wrote stands on the quotes that it names. In doubt it does not.

A sentence keeps to the words of its quotes, denies what they deny and nothing else, brings no number of its own, and sets
a figure only into a clause that speaks of what the figure counts, after the name of nobody else. This is stricter than
``verify``, through which every sentence passes as well.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.answering.basis.counting import CHINESE_COUNT
from assistant.models.exhibits import PLACEHOLDER, Exhibit, gives_orders, split_clauses
from ingest.folding import fold_text, make_readable

LONGEST = 240
"""Characters of a sentence at most."""

SHARED = 0.55
"""Of a sentence's character pairs at least this part stands in its quotes."""

CLOSE = 0.5
"""Of the character pairs of a clause with a figure at least this part stands in the figure's own clause."""

_MARKUP = re.compile(r"[<>\[\]`|#*_\\]|://|www\.", re.IGNORECASE)
_DENIED = re.compile(r"(?:没有|并未|尚未|从未|无需|不再|不曾|未能|未曾|未|没|无|不|非)(?P<what>[\u4e00-\u9fff]{2})")
YEAR = "年"


def is_grounded(draft: str, exhibits: Sequence[Exhibit], agencies: Iterable[str]) -> bool:
    """Whether a sentence, its figures still placeholders, stands on these quotes; ``agencies`` are all names in question."""
    bare = PLACEHOLDER.sub("", draft)
    if not exhibits or len(draft) > LONGEST or _MARKUP.search(bare) or brings_numbers(bare) or gives_orders(bare):
        return False
    texts = [
        f"{exhibit.citation.agency or ''}的报告{exhibit.citation.section or ''}{exhibit.citation.quote}" for exhibit in exhibits
    ]
    quoted = [fold_text(make_readable(text)).text for text in texts]
    folded = fold_text(bare).text
    return share_pairs(folded, quoted) >= SHARED and denies_alike(folded, quoted) and places_figures(draft, exhibits, agencies)


def brings_numbers(text: str) -> bool:
    """Whether a text has a digit of any script or style, a Chinese numeral that counts, or a brace that is no placeholder."""
    return CHINESE_COUNT.search(text) is not None or any(
        character in "{}" or (character.isnumeric() and not "\u4e00" <= character <= "\u9fff" and character != "〇")
        for character in text
    )


def share_pairs(text: str, quoted: Iterable[str]) -> float:
    """The part of a text's pairs of neighbouring Chinese characters that the quotes have too."""
    pairs = set(list_pairs(text))
    held = {pair for quote in quoted for pair in list_pairs(quote)}
    return len(pairs & held) / len(pairs) if pairs else 0.0


def list_pairs(text: str) -> Iterator[str]:
    """Pairs of neighbouring Chinese characters."""
    for run in re.findall(r"[\u4e00-\u9fff]{2,}", text):
        yield from (run[i : i + 2] for i in range(len(run) - 1))


def denies_alike(text: str, quoted: Sequence[str]) -> bool:
    """Whether a text denies only what its quotes deny, and states nothing that they only deny."""
    denied, stated = split_denied(quoted)
    text_denied, text_stated = split_denied([text])
    return text_denied <= denied and not text_stated & (denied - stated)


def split_denied(texts: Iterable[str]) -> tuple[set[str], set[str]]:
    """The pairs of characters right behind a word of denial (未收取 gives 收取), and those that stand without one."""
    denied: set[str] = set()
    stated: set[str] = set()
    for text in texts:
        denied |= {match["what"] for match in _DENIED.finditer(text)}
        stated |= set(list_pairs(_DENIED.sub("\n", text)))
    return denied, stated


def places_figures(draft: str, exhibits: Sequence[Exhibit], agencies: Iterable[str]) -> bool:
    """Whether each figure stands in a clause of what it counts, with its own unit, and after no other agency's name or year."""
    owners = {name: exhibit for exhibit in exhibits for name in exhibit.figures}
    known = sorted({name for name in agencies if name}, key=len, reverse=True)
    speaking: str | None = None
    dated: int | None = None
    for clause in split_clauses(draft):
        named = [name for name in known if name in clause]
        speaking = named[0] if named else speaking
        placed = PLACEHOLDER.findall(clause)
        if any(name not in owners for name in placed) or len({owners[name].number for name in placed}) > 1 or len(named) > 1:
            return False
        if not placed:
            continue
        report = owners[placed[0]].citation
        dated = report.year if any(names_year(owners[name], name) for name in placed) else dated
        if speaking not in (None, report.agency) or dated not in (None, report.year):
            return False
        if not all(fits_clause(clause, name, owners[name], speaking) for name in placed):
            return False
    return True


def names_year(exhibit: Exhibit, name: str) -> bool:
    """Whether a figure is the year of its report, which names the report and counts nothing."""
    figure = exhibit.figures[name]
    return figure.written == str(exhibit.citation.year) and figure.unit == YEAR


def fits_clause(clause: str, name: str, exhibit: Exhibit, speaking: str | None) -> bool:
    """Whether a clause speaks of what the figure counts."""
    figure = exhibit.figures[name]
    after = clause.partition(f"{{{name}}}")[2]
    if names_year(exhibit, name):
        return after.startswith(YEAR)
    if figure.clause is None:
        return False
    if figure.unit and not after.startswith(figure.unit):
        return False
    plain = re.sub(r"\{v\d+\}年?", "\n", clause.replace(speaking or "\n", "\n"))
    return share_pairs(plain, [figure.clause]) >= CLOSE
