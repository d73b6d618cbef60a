"""Content streams give the same objects, and pages the same layout, as pdfminer's own parser and pdfplumber give."""

from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.layout import LTChar, LTContainer, LTCurve
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSException
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf_content import ContentParser, lay_out_page

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
FILES = [path for folder in (SAMPLES, SAMPLES / "layouts") for path in sorted((folder / "reports").glob("*.pdf"))]

PIECES = st.sampled_from(
    [
        *(b"1", b"-2", b"+3", b"0.5", b".5", b"-.5", b"1.", b"--1", b"-", b".", b"1.2.3", b"1-2", b"12ab", b"1e5", b"9" * 400),
        *(b"BT", b"T*", b"'", b'"', b"true", b"false", b"Tj", b"#", b"\xff", b"\x0b", b")", b">", b"{1 2}", b"{", b"}"),
        *(b"/F1", b"/", b"/A#20B", b"/\xe4\xb8\x80", b"/\xb8", b"</A", b"%c", b"%c\n", b"\\"),
        *(b"(a)", b"()", b"(a(b)c)", rb"(\001\377)", rb"(\5a)", rb"(\q)", rb"(\\)", rb"(\()", rb"(\400)", b"(a\r\n", b"(\\\n)"),
        *(b"<41>", b"<4>", b"< 4 1 >", b"<>", b"<41>>", b"<4g>", b"<</A 1>>", b"<<", b">>"),
        *(b"[(a) -1 <42>]", b"[[1] 2]", b"[/A BT]", b"[", b"]"),
        *(b"BI /W 1 ID abc EI", b"BI /F /A85 ID x~> EI", b"BI", b"ID", b"EI"),
    ]
)
GAPS = st.sampled_from([b"", b" ", b"\n", b"\r", b"\x00", b" \x00 "])
STREAMS = st.lists(st.lists(st.tuples(PIECES, GAPS).map(b"".join), max_size=9).map(b"".join), min_size=1, max_size=3)


def list_objects(parser: type[PDFContentParser], streams: list[PDFStream]) -> list[object]:
    """What a parser gives, and at the end the class of the error that it stops with."""
    found: list[object] = []
    try:
        reader = parser(streams)
        while True:
            value = reader.nextobject()[1]
            found.append((value.attrs, value.rawdata) if isinstance(value, PDFStream) else (type(value), repr(value)))
    except (PSException, ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        return [*found, type(error)]


@given(STREAMS)
def test_any_stream_gives_the_objects_that_pdfminer_finds(pieces):
    expected = list_objects(PDFContentParser, [PDFStream({}, data) for data in pieces])
    assert expected == list_objects(ContentParser, [PDFStream({}, data) for data in pieces])


def list_printed(container: LTContainer) -> list[object]:
    printed: list[object] = []
    for item in container:
        if isinstance(item, LTChar):
            printed.append((item.bbox, item.matrix, item.get_text(), item.upright, item.fontname))
        elif isinstance(item, LTCurve):
            printed.append((type(item), item.bbox, item.pts, item.stroke, item.fill))
        elif isinstance(item, LTContainer):
            printed += list_printed(item)
    return printed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_page_is_laid_out_as_pdfplumber_does_it(path):
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            streams = [stream_value(stream) for stream in page.page_obj.contents]
            assert list_objects(PDFContentParser, streams) == list_objects(ContentParser, streams)
            assert list_printed(page.layout) == list_printed(lay_out_page(page))


def test_a_form_that_draws_itself_is_drawn_once():
    buffer = BytesIO()
    canvas = Canvas(buffer, pageCompression=0)
    canvas.beginForm("own")
    canvas.drawString(100, 100, "once")
    canvas.endForm()
    canvas.doForm("own")
    canvas.save()
    with pdfplumber.open(buffer) as pdf:
        (page,) = pdf.pages
        name, form = next(iter(page.page_obj.resources["XObject"].items()))
        stream = stream_value(form)
        stream.attrs["Resources"] = {"XObject": {name: form}}
        stream.data = stream.get_data() + f"\n/{name} Do\n".encode()
        assert "once" == "".join(printed[2] for printed in list_printed(lay_out_page(page)))
