"""Many rows in one statement, their values as tuples: thousands of cells need not each become a dict on their way."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table


def insert_many(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows whose values are in the order of ``columns`` and of kinds that the driver takes as they are."""
    if rows:
        sign = "?" if connection.dialect.paramstyle == "qmark" else "%s"
        names, holes = ", ".join(f'"{column}"' for column in columns), ", ".join(sign for _ in columns)
        statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({holes})'  # noqa: S608  # names of our own schema
        connection.exec_driver_sql(statement, list(rows))
