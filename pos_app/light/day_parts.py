"""The members of a day file, made from journal rows, makers and the manifest's `pos`."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pos_app.dayfile.fast_projection import PROJECTED_TABLES
from pos_app.dayfile.manifest import described
from pos_app.dayfile.unpack import LATER_MEMBERS
from pos_app.dayfile.writer import later_members, table_bytes
from pos_app.domain.day import MakerRow
from pos_app.domain.journal_projection import project_journal

TABLE_MEMBERS = tuple(f"{name}.csv" for name in PROJECTED_TABLES)
MAKERS = "makers.csv"
_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def journal_bytes(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the member `journal.jsonl`: each row as canonical JSON, one a line."""
    return "".join(f"{_encoder.encode(row)}\n" for row in rows).encode()


def rows_in(journal: bytes) -> list[dict[str, Any]]:
    """Return the parsed rows of a journal. Raises ValueError."""
    return [json.loads(line) for line in journal.split(b"\n")[:-1]]


def tables_of(
    rows: Sequence[Mapping[str, Any]], resources: Iterable[Mapping[str, Any]]
) -> dict[str, bytes]:
    """Return the tables that the journal tells, by member, with the columns of `resources`.

    Columns that a later program adds at the end stay away. Raises ValueError, KeyError, TypeError
    and AttributeError for rows that no till writes.
    """
    found = project_journal(rows)
    told = {
        f"{name}.csv": _csv(_columns(resource), getattr(found, name))
        for resource in resources
        if (name := resource["name"]) in PROJECTED_TABLES
    }
    return told | later_members(found)


def _columns(resource: Mapping[str, Any]) -> list[str]:
    return [field["name"] for field in resource["schema"]["fields"]]


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    width = len(columns)
    if "confirmed" in columns:
        rows = ([_spelled(cell) for cell in row] for row in rows)
    writer.writerows(row[:width] for row in rows)
    return text.getvalue().encode()


def _spelled(cell: object) -> object:
    return str(cell).lower() if isinstance(cell, bool) else cell


def maker_rows(member: bytes) -> list[dict[str, Any]] | None:
    """Return the rows of `makers.csv`; None if writing them again gives other bytes."""
    try:
        _, *found = csv.reader(io.StringIO(member.decode(), newline=""), strict=True)
        rows = [MakerRow(maker, name, int(share), by) for maker, name, share, by in found]
    except (ValueError, csv.Error):
        return None
    if table_bytes("makers", rows) != member:
        return None
    return [row._asdict() for row in rows]


def makers_bytes(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the member `makers.csv`. Raises TypeError for other columns."""
    return table_bytes("makers", [MakerRow(**row) for row in rows])


def manifest_bytes(
    pos: Mapping[str, Any], members: Mapping[str, bytes], resources: Sequence[Mapping[str, Any]]
) -> bytes:
    """Return the manifest of `members`, whose `resources` lack only sizes and hashes.

    Those of later tables come last.
    """
    later = [described(path) for path in LATER_MEMBERS if path in members]
    resources = [*resources, *later]
    place = "-".join(str(pos[key]) for key in ("event", "stand", "till", "seat", "day"))
    package = {
        "profile": "data-package",
        "name": f"{place}-r{pos['revision']}".lower(),
        "resources": [_measured(resource, members) for resource in resources],
        "pos": pos,
    }
    return _encoder.encode(package).encode()


def _measured(resource: Mapping[str, Any], members: Mapping[str, bytes]) -> dict[str, Any]:
    data = members[resource["path"]]
    return {
        **resource,
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
    }
