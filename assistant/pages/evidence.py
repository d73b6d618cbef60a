"""The evidence of one source: its place in the original, marked, and what was read there."""

import base64
from pathlib import PurePath

from assistant.answering.basis.details import word_detail
from assistant.exports.proof import Proof, name_cell, write_reference
from assistant.exports.surroundings import Line, Square, Surroundings
from assistant.pages.escaping import escape_html
from assistant.pages.words import Words
from index.lookup.copies import draw_copy
from index.settings import Settings
from ingest.readers.pictures import PagePicture
from ingest.records import CellValue, FormVersion, Place

NEAR = 1.0
"""Pixels of the screen a point, near the box: so the names of a table's rows stand beside their numbers."""


def render_evidence(  # noqa: PLR0917  # the panel is of one source among the sources of one turn
    words: Words, settings: Settings, proof: Proof, around: Surroundings | None, turn: int, total: int
) -> str:
    """The whole panel for a source of a turn's answer that has ``total`` sources."""
    return (
        f'<section class="panel evidence" aria-label="{words("source.number", number=proof.number + 1)}" tabindex="-1">'
        f'{render_head(words, proof, turn, total)}<div class="panel-body">{render_figure(words, proof)}'
        f"{render_findings(words, proof)}{render_original(words, settings, proof, around)}"
        f"{render_facts(words, proof, around)}{render_reference(words, proof)}</div></section>"
    )


def render_head(words: Words, proof: Proof, turn: int, total: int) -> str:
    """The way back to the list, and to the sources before and after."""

    def step(text: str, label: str, number: int) -> str:
        off = "" if 0 <= number < total else " disabled"
        return (
            f'<button type="button" class="step-to" data-event="cite" data-turn="{turn}" data-number="{number}"'
            f' aria-label="{label}"{off}>{text}</button>'
        )

    return (
        f'<div class="panel-head"><button type="button" class="to-list" data-event="sources" data-turn="{turn}">'
        f'<span aria-hidden="true">‹</span> {words("source.all")}</button><span class="leafing">'
        f"{step('‹', words('source.back'), proof.number - 1)}<span>{proof.number + 1} / {total}</span>"
        f"{step('›', words('source.on'), proof.number + 1)}</span></div>"
    )


def render_figure(words: Words, proof: Proof) -> str:
    """Whose number it is, and the number."""
    citation, report = proof.citation, proof.report
    agency = report.agency if report else None
    name = "".join((*agency.parents[-1:], agency.name)) if agency else citation.agency or words("unknown.agency")
    read = words("piece.list").join(dict.fromkeys(value.label for value in proof.values))
    cell = name_cell(proof.cell.cell, report.form if report else None, words.language) if proof.cell else citation.section
    label = read or cell or words("source.original_words")
    title = f"{name} {words.year(citation.year)}"
    return (
        f'<div class="evidence-title"><h3>{escape_html(title)}</h3><p>{escape_html(label)}</p></div>'
        f'<blockquote class="evidence-quote">{escape_html(citation.quote) or words("source.blank")}</blockquote>'
    )


def render_findings(words: Words, proof: Proof) -> str:
    """What does not hold here, and whether a person has read the cell otherwise since."""
    items = "".join(
        f'<li class="{finding.severity}"><b>{words(f"severity.{finding.severity}")}</b> '
        f"{escape_html(word_detail(finding, words.language))}</li>"
        for finding in proof.findings
    )
    changed = proof.cell is not None and proof.cell.corrected_by is not None
    stale = f"<li>{words('source.stale')}</li>" if items and changed else ""
    return f'<ul class="evidence-findings" aria-label="{words("source.findings")}">{items}{stale}</ul>' if items else ""


def render_original(words: Words, settings: Settings, proof: Proof, around: Surroundings | None) -> str:
    """The place in the original, whichever way the file allows."""
    place = proof.citation.place
    if place.page is not None:
        picture = draw_copy(settings, proof.citation.sha256, place.page)
        if picture is not None:
            return render_page(words, picture, place)
    if around is not None and around.squares:
        return render_squares(words, around.squares)
    if around is not None and around.lines:
        return render_lines(words, around.lines)
    why = "no_copy" if proof.read_on is None else "not_shown" if around is None else "not_placed"
    return f'<p class="panel-empty">{words(f"source.{why}")}</p>'


def render_page(words: Words, picture: PagePicture, place: Place) -> str:
    """The page with the box marked, first near the box, then whole at the press of a button."""
    data = base64.b64encode(picture.png).decode()
    mark = ""
    if place.box is not None:
        x0, top, x1, bottom = place.box
        left, above = (x0 - picture.left) / picture.width, (top - picture.top) / picture.height
        width, height = (x1 - x0) / picture.width, (bottom - top) / picture.height
        style = f"left:{left:.4%};top:{above:.4%};width:{width:.4%};height:{height:.4%}"
        mark = f'<div class="page-mark" style="{style}"></div>'
    near = " near" if place.box is not None else ""
    alt = words("source.marked_alt" if mark else "source.page_alt", page=place.page)
    size = f"--near:{picture.width * NEAR:.0f}px;aspect-ratio:{picture.width:.2f}/{picture.height:.2f}"
    return (
        f'<figure class="page{near}"><div class="page-frame" tabindex="0" role="group" aria-label="{alt}">'
        f'<div class="page-sheet" style="{size}">'
        f'<img src="data:image/png;base64,{data}" alt="{alt}">{mark}</div></div>'
        f"<figcaption><span>{words('source.page', page=place.page)}</span>"
        f'<button type="button" class="link" data-event="zoom">{words("source.whole")}</button></figcaption></figure>'
    )


def render_squares(words: Words, squares: tuple[Square, ...]) -> str:
    """A table of the original with the cited cell marked."""
    rows = ""
    for row in sorted({square.row for square in squares}):
        cells = "".join(render_square(square) for square in squares if square.row == row)
        rows += f"<tr>{cells}</tr>"
    return (
        f'<div class="original-table" tabindex="0" role="group" aria-label="{words("source.table_alt")}">'
        f"<table>{rows}</table></div>"
    )


def render_square(square: Square) -> str:
    """One cell."""
    spans = "".join(f' {name}="{span}"' for name, span in (("rowspan", square.rowspan), ("colspan", square.colspan)) if span > 1)
    text = escape_html(square.text)
    return f"<td{spans}{' class=marked' if square.marked else ''}>{f'<mark>{text}</mark>' if square.marked else text}</td>"


def render_lines(words: Words, lines: tuple[Line, ...]) -> str:
    """Lines of the original with their numbers, the cited part marked."""
    items = "".join(
        f'<li class="{"marked" if line.marked else ""}"><span class="line-number">{line.number}</span>'
        f'<span class="line-text">{render_line(line)}</span></li>'
        for line in lines
    )
    return f'<ol class="original-lines" tabindex="0" aria-label="{words("source.lines_alt")}">{items}</ol>'


def render_line(line: Line) -> str:
    """The text of a line."""
    if line.marked is None:
        return escape_html(line.text)
    start, end = line.marked
    return f"{escape_html(line.text[:start])}<mark>{escape_html(line.text[start:end])}</mark>{escape_html(line.text[end:])}"


def render_facts(words: Words, proof: Proof, around: Surroundings | None) -> str:
    """File, place, hash and what was read."""
    citation, report = proof.citation, proof.report
    paragraph = words("place.paragraph", number=around.paragraph) if around is not None and around.paragraph else ""
    where = (proof.section or citation.section, words.place(citation.place), paragraph)
    facts = [
        ("file", f'<span title="{escape_html(citation.source)}">{escape_html(PurePath(citation.source).name)}</span>'),
        ("place", escape_html(" · ".join(part for part in where if part))),
        *(describe_cell(words, proof.cell, report.form if report else None) if proof.cell else ()),
        ("figure", escape_html(words.label(proof.figure)) if proof.figure else ""),
        ("published_on", report.published_on if report and report.published_on else ""),
        ("read_on", proof.read_on or ""),
    ]
    items = "".join(f"<dt>{words(f'source.{name}')}</dt><dd>{value}</dd>" for name, value in facts if value)
    return f'<dl class="facts">{items}<dt>SHA-256</dt><dd><code class="hash">{escape_html(citation.sha256)}</code></dd></dl>'


def describe_cell(words: Words, cell: CellValue, form: FormVersion | None) -> list[tuple[str, str]]:
    """What was read from a cell, and how."""
    known = "source.unit_written" if cell.unit else "source.unit_assumed" if cell.unit_assumed else "source.unit_none"
    printed = name_cell(cell.cell, form) if words.language == "en" else ""
    how = words("source.by_person", who=cell.corrected_by) if cell.corrected_by else words(f"way.{cell.read_by}")
    return [
        ("cell", escape_html(words.bracket(name_cell(cell.cell, form, words.language), printed))),
        ("state", words(f"state.{cell.state}")),
        ("raw", words("source.quoted", text=escape_html(cell.raw)) if cell.raw else words("source.blank")),
        ("unit", escape_html(words(known, unit=words.unit(cell.unit or cell.unit_assumed or "")))),
        ("way", escape_html(how)),
    ]


def render_reference(words: Words, proof: Proof) -> str:
    """The citation to paste, with a button that copies it."""
    return (
        f'<div class="reference"><div class="reference-head"><h3>{words("source.reference")}</h3>'
        f'<button type="button" class="link" data-event="copy-reference">{words("ask.copy")}</button></div>'
        f'<p class="reference-text">{escape_html(write_reference(proof, words.language))}</p></div>'
    )
