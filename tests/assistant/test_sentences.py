import pytest

from assistant.answering.quotes.choosing import choose_parts, read_wants
from assistant.answering.quotes.meeting import read_sought
from assistant.answering.quotes.sentences import cite_sentence, cut_text, group_blocks, split_sentences
from assistant.answering.quotes.telling import list_turns
from assistant.records import Query
from assistant.understanding.words.themes import find_aspects, load_aspects, load_themes
from index.records import StoredAgency, StoredPassage, StoredReport
from ingest.records import QUOTE_LIMIT, Passage, Place

SECTION = (
    "一年来工作中仍有不足：一是公示内容更新\n偏慢；二是讲解方式比较单一；三是经办人身兼数职。"
    "新的一年，（1）每周核对一次栏目；（2）请人拍摄讲解短片。不断提升群众的满意程度。"
)
REPORT = StoredReport(1, "a.txt", "00", "text", StoredAgency(1, "柳溪镇", None), 2023, "2021", None, None, answers=True)


def build_passage(text: str, *, start: int = 100, line: int = 7, topic: str = "problems") -> StoredPassage:
    place = Place(line=line, span=(start, start + len(text)), quote=text[:QUOTE_LIMIT])
    return StoredPassage("p", REPORT, Passage(0, "五、存在的主要问题及改进情况", topic, text, start, place))


def split(text: str):
    return split_sentences([build_passage(text)])


def ask(question: str, *terms: str, text: str = SECTION) -> list[str]:
    query = Query(question, "text", terms=terms)
    return [sentence.readable for part in choose_parts(split(text), read_wants(query)) for sentence in part.sentences]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("办了十件。还有两件！好吗？", ["办了十件。", "还有两件！", "好吗？"]),
        ("他说“可以。”然后走了。", ["他说“可以。”", "然后走了。"]),
        ("不足有：一是慢；二是少。", ["不足有：", "一是慢；", "二是少。"]),
        ("（一）平台建设\n我镇设了专栏。", ["（一）平台建设", "我镇设了专栏。"]),
        ("句子被版面\n断开了也是一句。", ["句子被版面\n断开了也是一句。"]),
        ("⼀是更新慢；⼆是内容少。", ["⼀是更新慢；", "⼆是内容少。"]),
        ("柳溪镇年度报告\n2023年，我镇开了会。", ["柳溪镇年度报告", "2023年，我镇开了会。"]),
        ("", []),
    ],
)
def test_text_is_cut_at_sentences_and_items(text, sentences):
    assert sentences == [text[start:end] for start, end in cut_text(text)]


def test_problems_are_told_apart_from_plans():
    assert ["一是公示内容更新偏慢；", "二是讲解方式比较单一；", "三是经办人身兼数职。"] == ask("存在哪些问题？", "问题")
    assert ["（1）每周核对一次栏目；", "（2）请人拍摄讲解短片。"] == ask("下一步打算怎么改进？", "改进")


def test_further_words_narrow_the_items():
    assert ["三是经办人身兼数职。"] == ask("人手方面有什么问题？", "人手不足")


def test_a_second_enumeration_is_a_block_of_its_own():
    blocks = group_blocks(split(SECTION), list_turns())
    assert [3, 2] == [len(block.items) for block in blocks]


def test_a_report_in_radicals_is_found_by_plain_words():
    assert ["为推进此事，成立了由镇长任组长的小组。"] == ask(
        "组长由谁担任？", "组长", "担任", text="为推进此事，成⽴了由镇⻓任组⻓的⼩组。其他事项另⾏安排。"
    )


def test_rare_words_find_a_sentence_that_shares_no_term():
    text = "配上手语视频，聋人可以扫码观看。每周检查一次栏目。逢集日设咨询摊位。"
    assert ["配上手语视频，聋人可以扫码观看。"] == ask("为聋人提供了什么便利？", "聋人提供", "便利", text=text)


def test_a_question_about_nothing_in_the_report_gets_no_sentence():
    assert [] == ask("图书馆藏书多少册？", "图书馆", "藏书")


def test_mentions_meet_words_that_say_the_same_and_no_others():
    text = "经办人员流动性大。窗口业务培训力度不够。平台更新及时。"
    sought = read_sought(Query("谁提到人员流动或者人手不够？", "mentions", terms=("人员流动", "人手不够")))
    assert ["经办人员流动性大。"] == [sentence.readable for sentence in split(text) if sought.meets(sentence.folded)]


def test_a_citation_says_line_span_and_exact_words():
    second = split("甲事已办。\n乙事\n未办。")[1]
    (citation,) = cite_sentence(second)
    assert ("乙事\n未办。", 8, (106, 112)) == (citation.quote, citation.place.line, citation.place.span)
    assert ("柳溪镇", 2023) == (citation.agency, citation.year)


def test_a_long_sentence_is_quoted_in_parts_that_leave_nothing_out():
    text = "为了方便群众，" * 60 + "一直在努力。"
    citations = cite_sentence(split(text)[0])
    assert text == "".join(citation.quote for citation in citations)
    assert QUOTE_LIMIT >= max(len(citation.quote) for citation in citations)


def test_overlapping_passages_give_each_sentence_once():
    first = build_passage("甲事已办。乙事未办。")
    second = build_passage("乙事未办。丙事再议。", start=105)
    assert ["甲事已办。", "乙事未办。", "丙事再议。"] == [sentence.text for sentence in split_sentences([first, second])]


@pytest.mark.parametrize(
    ("question", "aspects"),
    [
        ("有什么困难", {"problems"}),
        ("今后怎样做", {"plans"}),
        ("存在什么问题,怎么改进的", {"problems", "plans"}),
        ("有哪些不足,下一步怎么办", {"problems", "plans"}),
        ("存在的问题怎么解决", {"plans"}),
        ("存在的問題和改進措施", {"problems", "plans"}),
        ("设了几个专栏", set()),
    ],
)
def test_aspects_are_told_by_the_question(question, aspects):
    assert aspects == find_aspects(question)


def test_theme_data_is_complete():
    assert {"problems", "plans", "works"} == {aspect.id for aspect in load_aspects()}
    assert all(theme.label and theme.label_en and len(set(theme.words)) == len(theme.words) for theme in load_themes())
