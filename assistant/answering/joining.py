"""Several answers become one: in order, each with its own figures, sources and gaps."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from assistant.answering.basis.draft import renumber_marks
from assistant.answering.basis.wording import say
from assistant.records import Answer, Citation, Status, Value
from assistant.understanding.cutting import split_question


def join_answers(answers: Sequence[Answer], question: str) -> Answer:
    """One answer to a turn of several questions; it is answered where any of them is. A single answer stays as it is.

    Coverage is that of the last answer that has one; ``query`` is that of the last question, with the whole turn's words.
    """
    if len(answers) == 1:
        return answers[0]
    values: list[Value] = []
    citations: list[Citation] = []
    texts: list[str] = []
    for answer in answers:
        places = {old: _place(citations, citation) for old, citation in enumerate(answer.citations)}
        texts.append(_name_part(answer, renumber_marks(answer.text, places)))
        moved = len(values)
        values += [_move_value(value, places, moved) for value in answer.values]
    last = answers[-1]
    if len(split_question(question)) > len(answers) and last.query is not None:
        texts.append(say(last.query.language, "note.more_questions"))
    return Answer(
        status=_join_status(answers),
        text="\n\n".join(dict.fromkeys(texts)),
        values=tuple(values),
        citations=tuple(citations),
        missing=tuple(dict.fromkeys(chain.from_iterable(answer.missing for answer in answers))),
        available=tuple(dict.fromkeys(chain.from_iterable(answer.available for answer in answers))),
        coverage=next((answer.coverage for answer in reversed(answers) if answer.coverage is not None), None),
        findings=tuple(dict.fromkeys(chain.from_iterable(answer.findings for answer in answers))),
        published=tuple(dict.fromkeys(chain.from_iterable(answer.published for answer in answers))),
        subjects=last.subjects,
        query=replace(last.query, question=question) if last.query is not None else None,
    )


def _name_part(answer: Answer, text: str) -> str:
    """The text, with the question in front where it got no answer."""
    if answer.query is None or answer.status == "answered":
        return text
    return say(answer.query.language, "piece.to_question", question=answer.query.question.strip(), text=text)


def _place(citations: list[Citation], citation: Citation) -> int:
    if citation not in citations:
        citations.append(citation)
    return citations.index(citation)


def _move_value(value: Value, places: dict[int, int], moved: int) -> Value:
    return replace(
        value,
        citations=tuple(places[old] for old in value.citations),
        inputs=tuple(position + moved for position in value.inputs),
    )


def _join_status(answers: Sequence[Answer]) -> Status:
    statuses = [answer.status for answer in answers]
    order: tuple[Status, ...] = ("answered", "clarify", "no_data", "out_of_scope")
    return next(status for status in order if status in statuses)
