"""What only the prose tells is told by its sentence, however a question is put; what surrounds a report is told, too."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answering.quotes.stating import read_number
from assistant.records import Answer
from assistant.understanding.framing.framing import read_frame
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.prose.objects import find_counter, list_objects
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import Store, open_store

Ask = Callable[..., Answer]

LISTED = """芦荻镇人民政府2016年政府信息公开工作年度报告

一、总体情况
2016年，芦荻镇主动公开政府信息64条，其中部门工作59条、政策文件3条、基层政务公开2条。
二、依申请公开情况
全年未收到政府信息公开申请，未收取任何费用。
将常用政策压缩成一页大字单。

三、存在的主要问题及改进情况
公开内容不够丰富。
【打印】 【关闭】
"""


@pytest.fixture(scope="module")
def ask_listed(tmp_path_factory: pytest.TempPathFactory, converse: Callable[[Store], Ask]) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("listed")
    Path(folder / "芦荻镇2016年政府信息公开工作年度报告.txt").write_text(LISTED, encoding="utf-8")
    settings = Settings(data=tmp_path_factory.mktemp("store"))
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, sorted(folder.iterdir()))}
    with open_store(settings) as store:
        yield converse(store)


@pytest.mark.parametrize(
    "manner",
    [
        *(
            "据称",
            "披露的",
            "号称",
            "宣称",
            "载明的",
            "经核实的",
            "居然才",
            "恰好",
            "陆续",
            "毕竟",
            "依法",
            "如实",
            "官方的",
            "白纸黑字写的",
        ),
        *("向全社会", "对公众", "通报的", "客观上", "零零散散", "据年报披露", "有据可查的", "满打满算"),
    ],
)
def test_a_manner_of_saying_counts_nothing(manner: str):
    assert () == list_objects(read_frame(f"{manner}公开了多少条", Catalog(), None))


@pytest.mark.parametrize(
    ("thing", "question"),
    [
        ("宣讲", "宣讲几场"),
        ("新闻", "新闻发布多少条"),
        ("说明会", "说明会开了几次"),
        ("政策文件", "64条里政策文件几条"),
        ("基层政务公开", "其中基层政务公开多少条"),
        ("无人机", "无人机公开了多少条"),
        ("政务公开栏", "政务公开栏公开了多少条"),
    ],
)
def test_a_thing_is_counted_by_its_whole_name(thing: str, question: str):
    assert thing in " ".join(list_objects(read_frame(question, Catalog(), None)))


@pytest.mark.parametrize(
    ("number", "question"),
    [
        (3, "芦荻镇2016年64条里政策文件几条"),
        (59, "芦荻镇2016年64条中部门工作有多少条"),
        (2, "芦荻镇2016年其中基层政务公开多少条"),
    ],
)
def test_a_part_of_a_total_is_read_from_the_sentence_that_lists_it(ask_listed: Ask, number: int, question: str):
    answer = ask_listed(question)
    assert Decimal(number) in [value.value for value in answer.values]
    assert "没有写明“主动公开政府信息”" not in answer.text


@pytest.mark.parametrize("question", ["芦荻镇2016年有没有收费", "芦荻镇2016年收过费吗", "芦荻镇2016年收了多少费用"])
def test_what_the_prose_denies_is_answered_with_no_and_its_sentence(ask_listed: Ask, question: str):
    answer = ask_listed(question)
    assert answer.text.startswith("没有")
    assert "未收取任何费用" in answer.text


def test_the_forms_own_item_is_not_denied_by_other_words(ask_listed: Ask):
    assert not ask_listed("芦荻镇2016年行政事业性收费金额是多少").text.startswith("没有。")


@pytest.mark.parametrize(
    ("sentence", "thing", "counted"),
    [("把政策文件压缩成一页", "政策文件", "几条"), ("完整办理一次热线后方可经手", "热线", "几件")],
)
def test_an_article_is_no_count(sentence: str, thing: str, counted: str):
    assert read_number(sentence, [(thing,)], find_counter(counted, "zh")) is None


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("701090201K/2024-00001", "杉坞乡2023年报告的索引号是什么"),
        ("2023年杉坞乡政府信息公开工作年度报告", "杉坞乡2023年报告标题叫什么"),
        ("梧山县杉坞乡人民政府", "杉坞乡2023年报告的发布机构是谁"),
    ],
)
def test_what_surrounds_a_report_is_told(ask_samples: Ask, told: str, question: str):
    answer = ask_samples(question)
    assert answer.status == "answered"
    assert told in answer.text


def test_a_mark_that_is_not_printed_is_said_to_be_missing(ask_samples: Ask):
    answer = ask_samples("汀岚镇2022年的报告索引号")
    assert answer.status == "no_data"
    assert "没有印索引号" in answer.text


@pytest.mark.parametrize(
    ("quote", "question"),
    [("历年累计公开政府信息2159条", "杉坞乡2023年2159条这个数在哪"), ("发布95条", "杉坞乡2023年95条这个数字在哪里")],
)
def test_a_number_is_shown_where_it_stands(ask_samples: Ask, quote: str, question: str):
    assert quote in ask_samples(question).text


def test_a_number_without_an_agency_is_asked_back(ask_samples: Ask):
    assert "哪个单位" in ask_samples("95条这个数字在哪里").text


@pytest.mark.parametrize("question", ["有没有四川的乡镇", "来自四川省的有哪些", "库里有湖南的报告吗", "有没有北京市的镇"])
def test_a_place_without_reports_is_said_to_have_none(ask_samples: Ask, question: str):
    answer = ask_samples(question)
    assert answer.status == "no_data"
    assert "无从判断" in answer.text


@pytest.mark.parametrize("question", ["梧山县的有哪些", "有没有梧山县的乡镇"])
def test_the_reports_of_a_place_are_listed(ask_samples: Ask, question: str):
    answer = ask_samples(question)
    assert "杉坞乡" in answer.text
    assert "汀岚镇" not in answer.text


def test_a_total_and_a_channel_are_held_against_each_other(ask_samples: Ask):
    answer = ask_samples("杉坞乡2023年公开260条和网站公开95条对得上吗")
    assert "260条" in answer.text
    assert "相符" in answer.text


def test_a_number_that_the_report_does_not_have_is_pointed_out(ask_samples: Ask):
    assert ask_samples("杉坞乡2023年公开300条和网站公开95条对得上吗").text.startswith("问题里的300条")


@pytest.mark.parametrize("question", ["芦荻镇2016年有没有关闭网站", "芦荻镇2016年打印了什么"])
def test_the_page_around_a_report_is_not_quoted(ask_listed: Ask, question: str):
    assert "【打印】" not in ask_listed(question).text
