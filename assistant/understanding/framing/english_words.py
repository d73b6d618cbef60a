"""English words of the vocabulary that mean one thing or another by what stands beside them."""

import re
from dataclasses import replace

from assistant.understanding.words.lexicon import Tag, Token

_REQUESTS = re.compile(r"\b(?:requests?|applications?)\b")
_BROUGHT = ("new",)
"""Rows whose verbs (filed, received) may speak of lawsuits and reviews as well."""

_PENDING = re.compile(r"(?:still |left )?(?:pending|open|undecided|unresolved|unfinished)|not yet decided")


def settle_words(tokens: tuple[Token, ...], text: str) -> tuple[Token, ...]:
    """The phrases of an English question, those of two meanings with the one that its other words tell.

    Filed and received beside lawsuits and reviews count no requests, granted beside licences none either; pending is what is
    carried over of requests, and what is not decided of lawsuits and reviews.
    """
    disputes = any(tag.axis == "dispute" for token in tokens for tag in token.tags)
    requests = _REQUESTS.search(text) is not None
    if disputes and not requests:
        tokens = tuple(token for token in tokens if not _names(token, "row", _BROUGHT))
    licences = any(_names(token, "item", ("licensing",)) for token in tokens)
    if licences and not requests:
        tokens = tuple(token for token in tokens if not _names(token, "row", ("granted",)))
    if requests and not disputes:
        carried = (Tag("row", "carried_out"),)
        tokens = tuple(replace(token, tags=carried) if _PENDING.fullmatch(token.text) else token for token in tokens)
    return tokens


def _names(token: Token, axis: str, names: tuple[str, ...]) -> bool:
    """Whether a phrase names nothing but some entries of an axis."""
    return all(tag.axis == axis and tag.id in names for tag in token.tags)
