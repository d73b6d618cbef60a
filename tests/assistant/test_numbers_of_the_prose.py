"""Numbers that the prose states beside others, together or about: read from the sentence spoken of, as it writes them."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answering.basis.suspect import doubts_unit
from assistant.records import Answer, Value
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import Store, open_store

Ask = Callable[..., Answer]

PROSE = (
    "我镇共印发公文96件，其中主动公开文件0件，不公开文件94件，依申请公开2件。"
    "全年主动公开政府信息18条。接受群众咨询40多人次。县长信箱收到来信7件，区长信箱收到来信3件。"
    "配备专职工作人员2名、兼职信息员9名。全年共受理政府信息公开申请7件，均来自自然人，在办结的5件申请中，予以公开3件，不予公开2件。"
)


@pytest.fixture(scope="module")
def ask_town(tmp_path_factory: pytest.TempPathFactory, converse: Callable[[Store], Ask]) -> Iterator[Ask]:
    """Asks the turns of a conversation over one report without tables, and gives the last answer."""
    folder: Path = tmp_path_factory.mktemp("town")
    title = "临溪镇人民政府2021年政府信息公开工作年度报告"
    text = f"{title}\n\n一、总体情况\n{PROSE}\n\n二、存在的主要问题及改进情况\n公开内容不够丰富。\n"
    (folder / "临溪镇2021年政府信息公开工作年度报告.txt").write_text(text, encoding="utf-8")
    settings = Settings(data=folder / "data")
    assert ["added"] == [outcome.status for outcome in ingest_paths(settings, sorted(folder.glob("*.txt")))]
    with open_store(settings) as store:
        yield converse(store)


def list_stated(answer: Answer) -> list[Decimal]:
    return [value.value for value in answer.values if value.derived is None]


@pytest.mark.parametrize(
    ("question", "number"), [("其中主动公开的有几件？", 0), ("主动公开的有几件", 0), ("不公开的呢", 94), ("依申请公开的呢", 2)]
)
def test_further_figure_is_read_from_the_sentence_that_counted_the_first(ask_town: Ask, question: str, number: int):
    assert list_stated(ask_town("临溪镇2021年一共印发公文多少件？", question)) == [Decimal(number)]


def test_published_after_requests_is_what_of_these_was_granted(ask_town: Ask):
    answer = ask_town("临溪镇2021年收到多少件申请，其中公开了几件")
    assert "予以公开" in answer.text
    assert "**3件**" in answer.text
    assert "18条" not in answer.text


def test_number_of_about_so_many_is_repeated_as_written(ask_town: Ask):
    text = ask_town("临溪镇2021年接受了多少人次咨询").text
    assert "**40多人次**" in text
    assert "约" not in text


@pytest.mark.parametrize(
    ("turns", "kind", "number"),
    [
        (("临溪镇2021年县长信箱收到多少件来信", "区长信箱呢", "两者加起来"), "sum", 10),
        (("临溪镇2021年县长信箱收到多少件来信", "区长信箱呢", "两者相差多少"), "difference", 4),
        (("临溪镇2021年专职几人、兼职几人", "一共几个人"), "sum", 11),
    ],
)
def test_two_numbers_of_the_prose_are_taken_together(ask_town: Ask, turns: tuple[str, ...], kind: str, number: int):
    derived = [value.value for value in ask_town(*turns).values if value.derived == kind]
    assert derived == [Decimal(number)]


def test_each_of_two_things_counted_has_its_own_number(ask_town: Ask):
    answer = ask_town("临溪镇2021年专职几人、兼职几人")
    assert list_stated(answer) == [Decimal(2), Decimal(9)]


@pytest.mark.parametrize(("doubted", "amount", "printed"), [(True, "8040", False), (False, "8040", True), (False, "240", False)])
def test_large_amount_without_a_printed_unit_is_doubted(doubted: bool, amount: str, printed: bool):
    value = Value("政府集中采购金额", Decimal(amount), "万元", unit_assumed=not printed)
    assert doubts_unit(value) is doubted
