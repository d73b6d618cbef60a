"""Sentences of reports as an answer quotes them: grouped by report, in the reports' own words, what is left out counted."""

from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.caveats import add_gaps
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.glossing import gloss_heading
from assistant.answering.quotes.choosing import Part
from assistant.answering.quotes.meeting import read_sought, stands_whole
from assistant.answering.quotes.sentences import Sentence, cite_sentence
from assistant.records import Answer
from assistant.understanding.signs.subjects import UNGLOSSED
from index.records import StoredReport
from ingest.folding import make_readable

FEW = 3
"""Up to so many reports are named where nothing was found in them."""

QUOTED = 80
"""About as many sentences stand in one answer; the last report is quoted whole."""

SAME = 6
"""So many words that say the same are named beside one."""

Group = tuple[StoredReport, Sequence[Part]]
"""What one report says to a question."""


def group_reports(sentences: Iterable[Sentence]) -> list[tuple[StoredReport, tuple[Sentence, ...]]]:
    """The sentences by report, agencies in the order in which the store first speaks of them, each agency's years ascending."""
    found = [tuple(group) for _, group in groupby(sentences, key=lambda sentence: sentence.report.id)]
    order: dict[int | None, int] = {}
    for group in found:
        order.setdefault(owner_of(group[0].report), len(order))
    found.sort(key=lambda group: (order[owner_of(group[0].report)], group[0].report.year or 0))
    return [(group[0].report, group) for group in found]


def owner_of(report: StoredReport) -> int | None:
    """The agency's id, None where a report names none."""
    return report.agency.id if report.agency is not None else None


def quote_groups(draft: Draft, groups: Sequence[Group]) -> Answer:
    """The sentences of each report under a line that names it; how many reports are left out, if any are."""
    if not groups:
        return say_nothing_found(draft)
    sizes = [sum(len(part.sentences) for part in parts) for _, parts in groups]
    shown = len(list(takewhile(lambda place: sum(sizes[:place]) < QUOTED, range(len(groups)))))
    sides = {part.kind for _, parts in groups for part in parts}
    for report, parts in groups[:shown]:
        quote_report(draft, report, parts, apart=len(sides) > 1)
    if shown < len(groups):
        left = derive_count(len(groups) - shown, (), draft.say("text.left_out_label"), "份报告")
        draft.ledger.add(left)
        draft.write("text.left_out", count=draft.amount(left))
    return finish_quotes(draft)


def finish_quotes(draft: Draft, *, gaps: bool = True) -> Answer:
    """The answer with what is missing, unless the quotes tell it, and how the question was taken."""
    if gaps:
        add_gaps(draft)
    for reading in draft.query.assumed:
        draft.write("note.assumed", reading=reading.rstrip("。."))
    return draft.finish("answered")


def quote_report(draft: Draft, report: StoredReport, parts: Sequence[Part], *, apart: bool = False) -> None:
    """A line that names the report and section, then a list item per sentence; problems and plans ``apart`` where both stand."""
    sentences = [sentence for part in parts for sentence in part.sentences]
    headings = list(dict.fromkeys(make_readable(sentence.passage.passage.heading) for sentence in sentences))
    section = (
        draft.say("text.section", heading=headings[0], gloss=gloss_heading(headings[0], draft.query.language))
        if len(headings) == 1 and headings[0]
        else ""
    )
    draft.write("text.lead", subject=draft.names.report(report), section=section)
    for part in parts:
        lines = [f"- {quote_sentence(draft, sentence)}" for sentence in part.sentences]
        draft.add("\n".join(([draft.say(f"text.side_{part.kind}")] if apart and part.kind else []) + lines))


def quote_sentences(draft: Draft, report: StoredReport, sentences: Sequence[Sentence]) -> None:
    """A line that names the report and section, then a list item per sentence."""
    quote_report(draft, report, [Part("", tuple(sentences))])


def quote_sentence(draft: Draft, sentence: Sentence) -> str:
    """A sentence as a person reads it, with its citation marks."""
    marks = draft.mark([draft.ledger.cite(citation) for citation in cite_sentence(sentence)])
    return f"{sentence.readable.rstrip('；;')}{marks}"


def say_nothing_found(draft: Draft) -> Answer:
    """That no sentence answers, in which reports; or that no word of the question could be looked for in them."""
    scope = name_reach(draft)
    unsought = [note.removeprefix(UNGLOSSED) for note in draft.query.assumed if note.startswith(UNGLOSSED)]
    if unsought and not draft.query.terms and draft.query.topics in ((), ("overview",)):
        draft.write("missing.unsought", words=unsought[0])
        return draft.finish("no_data")
    if scope:
        draft.write("missing.nothing_text", scope=scope)
    else:
        draft.write("missing.nothing_at_all")
    for reading in draft.query.assumed:
        draft.write("note.assumed", reading=reading.rstrip("。."))
    return draft.finish("no_data")


def name_scope(draft: Draft, reports: Sequence[StoredReport]) -> str:
    """The reports that were gone over: one by one, by their agencies, or "" where these are too many to name."""
    names = list(dict.fromkeys(draft.names.report(report) for report in reports))
    if len(names) > FEW:
        years: dict[str, list[int | None]] = {}
        for report in reports:
            years.setdefault(draft.names.reporter(report), []).append(report.year)
        names = [draft.names.join((name, draft.names.years(found))) for name, found in years.items()]
    return draft.names.list(names) if 0 < len(names) <= FEW else ""


def name_reach(draft: Draft) -> str:
    """The reports that were gone over, or the years asked for where they are too many to name; "" where these are all."""
    return name_scope(draft, draft.evidence.reports) or (draft.names.years(draft.query.years) if draft.query.years else "")


def name_words(draft: Draft) -> str:
    """The words that a question turns on, each in quotation marks."""
    return draft.names.list(f"“{group[0]}”" for group in read_sought(draft.query).groups)


def name_sought(draft: Draft, found: Iterable[Sentence] = ()) -> str:
    """The words that sentences were searched for, with some of those that count as the same: first what stands in ``found``."""
    texts = [sentence.folded.lower() for sentence in found]
    named = []
    for word, *others in read_sought(draft.query).groups:
        others.sort(key=lambda other: not any(stands_whole(other, text) for text in texts))
        same = draft.names.list((f"“{other}”" for other in others), most=SAME)
        named.append(f"“{word}”" + (draft.say("text.same", words=same) if same else ""))
    return draft.names.list(named)
