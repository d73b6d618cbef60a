"""Whether there is anything stored to ask, check or export."""

from index.settings import Settings
from ingest.errors import StoreError


def require_reports(settings: Settings) -> None:
    """Refuse a data folder in which nothing was ever stored: its silence would read as a result.

    Raises:
        StoreError: The folder holds no store; a mistyped path looks so.
    """
    if not settings.database_url and not settings.sqlite_path.exists():
        raise StoreError(f"数据目录“{settings.data}”里还没有存过报告；请先运行 wenbao ingest，或检查 --data 的路径。")
