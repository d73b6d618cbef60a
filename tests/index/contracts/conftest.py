"""Stores on both databases: empty ones for each test, and one of each with all samples in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import Store, open_store

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """Both databases, one after the other, whatever the other tests store in."""
    return request.getfixturevalue("postgres").create_database() if request.param == "postgresql" else ""


@pytest.fixture
def open_both(tmp_path: Path, postgres) -> dict[str, Settings]:
    """The settings of an empty store on each database."""
    urls = dict(zip(DATABASES, ("", postgres.create_database()), strict=True))
    return {name: Settings(_env_file=None, data=tmp_path / name, database_url=url) for name, url in urls.items()}


@pytest.fixture(scope="session")
def sample_stores(tmp_path_factory: pytest.TempPathFactory, samples: Path, postgres) -> Iterator[dict[str, Store]]:
    """The samples in a store on each database, open for questions."""
    urls = dict(zip(DATABASES, ("", postgres.create_database()), strict=True))
    stores = {}
    for name, url in urls.items():
        settings = Settings(_env_file=None, data=tmp_path_factory.mktemp(name), database_url=url, copy_sources=False)
        assert {"added"} == {outcome.status for outcome in ingest_paths(settings, [samples])}
        stores[name] = open_store(settings)
    yield stores
    for store in stores.values():
        store.close()


@pytest.fixture
def take_in(settings: Settings, shelf) -> Callable[..., list[str]]:
    """Takes files of the shelf in and says what became of each."""

    def ingest(*names: str) -> list[str]:
        paths = [shelf.folder / name for name in names] or [shelf.folder]
        return [outcome.status for outcome in ingest_paths(settings, paths, read=shelf.read)]

    return ingest
