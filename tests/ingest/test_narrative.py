"""What the prose of a report counts: which figure each count is, and what is none of them."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.prose.narrative import read_narrative
from ingest.records import CELL_END, ROW_END, NarrativeFigure, ParsedDocument, Place, Segment

TOTAL, WEBSITE, WECHAT = "published.total", "published.website", "published.wechat"
WEIBO, OTHER = "published.weibo", "published.other"
RECEIVED, ANSWERED = "requests.received", "requests.answered"
REVIEWS, LAWSUITS = "reviews.count", "lawsuits.count"
FEES, STAFF, HOTLINE = "fees.information", "staff.full_time", "hotline.handled"


def make_document(text: str) -> ParsedDocument:
    segments, position = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        segments.append(Segment(position, position + len(line), Place(line=number)))
        position += len(line) + 1
    return ParsedDocument("report.txt", "0" * 64, "text", text, tuple(segments))


def read(text: str, year: int | None = 2023) -> tuple[NarrativeFigure, ...]:
    return read_narrative(make_document(text), ((0, len(text)),), year)


def list_primaries(text: str, year: int | None = 2023) -> dict[str, str]:
    """The primary figures as written here: exact values, ~ behind an approximate one."""
    return {f.figure: str(f.value) + "~" * f.approx for f in read(text, year) if f.primary and f.figure}


CHANNEL_LISTS = [
    ({TOTAL: "61", WEBSITE: "41", WECHAT: "12", OTHER: "8"}, "公开信息61条,其中网站41条,微信12条,其他8条。"),
    ({WEBSITE: "61"}, "通过县政府网站公开政府信息61条,包括:政策文件12条,财政预算4条,其他45条。"),
    ({TOTAL: "61", WEBSITE: "41", OTHER: "20"}, "公开信息总数61条次,其中:网站41条次,公示栏20条次。"),
    ({WEBSITE: "61"}, "通过县政府网站公开政府信息61条。更新政府信息23条。"),
    ({TOTAL: "23"}, "全年更新政府信息23条。"),
    ({TOTAL: "61"}, "我镇公开二十三大类信息,共61条,其他公开信息一条。"),
    ({RECEIVED: "27", ANSWERED: "26"}, "收到政府信息公开申请27件,结转上年1件;已答复26件,其中予以公开12件。"),
    ({RECEIVED: "27", ANSWERED: "26"}, "收到政府信息公开申请27件,已答复26件。"),
]


@pytest.mark.parametrize(("figures", "text"), CHANNEL_LISTS)
def test_lists_of_channels_and_what_stands_beside_them(figures: dict[str, str], text: str) -> None:
    assert figures == list_primaries(text)


def test_an_answered_part_is_not_the_whole() -> None:
    answered = [str(f.value) for f in read("收到政府信息公开申请27件,已答复26件。") if f.figure == ANSWERED]
    assert ["26"] == answered


TOTALS = [
    ({TOTAL: "61"}, "2023年本镇主动公开政府信息61条,其中机构设置类20条、工作动态类41条。"),
    ({TOTAL: "61"}, "全年对外公开的政府信息总数61条:通知类20条,动态类41条。"),
    ({TOTAL: "61"}, "主动公开政府信息数61条。"),
    ({TOTAL: "61"}, "今年我乡主动公开政府信息的数量为61件。"),
    ({TOTAL: "61"}, "今年各类信息公开达61条。"),
    ({TOTAL: "61"}, "主动公开政府信息61条,具体包括:财政类1条,民政类60条。"),
    ({TOTAL: "61"}, "共公开信息61条次,其中:动态60条次,公示1条次。"),
    ({TOTAL: "61"}, "主动公开政府信息61条(篇)。"),
    ({TOTAL: "61"}, "公开各类政务信息共计61条。一是公开惠农信息11条。二是公开动态50条。"),
    ({TOTAL: "61"}, "主动公开情况:61条,以民生内容为主。"),
    ({TOTAL: "61"}, "全年编辑、发布了61条主动公开的政府信息。"),
    ({TOTAL: "61"}, "我街主动公开涉及就业、医保、教育等方面信息61条。"),
    ({TOTAL: "61"}, "全年发布61条,含决算公开1条。"),
    ({TOTAL: "61"}, "2023年以来,石桥镇主动公开信息数为61条。"),
    ({TOTAL: "61"}, "主动公开政府信息条数:61"),
    ({TOTAL: "61"}, "本年度主动公开政府信息六十一条。"),
    ({TOTAL: "1"}, "本年度只公开政府信息一条。"),
    ({TOTAL: "6100~"}, "一年来,全乡主动公开政务信息6100余条。"),
    ({TOTAL: "60~"}, "我镇公开政府信息近60条。"),
    ({TOTAL: "61000"}, "全区主动公开政府信息6.1万条。"),
    ({TOTAL: "6123"}, "全区主动公开政府信息6，123条。"),
    ({TOTAL: "61"}, "今年，我镇公布信息61。"),
    ({TOTAL: "61~"}, "我乡主动公开政府信息61余\n二、主动公开政府信息情况"),
    ({TOTAL: "61"}, "我镇公开信息数为61条,其中1.机构类1条;2.公告类20条;3.动态类40条。"),
    ({TOTAL: "61"}, "2023年度我局形成政府信息80条,其中主动公开61条,依申请公开9条,不予公开10条。"),
    ({TOTAL: "0"}, "2023年主动公开政府信息0条。"),
]

CHANNELS = [
    ({TOTAL: "90", WEBSITE: "30", WECHAT: "60"}, "公开信息90条,通过区门户网站公开30条,政务微信推送60条。"),
    ({TOTAL: "90", WEBSITE: "30", WECHAT: "60"}, "共发布信息90条,其中网上公开30条,微信公开60条。"),
    ({TOTAL: "90", WEBSITE: "30", WECHAT: "60"}, "共发布信息90条(其中,官网发布30条,公众号发布60条)。"),
    (
        {TOTAL: "90", WEBSITE: "30", WECHAT: "60"},
        "主动公开信息90条,分别是:\n县政府网站:发布30条,以公告为主。\n微信公众号:发布60条,每周推送。",
    ),
    ({TOTAL: "90", WEBSITE: "30", WECHAT: "60"}, "主动公开信息90条。一是在政府网站发布30条。二是在微信公众号发布60条。"),
    ({WEBSITE: "30"}, "我街道在区政府网站上传信息30条,其中动态28条、预决算2条。"),
    ({WEBSITE: "30"}, "通过县政府外网公开信息数30条(其中:动态28条,决算2条)。"),
    ({WEBSITE: "30"}, "我乡线上公开信息30条。"),
    ({WEBSITE: "30"}, "在县人民政府网站“石桥镇”专栏更新信息30条。"),
    ({WEBSITE: "1", WECHAT: "60~"}, "通过门户网站公开乡镇决算,1条;通过“石桥微讯”微信公众号推送动态60余条。"),
    ({TOTAL: "90", WECHAT: "60"}, "累计公开信息90条。同时,石桥微信公众号正常运行,全年发布信息60篇。"),
    ({WECHAT: "60"}, "“石桥之声”微信公众号现有粉丝5200人,年内发布60篇,其中原创15篇,阅读量3万余次。"),
    ({WECHAT: "60"}, "依托“石桥发布”微信公众号,讲好石桥故事,全年推送信息60条。"),
    ({WEIBO: "12", WECHAT: "60"}, "微信公众号发布60条、官方微博发布12条。"),
    ({OTHER: "15", WEBSITE: "30"}, "通过网站公开30条,公告栏公开15条。"),
    ({OTHER: "15"}, "抖音号全年发布短视频15个。"),
    ({WEBSITE: "30", OTHER: "15"}, "其中,区政府网站发布30条、村务公开栏张贴15条。"),
    ({WECHAT: "60"}, "通过县信息公开平台公开30条,通过微信公众号公开60条。"),
    ({TOTAL: "90", WEBSITE: "30", OTHER: "60"}, "公开信息90条,其中网站公开30条,其他方式公开60条。"),
    ({TOTAL: "90", WEBSITE: "30"}, "公开信息90条,其中网站公开30条,微信等其他形式公开60条。"),
    ({TOTAL: "90"}, "通过政务公开专栏、公众号、村公示栏等多种渠道,主动公开政府信息90条。"),
    ({TOTAL: "90"}, "利用政府网站等载体公开政府信息90条。"),
    ({TOTAL: "90"}, "通过政府网站、微信公众号公开政府信息90条。"),
    ({TOTAL: "90"}, "石桥镇在各类公开平台发布信息90条。"),
    ({TOTAL: "90"}, "我镇在政务信息公开平台发布信息90条。"),
    ({TOTAL: "90"}, "不断加强政府网站建设,全年主动公开政府信息90条。"),
    ({TOTAL: "20", WEBSITE: "38"}, "共公开政府信息20条,在区政府网站发布工作动态38条。"),
    ({TOTAL: "30", WEBSITE: "30"}, "1.主动公开政府信息数量:今年我镇在县政府网站公开信息30条。"),
    ({}, "在石桥APP公开26条;在宣传栏公开14条;在县报公开5条。"),
    ({}, "通过官网公开农业信息5条。通过官网公开城管信息8条。"),
]

DECOYS = [
    ({TOTAL: "50"}, "公开信息50条,同比增量9条。"),
    ({TOTAL: "50"}, "公开信息50条,较2022年增加9条。"),
    ({TOTAL: "50"}, "与2022年相比,2023年公开信息50条。"),
    ({TOTAL: "50"}, "公开信息50条,完成年度任务数40条的125%。"),
    ({TOTAL: "50"}, "本年公开政府信息50条,更新政府信息9条。"),
    ({TOTAL: "9"}, "本年更新政府信息9条。"),
    ({TOTAL: "50"}, "本年新增公开政府信息50条,到2023年底累计公开700条。"),
    ({TOTAL: "50"}, "本年公开政府信息50条,历年累计公开700条。"),
    ({TOTAL: "50"}, "2023年,累计公开政府信息700条,其中当年新增50条。"),
    ({TOTAL: "50"}, "截至2023年12月31日,我镇累计主动公开政府信息50条。"),
    ({TOTAL: "50"}, "去年公开信息70条,今年公开信息50条。"),
    ({TOTAL: "50"}, "根据《2022年政务公开工作要点》,公开信息50条。"),
    ({TOTAL: "50"}, "本年公开信息50条。另外,2024年公开信息3条。"),
    ({TOTAL: "50"}, "全镇主动公开政府信息50条。全镇归档信息66条。公开规划信息7条。"),
    ({TOTAL: "18"}, "全年发文96件,其中主动公开文件0件,依申请公开0件。另外,我镇在公开平台公开政府信息18条。"),
    ({}, "2022年主动公开政府信息50条。"),
    ({}, "自2009年以来累计公开信息700条。"),
    ({}, "信息公开目录信息更新50条。"),
    ({}, "要求各办每月公开信息不少于5条,力争全年公开信息100条。"),
    ({}, "公众号粉丝达5200人,阅读量35万次,转发量2.3万。"),
    ({}, "开设政务公开专栏3个,对门户网站检查4次,网站收到留言5条。"),
    ({}, "依据《条例》第五十条、第二十条第(一)项和国办〔2021〕30号文件。"),
    ({}, "地址:石桥路5号208室,邮编:230000,电话:0551-66660000。"),
    ({}, "发放宣传册500份,举办培训2次。"),
    ({}, "各村公开信息1200条。"),
    ({}, "向县网站报送信息80条,采用20条。"),
    ({}, "处理市长信箱7件,办结信访件30件。"),
    ({}, "制定规范性文件1件,其中主动公开1件。"),
]

REQUESTS = [
    ({RECEIVED: "0"}, "全年未收到信息公开申请。"),
    ({RECEIVED: "0"}, "没有接到公众提出的政府信息公开申请。"),
    ({RECEIVED: "0"}, "未接到任何方式的公开申请。"),
    ({RECEIVED: "0"}, "我乡无依申请公开事项。"),
    ({RECEIVED: "0"}, "依申请公开实行零报告。"),
    ({RECEIVED: "0"}, "未收到公民,法人或其他组织的公开申请。"),
    ({RECEIVED: "0"}, "尚无群众申请公开政府信息。"),
    ({RECEIVED: "0"}, "今年没有发生依申请公开政府信息事件。"),
    ({RECEIVED: "0"}, "依申请公开政府信息的数量:无。"),
    ({RECEIVED: "0"}, "收到依申请公开0件。"),
    ({RECEIVED: "0"}, "(二)依申请公开\n收到0份。"),
    ({RECEIVED: "0"}, "三、依申请公开政府信息情况\n\n无。"),
    ({RECEIVED: "0"}, "三、收到和处理政府信息公开申请情况\n我镇今年未收到。"),
    ({RECEIVED: "0", ANSWERED: "0"}, "全年收到申请0件,办结0件。"),
    ({RECEIVED: "6"}, "收到政府信息公开申请6件,上年度结转2件;予以公开3件,无法提供4件,结转下年1件。"),
    ({RECEIVED: "6"}, "受理信息公开申请6件,均来自自然人。在办结的4件申请中,予以公开3件,申请撤销1件。"),
    ({RECEIVED: "6"}, "收到申请6件,申请人撤回2件,其余均按时答复。"),
    ({RECEIVED: "6"}, "收到依申请公开6件,其中网上收到4件,现场收到2件。"),
    ({RECEIVED: "6"}, "收到申请6件,网上申请4件,信函申请2件。"),
    ({RECEIVED: "6"}, "收到依申请公开6件,年内未办结,结转2024年度。"),
    ({RECEIVED: "6", ANSWERED: "5"}, "收到公开申请6件,其中5件已按期答复,1件还在办理期限内。"),
    ({RECEIVED: "6", ANSWERED: "6"}, "通过信函收到6个依申请公开,均已按时回复。"),
    ({RECEIVED: "6", ANSWERED: "6"}, "受理公民、法人提出的信息公开申请6件,均在法定期限内答复。"),
    ({RECEIVED: "6", ANSWERED: "6"}, "收到信息公开申请6件,涉及自然人4件、企业2件,均已依法答复。"),
    ({RECEIVED: "6", ANSWERED: "6"}, "(二)依申请公开\n今年共受理申请6件,均及时予以公开。"),
    ({RECEIVED: "6", ANSWERED: "6"}, "收到信息公开申请6件。全部按时办结。"),
    ({RECEIVED: "6", ANSWERED: "4"}, "收到有关政府信息公开的申请6条;答复总数4条,其中同意公开3条。"),
    ({RECEIVED: "2", ANSWERED: "2"}, "收到依申请公开两件,已全部按时办结。"),
    ({RECEIVED: "1"}, "收到公民申请公开政府信息1宗。"),
    ({TOTAL: "30", RECEIVED: "0"}, "主动公开信息30条,依申请公开信息0条。"),
    ({RECEIVED: "6"}, "2022年未收到公开申请,2023年收到公开申请6件。"),
    ({RECEIVED: "6", ANSWERED: "5"}, "收到政府信息公開申請6件,上年結轉0件,答覆5件,結轉下年度1件。"),
    ({}, "2022年未收到公开申请。"),
    ({}, "设立依申请公开受理点1个,受理低保申请35件。"),
    ({}, "没有建立依申请公开台账。"),
    ({}, "(二)依申请公开\n受理信访件30件,办结30件。"),
]

DISPUTES = [
    ({REVIEWS: "1"}, "信息公开行政复议1起,尚在审理。"),
    ({REVIEWS: "2", LAWSUITS: "1"}, "发生行政复议案件2件、行政诉讼案件1件。"),
    ({REVIEWS: "3", LAWSUITS: "2"}, "行政诉讼案件2件(审结1件、1件在审);行政复议案件3件,被维持3件。"),
    ({REVIEWS: "1", LAWSUITS: "1"}, "行政复议、行政诉讼各1件。"),
    ({REVIEWS: "0", LAWSUITS: "0"}, "行政复议、行政诉讼均为0件。"),
    ({REVIEWS: "0", LAWSUITS: "0"}, "没有因政府信息公开申请行政复议,提起行政诉讼的情况。"),
    ({REVIEWS: "0", LAWSUITS: "0"}, "未发生因信息公开引发的投诉、行政复议或行政诉讼等情况。"),
    ({REVIEWS: "0", LAWSUITS: "0"}, "因公开引起的行政复议、行政诉讼情况:无。"),
    ({REVIEWS: "0", LAWSUITS: "0"}, "四、政府信息公开行政复议、行政诉讼情况\n无"),
    ({REVIEWS: "0", LAWSUITS: "0"}, "四、政府信息公开行政复议、行政诉讼情况\n我镇未发生此类情况。"),
    ({REVIEWS: "0", LAWSUITS: "0", RECEIVED: "0"}, "我镇未收到公开申请,也无因办理公开申请而被提起行政复议和行政诉讼的事项。"),
    ({REVIEWS: "0"}, "未收到政府信息公开行政复议申请。"),
    ({REVIEWS: "0"}, "全年无行政复议、无行政纠错。"),
    ({}, "对答复不服的,可以申请行政复议或提起行政诉讼。"),
    ({}, "做好依申请公开答复,避免发生复议和诉讼。"),
]

OTHERS = [
    ({FEES: "0"}, "全年未收取信息处理费。"),
    ({FEES: "0"}, "依申请提供信息没有收取任何费用。"),
    ({FEES: "0"}, "本年度信息处理费用为0"),
    ({FEES: "0"}, "政府信息公开收费及减免情况:无。"),
    ({FEES: "0"}, "收取信息处理费0件,0元。"),
    ({FEES: "85"}, "本年度收取信息处理费85元。"),
    ({}, "涉企清单之外无收费。"),
    ({}, "行政事业性收费0元,公务用车费用3万元。"),
    ({STAFF: "1"}, "配备专职信息员 1 人。"),
    ({STAFF: "2"}, "现有专职工作人员2名,兼职人员3名。"),
    ({STAFF: "2"}, "落实专职人员两名。"),
    ({}, "现有专兼职人员3名、专(兼)职联络员5名。"),
    ({HOTLINE: "77"}, "办理“12345”热线工单77件,超期办结数为0。"),
    ({HOTLINE: "75"}, "受理12345热线诉求77件,办结75件。"),
    ({}, "县长热线来电12件。"),
]

ANNEX = (
    "政府信息公开情况统计表\n(一)主动公开政府信息数 条 56 420\n其中:1.政府公报公开数 条 0 0\n2.政府网站公开数 条 40 300\n"
    "3.政务微博公开数 条 0 0\n4.政务微信公开数 条 16 120\n(一)收到申请数 件 2 9\n1.当面申请数 件 1 3\n(二)申请答复数 件 2 8\n"
    "四、行政复议数量 件 0 1\n五、行政诉讼数量 件 0 0\n"
)


@pytest.mark.parametrize(("expected", "text"), TOTALS)
def test_total_is_the_count_that_no_channel_limits(expected: dict[str, str], text: str) -> None:
    assert expected == list_primaries(text)


@pytest.mark.parametrize(("expected", "text"), CHANNELS)
def test_count_tied_to_a_channel_is_that_channels(expected: dict[str, str], text: str) -> None:
    assert expected == list_primaries(text)


@pytest.mark.parametrize(("expected", "text"), DECOYS)
def test_what_counts_something_else_is_no_figure(expected: dict[str, str], text: str) -> None:
    assert expected == list_primaries(text)


@pytest.mark.parametrize(("expected", "text"), REQUESTS)
def test_applications_are_received_answered_or_denied(expected: dict[str, str], text: str) -> None:
    assert expected == list_primaries(text)


@pytest.mark.parametrize(("expected", "text"), DISPUTES)
def test_reviews_and_lawsuits_are_told_apart(expected: dict[str, str], text: str) -> None:
    assert expected == list_primaries(text)


@pytest.mark.parametrize(("expected", "text"), OTHERS)
def test_fees_staff_and_hotline_are_found(expected: dict[str, str], text: str) -> None:
    assert expected == list_primaries(text)


def test_annex_gives_the_years_column() -> None:
    expected = {
        TOTAL: "56",
        WEBSITE: "40",
        WEIBO: "0",
        WECHAT: "16",
        OTHER: "0",
        RECEIVED: "2",
        ANSWERED: "2",
        REVIEWS: "0",
        LAWSUITS: "0",
    }
    assert expected == list_primaries(ANNEX)


def test_annex_in_cells_reads_like_one_in_lines() -> None:
    cells = ANNEX.replace(" ", CELL_END).replace("\n", CELL_END + ROW_END + "\n")
    assert list_primaries(ANNEX) == list_primaries(cells)


def test_unknown_year_takes_any_year() -> None:
    assert {TOTAL: "50"} == list_primaries("2022年主动公开政府信息50条。", year=None)


WHOLE = (
    "石桥镇今年对外公开政务信息2093条,其中政务微信推送748条,区门户网站登载并公开1345条;"
    "收到信息公开申请3件,均已按时答复,未发生行政复议和行政诉讼"
)


@given(st.integers(min_value=24, max_value=60), st.sampled_from(["\n", "\n\n", "\n- 3 -\n", " \n　"]))
def test_wrapped_lines_and_page_numbers_change_nothing(width: int, gap: str) -> None:
    lines = re.findall(rf".{{1,{width}}}(?!\d)|.+", WHOLE)
    assert list_primaries(WHOLE) == list_primaries(gap.join(lines) + "。")


@pytest.mark.parametrize(
    "table",
    [
        str.maketrans("0123456789", "０１２３４５６７８９"),
        str.maketrans(",;:()", "，；：（）"),
        str.maketrans("发布们", "發佈們"),
    ],
)
def test_width_and_script_change_nothing(table: dict[int, int]) -> None:
    assert list_primaries(WHOLE) == list_primaries(WHOLE.translate(table))


@pytest.mark.parametrize("text", [text for cases in (TOTALS, CHANNELS, REQUESTS, DISPUTES, OTHERS) for _, text in cases])
def test_quote_stands_in_the_source_and_holds_the_span(text: str) -> None:
    for figure in read("前言。\n" + text + "\n后记。"):
        quote = figure.place.quote
        assert quote
        assert len(quote) <= 200
        assert quote in "前言。\n" + text + "\n后记。"


def test_quote_of_a_long_sentence_holds_its_number() -> None:
    text = "今年," + "为便利群众我镇持续改进工作," * 30 + "主动公开政府信息50条," + "并将继续改进," * 30 + "谢谢。"
    (figure,) = [f for f in read(text) if f.primary]
    assert figure.place.quote is not None
    assert "主动公开政府信息50条" in figure.place.quote
    assert len(figure.place.quote) <= 200


def test_place_is_line_and_span_of_the_sentence() -> None:
    text = "一、总体情况\n今年情况良好。主动公开政府信息50条。\n"
    (figure,) = read(text)
    assert (2, (14, 26)) == (figure.place.line, figure.place.span)


def test_further_counted_things_keep_their_subject() -> None:
    found = {f.label: (f.value, f.unit) for f in read("举办政务公开培训2次,参训60人次,编发简报(内部)12期。") if f.figure is None}
    assert {"举办政务公开培训": (Decimal(2), "次"), "参训": (Decimal(60), "人次"), "编发简报(内部)": (Decimal(12), "期")} == found


def test_competing_total_is_kept_beside_the_primary() -> None:
    figures = [f for f in read("主动公开政府信息50条。我镇共主动公开政府信息52条。") if f.figure == TOTAL]
    assert [("50", False), ("52", True)] == [(str(f.value), f.primary) for f in figures]


def test_prose_outside_the_spans_is_not_read() -> None:
    text = "主动公开政府信息50条。|主动公开政府信息70条。"
    assert ["50"] == [str(f.value) for f in read_narrative(make_document(text), ((0, 13),), 2023)]


@given(
    st.text(alphabet="主动公开政府信息未收到申请无行政复议诉讼其中网站微信0123456789条件余万,。;:()\n 一二第年|-—", max_size=120)
)
def test_any_text_is_read_without_failing(text: str) -> None:
    for figure in read(text):
        assert figure.place.quote in text
        assert not figure.primary or figure.figure


def list_truths(shared: Path) -> list[tuple[Path, dict[str, str], int]]:
    truths = []
    for folder in ("seeds", "reports"):
        for path in sorted((shared / folder / "truth").glob("*.json")):
            truth = json.loads(path.read_text(encoding="utf-8"))
            wanted = {k: str(v["value"] if isinstance(v, dict) else v) for k, v in truth["narrative"].items()}
            truths.append((shared / folder / truth["source"], {k: v for k, v in wanted.items() if v.isdigit()}, truth["year"]))
    return truths


def test_real_reports_give_their_figures(shared: Path) -> None:
    right = wanted = 0
    for path, truth, year in list_truths(shared):
        found = list_primaries(path.read_text(encoding="utf-8"), year)
        wanted += len(truth)
        right += sum(found.get(figure, "").rstrip("~") == value for figure, value in truth.items())
    assert right >= wanted * 0.95
