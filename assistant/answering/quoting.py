"""Text answers without a model: the sentences that answer, in the reports' own words, grouped by report."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.answering.calculate import derive_count
from assistant.answering.caveats import add_gaps
from assistant.answering.choosing import choose_sentences, mention_sentences, read_wants
from assistant.answering.draft import Draft
from assistant.answering.likeness import asks_common, asks_difference, own_themes, share_themes
from assistant.answering.lookups import compose_missing
from assistant.answering.sentences import Sentence, cite_sentence, group_blocks, split_sentences
from assistant.answering.telling import list_turns, tell_aspects
from assistant.records import Answer
from assistant.understanding.themes import expand_terms
from index.records import StoredReport
from ingest.folding import make_readable

REPORTS = 8
"""As many reports are quoted in one answer."""

EACH = 3
"""As many sentences of each report where several are quoted."""

ALONE = 12
"""As many sentences where few reports are quoted."""

WHOLE = 4
"""Of so few reports each is quoted as if it stood alone."""

SHARED = 6
"""As many shared subjects are shown."""


def compose_text(draft: Draft) -> Answer:
    """The sentences of the reports asked about that answer."""
    if not draft.evidence.reports:
        return compose_missing(draft)
    groups = group_reports(split_sentences(draft.evidence.passages))
    if len(draft.query.agencies) + len(draft.query.years) > 1 and len(groups) > 1:
        asked = draft.query.about or draft.query.question
        if asks_common(asked):
            return compose_common(draft, groups)
        if asks_difference(asked):
            return compose_own(draft, groups)
    wanted = read_wants(draft.query)
    chosen = [(report, choose_sentences(sentences, wanted)) for report, sentences in groups]
    return quote_groups(draft, [(report, found) for report, found in chosen if found])


def compose_mentions(draft: Draft) -> Answer:
    """Which agencies' reports mention something, with the sentences that do."""
    if not draft.evidence.reports:
        return compose_missing(draft)
    terms = expand_terms(draft.query.terms)
    groups = group_reports(mention_sentences(split_sentences(draft.evidence.passages), terms))
    if not groups:
        return say_nothing_found(draft)
    names = list(dict.fromkeys(draft.names.reporter(report) for report, _ in groups))
    count = derive_count(len(names), (), draft.say("text.mentioned_label"))
    draft.ledger.add(count)
    draft.write("text.mentioned", count=draft.amount(count), names=draft.names.list(names))
    answer = quote_groups(draft, groups[: 3 * REPORTS])
    others = [
        name for name in dict.fromkeys(draft.names.reporter(report) for report in draft.evidence.reports) if name not in names
    ]
    if others and len(others) <= REPORTS:
        draft.write("text.not_mentioned", names=draft.names.list(others))
        return draft.finish("answered")
    return answer


def quote_groups(draft: Draft, groups: Sequence[tuple[StoredReport, Sequence[Sentence]]]) -> Answer:
    """The sentences of each report under a line that names it."""
    if not groups:
        return say_nothing_found(draft)
    shown = groups if draft.query.operation == "mentions" else groups[:REPORTS]
    most = ALONE if len(shown) <= WHOLE else max(EACH, ALONE // len(shown))
    for report, sentences in shown:
        quote_sentences(draft, report, sentences[:most])
    if len(shown) < len(groups) or any(len(sentences) > most for _, sentences in shown):
        draft.write("text.cut")
    add_gaps(draft)
    for reading in draft.query.assumed:
        draft.write("note.assumed", reading=reading.rstrip("。."))
    return draft.finish("answered")


def quote_sentences(draft: Draft, report: StoredReport, sentences: Sequence[Sentence]) -> None:
    """A line that names the report and section, then a list item per sentence."""
    headings = list(dict.fromkeys(make_readable(sentence.passage.passage.heading) for sentence in sentences))
    section = draft.say("text.section", heading=headings[0]) if len(headings) == 1 and headings[0] else ""
    draft.write("text.lead", subject=draft.names.report(report), section=section)
    draft.add("\n".join(f"- {quote_sentence(draft, sentence)}" for sentence in sentences))


def quote_sentence(draft: Draft, sentence: Sentence) -> str:
    """A sentence as a person reads it, with its citation marks."""
    marks = draft.mark([draft.ledger.cite(citation) for citation in cite_sentence(sentence)])
    return f"{sentence.readable.rstrip('；;')}{marks}"


def say_nothing_found(draft: Draft) -> Answer:
    """That no sentence answers, in which reports."""
    names = list(dict.fromkeys(draft.names.report(report) for report in draft.evidence.reports))
    if len(names) <= EACH:
        draft.write("missing.nothing_text", scope=draft.names.list(names))
    else:
        draft.write("missing.nothing_at_all")
    add_gaps(draft)
    return draft.finish("no_data")


def compose_common(draft: Draft, groups: Sequence[tuple[StoredReport, Sequence[Sentence]]]) -> Answer:
    """The subjects of which all the reports speak, each with a sentence of each."""
    shared = share_themes([side for _, side in list_sides(draft, groups)])[:SHARED]
    if not shared:
        draft.write("text.nothing_common")
        return draft.finish("no_data")
    labels = [theme.label_en if draft.query.language == "en" else theme.label for theme, _ in shared]
    draft.write("text.common", themes=draft.names.list(labels))
    for (_, sentences), label in zip(shared, labels, strict=True):
        lines = [f"**{label}**"]
        lines += [
            f"- {draft.names.report(sentence.report)}{draft.say('piece.colon')}{quote_sentence(draft, sentence)}"
            for sentence in sentences
        ]
        draft.add("\n".join(lines))
    add_gaps(draft)
    return draft.finish("answered")


def compose_own(draft: Draft, groups: Sequence[tuple[StoredReport, Sequence[Sentence]]]) -> Answer:
    """The subjects of which only one of the reports speaks, each with its sentence."""
    sides = list_sides(draft, groups)
    for name, side in sides:
        others = [sentence for other, sentences in sides if other != name for sentence in sentences]
        own = own_themes(side, others)[:SHARED]
        if not own:
            plain = [f"- {quote_sentence(draft, sentence)}" for sentence in side[:SHARED]]
            draft.add("\n".join([draft.say("text.side", name=name), *plain]) if plain else "")
            continue
        labels = [theme.label_en if draft.query.language == "en" else theme.label for theme, _ in own]
        lines = [draft.say("text.only", name=name, themes=draft.names.list(labels))]
        lines += [f"- {quote_sentence(draft, sentence)}" for sentence in dict.fromkeys(sentence for _, sentence in own)]
        draft.add("\n".join(lines))
    if not draft.paragraphs:
        return say_nothing_found(draft)
    add_gaps(draft)
    return draft.finish("answered")


def list_sides(draft: Draft, groups: Sequence[tuple[StoredReport, Sequence[Sentence]]]) -> list[tuple[str, tuple[Sentence, ...]]]:
    """What is set against each other: the agencies where several are named, else one agency's reports."""
    name = draft.names.reporter if len(draft.query.agencies) > 1 else draft.names.report
    sides: dict[str, tuple[Sentence, ...]] = {}
    for report, sentences in groups:
        sides[name(report)] = (*sides.get(name(report), ()), *keep_aspect(draft, sentences))
    return list(sides.items())


def keep_aspect(draft: Draft, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences that tell the aspect asked for, or all where none is."""
    wanted = read_wants(draft.query)
    if not wanted.aspects:
        return tuple(sentence for sentence in sentences if not sentence.is_title)
    return tuple(tell_aspects(group_blocks(sentences, list_turns()), wanted.aspects))


def group_reports(sentences: Iterable[Sentence]) -> list[tuple[StoredReport, tuple[Sentence, ...]]]:
    """The sentences by report, in the order of the store."""
    return [
        (found[0].report, found)
        for _, group in groupby(sentences, key=lambda sentence: sentence.report.id)
        if (found := tuple(group))
    ]
