"""What can be set from outside: by ``WENBAO_…`` variables or a ``.env`` file in the working folder."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.readers.limits import MEBIBYTE, Limits

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
    reranker: str = Field(
        "", description="A cross-encoder by name or folder that orders the passages found; empty means that none does."
    )
    model: str = Field("", description="A language model by name, or provider:name; empty means that none is asked.")
    model_provider: str = Field(
        "", description="Whose interface the model speaks, as langchain names it; empty means openai where model_url is set."
    )
    model_url: str = Field("", description="The address of an OpenAI-compatible server (…/v1); empty means the provider's own.")
    model_key: SecretStr = Field(SecretStr(""), description="The key that the model's server asks for; never shown.")
    model_timeout_seconds: float = Field(30, gt=0, description="The longest that one request to the model may take.")
    model_temperature: float = Field(0, ge=0, description="How freely the model chooses its words.")
    model_output: Literal["function_calling", "json_schema", "json_mode"] = Field(
        "function_calling", description="The way in which the model's server is asked for structured output."
    )
    copy_sources: bool = Field(default=True, description="Whether a copy of each source is kept in the data folder.")
    max_bytes: int = Field(_LIMITS.max_bytes, gt=0, description="The largest file taken in, in bytes.")
    max_pages: int = Field(_LIMITS.max_pages, gt=0, description="The most pages that a PDF may have.")
    max_seconds: float = Field(_LIMITS.max_seconds, gt=0, description="The longest that one file may take to read.")
    max_memory: int = Field(
        4 * 1024 * MEBIBYTE, gt=0, description="The most memory that reading one file may take, in bytes (Linux)."
    )
    jobs: int = Field(0, ge=0, description="How many processes read files at the same time; 0 means the cores, at most 4.")
    roster: Path | None = Field(None, description="The roster of agencies (CSV); empty means roster.csv in the data folder.")
    users: str = Field(
        "", description="Who may use the page: entries made by `wenbao password`, separated by commas; empty means everyone."
    )
    base_path: str = Field("", description="The path that the page is served under behind a reverse proxy (/wenbao).")
    concurrency: int = Field(8, gt=0, description="How many events of the page are worked on at the same time.")
    queue_size: int = Field(200, gt=0, description="How many events of the page may wait for their turn.")
    requests_per_minute: int = Field(600, gt=0, description="How many requests one user (or address) may make a minute.")
    log_questions: bool = Field(default=False, description="Whether the page's log holds the text of questions.")
    max_members: int = Field(_LIMITS.max_members, gt=0, description="The most files that an archive may hold.")

    @field_validator("base_path")
    @classmethod
    def _trim_base(cls, path: str) -> str:
        return f"/{path.strip('/')}" if path.strip("/") else ""

    @property
    def accepts_changes(self) -> bool:
        """Whether the page takes in files and readings: only where it is bound to this machine alone, or asks for a password."""
        return bool(self.users) or self.host in ("localhost", "::1") or self.host.startswith("127.")

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
    def roster_path(self) -> Path:
        """Where the roster of agencies lies, if there is one."""
        return self.roster or self.data / "roster.csv"

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
