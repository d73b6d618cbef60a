"""Answers with numbers that only the prose states (更新栏目信息多少条): told, ranked or added up, each with its sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.basis.caveats import add_notes
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import place_value
from assistant.answering.basis.tabling import MOST_IN_PROSE
from assistant.answering.figures.lookups import compose_missing, state_figures
from assistant.answering.prose.counts import APART, name_objects, tell_derived, tell_each, tell_ranking
from assistant.answering.prose.nearly import tell_near_names
from assistant.answering.prose.portions import compose_portion
from assistant.answering.prose.prose import compose_text
from assistant.answering.quotes.choosing import Part
from assistant.answering.quotes.meeting import stands_in
from assistant.answering.quotes.quoting import finish_quotes, group_reports, name_scope, quote_report
from assistant.answering.quotes.sentences import cite_sentence, split_sentences
from assistant.answering.quotes.stating import Statement, choose_number, find_statements, read_fitting
from assistant.answering.quotes.texts import SCANNED
from assistant.records import Answer, Coverage, Reading, Value
from assistant.understanding.drafting.wanting import joins_objects
from assistant.understanding.prose.objects import STAFF
from ingest.folding import fold_plain, fold_text

RANKED = ("rank", "maximum", "minimum")
TOTALLED = ("sum", "average")

COUNTS = re.compile(r"(?:几|多少)[\u4e00-\u9fff]")
"""How a question asks for a number; more than once it asks for several things (专职几人、兼职几人)."""

HELD = ("multiple", "difference")
"""Operations on two numbers."""

REPORTS = 8
"""Of so many reports the sentences without one clear number are quoted."""

ALONE = 12
"""As many such sentences of each."""


def compose_counted(draft: Draft) -> Answer:
    """The numbers that the reports' sentences give of what is asked; where none does, the sentences, or that there is none."""
    query = draft.query
    if not draft.evidence.reports:
        return compose_missing(draft)
    near = tuple(reading for reading in draft.evidence.readings if reading.why is None)
    draft.evidence = replace(draft.evidence, readings=near)  # that a near figure is not stated says nothing of what is asked
    spoken = list(_find_spoken(draft))
    told = [chosen for found in spoken if (chosen := choose_number(found)) is not None]
    if not told and query.portion and (portion := compose_portion(draft)) is not None:
        return portion
    if not told and tell_near_names(draft):
        return finish_quotes(draft)
    if not told:
        plain = query.operation == "text" and not query.portion and not (spoken and _is_unworded(draft))
        return compose_text(draft) if plain else _compose_untold(draft, spoken)
    entered = [(statement, _enter(draft, statement)) for statement in told]
    if _is_partial(draft):
        tell_each(draft, entered)
        draft.write("stated.not_all")
        return finish_quotes(draft)
    whole = query.operation in (*RANKED, *TOTALLED)
    if query.operation in RANKED:
        tell_ranking(draft, entered)
    else:
        tell_each(draft, entered)
    if (query.operation in TOTALLED and len(told) > 1) or (query.operation in HELD and len(told) == len(HELD)):
        tell_derived(draft, [position for _, position in entered])
    if len(told) < len(draft.evidence.reports) and (whole or not query.agencies):
        of = len(draft.evidence.reports)
        draft.coverage = Coverage(of, len(told))
        draft.write("stated.coverage", of=of, with_data=len(told))
    if not whole:
        _quote_rest(draft, spoken, told)
    return finish_quotes(draft)


def _find_spoken(draft: Draft) -> Iterator[tuple[Statement, ...]]:
    """What each report says of the objects together, or of each of them where they are asked for one by one."""
    query = draft.query
    counts = query.together or len(COUNTS.findall(query.question)) > 1
    counts = counts or joins_objects(query)
    apart = len(query.objects) > 1 and (counts or APART.search(query.question) is not None)
    for _, sentences in group_reports(split_sentences(draft.evidence.passages)):
        for objects in [(name,) for name in query.objects] if apart else [query.objects]:
            found = find_statements(sentences, objects, () if apart or query.operation == "text" else query.terms, query.units)
            if found:
                yield _prefer_near(found, query.near)


def _prefer_near(found: tuple[Statement, ...], quotes: Sequence[str]) -> tuple[Statement, ...]:
    """The statements of the sentences quoted just before, where one of these gives a number; else all."""
    texts = [fold_plain(quote) for quote in quotes]
    near = tuple(one for one in found if any(one.sentence.folded in text or text in one.sentence.folded for text in texts))
    return near if any(one.numeral is not None for one in near) else found


def _is_partial(draft: Draft) -> bool:
    """Whether only the nearest passages were read, because there are very many reports."""
    return draft.evidence.wide or len(draft.evidence.reports) > SCANNED


def _enter(draft: Draft, statement: Statement) -> int:
    """The position of a statement's number among the answer's values."""
    assert statement.numeral is not None, "only a statement with a number is entered"
    cited = tuple(draft.ledger.cite(citation) for citation in cite_sentence(statement.sentence))
    numeral = statement.numeral
    value = Value(name_objects(draft), numeral.value, numeral.unit or "", citations=cited, approx=numeral.approx)
    return draft.ledger.add(place_value(value, statement.report))


def _is_unworded(draft: Draft) -> bool:
    """Whether what is counted stands in none of the question's own words (有几个人搞政务公开)."""
    return draft.query.objects == (STAFF,) and STAFF not in fold_text(draft.query.question).text


def _names_channel(draft: Draft, reading: Reading) -> bool:
    """Whether the sentence of a channel's figure has all the words of the question (甲镇微讯 in 公众号“甲镇微讯”推送90条)."""
    figure = reading.figure
    if figure is None or not reading.measure.id.startswith("published.") or reading.measure.id == "published.total":
        return False
    quote = fold_text(figure.figure.place.quote or "").text.lower()
    return reading.why is None and all(stands_in(word, quote) for word in draft.query.objects)


def _quote_rest(draft: Draft, spoken: Sequence[Sequence[Statement]], told: Sequence[Statement]) -> None:
    """The sentences of the reports that speak of it without one clear number."""
    having = {statement.report.id for statement in told}
    rest = [found for found in spoken if found[0].report.id not in having]
    if rest:
        draft.write("stated.unclear", label=name_objects(draft))
    if _is_unworded(draft):
        counted = [tuple(one for one in found if read_fitting(one.sentence.folded, draft.query.units)) for found in rest]
        rest = [found for found in counted if found] or rest
    for found in rest[:REPORTS]:
        quote_report(draft, found[0].report, [Part("", tuple(statement.sentence for statement in found))])


def _compose_untold(draft: Draft, spoken: Sequence[Sequence[Statement]]) -> Answer:
    """That no number of it is stated; the sentences on it, and the nearest figures as such."""
    label = name_objects(draft)
    named = [reading for reading in draft.evidence.readings if _names_channel(draft, reading)]
    if named:  # the words name the account whose items the figure counts
        entries = [draft.ledger.enter(reading) for reading in named]
        state_figures(draft, entries)
        add_notes(draft, entries)
        return draft.finish("answered")
    if spoken:
        _quote_rest(draft, spoken, ())
        return finish_quotes(draft)
    if _is_partial(draft):
        draft.write("stated.not_all")
        return replace(finish_quotes(draft), status="no_data")
    scope = name_scope(draft, draft.evidence.reports)
    of = len(draft.evidence.reports)
    if scope:
        draft.write("stated.nothing", scope=scope, label=label)
    else:
        draft.coverage = Coverage(of, 0)
        draft.write("stated.none", of=of, label=label)
    if 0 < len(draft.evidence.readings) <= MOST_IN_PROSE:
        draft.write("stated.nearest", label=label)
        state_figures(draft, draft.enter_all())
    return replace(finish_quotes(draft), status="no_data")
