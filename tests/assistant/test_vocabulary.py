"""The vocabulary: every cell of both forms is a measure and can be asked for in several ways."""

import pytest

from assistant.records import Conversation
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.understand import understand_question
from assistant.understanding.words.vocabulary import load_vocabulary
from index.records import StoredAgency, StoredReport
from ingest.form import list_figures, load_form

AGENCY = StoredAgency(1, "云栖镇", "云栖镇人民政府", ("临江市", "青浦县"))
CATALOG = {
    version: Catalog((AGENCY,), (StoredReport(1, "a.txt", "0", "text", AGENCY, year, version, None, None, answers=True),))
    for version, year in (("2019", 2020), ("2021", 2022))
}
YEARS = {"2019": 2020, "2021": 2022}

APPLICANTS = {
    "natural_person": ("自然人", "公民个人", "个人"),
    "business": ("商业企业", "企业", "公司"),
    "research": ("科研机构", "科研院所", "研究机构"),
    "public_interest": ("社会公益组织", "公益组织", "社会组织"),
    "legal_services": ("法律服务机构", "律所", "律师事务所"),
    "other": ("其他申请人", "其他组织", "其他"),
}
ROWS = {
    "new": ("新收", "收到", "本年新收"),
    "carried_in": ("上年结转", "去年结转过来", "上一年度结转"),
    "granted": ("予以公开", "同意公开", "给予公开"),
    "partly_granted": ("部分公开", "只公开了一部分", "区分处理"),
    "denied_state_secret": ("属于国家秘密", "因涉密", "涉及国家秘密"),
    "denied_law_prohibited": ("法律行政法规禁止公开", "法律法规禁止", "依法禁止公开"),
    "denied_three_securities": ("危及“三安全一稳定”", "三安全一稳定", "影响社会稳定"),
    "denied_third_party": ("保护第三方合法权益", "第三方权益", "涉及第三方"),
    "denied_internal_affairs": ("三类内部事务信息", "内部事务", "内部事务信息"),
    "denied_process_information": ("四类过程性信息", "过程性信息", "属于过程性信息"),
    "denied_enforcement_files": ("行政执法案卷", "执法案卷", "执法卷宗"),
    "denied_inquiry_matters": ("行政查询事项", "属于行政查询", "查询事项"),
    "unavailable_not_held": ("本机关不掌握", "没有掌握", "不掌握相关信息"),
    "unavailable_needs_creation": ("没有现成信息", "需要另行制作", "没有现成信息需要另行制作"),
    "unavailable_unclear": ("补正后仍不明确", "内容不明确", "补正后申请内容仍不明确"),
    "declined_petition": ("信访举报投诉类", "信访类", "属于信访"),
    "declined_repeated": ("重复申请", "重复提交", "因重复"),
    "declined_publication": ("要求提供公开出版物", "公开出版物", "索要公开出版物"),
    "declined_excessive": ("无正当理由大量反复申请", "大量反复", "频繁申请"),
    "declined_reissue": ("要求重新出具", "确认或重新出具", "重新出具已获取信息"),
    "other": ("其他处理", "作其他处理", "以其他方式处理"),
    "other_uncorrected": ("逾期不补正", "无正当理由逾期不补正", "逾期未补正"),
    "other_unpaid": ("逾期未缴费", "未缴纳费用", "没缴费"),
    "other_rest": ("其他处理中的其他", "其他处理的其他", "其他处理里的其他"),
    "total": ("办理结果总计", "办结", "答复了"),
    "carried_out": ("结转下年度继续办理", "结转到下一年", "留到下年"),
}
ACTIVE = {
    "rules": ("规章", "政府规章", "行政规章"),
    "normative_documents": ("规范性文件", "行政规范性文件", "红头文件"),
    "licensing": ("行政许可", "许可", "行政审批"),
    "other_services": ("其他对外管理服务事项", "对外管理服务事项", "对外管理服务"),
    "penalties": ("行政处罚", "处罚", "处罚案件"),
    "coercion": ("行政强制", "强制措施", "行政强制措施"),
    "fees": ("行政事业性收费", "收费", "行政收费"),
    "procurement": ("政府集中采购", "采购", "集中采购"),
}
COLUMNS = {
    "made": ("制发多少件", "制作数量是多少", "新制作了几件"),
    "published": ("新公开多少件", "新公开数量是多少", "新增公开几件"),
    "published_total": ("对外公开总数量是多少", "对外公开总数有多少", "累计公开几件"),
    "repealed": ("废止多少件", "废止件数是多少", "废除了几件"),
    "in_force": ("现行有效多少件", "目前有效的有几件", "现行有效件数"),
    "previous_items": ("上一年项目数量是多少", "上年项目数", "上一年的项目有几项"),
    "change": ("本年增/减是多少", "项目增减了多少", "本年增减几项"),
    "decisions": ("处理决定数量是多少", "处理决定有几件", "有多少件"),
    "amount": ("总金额是多少", "花了多少钱", "金额多少"),
    "items": ("有几个项目", "项目数量是多少", "采购项目有多少"),
}
DISPUTES = {
    "review": ("行政复议", "复议", "复议案件"),
    "direct_suit": ("未经复议直接起诉", "直接起诉", "没有复议直接起诉"),
    "suit_after_review": ("复议后起诉", "先复议后起诉", "复议后提起诉讼"),
}
OUTCOMES = {
    "upheld": ("结果维持", "被维持", "维持原决定"),
    "corrected": ("结果纠正", "被纠正", "予以纠正"),
    "other": ("其他结果", "结果为其他", "其它结果"),
    "pending": ("尚未审结", "还没审结", "未审结"),
    "total": ("", "总计", "一共"),
}
FIGURES = {
    "published.total": ("主动公开了多少条政府信息", "发布信息多少条", "信息公开总数是多少", "一共发布了多少条信息"),
    "published.website": ("网站发布多少条信息", "在政府网站公开信息几条", "门户网站发布了多少条"),
    "published.wechat": ("微信发布多少条信息", "公众号推送了多少条", "微信公众平台发布几条"),
    "published.weibo": ("微博发布多少条信息", "政务微博发了几条", "通过微博公开多少条"),
    "published.other": ("其他渠道发布多少条信息", "公告栏公开几条", "其他方式公开多少条"),
    "requests.received": ("文字中的申请数是多少", "正文中的申请数", "正文写收到申请几件"),
    "requests.answered": ("文字中的答复数是多少", "正文中的答复数", "正文写答复几件"),
    "reviews.count": ("文字中的复议数是多少", "正文中的复议数", "正文写复议几件"),
    "lawsuits.count": ("文字中的诉讼数是多少", "正文中的诉讼数", "正文写诉讼几件"),
    "fees.information": ("收取信息处理费多少元", "信息公开收费多少", "信息处理费是多少"),
    "staff.full_time": ("有几名专职人员", "配备专职信息员几人", "专职工作人员多少名"),
    "hotline.handled": ("办理12345热线多少件", "热线投诉几件", "市民热线工单多少件"),
}


def list_cell_questions():
    """(cell, form version, three questions) for every cell of both versions."""
    for version in ("2019", "2021"):
        for cell in load_form(version).cells.values():
            yield cell.id, version, tuple(ask_cell(cell, turn) for turn in range(3))


def ask_cell(cell, turn):
    if cell.table == "requests":
        who = APPLICANTS.get(cell.column, ("", "", ""))[turn]
        return f"{who}{'提出的' if who else ''}申请{ROWS[cell.row][turn]}的有几件"
    if cell.table == "disputes":
        _, group, outcome = cell.id.split(".")
        return f"{DISPUTES[group][turn]}{OUTCOMES[outcome][turn]}有几件"
    return ACTIVE[cell.row][turn] + COLUMNS[cell.column][turn]


@pytest.mark.parametrize("version", ["2019", "2021"])
def test_every_cell_is_reached_by_three_phrasings(version):
    missed = []
    for cell, form, questions in list_cell_questions():
        if form != version:
            continue
        for question in questions:
            query = understand_question(f"云栖镇{YEARS[form]}年{question}", CATALOG[form], Conversation())
            cells = {name for measure in query.measures for name in dict(measure.variants).get(form, measure.cells)}
            if cell not in cells or len(query.measures) > 2:
                missed.append((cell, question, [measure.id for measure in query.measures], query.operation))
    assert [] == missed


@pytest.mark.parametrize(("figure", "question"), [(name, text) for name, texts in FIGURES.items() for text in texts])
def test_every_figure_of_the_prose_is_reached(figure, question):
    query = understand_question(f"云栖镇2022年{question}", CATALOG["2021"], Conversation())
    assert (figure,) == tuple(measure.id for measure in query.measures)


def test_every_cell_is_a_measure():
    measures = load_vocabulary().measures
    cells = {
        cell for measure in measures.values() for cell in (*measure.cells, *(c for _, cells in measure.variants for c in cells))
    }
    assert set() == {cell for version in ("2019", "2021") for cell in load_form(version).cells} - cells


def test_every_figure_is_a_measure():
    measures = load_vocabulary().measures
    assert set() == set(list_figures()) - set(measures)


def test_measures_name_only_cells_that_some_form_has():
    known = {cell for version in ("2019", "2021") for cell in load_form(version).cells}
    used = {cell for measure in load_vocabulary().measures.values() for cell in measure.cells}
    assert set() == used - known


def test_rates_rest_on_measures_and_show_their_formula():
    measures = load_vocabulary().measures
    rates = [measure for measure in measures.values() if measure.over]
    assert len(rates) > 8
    assert all(set(rate.over) <= set(measures) and "÷" in rate.note and rate.unit == "%" for rate in rates)


def test_denied_is_the_sum_of_its_eight_rows():
    assert 8 == len(load_vocabulary().measures["requests.denied.total"].cells)


def test_other_handling_is_one_row_in_2019_and_three_in_2021():
    measure = load_vocabulary().measures["requests.other_handling.total"]
    assert 3 == len(measure.cells)
    assert (("2019", ("requests.other.total",)),) == measure.variants


def test_lawsuits_are_those_with_and_without_review():
    assert ("disputes.direct_suit.total", "disputes.suit_after_review.total") == load_vocabulary().measures[
        "disputes.suits.total"
    ].cells


def test_measures_say_in_which_forms_they_exist():
    measures = load_vocabulary().measures
    assert ("2019",) == measures["active.penalties.previous_items"].forms
    assert ("2021",) == measures["active.normative_documents.in_force"].forms
    assert ("2019", "2021") == measures["active.penalties.decisions"].forms


def test_every_measure_has_labels_in_both_languages():
    assert [] == [m.id for m in load_vocabulary().measures.values() if not m.label or not m.label_en or not m.unit]
