"""Whether many visitors at once each get their own right answers, and how soon: python -m bench.load [VISITORS] [REPORTS].

Every visitor has a session and a conversation of its own and speaks to a server as a browser does, over HTTP. What each must be
shown after each question is worked out beforehand in this process; the whole conversation shown has to be that, letter by letter.
"""

import argparse
import http.client
import json
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from uuid import uuid4

from assistant.pages.session import Exchange, Session
from assistant.pages.transcript import render_transcript
from assistant.pages.words import Words
from assistant.service import Assistant
from bench.page import fill_folder, find_port, serve
from bench.publishing import Section, keep_below, publish
from bench.store_scale import YEARS, name_town
from bench.tables import describe_times, write_table
from index.settings import Settings
from index.store import open_store

VISITORS = 50
REPORTS = 1000
MOST_SECONDS = 5.0
"""The longest that 95 of 100 answers may take with all visitors asking at once; so long a reader waits without doubt."""

PATIENCE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with questions, and what the page must show after each."""

    questions: tuple[str, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """Where questions go in: the server, and the numbers that the page gives the box and what it does."""

    server: str
    box: int
    event: int


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visitor met with: seconds of each answer, and the questions whose answer was another one, or none."""

    seconds: tuple[float, ...]
    wrong: tuple[str, ...]


def main() -> None:
    """Fill a store in a temporary folder, let all ask at once, and publish."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("visitors", nargs="?", type=int, default=VISITORS)
    parser.add_argument("reports", nargs="?", type=int, default=REPORTS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fill_folder(Path(folder), arguments.reports)
        with open_store(Settings(_env_file=None, data=Path(folder))) as store:
            visitors = plan_visitors(Assistant(store), list_conversations(arguments.visitors, arguments.reports))
        port = find_port()
        with serve(["-m", "assistant", "serve", "--data", folder, "--port", str(port)], port) as address:
            door = find_door(address.split("/")[2])
            alone = [seconds for visitor in visitors[:5] for seconds in visit(door, visitor).seconds]
            visits = visit_together(door, visitors)
    wrong = [question for met in visits for question in met.wrong]
    publish(describe(visits, alone, wrong, arguments.reports))
    if wrong:
        raise SystemExit(f"not the right answer: {wrong[:5]}")


def list_conversations(count: int, reports: int) -> Iterator[tuple[str, ...]]:
    """A conversation per visitor about a town that nobody else asks about; each question hangs on the one before."""
    towns = max(reports // len(YEARS), 1)
    for number in range(count):
        name = name_town(number % towns)
        first, *_, last = YEARS
        yield (
            f"{name}{last}年新收到几件政府信息公开申请？",
            f"那{first}年呢？",
            "行政处罚处理决定呢？",
            f"{name}{first}年到{last}年收到的申请有什么变化？",
        )


def plan_visitors(assistant: Assistant, conversations: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> list[Visitor]:
    """Visitors with these questions, and what each must be shown after each."""
    visitors = []
    for questions in conversations:
        session, shown = Session(), []
        for question in questions:
            session = session.add(Exchange(question, assistant.ask(question, session.rebuild_conversation())))
            shown.append(render_transcript(Words(), session.exchanges))
        visitors.append(Visitor(questions, tuple(shown)))
    return visitors


def find_door(server: str) -> Door:
    """The way in of the page that a server serves."""
    connection = http.client.HTTPConnection(server, timeout=PATIENCE_SECONDS)
    connection.request("GET", "/config")
    config = json.loads(connection.getresponse().read())
    connection.close()
    box = next(part["id"] for part in config["components"] if part["type"] == "textbox")
    return Door(server, box, next(event["id"] for event in config["dependencies"] if [box, "submit"] in event["targets"]))


def visit_together(door: Door, visitors: Sequence[Visitor]) -> list[Visit]:
    """All visits at once; nobody asks before everybody is there."""
    ready = threading.Barrier(len(visitors))
    with ThreadPoolExecutor(len(visitors)) as pool:
        return list(pool.map(lambda visitor: visit(door, visitor, ready), visitors))


def visit(door: Door, visitor: Visitor, ready: threading.Barrier | None = None) -> Visit:
    """One visitor's questions, one after the other, in a session of its own."""
    session = uuid4().hex
    seconds, wrong = [], []
    if ready is not None:
        ready.wait(PATIENCE_SECONDS)
    for question, shown in zip(visitor.questions, visitor.shown, strict=True):
        started = time.perf_counter()
        answered = ask(door, session, question)
        seconds.append(time.perf_counter() - started)
        if answered != shown:
            wrong.append(question)
    return Visit(tuple(seconds), tuple(wrong))


def ask(door: Door, session: str, question: str) -> str | None:
    """The conversation as it is shown once the question is answered; None where the server refuses."""
    asked = {"data": [question, None, None], "event_data": None, "fn_index": door.event}
    body = json.dumps({**asked, "trigger_id": door.box, "session_hash": session})
    sending = http.client.HTTPConnection(door.server, timeout=PATIENCE_SECONDS)
    sending.request("POST", "/gradio_api/queue/join", body, {"content-type": "application/json"})
    accepted = sending.getresponse()
    accepted.read()
    sending.close()
    return listen(door, session) if accepted.status == 200 else None  # noqa: PLR2004


def listen(door: Door, session: str) -> str | None:
    """What the server tells a session, until a question of its is done."""
    hearing = http.client.HTTPConnection(door.server, timeout=PATIENCE_SECONDS)
    hearing.request("GET", f"/gradio_api/queue/data?session_hash={session}")
    for line in hearing.getresponse():
        told = json.loads(line[5:]) if line.startswith(b"data:") else {}
        if told.get("msg") == "process_completed":
            hearing.close()
            return told["output"]["data"][0] if told["success"] else None
    return None


def describe(visits: Sequence[Visit], alone: Sequence[float], wrong: Sequence[str], reports: int) -> Section:
    """The section of the benchmarks."""
    seconds = [one for met in visits for one in met.seconds]
    slowest = quantiles([*seconds, *seconds], n=20)[18]
    rows = (
        ("one visitor after the other", len(alone), *describe_times(alone)),
        (f"{len(visits)} visitors at once", len(seconds), *describe_times(seconds)),
    )
    goals = [
        keep_below(f"wrong, mixed up or failed answers of {len(seconds)}, {len(visits)} visitors at once", len(wrong), 0, ""),
        keep_below(f"95 of 100 answers, {len(visits)} visitors at once", slowest, MOST_SECONDS, " s"),
    ]
    about = (
        f"Over {reports:,} made-up reports. Every visitor asks four questions, each as soon as the one before is answered, in a",
        "session and a conversation of its own; follow-ups give away a conversation that is mixed up with another.\n",
    )
    head = ("visitors", "answers", "median, ms", "95 of 100 within, ms")
    return Section("load", "Many visitors at once", goals, [*about, *write_table(head, rows)])


if __name__ == "__main__":
    main()
