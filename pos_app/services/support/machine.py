"""Figures of the machine and of what the program is made of, for whoever helps from afar."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
import time
from importlib import metadata
from pathlib import Path

from pos_app import __version__
from pos_app.services.shop.folder_kind import folder_facts

PACKAGES = (
    "PySide6-Essentials",
    "shiboken6",
    "sqlite-utils",
    "reportlab",
    "pypdfium2",
    "python-barcode",
    "segno",
    "XlsxWriter",
    "python-calamine",
    "pynacl",
    "click",
    "rich",
    "platformdirs",
    "Pillow",
    "zxing-cpp",
    "zfec",
    "pyserial",
    "pywin32",
    "duckdb",
)


def machine_facts(folder: Path) -> dict[str, object]:
    """Return what the program runs on; no name of a machine, person or folder is in it."""
    return {
        "app": __version__,
        "frozen": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "bits": 64 if sys.maxsize > 2**32 else 32,
        "sqlite": sqlite3.sqlite_version,
        "system": platform.system(),
        "release": platform.release(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "memory_mb": _memory(),
        "utc_offset_minutes": time.localtime().tm_gmtoff // 60,
        "encoding": sys.getfilesystemencoding(),
        "packages": {name: version for name in PACKAGES if (version := _version(name))},
        "folder": folder_facts(folder),
    }


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _memory() -> int | None:
    """The machine's memory in MB; None where the system has no such figure."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
    except (AttributeError, ValueError, OSError):
        return None
