"""What holds for every test: no display, and no folder of the person who runs them."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

# Before anything imports Qt.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

_HOME = Path(tempfile.mkdtemp(prefix="pos-app-tests-"))
_FOLDERS = {
    "HOME": ".",
    "USERPROFILE": ".",
    "APPDATA": "config",
    "LOCALAPPDATA": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
}
for _name, _folder in _FOLDERS.items():
    os.environ[_name] = str(_HOME / _folder)

from hypothesis import settings  # noqa: E402  the home has to be moved before it is looked up

# A slow machine is no fault of the code.
settings.register_profile("pos-app", deadline=None)
settings.load_profile("pos-app")


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)
