"""Makes the sample maker importable, and the samples readable, for the tests beside it."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder that is shipped."""
    return SAMPLES


@pytest.fixture(scope="session")
def truths() -> dict[str, dict]:
    """Every truth by its report's file name."""
    loaded = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((SAMPLES / "truth").glob("*.json"))]
    return {truth["source"]: truth for truth in loaded}


@pytest.fixture(scope="session")
def sheets() -> tuple:
    """The maker's sheets, made anew."""
    from samples.maker.schedule import PLANS  # noqa: PLC0415 -- the path is set above
    from samples.maker.sheet import make_sheets  # noqa: PLC0415

    return make_sheets(PLANS)
