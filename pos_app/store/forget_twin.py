"""Takes forgotten contacts out of a twin's lines; the journal rows in them stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Collection

from pos_app.store.carried import entries_sum

_TABLE = "contacts"


def without_contacts(line: bytes, hashes: Collection[str]) -> bytes:
    """Return a line of a twin that carries none of these contacts any more.

    A line that cannot be read, in a twin that is kept because it is damaged, loses the text of the
    contact alone.
    """
    if b'"contacts"' not in line or not any(each.encode() in line for each in hashes):
        return line
    try:
        found = json.loads(line)
        also = [
            [table, key, None if table == _TABLE and key in hashes else row]
            for table, key, row in found["also"]
        ]
    except (ValueError, KeyError, TypeError):
        return _blanked(line, hashes)
    if also == found["also"]:
        return line
    found |= {"also": also, "sum": entries_sum(also)}
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return text.encode() + (b"\n" if line.endswith(b"\n") else b"")


def _blanked(line: bytes, hashes: Collection[str]) -> bytes:
    for each in hashes:
        start = re.escape(f'"{_TABLE}","{each}",['.encode())
        line = re.sub(start + rb"[^\]]*", f'"{_TABLE}","{each}",['.encode(), line)
    return line
