"""Relations between figures that questions ask for in plain words: level, in parts of each other, all but one, each, so many."""

from collections.abc import Callable

import pytest

from assistant.records import Answer

Ask = Callable[..., Answer]


def read_derived(answer: Answer, kind: str) -> list[str]:
    """The derived numbers of one kind, with their units."""
    return [f"{value.value}{value.unit}" for value in answer.values if value.derived == kind]


@pytest.mark.parametrize(
    ("first_line", "question"),
    [
        ("2022年行政诉讼与行政复议相等的有**1个**", "2022年哪些单位的诉讼等于复议"),
        ("2023年行政复议与行政诉讼相等的有**2个**", "2023年复议等于诉讼的单位有几个"),
        ("2022年行政复议与行政诉讼相等的有**1个**", "2022年哪些单位复议件数和诉讼件数一样多"),
        ("2022年行政诉讼与行政复议不相等的有**4个**", "2022年诉讼不等于复议的单位"),
        ("2022年行政诉讼不少于行政复议的有**3个**", "2022年诉讼不少于复议的单位有哪些"),
        ("2022年行政诉讼不少于行政复议的有**3个**", "2022年哪些单位复议不超过诉讼"),
        ("没有行政处罚处理决定数量多于行政许可处理决定数量的", "2023年处罚数大于许可数的单位有哪些"),
    ],
)
def test_two_figures_are_held_against_each_other(ask_samples: Ask, first_line: str, question: str) -> None:
    assert first_line in ask_samples(question).text


@pytest.mark.parametrize(
    ("told", "question"),
    [
        (
            "**2个**：汀岚镇（66.7%（4件[1] ÷ 6件[2]））、溪源县栎桥镇（59.4%（19件[3] ÷ 32件[4]））",
            "2023年处罚超过许可一半的单位",
        ),
        ("不少于两倍（200%）的有**4个**", "2022年许可是处罚两倍以上的单位"),
        ("最高的是**杉坞乡**，**100.0%**（2件[1] ÷ 2件[2]）", "2021年处罚和许可之比最高的单位"),
    ],
)
def test_one_figure_in_parts_of_another_is_ranked_and_bounded(ask_samples: Ask, told: str, question: str) -> None:
    assert told in ask_samples(question).text


@pytest.mark.parametrize(
    ("leaders", "question"),
    [
        (["汀岚镇", "溪源县栎桥镇", "砚泉镇", "鹭渚街道", "梧山县栎桥镇"], "2022年各单位申请增幅排名"),
        (["梧山县栎桥镇", "砚泉镇", "鹭渚街道"], "2022到2023年申请增长最快的三个单位"),
        (["梧山县栎桥镇", "砚泉镇", "鹭渚街道"], "2022年到2023年申请增长率前三名"),
        (["汀岚镇"], "2022到2023年申请降幅最大的单位是哪个"),
    ],
)
def test_growth_is_ranked_as_far_as_asked(ask_samples: Ask, leaders: list[str], question: str) -> None:
    rows = [line.split("|")[1].strip() for line in ask_samples(question).text.splitlines() if line.startswith("| ")]
    assert leaders == [row for row in rows if row not in ("单位", "---")]


@pytest.mark.parametrize(
    ("amount", "question"),
    [
        ("14件", "砚泉镇2022年除了予以公开其他合计多少"),
        ("14件", "砚泉镇2022年除予以公开外的办理结果一共多少件"),
        ("18件", "砚泉镇2022年不予公开以外的办理结果合计"),
        ("7件", "砚泉镇2022年除了予以公开和部分公开，其余合计"),
        ("2件", "溪源县栎桥镇2022年复议除了维持，其他合计几件"),
    ],
)
def test_all_rows_but_one_are_added_up(ask_samples: Ask, amount: str, question: str) -> None:
    answer = ask_samples(question)
    assert amount in read_derived(answer, "sum"), answer.text
    assert f"外）：**{amount}**" in answer.text


def test_what_is_left_out_beside_another_row_is_not_answered(ask_samples: Ask) -> None:
    assert ask_samples("砚泉镇2022年除了予以公开，不予公开多少件").status == "clarify"


@pytest.mark.parametrize(
    ("verdict", "question"),
    [
        ("是，超过3个单位。", "2022年超过3个单位有诉讼吗"),
        ("是，达到3个单位。", "2023年有没有三个以上的单位被复议"),
        ("有单位缺数，不能断定；就有数的单位看：没有，不到2个单位。", "2022年是不是有两个单位没有诉讼"),
        ("是，超过一半。", "2022年有诉讼的单位超过一半吗"),
        ("是，超过半数。", "2022年过半数单位收到的申请超过10件吗"),
        ("对。", "2023年只有一个单位没有申请吗"),
        ("是。", "2022年大多数单位都有诉讼吗"),
        ("Yes, over 3 agencies.", "Were there more than 3 agencies with lawsuits in 2022?"),
    ],
)
def test_the_number_of_agencies_is_held_against_a_bound(ask_samples: Ask, verdict: str, question: str) -> None:
    assert ask_samples(question).text.startswith(verdict)


@pytest.mark.parametrize(
    ("verdicts", "question"),
    [
        (["对。", "不对。"], "砚泉镇2022年新收16件、结转下年2件，对吗"),
        (["不对。", "对。"], "砚泉镇2021年复议维持2件，纠正1件，这个说法对吗"),
        (["不对。", "对。"], "砚泉镇2022年维持3件纠正1件对不对"),
        (["对。", "对。"], "汀岚镇2023年收到4件申请，其中自然人3件，是否属实"),
    ],
)
def test_each_stated_number_is_checked(ask_samples: Ask, verdicts: list[str], question: str) -> None:
    lines = ask_samples(question).text.splitlines()
    assert verdicts == [line[: line.index("。") + 1] for line in lines if line.startswith(("对。", "不对。"))]


@pytest.mark.parametrize(
    ("amount", "question"),
    [
        ("50.45万元", "砚泉镇2019年政府集中采购平均每个项目多少钱"),
        ("31.66万元", "砚泉镇2020年单个采购项目平均金额"),
        ("50.45万元", "砚泉镇2019年采购单价"),
    ],
)
def test_money_is_divided_by_the_number_of_items(ask_samples: Ask, amount: str, question: str) -> None:
    answer = ask_samples(question)
    assert read_derived(answer, "average") == [amount]
    assert f"平均每个项目**{amount}**" in answer.text


def test_money_that_the_form_does_not_state_is_not_averaged(ask_samples: Ask) -> None:
    assert ask_samples("砚泉镇2022年处罚平均每件罚多少").status == "clarify"


@pytest.mark.parametrize(
    ("opening", "question"),
    [
        ("项目数量增加了。汀岚镇2019年行政许可本年增/减：**2项**", "汀岚镇2019年行政许可比上年增加还是减少"),
        ("项目数量减少了。汀岚镇2019年行政强制本年增/减：**-1项**", "汀岚镇2019年行政强制项目有变化吗"),
        ("砚泉镇行政处罚处理决定数量，2020年比2019年增加**13件**", "砚泉镇2020年行政处罚比上年增加还是减少"),
        ("砚泉镇行政处罚处理决定数量，2021年比2020年减少**8件**", "砚泉镇2021年行政处罚比上年增加还是减少"),
        ("2020年行政处罚本年增/减为减少的有**1个**：砚泉镇", "2020年行政处罚项目减少的单位"),
        ("2019年行政许可本年增/减为增加的有**2个**：汀岚镇", "2019年哪些单位的行政许可项目比上年增加了"),
    ],
)
def test_the_forms_own_column_tells_the_change(ask_samples: Ask, opening: str, question: str) -> None:
    assert ask_samples(question).text.startswith(opening)


def test_the_forms_column_is_told_beside_the_comparison_of_two_years(ask_samples: Ask) -> None:
    answer = ask_samples("砚泉镇2020年行政处罚比上年增加还是减少")
    assert "行政处罚本年增/减：**-1项**" in answer.text
    assert "不是处理决定数量" in answer.text


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("占各单位合计的**39.7%**（31件 ÷ 78件）", "2022年申请最多的单位占全部的比例"),
        ("占各单位合计的**44.4%**（4件 ÷ 9件）", "2022年诉讼最多的镇占全部诉讼的百分之几"),
        ("没有。汀岚镇2021年行政诉讼", "汀岚镇2021年打过官司没有"),
        ("有。砚泉镇2022年行政诉讼", "砚泉镇2022年被提起过诉讼吗"),
        ("有。砚泉镇行政复议不是 0 的有**2年**", "砚泉镇被提起过复议吗"),
        ("2020年**16件**[1]，2021年**17件**[2]", "砚泉镇 2020 2021 申请"),
        ("合计为**53件**：2021年17件[1]，2022年16件[2]，2023年20件[3]", "砚泉镇三年累计收到多少申请"),
        ("年报只有全年的数，没有环比", "砚泉镇2023年申请环比"),
        ("为 0 的有**1个**：汀岚镇（0件[1]）", "2022年哪些没有结转"),
        ("为 0 的有**3个**：杉坞乡", "2023年谁没有诉讼"),
        ("中位数为**16件**", "2022年申请的中间值是多少"),
        ("两个单位的合计相差**49件**", "砚泉镇2021年到2023年申请累计比鹭渚街道少多少"),
        ("减少**13.7个百分点**", "砚泉镇2022年公开率比2021年上升了几个百分点"),
    ],
)
def test_plain_words_reach_the_operation(ask_samples: Ask, told: str, question: str) -> None:
    assert told in ask_samples(question).text


def test_a_part_of_the_year_is_not_answered_with_the_whole(ask_samples: Ask) -> None:
    assert ask_samples("砚泉镇2022年三个月收到多少申请").status == "no_data"


def test_a_denied_condition_that_was_not_read_is_not_left_out(ask_samples: Ask) -> None:
    assert ask_samples("2022年收到申请而没有公开的单位").status == "clarify"


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("占有此数的单位的**80.0%**（4个 ÷ 5个）", "2022年有诉讼的单位占几成"),
        ("占有此数的单位的**80.0%**（4个 ÷ 5个）", "2020年采购金额超过100万的单位占比"),
        ("前者是后者的**7.75倍**", "2022年申请最多的和最少的单位差几倍"),
        ("本年项目数量：**9项**", "汀岚镇2019年行政许可项目现在有多少项"),
        ("各年合计最多的是**鹭渚街道**，**135件**", "各单位历年累计申请数"),
    ],
)
def test_parts_times_and_sums_of_many_are_told(ask_samples: Ask, told: str, question: str) -> None:
    assert told in ask_samples(question).text


def test_two_changes_at_once_are_not_taken_for_a_ranking(ask_samples: Ask) -> None:
    assert ask_samples("2021年哪些单位许可与处罚都比上年多").status == "clarify"
