"""The Spark session, Spark's column types, and a folder on any of Hadoop's file systems."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from pos_app.errors import PosError
from pos_app.office.publish.lake_tables import Column, ColumnType

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import DataType, StructType


def start_spark() -> SparkSession:
    """The running session, or a new one on the configured master.

    Raises PosError `extra_missing`, `spark_not_started`.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise PosError("extra_missing", package="pyspark", extra="spark") from error
    # Workers on this machine need this interpreter's packages, not those of any `python3`.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        builder = SparkSession.builder.appName("pos-app office publish")
        spark = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    except (PySparkException, RuntimeError, OSError) as error:
        raise PosError("spark_not_started", reason=str(error)[:200]) from error
    for key, value in (
        ("spark.sql.session.timeZone", "UTC"),
        ("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS"),
        ("spark.sql.sources.partitionColumnTypeInference.enabled", "false"),
    ):
        spark.conf.set(key, value)
    return spark


def struct(columns: Iterable[Column]) -> StructType:
    """The Spark schema of some columns."""
    from pyspark.sql.types import StructField, StructType

    return StructType([StructField(column.name, _type(column.kind)) for column in columns])


def array_of(columns: Iterable[Column]) -> DataType:
    """The Spark type of a list of rows with some columns."""
    from pyspark.sql.types import ArrayType

    return ArrayType(struct(columns))


def _type(kind: ColumnType) -> DataType:
    from pyspark.sql import types

    return {
        ColumnType.TEXT: types.StringType(),
        ColumnType.INTEGER: types.LongType(),
        ColumnType.BOOLEAN: types.BooleanType(),
        ColumnType.TIMESTAMP: types.TimestampType(),
        ColumnType.DAY: types.DateType(),
        ColumnType.TEXT_LIST: types.ArrayType(types.StringType()),
    }[kind]


class HadoopFolder:
    """A folder on any of Hadoop's file systems: a disk, HDFS, S3."""

    def __init__(self, spark: SparkSession, root: str) -> None:
        self.root = root.rstrip("/") or "/"
        self._jvm: Any = spark._jvm
        self._gateway: Any = spark.sparkContext._gateway
        self._hadoop: Any = spark.sparkContext._jsc.hadoopConfiguration()  # type: ignore[attr-defined,unused-ignore]

    def path(self, *parts: str) -> str:
        """The path of a file below the folder."""
        return "/".join((self.root, *parts)) if parts else self.root

    def exists(self, *parts: str) -> bool:
        """Whether a file or folder exists; the last part may contain the wildcard `*`."""
        *folders, pattern = parts
        folder = self._path(self.path(*folders))
        system = folder.getFileSystem(self._hadoop)
        if not system.exists(folder):
            return False
        names = (found.getPath().getName() for found in system.listStatus(folder))
        return any(fnmatchcase(name, pattern) for name in names)

    def append(self, rows: DataFrame, table: str) -> None:
        """Adds rows to the folder of a table, partitioned by event and day."""
        writer = rows.write.mode("append").partitionBy("event", "day")
        _without_success_file(writer).parquet(self.path(table))

    def replace(self, rows: DataFrame, batch: str, *parts: str) -> None:
        """Writes rows as one Parquet file, and atomically replaces an older file of that path."""
        draft = self._draft(batch, *parts)
        _without_success_file(rows.coalesce(1).write.mode("overwrite")).parquet(draft)
        self._move(draft, *parts)
        self.discard_drafts(batch)

    def draft(self, rows: DataFrame, batch: str, table: str, key: str) -> None:
        """Writes rows as one Parquet file for each value of the column `key`, out of sight."""
        writer = rows.repartition(key).write.mode("overwrite").partitionBy(key)
        _without_success_file(writer).parquet(self._draft(batch, table))

    def publish_draft(self, batch: str, table: str, key: str, value: str) -> None:
        """Atomically replaces a table's file of one value by its draft; without one, deletes it."""
        draft, final = self._draft(batch, table, f"{key}={value}"), f"{value}.parquet"
        if self._written(draft):
            self._move(draft, table, final)
        else:
            self.delete(table, final)

    def delete(self, *parts: str) -> None:
        """Deletes a file, if it is there."""
        path = self._path(self.path(*parts))
        path.getFileSystem(self._hadoop).delete(path, False)

    def discard_drafts(self, batch: str) -> None:
        """Deletes all drafts of a batch."""
        path = self._path(self._draft(batch))
        path.getFileSystem(self._hadoop).delete(path, True)

    def _draft(self, batch: str, *parts: str) -> str:
        return "/".join((self.path(f"_draft-{batch}"), *parts))

    def _written(self, folder: str) -> Any:
        path = self._path(f"{folder}/*.parquet")
        return path.getFileSystem(self._hadoop).globStatus(path)

    def _move(self, draft: str, *parts: str) -> None:
        (written,) = self._written(draft)
        final = self._path(self.path(*parts))
        system = final.getFileSystem(self._hadoop)
        system.mkdirs(final.getParent())
        context = self._jvm.org.apache.hadoop.fs.FileContext.getFileContext(
            system.getUri(), self._hadoop
        )
        context.rename(written.getPath(), final, self._overwrite())

    def _path(self, text: str) -> Any:
        return self._jvm.org.apache.hadoop.fs.Path(text)

    def _overwrite(self) -> Any:
        rename = getattr(self._jvm.org.apache.hadoop.fs, "Options$Rename")
        options = self._gateway.new_array(rename, 1)
        options[0] = rename.OVERWRITE
        return options


def _without_success_file(writer: Any) -> Any:
    """The writer without the `_SUCCESS` file that Spark writes beside its output."""
    return writer.option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")


def columns_of(columns: Sequence[Column]) -> list[str]:
    """The names of some columns."""
    return [column.name for column in columns]
