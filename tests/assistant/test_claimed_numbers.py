"""Numbers that a question names itself: which of them a figure is, where they stand, what they leave over."""

from collections.abc import Callable, Iterator

import pytest

from assistant.records import Answer
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import Store, open_store

Ask = Callable[..., Answer]

REPORT = """云桥镇人民政府2022年政府信息公开工作年度报告

一、总体情况
2022年，我镇通过多种渠道主动公开政府信息120条，其中政府网站公开50条，微信公众号公开40条。登记各类信息131条。认识不够，影响全乡公开工作的开展。
"""


@pytest.fixture(scope="module")
def ask_town(tmp_path_factory: pytest.TempPathFactory, converse: Callable[[Store], Ask]) -> Iterator[Ask]:
    """Asks an invented report whose channels do not give its total, and that calls its town a 乡."""
    folder = tmp_path_factory.mktemp("claimed")
    (folder / "云桥镇2022年.txt").write_text(REPORT, encoding="utf-8")
    settings = Settings(data=folder / "data")
    assert ["added"] == [outcome.status for outcome in ingest_paths(settings, sorted(folder.glob("*.txt")))]
    with open_store(settings) as store:
        yield converse(store)


def test_what_the_channels_leave_over_is_worked_out(ask_town: Ask) -> None:
    answer = ask_town("云桥镇2022年公开多少条", "网站50加微信40也不到120啊，剩下的呢")
    assert "还余**30条**" in answer.text
    assert "没有用到" not in answer.text


def test_the_other_number_is_told_where_it_stands(ask_town: Ask) -> None:
    text = ask_town("云桥镇2022年公开120条还是131条").text
    assert text.startswith("报告写的是120条，不是131条。")
    assert "登记各类信息131条" in text


def test_words_for_another_kind_of_place_are_found(ask_town: Ask) -> None:
    assert "“全乡”" in ask_town("云桥镇2022年有没有把镇写成乡").text


@pytest.mark.parametrize(
    ("first", "question"),
    [
        ("报告写的是6件，不是5件。", "砚泉镇2023年予以公开到底是5件还是6件？"),
        ("6件、8件，报告里都写了。", "汀岚镇2020年收到的申请是6件还是8件"),
        ("报告写的不是7件、9件。", "汀岚镇2020年收到的申请是7件还是9件"),
        ("报告写的是6件，不是5件。", "砚泉镇2023年予以公开是五件还是六件"),
    ],
)
def test_one_of_several_numbers_is_told(ask_samples: Ask, first: str, question: str) -> None:
    answer = ask_samples(question)
    assert answer.text.startswith(first)
    assert "没有用到" not in answer.text


@pytest.mark.parametrize(
    ("first", "question"),
    [("不对。", "鹭渚街道2023年说网站发布占67.9%，算得对吗"), ("对。", "砚泉镇2020年自然人申请占62.5%，对吗")],
)
def test_a_share_that_is_claimed_is_judged(ask_samples: Ask, first: str, question: str) -> None:
    assert ask_samples(question).text.startswith(first)


@pytest.mark.parametrize(
    ("first", "question"),
    [
        ("正文是这个数，表格不是。", "汀岚镇2020年收到申请8件，对吗"),
        ("表格是这个数，正文不是。", "汀岚镇2020年收到申请6件，对吗"),
        ("不对。", "汀岚镇2020年收到申请7件，对吗"),
    ],
)
def test_a_claim_is_judged_by_table_and_prose(ask_samples: Ask, first: str, question: str) -> None:
    assert ask_samples(question).text.startswith(first)


def test_a_number_that_is_another_figure_is_told_where_it_stands(ask_samples: Ask) -> None:
    text = ask_samples("汀岚镇2020年主动公开177条对吗").text
    assert text.startswith("不对。")
    assert "报告里写到177条的是：" in text


def test_nothing_is_left_over_where_the_channels_give_the_total(ask_samples: Ask) -> None:
    text = ask_samples("杉坞乡2020年公开了119条，网站62条，剩下的呢").text
    assert text.startswith("没有余下的：杉坞乡2020年主动公开政府信息**119条**")


@pytest.mark.parametrize("before", ["汀岚镇2020年收到的申请，正文和表格对得上吗？", "汀岚镇2020年收到多少件申请？"])
def test_place_is_that_of_the_number_named(ask_samples: Ask, before: str) -> None:
    answer = ask_samples(before, "那个8件是哪一页写的")
    assert "第8行" in answer.text
    assert "原文：“6”" not in answer.text


@pytest.mark.parametrize("again", ["依据呢", "凭什么这么说", "有什么根据"])
def test_grounds_of_a_verdict_are_the_cell_and_the_sentence(ask_samples: Ask, again: str) -> None:
    text = ask_samples("鹭渚街道2022年是不是所有申请都办完了？", again).text
    assert "所有申请均已按期办结" in text
    assert "原文：“3”" in text


@pytest.mark.parametrize("turns", [("汀岚镇2019年行政复议有几件？", "为什么表里没有"), ("汀岚镇2019年行政复议为什么表里没有",)])
def test_a_figure_that_no_table_has_is_explained_by_the_lost_table(ask_samples: Ask, turns: tuple[str, ...]) -> None:
    assert "没有读到它的表格" in ask_samples(*turns).text


@pytest.mark.parametrize("again", ["差在哪一列", "错在哪里"])
def test_the_column_that_fails_is_told_again(ask_samples: Ask, again: str) -> None:
    assert "“自然人”一列勾稽不符" in ask_samples("砚泉镇2020年的勾稽关系成立吗", again).text
