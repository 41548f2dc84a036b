"""What a file's mode says, where it says anything."""

from __future__ import annotations

import sys
from pathlib import Path


def is_private(path: Path) -> bool:
    """Whether nobody else can use the file; on Windows the folder's access list sees to it."""
    return sys.platform == "win32" or path.stat().st_mode & 0o077 == 0
