"""Numbers of a question that its answer states too (诉讼10件里几件): nothing of them was left unused."""

import re
from dataclasses import replace

from assistant.answering.basis.wording import say
from assistant.records import Answer
from assistant.understanding.unused import UNUSED
from ingest.numerals import find_numerals

_WORD = re.compile(r"“([^”]*)”")


def drop_echoes(answer: Answer) -> Answer:
    """The answer without remarks that a number of the question was not used, where one of its values is that number."""
    query = answer.query
    for note in query.assumed if query is not None else ():
        if query is None or not note.startswith(UNUSED):
            continue
        words = _WORD.findall(note)
        kept = [word for word in words if not _is_told(word, answer)]
        if len(kept) < len(words):
            remark = say(query.language, "note.assumed", reading=note)
            left = UNUSED + "、".join(f"“{word}”" for word in kept)
            told = say(query.language, "note.assumed", reading=left) if kept else ""
            answer = replace(answer, text=answer.text.replace(remark, told).strip())
    return answer


def _is_told(word: str, answer: Answer) -> bool:
    """Whether a word is a number that the answer states in the same unit, or without one."""
    numerals = list(find_numerals(word))
    whole = len(numerals) == 1 and numerals[0][:2] == (0, len(word))
    return whole and any(
        value.value == numerals[0][2].value and (numerals[0][2].unit or value.unit) == value.unit for value in answer.values
    )
