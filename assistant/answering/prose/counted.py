"""Answers with numbers that only the prose states (更新栏目信息多少条): told, ranked or added up, each with its sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.basis import calculate
from assistant.answering.basis.caveats import add_notes
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import place_value
from assistant.answering.basis.tabling import MOST_IN_PROSE, write_table
from assistant.answering.figures.lookups import compose_missing, state_figures
from assistant.answering.prose.portions import compose_portion
from assistant.answering.prose.prose import compose_text
from assistant.answering.quotes.choosing import Part
from assistant.answering.quotes.meeting import stands_in
from assistant.answering.quotes.quoting import finish_quotes, group_reports, name_scope, quote_report, quote_sentence
from assistant.answering.quotes.sentences import cite_sentence, split_sentences
from assistant.answering.quotes.stating import Statement, choose_number, find_statements
from assistant.answering.quotes.texts import SCANNED
from assistant.records import Answer, Coverage, Reading, Value
from ingest.folding import fold_plain, fold_text

REPORTS = 8
"""As many reports that speak of it without one clear number are quoted."""

RANKED = ("rank", "maximum", "minimum")
TOTALLED = ("sum", "average")
APART = re.compile(r"各|分别|每个")
"""How a question asks for several things one by one."""

HELD = ("multiple", "difference")
"""Operations on two numbers."""

SHOWN = 50
"""As many rows of a ranking are listed."""

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
    if not told:
        return compose_text(draft) if query.operation == "text" and not query.portion else _compose_untold(draft, spoken)
    entered = [(statement, _enter(draft, statement)) for statement in told]
    if _is_partial(draft):
        _tell_each(draft, entered)
        draft.write("stated.not_all")
        return finish_quotes(draft)
    whole = query.operation in (*RANKED, *TOTALLED)
    if query.operation in RANKED:
        _tell_ranking(draft, entered)
    else:
        _tell_each(draft, entered)
    if (query.operation in TOTALLED and len(told) > 1) or (query.operation in HELD and len(told) == len(HELD)):
        _tell_derived(draft, [position for _, position in entered])
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
    apart = len(query.objects) > 1 and APART.search(query.question) is not None
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
    value = Value(_name_objects(draft), numeral.value, numeral.unit or "", citations=cited, approx=numeral.approx)
    return draft.ledger.add(place_value(value, statement.report))


def _name_objects(draft: Draft) -> str:
    """What is counted, in the question's words; words that stand together there are one name (热线办结率)."""
    text = fold_text(draft.query.question, keep_layout=draft.query.language == "en").text.lower()
    spans = sorted((text.find(word), text.find(word) + len(word)) for word in (*draft.query.objects, *draft.query.terms))
    names: list[list[int]] = []
    for start, end in spans:
        if names and start <= names[-1][1] + 1 and start >= 0:
            names[-1][1] = max(names[-1][1], end)
        elif start >= 0:
            names.append([start, end])
    whole = [text[start:end] for start, end in names if any(word in text[start:end] for word in draft.query.objects)]
    return draft.names.list(f"“{name}”" for name in whole or draft.query.objects)


def _tell_each(draft: Draft, entered: Sequence[tuple[Statement, int]]) -> None:
    """A sentence and a quote for each report, a table where they are many."""
    if len(entered) > MOST_IN_PROSE:
        _write_rows(draft, [("", *entry) for entry in entered], ranked=False)
        return
    for statement, position in entered:
        draft.write("stated.one", subject=draft.names.report(statement.report), figure=draft.figure(position, marks=False))
        draft.add(f"- {quote_sentence(draft, statement.sentence)}")
    draft.write("stated.prose")


def _tell_ranking(draft: Draft, entered: Sequence[tuple[Statement, int]]) -> None:
    """The reports in the order of their numbers, the first of them in a sentence where only it is asked for."""
    ascending = draft.query.ascending or draft.query.operation == "minimum"
    ordered = sorted(entered, key=lambda entry: draft.ledger.values[entry[1]].value, reverse=not ascending)
    places = calculate.rank_amounts([draft.ledger.values[position].value for _, position in ordered], ascending=ascending)
    if draft.query.limit == 1 or draft.query.operation != "rank":
        first = [entry for place, entry in zip(places, ordered, strict=True) if place == 1]
        names = draft.names.list(draft.names.report(statement.report) for statement, _ in first)
        extreme = draft.say(f"rank.{'bottom' if ascending else 'top'}_count")
        draft.write("stated.first", extreme=extreme, names=names, figure=draft.figure(first[0][1]))
    for place, (statement, position) in zip(places, ordered, strict=True):
        label = draft.say("rank.label", name=draft.names.report(statement.report))
        draft.ledger.add(place_value(calculate.derive_rank(place, position, label), statement.report))
    rows = [(str(place), *entry) for place, entry in zip(places, ordered, strict=True)]
    _write_rows(draft, rows[: draft.query.limit if (draft.query.limit or 0) > 1 else SHOWN], ranked=True)


def _write_rows(draft: Draft, rows: Sequence[tuple[str, Statement, int]], *, ranked: bool) -> None:
    """A table of numbers, each with its sentence."""
    head = [draft.say(f"column.{name}") for name in ("rank", "agency", "year", "figure", "quote")]
    lines = [
        (
            place,
            draft.names.reporter(statement.report),
            draft.names.year(statement.report.year),
            draft.figure(position, bold=False),
            statement.sentence.readable,
        )
        for place, statement, position in rows
    ]
    write_table(draft, head if ranked else head[1:], lines if ranked else [line[1:] for line in lines])


def _tell_derived(draft: Draft, positions: Sequence[int]) -> None:
    """The numbers added up, averaged or held against each other, where all are counted alike."""
    values, operation = draft.ledger.values, draft.query.operation
    if len({values[position].unit for position in positions}) > 1:
        return
    label = _name_objects(draft)
    if operation == "multiple":
        derived = calculate.derive_multiple(values, positions[0], positions[1], label)
    elif operation == "difference":
        derived = calculate.derive_difference(values, positions[0], positions[1], label)
    else:
        derive = calculate.derive_average if operation == "average" else calculate.derive_sum
        derived = derive(values, positions, draft.say(f"total.{operation}_label", label=label))
    if derived is not None:
        draft.ledger.add(derived)
        draft.write(f"stated.{'total' if operation == 'sum' else operation}", figure=draft.amount(derived))


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
        draft.write("stated.unclear", label=_name_objects(draft))
    for found in rest[:REPORTS]:
        quote_report(draft, found[0].report, [Part("", tuple(statement.sentence for statement in found))])


def _compose_untold(draft: Draft, spoken: Sequence[Sequence[Statement]]) -> Answer:
    """That no number of it is stated; the sentences on it, and the nearest figures as such."""
    label = _name_objects(draft)
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
