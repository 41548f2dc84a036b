"""A pytest plugin that keeps every file which the tests give to the readers.

They lie in the folder POS_APP_KEPT, each once, under the name of its reader.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import pos_app.dayfile.pack_reader
import pos_app.dayfile.reader
import pos_app.sheets.reader

FOLDER = Path(os.environ["POS_APP_KEPT"])


def kept(read: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(read)
    def reading(data: bytes, *args: Any, **options: Any) -> Any:
        name = f"{read.__name__}-{hashlib.sha256(data).hexdigest()[:16]}"
        if not (FOLDER / name).exists():
            (FOLDER / name).write_bytes(data)
        return read(data, *args, **options)

    return reading


for module, name in (
    (pos_app.dayfile.reader, "read_day"),
    (pos_app.dayfile.pack_reader, "read_pack"),
    (pos_app.sheets.reader, "table_of"),
):
    setattr(module, name, kept(getattr(module, name)))
