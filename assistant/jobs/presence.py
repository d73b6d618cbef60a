"""Whether there is anything stored to ask, check or export."""

from index.settings import Settings
from index.store import has_store
from ingest.errors import StoreError


def require_reports(settings: Settings) -> None:
    """Refuse a data folder or a database in which nothing was ever stored: its silence would read as a result.

    Raises:
        StoreError: It holds no store; a mistyped path looks so.
    """
    if has_store(settings):
        return
    if settings.database_url:
        raise StoreError("数据库里还没有存过报告；请先运行 wenbao ingest，或检查 WENBAO_DATABASE_URL 的库名。")
    raise StoreError(f"数据目录“{settings.data}”里还没有存过报告；请先运行 wenbao ingest，或检查 --data 的路径。")
