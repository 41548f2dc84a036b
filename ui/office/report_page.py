"""The report as it will be printed, and written whole into a folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QWidget

from pos_app.services import office, office_desk
from ui.office.ask_files import ask_folder
from ui.office.office_session import OfficeSession
from ui.printing.paper_stage import PaperStage
from ui.widgets.buttons import KeyButton
from ui.widgets.polish import card, label


class ReportPage(QWidget):
    """The preview is drawn, and the files are written, off the window's thread."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folder: Path | None = None
        self.stage = PaperStage(session, session.runner)
        self.write = KeyButton(self.tr("Write the report…"), "F10", "primary")
        self.open = KeyButton(self.tr("Open the folder"))
        self.files = QListWidget()
        self.said = label(kind="hint", wrap=True)
        self._build()
        self.write.clicked.connect(self.ask_and_write)
        self.open.clicked.connect(self._open_folder)
        self.stage.done.connect(session.say)
        session.view_changed.connect(self._refresh_when_seen)
        session.book_changed.connect(self._forget)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 16, 14)
        row.setSpacing(12)
        paper, column = card(12, 8)
        column.addWidget(self.stage, 1)
        row.addWidget(paper, 3)
        frame, column = card(20, 10)
        column.addWidget(label(self.tr("Report"), "heading"))
        words = self.tr(
            "PDF for the head of office and the press, XLSX with charts, CSV tables, and a"
            " statement for each maker: all from the same figures, each saying how complete it is."
        )
        column.addWidget(label(words, "hint", wrap=True))
        column.addWidget(self.write)
        column.addWidget(self.said)
        self.files.setProperty("kind", "quiet")
        self.files.setAccessibleName(self.tr("Files written"))
        self.files.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.files, 1)
        column.addWidget(self.open)
        self._forget()
        row.addWidget(frame, 2)

    def _forget(self) -> None:
        self._folder = None
        self.files.clear()
        self.said.setText("")
        self.open.hide()
        self.stage.show_pdf(None, "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _refresh_when_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """The report as the book says it now."""
        book = self._session.book
        if book is not None and self._session.view is not None:
            work = partial(office_desk.report_paper, book, None, self._session.clock)
            self._session.run(work, self._show)

    def _show(self, pdf: bytes) -> None:
        view = self._session.view
        if view is not None:
            self.stage.show_pdf(pdf, f"laporan-{view.status.plan.code}")

    def ask_and_write(self) -> None:
        """Writes every file of the report into a folder that the person chooses."""
        book = self._session.book
        folder = ask_folder(self.window(), self.tr("Folder of the report"))
        if book is None or folder is None:
            return
        self.write.setEnabled(False)
        self.said.setText(self.tr("Writing the report…"))
        work = partial(office.write_report, book, folder, None, self._session.clock)
        self._session.run(work, partial(self._written, folder), self._not_written)

    def _written(self, folder: Path, paths: list[Path]) -> None:
        self.write.setEnabled(True)
        self._folder = folder
        self.said.setText(self.tr("%n file(s) written to {0}", "", len(paths)).format(str(folder)))
        self.files.clear()
        self.files.addItems([str(path.relative_to(folder)) for path in paths])
        self.open.show()

    def _not_written(self) -> None:
        self.write.setEnabled(True)
        self.said.setText(self.tr("The report was not written."))

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F10 and self.write.isEnabled():
            self.ask_and_write()
        elif not self.stage.take_key(event):
            super().keyPressEvent(event)

    def focus_home(self) -> None:
        self.write.setFocus(Qt.FocusReason.OtherFocusReason)
