"""The log without a word that anybody typed: what happened where in the program, and when.

The log for people (`pos_app.logs`) has messages and tracebacks with whatever was in them: paths,
names, amounts. This one is made beside it for help from afar. An entry has the text of the program
before anything was put into it, and of an error only its kind, its code and the places in the
program. So nothing has to be taken out of it later, and nothing can be forgotten.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pos_app import __version__
from pos_app.errors import PosError
from pos_app.private_files import make_private_file

EVENTS_NAME = "pos-app.log.events"
MAX_BYTES = 500_000
MAX_PLACES = 40
MAX_CAUSES = 8
FAULT_CODE = "fault_code"
"""The attribute of a log record that holds the short code of a crash."""
FAULT_ERROR = "fault_error"
"""The attribute of a log record that holds the error of a crash."""
_OURS = ("pos_app", "ui")
_CODE = re.compile(r"[a-z0-9_]{1,60}")


class EventHandler(logging.Handler):
    """Appends each log record to a file as one line of JSON; its own errors are ignored."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.path = folder / EVENTS_NAME

    def emit(self, record: logging.LogRecord) -> None:
        """Append the entry of a record."""
        with suppress(OSError, ValueError):
            line = json.dumps(entry_of(record), separators=(",", ":"))
            if not self.path.exists():
                make_private_file(self.path)
            elif self.path.stat().st_size > MAX_BYTES:
                self.path.replace(earlier(self.path))
                make_private_file(self.path)
            with self.path.open("a", encoding="ascii", newline="\n") as file:
                file.write(line + "\n")


def earlier(path: Path) -> Path:
    """Return where the entries before those of `path` are."""
    return path.with_name(path.name + ".1")


def entry_of(record: logging.LogRecord) -> dict[str, Any]:
    """Return a log record as an entry: only what the program's own text and code say."""
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
    ours = record.name.partition(".")[0] in _OURS
    entry: dict[str, Any] = {"at": at, "version": __version__, "level": record.levelname}
    entry["where"] = f"{record.name}:{record.lineno}" if ours else record.name.partition(".")[0]
    if ours and isinstance(record.msg, str):
        entry["text"] = record.msg
    code = getattr(record, FAULT_CODE, None)
    if code is not None:
        entry["code"] = code
    error = record.exc_info[1] if record.exc_info else _error_of(record)
    if error is not None:
        entry["error"] = [_facts_of(each) for each in _causes(error)]
    return entry


def _error_of(record: logging.LogRecord) -> BaseException | None:
    """The error of a crash, or the one among what is put into the text."""
    arguments = record.args if isinstance(record.args, tuple) else ()
    values = (getattr(record, FAULT_ERROR, None), *arguments)
    return next((each for each in values if isinstance(each, BaseException)), None)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and what it was raised from or while handling; at most `MAX_CAUSES`."""
    found: BaseException | None = error
    for _ in range(MAX_CAUSES):
        if found is None:
            return
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _facts_of(error: BaseException) -> dict[str, Any]:
    """The kind of an error, what code it has, and where in the program it passed."""
    facts: dict[str, Any] = {"kind": type(error).__name__}
    if isinstance(error, PosError) and _CODE.fullmatch(error.code):
        facts["code"] = error.code
    if isinstance(error, OSError) and error.errno is not None:
        facts["errno"] = error.errno
    if name := getattr(error, "sqlite_errorname", None):
        facts["sqlite"] = name
    facts["places"] = _places(error)
    return facts


def _places(error: BaseException) -> list[str]:
    """Module, line and function of each step, the last of `MAX_PLACES`; no path of this machine."""
    steps = traceback.walk_tb(error.__traceback__)
    found = [
        f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        for frame, line in steps
    ]
    return found[-MAX_PLACES:]


def read_events(folder: Path) -> list[dict[str, Any]]:
    """Return the entries of a folder, the earliest first; a line that is no entry is left out."""
    path = folder / EVENTS_NAME
    return [entry for each in (earlier(path), path) for entry in _entries(each)]


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text("ascii", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        with suppress(ValueError, RecursionError):
            entry = json.loads(line)
            if isinstance(entry, dict) and isinstance(entry.get("at"), str):
                yield entry


def crash(entries: list[dict[str, Any]], code: str) -> Mapping[str, Any] | None:
    """Return the newest entry of the crash with that short code, or None."""
    wanted = code.strip().upper()
    return next((each for each in reversed(entries) if each.get("code") == wanted), None)
