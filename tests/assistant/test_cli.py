"""The command line's promises: exit statuses, JSON, plain errors, help with an example, a light start."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from assistant.exports.sheets import COLUMNS
from assistant.exports.words import READINGS, STATES

COMMANDS = ("ingest", "inspect", "ask", "list", "remove", "audit", "export", "backup", "restore", "refit", "serve", "mcp")
HEAVY = ("torch", "sentence_transformers", "chromadb", "gradio", "pandas", "langchain_core", "pdfplumber")


@dataclass(frozen=True, slots=True)
class Run:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.out.splitlines()]


def run_wenbao(*arguments: object, stdin: str = "", folder: Path | None = None) -> Run:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WENBAO_")}
    command = [sys.executable, "-m", "assistant", *map(str, arguments)]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder or root,
        env={**environment, "PYTHONPATH": str(root), "PYTHONUTF8": "1"},
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def chosen(samples: Path) -> list[Path]:
    """Four text samples: enough to ask about, quick to read."""
    return sorted(samples.glob("*.txt"))[:4]


@pytest.fixture(scope="module")
def data(chosen: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the chosen samples."""
    folder = tmp_path_factory.mktemp("data")
    run = run_wenbao("ingest", *chosen, "--data", folder)
    assert (0, "") == (run.status, run.err)
    return folder


@pytest.fixture(scope="module")
def stored(data: Path) -> list[dict]:
    return run_wenbao("list", "--json", "--data", data).lines


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_is_chinese_with_an_example(command: str) -> None:
    run = run_wenbao(command, "--help")
    assert 0 == run.status
    assert f"例：wenbao {command}" in run.out
    assert "--debug" in run.out


def test_without_a_command_the_help_is_shown() -> None:
    run = run_wenbao()
    assert 0 == run.status
    assert all(f"  {command} " in run.out for command in COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("ask",),
        ("ask", "问题", "--batch", "-"),
        ("inspect",),
        ("list", "--nonsense"),
        ("remove",),
        ("remove", "--agency", "甲镇"),
        ("export", "numbers.pdf"),
        ("list", "--data"),
    ],
)
def test_wrong_usage_is_status_2_with_one_plain_line(arguments: tuple[str, ...], tmp_path: Path) -> None:
    run = run_wenbao(*arguments, folder=tmp_path)
    assert 2 == run.status
    assert "" == run.out
    assert 1 == len(run.err.splitlines())
    assert run.err.startswith("错误：")


def test_inspect_prints_a_record_a_line(chosen: list[Path]) -> None:
    run = run_wenbao("inspect", "--json", *chosen[:2])
    assert 0 == run.status
    assert [str(path) for path in chosen[:2]] == [record["source"] for record in run.lines]
    assert {"cells", "absent", "narrative", "findings", "sections", "agency", "year", "form"} <= run.lines[0].keys()


@pytest.mark.parametrize(("good", "status"), [(1, 1), (0, 3)])
def test_rejected_file_gives_source_and_error(good: int, status: int, chosen: list[Path], tmp_path: Path) -> None:
    recipe = tmp_path / "菜谱.txt"
    recipe.write_text("把面粉和水揉成团，醒二十分钟。\n", encoding="utf-8")
    run = run_wenbao("inspect", "--json", *chosen[:good], recipe)
    assert status == run.status
    assert str(recipe) == run.lines[-1]["source"]
    assert {"source", "error"} == run.lines[-1].keys()
    assert "Traceback" not in run.err


def test_missing_file_is_one_plain_line(tmp_path: Path) -> None:
    run = run_wenbao("inspect", tmp_path / "没有.txt")
    assert 3 == run.status
    assert 1 == len(run.err.splitlines())


def test_ingest_says_what_became_of_each_file_and_sums_up(chosen: list[Path], tmp_path: Path) -> None:
    first = run_wenbao("ingest", chosen[0], "--json", "--data", tmp_path / "data")
    again = run_wenbao("ingest", chosen[0], "--json", "--data", tmp_path / "data")
    assert ["added", "unchanged"] == [run.lines[0]["status"] for run in (first, again)]
    assert {"source", "status", "agency", "year", "form", "cells", "passages", "findings", "error"} <= first.lines[0].keys()
    assert ["summary"] == list(first.lines[-1])


def test_ingest_of_some_bad_files_is_status_1_and_stores_the_others(chosen: list[Path], tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 cut off")
    run = run_wenbao("ingest", chosen[0], tmp_path / "坏.pdf", "--json", "--data", tmp_path / "data")
    assert 1 == run.status
    assert ["added", "rejected"] == [line["status"] for line in run.lines[:2]]
    assert 1 == len(run_wenbao("list", "--json", "--data", tmp_path / "data").lines)


def test_list_has_an_object_per_report(stored: list[dict], chosen: list[Path]) -> None:
    assert {str(path) for path in chosen} == {report["source"] for report in stored}
    assert {"agency", "parents", "year", "form", "source", "findings"} <= stored[0].keys()


def test_answer_is_one_json_object_a_question(data: Path, stored: list[dict]) -> None:
    report = stored[0]
    run = run_wenbao(
        "ask", f"{report['agency']}{report['year']}年收到几件政府信息公开申请？", "那予以公开几件？", "--json", "--data", data
    )
    assert 0 == run.status
    assert 2 == len(run.lines)
    assert {"status", "text", "values", "citations", "missing", "next"} <= run.lines[0].keys()
    assert {str(report["source"])} == {citation["source"] for citation in run.lines[0]["citations"]}


def test_batch_keeps_ids_and_shares_nothing_between_conversations(data: Path, stored: list[dict]) -> None:
    report = stored[0]
    asked = [
        {"id": "甲", "turns": [f"{report['agency']}{report['year']}年收到几件政府信息公开申请？", "那予以公开几件？"]},
        {"id": "乙", "turns": ["那予以公开几件？"]},
    ]
    feed = "\n".join(json.dumps(line, ensure_ascii=False) for line in asked) + "\n\n"
    run = run_wenbao("ask", "--batch", "-", "--json", "--data", data, stdin=feed)
    assert 0 == run.status
    assert [("甲", 2), ("乙", 1)] == [(line["id"], len(line["answers"])) for line in run.lines]
    assert run.lines[0]["answers"][1] != run.lines[1]["answers"][0]


def test_batch_file_that_is_no_json_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "问题.jsonl").write_text('{"id": "1", "turns": "不是列表"}\n', encoding="utf-8")
    run = run_wenbao("ask", "--batch", tmp_path / "问题.jsonl", "--data", tmp_path)
    assert 2 == run.status
    assert "第 1 行" in run.err


@pytest.mark.parametrize("words", [("ask", "甲镇2023年收到几件申请？"), ("audit",), ("export", "x.csv")])
def test_a_folder_in_which_nothing_was_stored_is_named_and_not_made(tmp_path: Path, words: tuple[str, ...]) -> None:
    run = run_wenbao(*words, "--data", tmp_path / "none")
    assert 3 == run.status
    assert "none" in run.err
    assert not (tmp_path / "none").exists()


def test_audit_prints_a_finding_a_line_and_is_no_failure(data: Path) -> None:
    run = run_wenbao("audit", "--json", "--data", data)
    assert 0 == run.status
    assert all({"fingerprint", "rule", "severity", "verdict", "cells", "places"} <= line.keys() for line in run.lines)


def test_remove_takes_a_report_out(chosen: list[Path], tmp_path: Path) -> None:
    run_wenbao("ingest", *chosen[:2], "--data", tmp_path)
    run = run_wenbao("remove", chosen[0], "--json", "--data", tmp_path)
    assert 0 == run.status
    assert str(chosen[0]) == run.lines[0]["source"]
    assert [str(chosen[1])] == [report["source"] for report in run_wenbao("list", "--json", "--data", tmp_path).lines]


def read_json(file: Path) -> list[list[object]]:
    return [
        [row["source"], row["id"], row["value"]] for row in json.loads(file.read_text(encoding="utf-8")) if row["kind"] == "表格"
    ]


def read_csv(file: Path) -> list[list[object]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["出处类别"] == "表格"]
    return [[row["来源文件"], row["编号"], row["数值"] or None] for row in rows]


def read_xlsx(file: Path) -> list[list[object]]:
    head, *rows = openpyxl.load_workbook(file, read_only=True).active.iter_rows(values_only=True)
    named = [dict(zip(head, row, strict=True)) for row in rows]
    return [
        [row["来源文件"], row["编号"], None if row["数值"] is None else str(row["数值"])]
        for row in named
        if row["出处类别"] == "表格"
    ]


@pytest.mark.parametrize(("ending", "read"), [("json", read_json), ("csv", read_csv), ("xlsx", read_xlsx)])
def test_export_has_a_row_per_cell_with_its_exact_value(
    ending: str, read: Callable[[Path], list[list[object]]], data: Path, chosen: list[Path], tmp_path: Path
) -> None:
    records = run_wenbao("inspect", "--json", *chosen).lines
    want = {(record["source"], cell): found["value"] for record in records for cell, found in record["cells"].items()}
    assert 0 == run_wenbao("export", tmp_path / f"out.{ending}", "--data", data).status
    assert want == {(source, cell): value for source, cell, value in read(tmp_path / f"out.{ending}")}


def test_export_says_how_many_rows_it_wrote_and_where(data: Path, tmp_path: Path) -> None:
    run = run_wenbao("export", "out.csv", "--data", data, folder=tmp_path)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert f"已导出 {len(list(csv.reader(lines))) - 1} 行到 out.csv。\n" == run.out


def test_audit_names_the_county_where_two_agencies_share_a_name(samples: Path, tmp_path: Path) -> None:
    twins = [*samples.glob("*栎桥镇2022*"), *samples.glob("砚泉镇2020*")]
    run_wenbao("ingest", *twins, "--data", tmp_path / "data")
    shown = run_wenbao("audit", "--data", tmp_path / "data").out
    assert "梧山县栎桥镇 2022：" in shown
    assert " 砚泉镇 2020：" in shown


def test_exported_tables_say_states_and_readings_in_chinese_beside_the_fixed_words(data: Path, tmp_path: Path) -> None:
    assert 0 == run_wenbao("export", tmp_path / "out.csv", "--data", data).status
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert (
        {("stated", "有数值"), ("not_applicable", "不适用")}
        <= {(row["状态"], row["状态说明"]) for row in rows}
        <= set(STATES.items())
    )
    assert {(row["读法"], row["读法说明"]) for row in rows} <= {*READINGS.items(), ("", "")}
    assert all(row["状态说明"] for row in rows)


def test_exported_json_keeps_to_the_fixed_words(data: Path, tmp_path: Path) -> None:
    assert 0 == run_wenbao("export", tmp_path / "out.json", "--data", data).status
    rows = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert set(COLUMNS) == set(rows[0])


def test_number_lookup_loads_none_of_the_heavy_libraries(data: Path, stored: list[dict]) -> None:
    report = stored[0]
    question = f"{report['agency']}{report['year']}年收到几件政府信息公开申请？"
    code = (
        "import sys; from assistant.cli import main\n"
        f"sys.argv = ['wenbao', 'ask', {question!r}, '--data', {str(data)!r}]\n"
        "try: main()\n"
        f"finally: print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "[]" == done.stdout.splitlines()[-1]


def test_debug_shows_the_traceback_that_is_hidden_otherwise(tmp_path: Path) -> None:
    (tmp_path / "wenbao.sqlite").write_text("no database", encoding="utf-8")
    plain, full = (run_wenbao("list", "--data", tmp_path, *more) for more in ((), ("--debug",)))
    assert (3, 3) == (plain.status, full.status)
    assert "Traceback" not in plain.err
    assert "Traceback" in full.err
