"""The files of two laptops side by side, by which a person chooses one or counts both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from pos_app.domain.money import format_rupiah
from pos_app.services.office.compared_files import LaptopFile, TwoLaptops
from ui.widgets.restyle import label


class TwoLaptopsCard(QFrame):
    """A column for each file: sales, net, first and last receipt; below it what speaks against.

    It is empty until `show_comparison`, because the files are read on a worker thread.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_comparison(self, found: TwoLaptops) -> None:
        """Show some files; nothing for fewer than two."""
        if len(found.files) < 2:
            return
        self._column.addWidget(label(self.tr("The laptops side by side"), "strong"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        for row, name in enumerate(self._names()):
            grid.addWidget(label(name, "hint"), row, 0)
        for column, file in enumerate(found.files, 1):
            for row, words in enumerate(self._values(file)):
                cell = label(words, "strong" if row == 0 else "")
                cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(cell, row, column)
        grid.setColumnStretch(len(found.files) + 1, 1)
        self._column.addLayout(grid)
        for words, kind in self._remarks(found):
            self._column.addWidget(label(words, kind, wrap=True))

    def _names(self) -> tuple[str, ...]:
        return (
            self.tr("File"),
            self.tr("Sales"),
            self.tr("Turnover"),
            self.tr("First receipt"),
            self.tr("Last receipt"),
            self.tr("Only here"),
        )

    def _values(self, file: LaptopFile) -> tuple[str, ...]:
        return (
            file.slip,
            str(file.sales),
            format_rupiah(file.net),
            _receipt(file.first, file.first_at),
            _receipt(file.last, file.last_at),
            str(file.own),
        )

    def _remarks(self, found: TwoLaptops) -> list[tuple[str, str]]:
        """What both hold alike, the numbers given twice, and why both cannot be right."""
        parts = [(self.tr("Receipts in both alike: {0}").format(found.shared), "hint")]
        if found.numbers_twice:
            words = self.tr("Numbers given twice: {0}")
            parts.append((words.format(", ".join(found.numbers_twice)), "hint"))
        if found.contradicting:
            words = self.tr("Told differently, so both cannot be right: {0}")
            parts.append((words.format(", ".join(found.contradicting)), "look"))
        if found.given_back:
            words = self.tr("Given back at both, more than was sold: {0}")
            parts.append((words.format(", ".join(found.given_back)), "look"))
        if found.given_back_unseen:
            words = self.tr("Give back one sale that is in no file, look at the papers: {0}")
            parts.append((words.format(", ".join(found.given_back_unseen)), "look"))
        if found.pieces:
            words = self.tr("More sold together than there were: {0}")
            parts.append((words.format(", ".join(found.pieces)), "look"))
        return parts


def _receipt(number: str, at: str) -> str:
    """Return the running number of a receipt and its hour, short for a narrow panel."""
    if not number:
        return "–"
    running = number.rpartition("-")[2].lstrip("0")
    return f"{running} · {at[11:16].replace(':', '.')}"
