"""Which sentences of the passages answer a text question: by the words it turns on, its section, and the side it asks for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.nearness import FEW, match_term, rank_loosely, rank_sentences
from assistant.answering.sentences import Block, Sentence, group_blocks
from assistant.answering.telling import MOST, list_turns, tell_aspects, tell_headed, tell_works
from assistant.records import Query
from assistant.understanding.themes import expand_terms, find_aspects, load_aspects, load_stop_pairs
from ingest.folding import fold_text

SHORT_ANSWERS = ("谁", "由谁", "哪位", "什么时候", "何时", "哪里", "哪个", "电话", "who", "when", "where")
"""Words of questions that one sentence answers."""


_PERSON = re.compile(r"(?:镇长|乡长|主任|书记|局长|县长|领导|负责人|联系人).{0,3}(?:叫什么|叫啥|姓什么|姓名|名字|是哪位|是谁)")


_FACTS = (
    (
        re.compile(r"联系电话|电话号码|办公电话|电话(?:是|为|多少)|phone number"),
        re.compile(r"(?:电话|热线|传真|联系方式)[^。]*\d{5}"),
    ),
    (re.compile(r"粉丝|关注(?:人数|数量|用户)|followers"), re.compile(r"粉丝|关注")),
    (re.compile(r"阅读量|点击量|浏览量|访问量|点击率"), re.compile(r"阅读|点击|浏览|访问")),
    (re.compile(r"用时|耗时|时长|花了多久"), re.compile(r"用时|耗时|时长|平均[^。]{0,8}[天日]")),
)
"""Facts that reports seldom state, as questions name them, and what a sentence must say to state one."""

_OTHERS = re.compile(r"(?:委员会|理事会|监委会|[村社小组所站科室院校厂企]|合作社|中心)的?$")
"""Bodies whose heads are not the agency's."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: each term with its other words, the aspects asked for, and how many sentences at most.

    ``person`` says that somebody's name is asked for: then only sentences with the very word can answer. ``stating`` is what
    a sentence must say to answer at all.
    """

    terms: tuple[tuple[str, ...], ...]
    aspects: frozenset[str]
    most: int
    person: bool = False
    stating: re.Pattern[str] | None = None


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
    stating = next((said for asks_for, said in _FACTS if asks_for.search(fold_text(asked).text.lower())), None)
    return Wanted(terms, aspects, FEW if short else MOST, person, stating)


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
    stating = wanted.stating
    if stating is not None:
        stated = [sentence for sentence in sentences if stating.search(sentence.folded) and not sentence.is_title]
        return rank_sentences(stated, wanted.terms, FEW) or tuple(stated[:FEW])
    if wanted.person:
        sentences = [sentence for sentence in sentences if any(tells_role(sentence.folded, term[0]) for term in wanted.terms)]
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


def tells_role(folded: str, role: str) -> bool:
    """Whether a sentence speaks of the agency's own 主任, not of a committee's."""
    return any(not _OTHERS.search(folded[: match.start()]) for match in re.finditer(re.escape(role), folded))


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
