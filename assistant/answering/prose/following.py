"""Whether announced measures were taken: what was announced and what the next report complains of, without a judgement."""

from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.basis.draft import Draft
from assistant.answering.quotes.choosing import Part, PartKind
from assistant.answering.quotes.quoting import Group, quote_groups
from assistant.answering.quotes.sentences import Groups, Sentence, group_blocks
from assistant.answering.quotes.telling import list_turns, tell_aspects
from assistant.records import Answer
from index.records import StoredReport


def compose_followed(draft: Draft, groups: Groups) -> Answer:
    """The measures of each report and the problems of the one after it; that nobody judges here whether they were taken."""
    told: list[Group] = []
    followed = False
    for (report, sentences), (later, after) in pairwise(groups):
        if report.agency != later.agency or report.year is None or later.year != report.year + 1:
            continue
        followed = True
        told += tell_part(report, sentences, "plans")
        told += tell_part(later, after, "problems")
    draft.write("text.not_judged")
    if not followed:
        draft.write("text.none_after", names=draft.names.list(draft.names.report(report) for report, _ in groups))
        told = [part for report, sentences in groups for part in tell_part(report, sentences, "plans")]
    return quote_groups(draft, told)


def tell_part(report: StoredReport, sentences: Sequence[Sentence], side: PartKind) -> list[Group]:
    """What one report says of a side; nothing where it says nothing of it."""
    found = tuple(tell_aspects(group_blocks(sentences, list_turns()), (side,)))
    return [(report, [Part(side, found)])] if found else []
