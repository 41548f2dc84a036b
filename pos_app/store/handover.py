"""The hand-over of closed days: where a day file was exported, and whether the office has it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pos_app.store.business_days import ClosedDay, newest_close
from pos_app.store.database import Database


class DayHandover(NamedTuple):
    """A day's newest close, with the times of export and acknowledgement (empty: not yet).

    `path` is the place of the last export.
    """

    close: ClosedDay
    exported_at: str = ""
    path: str = ""
    received_at: str = ""


def insert_export(database: Database, manifest: str, at: str, path: str, seq: int) -> None:
    """Store that a day file was written to `path`."""
    database.execute(
        "INSERT INTO exports (manifest, at, path, seq) VALUES (?, ?, ?, ?)",
        (manifest, at, path, seq),
    )


def insert_received(database: Database, manifest: str, at: str, how: str, seq: int) -> None:
    """Store that the office acknowledged a day file, by typed `code` or `signed` QR code."""
    database.execute(
        "INSERT INTO received (manifest, at, how, seq) VALUES (?, ?, ?, ?)",
        (manifest, at, how, seq),
    )


def received_at(database: Database, manifest: str) -> str:
    """Return when the office's acknowledgement of a file was stored, or an empty text."""
    return str(database.scalar("SELECT at FROM received WHERE manifest = ?", manifest) or "")


def export_paths(database: Database) -> list[Path]:
    """Return where day files were written, each place once, the oldest first."""
    rows = database.execute("SELECT path FROM exports GROUP BY path ORDER BY min(row)").fetchall()
    return [Path(path) for (path,) in rows]


def closes(database: Database) -> list[tuple[str, str, int]]:
    """Return manifest hash, day and revision of every close, in order."""
    sql = "SELECT manifest, day, revision FROM closes ORDER BY seq"
    return [tuple(row) for row in database.execute(sql).fetchall()]


def day_handovers(database: Database) -> list[DayHandover]:
    """Return every closed day with its hand-over, the newest first."""
    days = database.execute("SELECT DISTINCT day FROM closes ORDER BY day DESC").fetchall()
    return [_day_handover(database, day) for (day,) in days]


def _day_handover(database: Database, day: str) -> DayHandover:
    close = newest_close(database, day)
    assert close is not None
    row = database.execute(
        "SELECT at, path FROM exports WHERE manifest = ? ORDER BY row DESC LIMIT 1",
        (close.manifest,),
    ).fetchone()
    exported, path = row or ("", "")
    return DayHandover(close, exported, path, received_at(database, close.manifest))


def sales_not_exported(database: Database) -> int:
    """Return the number of sales that are in no exported or acknowledged day file."""
    found = database.scalar(
        "SELECT coalesce(sum((SELECT count(*) FROM sales s"
        " WHERE s.day = d.day AND s.seq > coalesce(c.upto, 0))), 0) FROM days d LEFT JOIN ("
        " SELECT day, max(seq) AS upto FROM closes"
        " WHERE manifest IN (SELECT manifest FROM exports UNION SELECT manifest FROM received)"
        " GROUP BY day"
        ") c ON c.day = d.day"
    )
    assert isinstance(found, int)
    return found
