"""The sample reports, in every kind and layout, read back to their truths; scans only as far as sums confirm them."""

import pytest

from bench.reading import LAYOUTS, SAMPLES, Exactness, load_truths, measure_exactness

SCANS = {"pdf/scan_bilevel", "pdf/scan_gray"}
WORD = {"doc/word97"}
LOOKS = {truth["look"] for truth in load_truths(LAYOUTS)}


@pytest.fixture(scope="module", params=[SAMPLES, LAYOUTS], ids=["first set", "second set"])
def measured(request: pytest.FixtureRequest) -> dict[str, Exactness]:
    """Exactness by look; scans have a test of their own, they take seconds a page, and DOC files need a system program."""
    return measure_exactness(request.param, without=SCANS | WORD)


def test_every_cell_of_a_doc_file_is_read(require_program) -> None:
    require_program("soffice")
    (one,) = measure_exactness(LAYOUTS, without=LOOKS - WORD).values()
    assert (one.cells, one.figures) == (one.cells_right, one.figures_right)


def test_every_cell_of_every_layout_is_read(measured: dict[str, Exactness]) -> None:
    assert {look: one.cells for look, one in measured.items()} == {look: one.cells_right for look, one in measured.items()}


def test_every_count_of_the_prose_is_read(measured: dict[str, Exactness]) -> None:
    assert {look: one.figures for look, one in measured.items()} == {look: one.figures_right for look, one in measured.items()}


def test_agency_year_and_form_are_right_and_nothing_is_invented(measured: dict[str, Exactness]) -> None:
    assert [] == [look for look, one in measured.items() if one.headers_right + one.refused != one.reports]
    assert 0 == sum(one.invented for one in measured.values())
