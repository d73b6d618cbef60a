"""What several reports have in common and in what they differ, told by the themes that they speak of."""

from collections.abc import Sequence

from assistant.answering.sentences import Sentence
from assistant.understanding.themes import Theme, load_themes
from ingest.folding import fold_text


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
