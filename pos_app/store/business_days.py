"""Business days in the database: opening, closing, reopening, the cash ledger and the counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from pos_app.domain.day import CashRow, Totals
from pos_app.domain.event import TillIdentity
from pos_app.domain.money import Rupiah
from pos_app.store.database import Database


class OpenDay(NamedTuple):
    """A business day; `revision` is the number that its next close gets."""

    day: str
    opened_at: str
    cashier: str
    revision: int = 1


class ClosedDay(NamedTuple):
    """A close: expected and counted cash (rupiah), totals, and the identity of the day file.

    `difference = counted − expected`; `manifest` is the manifest's hash in hex.
    """

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
        """The day file's code on the closing slip: `3C46-4DAF`."""
        return f"{self.manifest[:4]}-{self.manifest[4:8]}".upper()


def insert_till(database: Database, till: TillIdentity, at: str) -> None:
    """Store the identity of the till, once at set-up."""
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
    """Return the identity of the till."""
    event, stand, till, seat, till_id, name, rounding, training = database.execute(
        "SELECT event, stand, till, seat, till_id, name, cash_rounding, training FROM till"
    ).fetchone()
    return TillIdentity(event, stand, till, till_id, seat, name, rounding, bool(training))


def seqs_of_day(database: Database, day: str) -> tuple[int, int | None]:
    """Return the journal row that opened a day, and that of the day after it, if there is one."""
    first = database.scalar("SELECT seq FROM days WHERE day = ?", day)
    after = database.scalar("SELECT min(seq) FROM days WHERE seq > ?", first)
    assert isinstance(first, int)
    return first, after if isinstance(after, int) else None


def newest_day(database: Database) -> OpenDay | None:
    """Return the newest day, open or closed, or None; its revision counts its reopenings."""
    row = database.execute(
        "SELECT day, opened_at, cashier,"
        " 1 + (SELECT count(*) FROM reopens r WHERE r.day = d.day)"
        " FROM days d ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return OpenDay(*row) if row else None


def open_day(database: Database) -> OpenDay | None:
    """Return the open day, or None if the till is closed."""
    day = newest_day(database)
    if day is None or has_close(database, day.day, day.revision):
        return None
    return day


def has_day(database: Database, day: str) -> bool:
    """Return whether that day was ever opened."""
    return bool(database.scalar("SELECT 1 FROM days WHERE day = ?", day))


def has_close(database: Database, day: str, revision: int) -> bool:
    """Return whether that revision of the day is closed."""
    return bool(
        database.scalar("SELECT 1 FROM closes WHERE day = ? AND revision = ?", day, revision)
    )


def insert_day(
    database: Database, day: OpenDay, opening_float: Rupiah, prev_day: str | None, seq: int
) -> None:
    """Store the opening of a day; `prev_day` is the manifest hash of the day before."""
    database.execute(
        "INSERT INTO days VALUES (?, ?, ?, ?, ?, ?)",
        (day.day, day.opened_at, day.cashier, opening_float, prev_day, seq),
    )


def insert_reopen(database: Database, day: str, revision: int, reason: str, seq: int) -> None:
    """Store that a closed day was opened again as `revision`."""
    database.execute("INSERT INTO reopens VALUES (?, ?, ?, ?)", (day, revision, reason, seq))


def has_reopen(database: Database, day: str, revision: int) -> bool:
    """Return whether it is stored that the day was opened again as `revision`."""
    return bool(
        database.scalar("SELECT 1 FROM reopens WHERE day = ? AND revision = ?", day, revision)
    )


def prev_day_of(database: Database, day: str) -> str | None:
    """Return the manifest hash of the day before, or None for the till's first day."""
    found = database.scalar("SELECT prev_day FROM days WHERE day = ?", day)
    return None if found is None else str(found)


def insert_cash(database: Database, row: CashRow, seq: int) -> None:
    """Add a row to the cash ledger; the database assigns its number."""
    database.execute(
        "INSERT INTO cash (at, kind, amount, maker, reason, cashier, seq)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*row[1:], seq),
    )


def insert_counts(
    database: Database, at: str, pieces: Mapping[int, int], cashier: str, role: str, seq: int
) -> None:
    """Store a cash count: `pieces` maps each denomination (rupiah) to its number of pieces."""
    database.executemany(
        "INSERT INTO counts (at, denomination, pieces, cashier, role, seq)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(at, denomination, count, cashier, role, seq) for denomination, count in pieces.items()],
    )


def drawer_total(database: Database, first_seq: int) -> Rupiah:
    """Return the sum (rupiah) of the cash ledger from journal row `first_seq` on."""
    exact = database.scalar("SELECT coalesce(sum(amount), 0) FROM cash WHERE seq >= ?", first_seq)
    assert isinstance(exact, int)
    return exact


_CLOSE_COLUMNS = (
    "day, revision, closed_at, expected, counted, difference, reason, manifest, file_name, totals,"
    " cashier, verified_by"
)


def insert_close(database: Database, close: ClosedDay, file: bytes, seq: int) -> None:
    """Store a close with its whole day file, so that every export has the same bytes."""
    database.execute(
        f"INSERT INTO closes ({_CLOSE_COLUMNS}, file, seq) VALUES ({', '.join('?' * 14)})",
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
    values = dict(zip(_CLOSE_COLUMNS.split(", "), row, strict=True))
    return ClosedDay(**{**values, "totals": Totals.from_dict(json.loads(values["totals"]))})


def newest_close(database: Database, day: str | None = None) -> ClosedDay | None:
    """Return the newest close of `day`, or of all days if `day` is None; None if there is none."""
    where, values = ("WHERE day = ?", (day,)) if day else ("", ())
    row = database.execute(
        f"SELECT {_CLOSE_COLUMNS} FROM closes {where} ORDER BY seq DESC LIMIT 1", values
    ).fetchone()
    return None if row is None else _closed_day(row)


def close_of(database: Database, day: str, revision: int) -> ClosedDay | None:
    """Return the close of that revision of the day, or None."""
    row = database.execute(
        f"SELECT {_CLOSE_COLUMNS} FROM closes WHERE day = ? AND revision = ?", (day, revision)
    ).fetchone()
    return None if row is None else _closed_day(row)


def day_file(database: Database, manifest: str) -> bytes:
    """Return the bytes of the stored day file with that manifest hash."""
    found = database.scalar("SELECT file FROM closes WHERE manifest = ?", manifest)
    assert isinstance(found, bytes)
    return found


def first_seq_of_newest_day(database: Database) -> int:
    """Return the first journal row of the newest day: the one after the last close before it."""
    newest = newest_day(database)
    day = newest.day if newest else ""
    last = database.scalar("SELECT max(seq) FROM closes WHERE day <> ?", day)
    return 1 if last is None else int(str(last)) + 1


def next_seq_after_all_closes(database: Database) -> int:
    """Return the first journal row of a day that would be opened now."""
    last = database.scalar("SELECT max(seq) FROM closes")
    return 1 if last is None else int(str(last)) + 1


def journal_range_of(database: Database, day: str) -> tuple[int, int] | None:
    """Return the first and last journal row of a closed day, all its revisions; None without one.

    The first row is the one after the last close of the day before it.
    """
    last = database.scalar("SELECT max(seq) FROM closes WHERE day = ?", day)
    if not isinstance(last, int):
        return None
    before = database.scalar("SELECT max(seq) FROM closes WHERE day <> ? AND seq < ?", day, last)
    return (before + 1 if isinstance(before, int) else 1), last


def closed_days(database: Database) -> list[str]:
    """Return every day that was closed, the newest first."""
    rows = database.execute("SELECT day FROM closes GROUP BY day ORDER BY max(seq) DESC")
    return [str(day) for (day,) in rows]
