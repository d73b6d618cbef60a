"""Two folders change places in one step, where the system can and where it cannot."""

from pathlib import Path

import pytest

from index.database import swapping
from index.database.swapping import swap_folders


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "what").write_text(name, encoding="utf-8")
    return tmp_path / "one", tmp_path / "other"


@pytest.mark.parametrize("can", [True, False])
def test_folders_change_places_and_nothing_else_is_left(can: bool, folders: tuple[Path, Path], monkeypatch) -> None:
    if not can:
        monkeypatch.setattr(swapping, "_exchange", lambda *_: False)
    swap_folders(*folders)
    assert ["other", "one"] == [(folder / "what").read_text(encoding="utf-8") for folder in folders]
    assert ["one", "other"] == sorted(path.name for path in folders[0].parent.iterdir())


def test_a_folder_that_is_missing_changes_nothing(folders: tuple[Path, Path]) -> None:
    one, other = folders
    with pytest.raises(OSError, match="missing"):
        swap_folders(one, other.with_name("missing"))
    assert "one" == (one / "what").read_text(encoding="utf-8")
