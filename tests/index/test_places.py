import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.database.places import pack_place, unpack_place
from ingest.records import Place

NUMBERS = st.none() | st.integers(0, 10**6)
HUNDREDTHS = st.integers(-10_000, 200_000).map(lambda value: value / 100)
PLACES = st.builds(
    Place,
    page=NUMBERS,
    box=st.none() | st.tuples(HUNDREDTHS, HUNDREDTHS, HUNDREDTHS, HUNDREDTHS),
    line=NUMBERS,
    span=st.none() | st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)),
    table=NUMBERS,
    row=NUMBERS,
    column=NUMBERS,
    quote=st.none() | st.text(max_size=20),
)


@given(PLACES, st.none() | st.text(max_size=20))
def test_a_place_comes_back_as_it_was(place, known_quote):
    assert place == unpack_place(pack_place(place, known_quote), known_quote)


@given(PLACES, st.none() | st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_a_place_comes_back_beside_a_text_that_has_its_quote(place, known_quote, before, behind):
    body = f"{before}{place.quote or ''}{behind}"
    assert place == unpack_place(pack_place(place, known_quote, body), known_quote, body)


def test_a_quote_that_the_text_has_takes_a_few_bytes():
    quote = "本年度主动公开政府信息的渠道有网站、公开栏和微信公众号。"
    packed = pack_place(Place(line=3, span=(40, 70), quote=quote), None, f"一、总体情况{quote}")
    assert packed is not None
    assert len(packed) <= 8


def test_a_quote_that_the_row_says_anyway_costs_nothing():
    assert pack_place(Place(line=3, span=(40, 42), quote="12"), "12") == pack_place(Place(line=3, span=(40, 42), quote="7"), "7")


def test_a_cell_of_a_text_takes_a_few_bytes():
    packed = pack_place(Place(line=120, span=(5400, 5402), quote="12"), "12")
    assert packed is not None
    assert len(packed) <= 8


@pytest.mark.parametrize(("given", "kept"), [(72.024000003, 72.02), (0.126, 0.13)])
def test_a_box_is_exact_to_a_hundredth_of_a_point(given, kept):
    place = unpack_place(pack_place(Place(page=1, box=(given, 0, 0, 0)), None), None)
    assert place.box is not None
    assert kept == place.box[0]
