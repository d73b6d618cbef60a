"""Fixtures that every test may use."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest

ROOT = Path(__file__).resolve().parent.parent


def skip_without(reason: str) -> None:
    """Skips the test, saying what is missing; in the CI, where everything has to be there, it fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports beside the checkout; users do not have it, so tests that need it skip without it."""
    folder = Path(os.environ.get("WENBAO_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        skip_without("the folder of real reports is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample reports that the project ships."""
    return ROOT / "samples" / "reports"


@pytest.fixture(scope="session")
def require_program() -> Callable[[str], str]:
    """Gives the path of a system program, or skips the test with a line saying that it is missing (fails in the CI)."""

    def require(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            skip_without(f"the program {name} is not installed (make system installs it)")
        return str(path)

    return require


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=["sqlite", "postgresql"],
        default="sqlite",
        help="what the tests of the store store in (those in contracts/ always run on both)",
    )


@dataclass(frozen=True)
class PostgresServer:
    """A PostgreSQL server of the tests' own, reached by a socket in its folder; nothing outlives it."""

    programs: Path
    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs; its user may not be root."""
        user = {"user": self.folder.owner(), "group": self.folder.group(), "extra_groups": []} if os.getuid() == 0 else {}
        command = [str(self.programs / program), *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, **user)
        assert 0 == done.returncode, f"{program}: {done.stderr}{done.stdout}"

    def start(self) -> None:
        options = f"-F -k {self.folder} -c listen_addresses= -c full_page_writes=off -c max_connections=200"
        self.run("pg_ctl", "-D", "cluster", "-l", "log", "-w", "-s", "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", "cluster", "-w", "-s", "-m", "immediate", "stop")

    def create_database(self, options: str = "") -> str:
        """The URL of an empty database."""
        name = f"wenbao_{next(self.numbers)}"
        self.query("postgres", f"CREATE DATABASE {name} {options}")
        return self.name_url(name)

    def name_url(self, database: str, user: str = "wenbao") -> str:
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}"

    def query(self, database: str, statement: str) -> list[tuple]:
        """The rows that a statement gives, as its owner sees them."""
        with psycopg.connect(host=str(self.folder), user="wenbao", dbname=database, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


def find_postgres() -> Path | None:
    """The folder of PostgreSQL's programs, the newest version's."""
    found = shutil.which("initdb")
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return Path(found).parent if found else kept[-1].parent if kept else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A throw-away PostgreSQL server; skips the test with a line where the program is missing (fails in the CI)."""
    programs = find_postgres()
    if programs is None:
        skip_without("the program postgres is not installed (make system installs it)")
    folder = Path(mkdtemp(prefix="wenbao-postgres-", dir="/tmp"))  # a socket's path has to be short
    if os.getuid() == 0:
        names = {entry.pw_name for entry in pwd.getpwall()}
        shutil.chown(folder, "postgres" if "postgres" in names else "nobody")
    server = PostgresServer(programs, folder)
    try:
        server.run("initdb", "-D", "cluster", "-U", "wenbao", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What ``WENBAO_DATABASE_URL`` is in this test and in processes that it starts; empty for SQLite in the data folder."""
    if request.config.getoption("--database") == "sqlite":
        return ""
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.create_database()
    monkeypatch.setenv("WENBAO_DATABASE_URL", url)
    return url


@pytest.fixture
def sqlite_only(database_url: str) -> None:
    """For what a test does with SQLite's file itself."""
    if database_url:
        pytest.skip("this is about SQLite's own file")
