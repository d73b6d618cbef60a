"""What an answer leaves out is counted and can be asked for; lists end with a whole entry; every source names its cell."""

import re
from collections.abc import Callable

import pytest

from assistant.jobs.asking import show_answer
from assistant.records import Answer

Ask = Callable[..., Answer]


@pytest.mark.parametrize("question", ["哪些报告的数字对不上？", "有哪些矛盾", "所有报告里有哪些数据矛盾"])
def test_findings_that_are_not_about_numbers_are_counted(ask_courses: Ask, question):
    text = ask_courses(question).text
    found = re.search(r"另有(\d+)条不是数字之间的矛盾，这里没有列出：([^。]*)。", text)
    assert found is not None
    assert int(found[1]) == sum(map(int, re.findall(r"(\d+)条", found[2])))
    assert "“所有报告有哪些核查发现”" in text
    assert "略去" not in text


def test_way_to_all_findings_shows_them(ask_courses: Ask):
    assert "不是数字之间的矛盾" not in ask_courses("所有报告有哪些核查发现").text
    assert len(ask_courses("有哪些矛盾").findings) < len(ask_courses("所有报告有哪些核查发现").findings)


def test_list_of_what_is_stored_ends_with_a_whole_entry(ask_courses: Ask):
    text = ask_courses("甲乙镇2023年行政处罚多少件").text
    assert "柳泉镇2020年至2023年" in text
    assert "竹溪乡2023年" in text
    assert "松岗镇2022年、2023年" in text


def test_every_source_of_a_sum_names_its_cell(ask: Ask, capsys: pytest.CaptureFixture[str]):
    answer = ask("柳溪镇2022年不予公开多少件")
    assert len(answer.citations) == len({citation.cell for citation in answer.citations})
    show_answer(answer)
    lines = [line for line in capsys.readouterr().out.splitlines() if re.match(r"\s+\[\d+\]", line)]
    assert len(answer.citations) == len({line.split("行", 1)[1] for line in lines})
    assert all("不予公开" in line or "（" in line for line in lines)
