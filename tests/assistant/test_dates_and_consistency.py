"""Dates that are late or lacking, the newest year, and whether one figure is consistent wherever it is said."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.records import Answer
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import Store, open_store

Ask = Callable[..., Answer]

DATED = "\n发布日期：2023-01-12\n"
ANSWERED = "2022年共受理信息公开申请3件，均在规定期限内答复完毕。"


@pytest.fixture(scope="module")
def ask_undated(tmp_path_factory: pytest.TempPathFactory, converse: Callable[[Store], Ask]) -> Iterator[Ask]:
    """Asks about two reports, of which one states its date, and the other says that all requests were answered."""
    folder: Path = tmp_path_factory.mktemp("undated")
    for name, first, prose in (("杨湾镇", DATED, "人手不足。"), ("白石镇", "", ANSWERED)):
        title = f"{name}人民政府2022年政府信息公开工作年度报告\n{first}"
        text = f"{title}\n一、总体情况\n\n{prose}\n\n二、存在的主要问题\n\n人手不足。\n"
        (folder / f"{name}2022.txt").write_text(text, encoding="utf-8")
    settings = Settings(data=folder / "data")
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, sorted(folder.glob("*.txt")))}
    with open_store(settings) as store:
        yield converse(store)


@pytest.mark.parametrize(
    "question",
    [
        "哪份报告公布得最晚、过了期限？",
        "公布最晚的是哪份报告，超期了吗？",
        "哪份报告最晚发布，逾期了没有",
    ],
)
def test_the_last_published_report_is_told_with_whether_it_was_late(ask_samples: Ask, question: str):
    text = ask_samples(question).text
    assert "发布最晚的是溪源县栎桥镇2023年的报告，发布于2024-03-18[1]。这晚于规定的次年一月底。" in text


def test_the_last_published_report_is_judged_in_english(ask_samples: Ask):
    text = ask_samples("Which report was published last, and was it late?").text
    assert "2024-03-18[1]. That is after the end of January" in text


@pytest.mark.parametrize("question", ["哪些报告超过期限公布？", "哪些报告公布过了期限"])
def test_reports_past_their_term_are_those_published_late(ask_samples: Ask, question: str):
    answer = ask_samples(question)
    assert answer.query.rules == ("published_late",)
    assert "溪源县栎桥镇2023年：报告发布于2024-03-18" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "哪些报告没有写公布日期",
        "2022年哪些报告没写发布日期",
        "哪些报告的公布日期没写？",
        "哪几份年报没写明发布时间？",
    ],
)
def test_only_reports_without_a_date_are_listed(ask_undated: Ask, question: str):
    text = ask_undated(question).text
    assert "没有写明发布日期的有**1份报告**：白石镇2022年。" in text
    assert "杨湾镇" not in text


def test_only_reports_without_a_date_are_listed_in_english(ask_undated: Ask):
    assert "**1 report**" in ask_undated("Which reports have no publication date?").text


def test_other_times_are_no_dates_of_reports(ask_samples: Ask):
    assert "写明了发布日期" not in ask_samples("哪些单位没有公布时间表").text


def test_where_every_report_has_a_date_that_is_said(ask_samples: Ask):
    assert "存有的报告都写明了发布日期。" in ask_samples("哪些报告没有写公布日期").text


@pytest.mark.parametrize("question", ["从哪看出来的", "从哪里看出来的？"])
def test_the_line_of_a_date_told_is_given_when_asked(ask_samples: Ask, question: str):
    text = ask_samples("砚泉镇2022年的报告什么时候发布的", question).text
    assert "第243行" in text
    assert "2023年1月31日" in text


@pytest.mark.parametrize("question", ["最新的数据是哪年", "数据最新到哪年", "最近的资料到哪一年", "最新的报告是哪年的"])
def test_the_newest_year_is_told(ask_samples: Ask, question: str):
    assert "最新的是2023年的报告，共**6份报告**" in ask_samples(question).text


@pytest.mark.parametrize(
    ("question", "headline", "finding"),
    [
        (
            "Is 汀岚镇's 2020 report consistent about the number of requests received?",
            "something does not agree",
            "the prose has 8 cases for requests received, the table has 6",
        ),
        ("汀岚镇2020年报告里收到的申请数自己对得上吗？", "有对不上的地方", "正文写收到申请 8件，表中为 6"),
        ("汀岚镇2020年的新收申请有没有对不上的？", "有对不上的地方", "正文写收到申请 8件，表中为 6"),
    ],
)
def test_a_figure_that_prose_and_table_give_is_held_against_both(ask_samples: Ask, question: str, headline: str, finding: str):
    answer = ask_samples(question)
    assert headline in answer.text.splitlines()[0]
    assert finding in answer.text
    assert "所问之外" not in answer.text
    assert "Besides what was asked" not in answer.text


def test_a_question_for_a_balance_alone_keeps_to_it(ask_samples: Ask):
    assert ask_samples("汀岚镇2020年收办平衡吗").query.rules == ("balance",)


@pytest.mark.parametrize(
    ("first", "question", "verdict"),
    [
        ("How many requests did 白石镇 handle in 2022?", "Were they all answered on time?", "Yes, so says the prose of"),
        ("白石镇2022年收到多少件申请？", "都按时答复了吗", "是，白石镇2022年的报告正文是这样写的"),
    ],
)
def test_requests_that_the_prose_calls_answered_in_time_are_so(ask_undated: Ask, first: str, question: str, verdict: str):
    text = ask_undated(first, question).text
    assert text.startswith(verdict)
    assert "均在规定期限内答复完毕" in text
