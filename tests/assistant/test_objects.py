"""Figures of things that are no cell of the form: told with their sentence, ranked, added up, or said not to be stated."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answering.quotes.stating import choose_number, find_statements, read_number
from assistant.records import Answer
from assistant.understanding.framing.framing import read_frame
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.prose.objects import asks_number, find_counter, list_objects
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import Store, open_store

Ask = Callable[..., Answer]

PROSE = {
    (
        "临溪镇",
        2022,
    ): "全年主动公开政府信息210条，其中门户网站120条、微信公众号“临溪发布”推送90条。更新专栏信息31条。公众号关注人数达到1.2万。"
    "举办业务培训2次，培训信息员45人次。县长信箱收到来信12件，办结率100%。",
    ("临溪镇", 2023): "全年主动公开政府信息260条。机构概况类信息26条，占10%。培训信息员30人次。配备兼职信息员6名。",
    ("云岭乡", 2022): "全年主动公开政府信息90条。通过短视频平台发布15条。公众号粉丝8600人。每旬公布茶青收购价格。",
    (
        "云岭乡",
        2023,
    ): "全年主动公开政府信息95条。设有专栏3个，专栏更新7次，专栏信息18条。共受理信息公开申请3件，2件已主动公开，1件已提供。",
}


@pytest.fixture(scope="module")
def ask_prose(tmp_path_factory: pytest.TempPathFactory, converse: Callable[[Store], Ask]) -> Iterator[Ask]:
    """Asks the turns of a conversation over reports without tables, and gives the last answer."""
    folder: Path = tmp_path_factory.mktemp("prose")
    for (agency, year), prose in PROSE.items():
        title = f"{agency}人民政府{year}年政府信息公开工作年度报告"
        text = f"{title}\n\n一、总体情况\n{prose}\n\n二、存在的主要问题及改进情况\n公开内容不够丰富。\n"
        (folder / f"{agency}{year}年政府信息公开工作年度报告.txt").write_text(text, encoding="utf-8")
    settings = Settings(data=folder / "data")
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, sorted(folder.glob("*.txt")))}
    with open_store(settings) as store:
        yield converse(store)


def list_stated(answer: Answer) -> list[Decimal]:
    return [value.value for value in answer.values if value.derived is None]


@pytest.mark.parametrize(
    ("number", "quote", "question"),
    [
        ("31", "更新专栏信息31条", "临溪镇2022年更新专栏信息多少条"),
        ("12000", "关注人数达到1.2万", "临溪镇2022年公众号有多少粉丝"),
        ("45", "培训信息员45人次", "临溪镇2022年培训了多少人次"),
        ("100", "办结率100%", "临溪镇2022年县长信箱办结率"),
        ("10", "占10%", "临溪镇2023年机构概况类信息占多少"),
        ("15", "短视频平台发布15条", "云岭乡2022年在视频号上发了几条"),
        ("6", "兼职信息员6名", "临溪镇2023年兼职信息员几名"),
        ("2", "举办业务培训2次", "临溪镇2022年举办业务培训几次"),
    ],
)
def test_the_figure_of_another_thing_is_told_with_its_sentence(ask_prose: Ask, number: str, quote: str, question: str):
    answer = ask_prose(question)
    assert "answered" == answer.status
    assert [Decimal(number)] == list_stated(answer)
    assert quote in answer.text
    assert all(value.citations for value in answer.values)


@pytest.mark.parametrize(
    ("named", "question"),
    [
        ("抖音", "临溪镇2023年通过抖音发了多少条"),
        ("惠企政策", "临溪镇2023年公开惠企政策信息多少条"),
        ("头条号", "云岭乡2022年在头条号发布多少条"),
    ],
)
def test_a_thing_that_no_sentence_counts_is_not_answered_by_the_total(ask_prose: Ask, named: str, question: str):
    answer = ask_prose(question)
    assert "no_data" == answer.status
    assert f"没有写明“{named}" in answer.text or "没有找到" in answer.text
    assert answer.text.find("没有") < answer.text.find("260条") or "260条" not in answer.text


@pytest.mark.parametrize(
    "question", ["临溪镇2022年人民法院受理的行政诉讼几件", "临溪镇2023年培训了几次", "云岭乡2022年收到邮寄的申请多少件"]
)
def test_a_number_of_another_kind_is_never_taken(ask_prose: Ask, question: str):
    assert [] == list_stated(ask_prose(question))


def test_several_numbers_of_one_thing_are_quoted_and_none_is_chosen(ask_prose: Ask):
    answer = ask_prose("云岭乡2023年专栏更新和信息一共多少")
    assert Decimal(25) not in {value.value for value in answer.values}


@pytest.mark.parametrize("question", ["哪年哪个乡镇培训人次最多", "哪个单位哪一年培训的人次最多"])
def test_prose_figures_are_ranked_with_their_sentences_and_coverage(ask_prose: Ask, question: str):
    answer = ask_prose(question)
    assert [Decimal(45), Decimal(30)] == list_stated(answer)
    assert answer.text.index("临溪镇2022年") < answer.text.index("45人次")
    assert answer.coverage is not None
    assert (4, 2) == (answer.coverage.of, answer.coverage.with_data)


def test_prose_figures_of_one_agency_are_added_up(ask_prose: Ask):
    answer = ask_prose("临溪镇2022年和2023年一共培训了多少人次")
    assert [Decimal(75)] == [value.value for value in answer.values if value.derived == "sum"]


@pytest.mark.parametrize(
    "question",
    ["公布茶青收购价格的有哪些乡镇", "哪些乡镇公布茶青收购价格", "“茶青收购价格”是哪个乡镇写的", "谁提到了茶青收购价格"],
)
def test_who_does_something_is_answered_from_the_sentences(ask_prose: Ask, question: str):
    answer = ask_prose(question)
    assert "answered" == answer.status
    assert "每旬公布茶青收购价格" in answer.text
    assert () == answer.values or all(value.derived for value in answer.values)
    assert "报告：\n" not in answer.text


def test_a_name_and_a_number_are_both_answered(ask_prose: Ask):
    answer = ask_prose("临溪镇2022年微信公众号叫什么名字，发布多少条")
    assert "“临溪发布”" in answer.text
    assert [Decimal(90)] == list_stated(answer)


def test_what_no_table_has_is_quoted_from_the_prose(ask_prose: Ask):
    answer = ask_prose("云岭乡2023年收到几件申请", "办理结果如何")
    assert "2件已主动公开" in answer.text


def test_other_statistics_are_out_of_scope(ask_prose: Ask):
    assert "out_of_scope" == ask_prose("临溪镇2022年国民经济统计公报").status


def test_the_most_active_in_disclosure_is_ranked_by_items(ask_prose: Ask):
    answer = ask_prose("2022年哪个乡镇信息公开最多")
    assert "临溪镇" in answer.text.split("\n")[0]
    assert Decimal(210) in list_stated(answer)


@pytest.mark.parametrize("question", ["柳溪镇2023年收到几件申请，正文怎么写的", "柳溪镇2023年正文里写收到申请几件，表里几件"])
def test_the_prose_is_quoted_beside_the_table_where_they_differ(ask: Ask, question: str):
    answer = ask(question)
    assert {Decimal(9), Decimal(8)} <= {value.value for value in answer.values}
    assert "收到政府信息公开申请9件" in answer.text
    assert "不一致" in answer.text


def test_the_sentence_of_a_figure_follows_on_request(ask: Ask):
    answer = ask("柳溪镇2023年收到几件申请", "正文怎么说的")
    assert "我镇收到政府信息公开申请9件" in answer.text


def read_objects(question: str) -> tuple[str, ...]:
    return list_objects(read_frame(question, Catalog(), None))


@pytest.mark.parametrize(
    ("objects", "question"),
    [
        ((), "2022年公开了多少条信息"),
        ((), "微信公众号发布了多少篇推文"),
        ((), "收到多少件申请"),
        ((), "办理的12345热线工单有多少件"),
        ((), "我是记者，想知道收了多少行政事业性收费"),
        ((), "表格里行政处罚一栏填的是几"),
        (("栏目",), "更新栏目信息多少条"),
        (("行政处罚",), "行政处罚信息发布了多少条"),
        (("兼职信息员",), "配有几名兼职信息员"),
        (("办结率",), "12345热线办结率是多少"),
    ],
)
def test_only_words_that_no_measure_covers_are_counted_by_themselves(objects: tuple[str, ...], question: str):
    assert objects == read_objects(question)


@pytest.mark.parametrize("question", ["有多少个乡镇提到信息员", "哪几个镇用了公众号", "几份报告写到培训"])
def test_how_many_agencies_is_no_number_of_things(question: str):
    assert not asks_number(read_frame(question, Catalog(), None))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (31, "更新专栏信息31条,公开预算1份。"),
        (None, "专栏更新7次,新建专栏3个。"),
        (1200, "专栏信息1,200条。"),
        (18, "专栏信息,共18条。"),
        (None, "更新专栏,公开预算1份。"),
        (None, "第3个专栏。"),
        (None, "专栏由2023年新设。"),
    ],
)
def test_a_number_belongs_to_the_words_of_its_clause_alone(number: int | None, text: str):
    found = read_number(text, [("专栏",)], find_counter("几条", "zh"))
    assert number == (None if found is None else found.value)


def test_two_sentences_that_differ_give_no_number():
    assert choose_number(()) is None
    assert () == find_statements((), ("专栏",), (), ("条",))


@pytest.mark.parametrize(
    ("operation", "question"),
    [
        ("rank", "2023年行政处罚倒数第二的乡镇"),
        ("rank", "把2023年各乡镇的行政处罚数、新收申请数列个表"),
        ("mentions", "哪个乡镇说要引入第三方抽查"),
        ("reports", "你手头有几份报告"),
    ],
)
def test_figures_of_the_form_stay_figures_and_words_go_to_the_prose(ask: Ask, operation: str, question: str):
    query = ask(question).query
    assert query is not None
    assert operation == query.operation


def test_a_hotline_of_another_office_is_not_taken_for_the_known_one(ask_prose: Ask):
    answer = ask_prose("临溪镇2022年县长热线办理多少件")
    assert "办理12345热线" not in answer.text.split("\n")[0]


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("茶青收购价格", "Which towns publish purchase prices?"),
        ("培训信息员45人次", "Show me the sentence about the training in Linxi 2022"),
    ],
)
def test_english_questions_for_the_prose_are_answered_from_it(ask_prose: Ask, words: str, question: str):
    assert words in ask_prose(question).text


def test_the_only_year_that_states_a_figure_is_no_choice(ask_prose: Ask):
    answer = ask_prose("临溪镇微信公众号推送多少条")
    assert "answered" == answer.status
    assert [Decimal(90)] == list_stated(answer)
    assert "2022年" in answer.text
