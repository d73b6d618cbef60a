"""Fixtures that every test may use."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def skip_without(reason: str) -> None:
    """Skips the test, saying what is missing; in the CI, where everything has to be there, it fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports beside the checkout; users do not have it, so tests that need it skip without it."""
    folder = Path(os.environ.get("WENBAO_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        skip_without("the folder of real reports is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample reports that the project ships."""
    return ROOT / "samples" / "reports"


@pytest.fixture(scope="session")
def require_program() -> Callable[[str], str]:
    """Gives the path of a system program, or skips the test with a line saying that it is missing (fails in the CI)."""

    def require(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            skip_without(f"the program {name} is not installed (make system installs it)")
        return str(path)

    return require
