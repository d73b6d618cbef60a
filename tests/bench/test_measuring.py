"""The benchmarks' harness measures what it says, and a part renews its own section only."""

import sys
import time
from pathlib import Path

import pytest

from bench import publishing
from bench.measuring import Cost, find_median, measure_in_turn, run_program
from bench.publishing import Section, keep_above, keep_below, publish

MEGABYTE = 1_000_000
HOLD = "held = bytearray(60_000_000); import time; time.sleep(0.3)"
START = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD!r}], check=True)"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(publishing, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(publishing, "KEPT", tmp_path / "kept.json")
    return tmp_path / "page.md"


def test_sides_run_in_turn_and_the_first_round_does_not_count():
    order: list[str] = []
    costs = measure_in_turn({"one": lambda: order.append("one"), "two": lambda: order.append("two")}, rounds=2)
    assert ["one", "two"] * 3 == order
    assert ["one", "two"] == list(costs)


def test_waiting_takes_time_but_no_cpu():
    cost = measure_in_turn({"wait": lambda: time.sleep(0.2)}, rounds=1, warm=False)["wait"]
    assert cost.cpu < cost.wall / 2


def test_the_memory_of_what_a_program_starts_counts():
    assert 60 * MEGABYTE < run_program([sys.executable, "-c", START], {}).peak


def test_a_program_that_fails_is_told_with_what_it_said():
    with pytest.raises(SystemExit, match="nothing of the kind"):
        run_program([sys.executable, "-c", "raise SystemExit('nothing of the kind')"], {})


def test_each_figure_has_a_median_of_its_own():
    assert Cost(2, 5, 30) == find_median([Cost(1, 9, 30), Cost(2, 5, 10), Cost(3, 4, 90)])


@pytest.mark.parametrize(
    ("met", "goal"), [(True, keep_below("", 1, 1)), (False, keep_below("", 1.001, 1)), (True, keep_above("", 2, 1.8))]
)
def test_a_goal_is_judged_before_it_is_rounded(met, goal):
    assert met == goal.met


def test_a_part_renews_its_own_section_only(page):
    publish(Section("startup", "Starting", [keep_below("memory", 10, 150, " MB")], ["first", ""]))
    publish(Section("ingest", "Taking in", [], ["other", ""]))
    publish(Section("startup", "Starting", [keep_below("memory", 200, 150, " MB")], ["second", ""]))
    text = page.read_text(encoding="utf-8")
    assert "first" not in text
    assert text.index("other") < text.index("second")
    assert "| memory | 200 MB | ≤ 150 MB | **no** |" in text
