"""PDF files from three producers: reportlab, LibreOffice and Chromium; the last two are programs that may be missing."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from samples.maker.drawings import BackgroundPaper, SplitPaper, UnruledPaper
from samples.maker.html import write_print_page
from samples.maker.paper import Drawn, Paper, render_paper
from samples.maker.records import Grid, Sheet
from samples.maker.scans import photograph_pages
from samples.maker.word import render_word

_CHROMIUM_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
_TIMEOUT_SECONDS = 120
_NARROW = (5, 5, 8, 8, 8, 8, 8, 8, 6, 7)
_BANNER = "".join(f"<span>{words}</span>" for words in ("阳光政务", "权责清晰", "便民利企", "监督有力"))
_DRESSES = {
    # Chromium draws no rule above the first row of a page if that row has none of its own.
    "lost_rule": (
        (
            "table{border-collapse:separate;border-spacing:0;border:solid #000;border-width:1px 0 0 1px}"
            "td{border:solid #000;border-width:0 1px 1px 0}"
        ),
        "",
    ),
    "background": (
        (
            "h2{background:#dde6f0;border:1px solid #99a;padding:4px 8px} tr:nth-child(odd) td{background:#f2f2f2}"
            ".banner{display:flex;margin-bottom:4mm}"
            ".banner span{flex:1;border:1px solid #88a;background:#e8eef8;text-align:center}"
        ),
        f'<div class="banner">{_BANNER}</div>',
    ),
}


def render_pdf(sheet: Sheet) -> tuple[bytes, dict[str, Drawn]]:
    """The file from the producer that the plan names, and the cells' boxes where we draw them ourselves.

    Raises:
        FileNotFoundError: the producer's program or font is not installed.
    """
    return PRODUCERS[sheet.plan.look](sheet)


def _render_libreoffice(sheet: Sheet) -> tuple[bytes, dict[str, Drawn]]:
    with tempfile.TemporaryDirectory() as folder:
        return _convert_word(render_word(_squeeze_labels(sheet)), folder, "pdf"), {}


def render_doc(sheet: Sheet) -> bytes:
    """The file as Word 97 wrote it, through LibreOffice.

    Raises:
        FileNotFoundError: LibreOffice is not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        return _convert_word(render_word(sheet), folder, "doc")


def _convert_word(data: bytes, folder: str, kind: str) -> bytes:
    source = Path(folder) / "report.docx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={Path(folder).as_uri()}/profile"
    _run("soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, str(source))
    return source.with_suffix(f".{kind}").read_bytes()


def _squeeze_labels(sheet: Sheet) -> Sheet:
    """For the look ``libreoffice_split`` narrow label columns: their rows are so high that page breaks cut them."""
    if sheet.plan.look != "libreoffice_split":
        return sheet
    blocks = (replace(b, widths=_NARROW) if isinstance(b, Grid) and b.name == "requests" else b for b in sheet.blocks)
    return replace(sheet, blocks=tuple(blocks))


def _render_chromium(sheet: Sheet, font: str, look: str = "") -> tuple[bytes, dict[str, Drawn]]:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "report.html", Path(folder) / "report.pdf"
        style, banner = _DRESSES.get(look, ("", ""))
        page = write_print_page(sheet, font).replace("</style>", f"{style}</style>").replace("<body>", f"<body>{banner}")
        source.write_text(page, encoding="utf-8")
        options = (*_CHROMIUM_OPTIONS, "--disable-pdf-tagging") if look else _CHROMIUM_OPTIONS  # small, and the older way
        _run("chromium", *options, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri())
        return target.read_bytes(), {}


def _run(program: str, *arguments: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise FileNotFoundError(f"{program} is not installed")
    subprocess.run([path, *arguments], check=True, capture_output=True, timeout=_TIMEOUT_SECONDS)  # noqa: S603


def _render_bare(sheet: Sheet, kind: type[Paper]) -> tuple[bytes, dict[str, Drawn]]:
    """Pages on which a cell is not one ruled box, so that none is told."""
    return render_paper(sheet, kind=kind)[0], {}


def _render_scan(sheet: Sheet, *, bilevel: bool) -> tuple[bytes, dict[str, Drawn]]:
    data, drawn = render_paper(sheet)
    return photograph_pages(data, bilevel=bilevel), drawn


PRODUCERS: Mapping[str, Callable[[Sheet], tuple[bytes, dict[str, Drawn]]]] = {
    "reportlab": render_paper,
    "reportlab_landscape": partial(render_paper, landscape=True),
    "reportlab_split": partial(_render_bare, kind=SplitPaper),
    "reportlab_unruled": partial(_render_bare, kind=UnruledPaper),
    "reportlab_background": partial(render_paper, kind=BackgroundPaper),
    "scan_bilevel": partial(_render_scan, bilevel=True),
    "scan_gray": partial(_render_scan, bilevel=False),
    "libreoffice": _render_libreoffice,
    "libreoffice_split": _render_libreoffice,
    "libreoffice_unruled": _render_libreoffice,
    "chromium": partial(_render_chromium, font="WenQuanYi Micro Hei"),
    "chromium_lost_rule": partial(_render_chromium, font="WenQuanYi Micro Hei", look="lost_rule"),
    "chromium_background": partial(_render_chromium, font="WenQuanYi Micro Hei", look="background"),
    "chromium_radicals": partial(_render_chromium, font="Noto Serif CJK SC"),
}
