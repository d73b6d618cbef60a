"""From a question to a Query, by rules: read the words (frame), fill in from the conversation (draft), decide what is left open.

Nothing here looks into the store; ``Catalog`` says which agencies and years there are.
"""

import re
from dataclasses import replace

from assistant.records import Conversation, Measure, Query
from assistant.understanding.catalog import Catalog
from assistant.understanding.conversation import choose_all, choose_option, choose_other, find_pending, find_previous
from assistant.understanding.cues import Cues, load_cues
from assistant.understanding.drafting import draft_query
from assistant.understanding.english import find_english_names, find_english_periods, is_english
from assistant.understanding.frame import Frame, Task
from assistant.understanding.leftovers import note_apart, note_left_out
from assistant.understanding.lexicon import Token
from assistant.understanding.measuring import find_measures
from assistant.understanding.mentions import MASK, Names, mask_spans
from assistant.understanding.misspellings import repair_words
from assistant.understanding.names import find_names
from assistant.understanding.operations import Clues, find_task
from assistant.understanding.periods import find_periods
from assistant.understanding.picking import Context, find_context
from assistant.understanding.referring import leave_out
from assistant.understanding.scope import find_rules, judge_scope, pick_special, reads_as_prose
from assistant.understanding.settle import BOTH, settle_query
from assistant.understanding.shapes import asks_formula, asks_makeup, asks_which_more, find_excluded
from assistant.understanding.vocabulary import Vocabulary, load_vocabulary
from ingest.folding import fold_text

_YEAR_WORDS = re.compile(r"上年|去年|上一年|本年|前一年|明年|第二年|次年|下年|下一年|上年度")
_NEGATION = re.compile(r"(?:不是|不要|不问|并非)(?:问|看|要)?$")


def understand_question(question: str, catalog: Catalog, conversation: Conversation) -> Query:
    """What ``question`` asks, in terms of what is stored, as the latest turn of ``conversation`` (which is not changed)."""
    pending = find_pending(conversation)
    if pending is not None:
        option = choose_option(question, pending)
        if option is not None:
            chosen = understand_question(option, catalog, Conversation())
            return replace(chosen, question=question, language=pending.language, about=option)
    other = choose_other(question, conversation)
    if other is not None:
        return replace(understand_question(other, catalog, Conversation()), question=question, about=other)
    cues = load_cues()
    if pending is not None and (everything := choose_all(question, pending, cues)) is not None:
        return everything
    previous = find_previous(conversation)
    frame = read_frame(question, catalog, previous)
    operation = judge_scope(frame, previous, cues)
    if operation is not None:
        return Query(question, operation, language=frame.language)
    shaped = _answer_shape(question, frame)
    if shaped is not None:
        return shaped
    settled = settle_query(draft_query(frame, previous, catalog, conversation), frame, catalog)
    return replace(settled, assumed=(*settled.assumed, *note_left_out(frame, settled), *note_apart(frame, settled)))


def _answer_shape(question: str, frame: Frame) -> Query | None:
    """The query of a question for what the form means, or for all but one of its rows; None for others."""
    if asks_formula(frame) or asks_makeup(frame):
        return Query(question, "help", measures=frame.measures, language=frame.language)
    included = find_excluded(frame)  # no row or item is the rest: only what is named can be offered
    return Query(question, "lookup", language=frame.language, options=(included,)) if included else None


def read_frame(question: str, catalog: Catalog, previous: Query | None) -> Frame:
    """What the question says by itself; ``previous`` only fills rows and columns that an elliptical clause leaves out."""
    vocabulary, cues = load_vocabulary(), load_cues()
    english = is_english(question, before=previous is not None and previous.language == "en")
    frame = (
        _read_english(question, catalog, vocabulary) if english else repair_words(_read_chinese(question, catalog, vocabulary))
    )
    frame, language = leave_out(frame), frame.language
    frame = replace(
        frame,
        leaning=previous is not None and cues.match("follow", frame.names.bare + _reference(frame.names), language),
        correcting=previous is not None and cues.match("correction", frame.text, language),
        numeric=cues.match("numeric", frame.masked, language),
    )
    frame = replace(frame, measures=_read_measures(frame, catalog, vocabulary, previous))
    task = find_task(_collect_clues(frame, previous, cues))
    if task.operation is None and previous is not None and asks_which_more(frame):
        task = Task("compare")
    special = pick_special(frame, task, cues)
    if special == "provenance" and previous is None and not (frame.measures or frame.named or frame.sources):
        special = "reports"  # 你的数据来源是什么
    if special is not None:
        return replace(frame, task=Task(special, rules=find_rules(frame, cues) if special == "check" else ()))
    return replace(frame, task=task, prose=reads_as_prose(frame, task, cues))


def _read_measures(frame: Frame, catalog: Catalog, vocabulary: Vocabulary, previous: Query | None) -> tuple[Measure, ...]:
    """The measures that the question names, in the forms of the reports that it speaks of."""
    named = tuple(agency for mention in frame.names.known for agency in mention.agencies)
    agencies = named or (previous.agencies if previous is not None else ())
    years = frame.periods.years or (previous.years if previous is not None and not named else ())
    forms = catalog.list_forms(agencies, years) if agencies else catalog.all_forms
    bare = frame.names.bare
    tokens = tuple(token for token in frame.tokens if not (frame.correcting and _takes_back(token, bare)))
    context = find_context(previous.measures) if previous is not None and _may_lean(frame) else Context()
    return find_measures(bare, tokens, vocabulary, forms, context)


def _takes_back(token: Token, bare: str) -> bool:
    """Whether a phrase is what a correction takes back (不是自然人，是企业)."""
    put_right = token.text.startswith("不是") and re.match(r"[,;]|而?是", bare[token.end :]) is not None
    return put_right or _NEGATION.search(bare[: token.start]) is not None


def _collect_clues(frame: Frame, previous: Query | None, cues: Cues) -> Clues:
    """What tells the task of a question; one that names nobody speaks of whom the turn before spoke."""
    before = previous if previous is not None and not frame.named and _may_lean(frame) else None
    listing = frame.names.everyone or _asks_county(frame, previous)
    return Clues(
        frame.masked,
        frame.language,
        cues,
        everyone=listing or (before is not None and before.all_agencies),
        listing=listing,
        agencies=count_named(frame) or (len(before.agencies) if before else 0),
        years=len(frame.periods.years) or (len(before.years) if before and not frame.dated else 0),
        open_years=frame.periods.all_years or frame.periods.span,
        which_year=frame.periods.which,
    )


def count_named(frame: Frame) -> int:
    """How many agencies a question names; 两个石桥镇 names all that bear the name."""
    return sum(len(mention.agencies) if BOTH.search(frame.masked[: mention.start]) else 1 for mention in frame.names.mentions)


def _asks_county(frame: Frame, previous: Query | None) -> bool:
    """Whether a county stands for the agencies under it; in 那乙县的呢 it only tells which of the namesakes."""
    if not frame.names.regions or frame.names.mentions:
        return False
    return previous is None or bool(frame.measures) or frame.numeric


def _reference(names: Names) -> str:
    return " 它 it" if names.it or names.these else ""


def _may_lean(frame: Frame) -> bool:
    return frame.leaning or frame.correcting or not frame.names.mentions


def _read_chinese(question: str, catalog: Catalog, vocabulary: Vocabulary) -> Frame:
    text = fold_text(question).text.lower()
    sources, spans = find_files(text, catalog)
    text = mask_spans(text, spans)
    guarded = text
    for token in vocabulary.chinese.find_tokens(text):
        if _YEAR_WORDS.search(token.text):
            guarded = guarded[: token.start] + "\x01" * len(token.text) + guarded[token.end :]
    periods = find_periods(guarded, catalog.years)
    dated = "".join(MASK if blank == MASK else character for character, blank in zip(text, periods.masked, strict=True))
    names = find_names(dated, catalog, vocabulary.chinese)
    tokens = vocabulary.chinese.find_tokens(names.bare)
    return Frame(question, "zh", text, names.masked, names, periods, tokens, sources=sources)


def _read_english(question: str, catalog: Catalog, vocabulary: Vocabulary) -> Frame:
    plain = " ".join(fold_text(question, keep_layout=True).text.split())
    text = plain.lower()
    sources, spans = find_files(text, catalog)
    text = mask_spans(text, spans)
    periods = find_english_periods(text, catalog.years)
    names = find_english_names(plain, periods.masked, catalog, vocabulary)
    tokens = vocabulary.english.find_tokens(names.bare)
    return Frame(question, "en", text, names.masked, names, periods, tokens, sources=sources)


_FILE = re.compile(r"[^\s\x00“”\"《》,。?!:;]+?\.(?:txt|md|pdf|docx?|html?)")
_STEM = re.compile(r"(?<![a-z0-9_.-])[a-z0-9_-]*\d[a-z0-9_-]*(?![a-z0-9_.-])")


def find_files(text: str, catalog: Catalog) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """The stored files that a folded question names, by the whole name or a stem in letters and digits, and where."""
    sources: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _FILE.finditer(text):
        start = next((at for at in range(match.start(), match.end()) if text[at : match.end()] in catalog.files), None)
        if start is not None:
            sources += catalog.files[text[start : match.end()]]
            spans.append((start, match.end()))
    for match in _STEM.finditer(text):
        named = not match.group().isdigit() and match.group() in catalog.files
        if named and not any(start <= match.start() < end for start, end in spans):
            sources += catalog.files[match.group()]
            spans.append(match.span())
    return tuple(dict.fromkeys(sources)), spans
