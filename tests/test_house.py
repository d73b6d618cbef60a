"""The rules of the house that import-linter cannot tell by itself."""

import ast
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("assistant", "index", "ingest")


def list_imports(package: str) -> set[str]:
    """The top-level names that a package's modules import."""
    names: set[str] = set()
    for module in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names


def test_every_third_party_library_has_a_declared_door() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    declared = {name for contract in contracts for name in contract.get("forbidden_modules", ())}
    imported = set().union(*map(list_imports, PACKAGES)) - set(sys.stdlib_module_names) - set(PACKAGES)
    assert set() == imported - declared


def test_start_of_the_page_stays_thin() -> None:
    assert 60 > len((ROOT / "app.py").read_text(encoding="utf-8").splitlines())


def test_no_folder_of_tests_shadows_a_package() -> None:
    assert [] == list((ROOT / "tests").rglob("__init__.py"))
