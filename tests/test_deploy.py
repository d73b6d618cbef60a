"""The container files are sound as far as that can be told without building them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def list_copied() -> list[str]:
    lines = re.findall(r"^COPY (?!--from)(.+)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    return [name for line in lines for name in line.split()[:-1]]


def test_linter_finds_nothing_in_the_dockerfile():
    done = run(str(PROGRAMS / "hadolint"), "Dockerfile")

    assert (0, "") == (done.returncode, done.stdout)


def test_compose_file_meets_the_specification():
    done = run(str(PROGRAMS / "check-jsonschema"), "--builtin-schema", "vendor.compose-spec", "compose.yaml")

    assert 0 == done.returncode, done.stdout


@pytest.mark.parametrize("name", ["Dockerfile", "compose.yaml"])
def test_every_setting_that_a_container_is_given_exists(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    given = set(re.findall(r"^\s*(?:ENV )?WENBAO_([A-Z_]+)[:=]", text, re.MULTILINE))

    assert given
    assert set() == {key for key in given if key.lower() not in Settings.model_fields}


def test_image_is_given_every_file_that_it_copies():
    passed = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(passed) == sorted(name.removeprefix("./") for name in list_copied())


def test_what_the_image_copies_is_enough_to_install_and_read_a_report(tmp_path, samples):
    source, site = tmp_path / "source", tmp_path / "site"
    source.mkdir()
    for name in list_copied():
        path = ROOT / name
        shutil.copytree(path, source / name) if path.is_dir() else shutil.copy(path, source / name)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    installed = run(*pip, "--target", str(site), str(source), cwd=tmp_path)
    assert 0 == installed.returncode, installed.stderr
    report = next(samples.glob("*.txt"))

    command = f"import sys; sys.path.insert(0, {str(site)!r}); from assistant.cli import main; main()"
    done = run(sys.executable, "-P", "-c", command, "inspect", "--json", str(report), cwd=tmp_path)

    assert (0, "") == (done.returncode, done.stderr)
    assert '"cells"' in done.stdout
