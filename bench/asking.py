"""How well questions are answered: the samples' question set, scored per kind."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path, PurePath
from time import perf_counter
from typing import Any

from assistant.records import Answer, Conversation
from assistant.service import Assistant


@dataclass(slots=True)
class KindScore:
    """One kind of question: conversations, those wholly right, and the seconds that each turn took."""

    asked: int = 0
    right: int = 0
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def load_questions(path: Path) -> Iterator[Mapping[str, Any]]:
    """The conversations of a question set, a line each."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def measure_answers(assistant: Assistant, questions: Path) -> dict[str, KindScore]:
    """Every conversation asked once, scored by kind; a conversation is right when each of its turns is."""
    scores: dict[str, KindScore] = {}
    for asked in load_questions(questions):
        score = scores.setdefault(asked["kind"], KindScore())
        faults = [fault for turn in _ask_turns(assistant, asked["turns"], score) for fault in turn]
        score.asked += 1
        score.right += not faults
        score.wrong += [f"{asked['id']} {fault}" for fault in faults]
    return scores


def _ask_turns(assistant: Assistant, turns: Sequence[Mapping[str, Any]], score: KindScore) -> Iterator[list[str]]:
    conversation = Conversation()
    for turn in turns:
        start = perf_counter()
        answer = assistant.ask(turn["ask"], conversation)
        score.seconds.append(perf_counter() - start)
        yield list(find_faults(turn, answer))


def find_faults(expected: Mapping[str, Any], answer: Answer) -> Iterator[str]:
    """What an answer lacks of what its turn expects."""
    statuses = expected["status"] if isinstance(expected["status"], list) else [expected["status"]]
    if answer.status not in statuses:
        yield f"status {answer.status}"
    given = {abs(value.value) for value in answer.values}
    yield from (f"no {value}" for value in expected.get("values", ()) if abs(Decimal(value)) not in given)
    cited = {PurePath(citation.source).name for citation in answer.citations}
    yield from (f"does not cite {source}" for source in expected.get("cites", ()) if source not in cited)
    if expected.get("any_of") and not any(word in answer.text for word in expected["any_of"]):
        yield f"none of {expected['any_of']}"
    yield from (f"without {word}" for word in expected.get("all_of", ()) if word not in answer.text)
    yield from (f"with {word}" for word in expected.get("none_of", ()) if word in answer.text)
    reasons = {gap.why for gap in answer.missing}
    if expected.get("missing") and not reasons & set(expected["missing"]):
        yield f"missing for {sorted(reasons)}"
