"""Pages as pictures: the framed box is where the text layer has the cell."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from ingest.errors import Damaged
from ingest.readers.pictures import draw_page

NAME = "2023年汀岚镇政府信息公开工作年度报告"
RED = (168, 50, 42)


@pytest.fixture
def report(samples: Path) -> bytes:
    return (samples / f"{NAME}.pdf").read_bytes()


def test_frame_stands_around_the_box(samples: Path, report: bytes) -> None:
    drawn = json.loads((samples.parent / "boxes" / f"{NAME}.json").read_text(encoding="utf-8"))["requests.new.total"]
    picture = draw_page(report, drawn["page"], tuple(drawn["box"]))
    image = Image.open(io.BytesIO(picture.png)).convert("RGB")
    scale = image.width / picture.width
    x0, top, x1, bottom = (edge * scale for edge in drawn["box"])
    across = [x for x in range(image.width) if near_red(image.getpixel((x, int((top + bottom) / 2))))]
    assert [x0, x1] == pytest.approx([min(across), max(across)], abs=4)


def near_red(pixel: tuple[int, ...]) -> bool:
    return all(abs(got - wanted) < 24 for got, wanted in zip(pixel, RED, strict=True))


def test_same_page_is_drawn_with_the_same_bytes(report: bytes) -> None:
    assert draw_page(report, 1).png == draw_page(report, 1).png


@pytest.mark.parametrize("number", [0, 99])
def test_page_that_is_not_there_is_refused(report: bytes, number: int) -> None:
    with pytest.raises(Damaged):
        draw_page(report, number)


def test_broken_file_is_refused() -> None:
    with pytest.raises(Damaged):
        draw_page(b"%PDF-1.7 nothing", 1)
