"""The page as a site: its JSON interface, pictures and files beside it, the guard before it, all on one port.

This is the only module that knows FastAPI and uvicorn. What the interface says is in ``assistant.pages.api``.
"""

import socket
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

import gradio as gr
import uvicorn
from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.responses import FileResponse, JSONResponse, Response

from assistant.pages import api
from assistant.pages.desk import Desk
from assistant.pages.guard import USER, Guard
from assistant.pages.logs import start_log
from assistant.pages.opening import Opening, name_path
from assistant.pages.theme import STYLE_SHEET, THEME
from assistant.pages.words import LANGUAGES, LOCALES, Language, Words
from ingest.errors import StoreError, UsageError, WenbaoError
from ingest.records import Fault, Severity

LONGEST_QUESTION = 500
PAGE = 100
"""Rows of a list that one request gets unless it asks for fewer or more."""
MOST = 1000

Offset = Annotated[int, Query(ge=0)]
Limit = Annotated[int, Query(ge=1, le=MOST)]


def build_site(desk: Desk, pages: Mapping[Language, gr.Blocks]) -> FastAPI:
    """The page in each language with everything beside it."""
    base = desk.settings.base_path
    site = FastAPI(title="wenbao", docs_url=None, redoc_url=None, openapi_url=f"{base}/api/openapi.json")
    add_routes(site, desk, base)
    site.exception_handler(WenbaoError)(answer_error)
    site.add_middleware(Opening, base=base)
    for language in sorted(pages, key=name_path, reverse=True):  # the root would take what is meant for those below it
        place = f"{base}{name_path(language)}"
        add_tables(site, desk, place)
        add_files(site, desk, place)
        mount_page(site, desk, pages[language], place)
    return site


def mount_page(site: FastAPI, desk: Desk, page: gr.Blocks, place: str) -> None:
    """Puts the page of one language at its place."""
    page.queue(default_concurrency_limit=desk.settings.concurrency, max_size=desk.settings.queue_size)
    users: dict[str, Any] = {"auth_dependency": lambda request: request.scope.get(USER)} if desk.settings.users else {}
    gr.mount_gradio_app(
        site,
        page,
        path=place or "/",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=True,
        max_file_size=desk.settings.max_bytes * 10,  # an archive holds many files
        i18n=gr.I18n(**name_words()),
        theme=THEME,
        css=STYLE_SHEET,
        **users,
    )


def name_words() -> dict[str, dict[str, str]]:
    """The library's own words as the page says them, by language."""
    return {LOCALES[language]: Words(language).room("gradio") for language in LANGUAGES}


def add_routes(site: FastAPI, desk: Desk, base: str) -> None:
    """What answers in JSON; nothing here changes anything."""

    @site.get(f"{base}/health")
    def tell_health() -> dict[str, object]:
        """Whether the page and its store answer."""
        return api.tell_health(desk)

    @site.get(f"{base}/api/ask")
    def ask(q: Annotated[str, Query(min_length=1, max_length=LONGEST_QUESTION)]) -> dict[str, object]:
        """The answer to one question, as `wenbao ask --json` prints it."""
        return api.ask_question(desk, q)

    @site.get(f"{base}/api/reports")
    def list_reports(agency: str = "", year: int | None = None, offset: Offset = 0, limit: Limit = PAGE) -> dict[str, object]:
        """What is stored, as `wenbao list --json` prints it."""
        return api.list_reports(desk, agency, year, slice(offset, offset + limit))

    @site.get(f"{base}/api/reports/{{report_id}}")
    def load_report(report_id: int) -> dict[str, object]:
        """One report with everything that was read, as `wenbao inspect --json` prints it."""
        return require(api.load_report(desk, report_id))

    @site.get(f"{base}/api/findings")
    def list_findings(  # noqa: PLR0917  # an address names its fields
        agency: str = "",
        year: int | None = None,
        rule: str | None = None,
        severity: Severity | None = None,
        fault: Fault | None = None,
        verdict: Literal["open", "confirmed", "dismissed"] | None = None,
        offset: Offset = 0,
        limit: Limit = PAGE,
    ) -> dict[str, object]:
        """Findings, as `wenbao audit --json` prints them, each with the auditor's verdict."""
        wanted = api.FindingFilter(rule, severity, fault, year, tuple(agency.split()), verdict)
        return api.list_findings(desk, wanted, offset, limit)


def add_tables(site: FastAPI, desk: Desk, base: str) -> None:
    """Tables to take away."""

    @site.get(f"{base}/api/findings.{{kind}}")
    def export_findings(  # noqa: PLR0917  # as above
        kind: Literal["csv", "xlsx"],
        agency: str = "",
        year: int | None = None,
        rule: str | None = None,
        severity: Severity | None = None,
        fault: Fault | None = None,
        verdict: Literal["open", "confirmed", "dismissed"] | None = None,
        lang: Language = "zh",
    ) -> Response:
        """All findings that meet the filters, as a table."""
        wanted = api.FindingFilter(rule, severity, fault, year, tuple(agency.split()), verdict)
        return attach(api.export_findings(desk, wanted, kind, Words(lang)), f"findings.{kind}")

    @site.get(f"{base}/api/corrections.{{kind}}")
    def export_corrections(kind: Literal["csv", "xlsx"], lang: Language = "zh") -> Response:
        """Every reading of a person, as a table."""
        return attach(api.export_corrections(desk, kind, Words(lang)), f"corrections.{kind}")


def attach(data: bytes, name: str) -> Response:
    """A file to be saved."""
    return Response(
        data, media_type="application/octet-stream", headers={"content-disposition": f'attachment; filename="{name}"'}
    )


def add_files(site: FastAPI, desk: Desk, base: str) -> None:
    """Page pictures and kept copies; only what the store knows by its hash is ever opened."""

    @site.get(f"{base}/api/reports/{{report_id}}/pages/{{page}}.png")
    def draw_page(report_id: int, page: int) -> Response:
        """A page of a PDF file as a picture."""
        picture = require(api.draw_page(desk, report_id, page))
        return Response(picture, media_type="image/png", headers={"cache-control": "private, max-age=3600"})

    @site.get(f"{base}/api/reports/{{report_id}}/file")
    def send_copy(report_id: int) -> FileResponse:
        """The stored copy of a report's file, to be saved and never shown in place."""
        path, name = require(api.find_file(desk, report_id))
        return FileResponse(path, media_type="application/octet-stream", filename=name)


def require(found: Any) -> Any:
    """What was found.

    Raises:
        HTTPException: Nothing was.
    """
    if found is None:
        raise HTTPException(404, "没有这份内容")
    return found


def answer_error(_request: Request, error: Exception) -> JSONResponse:
    """The project's own errors as one plain line."""
    return JSONResponse({"error": str(error)}, status_code=503 if isinstance(error, StoreError) else 400)


def serve_site(desk: Desk, pages: Mapping[Language, gr.Blocks], announce: Callable[[str], None]) -> None:
    """Serves until it is stopped, and announces the address.

    Raises:
        UsageError: The port is taken, or the host is not one of this machine.
    """
    settings = desk.settings
    start_log()
    guarded = Guard(build_site(desk, pages), settings)
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        listener = socket.create_server((settings.host, settings.port), family=family, backlog=512)
    except OSError as error:
        raise UsageError(f"打不开 {settings.host}:{settings.port}，可能已被占用；可用 --port 换一个端口。") from error
    with listener:
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        announce(f"网页已打开：http://{host}:{listener.getsockname()[1]}{settings.base_path}/（按 Ctrl+C 结束）")
        if not settings.accepts_changes:
            announce("注意：网页对外开放而没有设置密码，导入、审核和人工读数已关闭；用 wenbao password 设置用户。")
        config = uvicorn.Config(guarded, log_level="critical", access_log=False, timeout_graceful_shutdown=3)
        uvicorn.Server(config).run(sockets=[listener])
