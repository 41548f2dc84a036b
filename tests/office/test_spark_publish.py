"""The same open data set by Spark: its figures are the book's, whatever happened on the way.

Run with `-m spark` where pyspark and Java are; the first session takes some seconds to start.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from office.open_data import EVENT, TOTALS, ask, assert_same_figures, state, statements, take, twins
from office.real_files import TOML, busy_day, world
from support.shops import clock_at

from pos_app.dayfile.reader import read_day
from pos_app.domain.day import Totals
from pos_app.errors import MachineError, PosError
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.publish import spark_publish
from pos_app.office.publish.lake_tables import TABLES
from pos_app.office.publish.office_file import SUFFIX, office_file
from pos_app.office.publish.publish import publish
from pos_app.office.publish.spark_publish import publish_raw
from pos_app.services.demo import play_fair
from pos_app.services.office.decisions import choose

pytest.importorskip("pyspark")
pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]
PLAN = read_plan(TOML)[0]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "office.book", TOML) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "open data"


def put(folder: Path, *names: str, **files: bytes) -> str:
    folder.mkdir(exist_ok=True)
    for name, file in {**{name: world()[name] for name in names}, **files}.items():
        (folder / f"{name}.zip").write_bytes(file)
    return str(folder)


def statuses(folder: Path) -> list[tuple[object, ...]]:
    return ask(folder, "SELECT manifest, status, reason, repeated FROM files ORDER BY manifest")


def test_what_counts_and_what_it_comes_to_is_as_in_the_book(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    take(book, tmp_path, *world())
    sound = [name for name in world() if name != "other event"]
    raw = put(tmp_path / "raw", *sound, twice=world()["a07 25"])
    (tmp_path / "raw" / "photo.jpg").write_bytes(b"\xff\xd8")
    done = publish_raw([raw], str(folder), [PLAN])
    assert done.totals == state(book).totals
    assert (done.files, done.written, done.counted, done.rejected) == (7, 7, 3, 2)
    assert_same_figures(folder, state(book))
    publish(book, tmp_path / "by book")
    assert statuses(folder) == statuses(tmp_path / "by book")
    rejected = ask(folder, "SELECT file, code FROM 'rejected/*.parquet' ORDER BY ALL")
    assert [code for _, code in rejected] == ["zip_unreadable", "training_file"]
    assert rejected[1][0].endswith("/raw/training.zip")


def test_every_row_is_the_row_of_the_book(book: Book, folder: Path, tmp_path: Path) -> None:
    take(book, tmp_path, busy=busy_day())
    publish(book, tmp_path / "by book")
    publish_raw([put(tmp_path / "raw", busy=busy_day())], str(folder), [PLAN])
    for table in TABLES:
        sql = f"SELECT * EXCLUDE (batch, event, day), event, day FROM {table} ORDER BY ALL"
        assert ask(folder, sql) == ask(tmp_path / "by book", sql)
        assert ask(folder, f"DESCRIBE {table}") == ask(tmp_path / "by book", f"DESCRIBE {table}")


def test_a_sale_of_two_days_counts_once(book: Book, folder: Path, tmp_path: Path) -> None:
    first, second = twins(tmp_path / "shops")
    take(book, tmp_path, first=first, second=second)
    raw = put(tmp_path / "raw", first=first, second=second)
    assert publish_raw([raw], str(folder), [PLAN]).totals == Totals() == state(book).totals
    for file in (first, second):
        choose(tmp_path / "office.book", read_day(file).identity, clock_at())
    (tmp_path / "raw" / f"{EVENT}{SUFFIX}").write_bytes(office_file(book))
    done = publish_raw([raw], str(folder), [PLAN])
    assert (done.written, done.totals.net) == (0, 50_000 + 150_000)
    assert_same_figures(folder, state(book))
    assert ask(folder, "SELECT sum(len(repeated)) FROM files") == [(1,)]


def test_again_adds_nothing_and_another_folder_adds(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    first = put(tmp_path / "first", "a07 25", "a07 26 r1")
    publish_raw([first], str(folder), [PLAN])
    before = sorted(folder.rglob("*"))
    assert publish_raw([first], str(folder), [PLAN]).written == 0
    assert sorted(folder.rglob("*")) == before
    second = put(tmp_path / "second", "a07 26 r2", "a08 25", "a07 25")
    done = publish_raw([first, second], str(folder), [PLAN])
    assert (done.files, done.written, done.counted) == (4, 2, 3)
    take(book, tmp_path, "a07 25", "a07 26 r1", "a07 26 r2", "a08 25")
    assert done.totals == state(book).totals
    assert_same_figures(folder, state(book))


def test_a_run_that_died_before_its_last_step_counts_for_nobody(
    book: Book, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(book, tmp_path, "a07 25", "a08 25")
    raw = put(tmp_path / "raw", "a07 25", "a08 25")

    def die(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(spark_publish._Job, "_judge", die)
        with pytest.raises(KeyboardInterrupt):
            publish_raw([raw], str(folder), [PLAN])
    assert list(folder.glob("sales/*/*/*.parquet")) and not (folder / "manifest").exists()
    assert publish_raw([raw], str(folder), [PLAN]).totals == state(book).totals
    assert_same_figures(folder, state(book))


def test_rows_that_do_not_add_up_to_their_heads_never_come_to_count(
    folder: Path, tmp_path: Path
) -> None:
    publish_raw([put(tmp_path / "one", "a07 25")], str(folder), [PLAN], batch="b1")
    (data,) = folder.glob("tenders/*/*/*.parquet")
    second = read_day(world()["a08 25"]).identity
    doubled = f"SELECT * REPLACE ('b2' AS batch, '{second}' AS manifest) FROM '{data}'"
    ask(folder, f"COPY ({doubled}) TO '{data.parent}/more.parquet'")
    before = statuses(folder)
    raw = put(tmp_path / "two", "a08 25")
    with pytest.raises(MachineError, match="publish_not_verified"):
        publish_raw([raw], str(folder), [PLAN], batch="b2")
    assert statuses(folder) == before
    assert publish_raw([raw], str(folder), [PLAN], batch="b3").totals.net == 400_000


def test_an_event_that_a_book_published_is_left_to_the_book(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    take(book, tmp_path, "a07 25")
    publish(book, folder)
    with pytest.raises(PosError, match="publish_by_book"):
        publish_raw([put(tmp_path / "raw", "a07 25", "a08 25")], str(folder), [PLAN])
    assert_same_figures(folder, state(book))


def test_a_book_may_take_over_what_spark_published(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    raw = put(tmp_path / "raw", "a07 25", "a08 25")
    publish_raw([raw], str(folder), [PLAN])
    merge(book, [Path(raw)])
    take(book, tmp_path, "a07 26 r1")
    assert publish(book, folder).written == 3
    assert_same_figures(folder, state(book))
    assert spark_answers(folder, TOTALS) == [state(book).totals.values()]


def test_the_views_for_spark_say_what_those_for_duckdb_say(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    take(book, tmp_path, *world(), busy=busy_day())
    publish(book, folder)
    assert spark_answers(folder, TOTALS) == [state(book).totals.values()]


def spark_answers(folder: Path, sql: str) -> list[tuple[object, ...]]:
    from pos_app.office.publish.spark_session import start_spark

    spark = start_spark().newSession()
    for statement in statements("Spark SQL"):
        spark.sql(statement.replace("(path '", f"(path '{folder}/"))
    return [tuple(row) for row in spark.sql(sql).collect()]


def test_a_folder_that_is_not_there_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(PosError, match="file_not_found"):
        publish_raw([str(tmp_path / "nowhere")], str(folder), [])
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_is_named(folder: Path, tmp_path: Path) -> None:
    folder.write_text("a file")
    with pytest.raises(MachineError, match="publish_unwritable"):
        publish_raw([put(tmp_path / "raw", "a07 25")], str(folder), [PLAN])


def test_a_fair_without_a_plan_comes_to_what_was_sold(folder: Path, tmp_path: Path) -> None:
    played = play_fair(tmp_path / "fair", stands=2, days=2, sales=15, seed=3)
    done = publish_raw([str(tmp_path / "fair" / "dayfiles")], str(folder), [])
    assert done.totals.as_dict() == played["totals"]
    assert done.counted == 4
    assert EVENT != "EXPO26" and ask(folder, "SELECT DISTINCT event FROM files") == [("EXPO26",)]
