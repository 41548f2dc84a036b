"""What a short code on the screen stands for: which error, where in the program, and when."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.errors import PosError
from pos_app.log_events import crash, read_events

MOST_CRASHES = 20


@dataclass(frozen=True, slots=True)
class Crash:
    """A crash as the log knows it; `places` are the steps in the program, the last where it rose.

    Attributes:
        code: The short code that the screen showed.
        at: When it happened last, in UTC.
        version: The version of the program that it happened in.
        kind: The kind of the error, as Python names it.
        places: Module, line and function of each step.
        times: How often this code is in the log.
    """

    code: str
    at: str
    version: str
    kind: str
    places: tuple[str, ...]
    times: int

    def as_json(self) -> dict[str, object]:
        """Return it as the command prints it."""
        facts = {"code": self.code, "at": self.at, "version": self.version, "kind": self.kind}
        return {**facts, "places": list(self.places), "times": self.times}

    @property
    def text(self) -> str:
        """What a person copies to whoever helps: some lines without any name or amount."""
        head = f"{self.code}  {self.at}  pos-app {self.version}  ×{self.times}"
        return "\n".join((head, self.kind, *(f"  {place}" for place in self.places)))


def find_crash(folder: Path, code: str) -> Crash:
    """Return the crash of a code. Raises PosError `crash_unknown`."""
    entries = read_events(folder)
    found = crash(entries, code)
    if found is None:
        raise PosError("crash_unknown", code=code.strip()[:20])
    return _crash_of(found, entries)


def last_crashes(folder: Path) -> tuple[Crash, ...]:
    """Return each crash in the log once, the newest first; at most `MOST_CRASHES`."""
    entries = read_events(folder)
    newest = {str(each["code"]): each for each in entries if "code" in each}
    found = sorted(newest.values(), key=lambda each: str(each["at"]), reverse=True)
    return tuple(_crash_of(each, entries) for each in found[:MOST_CRASHES])


def _crash_of(entry: Any, entries: list[dict[str, Any]]) -> Crash:
    code = str(entry["code"])
    errors = entry.get("error") or [{}]
    return Crash(
        code,
        str(entry["at"]),
        str(entry.get("version", "")),
        str(errors[0].get("kind", "")),
        tuple(map(str, errors[0].get("places", ()))),
        sum(each.get("code") == code for each in entries),
    )
