"""A day file as the bytes that have to travel, and the day file that is told again from them.

The tables are told from the journal, and the manifest from both. What cannot be told again byte for
byte travels whole. Nothing is given out before it was unpacked and compared.

Layout: version (1 byte); which members travel whole (a number, one bit for each of `CARRIED`); the
size of the compressed part (a number) and that part; then UUIDs, hashes, keys and the signature.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pos_app.dayfile.format import CONTACTS, JOURNAL, MANIFEST, SIGNATURE
from pos_app.dayfile.unpack import ALL_MEMBERS, LATER_MEMBERS, MAX_SUM, MEMBERS, unpack
from pos_app.dayfile.writer import pack
from pos_app.errors import PosError
from pos_app.light.day_parts import (
    MAKERS,
    TABLE_MEMBERS,
    journal_bytes,
    maker_rows,
    makers_bytes,
    manifest_bytes,
    rows_in,
    tables_of,
)
from pos_app.light.rows import RowCodec
from pos_app.light.tokens import ByteReader, TokenReader, TokenWriter, Untellable, put_number
from pos_app.light.words import known_words

VERSION = 1
LATER_VERSION = 2
"""As version 1, for a day that has tables of minor version 1."""
CARRIED = ALL_MEMBERS
"""The members that travel, or are told again; sealed contacts do not go by light."""
SIGNATURE_BYTES = 64
MOST_PACKED = 4 << 20
MOST_TOKENS = 1 << 20  # bytes of columns: some 20,000 sales, read within seconds
MOST_TOLD = 32 << 20  # bytes of text in what is told
# One bit of literal context and no alignment: measured best on columns of tokens.
FILTER = {"id": lzma.FILTER_LZMA1, "dict_size": 1 << 22, "lc": 1, "lp": 0, "pb": 0}


def pack_day(file: bytes) -> bytes:
    """Return what has to travel of a day file.

    The answer is proven: `unpack_day` gives a day file whose members have the same bytes. Raises
    DayFileError for bytes that are no day file, and PosError `light_too_large`.
    """
    members = unpack(file)
    members.pop(CONTACTS, None)
    parts = _parts_of(members)
    whole = parts.whole
    while True:
        try:
            packed = _packed(members, parts, whole)
            told = _unpacked(packed)
        except (Untellable, PosError) as error:
            if whole == frozenset(members):
                raise PosError("light_too_large", size=len(file)) from error
            # Tables that the journal does not tell at all; else a row that tokens do not carry.
            more = whole | set(TABLE_MEMBERS)
            whole = more if more != whole else frozenset(members)
            continue
        differing = {name for name in members if told.get(name) != members[name]}
        if told.keys() - members.keys():
            differing = set(members)
        if not differing:
            return packed
        if differing <= whole:
            raise AssertionError("a whole member came back changed")
        whole |= differing


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a day file that may be told, and the members that certainly are not."""

    rows: list[dict[str, Any]]
    makers: list[dict[str, Any]]
    pos: dict[str, Any]
    whole: frozenset[str]


def _parts_of(members: Mapping[str, bytes]) -> _Parts:
    rows = _rows_of(members[JOURNAL])
    makers = maker_rows(members[MAKERS])
    pos = _pos_of(members[MANIFEST])
    whole = set()
    if len(members[SIGNATURE]) != SIGNATURE_BYTES:
        whole.add(SIGNATURE)
    if rows is None:
        whole |= {JOURNAL, *TABLE_MEMBERS}
    if makers is None:
        whole.add(MAKERS)
    if pos is None:
        whole.add(MANIFEST)
    return _Parts(rows or [], makers or [], pos or {}, frozenset(whole))


def _rows_of(journal: bytes) -> list[dict[str, Any]] | None:
    """The rows of a journal; None if writing them again gives other bytes."""
    try:
        rows = rows_in(journal)
        same = all(isinstance(row, dict) for row in rows) and journal_bytes(rows) == journal
    except (ValueError, TypeError, RecursionError):
        return None
    return rows if same else None


def _pos_of(manifest: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(manifest)["pos"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _packed(members: Mapping[str, bytes], parts: _Parts, whole: frozenset[str]) -> bytes:
    tokens = TokenWriter(known_words(VERSION)["words"])
    codec = RowCodec(tokens)
    if JOURNAL not in whole:
        codec.number("rows", len(parts.rows))
        for row in parts.rows:
            codec.put("row", row)
    if MAKERS not in whole:
        codec.number("makers", len(parts.makers))
        for row in parts.makers:
            codec.put("maker", row)
    if MANIFEST not in whole:
        codec.seen.payloads = members[JOURNAL].split(b"\n")[:-1]
        codec.put("pos", parts.pos)
    return _joined(members, whole, tokens)


def _joined(members: Mapping[str, bytes], whole: frozenset[str], tokens: TokenWriter) -> bytes:
    plain = bytearray()
    kept = [members[name] for name in CARRIED if name in whole]
    for size in (len(tokens.columns), *map(len, tokens.columns.values()), *map(len, kept)):
        put_number(plain, size)
    plain += b"".join([*tokens.columns.values(), *kept, tokens.text])
    if sum(map(len, tokens.columns.values())) > MOST_TOKENS:
        raise Untellable
    squeezed = lzma.compress(bytes(plain), lzma.FORMAT_RAW, filters=[FILTER])
    later = any(name in members for name in LATER_MEMBERS)
    out = bytearray([LATER_VERSION if later else VERSION])
    put_number(out, sum(1 << place for place, name in enumerate(CARRIED) if name in whole))
    put_number(out, len(squeezed))
    raw = tokens.raw + (b"" if SIGNATURE in whole else members[SIGNATURE])
    return bytes(out + squeezed + raw)


def unpack_day(packed: bytes) -> bytes:
    """Return the day file in packed bytes, a zip of the same members.

    Whether the day is sound is for the reader of day files to say. Raises PosError `light_damaged`,
    `light_newer` for a format of a later program.
    """
    return pack(_unpacked(packed))


def _unpacked(packed: bytes) -> dict[str, bytes]:
    if packed[:1] > bytes([LATER_VERSION]):
        raise PosError("light_newer", version=packed[0])
    if len(packed) > MOST_PACKED or packed[:1] < bytes([VERSION]):
        raise PosError("light_damaged")
    try:
        return _Opened(ByteReader(packed[1:])).members()
    except (Untellable, KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise PosError("light_damaged") from error


class _Opened:
    """The parts of a packed day, and the members that are told from them."""

    def __init__(self, data: ByteReader) -> None:
        flags = data.number()
        self._whole = [name for place, name in enumerate(CARRIED) if flags >> place & 1]
        plain = ByteReader(_squeezed_out(data.take(data.number())))
        sizes = [plain.number() for _ in range(plain.number())]
        if sum(sizes) > MOST_TOKENS:
            raise PosError("light_damaged")
        kept_sizes = [plain.number() for _ in self._whole]
        columns = [plain.take(size) for size in sizes]
        self._found = {
            name: plain.take(size) for name, size in zip(self._whole, kept_sizes, strict=True)
        }
        text, raw = plain.take(plain.left), data.take(data.left)
        if SIGNATURE not in self._whole:
            if len(raw) < SIGNATURE_BYTES:
                raise PosError("light_damaged")
            self._found[SIGNATURE] = raw[-SIGNATURE_BYTES:]
            raw = raw[:-SIGNATURE_BYTES]
        known = known_words(VERSION)
        tokens = TokenReader(known["words"], columns, text, raw, MOST_TOLD)
        self._codec = RowCodec(tokens)
        self._resources = known["resources"]

    def members(self) -> dict[str, bytes]:
        """Every member. Raises PosError `light_damaged` and what a wrong value causes."""
        found = self._found
        rows: list[dict[str, Any]] | None = None
        if JOURNAL not in found:
            rows = [self._codec.get("row") for _ in range(self._codec.number("rows"))]
            found[JOURNAL] = journal_bytes(rows)
        if MAKERS not in found:
            makers = [self._codec.get("maker") for _ in range(self._codec.number("makers"))]
            found[MAKERS] = makers_bytes(makers)
        if any(name not in found for name in TABLE_MEMBERS):
            rows = rows_in(found[JOURNAL]) if rows is None else rows
            tables = tables_of(rows, self._resources)
            found |= {name: data for name, data in tables.items() if name not in found}
        if MANIFEST not in found:
            self._codec.seen.payloads = found[JOURNAL].split(b"\n")[:-1]
            found[MANIFEST] = manifest_bytes(self._codec.get("pos"), found, self._resources)
        return in_order(found)


def in_order(found: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the members in their order. Raises KeyError where one of every file is missing."""
    return {name: found[name] for name in CARRIED if name in found or name in MEMBERS}


def _squeezed_out(data: bytes) -> bytes:
    """Decompress within bounds. Raises PosError `light_damaged`."""
    reader = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[FILTER])
    try:
        plain = reader.decompress(data, MAX_SUM)
    except lzma.LZMAError as error:
        raise PosError("light_damaged") from error
    if not reader.eof:
        raise PosError("light_damaged")
    return plain
