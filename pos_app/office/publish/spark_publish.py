"""Publishes raw day files with Spark, as the same open data set that is published from a book.

Each run writes its rows under the name of a new batch. Readers ignore them until a manifest table
names the batch, so a run that fails adds nothing. The driver collects only the files' heads, and
applies to them the same rules on which files count as for a book.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from pos_app.dayfile.unpack import MAX_FILE
from pos_app.domain.day import Totals
from pos_app.domain.payment_methods import NEEDS_CONFIRMATION, TENDERS_OF, sql_list
from pos_app.errors import MachineError, PosError
from pos_app.office.book_day import BookDay, SaleDigest
from pos_app.office.intake.outer_zips import ZIP
from pos_app.office.plan.event_plan import EventPlan, PlannedStand
from pos_app.office.publish.lake_tables import (
    BY_BOOK,
    MANIFEST,
    TABLES,
    Published,
    Row,
    manifest_row,
)
from pos_app.office.publish.spark_check import HEAD, REFUSED, check_files, day_of
from pos_app.office.publish.spark_session import (
    HadoopFolder,
    array_of,
    columns_of,
    start_spark,
    struct,
)
from pos_app.office.reconcile.file_status import FileState, file_statuses
from pos_app.office.reconcile.status import status_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SaleDigests = Mapping[str, tuple[SaleDigest, ...]]


def publish_raw(
    paths: Sequence[str], folder: str, plans: Iterable[EventPlan], batch: str | None = None
) -> Published:
    """Publishes the new day files behind `paths`; refused files are listed in the table `rejected`.

    For an event without a plan, the till-days of its files are taken as planned. Raises PosError
    `extra_missing`, `spark_not_started`, `publish_by_book`; MachineError `publish_unwritable`,
    `publish_not_verified`.
    """
    spark = start_spark()
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        job = _Job(spark, HadoopFolder(spark, folder), batch or uuid.uuid4().hex)
        return job.run(paths, {plan.code: plan for plan in plans})
    except (PySparkException, Py4JError) as error:
        reason = " ".join(str(error).split()[:40])[:300]
        raise MachineError("publish_unwritable", path=folder, reason=reason) from error


@dataclass(frozen=True, slots=True)
class _Known:
    """The head of a file, and the batch that holds its rows."""

    row: Any
    batch: str


class _Job:
    """One run, which writes one batch."""

    def __init__(self, spark: SparkSession, store: HadoopFolder, batch: str) -> None:
        self._spark = spark
        self._store = store
        self._batch = batch

    def run(self, paths: Sequence[str], plans: Mapping[str, EventPlan]) -> Published:
        """Checks the files, writes the rows of new ones, and replaces the manifest tables."""
        found = self._verified(paths).persist()
        try:
            rejected = self._write_refused(found, paths)
            good = found.where("code IS NULL").dropDuplicates(["event", "day", "manifest"])
            heads = good.select(*columns_of(HEAD)).collect()
            events = sorted({head.event for head in heads})
            known = self._known(events)
            new = {head.manifest: head for head in heads if head.manifest not in known}
            if new:
                self._write_rows(good, new)
                known |= {key: _Known(head, self._batch) for key, head in new.items()}
            counted = self._write_manifests(known, plans) if new else self._counted(events)
        finally:
            found.unpersist()
        return Published(len(known), len(new), counted, self._totals(events), rejected)

    def _verified(self, paths: Sequence[str]) -> DataFrame:
        """The outcome of every file's check, with the files of one event and day on one worker."""
        from pyspark.sql import functions as f

        is_zip = f.substring("content", 1, len(ZIP)) == f.lit(bytearray(ZIP))
        is_named = f.lower("path").endswith(".zip")
        files = self._files(paths).where(f.col("length") <= MAX_FILE)
        tried = files.select("path", "content").where(is_zip | is_named)
        outcomes = tried.rdd.mapPartitions(partial(check_files, self._batch))
        schema = struct((*REFUSED, *HEAD))
        for table, columns in TABLES.items():
            schema = schema.add(table, array_of(columns))
        frame = self._spark.createDataFrame(outcomes, schema, verifySchema=False)
        parts = max(self._spark.sparkContext.defaultParallelism, outcomes.getNumPartitions() // 4)
        return frame.repartition(parts, "event", "day").sortWithinPartitions("manifest", "file")

    def _files(self, paths: Sequence[str]) -> DataFrame:
        from pyspark.errors import AnalysisException

        reader = self._spark.read.format("binaryFile").option("recursiveFileLookup", "true")
        try:
            return reader.load(list(paths))
        except AnalysisException as error:
            raise PosError("file_not_found", file=", ".join(paths)[:200]) from error

    def _write_refused(self, found: DataFrame, paths: Sequence[str]) -> int:
        """Replaces the table of refused files; returns their number."""
        from pyspark.sql import functions as f

        large = self._files(paths).where(f.col("length") > MAX_FILE)
        too_large = large.select(
            f.col("path").alias("file"),
            f.lit("file_too_large").alias("code"),
            f.lit("{}").alias("facts"),
        )
        refused = found.where("code IS NOT NULL").select(*columns_of(REFUSED))
        rows = refused.unionByName(too_large).orderBy("file")
        self._store.replace(rows, self._batch, "rejected", "rejected.parquet")
        return int(rows.count())

    def _known(self, events: Sequence[str]) -> dict[str, _Known]:
        """The published files of some events. Raises PosError `publish_by_book`."""
        rows = self._manifest(events).collect() if self._store.exists("manifest") else []
        by_book = sorted({row.event for row in rows if row.batch == BY_BOOK})
        if by_book:
            raise PosError("publish_by_book", event=by_book[0], path=self._store.root)
        return {row.manifest: _Known(row, row.batch) for row in rows}

    def _manifest(self, events: Sequence[str]) -> DataFrame:
        from pyspark.sql import functions as f

        # A new reader each time, because Spark caches file lists and every run replaces the table.
        files = self._spark.read.schema(struct(MANIFEST)).parquet(self._store.path("manifest"))
        return files.where(f.col("event").isin(list(events)))

    def _write_rows(self, good: DataFrame, new: Iterable[str]) -> None:
        """Writes the rows of the new files to every table, and checks their sums as written.

        Raises MachineError `publish_not_verified`.
        """
        from pyspark.sql import functions as f

        keys = self._spark.createDataFrame([(key,) for key in new], "manifest STRING")
        fresh = good.join(f.broadcast(keys), "manifest", "left_semi")
        for table in TABLES:
            rows = fresh.select("event", "day", f.explode(table).alias("row"))
            self._store.append(rows.select("event", "day", "row.*"), table)
            if not self._store.exists(table, "event=*"):
                # Readers cannot infer the columns of a table without any file.
                head = fresh.select("event", "day").first()
                nothing = self._spark.createDataFrame([], struct(TABLES[table]))
                partition = f"event={head.event}", f"day={head.day}"
                self._store.replace(
                    nothing, self._batch, table, *partition, f"{self._batch}.parquet"
                )
        expected = good.join(f.broadcast(keys), "manifest", "left_semi").select("manifest", "net")
        self._check_sums(expected)

    def _check_sums(self, expected: DataFrame) -> None:
        """Checks that the sales, lines and tenders of each new file add up to its net."""
        from pyspark.sql import functions as f

        def sums(table: str, value: str, name: str) -> DataFrame:
            rows = self._rows(table).where(f.col("batch") == self._batch)
            return rows.groupBy("manifest").agg(f.sum(f.expr(value)).alias(name))

        sold = sums("sales", "net", "sold")
        bare = sums("sales", "net - rounding", "bare")
        for found, name in (
            (sold, "sold"),
            (sums("tenders", "amount", "paid"), "paid"),
        ):
            joined = expected.join(found, "manifest", "left").fillna(0, [name])
            self._refuse_any(joined.where(f.col(name) != f.col("net")))
        lines = sums("lines", "amount", "listed")
        self._refuse_any(
            bare.join(lines, "manifest", "left").fillna(0, ["listed"]).where("bare <> listed")
        )

    def _refuse_any(self, wrong: DataFrame) -> None:
        first = wrong.first()
        if first is not None:
            facts = {"found": first[-1], "expected": first[1]}
            raise MachineError("publish_not_verified", path=self._store.root, **facts)

    def _rows(self, table: str) -> DataFrame:
        from pyspark.sql.types import StructField

        schema = struct(TABLES[table])
        partitions = struct(column for column in MANIFEST if column.name in ("event", "day"))
        for column in partitions:
            assert isinstance(column, StructField)
            schema = schema.add(column)
        return self._spark.read.schema(schema).parquet(self._store.path(table))

    def _write_manifests(self, known: Mapping[str, _Known], plans: Mapping[str, EventPlan]) -> int:
        """Replaces the manifest table of each event; readers see the new files from then on."""
        sale_digests = self._shared_sales(known)
        events: dict[str, list[_Known]] = defaultdict(list)
        for file in known.values():
            events[file.row.event].append(file)
        counted = 0
        for event, files in sorted(events.items()):
            rows = manifest_rows(event, files, plans.get(event), sale_digests)
            counted += sum(row[2] == FileState.COUNTS for row in rows)
            frame = self._spark.createDataFrame(rows, struct(MANIFEST))
            self._store.replace(frame, self._batch, "manifest", f"{event}.parquet")
        return counted

    def _shared_sales(self, known: Mapping[str, _Known]) -> SaleDigests:
        """The digests of the sales that several days hold; only their ids are collected."""
        from pyspark.sql import functions as f

        pairs = [(key, file.batch, file.row.event) for key, file in known.items()]
        live = self._spark.createDataFrame(pairs, "manifest STRING, batch STRING, of STRING")
        seat_day = f.struct("stand", "till", "seat", "business_day")
        columns = ("manifest", "sale_id", "content", "of")
        sales = self._rows("sales").join(f.broadcast(live), ["manifest", "batch"])
        sales = sales.select(*columns, seat_day.alias("seat_day"))
        held = sales.groupBy("of", "sale_id").agg(f.countDistinct("seat_day").alias("days"))
        shared = sales.join(held.where("days > 1"), ["of", "sale_id"]).select(*columns)
        found: dict[str, list[SaleDigest]] = defaultdict(list)
        for row in shared.orderBy("manifest", "sale_id").collect():
            found[row.manifest].append(SaleDigest(row.sale_id, row.content))
        return {key: tuple(sale_digests) for key, sale_digests in found.items()}

    def _counted(self, events: Sequence[str]) -> int:
        if not events:
            return 0
        return int(self._manifest(events).where("status = 'counts'").count())

    def _totals(self, events: Sequence[str]) -> Totals:
        """The totals of some events, added up from the published rows."""
        from pyspark.sql import functions as f

        if not events:
            return Totals()
        files = self._manifest(events).where("status = 'counts'")
        files = f.broadcast(files.select("manifest", "batch", "repeated"))

        def figures(table: str, **sums: str) -> dict[str, int]:
            rows = self._rows(table).join(files, ["manifest", "batch"])
            counted = rows.where("NOT array_contains(repeated, sale_id)")
            asked = [f.expr(f"coalesce(sum({sql}), 0)").alias(name) for name, sql in sums.items()]
            (row,) = counted.agg(*asked).collect()
            return {name: int(row[name]) for name in sums}

        waits = sql_list(NEEDS_CONFIRMATION)
        return Totals.from_dict(
            figures(
                "sales",
                sales="CASE kind WHEN 'sale' THEN 1 WHEN 'void' THEN -1 END",
                voids="CASE kind WHEN 'void' THEN 1 END",
                gross="CASE WHEN kind <> 'refund' THEN gross END",
                discount="CASE WHEN kind <> 'refund' THEN discount END",
                rounding="rounding",
                net="net",
            )
            | figures("lines", refunds="CASE sale_kind WHEN 'refund' THEN -amount END")
            | figures(
                "tenders",
                unconfirmed=f"CASE WHEN method IN ({waits}) AND NOT confirmed THEN amount END",
                **{
                    key: f"CASE WHEN method IN ({sql_list(tenders)}) THEN amount END"
                    for key, tenders in TENDERS_OF.items()
                },
            )
        )


def manifest_rows(
    event: str, files: Iterable[_Known], plan: EventPlan | None, sale_digests: SaleDigests
) -> list[Row]:
    """The rows of an event's manifest table: each of its files with its status."""
    known = {file.row.manifest: file for file in files}
    days = [day_of(file.row, sale_digests.get(key, ())) for key, file in known.items()]
    plan = plan or plan_from_files(event, days)
    statuses = file_statuses(status_of(plan, days, plan.end), days)
    return [
        manifest_row(p, event, known[p.day.identity].batch, known[p.day.identity].row.app)
        for p in statuses
    ]


def plan_from_files(event: str, days: Iterable[BookDay]) -> EventPlan:
    """A plan with exactly the till-days of some files, for an event whose plan is not known."""
    tills: dict[str, set[str]] = defaultdict(set)
    dates: dict[str, set[str]] = defaultdict(set)
    for day in days:
        tills[day.stand].add(day.till)
        dates[day.stand].add(day.day)
    stands = tuple(
        PlannedStand(code, code, tuple(sorted(tills[code])), tuple(sorted(dates[code])))
        for code in sorted(tills)
    )
    every = sorted(set().union(*dates.values()))
    return EventPlan(event, event, every[0], every[-1], stands)
