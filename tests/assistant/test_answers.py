"""What the answering half promises, over a real store of invented reports; queries are made by hand."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answering.basis.naming import find_doubles
from assistant.answering.basis.verify import verify_answer
from assistant.answering.basis.wording import say
from assistant.answering.compose import COMPOSERS, compose_answer
from assistant.answering.retrieve import FINDERS, find_evidence
from assistant.records import Answer, Conversation, Operation, Query, Threshold
from assistant.understanding.words.vocabulary import load_vocabulary
from assistant.wire import answer_to_json
from index.lookup.reports import list_agencies
from index.store import Store

Ask = Callable[..., Answer]
DROPPED = say("zh", "note.dropped")


@pytest.fixture
def answer(town_store: Store) -> Ask:
    """Answers a query made of an operation, agencies, years and measures; nothing may need to be dropped."""
    agencies = {agency.name: agency for agency in list_agencies(town_store)}
    measures = load_vocabulary().measures

    def answer_query(
        operation: Operation, names=(), years=(), wanted=(), *, question="问", conversation=None, **further
    ) -> Answer:
        query = Query(
            question,
            operation,
            agencies=tuple(agencies[name] for name in names),
            years=tuple(years),
            measures=tuple(measures[name] for name in wanted),
            all_agencies=not names and not further.get("unknown_agencies"),
            **further,
        )
        evidence = find_evidence(town_store, query)
        composed = compose_answer(query, evidence, conversation or Conversation(), find_doubles(agencies.values()))
        verified = verify_answer(composed, evidence)
        assert composed == verified
        return verified

    return answer_query


def list_values(answer: Answer) -> list[tuple]:
    return [(str(value.value), value.derived) for value in answer.values]


def test_every_operation_has_a_composer_and_no_finder_is_idle():
    operations = set(Operation.__args__)
    assert operations == set(COMPOSERS) | {"provenance"}
    assert set() == set(FINDERS) - operations


def test_a_cell_is_answered_with_its_quote(answer: Ask):
    found = answer("lookup", ["柳溪镇"], [2022], ["active.penalties.decisions"])
    assert ("answered", [("12", None)]) == (found.status, list_values(found))
    (citation,) = found.citations
    assert ("12", "柳溪镇2022年.txt") == (citation.quote, citation.source.rsplit("/", 1)[-1])
    assert "柳溪镇2022年行政处罚处理决定数量：**12件**[1]。" in found.text
    assert "单位按表式为“件”" in found.text


@pytest.mark.parametrize(
    ("agency", "year", "measure", "why"),
    [
        ("柳溪镇", 2021, "active.penalties.decisions", "no report"),
        ("石桥乡", 2023, "active.penalties.decisions", "not applicable"),
        ("青禾镇", 2023, "active.normative_documents.repealed", "blank"),
        ("石桥乡", 2023, "published.total", "not in the report"),
        ("柳溪镇", 2023, "active.procurement.amount", "not in the report"),
    ],
)
def test_a_figure_that_is_not_there_is_no_data_with_the_reason(answer: Ask, agency, year, measure, why):
    found = answer("lookup", [agency], [year], [measure])
    assert ("no_data", ()) == (found.status, found.values)
    assert [why] == [gap.why for gap in found.missing]
    assert agency in {name for name, _ in found.available}
    assert "0件" not in found.text


def test_an_item_of_the_other_form_cannot_be_compared(answer: Ask):
    found = answer("compare", ["柳溪镇", "青禾镇"], [2023], ["active.procurement.amount"])
    assert {"not comparable"} == {gap.why for gap in found.missing}


def test_an_agency_that_is_not_stored_is_named_with_similar_ones(answer: Ask):
    found = answer("lookup", (), [2023], ["requests.new.total"], unknown_agencies=("柳河镇",), question="柳河镇2023年？")
    assert ("no_data", "no report", "柳河镇") == (found.status, found.missing[0].why, found.missing[0].agency)
    assert {("柳溪镇", 2022), ("柳溪镇", 2023)} == set(found.available)


def test_a_group_is_the_sum_of_its_cells(answer: Ask):
    found = answer("lookup", ["柳溪镇"], [2022], ["requests.denied.total"])
    assert [("1", None), ("1", "sum")] == list_values(found)
    assert 8 == len(found.values[-1].citations)


def test_a_group_of_zeros_is_zero(answer: Ask):
    found = answer("lookup", ["石桥乡"], [2023], ["requests.denied.total"], question="有没有不予公开？")
    assert [("0", "sum")] == list_values(found)
    assert found.text.startswith("没有。")


def test_prose_that_differs_from_the_table_is_shown_beside_it(answer: Ask):
    found = answer("lookup", ["柳溪镇"], [2023], ["requests.new.total"])
    assert [("8", None), ("9", None)] == list_values(found)
    assert "二者不一致" in found.text
    assert 1 == len(found.findings)


def test_prose_that_agrees_is_cited_and_not_counted_twice(answer: Ask):
    found = answer("lookup", ["柳溪镇"], [2022], ["requests.new.total"])
    assert ([("5", None)], 2) == (list_values(found), len(found.citations))
    assert "与正文所写一致" in found.text


def test_a_finding_that_touches_a_prose_figure_is_mentioned(answer: Ask):
    found = answer("lookup", ["青禾镇"], [2023], ["published.total"])
    assert [("200", None), ("170", "sum")] == list_values(found)
    assert "核查提示" in found.text


def test_a_rate_shows_what_it_is_taken_from(answer: Ask):
    found = answer("lookup", ["柳溪镇"], [2022], ["rate.granted"])
    assert [("3", None), ("5", None), ("60.0", "rate")] == list_values(found)
    assert "**60.0%**（3件[1] ÷ 5件[2]）" in found.text


def test_a_rate_without_a_base_is_no_number(answer: Ask):
    found = answer("lookup", ["石桥乡"], [2023], ["rate.granted"])
    assert ("answered", [("0", None), ("0", None)]) == (found.status, list_values(found))
    assert "无从计算" in found.text


def test_change_is_later_minus_earlier(answer: Ask):
    found = answer("difference", ["柳溪镇"], [2022, 2023], ["published.total"], wants_growth=True)
    assert [("300", None), ("450", None), ("150", "difference"), ("50.0", "growth")] == list_values(found)
    assert ((1, 0), (1, 0)) == tuple(value.inputs for value in found.values[2:])


def test_difference_of_two_agencies_is_first_named_minus_second(answer: Ask):
    found = answer("difference", ["青禾镇", "柳溪镇"], [2023], ["published.total"])
    assert ("-250", "difference") in list_values(found)
    assert "少**250条**" in found.text


def test_one_side_alone_is_not_compared(answer: Ask):
    found = answer("difference", ["柳溪镇", "石桥乡"], [2023], ["published.total"])
    assert [("450", None)] == list_values(found)
    assert "无从比较" in found.text


def test_comparison_says_who_has_more(answer: Ask):
    found = answer("compare", ["青禾镇", "柳溪镇"], [2023], ["published.total"])
    assert "柳溪镇更多，比青禾镇多**250条**。" in found.text


def test_trend_without_a_base_has_no_growth_rate(answer: Ask):
    found = answer("trend", ["柳溪镇"], (), ["requests.carried_out.total"])
    assert [("0", None), ("1", None), ("1", "difference")] == list_values(found)
    assert "增长率无从计算" in found.text


def test_share_is_first_measure_of_second(answer: Ask):
    found = answer("share", ["柳溪镇"], [2022], ["published.wechat", "published.total"])
    assert [("120", None), ("300", None), ("40.0", "share")] == list_values(found)


def test_share_of_all_is_taken_over_every_agency(answer: Ask):
    found = answer("share", ["青禾镇"], [2023], ["requests.new.total"])
    assert ("20.0", "share") in list_values(found)
    assert (3, 3) == (found.coverage.of, found.coverage.with_data)


def test_multiple_is_first_over_second(answer: Ask):
    assert ("1.5", "multiple") in list_values(answer("multiple", ["柳溪镇"], [2022, 2023], ["published.total"]))


def test_ties_share_the_first_place_and_the_rest_is_accounted_for(answer: Ask):
    found = answer("rank", (), [2023], ["active.penalties.decisions"], limit=1)
    assert [("30", None), ("30", None), ("1", "rank"), ("1", "rank")] == list_values(found)
    assert "并列最多" in found.text
    assert (3, 2, (("石桥乡", "not applicable"),)) == (found.coverage.of, found.coverage.with_data, found.coverage.excluded)


def test_ranking_keeps_the_asked_order(answer: Ask):
    found = answer("rank", (), [2023], ["requests.new.total"], ascending=True)
    assert ["0", "2", "8"] == [str(value.value) for value in found.values if value.cell == "requests.new.total"]


def test_the_second_place_is_told_alone(answer: Ask):
    found = answer("rank", (), [2023], ["requests.new.total"], position=2)
    assert [("2", None), ("2", "rank")] == list_values(found)
    assert "青禾镇2023年新收政府信息公开申请排第2名" in found.text


def test_a_report_can_be_named_by_its_file(answer: Ask):
    found = answer("lookup", (), (), ["active.penalties.decisions"], sources=("柳溪镇2022年.txt",))
    assert [("12", None)] == list_values(found)


def test_the_date_of_publication_is_told_or_said_to_be_missing(answer: Ask):
    question = "青禾镇2023年的报告什么时候发布的？"
    assert "没有写明发布日期" in answer("reports", ["青禾镇"], [2023], question=question).text


def test_one_agency_learns_its_place_among_all(answer: Ask):
    found = answer("rank", ["青禾镇"], [2023], ["requests.new.total"])
    assert [("2", None), ("2", "rank")] == list_values(found)
    assert 3 == found.coverage.of


@pytest.mark.parametrize(("operation", "result"), [("sum", "10"), ("average", "3.33"), ("median", "2")])
def test_totals_list_what_they_rest_on(answer: Ask, operation, result):
    found = answer(operation, (), [2023], ["requests.new.total"])
    assert (result, operation) in list_values(found)
    assert 4 == len(found.values) - sum(value.cell == "requests.received" for value in found.values)
    assert "3个单位都有此数" in found.text


def test_total_of_several_years_names_the_reports_left_out(answer: Ask):
    found = answer("sum", (), [2022, 2023], ["published.total"])
    assert ("950", "sum") in list_values(found)
    assert {("石桥乡2023年", "not in the report"), ("石桥乡2022年", "no report"), ("青禾镇2022年", "no report")} == set(
        found.coverage.excluded
    )


def test_extremes_name_whose_they_are(answer: Ask):
    found = answer("maximum", ["柳溪镇"], (), ["published.total"])
    assert ("450", "maximum") in list_values(found)
    assert "**2023年**" in found.text


def test_threshold_counts_and_names_who_meets_it(answer: Ask):
    found = answer(
        "count", (), [2023], ["requests.new.total"], threshold=Threshold(">", Decimal(1)), question="超过1件的有几个？"
    )
    assert ("2", "count") in list_values(found)
    none = answer(
        "threshold", (), [2023], ["requests.new.total"], threshold=Threshold(">", Decimal(100)), question="超过100件的？"
    )
    assert ("answered", [("0", "count")]) == (none.status, list_values(none))


@pytest.mark.parametrize(
    ("operation", "further", "expected"),
    [
        ("sum", {}, ("10", "sum")),
        ("average", {}, ("3.33", "average")),
        ("median", {}, ("2", "median")),
        ("count", {"threshold": Threshold(">", Decimal(1)), "question": "超过1件的有几个？"}, ("2", "count")),
        ("rank", {"limit": 2}, ("2", "rank")),
        ("rank", {"names": ["青禾镇"]}, ("2", "rank")),
        ("maximum", {}, ("8", "maximum")),
    ],
)
def test_very_many_reports_give_the_same_totals(answer: Ask, monkeypatch, operation, further, expected):
    monkeypatch.setattr("assistant.answering.figures.wide.WIDE", 2)
    found = answer(operation, years=[2023], wanted=["requests.new.total"], **further)
    assert expected in list_values(found)
    assert (3, 3) == (found.coverage.of, found.coverage.with_data)


@pytest.mark.parametrize(
    ("operation", "wanted", "further"),
    [
        ("rank", "requests.new.total", {"limit": 1}),
        ("rank", "requests.new.total", {"limit": 2, "ascending": True}),
        ("rank", "requests.new.total", {"position": 2}),
        ("rank", "rate.granted", {"limit": 3}),
        ("rank", "rate.granted", {"names": ["青禾镇"]}),
        ("maximum", "rate.granted", {}),
        ("minimum", "requests.new.total", {}),
        ("threshold", "requests.new.total", {"threshold": Threshold("<=", Decimal(2)), "question": "不超过2件的？"}),
        ("count", "rate.granted", {"threshold": Threshold(">=", Decimal(50)), "question": "不低于50%的有几个？"}),
        ("threshold", "requests.new.total", {"threshold": Threshold(">=", Decimal(1), Decimal(5)), "question": "1到5件的？"}),
    ],
)
def test_very_many_reports_give_the_same_figures_as_few(answer: Ask, monkeypatch, operation, wanted, further):
    few = answer(operation, years=[2023], wanted=[wanted], **further)
    monkeypatch.setattr("assistant.answering.figures.wide.WIDE", 2)
    many = answer(operation, years=[2023], wanted=[wanted], **further)
    assert list_values(few) == list_values(many)
    assert few.coverage.with_data == many.coverage.with_data


def test_very_many_reports_are_searched_without_listing_them(answer: Ask, monkeypatch):
    monkeypatch.setattr("assistant.answering.retrieve.WIDE", 2)
    found = answer("mentions", terms=("人员流动",), question="谁提到人员流动？")
    assert [] == list_values(found)
    assert found.text.startswith("没有逐份查完；最相关的段落里，提到的有青禾镇（2023年）。")


def test_townships_of_any_kind_among_very_many_reports_are_searched(answer: Ask, monkeypatch):
    monkeypatch.setattr("assistant.answering.retrieve.WIDE", 2)
    assert "青禾镇" in answer("mentions", terms=("人员流动",), question="各镇谁提到人员流动？", kind="镇").text


@pytest.mark.parametrize("operation", ["text", "mentions"])
def test_very_many_reports_without_a_sentence_that_answers_are_still_there(answer: Ask, monkeypatch, operation):
    monkeypatch.setattr("assistant.answering.retrieve.WIDE", 2)
    found = answer(operation, topics=("disputes",), terms=("复议",), question="谁提到复议？")
    assert ("no_data", "现有报告里没有找到与此相关的语句。") == (found.status, found.text)


def test_of_an_agency_without_reports_very_many_others_say_nothing(answer: Ask, monkeypatch):
    monkeypatch.setattr("assistant.answering.retrieve.WIDE", 2)
    found = answer("text", unknown_agencies=("魑魅镇",), terms=("问题",), question="魑魅镇存在哪些问题？")
    assert ("no_data", ()) == (found.status, found.citations)
    assert "魑魅镇" in found.text


def test_more_than_three_figures_stand_in_a_table(answer: Ask):
    found = answer("lookup", ["柳溪镇"], [2022, 2023], ["requests.new.total", "requests.total.total"])
    assert "| 年份 | 项目 | 数值 |" in found.text


def test_text_answers_quote_the_section_asked_for(answer: Ask):
    found = answer("text", ["青禾镇"], [2023], topics=("problems",), terms=("问题",), question="存在哪些问题？")
    assert 2 == len(found.citations)
    assert "信息员流动性大" in found.text
    assert "每周核对" not in found.text


def test_mentions_name_who_does_and_who_does_not(answer: Ask):
    found = answer("mentions", terms=("人员流动",), question="谁提到人员流动？")
    assert [("1", "count"), ("4", "count")] == list_values(found)
    assert "提到的有**1个**：青禾镇（2023年）。" in found.text
    assert "柳溪镇、石桥乡的报告里没有找到这样的语句。" in found.text


def test_common_ground_and_differences_are_told_by_sentence(answer: Ask):
    further = {"topics": ("problems",), "terms": ("问题",)}
    common = answer("text", ["柳溪镇", "石桥乡"], [2023], question="存在的问题有什么共同点？", **further)
    assert common.text.startswith("几处都写有的相同语句有**3条**")
    own = answer("text", ["柳溪镇", "青禾镇"], [2023], question="存在的问题有什么不同？", **further)
    assert "只有青禾镇写到：\n- 一是栏目设置不合理" in own.text


def test_a_text_question_without_an_answer_is_no_data(answer: Ask):
    assert "no_data" == answer("text", ["石桥乡"], [2023], terms=("图书馆", "藏书"), question="图书馆藏书多少？").status


def test_a_check_shows_both_figures(answer: Ask):
    found = answer("check", ["青禾镇"], [2023], question="公开数量前后一致吗？")
    assert {("200", None), ("170", "sum")} <= set(list_values(found))
    assert "有对不上的地方" in found.text


def test_a_check_that_holds_says_which_figures_it_went_over(answer: Ask):
    found = answer("check", ["柳溪镇"], [2022], rules=("balance", "results_total"))
    assert "对得上" in found.text
    assert {("5", None), ("0", None)} <= set(list_values(found))
    assert () == found.findings


def test_a_check_between_years_shows_both_years(answer: Ask):
    found = answer("check", ["柳溪镇"], [2023], rules=("carry_over",))
    assert {("requests.carried_in.total", 2023), ("requests.carried_out.total", 2022)} <= {
        (value.cell, value.year) for value in found.values
    }


def test_checks_over_the_store_list_whose_reports_fail(answer: Ask):
    found = answer("check", question="哪些报告的数字对不上？")
    assert "柳溪镇2023年" in found.text
    assert "青禾镇2023年" in found.text
    assert 4 <= len(found.findings)


def test_provenance_tells_file_line_and_quote_of_the_last_figures(answer: Ask):
    conversation = Conversation()
    conversation.answers.append(answer("lookup", ["柳溪镇"], [2022], ["active.penalties.decisions"]))
    found = answer("provenance", conversation=conversation)
    assert ("12", None) in list_values(found)
    assert "柳溪镇2022年.txt" in found.text
    assert f"第{found.citations[0].place.line}行" in found.text


def test_provenance_without_an_earlier_figure_says_so(answer: Ask):
    assert "no_data" == answer("provenance").status


def test_stored_reports_are_listed_with_the_years_missing(answer: Ask):
    found = answer("reports")
    assert {("柳溪镇", 2022), ("柳溪镇", 2023), ("青禾镇", 2023), ("石桥乡", 2023)} == set(found.available)
    lacking = answer("reports", ["青禾镇"])
    assert [] == [gap.year for gap in lacking.missing]  # one of three agencies reports for 2022: nobody lacks it


def test_options_are_offered_in_full(answer: Ask):
    found = answer("lookup", options=("柳溪镇2022年？", "柳溪镇2023年？"))
    assert ("clarify", ("柳溪镇2022年？", "柳溪镇2023年？")) == (found.status, found.options)
    assert all(option in found.text for option in found.options)


def test_a_figure_that_nobody_named_is_asked_for(answer: Ask):
    assert "clarify" == answer("rank", ["柳溪镇"], [2023]).status


def test_out_of_scope_is_one_friendly_sentence(answer: Ask):
    found = answer("out_of_scope")
    assert ("out_of_scope", 1, ()) == (found.status, found.text.count("。"), found.values)


def test_english_questions_get_english_sentences_and_names(answer: Ask):
    found = answer("lookup", ["柳溪镇"], [2022], ["active.penalties.decisions"], language="en")
    assert "Liuxi (柳溪镇), 2022" in found.text
    assert "**12 cases**[1]" in found.text


def test_json_has_every_field_of_the_interface(answer: Ask):
    record = answer_to_json(replace(answer("share", ["柳溪镇"], [2022], ["published.wechat", "published.total"]), store="abc"))
    fields = [
        "status",
        "text",
        "values",
        "citations",
        "missing",
        "available",
        "coverage",
        "options",
        "next",
        "findings",
        "plan",
        "store",
    ]
    assert fields == list(record)
    stated, *_, share = record["values"]
    assert ("120", None, "published.wechat", [0]) == (stated["value"], stated["derived"], stated["cell"], stated["citations"])
    assert ("40.0", "%", "share", [0, 1]) == (share["value"], share["unit"], share["derived"], share["inputs"])
    assert {"page", "box", "line", "span", "table", "row", "column", "quote"} == set(record["citations"][0]["place"])


def test_two_conversations_never_mix(assistant):
    first, second = Conversation(), Conversation()
    assistant.ask("柳溪镇2023年行政处罚多少件？", first)
    assistant.ask("青禾镇2023年收到多少件申请？", second)
    assert ["30"] == [str(value.value) for value in first.answers[-1].values]
    assert ["2"] == [str(value.value) for value in second.answers[-1].values]
    assert (1, 1) == (len(first.queries), len(second.queries))


def test_the_same_question_over_the_same_store_gets_the_same_answer(ask):
    question = "柳溪镇2022年到2023年公开的信息增加了多少？"
    assert ask(question) == ask(question)


def test_every_question_suggested_is_answered(ask):
    for question in ("柳溪镇2023年行政处罚多少件？", "青禾镇2023年存在哪些问题？", "2023年哪个镇收到的申请最多？"):
        following = ask(question).next
        assert 2 <= len(following)
        assert {"answered"} == {ask(suggested).status for suggested in following}


@pytest.mark.parametrize(
    "question", ["柳溪镇2023年行政处罚多少件？", "2023年各镇行政处罚排名", "哪些报告的数字对不上？", "你能做什么？", "写首诗"]
)
def test_nothing_of_a_plain_answer_has_to_be_dropped(ask, question):
    assert DROPPED not in ask(question).text
