"""Sections are found by their headings, and by nothing that only looks like one."""

import pytest

from ingest.readers.text import read_text
from ingest.sections import split_sections


def list_sections(text: str) -> list[tuple[str, str | None]]:
    return [(section.heading, section.topic) for section in split_sections(read_text(text.encode(), "某镇.txt"))]


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("一、总体情况", "overview"),
        ("一、概述", "overview"),
        ("一、政府信息公开工作的基本情况", "overview"),
        ("二、主动公开政府信息情况", "active"),
        ("二、行政机关主动公开政府信息情况", "active"),
        ("二、政府信息主动公开的情况", "active"),
        ("三、收到和处理政府信息公开申请情况", "requests"),
        ("三、依申请公开政府信息和不予公开政府信息的情况", "requests"),
        ("四、政府信息公开行政复议、行政诉讼情况", "disputes"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "disputes"),
        ("四、政府信息公开行政法复议、行政诉讼情况", "disputes"),
        ("五、存在的主要问题及改进情况", "problems"),
        ("五、政府信息公开工作存在的问题和下一步改进措施", "problems"),
        ("六、其他需要报告的事项", "other"),
        ("七、收费及减免情况", None),
        ("⼀、总体情况", "overview"),
        ("一、總體情況", "overview"),
        ("### 一、总体情况", "overview"),
        ("　　六、其他需要报告的事项。", "other"),
    ],
)
def test_a_heading_gives_its_topic(heading: str, topic: str | None) -> None:
    assert [topic] == [found for _, found in list_sections(f"前言。\n{heading}\n本年度工作平稳。\n")]


@pytest.mark.parametrize(
    "line",
    [
        "三、本年度办理结果",
        "四、结转下年度继续办理",
        "一、本年新收政府信息公开申请数量 0 0 0 0 0 0 0",
        "全文包括总体情况、主动公开政府信息情况、其他需要报告的事项六个部分。",
        "我镇按照总体情况、主动公开政府信息情况的要求开展工作。",
    ],
)
def test_a_table_row_or_a_sentence_is_no_heading(line: str) -> None:
    assert [] == list_sections(f"前言。\n{line}\n完。\n")


def test_a_heading_inside_a_line_is_found_after_a_full_stop() -> None:
    text = "统计期限为全年。 一、总体情况 本年工作平稳。 二、主动公开政府信息情况 公开十条。"
    assert ["overview", "active"] == [topic for _, topic in list_sections(text)]


def test_a_section_ends_where_the_next_heading_begins() -> None:
    first, second = split_sections(read_text("一、总体情况\n平稳。\n六、其他需要报告的事项\n无。\n".encode(), "某镇.txt"))
    assert ("平稳。", "无。") == (first.text.strip(), second.text.strip())
    assert first.end == second.heading_start


def test_headings_of_lost_tables_are_sections_without_text() -> None:
    text = "一、总体情况\n平稳。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    assert ["", ""] == [section.text.strip() for section in split_sections(read_text(text.encode(), "某镇.txt"))][1:]


@pytest.mark.parametrize(
    ("text", "heading", "body"),
    [
        ("五、存在的主要问题及改进情况\n工作还不够细。", "五、存在的主要问题及改进情况", "工作还不够细。"),
        ("五、存在的主要问题及改进情况 工作还不够细。", "五、存在的主要问题及改进情况", "工作还不够细。"),
        ("五、存在的主要问题\n及改进情况\n工作还不够细。", "五、存在的主要问题\n及改进情况", "工作还不够细。"),
        ("六、其他需要报告的事项\n情况良好。", "六、其他需要报告的事项", "情况良好。"),
    ],
)
def test_a_heading_takes_no_word_of_the_sentence_behind_it(text: str, heading: str, body: str) -> None:
    (section,) = split_sections(read_text(text.encode(), "某镇.txt"))
    assert (heading, body) == (section.heading, section.text.strip())
