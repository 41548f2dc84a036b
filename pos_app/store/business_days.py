"""Business days in the database: opened, closed, opened again; and the cash that moves in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pos_app.domain.day import CashRow, Totals
from pos_app.domain.event import TillIdentity
from pos_app.domain.money import Rupiah
from pos_app.store.database import Database


@dataclass(frozen=True, slots=True)
class OpenDay:
    """The business day that is being sold on. `revision` is the one its close will bear."""

    day: str
    opened_at: str
    cashier: str
    revision: int = 1


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A close: what the drawer should have held, what was counted, and the file's identity."""

    day: str
    revision: int
    closed_at: str
    expected: Rupiah
    counted: Rupiah
    difference: Rupiah
    reason: str
    manifest: str
    file_name: str
    totals: Totals
    cashier: str = ""
    verified_by: str = ""

    @property
    def code(self) -> str:
        """The code on the closing slip: `3C46-4DAF`."""
        return f"{self.manifest[:4]}-{self.manifest[4:8]}".upper()


def insert_till(database: Database, till: TillIdentity, at: str) -> None:
    database.execute(
        "INSERT INTO till VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            till.event,
            till.stand,
            till.till,
            till.seat,
            till.till_id,
            till.name,
            till.cash_rounding,
            int(till.training),
            at,
        ),
    )


def read_till(database: Database) -> TillIdentity:
    event, stand, till, seat, till_id, name, rounding, training = database.execute(
        "SELECT event, stand, till, seat, till_id, name, cash_rounding, training FROM till"
    ).fetchone()
    return TillIdentity(event, stand, till, till_id, seat, name, rounding, bool(training))


def newest_day(database: Database) -> OpenDay | None:
    """The newest day, open or closed; its revision is that of its latest opening."""
    row = database.execute(
        "SELECT day, opened_at, cashier,"
        " 1 + (SELECT count(*) FROM reopens r WHERE r.day = d.day)"
        " FROM days d ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return OpenDay(*row) if row else None


def open_day(database: Database) -> OpenDay | None:
    """The day that is being sold on, or None when the till is closed."""
    day = newest_day(database)
    if day is None or has_close(database, day.day, day.revision):
        return None
    return day


def has_day(database: Database, day: str) -> bool:
    return bool(database.scalar("SELECT 1 FROM days WHERE day = ?", day))


def has_close(database: Database, day: str, revision: int) -> bool:
    return bool(
        database.scalar("SELECT 1 FROM closes WHERE day = ? AND revision = ?", day, revision)
    )


def insert_day(
    database: Database, day: OpenDay, float_: Rupiah, prev_day: str | None, seq: int
) -> None:
    database.execute(
        "INSERT INTO days VALUES (?, ?, ?, ?, ?, ?)",
        (day.day, day.opened_at, day.cashier, float_, prev_day, seq),
    )


def insert_reopen(database: Database, day: str, revision: int, reason: str, seq: int) -> None:
    database.execute("INSERT INTO reopens VALUES (?, ?, ?, ?)", (day, revision, reason, seq))


def prev_day_of(database: Database, day: str) -> str | None:
    found = database.scalar("SELECT prev_day FROM days WHERE day = ?", day)
    return None if found is None else str(found)


def insert_cash(database: Database, row: CashRow, seq: int) -> None:
    """Adds a row to the cash ledger; its own number is given by the ledger."""
    database.execute(
        "INSERT INTO cash (at, kind, amount, maker, reason, cashier, seq)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*row[1:], seq),
    )


def insert_counts(
    database: Database, at: str, pieces: Mapping[int, int], cashier: str, role: str, seq: int
) -> None:
    database.executemany(
        "INSERT INTO counts (at, denomination, pieces, cashier, role, seq)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(at, denomination, count, cashier, role, seq) for denomination, count in pieces.items()],
    )


def drawer_total(database: Database, first_seq: int) -> Rupiah:
    """The sum of the cash ledger from journal row `first_seq` on."""
    exact = database.scalar("SELECT coalesce(sum(amount), 0) FROM cash WHERE seq >= ?", first_seq)
    assert isinstance(exact, int)
    return exact


_CLOSE = (
    "day, revision, closed_at, expected, counted, difference, reason, manifest, file_name, totals,"
    " cashier, verified_by"
)


def insert_close(database: Database, close: ClosedDay, file: bytes, seq: int) -> None:
    """Keeps a close with the whole day file, so that every export of it has the same bytes."""
    database.execute(
        f"INSERT INTO closes ({_CLOSE}, file, seq) VALUES ({', '.join('?' * 14)})",
        (
            close.day,
            close.revision,
            close.closed_at,
            close.expected,
            close.counted,
            close.difference,
            close.reason,
            close.manifest,
            close.file_name,
            json.dumps(close.totals.as_dict()),
            close.cashier,
            close.verified_by,
            file,
            seq,
        ),
    )


def _closed_day(row: tuple[Any, ...]) -> ClosedDay:
    values = dict(zip(_CLOSE.split(", "), row, strict=True))
    return ClosedDay(**{**values, "totals": Totals.from_dict(json.loads(values["totals"]))})


def newest_close(database: Database, day: str | None = None) -> ClosedDay | None:
    """The newest revision of `day`, or of the newest day that was ever closed."""
    where, values = ("WHERE day = ?", (day,)) if day else ("", ())
    row = database.execute(
        f"SELECT {_CLOSE} FROM closes {where} ORDER BY seq DESC LIMIT 1", values
    ).fetchone()
    return None if row is None else _closed_day(row)


def close_of(database: Database, day: str, revision: int) -> ClosedDay | None:
    row = database.execute(
        f"SELECT {_CLOSE} FROM closes WHERE day = ? AND revision = ?", (day, revision)
    ).fetchone()
    return None if row is None else _closed_day(row)


def day_file(database: Database, manifest: str) -> bytes:
    """The stored day file's bytes, by the manifest's hash."""
    found = database.scalar("SELECT file FROM closes WHERE manifest = ?", manifest)
    assert isinstance(found, bytes)
    return found


def first_seq_of_newest_day(database: Database) -> int:
    """The first journal row of the newest day: the one after the final close of the day before."""
    newest = newest_day(database)
    day = newest.day if newest else ""
    last = database.scalar("SELECT max(seq) FROM closes WHERE day <> ?", day)
    return 1 if last is None else int(str(last)) + 1


def next_seq_after_all_closes(database: Database) -> int:
    """The journal row that a day opened now would begin with."""
    last = database.scalar("SELECT max(seq) FROM closes")
    return 1 if last is None else int(str(last)) + 1
