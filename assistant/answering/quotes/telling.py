"""The sentences that tell a side of a report: its problems, its plans, its works, a whole section."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.answering.quotes.sentences import Block, Sentence, is_lead
from assistant.understanding.words.themes import Aspect, load_aspect, load_aspects
from ingest.folding import fold_plain
from ingest.records import Topic

MOST = 4
"""As many sentences of one report at most, where no section or side of it is asked for as a whole."""
TERSE = 20
"""An item of fewer characters is a heading; the sentence behind it says more."""
_POINTER = re.compile(r"(?:如下(?:表)?(?:所示)?|见下表|分述于后|如下所述)[。:]?$")
_FURNITURE = re.compile(
    r"^[·•\s\[【(>|]*(?:您?(?:当前|现在)(?:所在)?的?(?:所在)?位置|(?:设为)?首页|返回|分享|字[体号]|打印|关闭|责任编辑|编辑|[上下]一[篇页]|"
    r"(?:浏览|阅读|点击)(?:次数|量|数)|扫一扫|(?:信息)?来源|作者|发布(?:时间|日期|机构)|成文日期|时间|索引号|主题分类|公开方式|附件)"
    r"(?=[:\]】)>\s|]|到:|$)|[【\[](?:打印|关闭|字体)"
)
"""How a line of the page around a report begins (当前位置:首页>…, 【打印】【关闭】)."""

PAGE_LINE = 120
"""Such a line is no longer than this."""

_SIGNED = re.compile(r"^(?!.*(?:期限|期间|[自从至到]\d{4}年))[^。,;]{0,30}\d{4}年\d{1,2}月\d{1,2}日[。]?$")
_SIDE = re.compile(r"问题|不足|困难|措施|办法|改进|打算|下一步|下步|计划|情况|方向")
"""How a sub-heading names a side of the section on problems and plans."""

_ANNOUNCED = re.compile(r"(?:存在|还有|仍有|尚有|面临)[^,。;]{0,8}(?:问题|不足|困难|差距|短板)[^,。;]{0,6}[,。:]?$")
_FORMAL = re.compile(r"\d+[条件个]|条例|年度报告|现将|统计期限|数据期限|复议|诉讼|取得了.{0,8}(?:进展|成绩)|指导思想")


def tell_aspects(blocks: Sequence[Block], aspects: Iterable[str]) -> Iterator[Sentence]:
    """The sentences that tell one of the aspects, in the order of the text: those of its section where the report has one."""
    wanted = [aspect for aspect in load_aspects() if aspect.id in aspects and aspect.cues]
    home = [block for block in blocks if block.sentences[0].passage.passage.topic == "problems"]
    side, listed = "", ""
    for block in (home or blocks) if wanted else ():
        passage = block.sentences[0].passage.passage
        items = list_items(block.sentences)
        side = find_side(block, side, second=bool(items) and passage.heading == listed)
        yield from tell_aspect(block, wanted, side)
        if items and passage.topic == "problems" and not block.sentences[0].is_title:
            listed = passage.heading


def find_side(block: Block, before: str, *, second: bool) -> str:
    """Which aspect a block tells, problems or plans; empty where it is no part of a section on these.

    ``before`` is the side of the block before, which goes on under a sub-heading that tells none. ``second`` says that the block
    is a second enumeration of its section: what follows the problems is what is planned.
    """
    turn = block.sentences[0]
    if tells_problem(turn):
        return "problems"
    if second or any(cue in turn.folded for cue in load_aspect("plans").cues):
        return "plans"
    if turn.passage.passage.topic != "problems":
        return ""
    return before or "problems"


def tell_aspect(block: Block, wanted: Sequence[Aspect], side: str) -> tuple[Sentence, ...]:
    """The sentences of a block that tell one of the aspects: its items whole; where it has none all but the lead.

    Outside a section on problems and plans only sentences with a cue tell either.
    """
    if side and all(aspect.id != side for aspect in wanted):
        return ()
    plain = [sentence for sentence in block.sentences if not (sentence.is_title or signs(sentence) or points_on(sentence))]
    chains = list_chains(plain)
    if not side:
        cues = {cue for aspect in wanted if aspect.id == "problems" for cue in aspect.cues} - {"问题"}
        chains = [chain for chain in chains if any(cue in sentence.folded for sentence in chain for cue in cues)]
    elif list_items(block.sentences):
        return whole_items(block.sentences, side)
    told = tuple(sentence for chain in chains for sentence in chain)
    return tuple(sentence for sentence in told if not announces(sentence)) or told


def list_items(sentences: Iterable[Sentence]) -> list[Sentence]:
    """The first sentence of each item, a sub-heading that says itself what the item is included (（一）公开意识有待加强。)."""
    return [sentence for sentence in sentences if begins_item(sentence)]


def begins_item(sentence: Sentence) -> bool:
    """Whether an item of an enumeration begins here."""
    if sentence.is_item:
        return True
    return sentence.is_title and sentence.passage.passage.topic == "problems" and not heads_side(sentence)


def heads_side(sentence: Sentence) -> bool:
    """Whether a sub-heading only names a side of the section (（一）存在的问题)."""
    return sentence.folded.endswith(("报告", "年报")) or _SIDE.search(sentence.folded) is not None


def whole_items(sentences: Sequence[Sentence], side: str) -> tuple[Sentence, ...]:
    """The items with the sentences behind each.

    What follows the last one belongs to it where others have such, too, or where a terse problem needs to be explained.
    """
    starts = [place for place, sentence in enumerate(sentences) if begins_item(sentence)]
    ends = [*starts[1:], len(sentences)]
    longer = any(end - start > 1 for start, end in zip(starts, ends[:-1], strict=False))
    last = sentences[starts[-1]]
    if not longer and not last.is_title:
        ends[-1] = min(ends[-1], starts[-1] + 1 + (side == "problems" and len(last.folded) < TERSE))
    inner = (sentence for start, end in zip(starts, ends, strict=True) for sentence in sentences[start:end])
    return tuple(sentence for sentence in inner if begins_item(sentence) or not (sentence.is_title or signs(sentence)))


def list_chains(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Sentences that semicolons join into one (A；B；C。), which tell the same side; leads of an enumeration left out."""
    chains: list[list[Sentence]] = []
    for sentence in sentences:
        if chains and chains[-1][-1].folded.endswith(";"):
            chains[-1].append(sentence)
        elif not is_lead(sentence):
            chains.append([sentence])
    return chains


def tell_section(sentences: Iterable[Sentence], topic: Topic) -> tuple[Sentence, ...]:
    """Every sentence of a section, its sub-headings, its pointers to tables and the lines of signature left out."""
    return tuple(
        sentence
        for sentence in sentences
        if sentence.passage.passage.topic == topic and not (sentence.is_title or points_on(sentence) or signs(sentence))
    )


def tell_numbered(sentences: Iterable[Sentence], numeral: str) -> tuple[Sentence, ...]:
    """Every sentence of the section that bears this numeral."""
    mine = (sentence for sentence in sentences if fold_plain(sentence.passage.passage.heading).startswith(f"{numeral}、"))
    return tuple(sentence for sentence in mine if not (sentence.is_title or points_on(sentence) or signs(sentence)))


def points_on(sentence: Sentence) -> bool:
    """Whether a sentence only says that a table or a list follows."""
    return _POINTER.search(sentence.folded) is not None


def signs(sentence: Sentence) -> bool:
    """Whether it is the line of signature and date that ends a report."""
    return _SIGNED.search(sentence.folded) is not None


def frames_page(sentence: Sentence) -> bool:
    """Whether it is a line of the page around a report, and not of the report."""
    return len(sentence.folded) <= PAGE_LINE and _FURNITURE.search(sentence.folded) is not None


def tell_works(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of the overview that tell what was done, not how much or under which rules."""
    overview = [sentence for sentence in sentences if sentence.passage.passage.topic == "overview" and not sentence.is_title]
    return tuple(sentence for sentence in overview if len(sentence.folded) > TERSE and not _FORMAL.search(sentence.folded))


def announces(sentence: Sentence) -> bool:
    """Whether a sentence says that there are problems, and not which."""
    return _ANNOUNCED.search(sentence.folded) is not None


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
