"""Report files made up in any number, for what needs more of them than the samples are: the samples' maker, other towns.

Each is a whole report: its tables filled, its prose from the maker's sentences, and further paragraphs of ``bench.prose`` that
state no counts.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from bench.prose import write_prose
from bench.store_scale import name_town
from samples.maker.paper import render_paper
from samples.maker.records import Agency, FileKind, Grid, Paragraph, Plan, Sheet
from samples.maker.sheet import make_sheets
from samples.maker.text import render_text

YEARS = range(2019, 2024)
NEW_FORM = 2021
TOWNS = 10
"""As many are written at a time."""


def write_reports(folder: Path, count: int, kind: FileKind, further: int = 0) -> list[Path]:
    """So many files in ``folder``, five years of each town; ``further`` paragraphs more in each than the maker writes."""
    choose = random.Random(11)
    paths = []
    for _, sheet in zip(range(count), make_many(kind), strict=False):
        longer = replace(sheet, blocks=(*_lengthen(sheet, choose, further),))
        paths.append(folder / sheet.plan.file_name)
        paths[-1].write_bytes(render_paper(longer)[0] if kind == "pdf" else render_text(longer))
    return paths


def make_many(kind: FileKind) -> Iterator[Sheet]:
    """Sheets of one town after another, without end."""
    first = 0
    while True:
        plans = [_plan(make_agency(first + town), year, kind) for town in range(TOWNS) for year in YEARS]
        yield from make_sheets(plans, f"deal {first}")
        first += TOWNS


def make_agency(number: int) -> Agency:
    """A town of one of 300 counties."""
    name, county = name_town(number), name_town(number % 300 * 29).replace("镇", "县")
    rest = ("我镇", f"{name}发布", f"{name}中街{number % 90 + 1}号", 1 + number % 40)
    return Agency(f"town-{number}", name, f"{name}人民政府", county, f"{county[0]}州市", "岚平省", *rest)


def _plan(agency: Agency, year: int, kind: FileKind) -> Plan:
    title = f"{agency.county}{agency.name}{year}年政府信息公开工作年度报告"
    look = "reportlab" if kind == "pdf" else "pipe_rows"
    form = "2019" if year < NEW_FORM else "2021"
    return Plan(agency, year, form, kind, look, f"{title}.{kind}", title, ("title",), date(year + 1, 1, 20))


def _lengthen(sheet: Sheet, choose: random.Random, further: int) -> Iterator[Paragraph | Grid]:
    """The report's blocks, and the further paragraphs in turn behind its first heading and its last but one."""
    headings = [block for block in sheet.blocks if isinstance(block, Paragraph) and block.kind == "heading"]
    shares = {id(headings[0]): (further + 1) // 2, id(headings[-2]): further // 2}
    for block in sheet.blocks:
        yield block
        yield from islice(_write_paragraphs(choose), shares.get(id(block), 0))


def _write_paragraphs(choose: random.Random) -> Iterator[Paragraph]:
    """Prose without counts, which would contradict the report's own."""
    while True:
        (prose,) = write_prose(choose, 1)
        if not any(character.isdecimal() for character in prose.text):
            yield Paragraph("body", prose.text)
