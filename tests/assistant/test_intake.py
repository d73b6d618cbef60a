"""Taking files in from the command line: what is told, what is kept, and a roster's part in answers."""

import json
import sys
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.records import Conversation
from assistant.service import Assistant
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import open_store

ROSTER = """agency,parents,aliases,former_names
栎桥镇,岚平省/澄陵市/溪源县,,
汀岚镇,岚平省/澄陵市/溪源县,汀岚集镇,汀兰乡
鹭渚街道,岚平省/澄陵市/溪源县,,
云麓镇,岚平省/澄陵市/溪源县,,
栎桥镇,岚平省/棠阳市/梧山县,,
砚泉镇,岚平省/棠阳市/梧山县,,
岩塘镇,岚平省/棠阳市/梧山县,,
"""


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs a command in this process; gives its status, its output and its errors."""

    def run_command(*words: object) -> tuple[int, str, str]:
        # Set by main for the process that it is given; here it has to come back.
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        with pytest.raises(SystemExit) as end:
            main([str(word) for word in words])
        told = capsys.readouterr()
        return (int(end.value.code or 0), told.out, told.err)

    return run_command


@pytest.fixture
def mixed(samples: Path, tmp_path: Path) -> Path:
    """A folder of one good file and two bad ones of a kind."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a.txt").write_bytes(min(samples.glob("*.txt")).read_bytes())
    (folder / "b.txt").write_text("红烧豆腐的做法\n" * 30, encoding="utf-8")
    (folder / "c.txt").write_text("清炒豆苗的做法\n" * 30, encoding="utf-8")
    return folder


def test_the_summary_groups_what_was_refused_and_says_what_was_not_read_again(run, mixed, tmp_path) -> None:
    status, out, err = run("ingest", mixed, "--data", tmp_path / "data")
    assert (1, 2) == (status, err.count("错误："))
    assert "共 3 个文件：新增 1，未导入 2\n未导入的原因：不是年度报告 2\n" == out
    status, out, err = run("ingest", mixed, "--data", tmp_path / "data")
    assert (1, 2) == (status, err.count("错误："))
    assert "其中 2 个与上次相同，没有重读" in out
    assert "没有重读" not in run("ingest", mixed, "--retry-rejected", "--data", tmp_path / "data")[1]
    *_, summary = run("ingest", mixed, "--json", "--jobs", 1, "--data", tmp_path / "data")[1].splitlines()
    assert {"files": 3, "unchanged": 1, "rejected": 2, "rejected_by": {"NotAReport": 2}, "remembered": 2}.items() <= json.loads(
        summary
    )["summary"].items()


def test_a_dry_run_names_each_file_and_leaves_no_folder(run, mixed, tmp_path) -> None:
    status, out, _ = run("ingest", mixed, "--dry-run", "--data", tmp_path / "data")
    assert 1 == status
    assert f"新增  {mixed / 'a.txt'}（" in out
    assert "试读，没有保存：共 3 个文件：新增 1，未导入 2" in out
    assert not (tmp_path / "data").exists()


def test_a_roster_is_installed_shown_and_taken_away(run, tmp_path) -> None:
    data = ("--data", tmp_path / "data")
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    assert "机关名录共 7 个机关，0 个有报告，7 个没有报告" in run("roster", tmp_path / "roster.csv", *data)[1]
    assert 7 == json.loads(run("roster", "--json", *data)[1])["agencies"]
    (tmp_path / "roster.csv").write_text("名称\n", encoding="utf-8")
    status, _, err = run("roster", tmp_path / "roster.csv", *data)
    assert (2, True) == (status, "第一行应是列名" in err)
    assert 7 == json.loads(run("roster", "--json", *data)[1])["agencies"]
    assert 0 == run("roster", "--clear", *data)[0]
    assert "没有机关名录\n" == run("roster", *data)[1]


@pytest.fixture(scope="module")
def asked(samples: Path, tmp_path_factory: pytest.TempPathFactory):
    """Answers over the 2023 samples of two counties, with a roster that lists more agencies than have reports."""
    settings = Settings(_env_file=None, data=tmp_path_factory.mktemp("data"))
    settings.roster_path.write_text(ROSTER, encoding="utf-8")
    statuses = [outcome.status for outcome in ingest_paths(settings, sorted(samples.glob("*2023*")))]
    assert ["added"] * len(statuses) == statuses
    with open_store(settings) as store:
        assistant = Assistant(store)
        yield lambda question: assistant.ask(question, Conversation())


@pytest.mark.parametrize(
    ("question", "of", "with_data", "absent"),
    [
        ("溪源县2023年新收政府信息公开申请合计多少件？", 4, 3, {"云麓镇"}),
        ("梧山县2023年哪个镇新收政府信息公开申请最多？", 4, 3, {"岩塘镇"}),
        ("2023年哪个镇新收政府信息公开申请最多？", 8, 6, {"云麓镇", "岩塘镇"}),
    ],
)
def test_agencies_of_the_roster_without_a_report_count_in_coverage(asked, question, of, with_data, absent) -> None:
    coverage = asked(question).coverage
    assert (of, with_data, absent) == (coverage.of, coverage.with_data, {name for name, _ in coverage.excluded})


@pytest.mark.parametrize("name", ["汀岚镇", "汀岚集镇", "汀兰乡"])
def test_an_alias_and_a_former_name_mean_the_agency(asked, name) -> None:
    answer = asked(f"{name}2023年新收政府信息公开申请多少件？")
    assert ["汀岚镇"] == list(dict.fromkeys(value.agency for value in answer.values))


def test_an_agency_of_the_roster_without_a_report_is_known_and_has_no_data(asked) -> None:
    answer = asked("云麓镇2023年新收政府信息公开申请多少件？")
    assert ("no_data", "云麓镇") == (answer.status, answer.missing[0].agency)


def test_a_cluster_and_jobs_exclude_each_other_and_addresses_are_taken_as_typed(run, mixed, tmp_path) -> None:
    data = ("--data", tmp_path / "data")
    status, _, err = run("ingest", mixed, "--dask", "tcp://127.0.0.1:9", "--jobs", 2, *data)
    assert (2, True) == (status, "不能与 --jobs 同用" in err)
    address = (mixed / "a.txt").as_uri()
    assert f"新增  {address}（" in run("ingest", address, "--dry-run", *data)[1]
    assert address in run("inspect", address, *data)[1]
