"""The print queue in the database."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pos_app.store.database import Database


class State(StrEnum):
    """The state of a job. A `failed` job waits for a decision; a `dropped` one was cancelled."""

    WAITING = "waiting"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    DROPPED = "dropped"


class Job(NamedTuple):
    """One document to print.

    `ref` is the number of a receipt or consignment note, or a day. `data` holds the bytes to print
    where the document cannot be made again from the database. `error` is a problem code.
    """

    id: int
    at: str
    kind: str
    ref: str
    lang: str
    data: bytes | None
    state: State
    tries: int
    error: str


_COLUMNS = "id, at, kind, ref, lang, data, state, tries, error"


def add_job(
    database: Database, at: str, kind: str, ref: str, lang: str, data: bytes | None = None
) -> None:
    """Add a waiting job."""
    database.execute(
        "INSERT INTO print_jobs (at, kind, ref, lang, data, state, tries, error)"
        " VALUES (?, ?, ?, ?, ?, 'waiting', 0, '')",
        (at, kind, ref, lang, data),
    )


def jobs(database: Database, *states: State) -> list[Job]:
    """Return the jobs in any of these states, the oldest first."""
    marks = ", ".join("?" * len(states))
    rows = database.execute(
        f"SELECT {_COLUMNS} FROM print_jobs WHERE state IN ({marks}) ORDER BY id",
        tuple(str(state) for state in states),
    )
    return [_job(*row) for row in rows]


def job(database: Database, job_id: int) -> Job | None:
    """Return the job with that id, or None."""
    row = database.execute(f"SELECT {_COLUMNS} FROM print_jobs WHERE id = ?", (job_id,)).fetchone()
    return None if row is None else _job(*row)


def _job(
    id_: int,
    at: str,
    kind: str,
    ref: str,
    lang: str,
    data: bytes | None,
    state: str,
    tries: int,
    error: str,
) -> Job:
    return Job(id_, at, kind, ref, lang, data, State(state), tries, error)


def set_state(
    database: Database, job_id: int, state: State, error: str = "", tried: int = 0
) -> None:
    """Set the state of a job, and add `tried` to its number of tries."""
    database.execute(
        "UPDATE print_jobs SET state = ?, error = ?, tries = tries + ? WHERE id = ?",
        (str(state), error, tried, job_id),
    )


def requeue_interrupted(database: Database) -> int:
    """Set jobs that were printing when the program ended to waiting; return how many."""
    cursor = database.execute("UPDATE print_jobs SET state = 'waiting' WHERE state = 'printing'")
    return int(cursor.rowcount)
