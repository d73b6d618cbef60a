"""Sums of what turns told and their shares; documents issued; a year that nobody named; the place of a sum."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.records import Answer
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import open_store

Ask = Callable[..., Answer]

TEXTS = {
    "苇塘镇2021年.txt": """苇塘镇人民政府2021年政府信息公开工作年度报告
一、总体情况
2021年,我镇共发文57件,其中主动公开文件4件,不公开文件53件。另外,我镇主动公开政府信息达30条,通过政府网站公开18条。
""",
    "榆林街道2024年.txt": """榆林街道办事处2024年政府信息公开工作年度报告
一、总体情况
2024年,街道主动公开政府信息75条,通过政府网站公开41条。
""",
}


def list_derived(answer: Answer, kind: str) -> list[Decimal]:
    return [value.value for value in answer.values if value.derived == kind]


@pytest.fixture(scope="module")
def ask_two(tmp_path_factory: pytest.TempPathFactory, converse: Callable[..., Ask]) -> Iterator[Ask]:
    """Asks two invented agencies with one report each, of unlike years."""
    folder: Path = tmp_path_factory.mktemp("two")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(data=folder / "data")
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, sorted(folder.glob("*.txt")))}
    with open_store(settings) as store:
        yield converse(store)


@pytest.mark.parametrize(
    ("turns", "total", "share"),
    [
        (("砚泉镇2021年微信公众号推送了多少条？", "网站上呢？", "加起来占总数多少？"), 703, "91.3"),
        (("砚泉镇2021年微信发了多少条？", "微博呢？", "这两样加在一起占全部的百分之几？"), 243, "31.6"),
        (("砚泉镇2021年微信和网站加起来占总数多少？",), 703, "91.3"),
    ],
)
def test_figures_added_up_have_one_share(ask_samples: Ask, turns: tuple[str, ...], total: int, share: str):
    answer = ask_samples(*turns)
    assert [Decimal(total)] == list_derived(answer, "sum")
    assert [Decimal(share)] == list_derived(answer, "share")


def test_sum_without_a_whole_is_set_against_nothing(ask_samples: Ask):
    assert ask_samples("砚泉镇2021年许可几件？", "处罚呢？", "加起来占总数多少？").status == "clarify"


@pytest.mark.parametrize(
    ("turns", "rate"),
    [
        (("2023年所有单位一共收到多少件申请？", "其中自然人占多大比例？"), "62.4"),
        (("2023年全部乡镇街道合计收到多少申请", "自然人占几成"), "62.4"),
        (("2023年所有单位一共收到多少件申请？", "其中自然人占多大比例？", "商业企业呢？"), "20.4"),
        (("溪源县2022年总共收到多少申请？", "其中自然人占多少？"), "63.8"),
    ],
)
def test_part_of_a_sum_over_all_is_taken_over_all(ask_samples: Ask, turns: tuple[str, ...], rate: str):
    assert f"合并计算为**{rate}%**" in ask_samples(*turns).text


@pytest.mark.parametrize(
    ("turns", "total"),
    [
        (("砚泉镇2021年微信公众号推送了多少条？", "网站上呢？", "那2022年呢？", "两个渠道合计多少"), 711),
        (("砚泉镇2021年微信公众号推送了多少条？", "网站上呢？", "这两种方式一共多少条"), 703),
        (("砚泉镇2021年许可几件？", "处罚呢？", "强制呢？", "三项合计多少"), 76),
        (("砚泉镇2021年许可几件？", "2022年呢？", "两项合计多少"), 100),
    ],
)
def test_things_spoken_of_are_added_up_in_the_year_last_spoken_of(ask_samples: Ask, turns: tuple[str, ...], total: int):
    assert [Decimal(total)] == list_derived(ask_samples(*turns), "sum")


@pytest.mark.parametrize(
    ("turns", "numbers"),
    [
        (("苇塘镇2021年一共发了多少文，主动公开了几件？",), [57, 4]),
        (("苇塘镇2021年主动公开文件几件，不公开文件几件？",), [4, 53]),
        (("苇塘镇2021年共发文多少件？",), [57]),
        (("苇塘镇2021年共发文多少件？", "主动公开了几件？"), [4]),
        (("苇塘镇2021年共发文多少件？", "主动公开了几件？", "不公开的呢？"), [53]),
        (("苇塘镇2021年主动公开信息多少条？",), [30]),
    ],
)
def test_documents_issued_are_no_items_of_information(ask_two: Ask, turns: tuple[str, ...], numbers: list[int]):
    assert numbers == [value.value for value in ask_two(*turns).values if not value.derived]


def test_year_that_nobody_named_does_not_bind_the_next_agency(ask_two: Ask):
    answer = ask_two("苇塘镇网站公开了多少条信息", "榆林街道呢")
    assert "榆林街道2024年通过政府网站公开信息：**41条**" in answer.text
    assert "按唯一的2024年回答" in answer.text
    assert ask_two("苇塘镇网站公开了多少条信息", "榆林街道呢", "苇塘镇呢").values[0].value == 18


def test_year_that_was_named_binds_the_next_agency(ask_two: Ask):
    answer = ask_two("苇塘镇2021年网站公开了多少条信息", "榆林街道呢")
    assert answer.status == "no_data"
    assert "没有榆林街道2021年的报告" in answer.text


@pytest.mark.parametrize(
    "turns",
    [
        ("鹭渚街道2021年10件行政诉讼这个数出自哪里？",),
        ("鹭渚街道2021年有几件行政诉讼？", "这个数出自哪里？"),
    ],
)
def test_place_of_a_sum_names_the_sum_its_parts_and_its_sentence(ask_samples: Ask, turns: tuple[str, ...]):
    answer = ask_samples(*turns)
    assert "行政诉讼**10件**在表格里不是一格印出的数，由7件[1] + 3件[2]相加得出" in answer.text
    assert "被提起行政诉讼10件" in answer.text


def test_place_of_a_single_cell_speaks_of_no_sum(ask_samples: Ask):
    assert "相加得出" not in ask_samples("砚泉镇2021年行政许可55件出自哪里？").text
