"""``wenbao backup`` and ``wenbao restore``: everything stored as one file, and back."""

from dataclasses import asdict
from pathlib import Path

from assistant.jobs.lines import DONE, PARTLY, write_error, write_json, write_line
from assistant.jobs.presence import require_reports
from index.backup.backup import refuse_server, write_backup
from index.backup.manifest import Manifest
from index.backup.restore import restore_backup
from index.settings import Settings


def backup_data(settings: Settings, file: Path, *, as_json: bool) -> int:
    """Writes the backup; status 1 where a kept copy is no longer what was taken in, which is then named."""
    refuse_server(settings)
    require_reports(settings)
    backup = write_backup(settings, file)
    if as_json:
        write_json({"file": str(file), "bytes": backup.size, **describe_manifest(backup.manifest), "damaged": backup.damaged})
    else:
        write_line(f"已备份到 {file}：{tell_counts(backup.manifest)}，共 {backup.size:,} 字节。")
    for name in backup.damaged:
        write_error(f"保存的原件已损坏，照原样备份：{name}")
    return PARTLY if backup.damaged else DONE


def restore_data(settings: Settings, file: Path, *, replace: bool, as_json: bool) -> int:
    """Puts a backup into the data folder and says what it held."""
    restored = restore_backup(settings, file, replace=replace)
    if as_json:
        write_json({"data": str(settings.data), "replaced": restored.replaced, **describe_manifest(restored.manifest)})
    else:
        write_line(f"已恢复到 {settings.data}：{tell_counts(restored.manifest)}。")
    return DONE


def describe_manifest(manifest: Manifest) -> dict[str, object]:
    """What a backup holds, for programs; its members are in the file itself."""
    described = asdict(manifest)
    del described["members"]
    return {**described, "sources": manifest.sources}


def tell_counts(manifest: Manifest) -> str:
    """What a backup holds, for people."""
    return f"报告 {manifest.reports} 份，原件 {manifest.sources} 个"
