"""``wenbao roster``: the list of the agencies there are."""

from pathlib import Path

from assistant.jobs.lines import DONE, write_json, write_line
from index.database.faults import translate_os_errors
from index.keeping.regrouping import settle_roster
from index.keeping.roster import load_roster, read_roster
from index.lookup.reports import list_agencies, list_reports
from index.settings import Settings
from index.store import open_store
from ingest.errors import UsageError

SHOWN = 20


def install_roster(settings: Settings, file: Path, *, as_json: bool) -> int:
    """Puts a roster into the data folder, once it is found good, and brings the stored reports to it."""
    refuse_foreign(settings)
    read_roster(file)
    with open_store(settings, writable=True) as store:
        with translate_os_errors():
            unfinished = settings.roster_path.with_suffix(".part")
            unfinished.write_bytes(file.read_bytes())
            unfinished.replace(settings.roster_path)
        settle_roster(store)
    return show_roster(settings, as_json=as_json)


def clear_roster(settings: Settings) -> int:
    """Takes the roster out of the data folder; reports go by the names in their texts again."""
    refuse_foreign(settings)
    with open_store(settings, writable=True) as store:
        with translate_os_errors():
            settings.roster_path.unlink(missing_ok=True)
        settle_roster(store)
    write_line("已去掉机关名录")
    return DONE


def refuse_foreign(settings: Settings) -> None:
    """A roster that the settings name is the user's own file.

    Raises:
        UsageError: there is such a setting.
    """
    if settings.roster is not None:
        raise UsageError(f"名录由 WENBAO_ROSTER 指定为 {settings.roster}，请直接修改该文件，下次导入时生效")


def show_roster(settings: Settings, *, as_json: bool) -> int:
    """How many agencies the roster lists, and which of them have no stored report."""
    entries = load_roster(settings).entries
    with open_store(settings) as store:
        reporting = {report.agency.id for report in list_reports(store) if report.agency is not None}
        listed = [agency for agency in list_agencies(store) if agency.rostered]
    silent = ["".join((*agency.parents, agency.name)) for agency in listed if agency.id not in reporting]
    if as_json:
        write_json({"agencies": len(entries), "with_reports": len(listed) - len(silent), "without_reports": silent})
        return DONE
    if not entries:
        write_line("没有机关名录")
        return DONE
    write_line(f"机关名录共 {len(entries)} 个机关，{len(listed) - len(silent)} 个有报告，{len(silent)} 个没有报告")
    for name in silent[:SHOWN]:
        write_line(f"  · {name}")
    if len(silent) > SHOWN:
        write_line(f"  …… 另有 {len(silent) - SHOWN} 个（--json 列出全部）")
    return DONE
