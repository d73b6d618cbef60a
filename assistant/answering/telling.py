"""The sentences that tell a side of a report: its problems, its plans, its works, what stands under a sub-heading."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.answering.sentences import Block, Sentence
from assistant.understanding.themes import load_aspects

MOST = 4
"""As many sentences of one report at most."""
TERSE = 20
"""An item of fewer characters is a heading; the sentence behind it says more."""
LETTERS = 3
"""A term of more characters names a sub-heading."""
_FORMAL = re.compile(r"\d+[条件个]|条例|年度报告|现将|统计期限|数据期限|复议|诉讼|取得了.{0,8}(?:进展|成绩)|指导思想")


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
