"""Makers of files that are meant to bring a reader down."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

ODS_SPACE = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    '<office:body><office:spreadsheet><table:table table:name="A">'
)
ODS_END = "</table:table></office:spreadsheet></office:body></office:document-content>"
TEXT_CELL = '<table:table-cell office:value-type="string">'


@cache
def zeros_deflated(size: int) -> tuple[bytes, int]:
    """`size` zero bytes, deflated, and their CRC; a thousandth of their size."""
    engine, crc, piece = zlib.compressobj(9, zlib.DEFLATED, -15), 0, bytes(1 << 20)
    parts = []
    for _ in range(size >> 20):
        parts.append(engine.compress(piece))
        crc = zlib.crc32(piece, crc)
    return b"".join([*parts, engine.flush()]), crc


def lying_zip(
    members: Mapping[str, bytes], liar: str, size: int, declared: int | None, method: int = 8
) -> bytes:
    """A zip of `members` and of one more, which unpacks to `size` zeros and declares another size.

    `declared` None is the truth.
    """
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    packed, crc = zeros_deflated(size)
    says = size if declared is None else declared
    return with_member(into.getvalue(), liar, packed, says, crc, method)


def with_member(
    archive: bytes, name: str, packed: bytes, size: int, crc: int, method: int = 8
) -> bytes:
    """The archive with one more member, whose header says whatever is given."""
    at = archive.rindex(b"PK\x05\x06")
    count, length, start = struct.unpack_from("<HLL", archive, at + 10)
    raw = name.encode()
    head = struct.pack("<5H3L2H", 20, 0, method, 0, 0x21, crc, len(packed), size, len(raw), 0)
    local = b"PK\x03\x04" + head + raw + packed
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack("<3H2L", 0, 0, 0, 0, start)
    directory = archive[start : start + length] + entry + raw
    end = struct.pack("<4H2LH", 0, 0, count + 1, count + 1, len(directory), start + len(local), 0)
    return archive[:start] + local + directory + b"PK\x05\x06" + end


def ods_of(rows: str) -> bytes:
    """An ods whose only table holds these rows (XML)."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", ODS_SPACE + rows + ODS_END)
    return into.getvalue()


def ods_cell(inner: str, cell: str = TEXT_CELL, row: str = "<table:table-row>") -> str:
    return f"{row}{cell}<text:p>{inner}</text:p></table:table-cell></table:table-row>"


def with_parts(workbook: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The workbook with some members replaced or added."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(into, "w", 8) as new:
        for name in dict.fromkeys((*old.namelist(), *parts)):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return into.getvalue()


def shared_strings(attributes: str) -> bytes:
    """The shared texts of an xlsx: one text, and whatever its element says."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<sst xmlns="{space}" {attributes}><si><t>sku</t></si></sst>'.encode()


def many_members(count: int) -> bytes:
    """A zip whose directory names the same empty place very often."""
    entry = b"PK\x01\x02" + struct.pack("<6H3L5H2L", *[20, 20, 0, 0, 0, 0], *[0] * 3, 1, *[0] * 6)
    entry = entry[:46] + b"a"
    body = entry * count
    return (
        body
        + b"PK\x05\x06"
        + struct.pack("<4H2LH", 0, 0, count & 0xFFFF, count & 0xFFFF, len(body), 0, 0)
    )
