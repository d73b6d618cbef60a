"""What wenbao can do for other programs: read cells, find passages, list findings; read-only, JSON, every entry cited.

The tools of langchain (``tools``) and of MCP (``mcp_server``) are these three, and nothing else.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import cast, get_args

from assistant.answering.basis.ledger import cite_cell, cite_figure, name_cell
from assistant.answering.basis.reading import list_bases, list_cells
from assistant.answering.quotes.sentences import cite_stretch
from assistant.models.prompts import load_prompts
from assistant.records import Measure
from assistant.service import Assistant
from assistant.understanding.measures.measuring import find_measures
from assistant.understanding.measures.picking import Context
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.words.vocabulary import load_vocabulary
from assistant.wire import Json, agency_to_json, citation_to_json, decimal_to_json, finding_to_json
from index.lookup.cells import find_absent, find_cells, find_figures
from index.lookup.findings import list_findings
from index.lookup.reports import list_reports
from index.lookup.search import search_passages
from index.records import StoredAgency, StoredCell, StoredFigure, StoredPassage, StoredReport
from index.store import Store
from ingest.folding import fold_text, make_readable
from ingest.records import QUOTE_LIMIT, Topic

MOST = 200
"""Entries of one kind in a reply at most; ``cut`` says that there are more."""

NEAREST = 20
"""Passages of a reply at most."""


class Abilities:
    """The three abilities over one open store, which is read and never written."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._assistant = Assistant(store)

    def list_tools(self) -> tuple[tuple[str, str, Callable[..., Json]], ...]:
        """Name, description and function of each ability."""
        texts = load_prompts()["tools"]
        functions = (self.lookup_cells, self.search_passages, self.audit_reports)
        return tuple((function.__name__, texts[function.__name__].strip(), function) for function in functions)

    def lookup_cells(self, items: list[str], agencies: list[str] | None = None, years: list[int] | None = None) -> Json:
        """The cells and the prose's figures of the items in the reports of these agencies and years; absent cells by name."""
        catalog = self._load_catalog()
        found, unknown = find_agencies(catalog, agencies)
        measures, unheard = read_items(items, catalog)
        reports = self._list_reports(found, years) if measures else ()
        wanted = {(report.id, cell) for report in reports for measure in measures for cell in list_cells(measure, report)}
        ids, names = [report.id for report in reports], sorted({cell for _, cell in wanted})
        figures = sorted({measure.figure for measure in measures if measure.figure})
        cells = [stored for stored in find_cells(self._store, ids, names) if (stored.report.id, stored.cell.cell) in wanted]
        stated = find_figures(self._store, ids, figures) if figures else ()
        absent = sorted(find_absent(self._store, ids, names) & wanted)
        owners = {report.id: report for report in reports}
        return {
            "cells": [cell_entry(stored) for stored in cells[:MOST]],
            "figures": [figure_entry(stored) for stored in stated[:MOST]],
            "absent": [{**name_report(owners[report]), "cell": cell} for report, cell in absent[:MOST]],
            "unknown": [*unknown, *unheard],
            "cut": max(len(cells), len(stated), len(absent)) > MOST,
        }

    def search_passages(
        self,
        text: str,
        agencies: list[str] | None = None,
        years: list[int] | None = None,
        topics: list[str] | None = None,
        limit: int = 8,
    ) -> Json:
        """The passages nearest to ``text``, best first."""
        found, unknown = find_agencies(self._load_catalog(), agencies)
        sections = [cast("Topic", topic) for topic in topics or () if topic in get_args(Topic)]
        near = search_passages(
            self._store,
            text,
            agency_ids=None if found is None else [agency.id for agency in found],
            years=years or None,
            topics=sections or None,
            limit=max(1, min(limit, NEAREST)),
        )
        odd = [topic for topic in topics or () if topic not in sections]
        return {"passages": [passage_entry(passage) for passage in near], "unknown": [*unknown, *odd]}

    def audit_reports(
        self, agencies: list[str] | None = None, years: list[int] | None = None, rules: list[str] | None = None
    ) -> Json:
        """What the checks found in the reports of these agencies and years."""
        found, unknown = find_agencies(self._load_catalog(), agencies)
        limited = found is not None or bool(years)
        reports = self._list_reports(found, years) if limited else ()
        ids = [report.id for report in reports] if limited else None
        findings = list_findings(self._store, report_ids=ids, rules=rules or None, answering=True)
        return {
            "findings": [finding_to_json(finding) for finding in findings[:MOST]],
            "unknown": list(unknown),
            "cut": len(findings) > MOST,
        }

    def _load_catalog(self) -> Catalog:
        return self._assistant.load_catalog()[1]

    def _list_reports(self, agencies: Sequence[StoredAgency] | None, years: Sequence[int] | None) -> tuple[StoredReport, ...]:
        ids = None if agencies is None else [agency.id for agency in agencies]
        return list_reports(self._store, agency_ids=ids, years=years or None)


def find_agencies(catalog: Catalog, names: Iterable[str] | None) -> tuple[tuple[StoredAgency, ...] | None, tuple[str, ...]]:
    """The agencies that bear these names, and the names that nobody bears; None in place of agencies where no name is given."""
    asked = tuple(names or ())
    if not asked:
        return None, ()
    found = {name: catalog.find_agencies(name) or find_with_county(catalog, name) for name in asked}
    agencies = tuple(dict.fromkeys(agency for those in found.values() for agency in those))
    return agencies, tuple(name for name, those in found.items() if not those)


def find_with_county(catalog: Catalog, name: str) -> tuple[StoredAgency, ...]:
    """The agencies that are called so with places above them in front (甲县太平镇)."""
    for cut in range(len(name) - 1, 0, -1):
        parents = catalog.regions.get(name[:cut])
        if parents:
            return tuple(agency for agency in catalog.find_agencies(name[cut:]) if set(parents) & set(agency.parents))
    return ()


def read_items(items: Iterable[str], catalog: Catalog) -> tuple[tuple[Measure, ...], tuple[str, ...]]:
    """The measures that ids or names in any wording stand for, with those that a rate is taken over; and what is none."""
    vocabulary = load_vocabulary()
    found: list[Measure] = []
    unheard: list[str] = []
    for item in items:
        text = fold_text(item).text.lower()
        known = vocabulary.measures.get(item)
        read = find_measures(text, vocabulary.chinese.find_tokens(text), vocabulary, catalog.all_forms, Context())
        measures = (known,) if known is not None else read
        found += [part for measure in measures for part in (measure, *list_bases(measure))]
        unheard += [] if measures else [item]
    return tuple(dict.fromkeys(found)), tuple(unheard)


def name_report(report: StoredReport) -> Json:
    """Which report an entry is of."""
    agency: Json = {"agency": None, "parents": []} if report.agency is None else agency_to_json(report.agency)
    return {**agency, "year": report.year}


def cell_entry(stored: StoredCell) -> Json:
    """A cell with its state; only a stated one has a value."""
    cell = stored.cell
    return {
        **name_report(stored.report),
        "cell": cell.cell,
        "label": name_cell(cell.cell, "zh"),
        "state": cell.state,
        "value": decimal_to_json(cell.value),
        "unit": cell.unit or cell.unit_assumed,
        "unit_assumed": cell.unit is None,
        "citation": citation_to_json(cite_cell(stored)),
    }


def figure_entry(stored: StoredFigure) -> Json:
    """A count that the prose states."""
    figure = stored.figure
    return {
        **name_report(stored.report),
        "figure": figure.figure,
        "label": figure.label,
        "value": decimal_to_json(figure.value),
        "unit": figure.unit,
        "approx": figure.approx,
        "citation": citation_to_json(cite_figure(stored)),
    }


def passage_entry(stored: StoredPassage) -> Json:
    """A passage; its citation quotes how it begins."""
    passage = stored.passage
    return {
        **name_report(stored.report),
        "heading": make_readable(passage.heading),
        "topic": passage.topic,
        "text": make_readable(passage.text),
        "score": round(stored.score, 6),
        "citation": citation_to_json(cite_stretch(stored, 0, min(len(passage.text), QUOTE_LIMIT))),
    }
