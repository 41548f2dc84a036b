"""Writes a day file; the same day always gives the same bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pos_app.dayfile.format import (
    JOURNAL,
    MANIFEST,
    SIGNATURE,
    DayHead,
    file_name,
    manifest_hash,
    short_code,
)
from pos_app.dayfile.manifest import build_manifest, column_types
from pos_app.dayfile.row_types import have_column_types
from pos_app.domain.day import ALL_ROW_TYPES, ROW_TYPES, DayTables, later_tables

# The oldest time that a zip can hold, so that the bytes do not depend on the clock.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class BuiltDay(NamedTuple):
    """A signed day: `identity` is the manifest's hash, `file` the bytes of the zip."""

    identity: str
    code: str
    name: str
    manifest: bytes
    signature: bytes
    file: bytes


def build_day(
    head: DayHead,
    tables: DayTables,
    payloads: Sequence[bytes],
    sign: Callable[[bytes], bytes],
    check: Callable[[bytes, dict[str, bytes]], None] = lambda manifest, members: None,
) -> BuiltDay:
    """Return the day file of `tables` and the journal's `payloads`, signed by `sign`.

    `check` gets the manifest and the members before; if it raises, nothing is signed.
    """
    members = table_members(tables)
    members[JOURNAL] = b"".join(payload + b"\n" for payload in payloads)
    members |= later_members(tables)
    manifest = build_manifest(head, members, package_name(head))
    check(manifest, members)
    return pack_signed(head, manifest, members, sign)


def table_members(tables: DayTables) -> dict[str, bytes]:
    """Return the tables of every day as members, by name."""
    return {f"{name}.csv": table_bytes(name, getattr(tables, name)) for name in ROW_TYPES}


def later_members(tables: DayTables) -> dict[str, bytes]:
    """Return the later tables that have rows as members, which come last."""
    names = later_tables(tables)
    return {f"{name}.csv": table_bytes(name, getattr(tables, name)) for name in names}


def pack_signed(
    head: DayHead, manifest: bytes, members: Mapping[str, bytes], sign: Callable[[bytes], bytes]
) -> BuiltDay:
    """Return the day file of these members, its manifest signed by `sign`."""
    signature = sign(manifest)
    identity = manifest_hash(manifest)
    file = pack({MANIFEST: manifest, SIGNATURE: signature, **members})
    return BuiltDay(
        identity, short_code(identity), file_name(head, identity), manifest, signature, file
    )


def package_name(head: DayHead) -> str:
    """Return the name of the data package: till, day and revision."""
    place = f"{head.event}-{head.stand}-{head.till}-{head.seat}"
    return f"{place}-{head.day}-r{head.revision}".lower()


def table_bytes(name: str, rows: Iterable[tuple[object, ...]]) -> bytes:
    """Return a table as CSV (RFC 4180): comma, CRLF, UTF-8 without BOM, with header.

    Booleans are written as true and false.
    """
    return header_bytes(name) + row_bytes(name, rows)


def header_bytes(name: str) -> bytes:
    """Return the first line of a table as CSV."""
    return ",".join(ALL_ROW_TYPES[name]._fields).encode() + b"\r\n"


def row_bytes(name: str, rows: Iterable[tuple[object, ...]]) -> bytes:
    """Return rows of a table as CSV, without the header: see `table_bytes`.

    Rows in which no cell has to be quoted are written by a compiled writer.
    """
    found = tuple(rows)
    plain = plain_row_bytes(name, found) if have_column_types(name, found) else None
    return _quoted(_written(name, found)).encode() if plain is None else plain


def _written(name: str, rows: Iterable[tuple[object, ...]]) -> Iterable[tuple[object, ...]]:
    """Return the rows with their booleans as they are written; only tenders have one."""
    if name != "tenders":
        return rows
    return ((*row[:-1], "true" if row[-1] else "false") for row in rows)


def plain_row_bytes(name: str, rows: Sequence[tuple[object, ...]]) -> bytes | None:
    """Return `row_bytes` of rows that have their columns' types; None if a cell may need quotes.

    JSON writes a row as `["a",1]`. Without brackets and quotation marks that is the CSV row, if
    there are no more of them, and no more commas, than the row has by its form.
    """
    if not rows:
        return b""
    try:
        encoded = _compiled()(rows)
    except (TypeError, ValueError, OverflowError):
        return None
    bare = encoded.translate(None, b'["')
    columns, texts = _form(name)
    count = len(rows)
    # Each text has two quotation marks; more of them, and line ends, are written with a backslash.
    if b"\\" in encoded or len(encoded) - len(bare) != 1 + count + 2 * texts * count:
        return None
    lines = bare[:-2].replace(b"],", b"\r\n")
    if b"]" in lines or lines.count(b"\n") != count - 1:
        return None
    return lines + b"\r\n" if lines.count(b",") == count * (columns - 1) else None


@cache
def _form(name: str) -> tuple[int, int]:
    """Return the number of columns of a table, and how many of them are texts."""
    kinds = list(column_types(name).values())
    return len(kinds), kinds.count("str")


@cache
def _compiled() -> Callable[[object], bytes]:
    """Return the compiled writer; imported only here, because a till's start does not need it."""
    from msgspec.json import Encoder

    return Encoder().encode


def _quoted(rows: Iterable[tuple[object, ...]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def pack(members: Mapping[str, bytes]) -> bytes:
    """Return the members as a zip whose bytes depend on the members only."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()
