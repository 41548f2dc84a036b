"""The system's file dialogs, which open where a person keeps files.

The first one opens in the documents folder, or where there is none in the person's own, each later
one in the folder that was chosen last. Without this Windows would show the program's own folder.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


class LastFolder:
    """The folder that was chosen last while the program ran; None before the first."""

    chosen: Path | None = None


def start_folder() -> str:
    """Return the folder in which a dialog opens: the last, the documents' or the person's."""
    last = LastFolder.chosen
    if last is not None and last.is_dir():  # a stick may have been pulled out since
        return str(last)
    return documents_folder()


def documents_folder() -> str:
    """Return the documents folder, or where there is none the person's own."""
    place = QStandardPaths.StandardLocation
    documents = QStandardPaths.writableLocation(place.DocumentsLocation)
    if Path(documents).is_dir():
        return documents
    return QStandardPaths.writableLocation(place.HomeLocation)


def title_or(title: str, usual: str) -> str:
    """Return the title, or where it is empty the usual one in the window's language."""
    return title or QCoreApplication.translate("QFileDialog", usual)


def ask_open(parent: QWidget, title: str, kinds: str = "", folder: str = "") -> Path | None:
    """Ask for a file of `kinds`, in `folder` if it is given; None if cancelled."""
    title = title_or(title, "Open")
    name, _ = QFileDialog.getOpenFileName(parent, title, folder or start_folder(), kinds)
    return _file(name)


def ask_open_several(parent: QWidget, title: str, kinds: str = "") -> list[Path]:
    """Ask for files of `kinds`; none if cancelled."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, start_folder(), kinds)
    _file(names[0] if names else "")
    return [Path(name) for name in names]


def ask_save(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask where to write a file, proposing `name`, whose suffix is added where it is left out."""
    proposed = str(Path(start_folder(), name))
    title = title_or(title, "Save As")
    path = _file(QFileDialog.getSaveFileName(parent, title, proposed, kinds)[0])
    return path if path is None or path.suffix else path.with_suffix(Path(name).suffix)


def ask_folder(parent: QWidget, title: str, folder: str = "") -> Path | None:
    """Ask for a folder, beginning in `folder` if it is given; None if cancelled."""
    chosen = QFileDialog.getExistingDirectory(parent, title, folder or start_folder())
    if chosen:
        LastFolder.chosen = Path(chosen)
    return Path(chosen) if chosen else None


def _file(name: str) -> Path | None:
    """Return the file of this name, and note its folder; None for an empty text."""
    if not name:
        return None
    LastFolder.chosen = Path(name).parent
    return Path(name)
