"""What reports give as the reasons of their problems: the sentences that say so, or that none is written."""

import re

from assistant.answering.basis.draft import Draft
from assistant.answering.quotes.choosing import Part
from assistant.answering.quotes.facts import GIVEN
from assistant.answering.quotes.quoting import Group, finish_quotes, quote_groups
from assistant.answering.quotes.sentences import Groups, group_blocks
from assistant.answering.quotes.telling import list_turns, tell_aspects
from assistant.records import Answer
from assistant.understanding.words.themes import find_aspects
from ingest.folding import fold_text

_ASKED = re.compile(r"原因|缘故|为什么|为何|为啥|怎么会|怎么造成|怎么引起|怎么产生")
_BARE = re.compile(
    r"(?:这些|上述|以上|存在|出现|产生|有|的|会|哪些|什么|主要|是|都|\x00|造成|导致|问题|不足|困难|短板|方面|原因|缘故|为什么|为何|为啥|"
    r"怎么会|怎么|引起|产生|报告|年|\d|[,。?呢啊吗里中])*"
)
"""A question for reasons that narrows the problems to none of them, its names left out."""


def compose_reasons(draft: Draft, groups: Groups) -> Answer | None:
    """The sentences on problems that give reasons; that there are none, with the problems; None for another question."""
    asked = fold_text(draft.query.asked).text
    for agency in draft.query.agencies:
        asked = asked.replace(agency.name, "")
    if draft.query.language == "en" or not _ASKED.search(asked) or not _BARE.fullmatch(asked):
        return None
    if find_aspects(asked) and "problems" not in find_aspects(asked):
        return None
    told = [(report, tuple(tell_aspects(group_blocks(own, list_turns()), ("problems",)))) for report, own in groups]
    told = [(report, own) for report, own in told if own]
    given: list[Group] = []
    for report, own in told:
        reasons = tuple(one for one in own if GIVEN.search(one.folded))
        given += [(report, [Part("", reasons)])] if reasons else []
    if given:
        return quote_groups(draft, given)
    if not told:
        return None
    draft.write("text.no_reasons", names=draft.names.list(draft.names.report(report) for report, _ in told))
    quote_groups(draft, [(report, [Part("", own)]) for report, own in told])
    return finish_quotes(draft)
