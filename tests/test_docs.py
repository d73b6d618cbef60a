"""What the READMEs show is what the program does: every command in them runs, and prints what they print."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from index.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh.md")
DOCUMENTS = (*READMES, "CONTRIBUTING.md", "CHANGELOG.md")
LEFT_OUT = "…"
"""A line of output that stands for any lines."""


def read_sessions(document: str) -> list[tuple[str, list[str]]]:
    """The commands of a document's ``console`` blocks, each with the output shown under it."""
    sessions: list[tuple[str, list[str]]] = []
    inside = False
    for line in (ROOT / document).read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            inside = line == "```console"
        elif inside and line.startswith("$ "):
            sessions.append((line[2:], []))
        elif inside and line:
            sessions[-1][1].append(line)
    return sessions


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("docs")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WENBAO_")}
    return {**kept, "WENBAO_DATA": str(folder / "data"), "PYTHONUTF8": "1", "OUT": str(folder)}


@pytest.mark.parametrize("document", READMES)
def test_commands_run_in_order_and_print_what_is_shown(document: str, environment: dict[str, str]) -> None:
    sessions = read_sessions(document)
    assert len(sessions) >= 5
    for command, shown in sessions:
        words = shlex.split(command.replace("$OUT", environment["OUT"]))
        assert "wenbao" == words[0], command
        done = subprocess.run(
            [sys.executable, "-m", "assistant", *words[1:]],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=environment,
            check=False,
        )
        assert 0 == done.returncode, (command, done.stderr)
        printed = [line.rstrip() for line in done.stdout.splitlines()]
        assert [] == [line for line in shown if line != LEFT_OUT and line.rstrip() not in printed], (command, printed)


@pytest.mark.parametrize("document", READMES)
def test_readme_names_every_command(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    commands = ("ingest", "inspect", "ask", "list", "remove", "audit", "export", "refit", "serve")
    assert [] == [command for command in commands if f"`wenbao {command}" not in text]


@pytest.mark.parametrize("document", READMES)
def test_readme_names_every_setting(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert [] == [name for name in Settings.model_fields if f"`WENBAO_{name.upper()}`" not in text]


@pytest.mark.parametrize(
    "document", [*DOCUMENTS, *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs").rglob("*.md")))]
)
def test_links_inside_the_project_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = [part.split(")", 1)[0].split("#", 1)[0] for part in text.split("](")[1:]]
    inside = [target for target in targets if target and "://" not in target]
    assert [] == [target for target in inside if not ((ROOT / document).parent / target).exists()]
