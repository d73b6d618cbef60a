"""What the READMEs show is what the program does: every command in them runs, and prints what they print.

Run as a program (``make golden``), it writes the outputs in the READMEs anew.
"""

import os
import shlex
import subprocess
import sys
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from index.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh.md")
DOCUMENTS = (*READMES, "CONTRIBUTING.md", "CHANGELOG.md")
SESSIONS = {"README.md": 5, "README.zh.md": 5, "docs/operations.md": 4}
"""The documents whose commands run, and how many they have at the least."""
LEFT_OUT = "…"
"""A line of output that stands for any lines."""


def read_sessions(text: str) -> list[tuple[str, list[str]]]:
    """The commands of a document's ``console`` blocks, each with the output shown under it."""
    sessions: list[tuple[str, list[str]]] = []
    inside = False
    for line in text.splitlines():
        if line.startswith("```"):
            inside = line == "```console"
        elif inside and line.startswith("$ "):
            sessions.append((line[2:], []))
        elif inside and line:
            sessions[-1][1].append(line)
    return sessions


def run_command(command: str, folder: Path) -> list[str]:
    """The lines that a command prints in ``folder``, where its data go and the samples seem to lie."""
    words = shlex.split(command)
    assert "wenbao" == words[0], command
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WENBAO_")}
    environment = {**kept, "WENBAO_DATA": str(folder / "data"), "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "assistant", *words[1:]]
    samples = folder / "samples"
    if not samples.exists():
        samples.symlink_to(ROOT / "samples")
    done = subprocess.run(line, capture_output=True, text=True, cwd=folder, env=environment, check=False)
    assert 0 == done.returncode, (command, done.stderr)
    return [line.rstrip() for line in done.stdout.splitlines()]


def rewrite_readme(document: str, folder: Path) -> None:
    """Writes what each command prints now under it, with the suggested next questions left out."""
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = text.split("```console\n")
    written = [blocks[0]]
    for block in blocks[1:]:
        commands, rest = block.split("```", 1)
        shown = []
        for command, _ in read_sessions(f"```console\n{commands}"):
            printed = [LEFT_OUT if line.startswith("  还可以问：") else line for line in run_command(command, folder) if line]
            lines = [line for kept, same in groupby(printed) for line in ([kept] if kept == LEFT_OUT else same)]
            shown.append("\n".join([f"$ {command}", *lines]) + "\n")
        written.append("\n".join(shown) + "```" + rest)
    (ROOT / document).write_text("```console\n".join(written), encoding="utf-8")


@pytest.mark.parametrize("document", SESSIONS)
def test_commands_run_in_order_and_print_what_is_shown(document: str, tmp_path: Path) -> None:
    sessions = read_sessions((ROOT / document).read_text(encoding="utf-8"))
    assert len(sessions) >= SESSIONS[document]
    for command, shown in sessions:
        printed = run_command(command, tmp_path)
        assert [] == [line for line in shown if line not in (LEFT_OUT, *printed)], (command, printed)


@pytest.mark.parametrize("document", READMES)
def test_readme_names_every_command(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    commands = ("ingest", "inspect", "ask", "list", "remove", "audit", "export", "refit", "serve", "mcp")
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


if __name__ == "__main__":
    for readme in READMES:
        with TemporaryDirectory() as temporary:
            rewrite_readme(readme, Path(temporary))
