"""Questions over the reports' text: who says something, whole sections, items by their place, what reports share."""

from collections.abc import Callable

import pytest

from assistant.answering.prose.repeating import is_alike, strip_sentence
from assistant.answering.quotes.meeting import Sought, read_sought, stands_in
from assistant.answering.quotes.sentences import group_blocks, split_sentences
from assistant.answering.quotes.subsections import names_part, split_subsections
from assistant.answering.quotes.telling import list_turns, tell_aspects
from assistant.records import Answer, Conversation, Query
from assistant.service import Assistant
from assistant.understanding.prose.ordinals import read_ordinals
from index.records import StoredAgency, StoredPassage, StoredReport
from ingest.records import Passage, Place

Ask = Callable[..., Answer]

REPORT = StoredReport(1, "a.txt", "00", "text", StoredAgency(1, "柳溪镇", None), 2023, "2021", None, None, answers=True)


def split(text: str, topic: str = "problems"):
    return split_sentences([StoredPassage("p", REPORT, Passage(0, "一、甲", topic, text, 0, Place(line=1, quote=text[:200])))])


@pytest.fixture
def town_ask(assistant: Assistant) -> Ask:
    """Asks one question over invented towns."""
    return lambda question: assistant.ask(question, Conversation())


def list_items(answer: Answer) -> list[str]:
    """The quoted sentences without their marks."""
    return [line[2:].split("[")[0].rstrip("。；") for line in answer.text.splitlines() if line.startswith("- ")]


# ── who says it ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("stands", "word", "sentence"),
    [
        (True, "手语视频", "与残联合作为办事指南配上手语视频。"),
        (True, "第三方抽查", "引入第三方每半年抽查一次。"),
        (True, "大字版触摸屏", "在触摸屏上增加大字版。"),
        (True, "设监督员", "从退休教师中聘请监督员。"),
        (False, "手语视频", "在触摸屏上增加大字版和语音播报。"),
        (False, "义务监督员", "由村务监督委员会主任签字。"),
        (False, "培训流于形式", "培训信息员61人次。"),
        (False, "开放日", "开放大厅。"),
        (True, "公开栏", "在公开栏张贴。"),
        (False, "公开栏", "设置公开栏目6项。"),
        (False, "人手不够", "窗口人手足，培训不够。"),
    ],
)
def test_a_word_stands_in_a_sentence_whole_or_in_words_of_its_own(stands, word, sentence):
    assert stands is stands_in(word, sentence)


def test_either_word_is_enough_only_where_the_question_says_or():
    groups = (("人员流动",), ("人手不足",))
    assert Sought(groups, either=True).meets("人员流动大。")
    assert not Sought(groups).meets("人员流动大。")


@pytest.mark.parametrize(
    ("count", "names", "question"),
    [
        ("4", {"梧山县栎桥镇", "溪源县栎桥镇", "砚泉镇", "鹭渚街道"}, "哪些单位设了义务监督员"),
        ("4", {"汀岚镇", "杉坞乡", "砚泉镇", "鹭渚街道"}, "谁提到了手语视频"),
        ("3", {"杉坞乡", "梧山县栎桥镇", "汀岚镇"}, "提到“一人多岗”的有几家"),
    ],
)
def test_only_reports_with_the_words_are_counted(ask_samples: Ask, count, names, question):
    answer = ask_samples(question)
    lead = answer.text.splitlines()[0]
    assert lead.startswith(f"提到的有**{count}个**")
    assert names == {name for name in ("梧山县栎桥镇", "溪源县栎桥镇", "砚泉镇", "鹭渚街道", "汀岚镇", "杉坞乡") if name in lead}


def test_words_that_say_the_same_are_counted_and_narrower_questions_stay_narrow():
    sentence = "工作人员身兼数职。"
    assert read_sought(Query("谁提到人手不够", "mentions", terms=("人手不够",))).meets(sentence)
    assert not read_sought(Query("谁提到一人多岗", "mentions", terms=("一人多岗",))).meets(sentence)


def test_where_those_sentences_stand_is_told_when_asked(ask_samples: Ask):
    answer = ask_samples("提到“一人多岗”的有几家", "在原件哪里")
    assert ("answered", 3) == (answer.status, answer.text.count("一人多岗"))


def test_an_english_word_with_a_hyphen_is_looked_for_in_chinese(ask_samples: Ask):
    assert ask_samples("Which towns mention sign-language videos?").text.startswith("Mentioned by **4**")


def test_those_that_do_not_mention_it_are_the_others(ask_samples: Ask):
    assert (
        "报告里没有写到“手语视频”的有**2个**：梧山县栎桥镇、溪源县栎桥镇。"
        == ask_samples("哪些镇没有提到手语视频").text.splitlines()[0]
    )


def test_who_does_not_use_a_channel_is_told_by_the_prose(ask_samples: Ask):
    lead = ask_samples("哪些单位没有用微博").text.splitlines()[0]
    assert lead.startswith("报告里没有写到“用微博”的有**4个**")  # only 砚泉镇 and 鹭渚街道 name a microblog


def test_what_no_report_writes_is_not_counted_and_near_sentences_are_said_to_be_near(ask_samples: Ask):
    answer = ask_samples("哪些单位都提到了培训流于形式")
    assert "提到的有" not in answer.text
    assert "不能算作写到" in answer.text


def test_where_one_agency_is_asked_about_its_reports_are_named_in_which_nothing_was_found(ask_samples: Ask):
    answer = ask_samples("杉坞乡有没有办过开放日")
    assert ("no_data", True) == (answer.status, answer.text.startswith("杉坞乡"))


def test_whether_something_was_done_is_answered_by_sentences_that_say_it(ask_samples: Ask):
    expected = ["从退休教师、合作社负责人中聘请义务监督员，不打招呼查看公示栏并当面提出意见"]
    assert expected == list_items(ask_samples("鹭渚街道有没有聘义务监督员"))


# ── whole sections and sides ─────────────────────────────────────────────────────────────────────────────────────


def test_a_section_asked_for_is_quoted_whole(ask_samples: Ask):
    expected = [
        "本年度我街道没有向申请人收取信息处理费",
        "承担的村务公开数字化试点通过中期评审，经验材料被县里印发",
        "向县档案馆和图书馆按时移送可公开文件，供公众查阅",
    ]
    assert expected == list_items(ask_samples("鹭渚街道2021年“六、其他需要报告的事项”写了什么"))


def test_what_is_set_aside_is_not_answered(ask_samples: Ask):
    answer = ask_samples("砚泉镇2022年除了问题以外，还写了什么其他需要报告的事项")
    assert 3 == len(list_items(answer))
    assert "征求意见时应者寥寥" not in answer.text


def test_problems_between_semicolons_are_all_told():
    text = "存在的不足有：设备老旧；归档慢；缺少回音。下一步，添置设备；按时归档。\n柳溪镇人民政府\n2020年1月20日"
    blocks = group_blocks(split(text), list_turns())
    assert ["存在的不足有：设备老旧；", "归档慢；", "缺少回音。"] == [found.text for found in tell_aspects(blocks, ("problems",))]
    assert ["下一步，添置设备；", "按时归档。"] == [found.text for found in tell_aspects(blocks, ("plans",))]


def test_sub_headings_that_say_the_problem_are_items_and_those_that_name_the_side_are_not():
    text = (
        "（一）存在的问题。\n1、内容不全面。\n公布的事项偏少。\n2、制度有待健全。\n（二）改进措施。\n1、拓宽渠道。\n多设公示栏。"
    )
    blocks = group_blocks(split(text), list_turns())
    assert ["1、内容不全面。", "公布的事项偏少。", "2、制度有待健全。"] == [
        found.text for found in tell_aspects(blocks, ("problems",))
    ]
    assert ["1、拓宽渠道。", "多设公示栏。"] == [found.text for found in tell_aspects(blocks, ("plans",))]


def test_problems_and_plans_stand_apart(ask_samples: Ask):
    text = ask_samples("溪源县栎桥镇2023年有什么欠缺，打算怎么改？").text
    assert -1 < text.index("问题：") < text.index("经提醒后才撤换") < text.index("措施和打算：") < text.index("两人交叉检查")


def test_both_of_a_choice_get_what_the_question_asked_for(ask_samples: Ask):
    items = list_items(ask_samples("栎桥镇2021年存在什么问题", "两个都要"))
    assert "（1）留守老人上网不便，线上内容难以到达最需要的人群" in items
    assert not any("细化重点领域目录" in item or item.endswith("：") for item in items)


def test_what_is_planned_is_told_in_english_too(ask_samples: Ask):
    items = list_items(ask_samples("What problems did Yanquan have in 2021?", "and how will they fix them?"))
    assert 4 == len(items)
    assert items[0].startswith("一是设立每周选题会")


def test_words_that_no_item_has_are_said_not_to_have_narrowed_the_answer(ask_samples: Ask):
    answer = ask_samples("砚泉镇2021年在直播带货方面有什么问题")
    assert answer.text.startswith("没有找到专门写“直播带货")
    assert 4 == len(list_items(answer))


# ── what stands under a sub-heading ──────────────────────────────────────────────────────────────────────────────


def test_what_stands_under_a_named_sub_heading_is_quoted_and_nothing_else(ask_samples: Ask):
    expected = [
        "每旬公布生猪、柑橘、茶青的收购价格和农资价格，帮助农户掌握行情",
        "对网络上流传的不实说法，当日核实、次日在“溪畔栎桥”说明情况并附上依据",
    ]
    assert expected == list_items(ask_samples("溪源县栎桥镇2023年平台与保障方面"))


@pytest.mark.parametrize(
    ("named", "heading", "asked", "terms"),
    [
        (True, "监督保障", "在监督保障上有哪些措施", ["监督保障"]),
        (True, "平台与保障", "平台与保障方面", ["平台", "保障"]),
        (True, "主动公开", "主动公开方面做了什么", ["主动公开"]),
        (False, "主动公开", "主动公开经过哪几道审核", ["主动公开经过", "审核"]),
        (False, "制度", "制度里怎么写的", ["制度"]),
        (False, "平台建设", "监督保障方面", ["监督保障"]),
    ],
)
def test_a_sub_heading_is_named_by_all_the_words_of_a_question(named, heading, asked, terms):
    assert named is names_part(heading, asked, [(term,) for term in terms])


def test_a_subsection_ends_at_the_next_heading_of_its_level():
    text = "（一）制度建设方面；\n1.审核。\n先审后发。\n（二）监督保障方面；\n定期检查。"
    parts = {part.name: [found.text for found in part.sentences] for part in split_subsections(split(text, "overview"))}
    assert ["先审后发。"] == parts["制度建设"]
    assert ["定期检查。"] == parts["监督保障"]


# ── items by their place and number ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("places", "question"),
    [
        ((3,), "第三条的改进措施是什么"),
        ((2,), "第2个问题怎么整改"),
        ((1, 2), "前两条呢"),
        ((-1,), "最后一条怎么改"),
        ((2,), "and the second one?"),
        ((), "条例第二十条说了什么"),
        ((), "第三季度公开多少条"),
    ],
)
def test_places_of_items_are_read(places, question):
    assert places == read_ordinals(question)


def test_the_measure_against_the_third_problem_is_the_third(ask_samples: Ask):
    expected = ["三是公示栏位置偏僻，早年设在院内，路过的人不多", "三是把公示栏迁到候车亭、集市入口等人流密集处"]
    assert expected == list_items(ask_samples("砚泉镇2021年存在哪些问题", "第三条的改进措施是什么"))


def test_the_measure_against_a_problem_that_is_named_stands_at_its_place(ask_samples: Ask):
    expected = ["二是日常检查多靠自查，缺少外部监督，问题发现不及时", "二是引入第三方每半年抽查一次，抽查结果在班子会上通报"]
    assert expected == list_items(ask_samples("汀岚镇2021年针对缺少外部监督准备怎么办"))


def test_reports_tied_for_the_fewest_measures_are_all_named(ask_samples: Ask):
    assert ask_samples("哪份报告列的措施最少").text.startswith("列出措施最少的有**13份报告**，各**3条**")


def test_how_many_problems_a_report_lists_is_counted(ask_samples: Ask):
    assert "溪源县栎桥镇2023年列出的问题有**3条**。" == ask_samples("溪源县栎桥镇2023年存在的问题有几条").text.splitlines()[0]


# ── what reports share ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_sentence_with_another_name_in_it_is_the_same_and_another_sentence_is_not():
    first, second = split("一是在“汀岚发布”开设点题公开。\n（2）在“山城栎桥”开设点题公开；")
    assert is_alike(strip_sentence(first), strip_sentence(second))
    assert not is_alike("涉及多个部门的事项互相等待,答复时间偏长", "文件公开属性认定随意,界线写得含糊")


@pytest.mark.parametrize(
    ("shared", "question"),
    [
        (["栏目层级较深"], "汀岚镇2019年和鹭渚街道2022年共同的问题"),
        (["歷史網頁遷移後圖片丟失"], "汀岚镇2021年和砚泉镇2023年有哪些一样的问题"),
        (["公開的數據多爲圖片格式"], "汀岚镇2020年与砚泉镇2023年都提到的问题"),
        (["各村工作进度参差", "公开多集中在年底补录"], "溪源县栎桥镇2020年和鹭渚街道2021年的问题有哪些相同"),
    ],
)
def test_sentences_that_stand_in_both_reports_are_what_they_share(ask_samples: Ask, shared, question):
    items = list_items(ask_samples(question))
    assert len(shared) == len(items)
    assert all(words in item for words, item in zip(shared, items, strict=True))


def test_a_common_theme_is_not_called_the_same(ask_samples: Ask):
    answer = ask_samples("汀岚镇2022年和2023年的存在问题有哪些相同")
    assert answer.text.startswith("没有文字相同的语句")
    assert 7 == len(list_items(answer))


def test_differences_are_told_whole(ask_samples: Ask):
    assert 7 == len(list_items(ask_samples("鹭渚街道2021年和2022年的改进措施有什么不同")))


def test_the_most_frequent_problem_stands_in_most_reports(ask_samples: Ask):
    answer = ask_samples("哪个问题在各镇报告里最常见")
    first = next(line for line in answer.text.splitlines() if line.startswith("- "))
    assert "4处" in first
    assert "没有归并" in answer.text


def test_where_no_words_recur_themes_are_counted_and_said_to_be_rough(town_ask: Ask):
    text = town_ask("各镇普遍存在的问题是什么").text
    assert "并不表示问题相同" in text


def test_another_town_s_name_in_a_report_is_told_as_the_fault_that_it_is(ask_samples: Ask):
    shown = list_items(ask_samples("梧山县栎桥镇2020年改进措施里为什么出现汀岚镇"))
    assert ["梧山县栎桥镇2020年：应当是本机关名称的地方写了“汀岚镇”"] == shown


# ── what is not there ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_text_of_a_law_is_no_matter_of_the_reports(ask_samples: Ask):
    assert "out_of_scope" == ask_samples("政府信息公开条例第二十条说了什么").status


def test_the_date_of_signature_is_quoted_from_the_end_of_the_report(ask_samples: Ask):
    assert ["砚泉镇人民政府 2023年1月31日"] == list_items(ask_samples("砚泉镇2022年报告落款日期"))


def test_an_address_is_quoted_wherever_it_stands(ask_samples: Ask):
    assert "河湾街21号" in ask_samples("汀岚镇政府在哪条街").text


def test_years_that_a_mention_was_sought_in_are_told(ask_samples: Ask) -> None:
    assert "2023年的报告里没有写到“手语视频”。" in ask_samples("2023年哪些镇提到了手语视频？").text
    assert "2022年的报告里没有找到" in ask_samples("2022年有哪些单位提到了龙舟竞渡？").text
