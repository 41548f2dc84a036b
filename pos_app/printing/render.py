"""Renders a layout in the file format that a file's suffix names."""

from __future__ import annotations

from pathlib import Path

from pos_app.bounded.output import write_own
from pos_app.errors import PosError
from pos_app.printing.blocks import Layout
from pos_app.printing.pdf import PAPERS, to_pdf
from pos_app.printing.plain_text import COLUMNS, to_text


def rendered(layout: Layout, suffix: str, width_mm: int) -> bytes:
    """Return the layout as `.pdf`, `.txt` or `.bin` (ESC/POS) bytes for paper of 58 or 80 mm.

    Raises PosError `paper_width_unknown`, `file_kind_unknown`.
    """
    if width_mm not in PAPERS:
        raise PosError("paper_width_unknown", width=width_mm)
    kind = suffix.lower()
    if kind == ".pdf":
        return to_pdf(layout, width_mm)
    if kind == ".txt":
        return to_text(layout, COLUMNS[width_mm]).encode()
    if kind == ".bin":
        from pos_app.printing.escpos import to_escpos
        from pos_app.printing.profiles import profile

        return to_escpos(layout, profile(f"generic{width_mm}"))
    raise PosError("file_kind_unknown", suffix=kind)


def render(layout: Layout, path: Path, width_mm: int = 80) -> None:
    """Write the layout to `path` in one step, replacing an older file.

    Raises as `rendered` does, and MachineError `file_not_written`.
    """
    write_atomically(path, rendered(layout, path.suffix, width_mm))


def write_atomically(path: Path, data: bytes) -> Path:
    """Write a file in one step, replacing an older one of ours, and return its path.

    Raises PosError `file_exists`; MachineError `file_not_written`.
    """
    return write_own(path, data)
