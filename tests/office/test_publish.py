"""The open data set: what DuckDB adds up from it is what the office says, and nothing gets lost."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from office.open_data import (
    EVENT,
    TOTALS,
    ask,
    assert_same_figures,
    contents,
    pictures,
    state,
    statements,
    take,
    twins,
)
from office.real_files import TOML, busy_day, world
from support.shops import cash, clock_at, counting_ids, make_shop, ring

from pos_app.cli.main import cli
from pos_app.dayfile.durable_write import FileSystem
from pos_app.dayfile.reader import read_day
from pos_app.domain.day import Totals
from pos_app.errors import MachineError, PosError
from pos_app.messages import sentence
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.publish.figure_tables import FIGURE_TABLES
from pos_app.office.publish.lake_tables import MANIFEST, TABLES, manifest_row, utc_timestamp
from pos_app.office.publish.publish import Published, manifest_path, publish
from pos_app.office.publish.settlement_tables import SETTLEMENT_TABLES
from pos_app.office.reconcile.file_status import file_statuses
from pos_app.services.day import business_day, closing
from pos_app.services.office.decisions import choose
from pos_app.services.office.event_book import init_book
from pos_app.store.folder_lock import FolderLock


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "office.book", TOML) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ("it's [open] data" if os.name == "nt" else "it's [open] data*")


def test_refunds_voids_roundings_and_ways_of_paying_add_up_to_the_status(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    take(book, tmp_path, busy=busy_day())
    done = publish(book, folder)
    assert done == Published(1, 1, 1, state(book).totals)
    assert done.totals.net == 302_000 and done.totals.voids == 1 and done.totals.refunds == 43_218
    assert_same_figures(folder, state(book))


def test_of_revised_disputed_and_unplanned_days_only_what_counts_is_added(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    take(book, tmp_path, *world())
    publish(book, folder)
    found = state(book)
    assert found.conflicts and found.set_aside and found.totals.net == 550_000
    assert_same_figures(folder, found)
    rows = ask(folder, "SELECT status, reason, stand, revision, count(*) FROM files GROUP BY ALL")
    assert sorted(rows) == [
        ("counts", "", "A07", 1, 1),
        ("counts", "", "A07", 2, 1),
        ("counts", "", "A08", 1, 1),
        ("disputed", "revision_fork", "A07", 1, 2),
        ("set_aside", "unknown_stand", "X99", 1, 1),
        ("superseded", "", "A07", 1, 1),
    ]


def test_what_the_office_chose_counts_in_the_open_data_too(tmp_path: Path, folder: Path) -> None:
    path, event = tmp_path / "chosen.db", tmp_path / "event.toml"
    event.write_bytes(TOML)
    init_book(path, event)
    with Book.open(path) as book:
        take(book, tmp_path, *world())
        before = state(book)
        (fork,) = before.conflicts
    chosen = fork.files[-1]
    choose(path, chosen.manifest, clock_at(), "dihitung ulang bersama stan")
    with Book.open(path) as book:
        publish(book, folder)
        found = state(book)
    assert found.conflicts == () and found.totals.net == before.totals.net + chosen.net
    assert_same_figures(folder, found)


def test_a_sale_told_in_two_ways_is_added_as_the_office_chose(tmp_path: Path, folder: Path) -> None:
    path, event = tmp_path / "chosen.db", tmp_path / "event.toml"
    event.write_bytes(TOML)
    init_book(path, event)
    files = {}
    for stand, sold_pieces in (("A07", (1,)), ("A08", (3, 2))):
        with make_shop(tmp_path / stand, stand=stand, new_id=counting_ids()) as shop:
            for count in sold_pieces:
                sold = ring(shop, lines=[{"code": "A", "qty": count}], tenders=cash(50_000 * count))
                assert sold["ok"], sold
            files[stand] = business_day.day_file_bytes(shop, closing.close_till(shop, counted=0))
    with Book.open(path) as book:
        take(book, tmp_path, **files)
        assert {conflict.code for conflict in state(book).conflicts} == {"sale_conflict"}
    choose(path, read_day(files["A07"]).identity, clock_at())
    with Book.open(path) as book:
        publish(book, folder)
        found = state(book)
    assert (found.conflicts, found.totals.net) == ((), 150_000)
    assert_same_figures(folder, found)


def test_a_sale_that_two_files_hold_is_added_once(book: Book, folder: Path, tmp_path: Path) -> None:
    """Two laptops of one image: on two days each hands in the sale that they have in common."""
    first, second = twins(tmp_path / "shops")
    take(book, tmp_path, first=first, second=second)
    assert {conflict.code for conflict in state(book).conflicts} == {"chain_fork"}
    for file in (first, second):
        choose(tmp_path / "office.book", read_day(file).identity, clock_at())
    publish(book, folder)
    found = state(book)
    assert not found.conflicts and len(found.confirmed.days) == 2
    assert found.totals.net == 50_000 + 150_000
    assert_same_figures(folder, found)
    assert ask(folder, "SELECT sum(len(repeated)) FROM files") == [(1,)]


def test_publishing_again_touches_nothing(book: Book, folder: Path, tmp_path: Path) -> None:
    take(book, tmp_path, *world())
    publish(book, folder)
    before = pictures(folder)
    assert publish(book, folder).written == 0
    assert pictures(folder) == before


def test_two_folders_of_one_book_hold_the_same_bytes(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    take(book, tmp_path, *world())
    publish(book, folder)
    publish(book, tmp_path / "second")
    assert contents(folder) == contents(tmp_path / "second")


def test_the_order_in_which_files_came_changes_nothing(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    take(book, tmp_path, *world())
    publish(book, folder)
    with Book.create(tmp_path / "other.book", TOML) as other:
        for name in reversed(world()):
            take(other, tmp_path, name)
            publish(other, tmp_path / "second")
    assert contents(folder) == contents(tmp_path / "second")


def test_a_revision_adds_files_and_leaves_the_older_ones_as_they_are(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    take(book, tmp_path, "a07 25", "a07 26 r1")
    publish(book, folder)
    before = pictures(folder)
    take(book, tmp_path, "a07 26 r2")
    assert publish(book, folder).written == 1
    after = pictures(folder)
    changed = {name for name in before if after[name] != before[name]}
    names = ("manifest", *SETTLEMENT_TABLES, *FIGURE_TABLES)
    assert changed == {f"{name}/{EVENT}.parquet" for name in names}
    assert len(after) == len(before) + len(TABLES)
    assert_same_figures(folder, state(book))


class PowerCut(BaseException):
    """The process is gone: nothing after it runs, and nobody catches it."""


class FailingDisk(FileSystem):
    """A disk that dies before its `steps`-th step."""

    def __init__(self, steps: int, error: BaseException) -> None:
        self._left = steps
        self._error = error

    def _step(self) -> None:
        if not self._left:
            raise self._error
        self._left -= 1

    def replace(self, part: Path, final: Path) -> None:
        self._step()
        super().replace(part, final)

    def sync_file(self, path: Path) -> None:
        self._step()
        super().sync_file(path)

    def sync_folder(self, folder: Path) -> None:
        self._step()
        super().sync_folder(folder)


def test_killed_at_any_step_readers_find_the_old_state_and_the_next_run_goes_on(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    take(book, tmp_path, "a07 25", "a07 26 r1")
    publish(book, folder)
    old = state(book).totals.values()
    take(book, tmp_path, "a07 26 r2")
    new = state(book).totals.values()
    steps = 0
    while True:
        again = tmp_path / f"cut{steps}"
        shutil.copytree(folder, again)
        try:
            publish(book, again, FailingDisk(steps, PowerCut()))
            break
        except PowerCut:
            assert ask(again, TOTALS)[0] in (old, new)
            assert settled_as_the_manifest_says(again)
            publish(book, again)
            assert ask(again, TOTALS) == [new]
            assert not list(again.rglob("*.part"))
        steps += 1
    assert steps > 3 * len(TABLES)


def settled_as_the_manifest_says(folder: Path) -> bool:
    """Whether settlement and figures are of the files that count now, or are not there."""
    found = [folder / name / f"{EVENT}.parquet" for name in ("settlement", "settlement_lines")]
    counted = "SELECT sum(net) - sum(rounding) FROM sales"
    nets = {"settlement": "net", "settlement_lines": "sold"}
    wanted = ask(folder, counted)
    figures = folder / "figures" / f"{EVENT}.parquet"
    if figures.exists():
        told = ask(folder, f"SELECT net FROM '{figures}' WHERE kind = 'total'")
        assert told == ask(folder, "SELECT sum(net) FROM sales")
    return all(
        ask(folder, f"SELECT sum({nets[path.parent.name]}) FROM '{path}'") == wanted
        for path in found
        if path.exists()
    )


def test_what_the_manifest_says_of_decisions(book: Book, folder: Path, tmp_path: Path) -> None:
    take(book, tmp_path, "a07 25")
    publish(book, folder)
    assert ask(folder, "SELECT DISTINCT decisions FROM files") == [("applied",)]
    (status,) = file_statuses(state(book), book.days())
    assert manifest_row(status, EVENT, "b1", "1", applied=False)[-1] == "not_applied"


def test_a_killed_process_leaves_a_folder_that_the_next_one_completes(
    folder: Path, tmp_path: Path
) -> None:
    """A real kill, between two files of the first publication."""
    with Book.create(tmp_path / "office.book", TOML) as book:
        take(book, tmp_path, *world())
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from pos_app.dayfile.durable_write import FileSystem\n"
        "from pos_app.office.book import Book\n"
        "from pos_app.office.publish.publish import publish\n"
        "class Dying(FileSystem):\n"
        "    left = 20\n"
        "    def replace(self, part, final):\n"
        "        super().replace(part, final); Dying.left -= 1\n"
        "        if not Dying.left: os._exit(9)\n"
        "with Book.open(Path(sys.argv[1]), writing=False) as book:\n"
        "    publish(book, Path(sys.argv[2]), Dying())\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "office.book"), str(folder)]
    assert subprocess.run(command, check=False).returncode == 9
    assert not manifest_path(folder, EVENT).exists()
    with Book.open(tmp_path / "office.book") as book:
        publish(book, folder)
        assert_same_figures(folder, state(book))
        publish(book, tmp_path / "second")
    assert contents(folder) == contents(tmp_path / "second")


def test_a_full_disk_is_said_and_changes_nothing(book: Book, folder: Path, tmp_path: Path) -> None:
    take(book, tmp_path, "a07 25")
    full = FailingDisk(5, OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(MachineError, match="publish_unwritable"):
        publish(book, folder, full)
    assert not manifest_path(folder, EVENT).exists()
    publish(book, folder)
    assert_same_figures(folder, state(book))


def test_data_that_does_not_add_up_to_the_status_never_comes_to_count(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    take(book, tmp_path, "a07 25", "a08 25")
    publish(book, folder)
    before = contents(folder)
    days = {day.stand: day.identity for day in book.days()}
    data = folder / "sales" / f"event={EVENT}" / "day=2023-10-25"
    shutil.copy(data / f"{days['A07']}.parquet", data / f"{days['A08']}.parquet")
    take(book, tmp_path, "a07 26 r1")
    with pytest.raises(MachineError, match="publish_not_verified"):
        publish(book, folder)
    manifest = f"manifest/{EVENT}.parquet"
    assert contents(folder)[manifest] == before[manifest]


def test_a_data_file_that_is_no_parquet_is_named(book: Book, folder: Path, tmp_path: Path) -> None:
    take(book, tmp_path, "a07 25")
    publish(book, folder)
    for path in folder.glob("sales/*/*/*.parquet"):
        path.write_bytes(b"PAR1")
    with pytest.raises(MachineError, match="publish_unreadable"):
        publish(book, folder)


def test_an_empty_file_that_a_power_cut_left_is_written_anew(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    take(book, tmp_path, "a07 25")
    publish(book, folder)
    before = contents(folder)
    for path in folder.glob("*/*/*/*.parquet"):
        path.write_bytes(b"")
    publish(book, folder)
    assert contents(folder) == before


def test_a_book_that_lacks_what_the_folder_has_is_refused(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    take(book, tmp_path, "a07 25", "a08 25")
    publish(book, folder)
    before = pictures(folder)
    with Book.create(tmp_path / "other.book", TOML) as other:
        take(other, tmp_path, "a07 25", "a07 26 r1")
        with pytest.raises(PosError, match="publish_behind"):
            publish(other, folder)
        assert pictures(folder) == before
        merge(other, [tmp_path / "office.book"])
        publish(other, folder)
        assert_same_figures(folder, state(other))


def test_a_second_publisher_is_refused_while_one_is_at_work(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    take(book, tmp_path, "a07 25")
    folder.mkdir()
    lock = FolderLock(folder, "_publish.lock")
    with pytest.raises(PosError, match="publish_running"):
        publish(book, folder)
    lock.release()
    publish(book, folder)


def test_without_duckdb_the_extra_is_named(
    book: Book, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(PosError, match="extra_missing") as caught:
        publish(book, folder)
    assert "pip install pos-app[lake]" in sentence(caught.value, "en")
    assert not folder.exists()


def test_an_empty_book_publishes_nothing(book: Book, folder: Path) -> None:
    assert publish(book, folder) == Published(0, 0, 0, Totals())
    assert not list(folder.rglob("*.parquet"))


def test_every_column_has_its_type_and_moments_are_in_utc(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    take(book, tmp_path, busy=busy_day())
    publish(book, folder)
    types = dict(ask(folder, "SELECT column_name, column_type FROM (DESCRIBE sales)"))
    assert types["net"] == "BIGINT" and types["business_day"] == types["day"] == "DATE"
    assert types["at_utc"] == "TIMESTAMP WITH TIME ZONE" and types["event"] == "VARCHAR"
    found = ask(
        folder, "SELECT at_text, at_utc::VARCHAR = at_text::TIMESTAMPTZ::VARCHAR FROM sales"
    )
    assert len(found) == 5 and all(same for _, same in found)
    assert ask(folder, "SELECT note FROM sales WHERE note <> ''") == [
        ("salah, barang",),
        ('kado "biru"',),
    ]


def test_a_time_that_is_none_is_left_empty() -> None:
    assert utc_timestamp("kemarin") is None and utc_timestamp("0001-01-01T00:00:00+08:00") is None


@pytest.mark.parametrize("block", [1])
def test_the_questions_of_the_handbook_are_answered(
    book: Book, folder: Path, tmp_path: Path, block: int
) -> None:
    take(book, tmp_path, *world())
    publish(book, folder)
    asked = statements("DuckDB", block)
    assert len(asked) == 6
    for question in asked:
        assert ask(folder, question)


@pytest.mark.parametrize("table", ["files", "sales", "lines", "tenders"])
def test_the_handbook_declares_the_columns_that_there_are(table: str) -> None:
    columns = MANIFEST if table == "files" else TABLES[table]
    text = next(s for s in statements("Trino") if f"TABLE fairs.raw_{table} (" in s)
    names = re.findall(r"(\w+) (?:varchar|bigint|boolean|date|timestamp|array)", text)
    more = [] if table == "files" else ["event", "day"]
    assert names == [*(column.name for column in columns), *more]


def test_the_command_publishes_a_book(book: Book, folder: Path, tmp_path: Path) -> None:
    take(book, tmp_path, "a07 25")
    words = ["office", "publish", str(tmp_path / "office.book"), "--to", str(folder), "--json"]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["totals"] == state(book).totals.as_dict()
    assert (found["files"], found["written"], found["counted"]) == (1, 1, 1)


def test_nothing_but_publishing_loads_duckdb_or_spark() -> None:
    code = (
        "import sys, pos_app.cli.main, pos_app.cli.office, pos_app.services.office.event_book\n"
        "import pos_app.office.publish.publish, pos_app.office.publish.spark_publish, ui.app\n"
        "print(sorted({'duckdb', 'pyspark', 'pandas', 'pyarrow'} & set(sys.modules)))\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
