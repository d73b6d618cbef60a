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
    """Every truth of the first set by its report's file name."""
    return load_truths(SAMPLES / "truth")


@pytest.fixture(scope="session")
def layout_truths() -> dict[str, dict]:
    """Every truth of the second set by its report's file name, those of rejected files too."""
    return load_truths(SAMPLES / "layouts" / "truth")


@pytest.fixture(scope="session")
def told(truths: dict[str, dict], layout_truths: dict[str, dict]) -> dict[str, dict]:
    """The truths of both sets, without those of files that are rejected."""
    return {source: truth for source, truth in (truths | layout_truths).items() if not truth.get("rejected")}


def load_truths(folder: Path) -> dict[str, dict]:
    """The truths in a folder."""
    loaded = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return {truth["source"]: truth for truth in loaded}


@pytest.fixture(scope="session")
def sheets() -> tuple:
    """The maker's sheets, made anew."""
    from samples.maker.schedule import PLANS  # noqa: PLC0415 -- the path is set above
    from samples.maker.sheet import make_sheets  # noqa: PLC0415

    return make_sheets(PLANS)


@pytest.fixture(scope="session")
def collection():
    """The sheets of the second set, made anew."""
    from samples.maker.collection import make_collection  # noqa: PLC0415 -- the path is set above

    return make_collection()
