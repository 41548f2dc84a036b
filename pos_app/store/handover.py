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


_OWN_UPTO = (
    "coalesce((SELECT max(running, 0) FROM sales WHERE seq <= {seq} ORDER BY seq DESC LIMIT 1), 0)"
)
# `NOT INDEXED` leaves the key, so that only what was carried over is read, and not the whole day.
_CARRIED_UPTO = (
    "(SELECT count(*) FROM sales NOT INDEXED WHERE running < 1 AND day = d.day AND seq <= c.upto)"
)
_HANDED_OVER = f"""
    SELECT coalesce(sum(
        {_OWN_UPTO.format(seq="c.upto")} - {_OWN_UPTO.format(seq="d.seq")} + {_CARRIED_UPTO}
    ), 0) FROM (
        SELECT day, max(seq) AS upto FROM closes
        WHERE manifest IN (SELECT manifest FROM exports UNION SELECT manifest FROM received)
        GROUP BY day
    ) c CROSS JOIN days d ON d.day = c.day
"""
_ALL = """
    SELECT coalesce((SELECT max(running, 0) FROM sales ORDER BY running DESC LIMIT 1), 0)
        + (SELECT count(*) FROM sales WHERE running < 1)
"""


def sales_not_exported(database: Database) -> int:
    """Return the number of documents that are in no exported or acknowledged day file.

    No document is counted one by one, however many there are: the numbers of a laptop have no gaps
    and follow the journal, so the newest number at two rows of it tells how many lie between them.
    Documents carried over from another laptop have places below 1 and are few.
    """
    found = database.scalar(f"SELECT ({_ALL}) - ({_HANDED_OVER})")
    assert isinstance(found, int)
    return found
