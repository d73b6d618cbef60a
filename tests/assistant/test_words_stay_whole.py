"""Words of a dictionary stay whole in text questions, and what is asked is looked for in the words that tell it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answering.quotes.meeting import stands_in
from assistant.records import Answer
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.prose.topics import list_terms
from assistant.understanding.understand import read_frame
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.dictionary import is_content, part_words
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import open_store

Ask = Callable[..., Answer]

TEXTS = {
    "竹湾镇2022年.txt": """竹湾镇人民政府2022年政府信息公开工作年度报告
根据《竹岭县政务公开办法》等文件要求编制本报告。电子版可在竹岭县政府网下载。
一、总体情况
镇政府自2015年6月起开始运营公众号。全年公开涉及乡村旅游、征地补偿、养老服务等方面信息80条。配备专职工作人员2名、兼职信息员3名。
全年通过“竹湾之窗”微信公众号推送信息45条,通过大喇叭播报12次。
在县报、县电视台等媒体刊登稿件9篇。在便民大厅APP发布内容7条。
开展邻里结对,老党员教新信息员登录后台。对拟公开的信息严格保密审查,并建立核对机制。
2022年没有发生举报、投诉事件。上级安全检测未发现问题。此外,2021年我镇补登文件3件。
五、存在的主要问题及改进情况
一是公开的渠道还不够丰富；二是由于人员变动,信息更新不及时；三是公开经费没有单列。
下一步,一是开设短视频专栏；二是定期更新目录。
""",
    "梅坞乡2022年.txt": """梅坞乡人民政府2022年政府信息公开工作年度报告
一、总体情况
全年公开信息30条。做好个人隐私遮挡,保密审查由分管领导签字。公开经费单列,按季核拨。
政府信息公开的收费及减免情况:无。
五、存在的主要问题及改进情况
一是公开的形式单一；二是群众参与不多。
下一步,一是增设村级公示栏；二是入户宣传。
""",
    "梅坞乡2023年.txt": """梅坞乡人民政府2023年政府信息公开工作年度报告
一、总体情况
全年公开信息42条,政府信息公开量有所增长。通过政府网站公开20条,栏目内容无空白。举办第三届政务公开日活动。
五、存在的主要问题及改进情况
一是群众参与不多；二是解读材料偏少。
下一步,一是制作图解；二是入户宣传。
""",
}


@pytest.fixture(scope="module")
def ask_whole(tmp_path_factory: pytest.TempPathFactory, converse: Callable[..., Ask]) -> Iterator[Ask]:
    """Asks three invented reports whose problems, staff and channels stand in the prose."""
    folder: Path = tmp_path_factory.mktemp("whole_words")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(data=folder / "data")
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, sorted(folder.glob("*.txt")))}
    with open_store(settings) as store:
        yield converse(store)


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (("媒体", "刊登", "过", "稿件"), "媒体刊登过稿件"),
        (("领导小组", "办公室", "设"), "领导小组办公室设"),
        (("乡村", "旅游"), "乡村旅游"),
    ],
)
def test_a_run_is_cut_where_the_words_of_the_dictionary_end(pieces: tuple[str, ...], text: str):
    assert pieces == part_words(text)


@pytest.mark.parametrize(("tells", "word"), [(True, "结对"), (True, "征地"), (False, "以及"), (False, "做到"), (False, "镇柳")])
def test_a_word_tells_something_where_the_dictionary_has_it_as_such(tells: bool, word: str):
    assert tells is is_content(word)


@pytest.mark.parametrize(
    ("terms", "question"),
    [
        (("结对",), "哪里提到结对"),
        (("征地",), "谁提到征地"),
        (("召开听证会",), "召开听证会的有哪些"),
        (("监督",), "哪些单位没有写监督"),
        (("保密", "隐私"), "哪些镇提到保密但没提到隐私"),
        (("三率",), "三率指什么"),
    ],
)
def test_no_edge_of_a_word_is_lost(terms: tuple[str, ...], question: str):
    assert terms == list_terms(question, "zh", load_cues())


@pytest.mark.parametrize(
    "question", ["有哪家提到乡村振兴？", "谁谈到乡村旅游", "哪些报告写到下乡宣讲", "哪里说到城乡一体化", "宣传乡村治理的有谁"]
)
def test_no_town_is_made_of_a_verb_and_half_a_word(question: str):
    assert () == read_frame(question, Catalog(), None).names.unknown


def test_a_word_searched_for_is_no_town_without_a_source(ask_whole: Ask):
    assert "没有写有“下乡宣讲”字样" in ask_whole("哪里提到下乡宣讲").text


def test_a_strange_town_is_still_told(ask_whole: Ask):
    assert "柳絮镇" in ask_whole("柳絮镇2022年提到乡村旅游了吗").text


@pytest.mark.parametrize(
    ("stands", "word", "sentence"),
    [
        (True, "媒体刊登过稿件", "在各类媒体刊登稿件9篇。"),
        (True, "渠道不够", "公开的渠道还不够丰富"),
        (True, "更新不及时", "信息更新仍不够及时"),
        (True, "电子化率", "全文电子化达100%。"),
        (False, "渠道不够", "公开的渠道十分丰富"),
        (False, "社区通", "各社区均已公开"),
    ],
)
def test_a_word_stands_where_its_words_do(stands: bool, word: str, sentence: str):
    assert stands is stands_in(word, sentence)


@pytest.mark.parametrize(
    ("quote", "question"),
    [
        ("邻里结对", "哪里提到结对"),
        ("乡村旅游", "有哪家提到乡村旅游"),
        ("公开经费没有单列", "哪几家承认公开经费没有单列"),
        ("渠道还不够丰富", "哪些单位说渠道不够"),
        ("保密审查,并建立核对机制", "哪些镇提到保密但没提到隐私"),
        ("2名、兼职信息员3名", "竹湾镇2022年有几个人搞政务公开"),
        ("乡村旅游、征地补偿、养老服务等方面", "竹湾镇2022年公开了哪些方面的信息"),
        ("《竹岭县政务公开办法》", "竹湾镇2022年的报告依据什么文件编制"),
        ("竹岭县政府网下载", "竹湾镇2022年的报告去哪儿下载"),
        ("2015年6月起", "竹湾镇公众号从哪天开始运营的"),
        ("县报、县电视台等媒体", "竹湾镇2022年在哪些媒体刊登过稿件"),
        ("便民大厅APP", "竹湾镇2022年有没有用APP公开信息"),
        ("没有发生举报、投诉", "竹湾镇2022年有没有人投诉举报"),
        ("上级安全检测未发现问题", "竹湾镇2022年安全检测发现问题了吗"),
        ("建立核对机制", "竹湾镇2022年核对机制是什么"),
        ("2021年我镇补登文件3件", "竹湾镇2022年的报告为什么会出现2021年的数字"),
        ("由于人员变动", "竹湾镇2022年为什么更新不及时"),
        ("收费及减免情况:无", "梅坞乡2022年收费情况"),
        ("栏目内容无空白", "梅坞乡2023年网站有空白栏目吗"),
        ("举办第三届政务公开日活动", "梅坞乡2023年政务公开日办了没"),
        ("**1个**：梅坞乡", "谁没有写到喇叭"),
    ],
)
def test_what_stands_there_is_found(ask_whole: Ask, quote: str, question: str):
    answer = ask_whole(question)
    assert ("answered", True) == (answer.status, quote in answer.text)
    assert "没有找到直接" not in answer.text


@pytest.mark.parametrize(
    ("stray", "question"),
    [
        ("梅坞乡", "哪几家承认公开经费没有单列"),
        ("梅坞乡", "哪些镇提到保密但没提到隐私"),
        ("提到乡", "有哪家提到乡村旅游"),
        ("大喇叭", "竹湾镇2022年在哪些媒体刊登过稿件"),
    ],
)
def test_nothing_off_the_point_is_told(ask_whole: Ask, stray: str, question: str):
    assert stray not in ask_whole(question).text.split("已逐句查过")[0].split("的报告里没有找到")[0]


@pytest.mark.parametrize(
    ("told", "turns"),
    [
        ("没有写明这些问题的原因", ("梅坞乡2022年有哪些问题", "为什么？")),
        ("由于人员变动", ("竹湾镇2022年有哪些问题", "原因呢")),
        ("**3条**", ("竹湾镇2022年有哪些问题", "有几条")),
        ("**2条**", ("竹湾镇2022年有哪些问题", "怎么处理的", "有几条")),
        ("**3条**", ("竹湾镇2022年有哪些问题", "怎么处理的", "有几条问题")),
        ("群众参与不多", ("梅坞乡2022年有哪些问题", "那2023年呢", "这两年的问题有重复吗")),
        ("群众参与不多", ("梅坞乡2022年有哪些问题", "为什么", "有几条", "那2023年呢", "两年都写到的问题有吗")),
        ("“竹湾之窗”", ("竹湾镇的微信公众号叫什么",)),
        ("**45条**", ("竹湾镇的微信公众号叫什么", "它推送了多少条")),
        ("邻里结对", ("竹湾镇2022年有没有搞结对", "怎么做的")),
    ],
)
def test_a_follow_up_goes_on_with_what_was_quoted(ask_whole: Ask, told: str, turns: tuple[str, ...]):
    answer = ask_whole(*turns)
    assert ("answered", True) == (answer.status, told in answer.text)
