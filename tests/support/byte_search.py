"""Searches every byte of every file below some folders, packed ones unpacked."""

from __future__ import annotations

import base64
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path

import duckdb
import pypdfium2

RUN = 24


def files_in(*folders: Path) -> Iterator[Path]:
    """Every file below the folders."""
    return (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())


def contents_of(data: bytes, depth: int = 3) -> Iterator[bytes]:
    """The bytes of a file, of the members of a zip in it, and the texts of a PDF or table."""
    yield data
    if not depth:
        return
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from contents_of(archive.read(name), depth - 1)
    elif data.startswith(b"%PDF"):
        yield _text_of_pdf(data).encode()
    elif data.startswith(b"PAR1"):
        yield _cells_of_parquet(data).encode()


# The same file is searched for one buyer after the other.
@lru_cache(maxsize=256)
def _text_of_pdf(data: bytes) -> str:
    """The text on every page; its bytes name glyphs of a font, not letters."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@lru_cache(maxsize=256)
def _cells_of_parquet(data: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder, closing(duckdb.connect()) as connection:
        path = Path(folder, "t.parquet")
        path.write_bytes(data)
        rows = connection.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    return repr(rows)


def holding(pieces: list[bytes], *folders: Path) -> set[str]:
    """The files below the folders that hold one of the pieces, or a name that has one."""
    found = set()
    for path in files_in(*folders):
        texts = (str(path).encode(), *contents_of(path.read_bytes()))
        if any(piece in each for each in texts for piece in pieces):
            found.add(str(path))
    return found


def runs_of(secret: bytes) -> list[bytes]:
    """Every run of 24 bytes of a secret, and of its Base64, that a file may hold a part of."""
    texts = (secret, base64.b64encode(secret))
    return [part[n : n + RUN] for part in texts for n in range(0, len(part) - RUN, RUN)]


def spellings_of(text: str) -> list[bytes]:
    """A text as files spell it: UTF-8, UTF-16, and escaped as JSON and repr do."""
    escaped = text.encode("ascii", "backslashreplace")
    as_json = json.dumps(text).strip('"').encode()
    return list({text.encode(), text.encode("utf-16-le"), escaped, as_json})
