"""Which shared libraries of the frozen Linux programs something in them asks for."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)
# PyInstaller puts the libraries of the system that it finds straight into this folder; packages
# have folders of their own, and may open what lies there by its name.
INSIDE = "_internal"


def needed_by(path: Path) -> set[str]:
    """Return the names of the libraries that a program or library is linked with."""
    said = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=False)
    return set(_NEEDED.findall(said.stdout))


def needed_in(folder: Path) -> dict[Path, set[str]]:
    """Return what each program and library in a frozen folder is linked with; no links followed."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {path: needed_by(path) for path in files if _is_elf(path)}


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def unneeded(candidates: Iterable[str], needed: Mapping[str, set[str]]) -> set[str]:
    """Return those candidates that no file needs, directly or through another library.

    `needed` maps the name of each file to the names that it is linked with.
    """
    left = set(candidates)
    to_see = [name for name in needed if name not in left]
    while to_see:
        asked = needed.get(to_see.pop(), set()) & left
        left -= asked
        to_see += asked
    return left


def prune(folder: Path) -> list[str]:
    """Remove the system's libraries that nothing in the folder needs; return their names."""
    found = {path.name: names for path, names in needed_in(folder).items()}
    inside = folder / INSIDE
    candidates = {
        path.name
        for path in inside.glob("lib*.so*")
        if not path.is_symlink() and not path.name.startswith("libpython")
    }
    removed = unneeded(candidates, found)
    for name in removed:
        (inside / name).unlink()
    return sorted(removed)
