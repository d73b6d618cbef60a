"""Plain questions are answered however they are put, and things that no measure counts are still denied."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.records import Answer
from assistant.understanding.framing.framing import read_frame
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.prose.objects import list_objects

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    "question",
    [
        "收费排名第二的是",
        "罚款数量排老二的是哪个镇",
        "处罚数第三多的镇叫什么",
        "收费数额位居第三的是哪家",
        "复议最多的单位（并列）",
        "申请数（单位：件）",
        "收费折合多少元",
        "收费约合多少元",
        "怕影响公共安全而不公开的几件",
        "会损害第三方利益所以没公开的有多少",
        "当成行政查询处理的申请多少件",
        "说自己不掌握、没法提供的有几件",
        "申请人过期不补正不再处理的有几件",
        "被认定重复申请的件数",
        "许可事项上一年项目数量是多少",
        "有几个人来申请公开",
        "大伙儿提了多少申请",
        "罚得挺狠，到底罚了多少件",
        "申请量高不高，多少件",
        "处罚件数能查到吗，是多少",
        "门户网站上挂了多少条",
        "网站跟公众号一块儿发了多少",
        "收费总共入账多少",
        "一共收到多少件公开申请谢谢",
        "三大类行政行为各多少：许可、处罚、强制",
        "2022nian申请多少",
    ],
)
def test_a_manner_of_speaking_is_no_thing_that_is_counted(question: str):
    assert () == list_objects(read_frame(question, Catalog(), None))


@pytest.mark.parametrize(
    ("thing", "question"),
    [
        ("食品", "食品处罚多少件"),
        ("诊所", "诊所处罚多少件"),
        ("检查", "检查处罚多少"),
        ("地质", "地质处罚几件"),
        ("能源", "能源处罚多少"),
        ("扬尘", "扬尘处罚多少"),
        ("外卖", "外卖许可多少件"),
        ("工地", "工地许可多少"),
        ("渔业", "渔业许可多少件"),
        ("中学", "中学收费多少元"),
        ("新闻", "新闻发布多少条"),
        ("问卷", "问卷发了多少份"),
        ("微信群", "微信群发了多少条"),
        ("朋友圈", "朋友圈发布多少条"),
        ("外国人", "外国人申请几件"),
        ("食品", "行政处罚（食品）多少件"),
        ("drone", "How many drone licences were granted?"),
        ("food", "How many food penalties were issued?"),
    ],
)
def test_a_thing_of_its_own_stays_what_is_counted(thing: str, question: str):
    assert thing in " ".join(list_objects(read_frame(question, Catalog(), None)))


def test_a_list_of_kinds_of_applicants_may_cut_their_names_short():
    frame = read_frame("新收申请里自然人、企业、科研、公益、法律、其他各多少", Catalog(), None)
    assert "requests.new.legal_services" in [measure.id for measure in frame.measures]
    assert () == list_objects(frame)


def test_a_list_of_kinds_of_applicants_speaks_of_requests_by_itself():
    frame = read_frame("企业、科研、公益、法律服务、其他各几件", Catalog(), None)
    assert "requests.new.business" in [measure.id for measure in frame.measures]


@pytest.mark.parametrize(
    ("value", "question"),
    [
        (30, "听说柳溪镇2023年罚得挺狠，到底罚了多少件"),
        (8, "柳溪镇2023年大伙儿提了多少申请"),
        (8, "柳溪镇2023年有几个人来申请公开"),
        (8, "柳溪zhen 2023 申请多少"),
        (1, "柳溪镇2022年会损害第三方利益所以没公开的有多少"),
        (1, "柳溪镇2022年说自己不掌握、没法提供的有几件"),
        (250, "柳溪镇2023年门户网站上挂了多少条"),
        (30, "How many penalties did Liuxi impose in 2023?"),
    ],
)
def test_a_plain_question_is_answered_however_it_is_put(ask: Ask, value: int, question: str):
    answer = ask(question)
    assert ("answered", Decimal(value)) == (answer.status, answer.values[0].value)


@pytest.mark.parametrize(
    "question",
    [
        "柳溪镇2023年食品处罚多少件",
        "柳溪镇2023年诊所处罚多少件",
        "柳溪镇2023年行政处罚（食品类）多少件",
        "柳溪镇2023年外国人申请几件",
        "柳溪镇2023年微信群发了多少条",
        "柳溪镇2023年渔业许可多少件",
        "How many food penalties did Liuxi issue in 2023?",
    ],
)
def test_no_other_things_figure_stands_in_for_a_thing_that_is_not_stated(ask: Ask, question: str):
    assert "no_data" == ask(question).status


def test_a_word_that_counts_nothing_is_not_said_to_be_unused(ask: Ask):
    assert "没有用到" not in ask("听说柳溪镇2023年罚得挺狠，到底罚了多少件").text
