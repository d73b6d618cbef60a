"""Other ways to what a question needs, for comparison: its SQL through SQLAlchemy alone, stock Chroma, pandas over a CSV file."""

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import chromadb
import pandas as pd
from sqlalchemy import Connection, select

from assistant.records import Conversation
from assistant.service import Assistant
from bench.large_store import name_agency, name_county, name_owner
from index.database.cell_names import load_cell_names
from index.database.engine import Store
from index.database.schema import agencies, cells, reports
from index.database.statements import Statement, record_statements
from index.lookup.cells import CELLS_WITH_OWNERS
from index.settings import Settings
from index.vectors.embedding import fingerprint_model, open_model

NEAREST = 5
CELLS = {"received": "requests.new.total", "penalties": "active.penalties.decisions"}


def time_once(run: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def time_alone(store: Store, assistant: Assistant, question: str) -> float:
    """Seconds that a question's statements take by themselves, through SQLAlchemy alone, rows fetched."""
    with record_statements(store) as record:
        assistant.ask(question, Conversation())
    with store.connect() as connection:
        return time_once(lambda: run_all(connection, record))


def run_all(connection: Connection, record: Sequence[Statement]) -> None:
    """Every statement once."""
    for statement in record:
        connection.exec_driver_sql(statement.sql, statement.parameters).all()


class StockChroma:
    """The usual retrieval: the question's vector, and the nearest passages of one agency and year; no answer is made of them."""

    def __init__(self, settings: Settings) -> None:
        self._model = open_model(settings)
        client = chromadb.PersistentClient(str(settings.chroma_path), chromadb.Settings(anonymized_telemetry=False))
        self._collection = client.get_collection(f"passages-{fingerprint_model(settings)}", embedding_function=None)

    def find_nearest(self, question: str, report: int) -> object:
        """The nearest passages with their metadata."""
        agency, year = name_owner(report)
        where = {"$and": [{"agency": agency}, {"year": year}]}
        vector = self._model.embed([question])[0]
        return self._collection.query(query_embeddings=[vector], n_results=NEAREST, where=where)


class Sheet:
    """The cells that the questions ask for, in a CSV file and then in a data frame; ``seconds`` is what reading the file took."""

    def __init__(self, store: Store, path: Path) -> None:
        self._write(store, path)
        started = time.perf_counter()
        self.frame = pd.read_csv(path)
        self.seconds = time.perf_counter() - started

    def find_number(self, report: int) -> object:
        """One cell of one report."""
        agency, year = name_owner(report)
        frame = self.frame
        chosen = (frame.county == name_county(agency)) & (frame.agency == name_agency(agency)) & (frame.year == year)
        return frame.loc[chosen, "penalties"].tolist()

    def rank(self, year: int) -> object:
        """The first of a year."""
        return self.frame[self.frame.year == year].nlargest(1, "received")[["county", "agency", "received"]].to_numpy().tolist()

    @staticmethod
    def _write(store: Store, path: Path) -> None:
        with store.connect() as connection:
            codes = load_cell_names(connection, CELLS.values())
            owners = select(reports.c.id, agencies.c.parents, agencies.c.name.label("agency"), reports.c.year)
            frame = pd.read_sql(owners.join_from(reports, agencies, agencies.c.id == reports.c.agency_id), connection)
            for name, cell in CELLS.items():
                values = select(cells.c.report_id.label("id"), (cells.c.micro / 10**6).label(name))
                found = pd.read_sql(values.where(cells.c.cell == codes[cell], cells.c.rank_year > 0), connection)
                frame = frame.merge(found, on="id", how="left")
        frame["county"] = frame.parents.str.rsplit("/", n=1).str[-1]
        frame.drop(columns=["id", "parents"]).to_csv(path, index=False)


def time_lookup(store: Store, report: int, cell: str) -> float:
    """Seconds that the statement of ``find_cells`` takes by itself, through SQLAlchemy alone."""
    parameters = {"reports": [report], "cells": [cell]}

    def run() -> None:
        with store.connect() as connection:
            connection.execute(CELLS_WITH_OWNERS, parameters).all()

    return time_once(run)


def choose_report(choose: random.Random, count: int) -> int:
    """Any report but the first agency's."""
    return choose.randrange(1, count + 1)
