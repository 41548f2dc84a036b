"""The published rows of day files, as Spark writes, reads and adds them up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pos_app.domain.payment_methods import DEPOSIT_TENDER, NEEDS_CONFIRMATION, TENDERS_OF, sql_list
from pos_app.errors import MachineError
from pos_app.office.publish.lake_tables import MANIFEST, TABLES, Column
from pos_app.office.publish.spark_session import HadoopFolder, struct
from pos_app.office.publish.stored_days import STATES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

COLUMNS = {**TABLES, "states": STATES}
_PARTITIONS = tuple(column for column in MANIFEST if column.name in ("event", "day"))


class LakeRows:
    """The tables below the folder that have the rows of each file; one run writes one batch."""

    def __init__(self, spark: SparkSession, store: HadoopFolder, batch: str) -> None:
        self._spark = spark
        self._store = store
        self._batch = batch

    def rows(self, table: str, columns: Sequence[Column] = ()) -> DataFrame:
        """The rows of all batches of a table."""
        schema = struct((*(columns or COLUMNS[table]), *_PARTITIONS))
        return self._spark.read.schema(schema).parquet(self._store.path(table))

    def append(self, rows: DataFrame, table: str, files: DataFrame) -> None:
        """Adds rows to a table; `files` are those that they come from, each with event and day."""
        self._store.append(rows, table)
        if self._store.exists(table, "event=*"):
            return
        # Readers cannot infer the columns of a table without any file.
        head = files.select("event", "day").first()
        assert head is not None
        nothing = self._spark.createDataFrame([], struct(COLUMNS[table]))
        partition = f"event={head.event}", f"day={head.day}"
        self._store.replace(nothing, self._batch, table, *partition, f"{self._batch}.parquet")

    def check_sums(self, expected: DataFrame) -> None:
        """Checks that sales, lines and tenders of each new file (`manifest`, `net`) add up.

        Raises MachineError `publish_not_verified`.
        """
        from pyspark.sql import functions as f

        def sums(table: str, value: str, name: str) -> DataFrame:
            rows = self.rows(table).where(f.col("batch") == self._batch)
            return rows.groupBy("manifest").agg(f.sum(f.expr(value)).alias(name))

        joined = (
            expected.join(sums("sales", "net", "sold"), "manifest", "left")
            .join(sums("sales", "rounding", "rounded"), "manifest", "left")
            .join(sums("lines", "amount", "listed"), "manifest", "left")
            .join(sums("tenders", "amount", "paid"), "manifest", "left")
            .fillna(0)
        )
        wrong = joined.where("sold <> net OR paid <> net OR listed + rounded <> net").first()
        if wrong is not None:
            facts = {"found": wrong.sold, "expected": wrong.net}
            raise MachineError("publish_not_verified", path=self._store.root, **facts)

    def totals(self, files: DataFrame) -> dict[str, dict[str, int]]:
        """The totals of each event, added up from the rows of the files of a manifest table."""
        from pyspark.sql import functions as f

        files = f.broadcast(files.select("manifest", "batch", "repeated"))

        def figures(table: str, **sums: str) -> dict[str, dict[str, int]]:
            rows = self.rows(table).join(files, ["manifest", "batch"])
            counted = rows.where("NOT array_contains(repeated, sale_id)")
            asked = [f.expr(f"coalesce(sum({sql}), 0)").alias(name) for name, sql in sums.items()]
            found = counted.groupBy("event").agg(*asked).collect()
            return {row.event: {name: int(row[name]) for name in sums} for row in found}

        waits = sql_list(NEEDS_CONFIRMATION)
        parts = (
            figures(
                "sales",
                sales="CASE kind WHEN 'sale' THEN 1 WHEN 'void' THEN -1 END",
                voids="CASE kind WHEN 'void' THEN 1 END",
                gross="CASE WHEN kind <> 'refund' THEN gross END",
                discount="CASE WHEN kind <> 'refund' THEN discount END",
                rounding="rounding",
                net="net",
            ),
            figures("lines", refunds="CASE sale_kind WHEN 'refund' THEN -amount END"),
            figures(
                "tenders",
                unconfirmed=f"CASE WHEN method IN ({waits}) AND NOT confirmed THEN amount END",
                deposits=f"CASE WHEN method = '{DEPOSIT_TENDER}' THEN -amount END",
                **{
                    key: f"CASE WHEN method IN ({sql_list(tenders)}) THEN amount END"
                    for key, tenders in TENDERS_OF.items()
                },
            ),
        )
        events = sorted(set().union(*parts))
        return {event: _joined(event, parts) for event in events}


def _joined(event: str, parts: Sequence[dict[str, dict[str, int]]]) -> dict[str, int]:
    """The figures of an event from all tables; zeros where a table has no row of it."""
    names = [name for part in parts for figures in part.values() for name in figures]
    found = dict.fromkeys(names, 0)
    for part in parts:
        found |= part.get(event, {})
    return found
