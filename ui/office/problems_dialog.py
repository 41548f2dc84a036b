"""The dialog of problems with files: whose the file says it is, and a sentence with what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pos_app.errors import Problem
from pos_app.languages import LanguageCode
from pos_app.messages import sentence
from ui.office.problem_words import whose_words, with_day
from ui.theme import Theme
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.notes_delegate import NotesDelegate
from ui.widgets.restyle import card, label
from ui.widgets.tables import set_up_read_only

TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class ProblemsDialog(FittingDialog):
    """Lists the problems: errors first, otherwise in the order of the files."""

    def __init__(
        self,
        problems: Sequence[Problem],
        theme: Theme,
        language: LanguageCode,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._language: LanguageCode = language
        self._theme = theme
        self._problems = sorted(problems, key=lambda problem: problem.severity != "error")
        self.table = QTableWidget(len(problems), 2)
        self.copy = KeyButton(self.tr("Copy all"), "F7")
        self.close_ = KeyButton(self.tr("Close"), "Esc", "primary")
        self._build()
        self._fill()
        self.copy.clicked.connect(self.copy_all)
        self.close_.clicked.connect(self.accept)

    def _build(self) -> None:
        title = self.tr("%n file(s) to look at", "", len(self._problems))
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(title, "title"))
        frame, inner = card(1, 0)
        inner.addWidget(self.table)
        column.addWidget(frame, 1)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addWidget(self.close_, 1)
        column.addLayout(row)
        table = self.table
        table.setHorizontalHeaderLabels([self.tr("File"), self.tr("What it means, and what to do")])
        set_up_read_only(table)
        table.setProperty("kind", "notes")
        table.setItemDelegate(NotesDelegate(table))
        table.setAccessibleName(title)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 290)
        parent = self.parentWidget()
        size = parent.window().size() if parent else self.sizeHint()
        self.resize(min(1100, size.width() - 60), min(640, size.height() - 40))

    def _fill(self) -> None:
        for row, problem in enumerate(self._problems):
            token = "wrong" if problem.severity == "error" else "look"
            for column, text in enumerate(self._texts(problem)[:2]):
                item = QTableWidgetItem(text)
                item.setTextAlignment(TOP)
                item.setToolTip("\n".join(filter(None, (problem.file, problem.code))))
                if column == 0:
                    item.setForeground(self._theme.color(token))
                self.table.setItem(row, column, item)

    def _texts(self, problem: Problem) -> tuple[str, str, str]:
        file = PurePath(problem.file).name if problem.file else "–"
        sign = "✗" if problem.severity == "error" else "!"
        file = "\n".join(
            filter(None, (f"{sign}\u00a0{file}", whose_words(problem, self._language)))
        )
        return file, sentence(with_day(problem, self._language), self._language), problem.code

    def copy_all(self) -> None:
        """Copy the list to the clipboard as tab-separated lines."""
        lines = [
            "\t".join(text.replace("\n", "  ·  ") for text in self._texts(problem))
            for problem in self._problems
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F7:
            self.copy_all()
        else:
            super().keyPressEvent(event)

    @classmethod
    def show_problems(
        cls, problems: Sequence[Problem], theme: Theme, language: LanguageCode, parent: QWidget
    ) -> None:
        """Show the problems until the dialog is closed."""
        dialog = cls(problems, theme, language, parent)
        dialog.exec()
        dialog.deleteLater()
