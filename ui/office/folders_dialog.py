"""The dialog of the folders that the office's window watches."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from pos_app.services.office.watched_folders import MOST_FOLDERS
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.buttons import KeyButton
from ui.widgets.file_dialogs import ask_folder
from ui.widgets.restyle import label


class FoldersDialog(AskDialog):
    """Shows the folders; Enter keeps the choice, Esc leaves it as it was."""

    def __init__(self, folders: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_question(self.tr("Folders that fill themselves"), self.tr("Keep"))
        hint = self.tr(
            "What arrives in these folders is checked and added by itself: a chat's downloads, a"
            " stick, a shared folder. Nothing in them is moved or deleted."
        )
        self.body.addWidget(label(hint, "hint", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Folders"))
        self.list.setMinimumHeight(150)
        self.add = KeyButton(self.tr("Add a folder…"), kind="small")
        self.remove = KeyButton(self.tr("Watch it no longer"), kind="small")
        self.body.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch(1)
        self.body.addLayout(row)
        self.setMinimumWidth(620)
        for folder in folders:
            self.list.addItem(QListWidgetItem(str(folder)))
        self.add.clicked.connect(self.ask_folder)
        self.remove.clicked.connect(self.remove_chosen)
        self.add.setFocus()

    @property
    def folders(self) -> list[Path]:
        """The folders in the list, each once."""
        names = (self.list.item(row).text() for row in range(self.list.count()))
        return [Path(name) for name in dict.fromkeys(names)]

    def ask_folder(self) -> None:
        """Ask for a folder and add it to the list."""
        chosen = ask_folder(self, self.tr("Which folder?"))
        if chosen is not None and chosen not in self.folders:
            self.list.addItem(QListWidgetItem(str(chosen)))
            self.list.setCurrentRow(self.list.count() - 1)

    def remove_chosen(self) -> None:
        """Take the chosen folder off the list."""
        self.list.takeItem(self.list.currentRow())

    def problem(self) -> str:
        """Refuses more folders than are watched."""
        if len(self.folders) > MOST_FOLDERS:
            return self.tr("At most {0} folders are watched.").format(MOST_FOLDERS)
        return ""

    @classmethod
    def ask(cls, folders: Sequence[Path], parent: QWidget | None = None) -> list[Path] | None:
        """Return the folders to watch, or None if cancelled."""
        dialog = cls(folders, parent)
        return dialog.folders if dialog.confirmed() else None
