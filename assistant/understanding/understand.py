"""From a question to a Query, by rules: read the words (frame), fill in from the conversation (draft), decide what is left open.

Nothing here looks into the store; ``Catalog`` says which agencies and years there are.
"""

import re
from dataclasses import replace

from assistant.records import Conversation, Measure, Query
from assistant.understanding.drafting.drafting import draft_query
from assistant.understanding.drafting.leftovers import note_apart, note_left_out
from assistant.understanding.drafting.reaching import (
    asks_how_many,
    list_quotes,
    note_skipped,
    reach_into,
    reaches_into,
    restate,
    turns_away,
)
from assistant.understanding.drafting.referring import leave_out
from assistant.understanding.drafting.scope import judge_scope, pick_special, reads_as_prose, refuses_plainly
from assistant.understanding.drafting.settle import BOTH, settle_query
from assistant.understanding.frame import Frame, Task
from assistant.understanding.measures.complements import read_complement
from assistant.understanding.measures.measuring import find_measures
from assistant.understanding.measures.picking import Context, find_context
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.names.english import find_english_names
from assistant.understanding.names.filenames import find_files
from assistant.understanding.names.mentions import MASK, Names, mask_spans
from assistant.understanding.names.names import find_names
from assistant.understanding.prose.sayings import asks_grounds, asks_own_words
from assistant.understanding.signs.carried import name_carried, note_carried, restate_done
from assistant.understanding.signs.closing import read_closing
from assistant.understanding.signs.doubts import read_doubt
from assistant.understanding.signs.enumerating import add_listed
from assistant.understanding.signs.fitting import fit_query
from assistant.understanding.signs.granting import read_dispute_over, read_granting
from assistant.understanding.signs.kindred import add_kindred
from assistant.understanding.signs.kinds import asks_gap, find_rules, goes_on, read_check
from assistant.understanding.signs.lacking import find_lacking
from assistant.understanding.signs.makeup import read_makeup
from assistant.understanding.signs.members import asks_further
from assistant.understanding.signs.misspellings import repair_words
from assistant.understanding.signs.operations import Clues, find_task
from assistant.understanding.signs.owning import set_owned
from assistant.understanding.signs.parts import find_part_and_whole
from assistant.understanding.signs.reach import reach_somebody
from assistant.understanding.signs.shapes import (
    asks_first_few,
    asks_formula,
    asks_makeup,
    asks_term,
    asks_which_measure,
    asks_which_more,
    find_excluded,
)
from assistant.understanding.signs.stock import asks_place, find_stock
from assistant.understanding.turns.brief import read_bare
from assistant.understanding.turns.choosing import choose_all, choose_option, choose_other, misses_options
from assistant.understanding.turns.conversation import (
    drop_retort,
    drop_years,
    find_pending,
    find_previous,
)
from assistant.understanding.words.cues import Cues, load_cues
from assistant.understanding.words.english import ask_which, is_english
from assistant.understanding.words.english_periods import find_english_periods
from assistant.understanding.words.lexicon import Token
from assistant.understanding.words.periods import find_periods
from assistant.understanding.words.vocabulary import Vocabulary, load_vocabulary
from ingest.folding import fold_text

_YEAR_WORDS = re.compile(r"上年|去年|上一年|本年|前一年|明年|第二年|次年|下年|下一年|上年度")
STEPPING = re.compile(r"[比较跟和与同]\x00|than (?:in )?(?:the )?\x00")
"""How a year before or after is held against the year spoken of (比上一年, 跟上年)."""
_TAKEN_BACK = re.compile(
    r"(?:不是|不问)(?:问|说|要)?[^,;?]{1,12}[,;](?=(?:而|我|问|说|指|要|应该|的)*是)|[,;](?:而|并)?不是[^,;?]{1,12}(?=[?。]?$)"
)
"""What a correction takes back (不是申请，是诉讼)."""

_NEGATION = re.compile(r"(?:不是|不要|不问|并非)(?:问|看|要)?$")


def understand_question(question: str, catalog: Catalog, conversation: Conversation) -> Query:
    """What ``question`` asks, in terms of what is stored, as the latest turn of ``conversation`` (which is not changed)."""
    pending = find_pending(conversation)
    chosen = _choose_reading(question, pending, catalog) if pending is not None else None
    if chosen is not None:
        return chosen
    other = choose_other(question, conversation)
    if other is not None:
        return replace(understand_question(other, catalog, Conversation()), question=question, about=other)
    cues = load_cues()
    previous = find_previous(conversation)
    bare = _go_on_bare(question, previous, conversation, catalog)
    if bare is not None:
        return bare
    frame = read_frame(question, catalog, previous)
    operation = judge_scope(frame, previous, cues)
    trial = operation == "out_of_scope" and not refuses_plainly(frame, cues) and reaches_into(frame, previous)
    trial = trial or (operation is None and turns_away(frame, previous))
    if operation is not None and not trial:
        again = operation == "out_of_scope" and asks_how_many(frame, previous)
        refused = Query(question, operation, language=frame.language)
        return replace(previous, question=question, about=previous.question) if again and previous is not None else refused
    frame = reach_into(frame) if trial else frame
    shaped = _answer_shape(question, frame)
    if shaped is not None:
        return shaped
    settled = fit_query(settle_query(draft_query(frame, previous, catalog, conversation), frame, catalog), frame)
    return replace(
        settled,
        trial=trial,
        near=list_quotes(settled, frame, previous, conversation),
        assumed=(
            *settled.assumed,
            *note_skipped(settled, frame, previous, conversation),
            *note_left_out(frame, settled),
            *note_apart(frame, settled),
            *note_carried(frame, settled),
        ),
    )


def _go_on_bare(question: str, previous: Query | None, conversation: Conversation, catalog: Catalog) -> Query | None:
    """The query of a question that says nothing but what it wants of the turn before (具体什么原因, 都有谁); None for others."""
    if whole := restate(question, previous):
        return replace(understand_question(whole, catalog, conversation), question=question, about=whole)
    if previous is not None and asks_further(question, previous):
        return replace(previous, question=question, assumed=())  # its number is told with its items
    return read_bare(question, conversation, catalog.years)


def _choose_reading(question: str, pending: Query, catalog: Catalog) -> Query | None:
    """What the answer to a clarification settles: one option, all of them, or none, so that it is asked again; None otherwise."""
    option = choose_option(question, pending)
    if option is not None:
        chosen = understand_question(option, catalog, Conversation())
        return replace(chosen, question=question, language=pending.language, about=option)
    if misses_options(question, pending):
        told = "there is no such option" if pending.language == "en" else "没有这个选项"
        return replace(pending, question=question, kept=told)
    return choose_all(question, pending, load_cues())


def _answer_shape(question: str, frame: Frame) -> Query | None:
    """The query of a question for what the form means, or for all but one of its rows; None for others."""
    if frame.task.operation == "check" and asks_term(frame):
        return Query(question, "help", rules=frame.task.rules, language=frame.language)
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
    frame, language = leave_out(add_kindred(frame)), frame.language
    frame = replace(
        frame,
        leaning=previous is not None and cues.match("follow", frame.names.bare + _reference(frame.names), language),
        correcting=previous is not None and cues.match("correction", frame.text, language),
        numeric=cues.match("numeric", frame.masked, language),
    )
    frame = drop_years(drop_retort(frame))
    measures = find_part_and_whole(frame, catalog) or _read_measures(frame, catalog, vocabulary, previous)
    frame = reach_somebody(replace(frame, measures=add_listed(frame, measures)))
    if (owned := set_owned(frame)).own:
        return owned
    frame = read_dispute_over(frame, previous)
    if (
        told := read_closing(frame, previous)
        or read_granting(frame, previous)
        or read_doubt(frame, previous, cues)
        or _read_told(frame, cues, previous)
    ) is not None:
        return told
    task = find_task(_collect_clues(frame, previous, cues))
    if task.operation is None and (asks_which_measure(frame) or (previous is not None and asks_which_more(frame))):
        task = Task("compare")
    special = pick_special(frame, task, cues)
    bare = not (frame.measures or frame.named or frame.sources or re.search(r"\d", frame.masked))
    if special == "provenance" and previous is None and bare:
        special = "reports"  # 你的数据来源是什么
    if special == "provenance" and (asks_own_words(frame) or asks_grounds(frame, previous)):
        special = None
    if special == "check":
        return replace(frame, task=Task(special, rules=find_rules(frame, cues), wants_difference=asks_gap(frame)))
    if special is not None:
        return replace(frame, task=Task(special))
    return replace(frame, task=task, prose=reads_as_prose(frame, task, cues))


def _read_told(frame: Frame, cues: Cues, previous: Query | None) -> Frame | None:
    """The frame of a question whose words tell by themselves what it is after: checks, the stock, empty cells, applicants."""
    stock = find_stock(frame, cues, previous)
    if stock != "no_tables" and (checked := read_check(frame, cues, previous)) is not None:
        return replace(frame, task=checked, leaning=frame.leaning or (previous is not None and goes_on(frame, previous)))
    if stock:
        return replace(frame, measures=(), task=Task("reports", stock=stock))
    if asks_place(frame):
        return replace(frame, measures=(), names=replace(frame.names, everyone=False), task=Task("reports"))
    if lacking := find_lacking(frame, cues):
        return replace(frame, task=Task("threshold", lacking=lacking))
    return read_makeup(frame, cues, previous)


def _read_measures(frame: Frame, catalog: Catalog, vocabulary: Vocabulary, previous: Query | None) -> tuple[Measure, ...]:
    """The measures that the question names, in the forms of the reports that it speaks of."""
    named = tuple(agency for mention in frame.names.known for agency in mention.agencies)
    agencies = named or (previous.agencies if previous is not None else ())
    years = frame.periods.years or (previous.years if previous is not None and not named else ())
    forms = catalog.list_forms(agencies, years) if agencies else catalog.all_forms
    bare = frame.names.bare
    tokens = tuple(token for token in frame.tokens if not (frame.correcting and _takes_back(token, bare)))
    if frame.correcting:
        bare = _TAKEN_BACK.sub(lambda match: "," * len(match.group()), bare)
    if frame.language == "zh" and (rest := read_complement(bare, tokens, vocabulary, forms)) is not None:
        return (rest,)
    context = find_context(previous.measures) if previous is not None and _may_lean(frame) else Context()
    return find_measures(bare, tokens, vocabulary, forms, context)


def _takes_back(token: Token, bare: str) -> bool:
    """Whether a phrase is what a correction takes back (不是自然人，是企业)."""
    put_right = token.text.startswith("不是") and re.match(r"[,;]|而?是", bare[token.end :]) is not None
    return put_right or _NEGATION.search(bare[: token.start]) is not None


def _collect_clues(frame: Frame, previous: Query | None, cues: Cues) -> Clues:
    """What tells the task of a question; one that names nobody speaks of whom the turn before spoke."""
    before = previous if previous is not None and not frame.named and _may_lean(frame) else None
    narrowed = previous is not None and (frame.names.kinds or frame.names.without_kinds) and not frame.measures
    listing = (frame.names.everyone and not narrowed) or _asks_county(frame, previous)
    return Clues(
        frame.masked,
        frame.language,
        cues,
        everyone=listing or (before is not None and before.all_agencies),
        listing=listing,
        agencies=count_named(frame) or _count_before(frame, previous, before),
        years=_count_years(frame, before),
        open_years=frame.periods.all_years or frame.periods.span,
        which_year=frame.periods.which,
        measured=bool(frame.measures or (before is not None and before.measures)),
    )


def _count_before(frame: Frame, previous: Query | None, before: Query | None) -> int:
    """How many agencies of the turn before a question that names none speaks of; 它哪一年最多 speaks of one."""
    if previous is not None and frame.names.it and frame.periods.which:
        return 1
    return len(before.agencies) if before and not asks_first_few(frame, before) else 0


def _count_years(frame: Frame, before: Query | None) -> int:
    """How many years are spoken of; 比上一年 adds one to that of the turn before."""
    if frame.periods.step is not None and before is not None and STEPPING.search(frame.masked):
        return len(before.years) + 1
    if frame.periods.years and before is not None and STEPPING.search(frame.masked):
        return len({*before.years, *frame.periods.years})
    return len(frame.periods.years) or (len(before.years) if before and not frame.dated else 0)


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
    text = restate_done(fold_text(question).text.lower())
    sources, spans = find_files(text, catalog)
    text = mask_spans(text, spans)
    guarded = text
    for token in vocabulary.chinese.find_tokens(text):
        if _YEAR_WORDS.search(token.text):
            guarded = guarded[: token.start] + "\x01" * len(token.text) + guarded[token.end :]
    periods = find_periods(guarded, catalog.years)
    dated = "".join(MASK if blank == MASK else character for character, blank in zip(text, periods.masked, strict=True))
    names = find_names(dated, catalog, vocabulary.chinese)
    tokens = name_carried(text, vocabulary.chinese.find_tokens(names.bare))
    return Frame(question, "zh", text, names.masked, names, periods, tokens, sources=sources)


def _read_english(question: str, catalog: Catalog, vocabulary: Vocabulary) -> Frame:
    plain = ask_which(" ".join(fold_text(question, keep_layout=True).text.split()))
    text = plain.lower()
    sources, spans = find_files(text, catalog)
    text = mask_spans(text, spans)
    periods = find_english_periods(text, catalog.years)
    names = find_english_names(plain, periods.masked, catalog, vocabulary)
    tokens = vocabulary.english.find_tokens(names.bare)
    return Frame(question, "en", text, names.masked, names, periods, tokens, sources=sources)
