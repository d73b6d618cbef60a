"""What can be set from outside: by ``WENBAO_…`` variables or a ``.env`` file in the working folder."""

from dataclasses import replace
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.readers.limits import Limits

_LIMITS = Limits()


class Settings(BaseSettings):
    """The settings of one run. Each field is set by ``WENBAO_`` and its name in capitals (``WENBAO_DATA``).

    Paths are taken as given, relative to the working folder.
    """

    model_config = SettingsConfigDict(
        env_prefix="WENBAO_", env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    data: Path = Field(Path("data"), description="The folder that holds everything stored.")
    host: str = Field("127.0.0.1", description="The address that the page listens on.")
    port: int = Field(7860, description="The port that the page listens on.")
    database_url: str = Field("", description="An SQLAlchemy URL; empty means an SQLite file in the data folder.")
    chroma_url: str = Field("", description="The address of a Chroma server; empty means a Chroma folder in the data folder.")
    embedding: str = Field(
        "",
        description="A sentence-transformers model by name or folder; empty means the refitted one, else the shipped one.",
    )
    copy_sources: bool = Field(default=True, description="Whether a copy of each source is kept in the data folder.")
    max_bytes: int = Field(_LIMITS.max_bytes, gt=0, description="The largest file taken in, in bytes.")
    max_pages: int = Field(_LIMITS.max_pages, gt=0, description="The most pages that a PDF may have.")
    max_seconds: float = Field(_LIMITS.max_seconds, gt=0, description="The longest that one file may take to read.")
    max_members: int = Field(_LIMITS.max_members, gt=0, description="The most files that an archive may hold.")

    @property
    def limits(self) -> Limits:
        """The bounds for one input file."""
        return replace(
            _LIMITS,
            max_bytes=self.max_bytes,
            max_pages=self.max_pages,
            max_seconds=self.max_seconds,
            max_members=self.max_members,
        )

    @property
    def sqlite_path(self) -> Path:
        """Where the SQLite file lies when no database URL is set."""
        return self.data / "wenbao.sqlite"

    @property
    def chroma_path(self) -> Path:
        """Where the Chroma folder lies when no Chroma server is set."""
        return self.data / "chroma"

    @property
    def sources_path(self) -> Path:
        """Where the copies of the sources lie, by their sha256."""
        return self.data / "sources"

    @property
    def model_path(self) -> Path:
        """Where a model refitted on the user's own store lies."""
        return self.data / "model"
