"""The words of a question, found in the order in which they hide each other: files, years, names, phrases of the vocabulary."""

import re
from dataclasses import replace

from assistant.records import Query
from assistant.understanding.frame import Frame
from assistant.understanding.framing.english_words import settle_words
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.names.english import find_english_names
from assistant.understanding.names.filenames import find_files
from assistant.understanding.names.mentions import MASK, mask_spans
from assistant.understanding.names.names import find_names
from assistant.understanding.signs.carried import name_carried, restate_done
from assistant.understanding.signs.misspellings import repair_words
from assistant.understanding.words.counted_years import counts_from_first
from assistant.understanding.words.english import ask_which, is_english
from assistant.understanding.words.english_periods import find_english_periods
from assistant.understanding.words.periods import find_periods
from assistant.understanding.words.vocabulary import Vocabulary, load_vocabulary
from ingest.folding import fold_text

_YEAR_WORDS = re.compile(r"上年|去年|上一年|本年|前一年|明年|第二年|次年|下年|下一年|上年度")
_THESE_YEARS = re.compile(r"这(?=(?:[两二三四五六七八九]|(?<!\d)[2-9])年)")
"""这三年, which in a first turn are the newest ones."""


def read_words(question: str, catalog: Catalog, previous: Query | None) -> Frame:
    """The files, years, names and phrases that a question has, in its language; words that are mistyped are put right."""
    if is_english(question, before=previous is not None and previous.language == "en"):
        return _read_english(question, catalog, load_vocabulary())
    return repair_words(_read_chinese(question, catalog, load_vocabulary(), follows=previous is not None))


def _read_chinese(question: str, catalog: Catalog, vocabulary: Vocabulary, *, follows: bool) -> Frame:
    text = restate_done(fold_text(question).text.lower())
    sources, spans = find_files(text, catalog)
    text = mask_spans(text, spans)
    guarded = text
    for token in vocabulary.chinese.find_tokens(text):
        if _YEAR_WORDS.search(token.text):
            guarded = guarded[: token.start] + "\x01" * len(token.text) + guarded[token.end :]
    guarded = guarded if follows else _THESE_YEARS.sub("近", guarded)
    periods = find_periods(guarded, catalog.years)
    if (
        periods.step == -1 and catalog.years and not (follows or periods.which)
    ):  # nothing was spoken of before that it could count from
        note = f"“上一年”按库中最新的报告年份理解为{catalog.years[-1]}年"
        periods = replace(periods, years=(catalog.years[-1],), step=None, assumed=(*periods.assumed, note))
    dated = "".join(MASK if blank == MASK else character for character, blank in zip(text, periods.masked, strict=True))
    names = find_names(dated, catalog, vocabulary.chinese)
    if counts_from_first(text) and len(named := {agency for mention in names.known for agency in mention.agencies}) == 1:
        periods = find_periods(guarded, catalog.list_years(named))  # its own first years, and not those of all
    tokens = name_carried(text, vocabulary.chinese.find_tokens(names.bare))
    return Frame(question, "zh", text, names.masked, names, periods, tokens, sources=sources)


def _read_english(question: str, catalog: Catalog, vocabulary: Vocabulary) -> Frame:
    plain = ask_which(" ".join(fold_text(question, keep_layout=True).text.split()))
    text = plain.lower()
    sources, spans = find_files(text, catalog)
    text = mask_spans(text, spans)
    periods = find_english_periods(text, catalog.years)
    names = find_english_names(plain, periods.masked, catalog, vocabulary)
    tokens = settle_words(vocabulary.english.find_tokens(names.bare), names.bare)
    return Frame(question, "en", text, names.masked, names, periods, tokens, sources=sources)
