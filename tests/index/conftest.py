"""Reports made by hand, and stores of them in a folder of their own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from index.settings import Settings
from ingest.errors import NotAReport
from ingest.form import load_form
from ingest.records import CellValue, Finding, Header, NarrativeFigure, Passage, Place, Report, Section, Sentence

PROSE = (
    "一年来，我们把惠民补贴、项目招标和村务收支逐条贴到公告栏，同时在网站同步发布。",
    "存在的问题是人手少、更新慢，个别栏目内容陈旧，群众想找的东西找不到。",
    "下一步打算请县里来讲两次课，让每个村都有一名会用后台的信息员。",
)


def build_cell(cell: str, value: str | None = "0", **changes) -> CellValue:
    number = None if value is None else Decimal(value)
    plain = CellValue(
        cell=cell,
        state="blank" if value is None else "stated",
        value=number,
        raw=value or "",
        unit=None,
        unit_assumed=load_form("2021").cells[cell].unit if cell in load_form("2021").cells else None,
        normalised=None,
        read_by="label",
        place=Place(line=12, span=(300, 302), quote=value or ""),
    )
    return replace(plain, **changes)


def build_report(
    agency: str | None = "柳溪镇",
    year: int | None = 2023,
    *,
    cells: dict[str, str | None] | None = None,
    parents: tuple[str, ...] = ("青禾市", "临川县"),
    prose: tuple[str, ...] = PROSE,
    source: str = "a.txt",
    data: bytes | None = None,
    **changes,
) -> Report:
    """A report of three short passages; its bytes stand for everything in it unless ``data`` is given."""
    stated = {"requests.new.total": "3", "active.penalties.decisions": "5", **(cells or {})}
    text = "".join(prose)
    digest = sha256(data if data is not None else repr((agency, year, stated, parents, prose, changes)).encode()).hexdigest()
    passages = tuple(
        Passage(i, "五、存在的主要问题及改进情况", "problems", part, text.index(part), Place(line=i + 3, quote=part))
        for i, part in enumerate(prose)
    )
    order = list(load_form("2021").cells)
    read = sorted((build_cell(cell, value) for cell, value in stated.items()), key=lambda cell: order.index(cell.cell))
    report = Report(
        source=source,
        sha256=digest,
        kind="text",
        header=Header(f"{agency}{year}年年报", agency, f"{agency}人民政府" if agency else None, parents, year, date(2024, 1, 20)),
        form="2021",
        sections=(
            Section(
                "五、存在的主要问题及改进情况", "problems", text, 10, 10 + len(text), Place(line=2, quote="五、存在的主要问题"), 4
            ),
        ),
        cells=tuple(read),
        absent=tuple(cell for cell in order if cell not in stated),
        narrative=(
            NarrativeFigure(
                "published.total", "主动公开", Decimal(120), "条", approx=False, primary=True, place=Place(line=3, quote="120条")
            ),
            NarrativeFigure(None, "培训", Decimal(2), "次", approx=True, primary=False, place=Place(line=5, quote="两次")),
        ),
        findings=(),
        passages=passages,
        sentences=(Sentence("f0e1d2c3b4a59687", 60, 10, Place(line=2, quote=prose[0][:20])),),
        metadata=(("索引号", "QH-2024-1"),),
        notes=("修复了部首字符",),
    )
    return replace(report, **changes)


def build_finding(report: Report, rule: str = "balance") -> Finding:
    return Finding(
        "abcdef0123", rule, "error", "fail", "report", "原文如此", report.source, None, report.header.agency, report.header.year,
        "合计不符", ("requests.new.total",), (Place(page=2, box=(72.0, 100.5, 120.25, 118.0), quote="3"),),
    )  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return Settings(_env_file=None, data=tmp_path / "data", database_url=database_url)


@pytest.fixture
def make_report() -> Callable[..., Report]:
    return build_report


@pytest.fixture
def make_cell() -> Callable[..., CellValue]:
    return build_cell


@pytest.fixture
def make_finding() -> Callable[..., Finding]:
    return build_finding


class Shelf:
    """Files on disk whose reader gives the reports that they were made for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reports: dict[str, Report] = {}
        self.numbers = count()

    def put(self, name: str, report: Report | None) -> Path:
        """Write a file that reads as ``report``, or as no report at all; equal reports have equal bytes."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = repr(replace(report, source="", sha256="") if report else f"recipe {name}").encode()
        path.write_bytes(data)
        if report:
            self.reports[sha256(data).hexdigest()] = report
        return path

    def read(self, data: bytes, source: str, limits: object) -> Report:  # noqa: ARG002
        digest = sha256(data).hexdigest()
        if digest not in self.reports:
            raise NotAReport("不是政府信息公开工作年度报告")
        return replace(self.reports[digest], source=source, sha256=digest)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "files")
