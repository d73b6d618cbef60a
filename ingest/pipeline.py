"""The order of the steps from a file's bytes to a report, and nothing else."""

from dataclasses import replace

from ingest.checks.checks import check_report
from ingest.folding import describe_repairs
from ingest.header.header import read_header
from ingest.prose.chunking import find_prose, split_passages
from ingest.prose.copying import list_sentences
from ingest.prose.narrative import read_narrative
from ingest.readers.door import read_document
from ingest.readers.limits import Limits
from ingest.recognised import confirm_cells, confirm_figures
from ingest.recognition import require_report
from ingest.records import ParsedDocument, Report
from ingest.sections import split_sections
from ingest.tables.tables import read_tables


def read_report(data: bytes, source: str, limits: Limits | None = None) -> Report:
    """The report in a file; ``source`` is its path as given, a member of an archive as ``a.zip/b.pdf``.

    Raises:
        InputError: the file cannot be read (Unsupported, Damaged, Encrypted, TooLarge) or holds no report (NotAReport).
    """
    return build_report(read_document(data, source, limits or Limits()))


def build_report(document: ParsedDocument) -> Report:
    """Everything found in a document that a reader made."""
    sections = split_sections(document)
    tables = read_tables(document, sections)
    prose = find_prose(document, tables.regions)
    header = read_header(document, prose)
    cells = confirm_cells(tables.cells, tables.form, document.recognised)
    narrative = confirm_figures(read_narrative(document, prose, header.year), cells, document.recognised)
    require_report(document, sections, tables.form, narrative)
    report = Report(
        source=document.source,
        sha256=document.sha256,
        kind=document.kind,
        header=header,
        form=tables.form,
        sections=sections,
        cells=cells,
        absent=tables.absent,
        narrative=narrative,
        findings=(),
        passages=split_passages(document, sections, tables.regions),
        sentences=list_sentences(document, sections, tables.regions, header),
        metadata=document.metadata,
        notes=(*document.notes, *describe_repairs(document.text)),
    )
    return replace(report, findings=check_report(report, document, prose))
