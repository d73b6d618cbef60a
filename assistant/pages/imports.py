"""The tab 导入: many files or archives at once, what became of each, and a way to stop."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from assistant.pages.reports import OPTIONS
from assistant.pages.scripts import write_names
from assistant.pages.words import Words
from index.intake.files import is_archive
from index.records import Outcome
from ingest.errors import WenbaoError

KINDS = [".pdf", ".docx", ".doc", ".html", ".htm", ".txt", ".md", ".zip"]
SHOWN = 400
"""Results in the list; those before them are only counted."""


@dataclass(slots=True)
class Tally:
    """What became of the files of one import so far."""

    files: int
    outcomes: list[Outcome] = field(default_factory=list)
    fault: str = ""
    ended: str = ""

    def count(self, *statuses: str) -> int:
        """How many files ended so."""
        return sum(1 for outcome in self.outcomes if outcome.status in statuses)


class Stops:
    """The imports that somebody asked to stop, by session."""

    def __init__(self) -> None:
        self._running: dict[str, threading.Event] = {}

    def begin(self, session: str) -> threading.Event:
        """A new import's signal."""
        self._running[session] = threading.Event()
        return self._running[session]

    def stop(self, session: str | None) -> None:
        """Asks the session's import to stop after the file that it is at."""
        signal = self._running.pop(session or "", None)
        if signal is not None:
            signal.set()


STOPS = Stops()
"""The imports of all pages; a session stops only its own."""


def build_import_tab(desk: Desk, _tab: gr.Tab) -> None:
    """Files in, results out; one import at a time, apart from the questions' queue.

    A press of the button while files are still on their way is kept: the import starts when they are here.
    """
    words = desk.words
    if not desk.settings.accepts_changes:
        gr.HTML(f'<p class="empty">{words("imports.closed")}</p>')
        return
    held, wanted = gr.State(()), gr.State(False)
    with gr.Column(elem_classes="tab-body"):
        gr.HTML(f'<p class="hint">{words("imports.hint")}</p>', js_on_load=write_names(words))
        files = gr.File(label=words("imports.files"), file_count="multiple", file_types=KINDS, height=190, interactive=True)
        with gr.Row(elem_classes="actions"):
            start = gr.Button(words("imports.start"), variant="primary", scale=0, min_width=140)
            stop = gr.Button(words("imports.stop"), scale=0, min_width=110, interactive=False)
        result = gr.HTML(elem_classes="import-result")

    def ingest(given: Sequence[str], request: gr.Request) -> Iterator[tuple[Any, ...]]:
        if not given:
            yield render_waiting(words), gr.Button(interactive=False), gr.Button(interactive=True), True
            return
        session = request.session_hash or ""
        for shown, running in ingest_files(desk, [Path(name) for name in given], STOPS.begin(session)):
            yield shown, gr.Button(interactive=not running), gr.Button(interactive=running), False

    def hold(given: list[str] | None, waiting: bool, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        yield tuple(given or ()), *[gr.skip()] * len(outputs)
        if given and waiting:
            yield from ((gr.skip(), *shown) for shown in ingest(given, request))

    def cancel(request: gr.Request, waiting: bool) -> tuple[Any, ...]:
        STOPS.stop(request.session_hash)
        return (
            "" if waiting else gr.skip(),
            gr.Button(interactive=True) if waiting else gr.skip(),
            gr.Button(interactive=False),
            False,
        )

    outputs = [result, start, stop, wanted]
    alone: dict[str, Any] = {"concurrency_limit": 1, "concurrency_id": "imports", **OPTIONS}
    start.click(ingest, held, outputs, **alone)
    files.change(hold, [files, wanted], [held, *outputs], **alone)
    stop.click(cancel, wanted, outputs, concurrency_limit=None, **OPTIONS)


def render_waiting(words: Words) -> str:
    """What is said to a press that came before the files."""
    return f'<div class="progress" role="status"><b>{words("imports.waiting")}</b></div>'


def ingest_files(desk: Desk, files: Sequence[Path], stopped: threading.Event) -> Iterator[tuple[str, bool]]:
    """What to show after each file, and whether there is more to come."""
    words = desk.words
    tally = Tally(0 if any(is_archive(file) for file in files) else len(files))
    yield render_tally(words, tally), True
    outcomes = desk.ingest(files)
    try:
        for outcome in outcomes:
            tally.outcomes.append(outcome)
            yield render_tally(words, tally), True
            if stopped.is_set():
                tally.ended = words("imports.stopped")
                break
    except WenbaoError as error:
        tally.fault = words.error(error)
    finally:
        close = getattr(outcomes, "close", None)
        if close is not None:
            close()
    tally.ended = tally.ended or words("imports.done")
    yield render_tally(words, tally), False


def render_tally(words: Words, tally: Tally) -> str:
    """Progress, counts, and the results with the newest first."""
    done = len(tally.outcomes)
    running = words("imports.running_of" if tally.files else "imports.running", done=done, files=tally.files)
    state, name = tally.ended or running, words("imports.progress")
    share = 100 if tally.ended else round(100 * done / tally.files) if tally.files else None
    bar = (
        f'<progress max="100" value="{share}" aria-label="{name}"></progress>'
        if share is not None
        else f'<progress aria-label="{name}"></progress>'
    )
    counts = (
        f'<span class="good">{words("imports.taken", count=tally.count("added", "replaced"))}</span>'
        f"<span>{words('imports.known', count=tally.count('unchanged', 'duplicate'))}</span>"
        f'<span class="bad">{words("imports.refused", count=tally.count("rejected"))}</span>'
    )
    fault = f'<div class="outcome rejected" role="alert">{escape_html(tally.fault)}</div>' if tally.fault else ""
    rows = "".join(render_outcome(words, outcome) for outcome in reversed(tally.outcomes[-SHOWN:]))
    head = f'<div class="progress" role="status"><b>{escape_html(state)}</b>{bar}<div class="counts">{counts}</div></div>'
    return f'{head}{fault}<ul class="outcomes" aria-label="{words("imports.results")}">{rows}</ul>'


def render_outcome(words: Words, outcome: Outcome) -> str:
    """One file: its name, what was read or why nothing was."""
    name = escape_html(Path(outcome.source).name)
    if outcome.status == "rejected":
        why = escape_html(words("imports.rejected", why=words.fault(outcome.error_kind, outcome.error or "")))
        return f'<li class="outcome rejected"><b>{name}</b><span>{why}</span></li>'
    who = escape_html(f"{outcome.agency or words('unknown.agency')} {words.year(outcome.year)}")
    counts = words("imports.counts", cells=outcome.cells, passages=outcome.passages, findings=outcome.findings)
    said = words("piece.colon", name=words(f"imports.{outcome.status}"), text=f"{who}{words('piece.semicolon')}{counts}")
    return f'<li class="outcome {outcome.status}"><b>{name}</b><span>{said}</span></li>'
