"""Questions of yes or no about a figure, questions that go on from the turn before, and questions about the store itself."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.records import Answer

Ask = Callable[..., Answer]


def list_stated(answer: Answer) -> list[tuple[str | None, int | None, Decimal]]:
    return [(value.agency, value.year, value.value) for value in answer.values if value.derived is None]


def list_derived(answer: Answer, derived: str) -> list[Decimal]:
    return [value.value for value in answer.values if value.derived == derived]


@pytest.mark.parametrize(
    ("verdict", "question"),
    [
        ("没有，没超过10件。", "柳泉镇2022年收到的申请有没有超过10件"),
        ("是，超过10件。", "柳泉镇2023年收到的申请超没超过10件"),
        ("没有，不到7件。", "柳泉镇2022年收到的申请有没有达到7件"),
        ("是，达到6件。", "柳泉镇2022年申请够不够6件"),
        ("是，少于7件。", "柳泉镇2022年申请不到7件吗"),
        ("不是，不少于6件。", "柳泉镇2022年申请少于6件吗"),
        ("是，不超过6件。", "柳泉镇2022年申请不超过6件，对吗"),
        ("不是，超过了5件。", "柳泉镇2022年申请没超过5件吧，是不是"),
        ("对。", "柳泉镇2022年是不是收到6件申请"),
        ("不对。", "柳泉镇2022年收到7件申请吗"),
        ("是，达到5件。", "柳泉镇2022年有5件申请吗"),
        ("Yes, over 10 cases.", "Did Liuquan receive more than 10 requests in 2023?"),
        ("No, under 10 cases.", "Did Liuquan receive at least 10 requests in 2022?"),
    ],
)
def test_question_of_yes_or_no_about_a_bound_is_answered_with_the_figure(ask_courses: Ask, verdict, question):
    answer = ask_courses(question)
    assert answer.text.startswith(verdict)
    assert list_stated(answer)


def test_bound_goes_on_to_another_agency_and_not_to_a_plain_question(ask_courses: Ask):
    first = "柳泉镇2022年申请有没有超过7件"
    assert ask_courses(first, "望湖街道呢").text.startswith("是，超过7件。")
    assert "超过7件" not in ask_courses(first, "望湖街道呢", "2021年多少件").text


def test_bound_of_a_change_is_held_against_the_change(ask_courses: Ask):
    answer = ask_courses("柳泉镇2023年的申请比2022年增加超过5件了吗")
    assert answer.text.startswith("是，超过5件。")
    assert [Decimal(6)] == list_derived(answer, "difference")


def test_bound_on_two_agencies_says_which_of_them_meets_it(ask_courses: Ask):
    answer = ask_courses("柳泉镇和望湖街道2022年申请都超过8件吗")
    assert answer.text.startswith("不都是。望湖街道：是，超过8件。柳泉镇则不是。")


def test_sum_with_a_gap_is_not_judged_below_a_bound(ask_courses: Ask):
    answer = ask_courses("柳泉镇2019年到2023年申请一共超过100件吗")
    assert "无法断定" in answer.text.partition("柳泉镇")[0]


@pytest.mark.parametrize(
    ("expected", "turns"),
    [
        (("望湖街道", 2023, 80), ("2023年哪些单位的申请少于11件", "其中哪个公开信息最多")),
        (("望湖街道", 2023, 80), ("2023年哪些单位的申请少于11件", "这几家里谁公开的信息最多")),
        (
            ("望湖街道", 2023, 80),
            ("Which agencies received fewer than 11 requests in 2023?", "Which of these published the most?"),
        ),
    ],
)
def test_some_of_those_listed_before_are_looked_for_among_them_alone(ask_courses: Ask, expected, turns):
    answer = ask_courses(*turns)
    assert [expected] == list_stated(answer)
    assert answer.text.partition("\n")[0].startswith(("（只看上文所列的", "(among those of the answer before"))


def test_only_one_listed_before_is_no_ranking(ask_courses: Ask):
    answer = ask_courses("2023年哪些单位的申请超过11件", "其中谁公开的信息最少")
    assert ("lookup", [("柳泉镇", 2023, Decimal(100))]) == (answer.query.operation, list_stated(answer))


def test_pronoun_after_a_ranking_is_its_winner_and_not_one_of_an_aside(ask_courses: Ask):
    ranking = "2022年哪个镇收到的申请最多"
    assert "望湖街道" in ask_courses(ranking).text.partition("若将")[2]
    assert [("柳泉镇", 2021, Decimal(8))] == list_stated(ask_courses(ranking, "它2021年呢"))[:1]


def test_pronoun_after_a_comparison_is_the_one_with_more(ask_courses: Ask):
    answer = ask_courses("柳泉镇和望湖街道2022年谁的申请多", "它2021年收到几件申请")
    assert [("望湖街道", 2021, Decimal(11))] == list_stated(answer)[:1]


@pytest.mark.parametrize(
    ("difference", "turns"),
    [
        (6, ("柳泉镇2023年收到几件申请", "比上一年多吗")),
        (4, ("柳泉镇2023年收到几件申请", "比2021年多吗")),
        (4, ("柳泉镇2022年收到几件申请", "望湖街道呢", "谁的更多")),
        (7, ("柳泉镇2023年存在什么问题", "望湖街道呢", "谁的申请更多")),
        (20, ("柳泉镇2023年网站发了几条", "微信呢", "哪个多")),
        (10, ("2023年哪个单位的申请最多", "比最少的多多少")),
        (10, ("2023年申请最多的和最少的相差几件",)),
        (8, ("柳泉镇2020年收到几件申请", "望湖街道2023年呢", "再说柳泉镇2023年", "和2020年比差多少")),
        (1, ("柳泉镇2020年收到几件申请", "望湖街道2023年呢", "谁的更多")),
        (4, ("柳泉镇2022年的申请超过望湖街道了吗",)),
    ],
)
def test_comparison_that_goes_on_holds_both_sides(ask_courses: Ask, difference, turns):
    answer = ask_courses(*turns)
    assert [Decimal(difference)] == [abs(found) for found in list_derived(answer, "difference")]


def test_years_of_the_prose_are_held_against_each_other(ask_courses: Ask):
    answer = ask_courses("柳泉镇2023年存在的问题", "跟2022年一样吗")
    assert (2022, 2023) == answer.query.years


@pytest.mark.parametrize("correction", ["我是说2020年，不是2021年", "不是2021年，是2020年"])
def test_year_that_a_correction_takes_back_is_left_out(ask_courses: Ask, correction):
    answer = ask_courses("柳泉镇2021年收到几件申请", correction)
    assert [("柳泉镇", 2020, Decimal(4))] == list_stated(answer)[:1]


def test_number_that_no_option_has_is_asked_back_with_the_options(ask_courses: Ask):
    asked = ask_courses("柳泉镇收到几件申请")
    answer = ask_courses("柳泉镇收到几件申请", "9")
    assert ("clarify", asked.options) == (answer.status, answer.options)
    assert "没有这个选项" in answer.text.partition("\n")[0]
    assert "answered" == ask_courses("柳泉镇收到几件申请", "9", "2").status


def test_turning_to_another_agency_keeps_the_subject(ask_courses: Ask):
    assert "枫林镇2023年" in ask_courses("柳泉镇2023年存在什么问题", "换成枫林镇的").text


def test_counting_after_quotes_takes_up_the_figure_spoken_of_before(ask_courses: Ask):
    answer = ask_courses("柳泉镇2022年收到几件申请", "望湖街道呢", "它们存在什么问题", "两个加起来几件")
    assert [Decimal(16)] == list_derived(answer, "sum")
    assert "接着前面问的" in answer.text.partition("\n")[0]


def test_two_of_a_ranking_are_added_up_and_not_all(ask_courses: Ask):
    answer = ask_courses("2023年申请最少的两个单位是哪两个", "这两家一共收到几件申请")
    assert [Decimal(7)] == list_derived(answer, "sum")


def test_word_that_turns_an_answer_down_asks_for_no_mistakes(ask_courses: Ask):
    answer = ask_courses("柳泉镇2020年申请几件", "错了，我要的是2022年的")
    assert ("lookup", [("柳泉镇", 2022, Decimal(6))]) == (answer.query.operation, list_stated(answer)[:1])


def test_place_of_the_winner_of_a_ranking_is_told_alone(ask_courses: Ask):
    answer = ask_courses("2023年哪个单位的申请最多", "这个数在原件哪里")
    assert {"柳泉镇"} == {value.agency for value in answer.values}


def test_year_without_reports_is_told_with_those_that_there_are(ask_courses: Ask):
    for question in ("2018年的报告有吗", "2017年有哪些报告", "2018年各镇存在哪些问题"):
        answer = ask_courses(question)
        assert "no_data" == answer.status
        assert "存有报告的年份是2020年至2023年" in answer.text


@pytest.mark.parametrize(
    ("number", "question"),
    [
        (15, "你手头有几份报告？"),
        (15, "How many reports do you have?"),
        (5, "库里有多少个乡镇"),
        (1, "库里有几个街道"),
        (3, "最早的报告是哪一年的"),
        (5, "Which reports are the newest?"),
        (15, "哪些报告用的是新表"),
    ],
)
def test_reports_and_agencies_of_the_store_are_counted(ask_courses: Ask, number, question):
    answer = ask_courses(question)
    assert ("reports", Decimal(number)) == (answer.query.operation, list_derived(answer, "count")[0])


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("存有的报告都有“存在的问题”部分", "哪些报告没有写存在的问题"),
        ("2022年、2023年", "2022年以后的报告有哪些"),
        ("竹溪乡：2023年（缺2020年、2021年、2022年）", "哪些单位缺报告"),
        ("松岗镇：2022年、2023年（缺2020年、2021年）", "松岗镇有哪些年的报告"),
        ("青川市云山县", "枫林镇归哪个县管"),
    ],
)
def test_store_is_told_of(ask_courses: Ask, told, question):
    assert told in ask_courses(question).text


def test_gaps_are_counted_against_the_same_years_everywhere(ask_courses: Ask):
    for question in ("哪些单位缺报告", "松岗镇缺哪些年的报告"):
        assert "按2020年至2023年核对" in ask_courses(question).text


def test_figures_of_one_report_are_held_against_each_other(ask_courses: Ask):
    answer = ask_courses("柳泉镇2023年微信和网站哪个发布得多")
    assert ("compare", [Decimal(20)]) == (answer.query.operation, list_derived(answer, "difference"))
    assert "通过政府网站公开信息更多" in answer.text
