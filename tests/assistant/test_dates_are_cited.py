"""Every date of publication in an answer has the line of the report that gives it beside it."""

from collections.abc import Callable

import pytest

from assistant.records import Answer

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("question", "date", "quote", "line"),
    [
        ("溪源县栎桥镇2023年的报告是哪天公布的", "2024-03-18", "发布日期：2024-03-18", None),
        ("哪份报告发布得最早", "2020-01-08", "2020年1月8日", 93),
        ("哪份报告发布得最晚", "2024-03-18", "发布日期：2024-03-18", None),
    ],
)
def test_a_date_of_publication_is_quoted_from_its_line(ask_samples: Ask, question, date, quote, line):
    answer = ask_samples(question)
    assert f"{date}[1]" in answer.text
    assert [(quote, line)] == [(citation.quote, citation.place.line) for citation in answer.citations]


def test_a_late_report_is_told_with_the_line_of_its_date(ask_samples: Ask):
    answer = ask_samples("溪源县栎桥镇2023年的报告有没有超期公布？")
    assert "发布日期：2024-03-18" in [citation.quote for citation in answer.citations]


def test_what_stands_around_a_report_is_quoted(ask_samples: Ask):
    answer = ask_samples("杉坞乡2023年报告的索引号是什么")
    assert ["索引号：701090201K/2024-00001"] == [citation.quote for citation in answer.citations]
