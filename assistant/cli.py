"""The command line: what can be typed, and which job each command starts. The jobs stand in ``assistant.jobs``.

This is the only module that knows typer. A job is imported when its command runs: a number lookup must not wait for
the libraries that reading a PDF, fitting a model or serving a page needs.
"""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated

import typer
from typer.main import get_command

from assistant import manual
from assistant.jobs.lines import DONE, NOTHING, write_error, write_line
from ingest.errors import UsageError, WenbaoError

if TYPE_CHECKING:
    from index.settings import Settings

LOG = logging.getLogger("wenbao")

app = typer.Typer(
    name="wenbao",
    help=manual.PROGRAM,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def show_tracebacks(wanted: bool) -> None:
    """Lets this run's log show what stood behind an error."""
    if wanted:
        logging.getLogger().setLevel(logging.WARNING)
        LOG.setLevel(logging.DEBUG)


Json = Annotated[bool, typer.Option("--json", help=manual.OPTION_JSON)]
Data = Annotated[Path | None, typer.Option("--data", metavar="DIR", help=manual.OPTION_DATA)]
Debug = Annotated[bool, typer.Option("--debug", callback=show_tracebacks, help=manual.OPTION_DEBUG)]
Agency = Annotated[str | None, typer.Option("--agency", metavar="NAME", help="只看这个机关（如 甲镇）。")]
Year = Annotated[int | None, typer.Option("--year", metavar="YEAR", help="只看这个年度（如 2023）。")]


def load_settings(data: Path | None) -> "Settings":
    """The settings of environment and ``.env``, with the data folder that was typed, if one was."""
    from index.settings import Settings

    return Settings() if data is None else Settings(data=data)


@app.command(help=manual.INGEST)
def ingest(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="报告文件、文件夹或 ZIP，也可写 s3://… 等地址。")],
    no_copy: Annotated[bool, typer.Option("--no-copy", help="不保存原件副本（之后没有页面图片、证据包和完整备份）。")] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, help=manual.OPTION_JOBS)] = None,
    dask: Annotated[str | None, typer.Option("--dask", metavar="ADDRESS", help=manual.OPTION_DASK)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只读一遍并说明会怎样，不保存。")] = False,
    retry_rejected: Annotated[bool, typer.Option("--retry-rejected", help=manual.OPTION_RETRY)] = False,
    json: Json = False,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Takes reports into the store."""
    from assistant.jobs.intake import Wishes, ingest_reports

    if dask is not None and jobs is not None:
        raise UsageError("--dask 由集群的工作进程读取，不能与 --jobs 同用。")
    wishes = Wishes(False if no_copy else None, jobs, dask, dry_run=dry_run, retry_rejected=retry_rejected)
    raise typer.Exit(ingest_reports(load_settings(data), paths, wishes, as_json=json))


@app.command(help=manual.ROSTER)
def roster(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="机关名录（CSV）；不写则显示现有名录。")] = None,
    clear: Annotated[bool, typer.Option("--clear", help="去掉现有名录。")] = False,
    json: Json = False,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Installs the roster of agencies, or shows the one that is there."""
    from assistant.jobs.rostering import clear_roster, install_roster, show_roster

    if file is not None and clear:
        raise UsageError("请写名录文件，或用 --clear 去掉名录（两者取一）。")
    settings = load_settings(data)
    if clear:
        raise typer.Exit(clear_roster(settings))
    raise typer.Exit(show_roster(settings, as_json=json) if file is None else install_roster(settings, file, as_json=json))


@app.command(help=manual.INSPECT)
def inspect(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="报告文件。")],
    json: Json = False,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Shows what is read from files, storing nothing."""
    from assistant.jobs.inspection import inspect_files

    raise typer.Exit(inspect_files(files, load_settings(data), as_json=json))


@app.command(help=manual.ASK)
def ask(
    questions: Annotated[list[str] | None, typer.Argument(metavar="Q...", help="问题。")] = None,
    batch: Annotated[str | None, typer.Option("--batch", metavar="FILE", help="每行一段对话的 JSON 文件；- 为标准输入。")] = None,
    pack: Annotated[Path | None, typer.Option("--pack", metavar="FILE", help="把最后一个回答的证据包写入这个 ZIP 文件。")] = None,
    json: Json = False,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Answers the turns of one conversation, or a file of conversations."""
    from assistant.jobs.asking import answer_batch, answer_turns

    if bool(questions) == (batch is not None):
        raise UsageError("请写出问题，或用 --batch 指定问题文件（两者取一）。")
    if pack is not None and batch is not None:
        raise UsageError("--pack 只用于一段对话，不能与 --batch 同用。")
    settings = load_settings(data)
    if batch is not None:
        raise typer.Exit(answer_batch(settings, batch))
    raise typer.Exit(answer_turns(settings, questions or [], as_json=json, pack=pack))


@app.command("list", help=manual.LIST)
def list_stored(json: Json = False, data: Data = None, debug: Debug = False) -> None:
    """Lists the stored reports."""
    from assistant.jobs.holdings import list_holdings

    raise typer.Exit(list_holdings(load_settings(data), as_json=json))


@app.command(help=manual.REMOVE)
def remove(
    source: Annotated[str | None, typer.Argument(metavar="[SOURCE]", help="来源文件，写法同 wenbao list 所列。")] = None,
    agency: Agency = None,
    year: Year = None,
    json: Json = False,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Takes reports out of both stores."""
    from assistant.jobs.holdings import remove_holdings

    if (source is None) == (agency is None) or (agency is None) != (year is None):
        raise UsageError("请写出来源文件，或同时写 --agency 和 --year。")
    raise typer.Exit(remove_holdings(load_settings(data), source=source, agency=agency, year=year, as_json=json))


@app.command(help=manual.AUDIT)
def audit(agency: Agency = None, year: Year = None, json: Json = False, data: Data = None, debug: Debug = False) -> None:
    """Runs the checks over what is stored."""
    from assistant.jobs.holdings import audit_holdings

    raise typer.Exit(audit_holdings(load_settings(data), agency=agency, year=year, as_json=json))


@app.command(help=manual.EXPORT)
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="要写的文件：.csv、.xlsx 或 .json。")],
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Writes the stored numbers to a file."""
    from assistant.jobs.export import export_cells

    raise typer.Exit(export_cells(load_settings(data), file))


@app.command(help=manual.REFIT)
def refit(data: Data = None, debug: Debug = False) -> None:
    """Fits the embedding on the stored reports."""
    from assistant.jobs.holdings import refit_embedding

    raise typer.Exit(refit_embedding(load_settings(data)))


@app.command(help=manual.BACKUP)
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="要写的备份文件（ZIP）。")],
    json: Json = False,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Writes everything stored to one file."""
    from assistant.jobs.keeping import backup_data

    raise typer.Exit(backup_data(load_settings(data), file, as_json=json))


@app.command(help=manual.RESTORE)
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="wenbao backup 写成的备份文件。")],
    replace: Annotated[bool, typer.Option("--replace", help="数据文件夹里已有内容时，整个替换。")] = False,
    json: Json = False,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Puts a backup into the data folder."""
    from assistant.jobs.keeping import restore_data

    raise typer.Exit(restore_data(load_settings(data), file, replace=replace, as_json=json))


@app.command(help=manual.SERVE)
def serve(
    host: Annotated[str | None, typer.Option("--host", help="监听的地址（默认只有本机）。")] = None,
    port: Annotated[int | None, typer.Option("--port", help="监听的端口。")] = None,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Serves the page until it is stopped."""
    from assistant.pages.page import serve_page

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    serve_page(load_settings(data).model_copy(update=given), write_line)


@app.command("mcp", help=manual.MCP)
def serve_mcp(data: Data = None, debug: Debug = False) -> None:
    """Serves one MCP client over standard input and output."""
    try:
        from assistant.abilities.mcp_server import serve_stdio
    except ModuleNotFoundError as error:
        if error.name != "mcp":
            raise
        raise UsageError("没有安装 mcp 软件包；请先运行 pip install 'wenbao[mcp]'。") from error

    serve_stdio(load_settings(data))


@app.command(help=manual.USER)
def password(
    name: Annotated[str, typer.Argument(metavar="NAME", help="用户名。")],
    given: Annotated[
        str, typer.Option("--password", prompt="密码", hide_input=True, confirmation_prompt=True, help="不写则在提示后输入。")
    ],
    debug: Debug = False,
) -> None:
    """Makes a user's entry for the page."""
    from assistant.passwords import hash_password

    write_line(hash_password(name, given))


def end_on_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """What Python calls for an error that nobody foresaw: one line and status 3, the traceback only with ``--debug``."""
    LOG.debug("traceback", exc_info=(kind, fault, trace))
    write_error(f"程序内部错误（{kind.__name__}: {fault}）。加 --debug 再运行一次可看到详情。")
    raise SystemExit(NOTHING)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command, by default the one that was typed, and ends the process with its exit status."""
    # What went wrong is told in plain lines; the log, tracebacks included, is for --debug.
    logging.basicConfig(stream=sys.stderr, level=logging.CRITICAL, format="%(levelname)s %(name)s: %(message)s")
    sys.excepthook = end_on_fault
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        # The command itself is called, not the Typer object, which would put its own hook in place of ours.
        status = get_command(app)(words or ["--help"], prog_name="wenbao", standalone_mode=False)
    except typer.TyperException as error:
        status = error.exit_code
        write_error(f"{error.format_message()} 用法见 wenbao --help。")
    except UsageError as error:
        status = 2
        write_error(str(error))
    except WenbaoError as error:
        status = NOTHING
        LOG.debug("traceback", exc_info=error)
        write_error(str(error))
    except typer.Abort:
        status = NOTHING
        write_error("已中止。")
    sys.exit(status or DONE)
