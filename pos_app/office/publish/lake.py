"""Reads and writes Parquet files with DuckDB. All SQL of the open data set is in this module."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pos_app.domain.day import Totals
from pos_app.domain.payment_methods import (
    DEPOSIT_TENDER,
    METHODS,
    NEEDS_CONFIRMATION,
    TENDERS_OF,
    sql_list,
)
from pos_app.errors import MachineError, PosError
from pos_app.office.publish.lake_tables import Column, ColumnType, Row

if TYPE_CHECKING:
    import duckdb

_TYPES = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.BOOLEAN: "BOOLEAN",
    ColumnType.TIMESTAMP: "TIMESTAMPTZ",
    ColumnType.DAY: "DATE",
    ColumnType.TEXT_LIST: "VARCHAR[]",
}
# The rows of the files that count, from the batch that the manifest names, each sale once.
_COUNTED = """
    SELECT rows.* FROM read_parquet({files}, hive_partitioning = false) AS rows
    JOIN read_parquet({manifest}) AS files USING (manifest, batch)
    WHERE files.status = 'counts' AND NOT list_contains(files.repeated, rows.sale_id)
"""
_OF_SALES = """
SELECT
    count(*) FILTER (kind = 'sale') - count(*) FILTER (kind = 'void'),
    count(*) FILTER (kind = 'void'),
    sum(gross) FILTER (kind <> 'refund'),
    sum(discount) FILTER (kind <> 'refund'),
    sum(rounding),
    sum(net)
FROM ({counted})
"""
_OF_LINES = "SELECT -sum(amount) FILTER (sale_kind = 'refund') FROM ({counted})"
_PAID_BY = "sum(amount) FILTER (method IN ({tenders}))"
_OF_TENDERS = f"""
SELECT
    {", ".join(_PAID_BY.format(tenders=sql_list(TENDERS_OF[key])) for key in METHODS)},
    sum(amount) FILTER (method IN ({sql_list(NEEDS_CONFIRMATION)}) AND NOT confirmed),
    -sum(amount) FILTER (method = '{DEPOSIT_TENDER}')
FROM ({{counted}})
"""


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file in a manifest table: the batch that wrote it, and the app version that closed it."""

    batch: str
    app: str


class Lake:
    """A DuckDB connection without a database of its own: it reads and writes Parquet files.

    Raises PosError `extra_missing` where DuckDB is not installed.
    """

    def __init__(self) -> None:
        try:
            import duckdb
        except ImportError as error:
            raise PosError("extra_missing", package="duckdb", extra="lake") from error
        # With one thread the rows keep their order, and the same rows give the same bytes.
        self._connection: duckdb.DuckDBPyConnection = duckdb.connect(config={"threads": 1})
        self._failure: type[Exception] = duckdb.Error

    def __enter__(self) -> Lake:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def write(self, path: Path, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Writes rows as one Parquet file. Raises MachineError `publish_unwritable`."""
        values = [[row[place] for row in rows] for place in range(len(columns))]
        selected = ", ".join(
            f'unnest(${place}::{_TYPES[column.kind]}[]) AS "{column.name}"'
            for place, column in enumerate(columns, 1)
        )
        target = _quoted(str(path))
        sql = f"COPY (SELECT {selected}) TO {target} (FORMAT parquet, COMPRESSION zstd)"
        try:
            self._connection.execute(sql, values)
        except self._failure as error:
            raise MachineError("publish_unwritable", path=str(path), reason=str(error)) from error

    def known_files(self, manifest: Path) -> dict[str, KnownFile]:
        """The files in a manifest table, by identity; none when there is no table yet."""
        if not manifest.exists():
            return {}
        sql = f"SELECT manifest, batch, app FROM read_parquet({_file(manifest)})"
        return {identity: KnownFile(*rest) for identity, *rest in self._rows(sql, manifest)}

    def totals(self, folder: Path, event: str, manifest: Path) -> Totals:
        """The totals of an event, from the rows that count according to a manifest table."""

        def figures(sql: str, table: str) -> list[int]:
            files = f"{_glob(str(folder))}/{table}/event={event}/day=*/*.parquet"
            counted = _COUNTED.format(files=_quoted(files), manifest=_file(manifest))
            return [int(value or 0) for value in self._rows(sql.format(counted=counted), folder)[0]]

        sales, voids, gross, discount, rounding, net = figures(_OF_SALES, "sales")
        (refunds,) = figures(_OF_LINES, "lines")
        *paid, unconfirmed, deposits = figures(_OF_TENDERS, "tenders")
        return Totals(
            sales=sales,
            voids=voids,
            gross=gross,
            discount=discount,
            refunds=refunds,
            rounding=rounding,
            net=net,
            paid=tuple(paid),
            unconfirmed=unconfirmed,
            deposits=deposits,
        )

    def _rows(self, sql: str, path: Path) -> list[Any]:
        try:
            return self._connection.execute(sql).fetchall()
        except self._failure as error:
            raise MachineError("publish_unreadable", path=str(path), reason=str(error)) from error


def _file(path: Path) -> str:
    return _quoted(_glob(str(path)))


def _glob(path: str) -> str:
    """A path with its wildcard characters escaped."""
    return re.sub(r"([*?\[])", r"[\1]", path)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
