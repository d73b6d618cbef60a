"""What is compared when files are taken in: wenbao, and other ways to make the same files searchable.

Each side is a function of files and of an empty folder that it may store in, and imports what it needs itself, so that as a
program it shows its own memory alone: python -m bench.sides SIDE FILE...
"""

# ruff: noqa: PLC0415 -- a side imports its own libraries

import logging
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

Side = Callable[[Sequence[Path], Path], object]
CHUNK, OVERLAP = 500, 50


def take_in(files: Sequence[Path], folder: Path, jobs: int = 1) -> None:
    """All of wenbao: every cell, count and passage read, checked, stored in SQLite and Chroma, the file copied."""
    from index.intake.build import ingest_paths
    from index.settings import Settings

    outcomes = list(ingest_paths(Settings(_env_file=None, data=folder), files, jobs=jobs))
    if refused := [outcome for outcome in outcomes if outcome.status != "added"]:
        raise SystemExit(f"not stored: {refused}")


def read_only(files: Sequence[Path], _: Path) -> None:
    """What wenbao reads and checks, without storing it."""
    from ingest.pipeline import read_report

    for path in files:
        read_report(path.read_bytes(), path.name)


def read_bare(files: Sequence[Path], _: Path) -> None:
    """The text, and of PDF files the tables, as a library gives them; nothing is understood, nothing stored."""
    for path in files:
        if path.suffix == ".pdf":
            _read_tables(path)
        else:
            list(_load_text(path))


def _read_tables(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(BytesIO(path.read_bytes())) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()


def read_characters(files: Sequence[Path], _: Path) -> None:
    """The floor: a PDF file's characters through PDFium."""
    import pypdfium2

    for path in files:
        for page in pypdfium2.PdfDocument(path.read_bytes()):
            page.get_textpage().get_text_range()


def use_langchain(files: Sequence[Path], folder: Path) -> None:
    """LangChain as its manual has it: text, chunks of 500 characters, Chroma; with wenbao's own embedding model."""
    from chromadb.api.client import SharedSystemClient
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    documents = [
        Document(text, metadata={"source": path.name, "page": number})
        for path in files
        for number, text in enumerate(_load_text(path), 1)
    ]
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    Chroma.from_documents(splitter.split_documents(documents), Embedding(folder), persist_directory=str(folder))
    SharedSystemClient.clear_system_cache()


class Embedding:
    """The embedding model of wenbao as LangChain asks for it."""

    def __init__(self, folder: Path) -> None:
        from index.settings import Settings
        from index.vectors.embedding import open_model

        self._model = open_model(Settings(_env_file=None, data=folder))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """A vector for each text."""
        return self._model.embed(texts).tolist()

    def embed_query(self, text: str) -> list[float]:
        """A question's vector."""
        return self.embed_documents([text])[0]


def _load_text(path: Path) -> Iterator[str]:
    """The text of each page; of other files than PDF, of the whole."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        import pdfplumber

        with pdfplumber.open(BytesIO(data)) as pdf:
            yield from (page.extract_text() for page in pdf.pages)
    elif path.suffix == ".docx":
        import docx

        document = docx.Document(BytesIO(data))
        yield "\n".join([*(one.text for one in document.paragraphs), *_list_cells(document)])
    elif path.suffix == ".html":
        from selectolax.lexbor import LexborHTMLParser

        yield LexborHTMLParser(data).text(separator="\n")
    else:
        yield data.decode("utf-8", "replace")


def _list_cells(document: Any) -> Iterator[str]:
    return (cell.text for table in document.tables for row in table.rows for cell in row.cells)


SIDES: Mapping[str, Side] = {
    "wenbao": take_in,
    "reading": read_only,
    "bare": read_bare,
    "langchain": use_langchain,
    "floor": read_characters,
}


def main() -> None:
    """Run one side over files, storing in a folder that is deleted."""
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        SIDES[sys.argv[1]]([Path(path) for path in sys.argv[2:]], Path(folder))


if __name__ == "__main__":
    main()
