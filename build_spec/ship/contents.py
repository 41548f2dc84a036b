"""What goes into the programs that are handed out, and what stays out.

PyInstaller finds what the code imports. Its hooks for Qt add far more than a till needs: the
translations of Qt's own tools, plugins for televisions, and a software OpenGL of 20 MB.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START = Path(__file__).with_name("start_program.py")

# The folders that pos_app/paths.py looks for.
DATA = (("resources", "resources"), ("data", "data"))

# Imported by a string, a plugin or only on one system, so that nothing in the code shows it.
HIDDEN = {
    "every": ("ui.gallery.pictures", "serial.tools.list_ports", "_cffi_backend"),
    "windows": ("win32print", "win32timezone", "winsound"),
    "linux": (),
}

# Needed by tests, by `office publish` with duckdb or Spark, or by parts of packages that the
# program never calls.
EXCLUDED_MODULES = (
    "IPython",
    "_pytest",
    "duckdb",
    "hypothesis",
    "jsonschema",
    "lib2to3",
    "matplotlib",
    "mypy",
    "numpy",
    "PIL._avif",
    "PIL.AvifImagePlugin",
    "serial.tools.list_ports_osx",
    "pandas",
    "pip",
    "pydoc_data",
    "pyspark",
    "pytest",
    "pythonwin",
    "setuptools",
    "sqlite_utils.cli",
    "tkinter",
    "win32com",
    "win32ui",
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtQml",
    "PySide6.QtQuick",
)

# The Qt plugins that a till or an office uses; every other is left out.
QT_PLUGINS = frozenset(
    (
        "platforms/qwindows.dll",
        "platforms/qoffscreen.dll",
        "platforms/libqoffscreen.so",
        "platforms/libqxcb.so",
        "printsupport/windowsprintersupport.dll",
        "printsupport/libcupsprintersupport.so",
        "imageformats/qjpeg.dll",
        "imageformats/libqjpeg.so",
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    )
)
# Libraries that every Linux desktop has, with their Debian packages. They fit its display and
# fonts, so these are used and none of ours.
OF_THE_SYSTEM = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
}
# Without it Qt finds no printer of the system; receipts need none of those.
FOR_PRINTERS = {"libcups.so.2": "libcups2"}
# Files by name, as regular expressions, with what they are.
UNUSED_FILES = (
    r"opengl32sw\.dll",  # OpenGL in software: widgets are drawn without it
    r"d3dcompiler.*\.dll",
    r"Qt6(Network|OpenGL|Qml\w*|Quick\w*|VirtualKeyboard|Pdf|ShaderTools)\.dll",
    r"libQt6(Network|OpenGL|Qml\w*|Quick\w*|VirtualKeyboard|Pdf)\.so.*",
    r"libQt6(WlShell\w*|Wayland\w*|EglFS\w*)\.so.*",
    r"(Qt|lib)?Qt(Network|OpenGL|Qml|Quick)\.(pyd|abi3\.so)",
    r"libgtk-.*|libgdk.*|libatk.*|libpango.*|libcairo.*",  # of Qt's theme plugin for GTK
    r"api-ms-win-.*\.dll|ucrtbase\.dll",  # part of Windows 10
    r".*\.(ts|pyi|chm|lib|a)",
)
_UNUSED = re.compile("|".join(f"(?:{each})" for each in UNUSED_FILES), re.IGNORECASE)
_PLUGIN = re.compile(r"(?:^|/)plugins/([^/]+/[^/]+)$")


def is_wanted(target: str) -> bool:
    """Return whether a file that PyInstaller would put at `target` is used by the programs."""
    path = target.replace("\\", "/")
    if "PySide6/" in path and "/translations/" in path:
        return False  # the windows' texts are ours
    plugin = _PLUGIN.search(path)
    if plugin and "PySide6" in path:
        return plugin[1] in QT_PLUGINS
    name = path.rsplit("/", 1)[-1]
    return name not in OF_THE_SYSTEM | FOR_PRINTERS and not _UNUSED.fullmatch(name)


def version() -> str:
    """Return the version of the project."""
    text = (ROOT / "pos_app" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    assert found is not None
    return found[1]


def version_numbers(text: str = "") -> tuple[int, int, int, int]:
    """Return a version, the project's if none is given, as Windows stamps it into a program."""
    numbers = [int(part) for part in re.findall(r"\d+", text or version())[:4]]
    first, second, third, fourth = numbers + [0] * (4 - len(numbers))
    return first, second, third, fourth
