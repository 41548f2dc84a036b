"""Judges events on Spark's workers, each on one of them, and publishes what was found.

The rows of an event that a worker gathers are one for each file, and those of the sales by which
files are tied; all other rows stay where they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pos_app.domain.day import Totals
from pos_app.errors import MachineError
from pos_app.office.publish.event_judge import JUDGED, Ruling, judged_rows, tied_identities
from pos_app.office.publish.figure_tables import FIGURE_TABLES
from pos_app.office.publish.lake_tables import Row
from pos_app.office.publish.spark_rows import LakeRows
from pos_app.office.publish.spark_session import HadoopFolder, columns_of, struct
from pos_app.office.publish.stored_days import TIES, StoredDay, stored_day

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import DataFrame, SparkSession

_OF = "of"
_NONE: tuple[Any, ...] = ()


class Judge:
    """The last steps of a run: what counts, what it comes to, and making it visible."""

    def __init__(
        self, spark: SparkSession, store: HadoopFolder, batch: str, lake: LakeRows
    ) -> None:
        self._spark = spark
        self._store = store
        self._batch = batch
        self._lake = lake

    def run(
        self,
        rulings: Mapping[str, Ruling],
        files: Mapping[str, Sequence[tuple[str, str]]],
    ) -> None:
        """Replaces the tables of the events in `rulings`; `files` are identities with batches.

        Raises MachineError `publish_not_verified`.
        """
        live = [(*file, event) for event in sorted(rulings) for file in files[event]]
        judged = self._judged(rulings, live).persist()
        try:
            for table in JUDGED:
                rows = self._rows_of(judged, table)
                self._store.draft(rows.withColumn(_OF, rows.event), self._batch, table, _OF)
            self._check(judged)
            for event in sorted(rulings):
                self._publish(event)
        finally:
            judged.unpersist()
            self._store.discard_drafts(self._batch)

    def _judged(
        self, rulings: Mapping[str, Ruling], live: Sequence[tuple[str, str, str]]
    ) -> RDD[Any]:
        from pyspark.sql import functions as f

        rules = self._spark.sparkContext.broadcast(dict(rulings))
        named = self._spark.createDataFrame(list(live), "manifest STRING, batch STRING, of STRING")
        named = f.broadcast(named)
        parts = len(rulings)
        states = self._lake.rows("states").join(named, ["manifest", "batch"])
        days = states.select("of", "state", "batch").rdd.map(_stored)
        grouped = days.groupByKey(parts).persist()
        tied = sorted(grouped.flatMapValues(tied_identities).values().collect())
        rows = self._tied_rows(named, tied)

        def judge(pair: Any) -> tuple[str, dict[str, list[Row]]]:
            event, (stored, found) = pair
            (days,) = stored
            return event, judged_rows(rules.value[event], days, found)

        return grouped.cogroup(rows, parts).map(judge)

    def _tied_rows(self, named: DataFrame, tied: Sequence[str]) -> RDD[Any]:
        """The rows of files that are tied to others, by event."""
        from pyspark.sql import functions as f

        if not tied:
            return self._spark.sparkContext.parallelize(_NONE, 1)
        wanted = self._spark.createDataFrame([(each,) for each in tied], "manifest STRING")
        files = f.broadcast(named.join(f.broadcast(wanted), "manifest"))
        found = []
        for table, columns in TIES.items():
            rows = self._lake.rows(table).join(files, ["manifest", "batch"])
            picked = rows.select("of", f.lit(table).alias("table"), "manifest", *columns)
            found.append(picked.rdd.map(_tied))
        return self._spark.sparkContext.union(found)

    def _rows_of(self, judged: RDD[Any], table: str) -> DataFrame:
        rows = judged.flatMap(lambda pair: pair[1][table])
        return self._spark.createDataFrame(rows, struct(JUDGED[table]), verifySchema=False)

    def _check(self, judged: RDD[Any]) -> None:
        """Checks that the rows that count add up to the figures, event by event.

        Raises MachineError `publish_not_verified`.
        """
        manifest = self._rows_of(judged, "manifest")
        found = self._lake.totals(manifest.where("status = 'counts'"))
        totals = self._rows_of(judged, "figures").where("kind = 'total'")
        for row in totals.collect():
            sums = found.get(row.event, Totals().as_dict())
            names = [name for name in columns_of(FIGURE_TABLES["figures"]) if name in sums]
            if any(sums[name] != row[name] for name in names):
                facts = {"found": sums["net"], "expected": row.net}
                raise MachineError("publish_not_verified", path=self._store.root, **facts)

    def _publish(self, event: str) -> None:
        """Makes the new state of an event visible; tables that follow are gone in between.

        What the office told goes first: no later run may forget it.
        """
        self._store.publish_draft(self._batch, "records", _OF, event)
        following = [table for table in JUDGED if table not in ("manifest", "records")]
        for table in following:
            self._store.delete(table, f"{event}.parquet")
        for table in ("manifest", *following):
            self._store.publish_draft(self._batch, table, _OF, event)


def _stored(row: Any) -> tuple[str, StoredDay]:
    return row.of, stored_day(row.state, row.batch)


def _tied(row: Any) -> tuple[str, tuple[str, str, tuple[Any, ...]]]:
    event, table, manifest, *values = row
    return event, (table, manifest, tuple(values))
