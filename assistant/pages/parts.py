"""The parts of the tab 问答, as Gradio knows them."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

QUESTION_LIMIT = 500
"""Longest question in characters."""

Update = dict[Any, Any]
"""What becomes of parts; those that are not named stay as they are."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a visitor sees and presses, and what the visitor's session holds.

    ``chart`` holds a chart with its turn, or None; it is drawn in ``chart_room`` when it changes. ``arrival`` carries the
    questions of the page's address and the history that the browser keeps in, ``parcel`` a file out, both as JSON.
    """

    transcript: gr.HTML
    evidence: gr.HTML
    question: gr.Textbox
    send: gr.HTML
    suggestions: gr.HTML
    past: gr.HTML
    status: gr.HTML
    chart_room: gr.Column
    chart: gr.State
    session: gr.State
    history: gr.State
    arrival: gr.HTML
    parcel: gr.HTML

    @property
    def outputs(self) -> list[Any]:
        """Everything that a question may change."""
        shown = [self.transcript, self.evidence, self.question, self.suggestions, self.past, self.status]
        return [*shown, self.chart, self.session, self.history]
