"""Folders: the resources that come with the program, the samples, and the user's own data."""

from __future__ import annotations

import sys
from pathlib import Path

_SHARED = "share/pos-app"


def _root() -> Path:
    """Returns the folder with `resources/`: of a frozen build, a checkout or a wheel."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "resources").is_dir():
        return checkout
    import sysconfig  # only an installed wheel needs it

    return Path(sysconfig.get_path("data")) / _SHARED


def resources_dir() -> Path:
    """Returns the folder of icons, themes, fonts, translations, schemas and messages."""
    return _root() / "resources"


def data_samples_dir() -> Path:
    """Returns the folder of the sample products, makers and demo event."""
    return _root() / "data"


def own_command() -> list[str]:
    """Returns the words that start this program again, with a console, before its arguments."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "pos_app.cli.start"]
    program = Path(sys.executable)
    return [str(program.with_name("pos-app" + program.suffix))]


def user_data_dir() -> Path:
    """Returns the folder of the user's till, for when no other is named."""
    from platformdirs import user_data_path

    return user_data_path("pos-app", appauthor=False)
