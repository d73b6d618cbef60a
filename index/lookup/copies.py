"""The kept copies looked at again: a page as a picture, a file as its reader sees it. What was drawn or read last is kept."""

from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from index.database.sources import find_copy
from index.settings import Settings
from ingest.errors import InputError
from ingest.readers.door import read_document
from ingest.readers.limits import Limits
from ingest.readers.pictures import PagePicture, PageSize, draw_page, measure_pages
from ingest.records import ParsedDocument, Place


def find_intake_date(settings: Settings, sha256: str) -> date | None:
    """The day (UTC) on which the file was read in; None where no copy is kept."""
    path = find_copy(settings, sha256)
    return None if path is None else datetime.fromtimestamp(path.stat().st_mtime, UTC).date()


def draw_copy(settings: Settings, sha256: str, page: int) -> PagePicture | None:
    """A page of a kept PDF file; None where there is no copy or the page cannot be drawn."""
    path = find_copy(settings, sha256)
    return None if path is None else _draw_page(path, page)


def measure_copy(settings: Settings, sha256: str) -> tuple[PageSize, ...]:
    """The sizes of the pages of a kept PDF file; none where there is no copy or it is no PDF that can be opened."""
    path = find_copy(settings, sha256)
    return () if path is None else _measure_pages(path)


def draw_marked(settings: Settings, sha256: str, place: Place) -> PagePicture | None:
    """The page of a place in a kept PDF file with the place's box framed; None as in ``draw_copy``."""
    path = find_copy(settings, sha256)
    if path is None or place.page is None:
        return None
    try:
        return draw_page(path.read_bytes(), place.page, place.box)
    except InputError:
        return None


def read_copy(settings: Settings, sha256: str) -> ParsedDocument | None:
    """A kept file as its reader sees it; None where there is no copy or it can no longer be read."""
    path = find_copy(settings, sha256)
    return None if path is None else _read_document(path, settings.limits)


@lru_cache(maxsize=48)
def _draw_page(path: Path, page: int) -> PagePicture | None:
    try:
        return draw_page(path.read_bytes(), page)
    except InputError:
        return None


@lru_cache(maxsize=16)
def _read_document(path: Path, limits: Limits) -> ParsedDocument | None:
    try:
        return read_document(path.read_bytes(), path.name, limits)
    except InputError:
        return None


@lru_cache(maxsize=256)
def _measure_pages(path: Path) -> tuple[PageSize, ...]:
    try:
        return measure_pages(path.read_bytes())
    except InputError:
        return ()
