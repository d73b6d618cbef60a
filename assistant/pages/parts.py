"""The parts of the tab 问答, as Gradio knows them."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

CHOICES = 6
"""Buttons under the conversation: example questions, or next questions."""

QUESTION_LIMIT = 500
"""Longest question in characters."""

Update = dict[Any, Any]
"""What becomes of parts; those that are not named stay as they are."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a visitor sees and presses, and what the visitor's session holds.

    ``arrival`` carries the questions of the page's address in, ``parcel`` a file out.
    """

    transcript: gr.HTML
    evidence: gr.HTML
    question: gr.Textbox
    send: gr.Button
    restart: gr.Button
    choices: tuple[gr.Button, ...]
    chart_card: gr.Column
    chart_head: gr.HTML
    chart: gr.Plot
    past: gr.HTML
    status: gr.HTML
    session: gr.State
    history: gr.BrowserState
    arrival: gr.JSON
    parcel: gr.JSON

    @property
    def outputs(self) -> list[Any]:
        """Everything that a question may change."""
        shown = [self.transcript, self.evidence, self.question, self.chart_card, self.chart_head, self.chart, self.past]
        return [*shown, self.status, self.session, self.history, *self.choices]

    def label_choices(self, texts: tuple[str, ...]) -> Update:
        """The buttons with these texts, the rest hidden."""
        filled = dict(zip(self.choices, texts, strict=False))
        return {
            choice: gr.Button(filled[choice], visible=True) if choice in filled else gr.Button(visible=False)
            for choice in self.choices
        }
