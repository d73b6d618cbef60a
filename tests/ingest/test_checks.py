"""Every planted fault is found by its rule, and a clean report has no finding."""

from decimal import Decimal

import pytest

from ingest.checks.year_checks import YearCells, check_years
from ingest.form import load_form
from ingest.pipeline import build_report
from ingest.readers.text import read_text
from ingest.records import Report

PROSE = """松岭镇人民政府{title_year}年政府信息公开工作年度报告

本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。
发布日期：{published}

一、总体情况

{year}年，我镇主动公开政府信息{total}条，其中通过政府网站公开{website}条，通过微信公众号公开{wechat}条。
{year}年，我镇收到政府信息公开申请{received}件，{closing}。未发生因政府信息公开引发的行政复议和行政诉讼。
{extra}

"""


def write_report(form: str = "2021", changes: dict[str, str] | None = None, **words: str) -> str:
    """A clean report of an invented town; ``changes`` overwrite cells, ``words`` the prose."""
    cells = dict.fromkeys(load_form(form).cells, "0") | {
        "requests.new.natural_person": "5",
        "requests.new.total": "5",
        "requests.granted.natural_person": "3",
        "requests.granted.total": "3",
        "requests.total.natural_person": "3",
        "requests.total.total": "3",
        "requests.carried_out.natural_person": "2",
        "requests.carried_out.total": "2",
    }
    cells |= changes or {}
    holes = {
        "title_year": "2022",
        "year": "2022",
        "published": "2023-01-18",
        "total": "90",
        "website": "60",
        "wechat": "30",
        "received": "5",
        "closing": "答复3件，其余按期结转下年办理",
        "extra": "",
    }
    lines = [PROSE.format(**(holes | words)), "二、主动公开政府信息情况", ""]
    heading = ""
    for row in load_form(form).active:
        if row.under != heading:
            heading = row.under
            lines += [heading, "\t".join(["信息内容", *(cell.column_label for cell in row.cells)])]
        lines.append("\t".join([row.label, *(cells[cell.id] for cell in row.cells)]))
    lines += ["", "三、收到和处理政府信息公开申请情况", ""]
    lines.append("申请人情况\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计")
    lines += ["\t".join([row.label, *(cells[cell.id] for cell in row.cells)]) for row in load_form(form).requests]
    lines += ["", "四、政府信息公开行政复议、行政诉讼情况", "", "行政复议\t行政诉讼", "未经复议直接起诉\t复议后起诉"]
    lines += ["\t".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)]
    lines += ["\t".join(cells[cell.id] for cell in load_form(form).disputes.cells)]
    lines += ["", "五、存在的主要问题及改进情况", "", "公开的及时性还要加强。", "", "六、其他需要报告的事项", "", "无。", ""]
    return "\n".join(lines)


def read(text: str) -> Report:
    return build_report(read_text(text.encode(), "松岭镇.txt"))


def list_rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def test_a_clean_report_has_no_finding() -> None:
    assert [] == list_rules(read(write_report()))


@pytest.mark.parametrize(
    ("rules", "changes", "words"),
    [
        (["balance"], {"requests.carried_in.natural_person": "1", "requests.carried_in.total": "1"}, {}),
        (["results_total"], {"requests.granted.natural_person": "2", "requests.granted.total": "2"}, {}),
        (["applicants_total", "balance"], {"requests.new.natural_person": "4"}, {}),
        (["disputes_total", "text_vs_table"], {"disputes.review.total": "1"}, {}),
        (["impossible_value"], {"active.rules.in_force": "2"}, {}),
        (["impossible_value"], {"active.penalties.decisions": "-3"}, {}),
        (["impossible_value"], {"active.licensing.decisions": "2.5"}, {}),
        (["text_vs_table"], {}, {"received": "9"}),
        (["text_parts"], {}, {"website": "75"}),
        (["text_parts"], {}, {"website": "55"}),
        ([], {}, {"website": "10"}),
        (["all_closed"], {}, {"closing": "均已按期办结"}),
        (["year_mismatch"], {}, {"title_year": "2021"}),
        (["published_late"], {}, {"published": "2023-03-02"}),
        (["published_late"], {}, {"published": "2022-12-28"}),
        (["percentage"], {}, {"extra": "工作动态类信息45条，占60%。"}),
        ([], {}, {"extra": "工作动态类信息45条，占50%。"}),
    ],
)
def test_a_planted_fault_is_found_by_its_rule(rules: list[str], changes: dict[str, str], words: dict[str, str]) -> None:
    assert set(rules) == set(list_rules(read(write_report(changes=changes, **words))))


def test_prose_that_counts_the_carried_in_applications_agrees_with_the_table() -> None:
    carried = {"requests.carried_in.natural_person": "1", "requests.carried_in.total": "1"}
    out = {"requests.carried_out.natural_person": "3", "requests.carried_out.total": "3"}
    assert [] == list_rules(read(write_report(changes=carried | out, received="6")))


def test_the_2019_form_for_2022_is_outdated() -> None:
    assert ["form_outdated"] == list_rules(read(write_report("2019")))


def test_a_blank_operand_makes_a_check_uncertain_not_failed() -> None:
    report = read(write_report(changes={"requests.granted.business": "/"}))
    assert {"uncertain"} == {finding.verdict for finding in report.findings}
    assert {"results_total", "applicants_total"} == set(list_rules(report))


def test_an_unreadable_cell_is_a_fault_of_the_reading() -> None:
    report = read(write_report(changes={"active.coercion.decisions": "见附件"}))
    assert [("unreadable", "reading", ("active.coercion.decisions",))] == [
        (finding.rule, finding.fault, finding.cells) for finding in report.findings
    ]


def test_a_heading_without_its_table_is_said() -> None:
    text = write_report()
    start, end = text.index("三、收到和处理") + len("三、收到和处理政府信息公开申请情况"), text.index("四、政府信息公开行政复议")
    assert "table_lost" in list_rules(read(text[:start] + "\n\n" + text[end:]))


def test_a_finding_names_cells_places_and_fault_and_keeps_its_fingerprint() -> None:
    text = write_report(changes={"disputes.direct_suit.upheld": "1"})
    first, again = read(text).findings, read(text).findings
    assert first == again
    (finding,) = first
    assert ("error", "fail", "report", "松岭镇", 2022) == (
        finding.severity,
        finding.verdict,
        finding.fault,
        finding.agency,
        finding.year,
    )
    assert "disputes.direct_suit.upheld" in finding.cells
    assert all(place.line for place in finding.places)


def year_cells(text: str) -> YearCells:
    report = read(text)
    return YearCells(report.subject, report.form, {cell.cell: cell for cell in report.cells})


def test_what_one_year_carries_out_the_next_carries_in() -> None:
    before = year_cells(write_report(title_year="2021", year="2021", published="2022-01-10"))
    broken = year_cells(write_report())
    findings = list(check_years(before, broken))
    assert ["carry_over", "carry_over"] == [finding.rule for finding in findings]
    assert {"requests.carried_in.total", "requests.carried_out.total"} == set(findings[1].cells)


def test_the_stock_of_documents_follows_from_last_years() -> None:
    kept = {
        "active.normative_documents.in_force": "4",
        "requests.carried_out.natural_person": "0",
        "requests.carried_out.total": "0",
    }
    before = year_cells(write_report(changes=kept, title_year="2021", year="2021", published="2022-01-10"))
    after = write_report(changes={"active.normative_documents.made": "2", "active.normative_documents.in_force": "5"})
    findings = list(check_years(before, year_cells(after)))
    assert ["stock_flow"] == [finding.rule for finding in findings]
    assert Decimal(6) == Decimal(findings[0].detail.split("=")[-1].strip())


def test_parts_are_held_against_the_total_behind_a_target() -> None:
    text = "松岭镇2015年政府信息公开工作报告\n全年共公开信息77条,完成县里下达任务数60条的128.3%。其中网站公开47条,微博20条。\n"
    report = build_report(read_text(text.encode(), "某镇.txt"))
    assert ["正文写总数 77,所列各项(47 + 20)相加得 67"] == [f.detail for f in report.findings if f.rule == "text_parts"]


def test_a_signature_under_a_table_is_prose() -> None:
    table = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 0 | 0 | 0 |\n行政规范性文件 | 3 | 1 | 11 |\n"
    report = build_report(read_text((table + "松岭镇人民政府\n2024年1月10日\n").encode(), "某镇.txt"))
    assert "松岭镇" == report.header.agency


def test_a_title_without_the_word_government_is_a_report() -> None:
    report = build_report(read_text("松岭镇2011年度信息公开的报告\n全年公开信息1条。\n".encode(), "某镇.txt"))
    assert ("松岭镇", 2011) == (report.header.agency, report.header.year)
