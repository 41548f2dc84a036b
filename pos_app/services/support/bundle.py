"""The bundle for help: one ZIP that a stand sends to whoever helps it from afar.

It has versions, checks, settings, the log and figures of the machine. No PIN, key, name, contact,
product, amount, note or path is in it: every member is put together from what `told_facts` and
`log_events` name, and no text that anybody typed is copied.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.clock import Clock, stamp
from pos_app.errors import PosError
from pos_app.languages import LanguageCode
from pos_app.log_events import read_events
from pos_app.services.replace_file import replace_file
from pos_app.services.shop.folder_kind import folder_facts, place_problems
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import is_set_up, open_shop
from pos_app.services.support.crashes import last_crashes
from pos_app.services.support.machine import machine_facts
from pos_app.services.support.told_facts import (
    told_files,
    told_numbers,
    told_problem,
    told_problems,
    told_settings,
)
from pos_app.store.catalogue import settings as stored_settings
from pos_app.texts import text

NAME = "pos-app-help"
_ENTRY_TIME = (2000, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle on disk, and the names of what is in it."""

    path: Path
    size: int
    members: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Return it as the command prints it."""
        return {"path": str(self.path), "bytes": self.size, "members": list(self.members)}


def write_bundle(
    folder: Path,
    where: Path,
    clock: Clock,
    lang: LanguageCode,
    *,
    book: Path | None = None,
    screen: Mapping[str, object] | None = None,
) -> Bundle:
    """Write the bundle of the till or office in `folder` into the folder `where`.

    `book` is checked too; `screen` has figures of the window. A till that is damaged, or none at
    all, gives a bundle as well. Raises MachineError `report_unwritable`, `report_disk_full`.
    """
    now = clock.now()
    members: dict[str, object] = {
        "machine.json": {
            "made_at": stamp(now),
            **machine_facts(folder),
            "screen": dict(screen or {}),
        },
        "checks.json": checks_of(folder, clock),
        "settings.json": _settings(folder, clock),
        "files.json": told_files(folder),
        "crashes.json": [each.as_json() for each in last_crashes(folder)],
        "log.json": read_events(folder),
    }
    if book is not None:
        members["book.json"] = _book(book)
    packed = _zip(text("support", "about", lang), members)
    target = where / f"{NAME}-{now:%Y%m%d-%H%M%S}.zip"
    replace_file(target, packed)
    return Bundle(target, len(packed), ("README.txt", *members))


def checks_of(folder: Path, clock: Clock) -> dict[str, object]:
    """Return what the health check finds of a till, by codes and numbers."""
    place = told_problems(place_problems(folder))
    if not is_set_up(folder):
        return {"set_up": False, "problems": place}
    found = check_till(folder, clock, full=False)
    safety = found.facts.get("safety")
    return {
        "set_up": True,
        **told_numbers(found.facts),
        "day_is_open": bool(found.facts.get("open_day")),
        "safety": told_numbers(safety) if isinstance(safety, dict) else {},
        "problems": [*told_problems(found.problems), *place],
    }


def _settings(folder: Path, clock: Clock) -> dict[str, object]:
    if not is_set_up(folder):
        return {}
    try:
        with open_shop(folder, clock, writing=False) as shop:
            return told_settings(dict(stored_settings(shop.database)))
    except PosError as error:
        return {"problems": [told_problem(error.problem())]}


def _book(path: Path) -> dict[str, object]:
    """What a check of the book finds; its name and that of its fair are not told."""
    from pos_app.services.office.book_check import check_book

    facts: dict[str, object] = {"folder": folder_facts(path.parent)}
    try:
        found = check_book(path)
    except PosError as error:
        return {**facts, "problems": [told_problem(error.problem())]}
    size = path.stat().st_size
    counts = {"bytes": size, "files": found.files, "records": found.records}
    return {**facts, **counts, "problems": told_problems(found.problems)}


def _zip(about: str, members: Mapping[str, Any]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        texts = {"README.txt": about.rstrip() + "\n"}
        texts |= {name: json.dumps(found, indent=1) + "\n" for name, found in members.items()}
        for name, content in texts.items():
            entry = zipfile.ZipInfo(name, _ENTRY_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()
