"""Which sentences of the passages answer a text question: by the words it turns on, its section, and the side it asks for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from assistant.answering.quotes.facts import find_stating, tell_facts
from assistant.answering.quotes.meeting import says_same, shares_word, stands_anywhere
from assistant.answering.quotes.nearness import FEW, rank_loosely, rank_sentences
from assistant.answering.quotes.pairing import are_matched, cut_sides, find_places, join_items, pick_places
from assistant.answering.quotes.sentences import Block, Sentence, group_blocks
from assistant.answering.quotes.subsections import tell_headed
from assistant.answering.quotes.telling import (
    MOST,
    TERSE,
    frames_page,
    list_turns,
    points_on,
    signs,
    tell_aspects,
    tell_numbered,
    tell_section,
    tell_works,
)
from assistant.records import Query
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.themes import asks_firmly, expand_terms, find_aspects, load_aspects, load_stop_pairs
from ingest.folding import fold_text
from ingest.records import Topic

PartKind = Literal["", "problems", "plans", "near"]
"""What a part of the answer tells; ``near`` that it only comes near to what is asked."""

SHORT_ANSWERS = ("谁", "由谁", "哪位", "什么时候", "何时", "哪里", "哪个", "电话", "who", "when", "where")
"""Words of questions that one sentence answers."""

_PERSON = re.compile(
    r"(?:镇长|乡长|主任|书记|局长|县长|领导|负责人|联系人|干部|支书|信息员|监督员|工作人员).{0,3}(?:叫什么|叫啥|姓什么|姓名|名字|是哪位|是谁)"
)

_NAME = re.compile(r"叫什么|叫啥|姓什么|姓名|名字")
_NAMED = re.compile(r"同志|姓名|(?:联系人|负责人|主任|镇长|乡长|书记)(?:为|是|:)")
"""How a question asks for a person's name, and how a sentence gives one."""

FILLERS = (
    *("解决", "改正", "应对", "处理", "克服", "弥补", "存在", "方面", "对应", "保障", "办理", "落实", "承认", "坦言", "剖析"),
    *("部分", "原文", "原话", "条目", "一样", "相同", "重复", "变化", "相比", "自己", "自身", "自我", "自认", "反思", "检讨"),
)
"""Words beside an aspect that narrow it to nothing."""

_NUMBERED = re.compile(r"第([一二三四五六七八九十])(?:个|大)?(?:部分|节|章|板块)")
"""How a question names a section by its numeral."""

SPECIFIC = 4
"""Words of so many characters name just one thing: sentences on its theme alone are off the point."""

BEHIND = 4
"""So many sentences behind a terse item belong to it at most."""

_OTHERS = re.compile(r"(?:委员会|理事会|监委会|[村社小组所站科室院校厂企]|合作社|中心)的?$")
"""Bodies whose heads are not the agency's."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: each term with its other words, the aspects asked for, and how many sentences at most.

    ``asked`` is the folded question; ``firm`` that it asks for problems or plans and for nothing else; ``section`` the section
    that it asks for as a whole, ``heading`` the numeral of one (第六部分). ``person`` says that a name is asked for: then
    only sentences with the very word can answer. ``stating`` is what a sentence must say to answer at all.
    """

    asked: str
    terms: tuple[tuple[str, ...], ...]
    aspects: frozenset[str]
    most: int
    firm: bool = False
    section: Topic | None = None
    heading: str = ""
    person: bool = False
    stating: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences of one report that tell the same side of what is asked."""

    kind: PartKind
    sentences: tuple[Sentence, ...]


def read_wants(query: Query) -> Wanted:
    """What a text question looks for."""
    asked = query.asked
    folded = fold_text(asked).text.lower()
    aspects = find_aspects(asked)
    # 问题 narrows a question for plans as little as 改进 does: both name the section that tells them.
    asks = {word for aspect in load_aspects() for word in aspect.asks}
    groups = expand_terms(query.terms, () if aspects else query.related)
    terms = tuple(group for group in groups if says_more(group[0], asks)) if aspects else groups
    return Wanted(
        folded,
        terms,
        aspects,
        FEW if any(word in asked.lower() for word in SHORT_ANSWERS) else MOST,
        asks_firmly(asked),
        find_section(query),
        heading[1] if (heading := _NUMBERED.search(folded)) else "",
        _PERSON.search(folded) is not None,
        find_stating(asked),
    )


def find_section(query: Query) -> Topic | None:
    """The section that a question asks for as a whole, its name left out nothing being asked; None for any other."""
    if len(query.topics) != 1 or query.topics[0] not in ("overview", "other") or not query.terms:
        return None
    names = [phrase for aspect in load_cues().aspects.values() for phrase in aspect.cue.phrases if aspect.topics == query.topics]
    names += [word for cue, chinese in load_cues().glossary for word in chinese] if query.language == "en" else []
    return query.topics[0] if all(any(term in name for name in names) for term in query.terms) else None


def says_more(term: str, asks: Iterable[str]) -> bool:
    """Whether a term says anything besides the aspect that it asks for (改进措施 does not, 信息量不够 does)."""
    lacking = re.match(r"([\u4e00-\u9fff]{3,6}?)(?:还|仍|很|太)*不", term)
    if lacking is not None and lacking[1] not in asks:
        return True
    rest = term
    for word in sorted((*FILLERS, *asks, *load_stop_pairs()), key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(rest) > 1


def choose_parts(sentences: Sequence[Sentence], wanted: Wanted) -> tuple[Part, ...]:
    """The sentences of one report that answer, side by side and in the order of the text; empty where none does.

    A question for problems or plans gets the items of the blocks that tell them, narrowed by its further words if any item
    has them; one that names a section or a sub-heading gets what stands there. Other questions get the sentences nearest to
    their words, which are said to be merely near where they have none of these.
    """
    if wanted.stating is not None:
        stated = [sentence for sentence in sentences if wanted.stating.search(sentence.folded) and not sentence.is_title]
        return make_parts("", rank_sentences(stated, wanted.terms, FEW) or stated[:FEW])
    if wanted.person:
        if _NAME.search(wanted.asked):
            sentences = [sentence for sentence in sentences if _NAMED.search(sentence.folded)]
        sentences = [sentence for sentence in sentences if any(tells_role(sentence.folded, term[0]) for term in wanted.terms)]
    blocks = group_blocks(sentences, list_turns())
    if told := tell_named(sentences, blocks, wanted):
        return make_parts("", told)
    if wanted.heading and (told := tell_numbered(sentences, wanted.heading)):
        return make_parts("", told)
    if wanted.section is not None and (told := tell_section(sentences, wanted.section)):
        return make_parts("", told)
    if wanted.aspects == {"works"} and not wanted.terms:
        return make_parts("", tell_works(sentences))
    return tell_sides(sentences, blocks, wanted) or find_nearest(sentences, blocks, wanted)


def tell_named(sentences: Sequence[Sentence], blocks: Sequence[Block], wanted: Wanted) -> tuple[Sentence, ...]:
    """The sentences that state the fact asked for, or what stands under the sub-heading that is named; else nothing."""
    if wanted.firm:
        return ()
    plain = () if wanted.person else [one for one in sentences if tells_itself(one)]
    stated = tell_facts(plain, wanted.asked, wanted.terms)
    facts = tuple(dict.fromkeys(found for one in stated for found in extend_lead(one, blocks, wanted.terms)))
    return facts or tell_headed(sentences, wanted.asked, wanted.terms)


def make_parts(kind: PartKind, sentences: Iterable[Sentence]) -> tuple[Part, ...]:
    """One part of these sentences; none where there are none."""
    found = tuple(sentences)
    return (Part(kind, found),) if found else ()


def tell_sides(sentences: Sequence[Sentence], blocks: Sequence[Block], wanted: Wanted) -> tuple[Part, ...]:
    """The problems, the plans or both that are asked for, narrowed by the further words of the question; else nothing."""
    if not wanted.aspects:
        return ()
    told: dict[PartKind, tuple[Sentence, ...]] = {
        side: tuple(tell_aspects(blocks, (side,))) for side in ("problems", "plans") if side in wanted.aspects
    }
    every = [sentence for found in told.values() for sentence in found]
    narrowed = rank_sentences(every, wanted.terms, len(every)) if wanted.terms else ()
    if narrowed:
        told = {side: tuple(sentence for sentence in found if sentence in narrowed) for side, found in told.items()}
        if not all(told.values()) and (paired := find_remedies(blocks, wanted)):
            return paired
    elif wanted.terms:
        elsewhere = find_remedies(blocks, wanted) or find_elsewhere(sentences, wanted)
        if elsewhere:
            return elsewhere
    return tuple(part for side, found in told.items() for part in make_parts(side, found))


def find_remedies(blocks: Sequence[Block], wanted: Wanted) -> tuple[Part, ...]:
    """The problem that a question for plans names with the measure at its place; none where they do not correspond."""
    sides = cut_sides(blocks)
    places = find_places(sides["problems"], [term[0] for term in wanted.terms])
    if "plans" not in wanted.aspects or not places:
        return ()
    plans = pick_places(sides["plans"], places) if are_matched(sides) else join_items(sides["plans"])
    return (*make_parts("problems", pick_places(sides["problems"], places)), *make_parts("plans", plans))


def find_elsewhere(sentences: Sequence[Sentence], wanted: Wanted) -> tuple[Part, ...]:
    """The sentences of any side with the very words of a question."""
    plain = [sentence for sentence in sentences if tells_itself(sentence)]
    literal = [term for term in wanted.terms if any(term[0] in sentence.folded for sentence in plain)]
    return make_parts("", rank_sentences(plain, literal, wanted.most)) if literal else ()


def find_nearest(sentences: Sequence[Sentence], blocks: Sequence[Block], wanted: Wanted) -> tuple[Part, ...]:
    """The sentences nearest to the words of a question, said to be merely near where none of the words stands in them."""
    plain = [sentence for sentence in sentences if tells_itself(sentence)]
    telling = [term for term in wanted.terms if term[0] not in FILLERS] or wanted.terms
    best = rank_sentences(plain, telling, wanted.most) or rank_loosely(plain, telling)
    literal = tuple(one for one in best if any(shares_word(one.folded, term[0]) for term in telling))
    if literal and all(len(term[0]) >= SPECIFIC for term in telling):
        best = literal
    kind: PartKind = "" if stands_anywhere(best, telling) or says_same(best, telling) else "near"
    return make_parts(kind, dict.fromkeys(found for sentence in best for found in extend_lead(sentence, blocks, wanted.terms)))


def tells_itself(sentence: Sentence) -> bool:
    """Whether a sentence says something, and is no sub-heading, no pointer to a table, no signature and no line of the page."""
    return not (sentence.is_title or points_on(sentence) or signs(sentence) or frames_page(sentence))


def tells_role(folded: str, role: str) -> bool:
    """Whether a sentence speaks of the agency's own 主任, not of a committee's."""
    return any(not _OTHERS.search(folded[: match.start()]) for match in re.finditer(re.escape(role), folded))


def extend_lead(sentence: Sentence, blocks: Iterable[Block], terms: Sequence[Sequence[str]]) -> tuple[Sentence, ...]:
    """A sentence that has one of the words itself and announces an enumeration or heads an item, with these; any other alone."""
    named = any(term[0] in sentence.folded for term in terms)
    block = next((block for block in blocks if sentence in block.sentences), None) if named else None
    if block is not None and sentence.folded.endswith((":", "问题,")):
        return (sentence, *block.items)
    return (sentence, *explain_item(sentence, block)) if block is not None else (sentence,)


def explain_item(sentence: Sentence, block: Block) -> tuple[Sentence, ...]:
    """The sentences behind a terse item that only heads what it says (二是推行定期通报制度。); none behind any other."""
    behind = takewhile(lambda one: not one.is_item, block.sentences[block.sentences.index(sentence) + 1 :])
    heads = sentence.is_item and len(sentence.folded) < TERSE and sentence.folded.endswith(("。", "."))
    return tuple(one for one in behind if heads and tells_itself(one))[:BEHIND]
