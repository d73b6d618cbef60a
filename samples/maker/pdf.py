"""PDF files from three producers: reportlab, LibreOffice and Chromium; the last two are programs that may be missing."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from samples.maker.docx import render_docx
from samples.maker.html import write_print_page
from samples.maker.paper import Drawn, render_paper
from samples.maker.records import Sheet

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


def render_pdf(sheet: Sheet) -> tuple[bytes, dict[str, Drawn]]:
    """The file from the producer that the plan names, and the cells' boxes where we draw them ourselves.

    Raises:
        FileNotFoundError: the producer's program or font is not installed.
    """
    return PRODUCERS[sheet.plan.look](sheet)


def _render_libreoffice(sheet: Sheet) -> tuple[bytes, dict[str, Drawn]]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(render_docx(sheet))
        profile = f"-env:UserInstallation={Path(folder).as_uri()}/profile"
        _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source))
        return source.with_suffix(".pdf").read_bytes(), {}


def _render_chromium(sheet: Sheet, font: str) -> tuple[bytes, dict[str, Drawn]]:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "report.html", Path(folder) / "report.pdf"
        source.write_text(write_print_page(sheet, font), encoding="utf-8")
        _run("chromium", *_CHROMIUM_OPTIONS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri())
        return target.read_bytes(), {}


def _run(program: str, *arguments: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise FileNotFoundError(f"{program} is not installed")
    subprocess.run([path, *arguments], check=True, capture_output=True, timeout=_TIMEOUT_SECONDS)  # noqa: S603


PRODUCERS: Mapping[str, Callable[[Sheet], tuple[bytes, dict[str, Drawn]]]] = {
    "reportlab": render_paper,
    "reportlab_landscape": partial(render_paper, landscape=True),
    "libreoffice": _render_libreoffice,
    "chromium": partial(_render_chromium, font="WenQuanYi Micro Hei"),
    "chromium_radicals": partial(_render_chromium, font="Noto Serif CJK SC"),
}
