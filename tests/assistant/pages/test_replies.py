"""A figure in an answer opens the source that states it; a computed one opens none."""

import pytest

from assistant.pages.replies import choose_mark, render_text
from assistant.pages.words import Words
from assistant.records import Answer, Citation
from ingest.records import Place


def build_answer(text: str, *quotes: str) -> Answer:
    return Answer("answered", text, citations=tuple(Citation("甲.txt", "0" * 64, None, Place(line=1), quote) for quote in quotes))


@pytest.mark.parametrize(
    ("number", "figure", "marks", "quotes"),
    [
        (1, "74件", "[1]", ["74"]),
        (2, "3件", "[1][2]", ["收到31件，答复33件，结转5件。", "3"]),
        (1, "1,234条", "[1][2]", ["公开1234条。", "12"]),
        (1, "0件", "[1]", ["未收到政府信息公开申请。"]),
        (None, "3", "[1]–[2]", ["2", "1"]),
        (2, "５件", "[1][2]", ["共收到5件，其中2件结转。", "5"]),
    ],
)
def test_a_figure_opens_the_source_that_writes_it(number: int | None, figure: str, marks: str, quotes: list[str]) -> None:
    assert number == choose_mark(figure, marks, build_answer("", *quotes))


def test_a_computed_figure_is_no_button_but_its_sources_are() -> None:
    shown = render_text(Words(), build_answer("各项相加得3[1][2]。", "2", "1"), turn=0)
    assert 2 == shown.count("<button")
    assert "各项相加得3<button" in shown


def test_an_english_figure_with_its_printed_unit_is_one_button() -> None:
    shown = render_text(Words("en"), build_answer("published: **238 items (条次)**[1].", "238条次"), turn=0)
    assert 1 == shown.count("<button")
    assert "238 items (条次)</strong>" in shown.partition("<button")[2]
