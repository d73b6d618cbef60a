"""Answers to questions in English, in both languages at once, or with slips; the figures are those of the truths."""

from collections.abc import Callable

import pytest

from assistant.records import Answer
from assistant.understanding.words.counted_years import find_counted_years, find_spelt_years
from assistant.understanding.words.english import is_english
from assistant.understanding.words.periods import find_periods

Ask = Callable[..., Answer]
STORED = (2019, 2020, 2021, 2022, 2023)


@pytest.mark.parametrize(
    ("english", "question"),
    [
        (True, "Who published more in 2021, 松岸路街道 or 南街街道?"),
        (True, "砚泉镇 vs 汀岚镇, penalties 2023"),
        (True, "Penalties in 梧山县 in 2021"),
        (False, "砚泉镇WeChat发了几条"),
        (False, "砚泉镇2023年pdf"),
        (False, "Tinglan镇2023年申请数"),
    ],
)
def test_chinese_names_do_not_tell_the_language(question: str, *, english: bool) -> None:
    assert english is is_english(question)


def test_a_name_alone_is_in_the_language_of_the_turn_before() -> None:
    assert is_english("砚泉镇?", before=True)
    assert not is_english("砚泉镇?")


@pytest.mark.parametrize(
    ("years", "text"),
    [
        ((2019, 2020), "头两年收到几件"),
        ((2019,), "第一年处罚几件"),
        ((2023,), "最后一年处罚几件"),
        ((2022,), "两年前的申请"),
        ((2021,), "三年前处罚几件"),
    ],
)
def test_years_are_counted_off_from_the_ends(text: str, years: tuple[int, ...]) -> None:
    assert [years] == [counted.years for counted in find_counted_years(text, STORED)]


@pytest.mark.parametrize(
    ("year", "text"), [(2021, "两千零二十一年"), (2020, "二千零二十年"), (2019, "两千零十九年"), (2012, "两千零一十二年")]
)
def test_years_spelt_out_are_read(text: str, year: int) -> None:
    assert [(year,)] == [counted.years for counted in find_spelt_years(text)]


@pytest.mark.parametrize(
    ("years", "text"),
    [
        ((2021, 2022, 2023), "2021年及以后的处罚合计"),
        ((2019, 2020), "2021年前的报告有哪些"),
        ((2021,), "2l年处罚"),
        ((2022,), "廿二年处罚"),
        ((2022,), "上上年处罚"),
    ],
)
def test_further_ways_of_writing_years_are_read(text: str, years: tuple[int, ...]) -> None:
    assert years == find_periods(text, STORED).years


@pytest.mark.parametrize(
    ("words", "turns"),
    [
        (["480 items", "Luzhu (鹭渚街道) has more"], ["Who published more in 2021, 鹭渚街道 or 砚泉镇?"]),
        (["0.25 times", "1 case", "4 cases"], ["ratio of granted to received requests in 汀岚镇 2023"]),
        (["1.6 times"], ["What is the ratio of licensing decisions to penalties in 汀岚镇 in 2022?"]),
        (["10 cases"], ["Licences plus penalties in Tinglan in 2023?"]),
        (["76 cases"], ["What do penalties and licences in Yanquan in 2021 add up to?"]),
        (["11 cases"], ["What is the sum of reviews and lawsuits in Luzhu in 2021?"]),
        (["66.7%", "Tinglan"], ["Which town had the highest ratio of penalties to licences in 2023?"]),
        (["1,257 cases"], ["How many licensing decisions did 溪源县 agencies make in total in 2022?"]),
        (
            ["Not all were granted", "17 cases", "6 cases"],
            ["How many requests did Yanquan receive in 2023?", "Were they all granted?"],
        ),
        (["Not all were granted", "36 cases"], ["In 2023, were all of Luzhu's requests granted?"]),
        (["No. ", "0 cases"], ["Was anyone fined in Shanwu in 2023?"]),
        (["4 cases", "reviews"], ["How many appeals did Luzhu receive in 2022?"]),
        (["2 cases", "lawsuits"], ["How many lawsuits were filed against Luzhu in 2022?"]),
        (["4 cases", "carried over to the next year"], ["How many requests to Yanquan were still pending in 2021?"]),
        (["1,213 cases"], ["How many licences did Luzhu grant in 2021?"]),
        (["50.0%"], ["Who has the highest rate of granted requests in 2022?"]),
        (["+8 cases", "溪源县栎桥镇"], ["What was the biggest jump in requests from 2021 to 2022?"]),
        (["3 cases", "溪源县栎桥镇"], ["Did Liqiao in Xiyuan have more penalties than Liqiao in Wushan in 2022?"]),
        (["denied | 3 cases"], ["What happened to the requests Luzhu received in 2021?"]),
        (["businesses) | 9 cases"], ["Who filed the requests at Luzhu in 2023?"]),
        (["10 cases"], ["Tell me about Luzhu's lawsuits in 2021."]),
        (["2022", "31 cases"], ["When did Luzhu receive the fewest requests?"]),
        (["172,985 yuan"], ["What did Luzhu collect in fees in 2023?"]),
        (["Tinglan (汀岚镇) (2019)", "Shanwu (杉坞乡) (2020)"], ["Which agencies reported problems with staff turnover?"]),
        (["+9 percentage points", "Yanquan"], ["Which agency improved its grant rate most between 2022 and 2023?"]),
        (["Wushan County", "Xiyuan County"], ["Which counties do you cover?"]),
    ],
)
def test_english_questions_get_their_figure(ask_samples: Ask, turns: list[str], words: list[str]) -> None:
    answer = ask_samples(*turns)
    assert answer.status == "answered"
    for word in words:
        assert word in answer.text


@pytest.mark.parametrize(
    ("words", "turns"),
    [
        (["down by **6 cases**"], ["Penalties in Luzhu in 2023?", "And in 2022?", "So how much fewer in 2023?"]),
        (["24 cases"], ["Compare Luzhu and Yanquan on requests in 2023", "And on penalties?", "Which is higher?"]),
        (["36 cases"], ["Requests in Yanquan in 2023?", "And 2022?", "How many is that in total?"]),
        (["54 cases"], ["Penalties in Yanquan in 2023?", "Tinglan?", "Luzhu?", "All three together?"]),
        (["55 cases"], ["Penalties in Yanquan in 2023?", "And licences?", "What do they add up to?"]),
        (["25 cases"], ["How many penalties did Luzhu impose in 2021?", "Is that more than Yanquan?"]),
        (["25件"], ["鹭渚2021年处罚几件", "比砚泉多吗"]),
        (["Not all", "5 cases"], ["How many requests did Luzhu receive in 2021?", "Were all of them answered?"]),
        (["27 cases"], ["How many requests did Xiyuan County receive in 2021?", "And Wushan?", "Difference?"]),
        (["Yanquan", "0 cases"], ["Which agency had the most lawsuits in 2020?", "How many of these were lost?"]),
        (["24件"], ["砚泉镇2023年收到申请几件？", "汀岚呢", "两个加起来"]),
        (["33件"], ["砚泉镇2020年收到申请几件？", "2021年呢", "两年加起来多少"]),
        (["27件"], ["溪源县2021年收到几件申请", "梧山呢", "差多少"]),
        (["砚泉镇", "0件"], ["2020年哪个单位诉讼最多", "其中败诉几件"]),
    ],
)
def test_follow_ups_go_on_with_what_was_told(ask_samples: Ask, turns: list[str], words: list[str]) -> None:
    answer = ask_samples(*turns)
    assert answer.status == "answered"
    for word in words:
        assert word in answer.text


@pytest.mark.parametrize(
    "turns",
    [["Penalties in 汀岚镇 in 2023?", "What about Nanxi?", "And licences?"], ["汀岚镇2023年处罚几件", "南溪镇呢", "许可呢"]],
)
def test_a_name_of_which_nothing_is_stored_does_not_stay(ask_samples: Ask, turns: list[str]) -> None:
    answer = ask_samples(*turns)
    assert [6] == [value.value for value in answer.values]
    assert "汀岚镇" in answer.text


def test_a_first_name_of_which_nothing_is_stored_is_said_again(ask_samples: Ask) -> None:
    assert ask_samples("南溪镇2023年处罚几件？", "许可呢").status == "no_data"


@pytest.mark.parametrize(
    ("word", "question"),
    [
        ("restaurants", "How many licences for restaurants did Luzhu issue in 2022?"),
        ("pensioners", "How many requests from pensioners did Luzhu receive in 2022?"),
        ("urgent", "How many urgent requests did Luzhu get in 2022?"),
    ],
)
def test_what_narrows_an_english_figure_is_not_passed_over(ask_samples: Ask, question: str, word: str) -> None:
    answer = ask_samples(question)
    assert answer.status == "no_data"
    assert f"no figure of “{word}”" in answer.text


def test_english_words_that_no_answer_follows_are_told(ask_samples: Ask) -> None:
    answer = ask_samples("How many penalties did the mayor of Luzhu impose in 2022?")
    assert answer.text.endswith("not used of the question: mayor.")


def test_a_word_that_could_not_be_looked_for_is_no_denial(ask_samples: Ask) -> None:
    answer = ask_samples("Did any report mention unicorns?")
    assert answer.status == "no_data"
    assert "unicorns" in answer.text
    assert "No sentence" not in answer.text


def test_a_county_put_behind_belongs_to_the_name(ask_samples: Ask) -> None:
    assert [12] == [value.value for value in ask_samples("栎桥镇2022年处罚多少，溪源县的").values]
    assert ask_samples("南溪镇2022年处罚多少，溪源县的").status == "no_data"
    assert ask_samples("Penalties in Yanquan in Xiyuan County in 2022?").status == "no_data"


def test_the_first_years_are_those_of_the_agency(ask_samples: Ask) -> None:
    answer = ask_samples("鹭渚街道头两年一共收到多少申请？")
    assert 66 in [value.value for value in answer.values]
    assert "2020年、2021年" in answer.text
