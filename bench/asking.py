"""How well questions are answered: the samples' question sets, scored per kind."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.records import Answer, Conversation
from bench.reading import SAMPLES, load_truths
from bench.scoring import Ground, find_bad_quotes, find_false, find_faults, find_strays, squeeze

QUESTIONS = tuple(SAMPLES / name for name in ("questions.jsonl", "questions_more.jsonl", "questions_third.jsonl"))
Ask = Callable[[str, Conversation], Answer]


@dataclass(slots=True)
class KindScore:
    """One kind of question: conversations, those wholly right, the seconds of each turn, and what is worse than a miss.

    ``answerable`` are the turns that have an answer, ``over_refused`` those of them that got none; ``refusable`` are the
    others, ``refused`` those of them that were refused as they should be. ``stated`` figures could be held against a truth.
    """

    asked: int = 0
    right: int = 0
    answerable: int = 0
    over_refused: int = 0
    refusable: int = 0
    refused: int = 0
    stated: int = 0
    false: int = 0
    stray: int = 0
    bad_quotes: int = 0
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def load_questions(*paths: Path) -> Iterator[Mapping[str, Any]]:
    """The conversations of question sets, a line each."""
    for path in paths or QUESTIONS:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def load_ground(samples: Path = SAMPLES) -> Ground:
    """What answers over the sample reports are held against."""
    truths = {str(truth["source"]): truth for truth in load_truths(samples)}
    files = [path for path in sorted((samples / "reports").iterdir()) if path.suffix in {".txt", ".md"}]
    return Ground(truths, {path.name: squeeze(path.read_text(encoding="utf-8", errors="replace")) for path in files})


def measure_answers(ask: Ask, questions: Sequence[Mapping[str, Any]], ground: Ground) -> dict[str, KindScore]:
    """Every conversation asked once, scored by kind; a conversation is right when each of its turns is."""
    scores: dict[str, KindScore] = {}
    for asked in questions:
        score = scores.setdefault(asked["kind"], KindScore())
        score.asked += 1
        score.right += _ask_turns(ask, asked, score, ground)
    return scores


def _ask_turns(ask: Ask, asked: Mapping[str, Any], score: KindScore, ground: Ground) -> bool:
    conversation, right = Conversation(), True
    for turn in asked["turns"]:
        start = perf_counter()
        answer = ask(turn["ask"], conversation)
        score.seconds.append(perf_counter() - start)
        faults = list(find_faults(turn, asked["kind"], answer))
        _count_turn(score, turn, answer, ground)
        if faults:
            right = False
            score.wrong.append(f"{asked['id']} «{turn['ask']}»: {'; '.join(faults)}")
    return right


def _count_turn(score: KindScore, turn: Mapping[str, Any], answer: Answer, ground: Ground) -> None:
    if turn["status"] == "answered":
        score.answerable += 1
        score.over_refused += answer.status != "answered"
    elif "answered" not in turn["status"]:
        score.refusable += 1
        score.refused += answer.status != "answered"
    for false, said in find_false(answer, ground):
        score.stated += 1
        score.false += false
        if false:
            score.wrong.append(f"FALSE «{turn['ask']}»: {said}")
    strays, quotes = find_strays(turn["ask"], answer), find_bad_quotes(answer, ground)
    score.stray += len(strays)
    score.bad_quotes += len(quotes)
    score.wrong += [f"STRAY «{turn['ask']}»: {strays}"] if strays else []
    score.wrong += [f"QUOTE «{turn['ask']}»: {quotes}"] if quotes else []
