"""What both sides know from the start: the manifest's frame, and the words of every journal.

`resources/light/words-1.json` belongs to version 1 of a packed day. A finished file of words never
changes, because sheets that were printed with it are read later by newer programs.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from pos_app.paths import resources_dir


@lru_cache
def known_words(version: int) -> dict[str, Any]:
    """Return `words` (lists by group of columns) and `resources` (the manifest's, without sizes).

    `version` is one that this program knows.
    """
    file = resources_dir() / "light" / f"words-{version}.json"
    found: dict[str, Any] = json.loads(file.read_bytes())
    return found
