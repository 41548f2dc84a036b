"""Makes the stored day files of a rebuilt till again: byte for byte what each close signed.

The rows of a day file are the journal's; its manifest, signature and makers go beside them. What
is made is read like any day file, so a file that does not verify is not stored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pos_app.dayfile.format import JOURNAL, MANIFEST, SIGNATURE, DayFileError
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.writer import later_members, pack, table_members
from pos_app.domain.journal_projection import project_journal
from pos_app.store.carried import Entry
from pos_app.store.histories import History
from pos_app.store.whole_rebuild import StoredFile

Fact = Mapping[str, Any]


class StoredDays:
    """The day files of a history, from stored bytes or from their parts."""

    def __init__(
        self,
        history: History,
        entries: Mapping[tuple[str, str], Entry],
        files: Mapping[str, bytes],
    ) -> None:
        self._history = history
        self._files = files
        self._parts: dict[tuple[str, int], tuple[str, str, bytes, bytes, bytes]] = {}
        for (table, _), entry in entries.items():
            if table == "closes" and entry.row is not None:
                manifest, day, revision, _, name, *parts = entry.row
                self._parts[day, revision] = (manifest, name, *parts)
        self._named = _manifests_in(history)

    def file_of(self, fact: Fact, seq: int) -> StoredFile:
        """Returns the file of a close; without bytes where nobody has it any more."""
        day, revision = fact["day"], fact["revision"]
        known = self._parts.get((day, revision))
        if known is None:
            manifest = self._named.get((day, revision), f"lost-{day}-{revision}")
            file = self._files.get(manifest, b"")
            return StoredFile(manifest, f"{day}_r{revision}.zip", file)
        manifest, name, text, signature, makers = known
        # A bit of a stored file that means nothing, as a time in the archive, may be damaged.
        for file in (self._made(seq, text, signature, makers), self._files.get(manifest, b"")):
            if _is(file, manifest):
                return StoredFile(manifest, name, file)
        return StoredFile(manifest, name, b"")

    def _made(self, seq: int, manifest: bytes, signature: bytes, makers: bytes) -> bytes:
        if not manifest or not signature:
            return b""
        try:
            first = int(json.loads(manifest)["pos"]["journal"]["first"])
        except (ValueError, KeyError, TypeError):
            return b""
        rows = self._history.rows[first - 1 : seq]
        tables = project_journal(json.loads(row.payload) for row in rows)
        members = table_members(tables)
        members["makers.csv"] = makers
        members[JOURNAL] = b"".join(row.payload + b"\n" for row in rows)
        members |= later_members(tables)
        return pack({MANIFEST: manifest, SIGNATURE: signature, **members})


def _is(file: bytes, manifest: str) -> bool:
    """Whether these bytes are the sound day file with that manifest."""
    if not file:
        return False
    try:
        return read_day(file).identity == manifest
    except DayFileError:
        return False


def _manifests_in(history: History) -> dict[tuple[str, int], str]:
    """Returns the manifests that rows after a close name."""
    found = {}
    for row in history.rows:
        if b'"manifest"' in row.payload:
            fact = json.loads(row.payload)
            if fact["kind"] in ("export", "received"):
                found[fact["day"], fact["revision"]] = fact["manifest"]
    return found
