"""Findings between reports come when both are stored, whatever came first, and go when one goes."""

from pathlib import Path

import pytest

from index.intake.build import ingest_paths
from index.keeping.removal import remove_reports
from index.lookup.findings import list_findings
from index.settings import Settings
from index.store import open_store

REPORTS = Path(__file__).resolve().parents[2] / "samples" / "reports"
PAIRS = [
    ("carry_over", "汀岚镇2022年政府信息公开工作年度报告.pdf", "2023年汀岚镇政府信息公开工作年度报告.pdf"),
    ("stock_flow", "砚泉镇2021年政府信息公开工作年度报告.html", "砚泉镇2022年政府信息公开工作年度报告.txt"),
    ("published_stock", "砚泉镇2019年政府信息公开工作年度报告.pdf", "砚泉镇2020年政府信息公开工作年度报告.docx"),
    ("copied_last_year", "溪源县栎桥镇2021年政府信息公开工作年度报告.pdf", "溪源县栎桥镇2022年政府信息公开工作年度报告.docx"),
    ("copied_between", "鹭渚街道办事处2023年度政府信息公开年报.docx", "梧山县栎桥镇2023年政府信息公开工作年度报告.pdf"),
]


def ingest(folder: Path, *names: str) -> Settings:
    settings = Settings(data=folder, copy_sources=False)
    for outcome in ingest_paths(settings, [REPORTS / name for name in names]):
        assert outcome.status == "added"
    return settings


def find(settings: Settings, rule: str):
    with open_store(settings) as store:
        return [finding for finding in list_findings(store) if finding.rule == rule]


@pytest.mark.parametrize(("rule", "first", "second"), PAIRS)
def test_a_fault_between_two_reports_is_found_in_whatever_order_they_come(
    tmp_path: Path, rule: str, first: str, second: str
) -> None:
    forth = find(ingest(tmp_path / "forth", first, second), rule)
    back = find(ingest(tmp_path / "back", second, first), rule)
    assert forth
    assert {finding.fingerprint for finding in forth} == {finding.fingerprint for finding in back}
    for finding in forth:
        assert {str(REPORTS / first), str(REPORTS / second)} == {finding.source, finding.other_source}
        assert finding.places


@pytest.mark.parametrize(("rule", "first", "second"), PAIRS[3:])
def test_copied_text_is_quoted_from_both_places(tmp_path: Path, rule: str, first: str, second: str) -> None:
    (finding,) = find(ingest(tmp_path, first, second), rule)
    here, there = finding.places[:2]
    assert "".join((here.quote or "").split()) == "".join((there.quote or "").split())


@pytest.mark.parametrize(("rule", "first", "second"), PAIRS)
def test_a_finding_between_two_reports_goes_with_either(tmp_path: Path, rule: str, first: str, second: str) -> None:
    settings = ingest(tmp_path, first, second)
    remove_reports(settings, source=str(REPORTS / first))
    assert [] == find(settings, rule)


def test_an_agencys_first_report_is_compared_with_nothing(tmp_path: Path) -> None:
    settings = ingest(tmp_path, PAIRS[0][2])
    assert [] == [finding for rule, *_ in PAIRS for finding in find(settings, rule)]
