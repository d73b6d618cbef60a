"""``wenbao ask``: the turns of one conversation, or a file of conversations that share nothing."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.basis.ledger import name_cell
from assistant.answering.basis.location import describe_place
from assistant.answering.basis.wording import say
from assistant.jobs.lines import DONE, write_json, write_line
from assistant.jobs.presence import require_reports
from assistant.models.chat_model import open_model
from assistant.records import Answer, Conversation
from assistant.service import Assistant
from assistant.wire import answer_to_json
from index.settings import Settings
from index.store import Store, open_store
from ingest.errors import StoreError, UsageError
from ingest.folding import make_readable


@dataclass(frozen=True, slots=True)
class Turns:
    """One conversation of a batch, as asked for."""

    id: str
    questions: tuple[str, ...]


def answer_turns(settings: Settings, questions: Sequence[str], *, as_json: bool, pack: Path | None = None) -> int:
    """Answers each question in turn and prints the answers as they come; ``pack`` takes the last one's evidence.

    Raises:
        StoreError: The store cannot be read, or the evidence pack not be written.
    """
    require_reports(settings)
    conversation = Conversation()
    with open_store(settings) as store:
        assistant = Assistant(store, open_model(settings))
        for question in questions:
            answer = assistant.ask(question, conversation)
            if as_json:
                write_json(answer_to_json(answer))
            else:
                show_answer(answer)
        if pack is not None:
            save_pack(store, pack, questions[-1], answer)
    return DONE


def save_pack(store: Store, pack: Path, question: str, answer: Answer) -> None:
    """Writes the evidence pack of an answer to a file."""
    from assistant.exports.pack import write_pack  # noqa: PLC0415  # draws page pictures, which a mere answer does without

    try:
        pack.write_bytes(write_pack(store, question, answer))
    except OSError as error:
        raise StoreError(f"写不了文件 {pack}：{error.strerror}") from error


def answer_batch(settings: Settings, batch: str) -> int:
    """Answers every conversation of a file (``-`` is standard input), a line each."""
    conversations = tuple(read_batch(batch))
    require_reports(settings)
    with open_store(settings) as store:
        assistant = Assistant(store, open_model(settings))
        for turns in conversations:
            conversation = Conversation()
            answers = [answer_to_json(assistant.ask(question, conversation)) for question in turns.questions]
            write_json({"id": turns.id, "answers": answers})
    return DONE


def read_batch(batch: str) -> Iterator[Turns]:
    """The conversations of a file with a line of JSON each; blank lines are passed over.

    Raises:
        UsageError: The file cannot be read, or a line is not what the interface asks for.
    """
    try:
        text = sys.stdin.read() if batch == "-" else Path(batch).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"问题文件读不了：{batch}") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield read_turns(line, number)


def read_turns(line: str, number: int) -> Turns:
    """One line of a batch.

    Raises:
        UsageError: The line is not ``{"id", "turns": [text, …]}``.
    """
    wrong = UsageError(f'问题文件第 {number} 行应为 {{"id": "…", "turns": ["…"]}}。')
    try:
        given = json.loads(line)
    except ValueError as error:
        raise wrong from error
    if not isinstance(given, dict) or "id" not in given:
        raise wrong
    turns = given.get("turns")
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise wrong
    return Turns(id=given["id"], questions=tuple(turns))


def show_answer(answer: Answer) -> None:
    """The answer's text without its marks for bold, then its sources and next questions, each on a line."""
    language = answer.query.language if answer.query else "zh"
    write_line(answer.text.replace("**", ""))
    several = len({citation.cell for citation in answer.citations if citation.cell}) > 1
    for number, citation in enumerate(answer.citations, start=1):
        place = describe_place(citation.place, language)
        if several and citation.cell:
            place = (", " if language == "en" else "，").join(
                part for part in (place, name_cell(citation.cell, language)) if part
            )
        where = " ".join(part for part in (citation.source, place) if part)
        write_line(f"  {say(language, 'spot.cited', number=number, where=where, quote=make_readable(citation.quote))}")
    for question in answer.next:
        write_line(f"  {say(language, 'spot.next', question=question)}")
    write_line("")
