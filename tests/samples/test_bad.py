"""Bad inputs are refused with the error that each of them deserves."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from ingest import errors
from ingest.pipeline import read_report
from ingest.readers.archive import expand_archive
from ingest.readers.limits import Limits

BAD = Path(__file__).resolve().parents[2] / "samples" / "bad"
EXPECTED = json.loads((BAD / "expected.json").read_text(encoding="utf-8"))


def take_in(data: bytes, name: str) -> None:
    members = expand_archive(data, name, Limits()) if name.endswith(".zip") else [(name, data)]
    for source, content in members:
        read_report(content, source)


def test_every_bad_file_is_told_and_every_told_file_is_there():
    assert set(EXPECTED) == {path.name for path in BAD.iterdir()} - {"expected.json"}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_bad_file_is_refused_in_one_line(name):
    with pytest.raises(errors.InputError) as refusal:
        take_in((BAD / name).read_bytes(), name)
    assert EXPECTED[name]["error"] == type(refusal.value).__name__
    assert 1 == len(str(refusal.value).splitlines())


def test_zip_bomb_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", b"0" * (40 * 1024 * 1024))
    assert len(packed.getvalue()) < 64 * 1024
    with pytest.raises(errors.TooLarge):
        take_in(packed.getvalue(), "bomb.zip")
