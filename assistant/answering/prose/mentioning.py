"""Which reports say something and which do not: sentence by sentence, in the words asked for or words that say the same."""

import re
from dataclasses import replace

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.caveats import add_gaps, note_kinds
from assistant.answering.basis.draft import Draft, list_available
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.prose.denying import Found, asks_unmentioned, fold_asked, keep_denying, part_denied, tell_denied
from assistant.answering.prose.having import list_lacked, list_stating, tell_having
from assistant.answering.quotes.choosing import Part, tells_itself
from assistant.answering.quotes.meeting import read_sought, says_zero
from assistant.answering.quotes.nearness import rank_near
from assistant.answering.quotes.quoting import (
    finish_quotes,
    group_reports,
    name_reach,
    name_sought,
    name_words,
    quote_groups,
    quote_sentences,
    say_nothing_found,
)
from assistant.answering.quotes.sentences import Sentence, group_blocks, split_sentences
from assistant.answering.quotes.telling import list_turns, tell_aspects
from assistant.records import Answer
from assistant.understanding.words.placing import find_side
from assistant.understanding.words.themes import expand_terms

DATED = 24
"""Up to so many reports are named with their years."""

NAMED = 12
"""Up to so many agencies that do not mention it are named beside those that do."""

NEAR = 4
"""As many sentences are quoted that only come near."""

_REPORTS = re.compile(
    r"(?:哪|几|多少)(?:一?些|几)?(?:份|篇|个)?(?:报告|年报)|(?:报告|年报)(?:有|是)?(?:哪|几|多少)|(?:which|how many) reports"
)
_WHETHER = re.compile(
    r"有没有|有无|提没提|写没写|说没说|讲没讲|谈没谈|是否|是不是|有过|过没有|没有[?。]?$|了没|曾否|(?:吗|(?<![什怎这那多要])么)[?。]?$"
    r"|^(?:did|does|do|is|are|was|were|has|have) "
)


def compose_mentions(draft: Draft) -> Answer:
    """Which agencies' reports mention something, with the sentences that do; or, where that is asked, which do not."""
    if not draft.evidence.reports and not draft.evidence.wide:
        return compose_missing(draft)
    found = find_stating(draft)
    tell_place(draft)
    if lacked := list_lacked(draft):
        return tell_having(draft, list_placed(draft), lacked)
    if asks_unmentioned(draft):
        return tell_silent(draft, found)
    found, denied = part_denied(draft, keep_denying(draft, found))
    if not found:
        tell_denied(draft, denied)
        return tell_near(draft)
    tell_mentioning(draft, found)
    tell_denied(draft, denied)
    quote_groups(draft, [(report, [Part("", sentences)]) for report, sentences in found])
    silent = list_silent(draft, found)
    if silent and len(silent) <= NAMED and not draft.evidence.wide:
        draft.write("text.not_mentioned", names=draft.names.list(silent))
    return draft.finish("answered")


def find_stating(draft: Draft) -> Found:
    """The sentences of each report that say what is asked for; reports without any are left out."""
    sought = read_sought(draft.query)
    found = list_stating(list_placed(draft), sought)
    return [(report, own) for report, own in found if sought.is_met_by(sentence.folded for sentence in own)]


def list_placed(draft: Draft) -> tuple[Sentence, ...]:
    """The sentences in which it may be said: all, or those of the part of the reports that the question names."""
    sentences = split_sentences(draft.evidence.passages)
    side = find_side(draft.query.asked)
    if side in ("problems", "plans"):
        blocks = ((group_blocks(own, list_turns()), side) for _, own in group_reports(sentences))
        return tuple(sentence for own, asked in blocks for sentence in tell_aspects(own, (asked,)))
    return tuple(sentence for sentence in sentences if not side or sentence.passage.passage.topic == side)


def tell_place(draft: Draft) -> None:
    """Says which part of the reports was gone over, where a question keeps to one."""
    side = find_side(draft.query.asked)
    if side:
        draft.write("text.placed", part=draft.say(f"text.part_{side}"))


def tell_mentioning(draft: Draft, found: Found) -> None:
    """Says who mentions it, in which years, and how many there are of all that were gone over."""
    shown = name_years(draft, found)
    if draft.evidence.wide:  # whoever else mentions it was not looked at
        draft.write("text.mentioned_some", names=draft.names.list(shown))
        return
    if len(found) == len(draft.evidence.reports) == 1 and draft.query.agencies:
        draft.write("text.mentioned_one", subject=draft.names.report(found[0][0]), words=name_words(draft))
        draft.settle_on(report for report, _ in found)
        return
    reports = counts_reports(draft)
    count = derive_count(
        len(found) if reports else len(shown), (), draft.say("text.mentioned_label"), "份报告" if reports else "个"
    )
    gone_over = derive_count(len(draft.evidence.reports), (), draft.say("text.scanned_label"), "份报告")
    for value in (count, gone_over):
        draft.ledger.add(value)
    draft.write("text.mentioned", count=draft.amount(count), names=draft.names.list(shown))
    if not reports:
        note_kinds(draft, (report for report, _ in found))
    told = [sentence for _, sentences in found for sentence in sentences]
    draft.write("text.scanned", count=draft.amount(gone_over, bold=False), words=name_sought(draft, told))
    draft.settle_on(report for report, _ in found)


def name_years(draft: Draft, found: Found) -> list[str]:
    """Each agency with the years of its reports, without them where one year is asked about or reports are very many."""
    years: dict[str, list[int | None]] = {}
    for report, _ in found:
        years.setdefault(draft.names.reporter(report), []).append(report.year)
    dated = len(draft.query.years) != 1 and len(found) <= DATED
    return [draft.say("text.dated", name=name, years=draft.names.years(of)) if dated else name for name, of in years.items()]


def counts_reports(draft: Draft) -> bool:
    """Whether a question counts reports, and not who wrote them."""
    return len(draft.query.agencies) == 1 or _REPORTS.search(fold_asked(draft)) is not None


def list_silent(draft: Draft, found: Found) -> list[str]:
    """Who of those gone over does not mention it; the reports one by one where reports are counted."""
    name = draft.names.report if counts_reports(draft) else draft.names.reporter
    telling = {name(report) for report, _ in found}
    return [each for each in dict.fromkeys(name(report) for report in draft.evidence.reports) if each not in telling]


def tell_silent(draft: Draft, found: Found) -> Answer:
    """Who does not mention something, gone over report by report; nothing where not every report was looked at."""
    if draft.evidence.wide:
        draft.write("text.silent_unknown")
        return draft.finish("no_data")
    silent = list_silent(draft, found)
    unit = "份报告" if counts_reports(draft) else "个"
    count = derive_count(len(silent), (), draft.say("text.silent_label"), unit)
    gone_over = derive_count(len(draft.evidence.reports), (), draft.say("text.scanned_label"), "份报告")
    for value in (count, gone_over):
        draft.ledger.add(value)
    holes = {"count": draft.amount(count), "words": name_words(draft), "names": draft.names.list(silent)}
    draft.write("text.silent" if silent else "text.none_silent", **holes)
    draft.write("text.scanned", count=draft.amount(gone_over, bold=False), words=name_sought(draft))
    if not found:
        near = find_near(draft)
        draft.add(draft.say("text.near_besides") if near else "")
        return replace(quote_near(draft, near), available=list_available(draft.evidence.reports))
    if silent:
        draft.write("text.others_mention", names=draft.names.list(name_years(draft, found)))
    return replace(finish_quotes(draft), available=list_available(draft.evidence.reports))


def tell_near(draft: Draft) -> Answer:
    """That no report says it, and sentences that come near, which count for nothing; the nearest reports only."""
    near = find_near(draft)
    if not near:
        return say_unwritten(draft)
    scope = name_reach(draft)
    sought = read_sought(draft.query)
    together = draft.say("text.together") if len(sought.groups) > 1 and not sought.either else ""
    key = "text.only_near" if scope else "text.only_near_all"
    draft.write(key, scope=scope, words=name_words(draft), together=together)
    return quote_near(draft, near)


def say_unwritten(draft: Draft) -> Answer:
    """That no report says it, and by which words that was looked for."""
    if draft.evidence.wide or not draft.query.terms:
        return say_nothing_found(draft)
    gone_over = derive_count(len(draft.evidence.reports), (), draft.say("text.scanned_label"), "份报告")
    draft.ledger.add(gone_over)
    scope = name_reach(draft)
    draft.write("missing.nothing_text" if scope else "missing.nothing_at_all", scope=scope)
    draft.write("text.unwritten", count=draft.amount(gone_over, bold=False), words=name_sought(draft))
    add_gaps(draft)
    return draft.finish("no_data")


def quote_near(draft: Draft, near: Found) -> Answer:
    """Sentences that only come near, under the line that says so."""
    for report, sentences in near:
        quote_sentences(draft, report, sentences)
    return finish_quotes(draft)


def find_near(draft: Draft) -> Found:
    """The few sentences of all reports that come nearest to the question's words; none where they share too little."""
    terms = expand_terms(draft.query.terms)
    plain = [sentence for sentence in list_placed(draft) if tells_itself(sentence)]
    return group_reports(rank_near(plain, terms, NEAR))


def asks_whether(draft: Draft) -> bool:
    """Whether a question asks if something was done or said."""
    return _WHETHER.search(fold_asked(draft)) is not None


def compose_whether(draft: Draft) -> Answer | None:
    """The sentences that say that it is so; None where none does."""
    found = find_stating(draft)
    if not found:
        return None
    if all(says_zero(sentence.folded, draft.query.terms) for _, sentences in found for sentence in sentences):
        draft.write("text.zero")
    return quote_groups(draft, [(report, [Part("", sentences)]) for report, sentences in found])
