"""What an English answer is made of: names with their sound, units, thousands, what a heading says; Chinese only in quotes."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.answering.basis.glossing import gloss_heading, gloss_names, polish_text
from assistant.answering.basis.wording import show_amount
from assistant.pages.queue import show_reading
from assistant.pages.words import Words
from assistant.records import Answer, Value
from assistant.understanding.words.cues import Language
from ingest.records import CellValue, Place

Ask = Callable[..., Answer]
CHINESE = re.compile(r"[\u3400-\u9fff]")
SHOWN = re.compile(r"“[^“”]*”|[A-Z][a-z]+(?: [A-Z][a-z]+)? \([\u4e00-\u9fff]+\)|\((?:万元|条次|件次)\)|^- .*$", re.MULTILINE)
"""Quotes, names behind their sound, units as printed, and quoted sentences."""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("There is no report of 杉坞乡, 2022.", "There is no report of Shanwu (杉坞乡), 2022."),
        ("left out: 梧山县栎桥镇 (blank)", "left out: Liqiao (梧山县栎桥镇) (blank)"),
        ("溪源县 has more", "Xiyuan County (溪源县) has more"),
        ("Shanwu (杉坞乡), 2022", "Shanwu (杉坞乡), 2022"),
        ("it reads: “杉坞乡”", "it reads: “杉坞乡”"),
        ("- 杉坞乡组织返乡大学生", "- 杉坞乡组织返乡大学生"),
        ("the file 杉坞乡2022年.txt", "the file 杉坞乡2022年.txt"),
        ("wan yuan (万元)", "wan yuan (万元)"),
    ],
)
def test_a_bare_name_gets_its_sound(text: str, said: str) -> None:
    assert said == gloss_names(text, {"栎桥镇"})


def test_a_paragraph_begins_with_a_capital_and_a_quote_as_it_is() -> None:
    assert "New requests: 5\n\n- carry-over holds\n\n“a b” is" == polish_text("new requests: 5\n\n- carry-over holds\n\n“a b” is")


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("一、总体情况", " (overview)"),
        ("五、存在的主要問題及改進情況", " (problems and improvements)"),
        ("六、其他需要报告的事项", " (other matters)"),
        ("", ""),
    ],
)
def test_a_heading_is_said_in_english_and_left_alone_in_chinese(heading: str, said: str) -> None:
    assert said == gloss_heading(heading, "en")
    assert "" == gloss_heading(heading, "zh")


@pytest.mark.parametrize(
    ("label", "number", "unit", "said"),
    [
        ("items of information published", "1842", "件", "1,842 items"),
        ("normative documents: in force", "1", "件", "1 document"),
        ("rules: issued in the year", "2", "件", "2 documents"),
        ("administrative penalties: decisions", "1213", "件", "1,213 cases"),
        ("administrative fees: amount", "1234.5678", "万元", "1,234.5678 wan yuan (万元)"),
    ],
)
def test_a_figure_is_written_as_english_writes_it(label: str, number: str, unit: str, said: str) -> None:
    assert said == show_amount("en", Value(label, Decimal(number), unit))
    assert number in show_amount("zh", Value(label, Decimal(number), unit))


@pytest.mark.parametrize(
    "question",
    [
        "How many requests did Tinglan receive in 2022?",
        "How many requests did Tinglan receive?",
        "How many requests did Liqiao receive in 2022?",
        "Rank the towns by requests received in 2022",
        "How many requests were received in each county in 2022?",
        "How many requests did Tinglan receive in 2015?",
        "How many requests did 甲河镇 receive in 2022?",
        "What problems did Tinglan name in 2023?",
        "Which towns mention training in 2023?",
        "Which agencies published how many items in 2022?",
        "Which reports have inconsistent numbers?",
        "Which reports do you have?",
        "Where does the number of requests of Tinglan in 2022 come from?",
        "How many lawsuits were corrected in Tinglan in 2021?",
    ],
)
def test_the_frame_of_an_answer_has_no_chinese(ask_samples: Ask, question: str) -> None:
    answer = ask_samples(question)
    for text in (answer.text, *answer.next, *answer.options):
        assert [] == CHINESE.findall(SHOWN.sub("", text).replace(question, "")), text


def test_a_name_is_read_as_answers_write_it(ask_samples: Ask) -> None:
    for name, said in (("Liqiao (梧山县栎桥镇)", "4"), ("Liqiao (溪源县栎桥镇)", "21")):
        answer = ask_samples(f"How many requests did {name} receive in 2022?")
        assert [said] == [str(value.value) for value in answer.values]


def test_an_option_that_is_offered_is_answered(ask_samples: Ask) -> None:
    offered = ask_samples("How many requests did Liqiao receive in 2022?").options
    assert 2 == len(offered)
    assert {"4", "21"} == {str(ask_samples(option).values[0].value) for option in offered}


def test_parts_of_a_sum_are_told_apart(ask_samples: Ask) -> None:
    text = ask_samples("How many lawsuits were corrected in Tinglan in 2021?").text
    assert "lawsuits without prior review: corrected 0 cases" in text
    assert "lawsuits after review: corrected 0 cases" in text


def test_of_several_words_for_one_thing_nothing_is_said_to_stand_together(ask_samples: Ask) -> None:
    assert "Nothing on “个人隐私” is written in 2022." in ask_samples("Who talks about privacy in 2022?").text


@pytest.mark.parametrize(
    ("language", "number", "said"), [("en", "1213", "1,213 cases (件)"), ("en", None, "blank"), ("zh", "1213", "1213件")]
)
def test_a_reading_in_the_queue_has_its_unit_in_the_language_of_the_page(
    language: Language, number: str | None, said: str
) -> None:
    value = None if number is None else Decimal(number)
    cell = CellValue("requests.new.total", "blank" if value is None else "stated", value, "", None, "件", None, "label", Place())
    assert said == show_reading(Words(language), cell)
