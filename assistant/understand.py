"""From a question to a Query, by rules: read the words (frame), fill in from the conversation (draft), decide what is left open.

Nothing here looks into the store; ``Catalog`` says which agencies and years there are.
"""

import re
from dataclasses import replace

from assistant.catalog import Catalog
from assistant.conversation import (
    carry_operation,
    choose_all,
    choose_option,
    drop_negated,
    find_pending,
    find_previous,
    join_measures,
    leans_on,
    list_ranked_names,
    resolve_agencies,
)
from assistant.cues import Cues, load_cues
from assistant.english import find_english_names, find_english_periods, is_english
from assistant.frame import Frame, Task
from assistant.measuring import Context, find_context, find_measures, find_whole
from assistant.misspellings import repair_words
from assistant.names import MASK, Mention, Names, find_names
from assistant.operations import find_task
from assistant.periods import find_periods
from assistant.records import Conversation, Query
from assistant.scope import find_rules, judge_scope, pick_special, reads_as_prose
from assistant.settle import settle_query
from assistant.topics import find_subject
from assistant.vocabulary import Vocabulary, load_vocabulary
from index.records import StoredAgency
from ingest.folding import fold_text

_YEAR_WORDS = re.compile(r"上年|去年|上一年|本年|前一年|明年|第二年|次年|下年|下一年|上年度")
_DEPTH = 2
"""An option is a full question: choosing one is asking it, once."""


def understand_question(question: str, catalog: Catalog, conversation: Conversation) -> Query:
    """What ``question`` asks, in terms of what is stored, as the latest turn of ``conversation`` (which is not changed)."""
    pending = find_pending(conversation)
    if pending is not None:
        option = choose_option(question, pending)
        if option is not None:
            return replace(understand_question(option, catalog, Conversation()), question=question, language=pending.language)
    vocabulary, cues = load_vocabulary(), load_cues()
    if pending is not None and (everything := choose_all(question, pending, cues)) is not None:
        return everything
    previous = find_previous(conversation)
    frame = read_frame(question, catalog, previous)
    operation = judge_scope(frame, previous, cues)
    if operation is not None:
        return Query(question, operation, language=frame.language)
    return settle_query(draft_query(frame, previous, catalog, conversation), frame, catalog, vocabulary)


def read_frame(question: str, catalog: Catalog, previous: Query | None) -> Frame:
    """What the question says by itself; ``previous`` only fills rows and columns that an elliptical clause leaves out."""
    vocabulary, cues = load_vocabulary(), load_cues()
    frame = _read_english(question, catalog, vocabulary) if is_english(question) else _read_chinese(question, catalog, vocabulary)
    language, masked = frame.language, frame.names.masked
    leaning = previous is not None and cues.match("follow", frame.names.bare + _reference(frame.names), language)
    correcting = previous is not None and cues.match("correction", frame.text, language)
    numeric = cues.match("numeric", masked, language)
    frame = replace(frame, leaning=leaning, correcting=correcting, numeric=numeric)
    agencies = tuple(agency for mention in frame.names.known for agency in mention.agencies) or (
        previous.agencies if previous else ()
    )
    forms = (
        catalog.list_forms(agencies, frame.periods.years or (previous.years if previous and not frame.names.known else ()))
        if agencies
        else catalog.all_forms
    )
    context = find_context(previous.measures) if previous is not None and _may_lean(frame) else Context()
    if language == "zh":
        frame = repair_words(frame)
        masked = frame.masked
        numeric = frame.numeric or cues.match("numeric", masked, language)
        frame = replace(frame, numeric=numeric)
    measures = find_measures(frame.names.bare, frame.tokens, vocabulary, forms, context)
    frame = replace(frame, measures=measures)
    before = previous if previous is not None and not frame.named and _may_lean(frame) else None
    task = find_task(
        masked,
        language,
        cues,
        everyone=frame.names.everyone or bool(frame.names.regions and not frame.names.mentions) or bool(before and before.all_agencies),
        agencies=len(frame.names.mentions) or (len(before.agencies) if before else 0),
        years=len(frame.periods.years) or (len(before.years) if before and not frame.dated else 0),
        open_years=frame.periods.all_years or frame.periods.span,
        which_year=frame.periods.which,
    )
    special = pick_special(frame, task, cues)
    if special is not None:
        return replace(frame, task=Task(special, rules=find_rules(frame, cues) if special == "check" else ()))
    return replace(frame, task=task, prose=reads_as_prose(frame, task, cues))


def _reference(names: Names) -> str:
    return " 它 it" if names.it or names.these else ""


def _may_lean(frame: Frame) -> bool:
    return frame.leaning or frame.correcting or not frame.names.mentions


def _read_chinese(question: str, catalog: Catalog, vocabulary: Vocabulary) -> Frame:
    text = fold_text(question).text.lower()
    guarded = text
    for token in vocabulary.chinese.find_tokens(text):
        if _YEAR_WORDS.search(token.text):
            guarded = guarded[: token.start] + "\x01" * len(token.text) + guarded[token.end :]
    periods = find_periods(guarded, catalog.years)
    dated = "".join(MASK if blank == MASK else character for character, blank in zip(text, periods.masked, strict=True))
    names = find_names(dated, catalog, vocabulary.chinese)
    return Frame(question, "zh", text, names.masked, names, periods, vocabulary.chinese.find_tokens(names.bare))


def _read_english(question: str, catalog: Catalog, vocabulary: Vocabulary) -> Frame:
    plain = " ".join(fold_text(question, keep_layout=True).text.split())
    text = plain.lower()
    periods = find_english_periods(text, catalog.years)
    names = find_english_names(plain, periods.masked, catalog, vocabulary)
    return Frame(question, "en", text, names.masked, names, periods, vocabulary.english.find_tokens(names.bare))


def draft_query(frame: Frame, previous: Query | None, catalog: Catalog, conversation: Conversation) -> Query:
    """The question's own words, with what it leaves out taken from the turn before; years and agencies may still be open."""
    cues = load_cues()
    leaning = previous is not None and leans_on(frame, previous)
    base = previous if leaning else None
    task = frame.task
    operation = task.operation
    agencies, notes = _draft_agencies(frame, base, catalog, conversation)
    if frame.prose and operation not in ("check", "mentions", "provenance", "reports"):
        operation = "text"
    elif operation is None:
        specific = bool(agencies) and frame.named
        operation = carry_operation(frame, base, cues, specific=specific) if base is not None else ("lookup" if frame.measures else "text")
    measures = () if operation in ("text", "mentions", "reports") else join_measures(frame.measures, base)
    inherits_place = base is not None and not frame.named
    subject = _draft_subject(frame, base, operation, cues)
    query = Query(
        frame.question,
        operation,
        agencies=agencies,
        all_agencies=_speaks_of_all(frame, base, agencies),
        parent=_draft_parent(frame, base) if not agencies or operation == "rank" else None,
        unknown_agencies=frame.names.unknown
        or (base.unknown_agencies if base is not None and inherits_place and not agencies else ()),
        years=_draft_years(frame, base, previous, operation),
        all_years=_draft_all_years(frame, base),
        measures=measures,
        limit=task.limit,
        ascending=task.ascending,
        position=task.position,
        threshold=task.threshold,
        wants_growth=task.wants_growth,
        wants_difference=task.wants_difference,
        rules=task.rules,
        forms=frame.periods.forms,  # type: ignore[arg-type]
        topics=subject[0],
        terms=subject[1],
        related=subject[2],
        assumed=(*frame.periods.assumed, *notes),
        language=frame.language,
    )
    return _carry_task(query, frame, base)


def _draft_agencies(
    frame: Frame, base: Query | None, catalog: Catalog, conversation: Conversation
) -> tuple[tuple[StoredAgency, ...], list[str]]:
    negated = drop_negated(frame)
    mentions = [mention for mention in frame.names.known if mention.start not in negated]
    notes = [mention.note for mention in mentions if mention.note]
    own = tuple(dict.fromkeys(agency for mention in mentions for agency in _narrow_mention(mention, frame, base, catalog)))
    if base is None:
        return own, notes
    referred = resolve_agencies(frame, base, conversation)
    if not referred and (frame.names.it or frame.names.these) and base.all_agencies:
        referred = _find_ranked(conversation, catalog, many=frame.names.these, place=base.position or 1)
    joined = frame.task.operation in ("difference", "growth", "multiple", "compare")
    if (
        own
        and joined
        and len(own) == 1
        and len(base.agencies) == 1
        and not frame.periods.years
        and re.search(r"比|和|跟|与|than|with|to ", frame.masked)
    ):
        return tuple(dict.fromkeys((*base.agencies, *own))), notes
    if own and referred and not set(own) & set(referred):
        return tuple(dict.fromkeys((*referred, *own) if _refers_first(frame) else (*own, *referred))), notes
    if own or referred:
        return own or referred, notes
    if frame.names.unknown or frame.names.everyone:
        return (), notes
    if frame.names.regions:
        return tuple(agency for agency in base.agencies if set(agency.parents) & set(frame.names.regions)), notes
    return base.agencies, notes


def _refers_first(frame: Frame) -> bool:
    first = min((mention.start for mention in frame.names.mentions), default=0)
    return bool(re.search(r"它|该|这个|那个|it", frame.text[:first]))


def _find_ranked(conversation: Conversation, catalog: Catalog, *, many: bool, place: int = 1) -> tuple[StoredAgency, ...]:
    found = []
    for name, parents in list_ranked_names(conversation):
        found.extend(agency for agency in catalog.find_agencies(name) if not parents or agency.parents == parents)
    return tuple(dict.fromkeys(found)) if many else tuple(found[place - 1 : place])


def _narrow_mention(mention: Mention, frame: Frame, base: Query | None, catalog: Catalog) -> tuple[StoredAgency, ...]:
    """Of several agencies of one name those that the conversation or the year leaves."""
    if len(mention.agencies) == 1:
        return mention.agencies
    if base is not None:
        spoken = tuple(agency for agency in mention.agencies if agency in base.agencies)
        if len(spoken) == 1:
            return spoken
    years = frame.periods.years
    fitting = tuple(agency for agency in mention.agencies if set(years) & set(catalog.agency_years.get(agency.id, ())))
    return fitting if years and fitting else mention.agencies


def _speaks_of_all(frame: Frame, base: Query | None, agencies: tuple[StoredAgency, ...]) -> bool:
    if frame.names.everyone or (frame.names.these and not agencies) or (frame.names.regions and not agencies):
        return True
    return base is not None and not agencies and not frame.named and base.all_agencies


def _draft_parent(frame: Frame, base: Query | None) -> str | None:
    if frame.names.regions:
        return frame.names.regions[0]
    return base.parent if base is not None and not frame.named else None


def _draft_years(frame: Frame, base: Query | None, previous: Query | None, operation: str) -> tuple[int, ...]:
    years = frame.periods.years
    before = base.years if base is not None else (previous.years if previous is not None and operation != "text" else ())
    if frame.periods.step is not None and len(before) >= 1:
        moved = before[-1] + frame.periods.step
        joined = operation in ("difference", "growth", "multiple", "compare", "trend")
        return tuple(sorted({*before[-1:], moved})) if joined else (moved,)
    if (
        years
        and base is not None
        and len(years) == 1
        and len(before) == 1
        and operation in ("difference", "growth", "multiple", "compare", "trend")
    ):
        return tuple(sorted({*before, *years})) if len(frame.names.mentions) < 2 else years  # noqa: PLR2004
    if years or frame.periods.all_years:
        return years
    if base is None and previous is not None and frame.prose:
        return ()
    return before


def _draft_all_years(frame: Frame, base: Query | None) -> bool:
    if frame.dated:
        return frame.periods.all_years
    return base is not None and base.all_years


def _draft_subject(frame: Frame, base: Query | None, operation: str, cues: Cues) -> tuple[tuple, tuple, tuple]:
    if operation not in ("text", "mentions", "check"):
        return (), (), ()
    subject = find_subject(frame.names.bare, frame.language, cues)
    if base is not None and not subject.terms and not subject.topics and not frame.prose:
        return base.topics, base.terms, base.related
    return subject.topics, subject.terms, subject.related


def _carry_task(query: Query, frame: Frame, base: Query | None) -> Query:
    """Bound, limit and flags of the operation that goes on from the turn before; the whole of a share."""
    if base is not None and frame.task.operation is None and query.operation == base.operation:
        query = replace(
            query,
            limit=query.limit or base.limit,
            ascending=base.ascending,
            threshold=query.threshold or base.threshold,
            wants_growth=base.wants_growth,
            wants_difference=base.wants_difference,
            rules=query.rules or base.rules,
        )
    if query.operation == "share" and len(query.measures) == 1:
        whole = find_whole(query.measures[0], load_vocabulary())
        if whole is not None:
            return replace(query, measures=(query.measures[0], whole))
    return query


__all__ = ["Task", "draft_query", "read_frame", "understand_question"]
