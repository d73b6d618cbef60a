"""What several reports have in common and in what they differ: the sentences that stand in more than one of them.

Only the same words count as the same (numbering, traditional characters and a changed name apart); that two reports speak of one
theme does not make them say the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.draft import Draft
from assistant.answering.quotes.choosing import read_wants, tells_itself
from assistant.answering.quotes.nearness import match_term
from assistant.answering.quotes.quoting import finish_quotes, quote_sentence, quote_sentences, say_nothing_found
from assistant.answering.quotes.sentences import Groups, Sentence, group_blocks
from assistant.answering.quotes.telling import list_turns, tell_aspects
from assistant.records import Answer
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.themes import Theme, find_aspects, load_themes
from ingest.folding import fold_text

ALIKE = 0.85
"""Two sentences of which at least this part is the same count as the same: a name or a number is changed."""

END = 4
"""Sentences that are alike begin or end with the same so many characters; others are not compared."""

SHOWN = 12
"""As many sentences that recur are shown."""

SHORTEST = 8
"""Shorter sentences say too little to be the same by more than chance."""

_NUMBERING = re.compile(
    r"^(?:[^:]{0,12}:)?(?:[一二三四五六七八九十]{1,2}是|[(（]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）.、．]|首先|其次|再次|最后)"
)
_QUOTED = re.compile(r'"[^"]{2,8}"')
_EDGES = "。;,:!? "

THEMES = 5
"""As many themes are counted."""

Sides = Sequence[tuple[str, Sequence[Sentence]]]


@dataclass(frozen=True, slots=True)
class Shared:
    """A sentence as it stands in several reports or agencies, the first of each with the name of its side."""

    standing: tuple[tuple[str, Sentence], ...]


def compose_likeness(draft: Draft, groups: Groups) -> Answer | None:
    """What reports have in common or in what they differ, as far as a question asks for it; None where it does not."""
    cues, language = load_cues(), draft.query.language
    asked = fold_text(draft.query.asked, keep_layout=language == "en").text.lower()
    recurring = cues.match("recurring", asked, language)
    sides = list_sides(draft, groups, by_report=recurring)
    if len(sides) < 2:  # noqa: PLR2004  (one side has nothing to be like)
        likened = recurring or any(cues.match(name, asked, language) for name in ("in_common", "in_contrast"))
        if likened and sides and find_aspects(asked):
            draft.write("text.one_side", name=sides[0][0])
        return None
    if cues.match("in_contrast", asked, language):
        return compose_contrast(draft, sides)
    named = len(draft.query.agencies) + len(draft.query.years) > 1 or (
        not draft.query.agencies and not draft.evidence.wide and cues.match("common_to_all", asked, language)
    )
    if recurring:
        return compose_recurring(draft, sides)
    if named and cues.match("in_common", asked, language):
        return compose_common(draft, groups, sides)
    return None


def list_sides(draft: Draft, groups: Groups, *, by_report: bool) -> list[tuple[str, tuple[Sentence, ...]]]:
    """What is set against each other: the agencies where several are named, else reports."""
    several = len(draft.query.agencies) > 1 or not (draft.query.agencies or draft.query.years)
    name = draft.names.reporter if several and not by_report else draft.names.report
    counties = list_counties(draft, groups)
    sides: dict[str, tuple[Sentence, ...]] = {}
    for report, sentences in groups:
        own = next((county for county in counties if report.agency and county in report.agency.parents), "")
        if counties and not own:
            continue
        told = own or name(report)
        sides[told] = (*sides.get(told, ()), *keep_aspect(draft, sentences))
    return [(name, found) for name, found in sides.items() if found]


def list_counties(draft: Draft, groups: Groups) -> tuple[str, ...]:
    """The counties that a question sets against each other; none where it names fewer than two."""
    known = {parent for report, _ in groups if report.agency for parent in report.agency.parents}
    found = tuple(county for county in draft.query.counties if county in known)
    return found if len(found) > 1 and not draft.query.agencies else ()


def keep_aspect(draft: Draft, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences that tell the aspect asked for, or all where none is."""
    aspects = find_aspects(draft.query.asked) & {"problems", "plans"}
    if not aspects:
        return tuple(sentence for sentence in sentences if tells_itself(sentence))
    told = tuple(tell_aspects(group_blocks(sentences, list_turns()), aspects))
    terms = read_wants(draft.query).terms
    narrowed = tuple(one for one in told if any(match_term(one.folded, term) for term in terms))
    return narrowed or told


def find_shared(sides: Sides) -> list[Shared]:
    """The sentences that stand on more than one side, those on most sides first, then in the order of the text."""
    kinds: list[tuple[str, dict[str, Sentence]]] = []
    nearby: dict[str, list[int]] = {}
    for name, sentences in sides:
        for sentence in sentences:
            words = strip_sentence(sentence)
            if len(words) < SHORTEST:
                continue
            ends = (f"{words[:END]}…", f"…{words[-END:]}")
            candidates = dict.fromkeys(place for end in ends for place in nearby.get(end, ()))
            place = next((place for place in candidates if is_alike(words, kinds[place][0])), len(kinds))
            if place == len(kinds):
                kinds.append((words, {}))
                for end in ends:
                    nearby.setdefault(end, []).append(place)
            kinds[place][1].setdefault(name, sentence)
    shared = [Shared(tuple(standing.items())) for _, standing in kinds if len(standing) > 1]
    return sorted(shared, key=lambda one: -len(one.standing))


def strip_sentence(sentence: Sentence) -> str:
    """A sentence's words without its numbering, its end and the names that it quotes (“柳溪发布”)."""
    return _QUOTED.sub('""', _NUMBERING.sub("", sentence.folded)).strip(_EDGES)


def is_alike(one: str, other: str) -> bool:
    """Whether two sentences say the same in the same words, a name or a number apart."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > (1 - ALIKE) * (len(one) + len(other)):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def compose_common(draft: Draft, groups: Groups, sides: Sides) -> Answer:
    """The sentences that several sides share; where there are none, what each side writes."""
    shared = find_shared(sides)
    if not shared:
        draft.write("text.nothing_common")
        return quote_sides(draft, groups, sides)
    tell_all_shared(draft, shared)
    return finish_quotes(draft)


def compose_recurring(draft: Draft, sides: Sides) -> Answer:
    """The sentences that recur in most reports, and besides a rough count of the themes that the reports speak of."""
    shared = find_shared(sides)
    if shared:
        tell_all_shared(draft, shared)
    else:
        draft.write("text.nothing_recurs")
    tell_themes(draft, sides)
    return finish_quotes(draft)


def tell_all_shared(draft: Draft, shared: Sequence[Shared]) -> None:
    """Says how many sentences are shared, the most frequent of them, and what counts as shared."""
    count = derive_count(len(shared), (), draft.say("text.common_label"), "条")
    draft.ledger.add(count)
    draft.write("text.common", count=draft.amount(count))
    draft.add("\n".join(tell_shared(draft, one) for one in shared[:SHOWN]))
    if len(shared) > SHOWN:
        draft.write("text.common_cut")
    draft.write("text.same_words_only")


def tell_themes(draft: Draft, sides: Sides) -> None:
    """The themes of which most reports speak, each with the reports and a sentence of each to look at."""
    found = []
    for theme in load_themes():
        spoken = [(name, sentence) for name, own in sides if (sentence := find_speaking(theme, own)) is not None]
        found += [(theme, spoken)] if len(spoken) > 1 else []
    found.sort(key=lambda entry: -len(entry[1]))
    lines = []
    for theme, spoken in found[:THEMES]:
        label = theme.label_en if draft.query.language == "en" else theme.label
        count = derive_count(len(spoken), (), draft.say("text.theme_label", theme=label), "份报告")
        draft.ledger.add(count)
        names = draft.names.list(f"{name}{cite_beside(draft, sentence)}" for name, sentence in spoken)
        lines.append(f"- {draft.say('text.theme', theme=label, count=draft.amount(count), names=names)}")
    if lines:
        draft.add("\n".join([draft.say("text.themes"), *lines]))


def find_speaking(theme: Theme, sentences: Sequence[Sentence]) -> Sentence | None:
    """The first sentence that uses a word of a theme."""
    return next((sentence for sentence in sentences if theme.speaks(sentence.folded)), None)


def tell_shared(draft: Draft, one: Shared) -> str:
    """A list item: the sentence as the first side writes it, and the sides on which it stands, each with its mark."""
    first, *others = one.standing
    where = [first[0], *(f"{name}{cite_beside(draft, sentence)}" for name, sentence in others)]
    number = derive_count(len(where), (), draft.say("text.standing_label"), "处")
    draft.ledger.add(number)
    holes = {"count": draft.amount(number, bold=False), "names": draft.names.list(where)}
    return f"- {quote_sentence(draft, first[1])}{draft.say('text.standing', **holes)}"


def cite_beside(draft: Draft, sentence: Sentence) -> str:
    """The citation marks of a sentence that is not written out."""
    quoted = quote_sentence(draft, sentence)
    return quoted[len(sentence.readable.rstrip("；;")) :]


def compose_contrast(draft: Draft, sides: Sides) -> Answer:
    """What stands on one side alone, all of it, and after that what stands on several."""
    shared = find_shared(sides)
    common = {id(sentence) for one in shared for _, sentence in one.standing}
    alike = {strip_sentence(sentence) for one in shared for _, sentence in one.standing}
    for name, sentences in sides:
        own = [one for one in sentences if id(one) not in common and strip_sentence(one) not in alike]
        lines = [f"- {quote_sentence(draft, sentence)}" for sentence in own]
        draft.add("\n".join([draft.say("text.only", name=name), *lines]) if own else draft.say("text.nothing_own", name=name))
    if shared:
        draft.add("\n".join([draft.say("text.shared"), *(tell_shared(draft, one) for one in shared)]))
    draft.write("text.same_words_only")
    return finish_quotes(draft) if draft.ledger.citations else say_nothing_found(draft)


def quote_sides(draft: Draft, groups: Groups, sides: Sides) -> Answer:
    """What each report writes, where nothing is shared."""
    kept = {id(sentence) for _, sentences in sides for sentence in sentences}
    for report, sentences in groups:
        own = tuple(sentence for sentence in sentences if id(sentence) in kept)
        if own:
            quote_sentences(draft, report, own)
    return finish_quotes(draft)
