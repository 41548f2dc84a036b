"""Names that Windows does not give to a file, though a person can type them."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PureWindowsPath

from pos_app.errors import PosError

_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]')


def is_windows_name(name: str) -> bool:
    """Whether Windows makes a file of that name.

    It writes to a device instead for `nul.pdf`, and hides what follows the colon of `a.pdf:x`
    behind the file `a.pdf`; both look like success.
    """
    return not _FORBIDDEN.search(name) and not PureWindowsPath(name).is_reserved()


def check_name(path: Path) -> None:
    """Raise PosError `file_name_forbidden` for a name that makes no file on this system."""
    if sys.platform == "win32" and not is_windows_name(path.name):
        raise PosError("file_name_forbidden", name=path.name)
