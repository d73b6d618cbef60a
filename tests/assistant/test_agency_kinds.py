"""Kinds of agencies that a question keeps to, leaves out or sets against each other, and short names of autonomous counties."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.records import Answer
from assistant.understanding.names.agency_kinds import find_agency_kinds
from assistant.understanding.names.naming import shorten_autonomous
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import Store, open_store

Ask = Callable[..., Answer]
TOWNS = {"栎桥镇", "砚泉镇", "汀岚镇"}


@pytest.fixture(scope="module")
def ask(samples: Path, tmp_path_factory: pytest.TempPathFactory, converse: Callable[[Store], Ask]) -> Iterator[Ask]:
    """Asks the turns of a conversation over the samples of 2023, and gives the last answer."""
    settings = Settings(data=tmp_path_factory.mktemp("kinds"))
    chosen = [path for path in sorted(samples.iterdir()) if "2023" in path.name]
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, chosen)}
    with open_store(settings) as store:
        yield converse(store)


def list_agencies(answer: Answer) -> set[str]:
    return {value.agency for value in answer.values if value.agency}


def list_derived(answer: Answer, kind: str) -> list[Decimal]:
    return [value.value for value in answer.values if value.derived == kind]


@pytest.mark.parametrize(
    ("agencies", "question"),
    [
        (TOWNS, "2023年只看镇，行政处罚平均多少"),
        (TOWNS, "2023年镇的申请总数（不含街道和乡）"),
        (TOWNS, "Only towns: how many requests were received in 2023?"),
        ({"鹭渚街道"}, "2023年街道的申请数"),
        ({"鹭渚街道"}, "2023年仅看街道的处罚"),
        ({"杉坞乡"}, "只统计乡，2023年主动公开了多少条"),
        ({*TOWNS, "杉坞乡"}, "不含街道，2023年行政诉讼总数"),
        ({*TOWNS, "杉坞乡"}, "2023年除了街道，各单位的申请排名"),
        ({*TOWNS, "杉坞乡"}, "Excluding subdistricts, how many requests were received in 2023?"),
    ],
)
def test_only_the_kinds_spoken_of_count(ask: Ask, agencies: set[str], question: str) -> None:
    assert agencies == list_agencies(ask(question))


@pytest.mark.parametrize(
    ("first", "question"),
    [
        ("栎桥镇", "2023年不算街道，谁的申请最多"),
        ("栎桥镇", "2023年镇里面谁处罚最多"),
        ("栎桥镇", "Excluding subdistricts, who had the most lawsuits in 2023?"),
    ],
)
def test_first_is_of_the_kind_spoken_of(ask: Ask, first: str, question: str) -> None:
    answer = ask(question)
    assert {first} == list_agencies(answer)
    assert "按单位名称的结尾认" in answer.text or "told by the endings" in answer.text


def test_sum_goes_on_over_the_kind_named_next(ask: Ask) -> None:
    assert [55] == list_derived(ask("2023年申请总数", "只看镇呢"), "sum")


@pytest.mark.parametrize(
    ("sums", "question"),
    [
        ([38, 55], "街道和镇2023年申请哪个多"),
        ([0, 7], "2023年乡和镇的诉讼哪个多"),
        ([55, 38], "Did towns or subdistricts receive more requests in 2023?"),
    ],
)
def test_kinds_are_added_up_against_each_other(ask: Ask, sums: list[int], question: str) -> None:
    answer = ask(question)
    assert sums == [value.value for value in answer.values if value.derived == "sum" and value.agency is None]
    assert [abs(sums[0] - sums[1])] == list_derived(answer, "difference")


def test_rates_of_kinds_are_taken_over_their_agencies_together(ask: Ask) -> None:
    assert {Decimal("15.7"), Decimal("8.3")} <= set(list_derived(ask("街道和镇2023年不予公开率哪个高"), "rate"))


@pytest.mark.parametrize(
    ("kept", "dropped", "text"),
    [
        ((), (), "哪个镇申请最多"),
        ((), (), "各镇和街道的申请合计"),
        ((), (), "乡镇政府的申请"),
        (("民族乡",), (), "\x00民族乡的行政许可"),
        ((), ("镇",), "除了镇以外谁最多"),
        (("镇", "街道"), (), "\x00镇和街道一共收到多少"),
    ],
)
def test_everyday_words_for_agencies_are_no_kinds(kept: tuple[str, ...], dropped: tuple[str, ...], text: str) -> None:
    said = find_agency_kinds(text, "zh")
    assert (kept, dropped) == (tuple(kind.name for kind in said.kept), tuple(kind.name for kind in said.dropped))


def test_kind_without_a_figure_is_told(ask: Ask) -> None:
    assert "各苏木没有可用的数，无从比较" in ask("2023年镇和苏木的处罚哪个多").text


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("沱岭县", "沱岭苗族自治县"),
        ("青水县", "青水布依族苗族自治县"),
        ("云溪旗", "云溪达斡尔族自治旗"),
        ("溪源县", "溪源县"),
        ("青川市", "青川市"),
    ],
)
def test_autonomous_county_goes_by_its_short_name(short: str, name: str) -> None:
    assert short == shorten_autonomous(name)


def test_kind_named_alone_takes_the_place_of_the_one_before(ask: Ask) -> None:
    assert TOWNS == list_agencies(ask("2023年街道的申请数", "镇的呢"))


def test_kind_of_an_english_question_is_kept_to(ask: Ask) -> None:
    answer = ask("Which subdistrict had the most requests in 2023?")
    assert answer.coverage is not None
    assert (1, {"鹭渚街道"}) == (answer.coverage.of, list_agencies(answer))


def test_a_kind_that_nothing_stored_is_of_is_not_told_as_a_missing_year(ask: Ask) -> None:
    answer = ask("民族乡2023年行政许可合计")
    assert "no_data" == answer.status
    assert "没有2023年的报告" not in answer.text
