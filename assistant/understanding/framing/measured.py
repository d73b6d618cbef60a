"""Which measures a question names, in the forms of the reports that it speaks of, without those that it takes back."""

import re

from assistant.records import Measure, Query
from assistant.understanding.frame import Frame
from assistant.understanding.measures.complements import read_complement
from assistant.understanding.measures.measuring import find_measures
from assistant.understanding.measures.picking import Context, find_context
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.words.lexicon import Token
from assistant.understanding.words.vocabulary import load_vocabulary

_TAKEN_BACK = re.compile(
    r"(?:不是|不问)(?:问|说|要)?[^,;?]{1,12}[,;](?=(?:而|我|问|说|指|要|应该|的)*是)|[,;](?:而|并)?不是[^,;?]{1,12}(?=[?。]?$)"
)
"""What a correction takes back (不是申请，是诉讼)."""
_NEGATION = re.compile(r"(?:不是|不要|不问|并非)(?:问|看|要)?$")


def read_measures(frame: Frame, catalog: Catalog, previous: Query | None) -> tuple[Measure, ...]:
    """The measures that the question names, in the forms of the reports that it speaks of."""
    named = tuple(agency for mention in frame.names.known for agency in mention.agencies)
    vocabulary = load_vocabulary()
    agencies = named or (previous.agencies if previous is not None else ())
    years = frame.periods.years or (previous.years if previous is not None and not named else ())
    forms = catalog.list_forms(agencies, years) if agencies else catalog.all_forms
    bare = frame.names.bare
    tokens = tuple(token for token in frame.tokens if not (frame.correcting and _takes_back(token, bare)))
    if frame.correcting:
        bare = _TAKEN_BACK.sub(lambda match: "," * len(match.group()), bare)
    if frame.language == "zh" and (rest := read_complement(bare, tokens, vocabulary, forms)) is not None:
        return (rest,)
    context = find_context(previous.measures) if previous is not None and frame.may_lean else Context()
    return find_measures(bare, tokens, vocabulary, forms, context)


def _takes_back(token: Token, bare: str) -> bool:
    """Whether a phrase is what a correction takes back (不是自然人，是企业)."""
    put_right = token.text.startswith("不是") and re.match(r"[,;]|而?是", bare[token.end :]) is not None
    return put_right or _NEGATION.search(bare[: token.start]) is not None
