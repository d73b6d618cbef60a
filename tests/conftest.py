"""Fixtures that every test may use."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports beside the checkout; users do not have it, so tests that need it skip without it."""
    folder = Path(os.environ.get("WENBAO_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the folder of real reports is not beside this checkout")
    return folder
