"""Rewrites the sample reports, their truths and their questions: ``python -m samples.maker``."""

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from samples.maker.asking import ask_more, ask_third
from samples.maker.bundles import join_sheets, name_member, pack_archive
from samples.maker.collection import make_collection, state_rejected, state_truths
from samples.maker.pages import render_page
from samples.maker.questions import ask_questions
from samples.maker.records import Sheet
from samples.maker.schedule import PLANS
from samples.maker.sheet import make_sheets
from samples.maker.spoiled import write_bad
from samples.maker.text import find_either, render_text
from samples.maker.truth import state_truth
from samples.maker.word import render_word

HOME = Path(__file__).resolve().parent.parent
RENDERERS: Mapping[str, Callable[[Sheet], bytes]] = {
    "txt": render_text,
    "md": render_text,
    "docx": render_word,
    "html": render_page,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes everything below ``--out``; PDF and DOC files only with ``--pdf``, because they need programs."""
    parser = argparse.ArgumentParser(prog="python -m samples.maker", description=main.__doc__)
    parser.add_argument("--out", type=Path, default=HOME, help="the folder for everything that is made (default: samples/)")
    parser.add_argument(
        "--pdf", action="store_true", help="also rewrite PDF and DOC files (LibreOffice, Chromium and the font are needed)"
    )
    parser.add_argument("--only", default="", help="of the PDF and DOC files only those whose look or name contains this")
    options = parser.parse_args(arguments)
    sheets = [replace(sheet, either=find_either(sheet)) for sheet in make_sheets(PLANS)]
    write_reports(sheets, options.out / "reports")
    if options.pdf:
        write_pdfs(sheets, options.out, options.only)
    truths = [state_truth(sheet) for sheet in sheets]
    write_truths(truths, options.out / "truth")
    count = write_questions(ask_questions(truths), options.out / "questions.jsonl")
    count += write_questions(ask_more(truths), options.out / "questions_more.jsonl")
    count += write_questions(ask_third(truths), options.out / "questions_third.jsonl")
    second = write_layouts(options.out / "layouts", options.only if options.pdf else None)
    write_bad(options.out / "bad", pdf=options.pdf)
    print(f"{len(sheets)} + {second} reports, {count} conversations in {options.out}")


def write_questions(conversations: Iterable[Mapping[str, object]], path: Path) -> int:
    """A line per conversation; how many there are."""
    lines = [json.dumps(conversation, ensure_ascii=False) + "\n" for conversation in conversations]
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def write_layouts(out: Path, only: str | None) -> int:
    """The second set, with its PDF and DOC files unless ``only`` is None; how many truths it has."""
    made = make_collection()
    write_reports(made.single, out / "reports")
    write_reports(made.changed, out / "changed" / "reports")
    for name in dict.fromkeys(str(sheet.plan.container) for sheet in made.members):
        inside = [sheet for sheet in made.members if sheet.plan.container == name]
        packed = pack_archive({name_member(sheet): RENDERERS[sheet.plan.kind](sheet) for sheet in inside})
        (out / "reports" / name).write_bytes(packed)
    rejected = []
    for name in dict.fromkeys(str(sheet.plan.container) for sheet in made.joined):
        inside = [sheet for sheet in made.joined if sheet.plan.container == name]
        write_reports([join_sheets(inside, name)], out / "reports")
        rejected.append(state_rejected(name, inside))
    if only is not None:
        write_pdfs(made.single, out, only)
    truths = [*state_truths((*made.single, *made.members)), *rejected]
    write_truths(truths, out / "truth", whole_names=True)
    write_truths(state_truths(made.changed), out / "changed" / "truth", whole_names=True)
    return len(truths)


def write_reports(sheets: Sequence[Sheet], folder: Path) -> None:
    """The report files but the PDF ones; those that are there stay as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in sheets:
        if sheet.plan.kind in RENDERERS:
            (folder / sheet.plan.file_name).write_bytes(RENDERERS[sheet.plan.kind](sheet))


def write_pdfs(sheets: Sequence[Sheet], out: Path, only: str = "") -> None:
    """The PDF and DOC files, and in ``boxes/`` where the maker drew each cell of those PDF files that it drew itself."""
    from samples.maker.pdf import render_doc, render_pdf  # noqa: PLC0415 -- reportlab is needed for PDF files only

    (out / "boxes").mkdir(parents=True, exist_ok=True)
    for sheet in sheets:
        if only not in f"{sheet.plan.look} {sheet.plan.file_name}":
            continue
        if sheet.plan.kind == "doc":
            (out / "reports" / sheet.plan.file_name).write_bytes(render_doc(sheet))
        elif sheet.plan.kind == "pdf":
            data, drawn = render_pdf(sheet)
            (out / "reports" / sheet.plan.file_name).write_bytes(data)
            if drawn:
                boxes = {cell: {"page": place.page, "box": place.box} for cell, place in drawn.items()}
                lines = ",\n".join(f"{json.dumps(cell)}: {json.dumps(place)}" for cell, place in boxes.items())
                (out / "boxes" / f"{sheet.plan.stem}.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def write_truths(truths: Sequence[Mapping[str, object]], folder: Path, *, whole_names: bool = False) -> None:
    """A JSON file per report, named as the report; ``whole_names`` keeps the endings, where two files share a stem."""
    folder.mkdir(parents=True, exist_ok=True)
    for truth in truths:
        source = Path(str(truth["source"]))
        path = folder / f"{source.name if whole_names else source.stem}.json"
        path.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
