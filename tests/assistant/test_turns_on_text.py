"""Follow-ups that reach into the report spoken of, and shares and outcomes that only the prose states."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.records import Answer
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import Store, open_store

Ask = Callable[..., Answer]

TEXTS = {
    "沙柳街道2023年.txt": """沙柳街道办事处2023年政府信息公开工作年度报告
本报告中所列数据的统计期限自2023年1月1日至2023年12月31日。
一、总体情况
全年共发布信息200条,其中通知公告类50条,财政预算(部门)4条,惠农政策类信息36条。“沙柳先锋”微信公众号目前粉丝数6120,年内发布推文80篇,其中原创推文20篇。“沙柳先锋”视频号于2021年开通,目前订阅数450,发布短片12部。
办理便民热线诉求90件,超期办结数为0。
街道配备了2名兼职工作人员,负责日常工作。
二是推行定期会商制度。街道与村委会每月碰头一次,商定当月公开的事项。
全年共受理政府信息公开申请6件,均来自自然人。在办结的4件申请中,予以公开3件,不予公开1件。另2件申请按规定结转下年度继续办理。
信息公开类行政复议1起,正在办理中。
""",
    "石渠镇2023年.txt": """石渠镇人民政府2023年政府信息公开工作年度报告
一、总体情况
2023年受理信息公开申请3件,均在规定期限内答复完毕。全年主动公开政府信息60条。
五、存在的主要问题及改进情况
一是配备的人员工作时间无法保障,工作人员身兼数职。
下一步,一是增配专职信息员。
""",
}


@pytest.fixture(scope="module")
def ask_text(tmp_path_factory: pytest.TempPathFactory, converse: Callable[[Store], Ask]) -> Iterator[Ask]:
    """Asks two invented reports whose figures stand in the prose alone."""
    folder: Path = tmp_path_factory.mktemp("prose_alone")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(data=folder / "data")
    assert ["added"] * len(TEXTS) == [outcome.status for outcome in ingest_paths(settings, sorted(folder.glob("*.txt")))]
    with open_store(settings) as store:
        yield converse(store)


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (("沙柳街道2023年公众号粉丝多少", "原创推文几篇"), "**20篇**"),
        (("沙柳街道2023年公众号粉丝多少", "视频号呢"), "**450**"),
        (("沙柳街道2023年发布了多少条信息", "惠农政策类呢"), "**36条**"),
        (("沙柳街道2023年发布了多少条信息", "财政预算的呢"), "**4条**"),
        (("沙柳街道2023年便民热线办了多少件", "有没有超期的"), "没有，报告写的数是零"),
        (("沙柳街道2023年发布了多少条信息", "有几个人"), "**2名**"),
    ],
)
def test_a_follow_up_is_looked_for_in_the_report_spoken_of(ask_text: Ask, turns: tuple[str, ...], expected: str) -> None:
    told = ask_text(*turns)
    assert ("answered", True) == (told.status, expected in told.text)


def test_a_thing_named_in_a_follow_up_never_gets_the_figure_before(ask_text: Ask) -> None:
    told = ask_text("沙柳街道2023年公众号粉丝多少", "他们开过听证会吗")
    assert ("answered" != told.status, True) == (True, "6120" not in told.text)


def test_a_turn_left_unanswered_is_not_passed_over_in_silence(ask_text: Ask) -> None:
    told = ask_text("沙柳街道2023年收到几件申请", "给我写一首诗", "结转下年的有几件")
    assert "上一问没有答出" in told.text


@pytest.mark.parametrize(
    ("turns", "rate", "parts"),
    [
        (("沙柳街道2023年通知公告类占发布总数的百分之几",), "25", {"50", "200"}),
        (("沙柳街道2023年惠农政策类信息占多少",), "18", {"36", "200"}),
        (("沙柳街道2023年公众号粉丝多少", "原创推文几篇", "占全部推文的比例"), "25", {"20", "80"}),
        (("沙柳街道2023年发布了多少条信息", "财政预算的呢", "那占总数多少"), "2", {"4", "200"}),
        (("沙柳街道2023年发布了多少条信息", "通知公告几条", "比例呢"), "25", {"50", "200"}),
    ],
)
def test_a_share_of_the_prose_is_computed_from_its_sentences(
    ask_text: Ask, turns: tuple[str, ...], rate: str, parts: set[str]
) -> None:
    told = ask_text(*turns)
    share = next(value for value in told.values if value.derived == "share")
    stated = {format(told.values[place].value.normalize(), "f") for place in share.inputs}
    assert (rate, parts) == (format(share.value.normalize(), "f"), stated)
    assert all(told.values[place].citations for place in share.inputs)


@pytest.mark.parametrize(
    ("turns", "said", "denied"),
    [
        (("沙柳街道2023年收到几件申请", "结转到下年的有几件"), "**2件**", "没有“结转"),
        (("沙柳街道2023年收到几件申请", "都是谁申请的"), "均来自自然人", "报告里没有"),
        (("沙柳街道2023年收到几件申请", "公开了几件"), "**3件**", "200条"),
        (("沙柳街道2023年收到几件申请", "都办结了吗"), "没有全部办结", "报告里没有"),
        (("石渠镇2023年收到几件申请", "都答复了吗"), "均在规定期限内答复完毕", "办理结果总计"),
        (("沙柳街道2023年行政复议几件", "那起复议办完了吗"), "正在办理中", "办理结果总计"),
        (("沙柳街道2023年有几个人管信息公开",), "**2名**", "没有找到"),
        (("沙柳街道2023年报告的统计期限写的是哪天到哪天",), "2023年1月1日至2023年12月31日", "没有找到"),
        (("石渠镇说人手保障不了是怎么回事",), "身兼数职", "没有找到"),
    ],
)
def test_what_the_prose_says_is_not_denied_beside_it(ask_text: Ask, turns: tuple[str, ...], said: str, denied: str) -> None:
    told = ask_text(*turns)
    assert ("answered", True, False) == (told.status, said in told.text, denied in told.text)


def test_a_figure_of_the_prose_alone_is_told_with_its_words(ask_text: Ask) -> None:
    told = ask_text("沙柳街道2023年收到几件申请")
    assert "只见于正文（“全年共受理政府信息公开申请6件" in told.text
    assert "原文未在数字处印单位" not in told.text


def test_a_sentence_that_heads_an_item_is_quoted_with_what_it_says(ask_text: Ask) -> None:
    assert "每月碰头一次" in ask_text("沙柳街道2023年的定期会商制度是怎么回事").text


@pytest.mark.parametrize(
    ("question", "expected"), [("沙柳街道的公众号叫什么", "“沙柳先锋”"), ("石渠镇的公众号叫啥", "没有写明公众号的名称")]
)
def test_a_name_is_told_itself_or_said_not_to_be_written(ask_text: Ask, question: str, expected: str) -> None:
    assert expected in ask_text(question).text


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (("柳溪镇2022年收到几件申请", "公开了几件"), "予以公开：**3件**"),
        (("柳溪镇2022年收到几件申请", "都公开了吗？"), "没有全部予以公开"),
        (("青禾镇2023年收到几件申请", "都公开了没有"), "全部予以公开"),
        (("柳溪镇2022年存在哪些问题", "准备怎么改"), "每周核对一次栏目"),
        (("柳溪镇2022年存在哪些问题", "他们想咋弥补"), "每周核对一次栏目"),
        (("柳溪镇2023年收到的申请，正文和表格对得上吗", "差在哪"), "正文写收到申请 9件"),
    ],
)
def test_short_turns_keep_to_what_was_spoken_of(ask: Ask, turns: tuple[str, ...], expected: str) -> None:
    assert expected in ask(*turns).text


@pytest.mark.parametrize("turns", [("柳溪镇2023年罚款金额多少",), ("柳溪镇2023年罚了多少件", "罚款金额呢")])
def test_money_that_the_form_does_not_state_is_not_its_count(ask: Ask, turns: tuple[str, ...]) -> None:
    told = ask(*turns)
    assert ("no_data", True) == (told.status, "没有写明“罚款金额”的数" in told.text)


def test_a_channel_counted_before_is_named_after(ask_text: Ask) -> None:
    assert "“沙柳先锋”" in ask_text("沙柳街道2023年公众号粉丝多少", "叫什么名字").text


def test_a_number_and_a_share_of_the_prose_are_both_told(ask_text: Ask) -> None:
    told = ask_text("沙柳街道2023年主动公开多少条，通知公告类占多少")
    assert {"200", "25"} <= {format(value.value.normalize(), "f").replace("2E+2", "200") for value in told.values}
