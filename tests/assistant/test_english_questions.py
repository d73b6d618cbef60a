"""English questions get the figure, the list or the refusal that Chinese ones get."""

import re
from collections.abc import Callable

import pytest

from assistant.records import Answer
from assistant.understanding.words.english_periods import find_english_periods

Ask = Callable[..., Answer]
STORED = (2019, 2020, 2021, 2022, 2023)


def figures(answer: Answer) -> list[str]:
    """The stated values of an answer, in its order."""
    return [str(value.value) for value in answer.values if value.derived is None]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("how many requests since 2020", (2020, 2021, 2022, 2023)),
        ("penalties from 2021 onwards", (2021, 2022, 2023)),
        ("penalties from 2022 on", (2022, 2023)),
        ("penalties after 2021", (2022, 2023)),
        ("penalties before 2021", (2019, 2020)),
        ("penalties until 2021", (2019, 2020, 2021)),
        ("penalties between 2020 and 2022", (2020, 2021, 2022)),
        ("the difference in penalties between 2020 and 2022", (2020, 2022)),
        ("penalties in 2020 and 2022", (2020, 2022)),
        ("penalties over the last three years", (2021, 2022, 2023)),
        ("penalties in 2022 and the year before", (2021, 2022)),
    ],
)
def test_years_are_read_as_english_names_them(text: str, years: tuple[int, ...]) -> None:
    assert years == find_english_periods(text, STORED).years


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("and the year before?", -1),
        ("and in the following year?", 1),
        ("requests carried over to the next year", None),
        ("requests carried over from the previous year", None),
    ],
)
def test_the_year_before_is_a_step_and_no_part_of_the_name_of_a_figure(text: str, step: int | None) -> None:
    assert step == find_english_periods(text, STORED).step


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("How many requests did Tinglan receive in 2022?", "And the year before?"), ["3"]),
        (("How many requests did Tinglan receive in 2022?", "And the year before?", "And the following year?"), ["6"]),
        (("How many requests did Yanquan receive in 2021?", "How does that compare with 2022?"), ["17", "16"]),
        (("How many requests did Yanquan receive in 2021?", "Is that more than in 2022?"), ["17", "16"]),
        (("How many requests were carried over from the previous year in Yanquan in 2022?",), ["4"]),
        (("How many requests were left pending in Luzhu at the end of 2022?",), ["3"]),
        (("What are the penalties of Luzhu in 2022?",), ["43"]),
        (("What is the number of requests of Liqiao in Xiyuan in 2022?",), ["21"]),
        (("What was spent on procurement by Yanquan in 2020?",), ["348.2101"]),
        (("How many requests and penalties did Tinglan have in 2022?",), ["5", "6"]),
        (("Compare Tinglan and Yanquan in 2022 by requests and penalties",), ["5", "21", "6", "16"]),
    ],
)
def test_a_figure_is_found_in_ordinary_words(ask_samples: Ask, turns: tuple[str, ...], said: list[str]) -> None:
    answer = ask_samples(*turns)
    assert "answered" == answer.status
    assert sorted(said) == sorted(figures(answer)[: len(said)])


def test_a_stretch_of_years_is_told_year_by_year(ask_samples: Ask) -> None:
    text = ask_samples("How has the number of requests in Tinglan developed since 2020?").text
    assert ["2020", "2021", "2022", "2023"] == re.findall(r"^\| (\d{4}) ", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("question", "first", "count"),
    [
        ("Which three towns published the most information in 2022?", "Luzhu (鹭渚街道)", 3),
        ("Name the two agencies with the fewest requests in 2023", "Shanwu (杉坞乡)", 2),
    ],
)
def test_as_many_are_ranked_as_are_asked_for(ask_samples: Ask, question: str, first: str, count: int) -> None:
    text = ask_samples(question).text
    assert count == len(re.findall(r"^- No\. \d", text, re.MULTILINE))
    assert f"No. 1: {first}" in text


@pytest.mark.parametrize("question", ["Which towns had lawsuits in 2023?", "Did any town face a lawsuit in 2023?"])
def test_who_had_some_names_only_those(ask_samples: Ask, question: str) -> None:
    answer = ask_samples(question)
    assert {"栎桥镇", "鹭渚街道", "砚泉镇"} == {value.agency for value in answer.values if value.agency and value.derived is None}


@pytest.mark.parametrize(
    "question",
    [
        "Which towns received fewer requests every year?",
        "Which town's requests went down every single year?",
        "In which towns have requests been falling year by year?",
        "Which towns have received fewer and fewer requests since 2019?",
    ],
)
def test_a_steady_fall_is_no_ranking(ask_samples: Ask, question: str) -> None:
    assert "no agency down every year" in ask_samples(question).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ('What does "carried over" mean?', "not yet handled at the year's end"),
        ("What is the definition of carry-over?", "not yet handled at the year's end"),
        ("Explain the term partly granted", "only the part of the information"),
        ("What does the grant rate mean?", "÷ requests handled in total"),
        ("What is a normative document?", "in documents"),
    ],
)
def test_a_word_of_the_form_is_explained(ask_samples: Ask, question: str, said: str) -> None:
    answer = ask_samples(question)
    assert said in answer.text
    assert () == answer.values


@pytest.mark.parametrize(
    "further",
    ["How does that compare with the other towns?", "Compared to the others?", "How does that compare?", "Where does it rank?"],
)
def test_a_figure_is_held_against_all_the_others(ask_samples: Ask, further: str) -> None:
    assert "ranks no. 3" in ask_samples("How many requests did Yanquan receive in 2022?", further).text


def test_a_chinese_figure_is_held_against_all_the_others_too(ask_samples: Ask) -> None:
    assert "排第3名" in ask_samples("砚泉镇2022年收到多少申请？", "和其他镇比怎么样？").text


def test_the_second_of_a_ranking_is_asked_for(ask_samples: Ask) -> None:
    assert "Yanquan (砚泉镇)" in ask_samples("Who had the most penalties in 2022?", "And who was second?").text


@pytest.mark.parametrize("further", ["How many?", "Which ones?"])
def test_who_mentions_it_is_told_again_and_not_denied(ask_samples: Ask, further: str) -> None:
    assert "Mentioned by **3**" in ask_samples("Which towns mention training in 2023?", further).text


@pytest.mark.parametrize("question", ["And what measures?", "And the solutions?"])
def test_measures_follow_problems(ask_samples: Ask, question: str) -> None:
    assert "一是改为上机演练和模拟申请" in ask_samples("What problems did Tinglan name in 2023?", question).text


def test_of_what_is_short_only_the_staff_is_looked_for(ask_samples: Ask) -> None:
    text = ask_samples("Do any towns complain about lack of staff?").text
    assert "“人手不足”" in text
    assert "投诉" not in text


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("How many requests did Beijing receive in 2022?", "Beijing"),
        ("What problems did Shangri report in 2022?", "Shangri"),
        ("Nanhe's requests in 2022", "Nanhe"),
        ("How many penalties were imposed by Nanhe in 2022?", "Nanhe"),
    ],
)
def test_a_town_that_is_not_stored_is_named_and_no_other_taken(ask_samples: Ask, question: str, name: str) -> None:
    answer = ask_samples(question)
    assert "no_data" == answer.status
    assert f"No report of {name} is stored." in answer.text


@pytest.mark.parametrize("further", ["And Qinghe's?", "And Qinghe?", "What about Qinghe?"])
def test_a_town_that_is_not_stored_does_not_get_the_figure_of_the_one_before(ask_samples: Ask, further: str) -> None:
    assert "No report of Qinghe is stored." in ask_samples("What was Tinglan's number of requests in 2022?", further).text


def test_a_town_that_is_not_stored_is_told_beside_one_that_is(ask_samples: Ask) -> None:
    assert "No report of Nanjing is stored." in ask_samples("Compare Tinglan and Nanjing by requests in 2022").text


def test_a_slip_in_a_name_is_taken_and_said(ask_samples: Ask) -> None:
    answer = ask_samples("How many requests did Tinglam receive in 2022?")
    assert ["6"] == figures(answer)
    assert '"Tinglam" is taken for Tinglan (汀岚镇)' in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How Many Requests Did Yanquan Receive In 2021?",
        "How many Requests did Yanquan Receive in 2021?",
        "How many requests did Yanquan receive on WeChat Day in 2021?",
    ],
)
def test_a_capital_alone_makes_no_town(ask_samples: Ask, question: str) -> None:
    assert () == ask_samples(question).missing


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which town has no report for 2022?", "Shanwu (杉坞乡)"),
        ("Which years are missing?", "missing: 2022"),
        ("When was the 2022 report of Tinglan published?", "2023-01-10"),
        ("How many reports are stored per year?", "2019 **5 reports**, 2020 **6 reports**"),
    ],
)
def test_what_is_stored_is_told(ask_samples: Ask, question: str, said: str) -> None:
    assert said in ask_samples(question).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Were all requests closed in Luzhu in 2022?", "carries **3 cases**"),
        ("Which towns closed every request in 2023?", "Shanwu (杉坞乡)"),
    ],
)
def test_whether_all_were_closed_is_judged_by_what_is_carried_over(ask_samples: Ask, question: str, said: str) -> None:
    assert said in ask_samples(question).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who files most of the requests in Luzhu in 2022?", "most are from **natural persons**"),
        ("Are most requests in Luzhu from natural persons in 2022?", "Yes."),
        ("Which is the most common reason for denial in 2022?", "enforcement case files"),
        ("What reasons did Luzhu give for refusing requests in 2022?", "denied: prohibited by law 1 case"),
        ("How many documents are in force in Yanquan in 2022?", "**14 documents**"),
        ("Which agency saw the steepest increase in requests between 2022 and 2023?", "**Luzhu (鹭渚街道)** (+7 cases)"),
        ("How do the published items of Tinglan compare with those of Yanquan in 2022?", "by **328 items**"),
        ("Did requests double anywhere between 2021 and 2022?", "Tinglan (汀岚镇)"),
        ("Is there anything about sign language?", "“手语”"),
        ("Quote the sentence on training in Tinglan in 2023", "一是培训以念文件为主"),
    ],
)
def test_another_turn_of_words_gets_the_same(ask_samples: Ask, question: str, said: str) -> None:
    answer = ask_samples(question)
    assert "answered" == answer.status
    assert said in answer.text


@pytest.mark.parametrize("question", ["How many people live in Luzhu?", "Delete the report of Tinglan"])
def test_what_the_reports_cannot_answer_is_refused(ask_samples: Ask, question: str) -> None:
    assert "out_of_scope" == ask_samples(question).status


def test_a_total_of_disputes_is_no_check(ask_samples: Ask) -> None:
    text = ask_samples("What is the total of reviews and lawsuits in Yanquan in 2022?").text
    assert "total: **4 cases**" in text
    assert "administrative reviews 0 cases" in text
    assert "administrative lawsuits 4 cases" in text
