"""What became of a closed day's file: where it was written, and whether the office has it."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.store.business_days import ClosedDay, newest_close
from pos_app.store.database import Database


@dataclass(frozen=True, slots=True)
class DayHandover:
    """A day's newest close with the file's way so far; an empty time: not yet.

    `path` is where it was written last.
    """

    close: ClosedDay
    exported_at: str = ""
    path: str = ""
    received_at: str = ""


def insert_export(database: Database, manifest: str, at: str, path: str, seq: int) -> None:
    database.execute(
        "INSERT INTO exports (manifest, at, path, seq) VALUES (?, ?, ?, ?)",
        (manifest, at, path, seq),
    )


def insert_received(database: Database, manifest: str, at: str, how: str, seq: int) -> None:
    database.execute(
        "INSERT INTO received (manifest, at, how, seq) VALUES (?, ?, ?, ?)",
        (manifest, at, how, seq),
    )


def received_at(database: Database, manifest: str) -> str:
    """When the office's receipt for a file was noted, or an empty text."""
    return str(database.scalar("SELECT at FROM received WHERE manifest = ?", manifest) or "")


def closes(database: Database) -> list[tuple[str, str, int]]:
    """Manifest, day and revision of every close, in order."""
    sql = "SELECT manifest, day, revision FROM closes ORDER BY seq"
    return [tuple(row) for row in database.execute(sql).fetchall()]


def day_handovers(database: Database) -> list[DayHandover]:
    """Every closed day, the newest first."""
    days = database.execute("SELECT DISTINCT day FROM closes ORDER BY day DESC").fetchall()
    return [_handed(database, day) for (day,) in days]


def _handed(database: Database, day: str) -> DayHandover:
    close = newest_close(database, day)
    assert close is not None
    row = database.execute(
        "SELECT at, path FROM exports WHERE manifest = ? ORDER BY row DESC LIMIT 1",
        (close.manifest,),
    ).fetchone()
    exported, path = row or ("", "")
    return DayHandover(close, exported, path, received_at(database, close.manifest))


def sales_not_exported(database: Database) -> int:
    """How many sales stand in no file that was written somewhere or that the office has."""
    found = database.scalar(
        "SELECT count(*) FROM sales s LEFT JOIN ("
        " SELECT day, max(seq) AS upto FROM closes"
        " WHERE manifest IN (SELECT manifest FROM exports UNION SELECT manifest FROM received)"
        " GROUP BY day"
        ") c ON c.day = s.day WHERE s.seq > coalesce(c.upto, 0)"
    )
    assert isinstance(found, int)
    return found
