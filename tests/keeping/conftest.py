"""Data folders that are kept: filled ones to begin with, small disks, the program as people run it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # bench is no package that is installed

from index.intake.build import ingest_paths  # noqa: E402
from index.settings import Settings  # noqa: E402


@dataclass(frozen=True, slots=True)
class Run:
    """What a command left behind."""

    status: int
    out: str
    err: str


def list_words(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "assistant", *map(str, arguments)]


def clean_environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WENBAO_")}
    return {**kept, "PYTHONUTF8": "1"}


@pytest.fixture(scope="session")
def wenbao() -> Callable[..., Run]:
    """Runs a command to its end."""

    def run(*arguments: object, before: tuple[str, ...] = (), **variables: str) -> Run:
        command = [*before, *list_words(*arguments)]
        environment = {**clean_environment(), **variables}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
        return Run(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def begin() -> Callable[..., subprocess.Popen[str]]:
    """Starts a command whose output is read line by line."""

    def start(*arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            list_words(*arguments), cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    return start


@pytest.fixture(scope="session")
def chosen(samples: Path) -> list[Path]:
    """A few files of several kinds; the first ones are stored in ``filled``."""
    return [*sorted(samples.glob("*.txt"))[:4], *sorted(samples.glob("*.html"))[:1], *sorted(samples.glob("*.docx"))[:1]]


@pytest.fixture(scope="session")
def full_folder(chosen: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("kept") / "data"
    outcomes = list(ingest_paths(Settings(_env_file=None, data=data), chosen[:3], jobs=1))
    assert ["added"] * 3 == [outcome.status for outcome in outcomes]
    return data


@pytest.fixture
def settings(full_folder: Path, tmp_path: Path) -> Settings:
    """A data folder of its own that holds three reports."""
    return Settings(_env_file=None, data=Path(shutil.copytree(full_folder, tmp_path / "data")))


@pytest.fixture
def mount_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a disk of a size; where the machine forbids it, there is nothing that could be tested."""
    mounted: list[Path] = []

    def mount(size: str) -> Path:
        folder = tmp_path / f"disk{len(mounted)}"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("this machine forbids mounting a small disk (it takes root)")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
