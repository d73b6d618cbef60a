"""A text answer summed up by a language model, from numbered quotes, sentence by sentence, each checked before it is shown.

The quotes of the rules' answer stay below the summary. With no sentence left that stands on its quotes, they stand alone.
"""

import re
from collections.abc import Iterable, Iterator

from assistant.answering.basis.verify import find_stray
from assistant.models.chat_model import LanguageModel
from assistant.models.exhibits import PLACEHOLDER, Exhibit, number_exhibits
from assistant.models.grounding import is_grounded
from assistant.models.prompts import Prompt, quote_data, write_prompt
from assistant.records import Answer

MOST = 8
"""Sentences of a summary at most."""

LONGEST = 8000
"""Characters of a reply that are read at most."""

_LINE = re.compile(r"^\s*\[?(?P<marks>\d{1,3}(?:\s*\]?\s*[,，、]?\s*\[?\s*\d{1,3})*)\s*\]?\s*[|｜]\s*(?P<sentence>\S.*?)\s*$")


def may_phrase(answer: Answer) -> bool:
    """Whether an answer is one of quotes in Chinese, which a model may sum up."""
    query = answer.query
    return (
        answer.status == "answered"
        and query is not None
        and query.operation in ("text", "mentions")
        and query.language == "zh"
        and bool(answer.citations)
    )


def phrase_answer(model: LanguageModel, answer: Answer) -> Iterator[str]:
    """The sentences of a summary as they come, an empty one for each that does not stand on its quotes.

    Raises:
        ModelError: The model gives nothing, or breaks off.
    """
    exhibits = number_exhibits(answer)
    if not exhibits or answer.query is None:
        return
    kept = 0
    for line in join_lines(model.write(ask_summary(answer.query.question, exhibits.values()))):
        phrase = read_phrase(line, exhibits, answer)
        if phrase is not None:
            yield phrase
            kept += bool(phrase)
        if kept == MOST:
            return


def ask_summary(question: str, exhibits: Iterable[Exhibit]) -> Prompt:
    """The request for a summary of these quotes."""
    return write_prompt("phrase", question=quote_data(question), evidence="\n".join(exhibit.text for exhibit in exhibits))


def join_lines(pieces: Iterable[str]) -> Iterator[str]:
    """Whole lines out of the pieces of a reply; what a model thinks aloud first is left out."""
    held, length, thinking = "", 0, False
    for piece in pieces:
        held, length = held + piece, length + len(piece)
        *lines, held = held.split("\n")
        for line in lines:
            thinking = (thinking or "<think>" in line) and "</think>" not in line
            if not thinking:
                yield line.rpartition("</think>")[2]
        if length > LONGEST:
            return
    if not thinking:
        yield held.rpartition("</think>")[2]


def read_phrase(line: str, exhibits: dict[int, Exhibit], answer: Answer) -> str | None:
    """One line of a reply with its figures and marks, empty if it does not stand; None where it is not in the form asked for."""
    match = _LINE.match(line)
    if match is None:
        return None
    marks = sorted({int(mark) for mark in re.findall(r"\d+", match["marks"])})
    draft = match["sentence"].rstrip("。；;. ")
    if not all(mark in exhibits for mark in marks):
        return ""
    named = [exhibits[mark] for mark in marks]
    if not is_grounded(draft, named, [citation.agency or "" for citation in answer.citations]):
        return ""
    figures = {name: figure.written for exhibit in named for name, figure in exhibit.figures.items()}
    filled = PLACEHOLDER.sub(lambda found: figures[found[1]], draft)
    held = Answer(answer.status, "", citations=tuple(exhibit.citation for exhibit in named))
    if find_stray(filled, held, ()):
        return ""
    return f"{filled}{''.join(f'[{mark}]' for mark in marks)}。"
