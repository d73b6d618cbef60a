"""Which sentences of the passages answer a text question: by the words it turns on, its section, and the side it asks for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from assistant.records import Query
from assistant.sentences import Block, Sentence, group_blocks
from assistant.themes import Theme, expand_terms, find_aspects, load_aspects, load_stop_pairs, load_themes
from ingest.folding import fold_text

MOST = 4
"""As many sentences of one report at most."""

ENOUGH = 0.6
"""A sentence is quoted if it scores at least this part of the best one's score."""

TERSE = 20
"""An item of fewer characters is a heading; the sentence behind it says more."""

LETTERS = 3
"""A term of more characters names a sub-heading."""

SHARP = 0.75
"""The same where one sentence should answer."""

FEW = 2
"""As many sentences at most where one should answer."""

PARTLY = 0.6
"""A term counts as met where at least this part of its character pairs stands in the sentence."""

LOOSELY = 0.25
"""Of a question's rare character pairs at least this part must stand in the report for a sentence to be quoted by them alone."""

SHORT_ANSWERS = ("谁", "由谁", "哪位", "什么时候", "何时", "哪里", "哪个", "电话", "who", "when", "where")
"""Words of questions that one sentence answers."""


_FORMAL = re.compile(r"\d+[条件个]|条例|年度报告|现将|统计期限|数据期限|复议|诉讼|取得了.{0,8}(?:进展|成绩)|指导思想")
_PERSON = re.compile(r"(?:镇长|乡长|主任|书记|局长|县长|领导|负责人|联系人).{0,3}(?:叫什么|叫啥|姓什么|姓名|名字|是哪位)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: each term with its other words, the aspects asked for, and how many sentences at most.

    ``person`` says that somebody's name is asked for: then only sentences with the very word can answer.
    """

    terms: tuple[tuple[str, ...], ...]
    aspects: frozenset[str]
    most: int
    person: bool = False


def read_wants(query: Query) -> Wanted:
    """What a text question looks for."""
    asked = query.about or query.question
    aspects = find_aspects(asked)
    # 问题 narrows a question for plans as little as 改进 does: both name the section that tells them.
    asks = {word for aspect in load_aspects() for word in aspect.asks}
    groups = expand_terms(query.terms, query.related)
    terms = tuple(group for group in groups if says_more(group[0], asks)) if aspects else groups
    short = any(word in asked.lower() for word in SHORT_ANSWERS)
    person = _PERSON.search(fold_text(asked).text) is not None
    return Wanted(terms, aspects, FEW if short else MOST, person)


def says_more(term: str, asks: Iterable[str]) -> bool:
    """Whether a term says anything besides the aspect that it asks for (改进措施 does not)."""
    rest = term
    for word in sorted((*asks, *load_stop_pairs()), key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(rest) > 1


def choose_sentences(sentences: Sequence[Sentence], wanted: Wanted) -> tuple[Sentence, ...]:
    """The sentences of one report that answer, in the order of the text; empty where none does.

    A question for problems or plans gets the items of the blocks that tell them, narrowed by its further words if any item
    has them. Other questions get the sentences nearest to their words.
    """
    blocks = group_blocks(sentences, list_turns())
    if wanted.person:
        sentences = [sentence for sentence in sentences if any(term[0] in sentence.folded for term in wanted.terms)]
    if wanted.aspects == {"works"} and not wanted.terms:
        return tell_works(sentences)
    if wanted.aspects:
        told = list(tell_aspects(blocks, wanted.aspects))
        narrowed = rank_sentences(told, wanted.terms, len(told)) if wanted.terms else ()
        literal = [term for term in wanted.terms if any(term[0] in sentence.folded for sentence in sentences)]
        elsewhere = rank_sentences(sentences, literal, wanted.most) if literal and not narrowed else ()
        if narrowed or elsewhere or told:
            return tuple(narrowed or elsewhere or told)
    headed = tell_headed(blocks, wanted.terms)
    if headed:
        return headed
    plain = [sentence for sentence in sentences if not sentence.is_title]
    best = rank_sentences(plain, wanted.terms, wanted.most) or rank_loosely(plain, wanted.terms)
    return tuple(dict.fromkeys(found for sentence in best for found in extend_lead(sentence, blocks, wanted.terms)))


def tell_aspects(blocks: Sequence[Block], aspects: Iterable[str]) -> Iterator[Sentence]:
    """The sentences of all blocks that tell one of the aspects."""
    listing: set[str] = set()
    for block in blocks:
        passage = block.sentences[0].passage.passage
        yield from tell_aspect(block, aspects, second=passage.heading in listing and bool(block.items))
        if block.items and passage.topic == "problems":
            listing.add(passage.heading)


def tell_aspect(block: Block, aspects: Iterable[str], *, second: bool = False) -> tuple[Sentence, ...]:
    """The sentences of a block that tell one of the aspects: its items where the lead announces them, else those with a cue.

    ``second`` says that the block is a second enumeration of its section: what follows the problems is what is planned.
    """
    wanted = [aspect for aspect in load_aspects() if aspect.id in aspects]
    turn = block.sentences[0]
    plans = next(aspect for aspect in load_aspects() if aspect.id == "plans")
    planned = (any(cue in turn.folded for cue in plans.cues) and not tells_problem(turn)) or second
    if planned and all(aspect.id != "plans" for aspect in wanted):
        return ()
    if not planned and all(aspect.id == "plans" for aspect in wanted):
        return ()
    at_home = turn.passage.passage.topic == "problems" or tells_problem(turn) or planned
    if block.items and at_home:
        return block.items if planned else explain_items(block)
    plain = tuple(sentence for sentence in block.sentences if not sentence.is_title)
    cues = {cue for aspect in wanted for cue in aspect.cues} - (set() if at_home else {"问题"})
    return tuple(sentence for sentence in plain if any(cue in sentence.folded for cue in cues))[:3]


def tell_headed(blocks: Sequence[Block], terms: Sequence[Sequence[str]]) -> tuple[Sentence, ...]:
    """What stands under a sub-heading that is named by one of the terms; empty where none is."""
    for block in blocks:
        head = block.sentences[0]
        if head.is_title and any(len(term[0]) > LETTERS and term[0] in head.folded for term in terms):
            under = tuple(sentence for sentence in block.sentences if not sentence.is_title)
            if under:
                return under[:MOST]
    return ()


def tell_works(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of the overview that tell what was done, not how much or under which rules."""
    overview = [sentence for sentence in sentences if sentence.passage.passage.topic == "overview" and not sentence.is_title]
    return tuple(sentence for sentence in overview if len(sentence.folded) > TERSE and not _FORMAL.search(sentence.folded))


def explain_items(block: Block) -> tuple[Sentence, ...]:
    """The items of a block; a short one with the sentence behind it, which says what is meant."""
    found: list[Sentence] = []
    for before, sentence in zip((None, *block.sentences), block.sentences, strict=False):
        explains = before is not None and before.is_item and len(before.folded) < TERSE and not sentence.is_title
        if sentence.is_item or explains:
            found.append(sentence)
    return tuple(found)


def tells_problem(sentence: Sentence) -> bool:
    """Whether a sentence speaks of problems rather than of what will be done about them."""
    folded = sentence.folded
    if any(word in folded for word in ("需要改进", "改进的地方", "完善的地方", "有待改进")):
        return True
    announced = ("存在的问题" in folded or "不足" in folded or "困难" in folded or "一些问题" in folded) and "针对" not in folded
    return announced and not any(word in folded[:12] for word in ("下一步", "下步", "今后"))


def list_turns() -> tuple[str, ...]:
    """The words with which a text turns from problems to plans."""
    return (
        "下一步",
        "下步",
        "今后",
        "针对",
        "新的一年",
        "新一年",
        "来年",
        "明年",
        "将从",
        "为此",
        "采取措施",
        "改进措施",
        "改进情况",
        "存在的问题",
        "存在问题",
        "主要问题",
        "我镇将",
        "我乡将",
        "街道将",
    )


def rank_sentences(sentences: Sequence[Sentence], terms: Sequence[Sequence[str]], most: int) -> tuple[Sentence, ...]:
    """The sentences that score best, in the order of the text; none where none has any of the words."""
    if not terms:
        return ()
    weights = [weigh_term(term[0], sentences) for term in terms]
    scored = [(score_sentence(sentence, terms, weights), -position, sentence) for position, sentence in enumerate(sentences)]
    best = max((score for score, _, _ in scored), default=0.0)
    if not best:
        return ()
    enough = (SHARP if most <= FEW else ENOUGH) * best
    kept = sorted((entry for entry in scored if entry[0] >= enough), key=lambda entry: entry[:2], reverse=True)[:most]
    return tuple(sentence for _, _, sentence in sorted(kept, key=lambda entry: -entry[1]))


def rank_loosely(sentences: Sequence[Sentence], terms: Sequence[Sequence[str]]) -> tuple[Sentence, ...]:
    """The sentence that shares the rarest character pairs with the terms; none where they share too little."""
    pairs = {pair for term in terms for pair in list_pairs(term[0])} - load_stop_pairs()
    having = {pair: sum(pair in sentence.folded for sentence in sentences) for pair in pairs}
    weights = {pair: log(1 + len(sentences) / number) for pair, number in having.items() if number}
    if not pairs or len(weights) < LOOSELY * len(pairs):
        return ()
    scores = [sum(weight for pair, weight in weights.items() if pair in sentence.folded) for sentence in sentences]
    return (sentences[scores.index(max(scores))],)


def list_pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


def score_sentence(sentence: Sentence, terms: Sequence[Sequence[str]], weights: Sequence[float]) -> float:
    """The sum over the terms: whole for the term itself, less for another word of its theme or for most of its characters."""
    return sum(weight * match_term(sentence.folded, term) for term, weight in zip(terms, weights, strict=True))


def match_term(folded: str, term: Sequence[str]) -> float:
    """1 for the term itself, less for most of its character pairs, least for another word of its theme, else 0."""
    first, *others = term
    plain = folded.lower()
    if first in plain:
        return 1.0
    pairs = list_pairs(first)
    met = sum(pair in plain for pair in pairs) / len(pairs) if pairs else 0.0
    own = 0.8 * met if met >= PARTLY else 0.0
    kin = 0.4 if any(other in plain for other in others) else 0.0
    return max(own, kin) + min(own, kin, 0.1)


def weigh_term(term: str, sentences: Sequence[Sentence]) -> float:
    """More for a word that few of the sentences have."""
    having = sum(term in sentence.folded for sentence in sentences)
    return 1.0 + 1.0 / (1 + having)


def extend_lead(sentence: Sentence, blocks: Iterable[Block], terms: Sequence[Sequence[str]]) -> tuple[Sentence, ...]:
    """A sentence that has one of the words itself and announces an enumeration, with its items; any other alone."""
    if not sentence.folded.endswith((":", "问题,")) or not any(term[0] in sentence.folded for term in terms):
        return (sentence,)
    block = next((block for block in blocks if sentence in block.sentences), None)
    return (sentence, *(block.items if block else ()))


def mention_sentences(sentences: Iterable[Sentence], terms: Sequence[Sequence[str]]) -> tuple[Sentence, ...]:
    """The sentences that mention any of the terms, in their own or in the words of its theme."""
    return tuple(
        sentence for sentence in sentences if not sentence.is_title and any(match_term(sentence.folded, term) for term in terms)
    )


def share_themes(reports: Sequence[Sequence[Sentence]]) -> tuple[tuple[Theme, tuple[Sentence, ...]], ...]:
    """The themes of which every report speaks, each with the first sentence of each report that does."""
    shared = []
    for theme in load_themes():
        found = [next((sentence for sentence in sentences if theme.speaks(sentence.folded)), None) for sentences in reports]
        if all(found):
            shared.append((theme, tuple(sentence for sentence in found if sentence is not None)))
    return tuple(shared)


def own_themes(sentences: Sequence[Sentence], others: Sequence[Sentence]) -> tuple[tuple[Theme, Sentence], ...]:
    """The themes of which only these sentences speak, each with the first that does."""
    found = []
    for theme in load_themes():
        first = next((sentence for sentence in sentences if theme.speaks(sentence.folded)), None)
        if first is not None and not any(theme.speaks(sentence.folded) for sentence in others):
            found.append((theme, first))
    return tuple(found)


def asks_common(question: str) -> bool:
    """Whether a question asks for what several reports have in common."""
    folded = fold_text(question).text
    return any(
        word in folded
        for word in ("共同", "相同", "一样吗", "一不一样", "共性", "一样的", "都提到", "都存在", "相似", "共通", "incommon")
    )


def asks_difference(question: str) -> bool:
    """Whether a question asks in what reports differ."""
    folded = fold_text(question).text
    return any(word in folded for word in ("不同", "区别", "差异", "差别", "有何异", "differ"))
