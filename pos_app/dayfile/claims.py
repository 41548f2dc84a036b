"""What a file that failed its checks says of itself: stand, till and day, none of it proven.

It tells the office whom to phone about the file, and is used for nothing else.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePath

from pos_app.clock import parse_day
from pos_app.dayfile.format import MANIFEST, DayFileError
from pos_app.dayfile.parse import parse_json
from pos_app.domain.event import check_code
from pos_app.errors import PosError

MAX_MANIFEST = 256 << 10
KEYS = ("claims_stand", "claims_till", "claims_day")
# As tills name their files: EVENT_STAND-TILL_DAY_rN_CODE.zip, and copies of it.
_NAME = re.compile(
    r"_(?P<stand>[A-Z0-9]+)-(?P<till>[A-Z0-9]+?)(?:(?<=[0-9])[B-Z])?_"
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})_r"
)


def claims_in(file: bytes) -> dict[str, str]:
    """The stand, till and day that a file's manifest states, under KEYS; empty if it has none.

    Reads at most 256 KB of the manifest, and raises nothing.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive, archive.open(MANIFEST) as member:
            text = member.read(MAX_MANIFEST + 1)
        if len(text) > MAX_MANIFEST:
            return {}
        return _claims(parse_json(text, "manifest_damaged").get("pos"))
    except (*_FAULTS, DayFileError):
        return {}


def claims_of_name(name: str) -> dict[str, str]:
    """The stand, till and day in the name that a till gave to a file; empty if there are none."""
    found = _NAME.search(PurePath(name.replace("\\", "/")).name)
    return _claims(found.groupdict()) if found else {}


_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError, RuntimeError),
    *(NotImplementedError, ValueError, OverflowError, RecursionError),
)


def _claims(facts: object) -> dict[str, str]:
    if not isinstance(facts, Mapping):
        return {}
    try:
        stand, till = (check_code(str(facts[name]), name) for name in ("stand", "till"))
        day = parse_day(str(facts["day"])).isoformat()
    except (KeyError, PosError):
        return {}
    return dict(zip(KEYS, (stand, till, day), strict=True))
