"""Rewrites the sample reports, their truths and their questions: ``python -m samples.maker``."""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from samples.maker.docx import render_docx
from samples.maker.html import render_html
from samples.maker.questions import ask_questions
from samples.maker.records import Sheet
from samples.maker.schedule import PLANS
from samples.maker.sheet import make_sheets
from samples.maker.text import find_either, render_text
from samples.maker.truth import state_truth

HOME = Path(__file__).resolve().parent.parent
RENDERERS: Mapping[str, Callable[[Sheet], bytes]] = {"txt": render_text, "docx": render_docx, "html": render_html}


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes everything below ``--out``; PDF files only with ``--pdf``, because they need programs."""
    parser = argparse.ArgumentParser(prog="python -m samples.maker", description=main.__doc__)
    parser.add_argument(
        "--out", type=Path, default=HOME, help="the folder for reports/, truth/ and questions.jsonl (default: samples/)"
    )
    parser.add_argument(
        "--pdf", action="store_true", help="also rewrite the PDF files (LibreOffice, Chromium and the font are needed)"
    )
    options = parser.parse_args(arguments)
    sheets = [replace(sheet, either=find_either(sheet)) for sheet in make_sheets(PLANS)]
    write_reports(sheets, options.out / "reports")
    if options.pdf:
        write_pdfs(sheets, options.out)
    truths = [state_truth(sheet) for sheet in sheets]
    write_truths(truths, options.out / "truth")
    lines = [json.dumps(conversation, ensure_ascii=False) + "\n" for conversation in ask_questions(truths)]
    (options.out / "questions.jsonl").write_text("".join(lines), encoding="utf-8")
    print(f"{len(sheets)} reports, {len(lines)} conversations in {options.out}")


def write_reports(sheets: Sequence[Sheet], folder: Path) -> None:
    """The report files but the PDF ones; those that are there stay as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in sheets:
        if sheet.plan.kind != "pdf":
            (folder / sheet.plan.file_name).write_bytes(RENDERERS[sheet.plan.kind](sheet))


def write_pdfs(sheets: Sequence[Sheet], out: Path) -> None:
    """The PDF files, and in ``boxes/`` where the maker drew each cell of those that it drew itself."""
    from samples.maker.pdf import render_pdf  # noqa: PLC0415 -- reportlab is needed for PDF files only

    (out / "boxes").mkdir(parents=True, exist_ok=True)
    for sheet in sheets:
        if sheet.plan.kind == "pdf":
            data, drawn = render_pdf(sheet)
            (out / "reports" / sheet.plan.file_name).write_bytes(data)
            if drawn:
                boxes = {cell: {"page": place.page, "box": place.box} for cell, place in drawn.items()}
                text = json.dumps(boxes, ensure_ascii=False, indent=1) + "\n"
                (out / "boxes" / f"{sheet.plan.stem}.json").write_text(text, encoding="utf-8")


def write_truths(truths: Sequence[Mapping[str, object]], folder: Path) -> None:
    """A JSON file per report, named as the report."""
    folder.mkdir(parents=True, exist_ok=True)
    for truth in truths:
        path = folder / f"{Path(str(truth['source'])).stem}.json"
        path.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
