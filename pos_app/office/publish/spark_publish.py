"""Publishes raw day files with Spark, as the same open data set that is published from a book.

Each run writes its rows under the name of a new batch. Readers ignore them until a manifest table
names the batch, so a run that fails adds nothing. Which files count, and what they come to, is
found for each event on one worker, by the rules, decisions and slips of paper of a book.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from pos_app.dayfile.unpack import MAX_FILE
from pos_app.domain.day import Totals, add_totals
from pos_app.errors import MachineError, PosError
from pos_app.office.intake.outer_zips import ZIP
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.publish.event_judge import Ruling
from pos_app.office.publish.figure_tables import FIGURE_TABLES
from pos_app.office.publish.lake_tables import BY_BOOK, MANIFEST, TABLES, Published
from pos_app.office.publish.office_file import SUFFIX, OfficeView, joined_views, read_office_file
from pos_app.office.publish.spark_check import HEAD, REFUSED, check_files, check_office_files
from pos_app.office.publish.spark_judge import Judge
from pos_app.office.publish.spark_rows import LakeRows
from pos_app.office.publish.spark_session import (
    HadoopFolder,
    array_of,
    columns_of,
    start_spark,
    struct,
)
from pos_app.office.publish.stored_days import STATES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Live = dict[str, tuple[str, str]]
"""The event and the batch of each file, by its identity."""


def publish_raw(
    paths: Sequence[str],
    folder: str,
    plans: Iterable[EventPlan],
    batch: str | None = None,
    offices: Sequence[str] = (),
) -> Published:
    """Publishes the new files behind `paths`; refused files are listed in the table `rejected`.

    Office files (`*.office.jsonl`) among them say what the offices decided; `offices` are the keys
    (hex) of those that are heard, by default every one. A plan in `plans` goes before that of an
    office file; for an event with neither, the till-days of its files are taken as planned.

    Raises PosError `extra_missing`, `spark_not_started`, `publish_by_book`; MachineError
    `publish_unwritable`, `publish_not_verified`.
    """
    spark = start_spark()
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        job = _Job(spark, HadoopFolder(spark, folder), batch or uuid.uuid4().hex)
        return job.run(paths, {plan.code: plan for plan in plans}, offices)
    except (PySparkException, Py4JError) as error:
        reason = " ".join(str(error).split()[:40])[:300]
        raise MachineError("publish_unwritable", path=folder, reason=reason) from error


@dataclass
class _Offices:
    """What the office files say by event, and the refused files and events as rows of REFUSED."""

    views: dict[str, OfficeView] = field(default_factory=dict)
    refused: list[tuple[str, str, str]] = field(default_factory=list)
    held: set[str] = field(default_factory=set)

    def hold(self, event: str, code: str) -> None:
        """Leaves an event as it was published before, for a reason that is listed."""
        self.held.add(event)
        self.refused.append((f"{event}{SUFFIX}", code, "{}"))


class _Job:
    """One run, which writes one batch."""

    def __init__(self, spark: SparkSession, store: HadoopFolder, batch: str) -> None:
        self._spark = spark
        self._store = store
        self._batch = batch
        self._lake = LakeRows(spark, store, batch)

    def run(
        self, paths: Sequence[str], plans: Mapping[str, EventPlan], trusted: Sequence[str]
    ) -> Published:
        """Checks the files, writes the rows of new ones, and judges the events anew."""
        offices = self._offices(paths, trusted)
        found = self._verified(paths).persist()
        try:
            good = found.where("code IS NULL").dropDuplicates(["event", "day", "manifest"])
            heads = good.select("manifest", "event").collect()
            events = {head.event for head in heads}
            known = self._known(events | offices.views.keys())
            self._hold_back(offices, events | offices.views.keys())
            events |= {event for event, _ in known.values()}
            new = {head.manifest: head.event for head in heads if head.manifest not in known}
            rejected = self._write_refused(found, paths, offices.refused)
            if new:
                self._write_rows(good, new)
            live = known | {key: (event, self._batch) for key, event in new.items()}
            self._judge(live, plans, offices)
        finally:
            found.unpersist()
        files = self._manifest(events).where("status = 'counts'")
        counted = files.count() if events else 0
        totals = self._lake.totals(files) if events else {}
        every = [Totals.from_dict(figures) for figures in totals.values()]
        return Published(len(live), len(new), counted, add_totals(every), rejected)

    def _offices(self, paths: Sequence[str], trusted: Sequence[str]) -> _Offices:
        """Reads the office files, each checked on a worker."""
        tried = self._files(paths, f"*{SUFFIX}").select("path", "content")
        offices, sound = _Offices(), []
        for path, code, content in tried.rdd.mapPartitions(check_office_files).collect():
            if code:
                offices.refused.append((path, code, "{}"))
            else:
                sound.append(read_office_file(content))
        offices.views, refused = joined_views(sound, trusted)
        for event, code in refused.items():
            offices.hold(event, code)
        return offices

    def _hold_back(self, offices: _Offices, events: Iterable[str]) -> None:
        """Holds back those events that were published with an office or records not here now."""
        if not self._store.exists("records"):
            return
        published: dict[str, set[str]] = defaultdict(set)
        office: dict[str, str] = {}
        for row in self._table("records").select("event", "office", "identity").collect():
            published[row.event].add(row.identity)
            office[row.event] = row.office
        for event in sorted(published.keys() & set(events)):
            identities = published[event]
            view = offices.views.get(event, OfficeView(event))
            if view.owner and view.owner != office[event]:
                offices.hold(event, "office_changed")
            elif identities - {record.identity for record in view.records}:
                offices.hold(event, "office_file_behind")

    def _table(self, table: str) -> DataFrame:
        # A new reader each time, because Spark caches file lists and every run replaces files.
        columns = struct(FIGURE_TABLES[table])
        return self._spark.read.schema(columns).parquet(self._store.path(table))

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

    def _files(self, paths: Sequence[str], name: str = "*") -> DataFrame:
        from pyspark.errors import AnalysisException

        reader = self._spark.read.format("binaryFile").option("recursiveFileLookup", "true")
        try:
            return reader.option("pathGlobFilter", name).load(list(paths))
        except AnalysisException as error:
            raise PosError("file_not_found", file=", ".join(paths)[:200]) from error

    def _write_refused(
        self, found: DataFrame, paths: Sequence[str], more: Sequence[tuple[str, str, str]]
    ) -> int:
        """Replaces the table of what was refused; returns the number of its rows."""
        from pyspark.sql import functions as f

        large = self._files(paths).where(f.col("length") > MAX_FILE)
        too_large = large.select(
            f.col("path").alias("file"),
            f.lit("file_too_large").alias("code"),
            f.lit("{}").alias("facts"),
        )
        refused = found.where("code IS NOT NULL").select(*columns_of(REFUSED))
        others = self._spark.createDataFrame(list(more), struct(REFUSED))
        rows = refused.unionByName(too_large).unionByName(others).orderBy("file")
        self._store.replace(rows, self._batch, "rejected", "rejected.parquet")
        return int(rows.count())

    def _known(self, events: Iterable[str]) -> Live:
        """The published files of some events, as far as their state is there.

        Raises PosError `publish_by_book`.
        """
        if not self._store.exists("manifest"):
            return {}
        rows = self._manifest(events).select("manifest", "event", "batch").collect()
        by_book = sorted({row.event for row in rows if row.batch == BY_BOOK})
        if by_book:
            raise PosError("publish_by_book", event=by_book[0], path=self._store.root)
        if not self._store.exists("states"):
            return {}
        states = self._lake.rows("states", STATES).select("manifest", "batch").collect()
        kept = {(row.manifest, row.batch) for row in states}
        return {
            row.manifest: (row.event, row.batch)
            for row in rows
            if (row.manifest, row.batch) in kept
        }

    def _manifest(self, events: Iterable[str]) -> DataFrame:
        from pyspark.sql import functions as f

        files = self._spark.read.schema(struct(MANIFEST)).parquet(self._store.path("manifest"))
        return files.where(f.col("event").isin(sorted(events)))

    def _write_rows(self, good: DataFrame, new: Iterable[str]) -> None:
        """Writes the rows of the new files to every table, and checks their sums as written.

        Raises MachineError `publish_not_verified`.
        """
        from pyspark.sql import functions as f

        keys = self._spark.createDataFrame([(key,) for key in new], "manifest STRING")
        fresh = good.join(f.broadcast(keys), "manifest", "left_semi")
        for table in TABLES:
            rows = fresh.select("event", "day", f.explode(table).alias("row"))
            self._lake.append(rows.select("event", "day", "row.*"), table, fresh)
        batch = f.lit(self._batch).alias("batch")
        self._lake.append(fresh.select("event", "day", "manifest", batch, "state"), "states", fresh)
        self._lake.check_sums(fresh.select("manifest", "net"))

    def _judge(self, live: Live, plans: Mapping[str, EventPlan], offices: _Offices) -> None:
        """Makes the tables of each event anew of which a file, a decision or the plan is new."""
        files: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for identity, (event, batch) in live.items():
            files[event].append((identity, batch))
        rulings = {}
        for event in files.keys() - offices.held:
            view = offices.views.get(event, OfficeView(event))
            rulings[event] = Ruling(event, plans.get(event) or view.plan, view)
        if self._store.exists("completeness"):
            for row in self._table("completeness").select("event", "basis").collect():
                if row.event in rulings and row.basis == rulings[row.event].basis(files[row.event]):
                    del rulings[row.event]
        if rulings:
            Judge(self._spark, self._store, self._batch, self._lake).run(rulings, files)
