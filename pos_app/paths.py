"""Where things lie: the resources that come with the app, the samples, and the user's own data."""

from __future__ import annotations

import sys
from pathlib import Path

_SHARED = "share/pos-app"


def _root() -> Path:
    """The folder that holds `resources/`: a frozen build's, a checkout's, or a wheel's."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "resources").is_dir():
        return checkout
    import sysconfig  # only an installed wheel asks

    return Path(sysconfig.get_path("data")) / _SHARED


def resources_dir() -> Path:
    """Icons, themes, fonts, translations, schemas, sentences."""
    return _root() / "resources"


def data_samples_dir() -> Path:
    """The sample catalogue, makers and demo event."""
    return _root() / "data"


def user_data_dir() -> Path:
    """The folder of the user's own till, unless another is named."""
    from platformdirs import user_data_path

    return user_data_path("pos-app", appauthor=False)
