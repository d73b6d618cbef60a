"""Questions about what reports say: which kind of answer in their own words each gets, and nothing else."""

import re
from collections.abc import Sequence

from assistant.answering.basis.draft import Draft
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.figures.said import tell_said
from assistant.answering.prose.around import compose_label
from assistant.answering.prose.called import compose_called
from assistant.answering.prose.denying import asks_unmentioned
from assistant.answering.prose.following import compose_followed
from assistant.answering.prose.items import asks_number, compose_numbers, compose_places
from assistant.answering.prose.kinds import compose_kinds
from assistant.answering.prose.mentioning import asks_whether, compose_mentions, compose_whether, tell_near
from assistant.answering.prose.reasons import compose_reasons
from assistant.answering.prose.repeating import compose_likeness
from assistant.answering.quotes.choosing import Part, Wanted, choose_parts, read_wants, tells_itself
from assistant.answering.quotes.nearness import match_term
from assistant.answering.quotes.quoting import Group, finish_quotes, group_reports, name_words, quote_groups, say_nothing_found
from assistant.answering.quotes.sentences import Sentence, split_sentences
from assistant.records import Answer
from assistant.understanding.prose.ordinals import read_ordinals
from assistant.understanding.prose.sayings import find_label
from assistant.understanding.signs.members import asks_kind
from assistant.understanding.turns.following import asks_carried_out
from assistant.understanding.words.placing import find_side
from assistant.understanding.words.themes import find_aspects
from index.records import StoredReport
from ingest.folding import fold_text

_YEAR_INSIDE = re.compile(
    r"(?:为什么|为何|怎么|咋|有没有|是不是)(?:会|又|还|里面?|也)*(?:出现|提到|写到|写着|写了|冒出|混进|有)(?:了|过)?(?P<year>(?:19|20)\d{2})年"
)
"""How a question asks how another year got into a report."""


def compose_said(draft: Draft) -> Answer:
    """Who mentions something; what reports complain of, where nothing in particular is named, is their problems."""
    wanted = read_wants(draft.query)
    placed = find_side(draft.query.asked)
    plainly = wanted.aspects and not (placed and draft.query.terms) and not wanted.terms and not asks_unmentioned(draft)
    return compose_text(draft) if plainly else compose_mentions(draft)


def compose_text(draft: Draft) -> Answer:
    """The sentences of the reports asked about that answer."""
    if not draft.evidence.reports and not draft.evidence.wide:
        return compose_missing(draft)
    if (label := find_label(draft.query.question)) and draft.evidence.surroundings:
        return compose_label(draft, label)
    groups = group_reports(split_sentences(draft.evidence.passages))
    if read_ordinals(draft.query.question) and find_aspects(f"{draft.query.about}{draft.query.question}"):
        return compose_places(draft, groups)
    special = compose_called(draft, groups) or compose_special(draft, groups)
    if special is not None:
        return special
    wanted = read_wants(draft.query)
    if asks_whether(draft) and wanted.terms and not (wanted.aspects or wanted.section or wanted.heading or wanted.stating):
        return compose_whether(draft) or compose_unsure(draft)
    chosen: list[Group] = [(report, choose_parts(sentences, wanted)) for report, sentences in groups]
    if wanted.aspects and wanted.terms and not narrows(chosen, wanted):
        draft.write("text.not_narrowed", words=draft.names.list(f"“{term[0]}”" for term in wanted.terms))
    return quote_chosen(draft, chosen)


def compose_unsure(draft: Draft) -> Answer:
    """What comes to saying that it is so, in other words than the question's; else the nearest sentences, as such."""
    if draft.query.trial:
        return say_nothing_found(draft)
    return finish_quotes(draft, gaps=False) if tell_said(draft) else tell_near(draft)


def compose_special(draft: Draft, groups: Sequence[tuple[StoredReport, Sequence[Sentence]]]) -> Answer | None:
    """The answer to a question that sets reports side by side or counts what they list; None for any other."""
    if asks_kind(draft.query.question) and draft.query.terms == ("信息",):
        return compose_kinds(draft, groups)
    if draft.query.agencies and asks_carried_out(draft.query.question):
        return compose_followed(draft, groups)
    inside = find_inside(draft, groups) or find_year_inside(draft, groups)
    if inside:
        return quote_groups(draft, inside)
    likeness = compose_likeness(draft, groups) or compose_reasons(draft, groups)
    return likeness or (compose_numbers(draft, groups) if asks_number(draft) else None)


def find_inside(draft: Draft, groups: Sequence[tuple[StoredReport, Sequence[Sentence]]]) -> list[Group]:
    """The sentences of one agency's reports in which the name of another stands, where a question asks for that."""
    if len(draft.query.agencies) != 2:  # noqa: PLR2004  (whose report, and whose name)
        return []
    home, other = draft.query.agencies
    asked = fold_text(draft.query.asked).text
    if re.search(rf"(?:出现|提到|提及|写到|写成|写着|写了|混进|冒出)[^,。?]{{0,3}}{re.escape(other.name)}", asked) is None:
        return []
    own = [(report, sentences) for report, sentences in groups if report.agency == home]
    told = [(report, tuple(sentence for sentence in sentences if other.name in sentence.folded)) for report, sentences in own]
    return [(report, [Part("", sentences)]) for report, sentences in told if sentences]


def find_year_inside(draft: Draft, groups: Sequence[tuple[StoredReport, Sequence[Sentence]]]) -> list[Group]:
    """The sentences in which another year stands, where a question asks how it got into a report (怎么会有2010年的数)."""
    match = _YEAR_INSIDE.search(fold_text(draft.query.asked).text)
    if match is None or not draft.query.agencies:
        return []
    other = f"{match['year']}年"
    own = [(report, sentences) for report, sentences in groups if report.year != int(match["year"])]
    told = [(report, tuple(one for one in sentences if other in one.folded and tells_itself(one))) for report, sentences in own]
    return [(report, [Part("", sentences)]) for report, sentences in told if sentences]


def narrows(chosen: list[Group], wanted: Wanted) -> bool:
    """Whether the further words of a question for problems or plans stand in any sentence chosen, or none was chosen."""
    sentences = [sentence for _, parts in chosen for part in parts for sentence in part.sentences]
    return not sentences or any(match_term(sentence.folded, term) for sentence in sentences for term in wanted.terms)


def quote_chosen(draft: Draft, chosen: list[Group]) -> Answer:
    """What was chosen; sentences that merely come near only where nothing else was found, and with a word on that."""
    told = [(report, parts) for report, parts in chosen if any(part.kind != "near" for part in parts)]
    near = [(report, parts) for report, parts in chosen if parts]
    if not told and (not near or draft.query.trial):
        return finish_quotes(draft, gaps=False) if tell_said(draft) else say_nothing_found(draft)
    if not told:
        draft.write("text.nearest", words=name_words(draft))
    return quote_groups(draft, told or near)
