"""How many sales were not handed over is told by their numbers, as counting each would tell it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.many_sales import close_without_file, sell_many
from support.shops import make_shop

from pos_app.domain.day import Totals
from pos_app.store import business_days, handover
from pos_app.store.business_days import ClosedDay, OpenDay
from pos_app.store.database import Database
from pos_app.store.handover import sales_not_exported

_ONE_BY_ONE = """
    SELECT count(*) FROM sales s WHERE s.seq > coalesce((
        SELECT max(seq) FROM closes c WHERE c.day = s.day
        AND (manifest IN (SELECT manifest FROM exports)
            OR manifest IN (SELECT manifest FROM received))), 0)
"""


def counted(database: Database) -> int:
    found = database.scalar(_ONE_BY_ONE)
    assert isinstance(found, int)
    return found


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A till's database with the tables of today, without a row in them."""
    with make_shop(tmp_path_factory.mktemp("till"), open_with=None) as shop:
        yield shop.database.connection


class Tills:
    """A till whose rows are written past the services: days, documents, closes, hand-overs."""

    def __init__(self, empty: sqlite3.Connection, carried: int) -> None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        empty.backup(connection)
        connection.execute("PRAGMA foreign_keys=OFF")
        self.database = Database(connection, Path("till.db"))
        self.seq = 1_000
        self.running = 0
        self.day = 0
        self.revision = 0
        self.is_open = False
        self.open()
        for place in range(-carried, 0):
            self.document(place)

    def name(self) -> str:
        return f"day {self.day:03d}"

    def next(self) -> int:
        self.seq += 1 + self.seq % 3  # other rows of the journal lie between
        return self.seq

    def open(self) -> None:
        if self.is_open:
            return
        self.day, self.revision, self.is_open = self.day + 1, 1, True
        business_days.insert_day(self.database, OpenDay(self.name(), "", ""), 0, "", self.next())

    def reopen(self) -> None:
        if self.is_open:
            return
        self.revision, self.is_open = self.revision + 1, True
        business_days.insert_reopen(self.database, self.name(), self.revision, "", self.next())

    def sell(self) -> None:
        if self.is_open:
            self.running += 1
            self.document(self.running)

    def document(self, place: int) -> None:
        text = str(place)
        self.database.execute(
            "INSERT INTO sales VALUES (?, ?, ?, 'sale', '', '', '', 0, 0, 0, 0, '', '', ?, ?, 0)",
            (place, text, text, self.name(), self.next()),
        )

    def close(self) -> None:
        if not self.is_open:
            return
        self.is_open = False
        identity = f"{self.name()} {self.revision}"
        day = ClosedDay(self.name(), self.revision, "", 0, 0, 0, "", identity, identity, Totals())
        business_days.insert_close(self.database, day, b"", self.next())

    def closes(self) -> list[str]:
        return [manifest for manifest, *_ in handover.closes(self.database)]


STEPS = st.lists(
    st.one_of(
        st.sampled_from(["open", "reopen", "sell", "sell", "sell", "close", "close"]),
        st.tuples(st.sampled_from(["export", "receive"]), st.integers(0, 9)),
    ),
    max_size=60,
)


@given(STEPS, st.integers(0, 4))
def test_the_count_is_that_of_counting_every_document(
    empty: sqlite3.Connection, steps: list[Any], carried: int
) -> None:
    till = Tills(empty, carried)
    for step in steps:
        if isinstance(step, str):
            getattr(till, step)()
        elif known := till.closes():
            how, which = step
            manifest = known[which % len(known)]
            if how == "export":
                handover.insert_export(till.database, manifest, "", "", till.next())
            elif not handover.received_at(till.database, manifest):
                handover.insert_received(till.database, manifest, "now", "code", till.next())
        assert sales_not_exported(till.database) == counted(till.database), step
    till.database.close()


def steps(folder: Path, per_day: int) -> list[int]:
    """What SQLite does for the count with a closed day of so many sales, before and after."""
    done = [0, 0]
    with make_shop(folder) as shop:
        sell_many(shop, per_day)
        close_without_file(shop)
        for turn, wanted in enumerate((per_day, 0)):

            def step(turn: int = turn) -> None:
                done[turn] += 1

            shop.database.connection.set_progress_handler(step, 1)
            assert sales_not_exported(shop.database) == wanted
            shop.database.connection.set_progress_handler(None, 0)
            if not turn:
                handover.insert_export(shop.database, *_newest(shop.database))
    return done


def _newest(database: Database) -> tuple[str, str, str, int]:
    ((manifest, _, _),) = handover.closes(database)
    return manifest, "now", "stick", int(str(database.scalar("SELECT max(seq) FROM journal")))


def test_the_count_takes_as_many_steps_with_many_sales_as_with_few(tmp_path: Path) -> None:
    assert steps(tmp_path / "many", 400) == steps(tmp_path / "few", 4)
