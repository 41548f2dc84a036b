"""The preview of a PDF with zoom, saving and printing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.errors import MachineError, PosError
from pos_app.messages import sentence
from pos_app.services.paper import pdf_files
from ui.alerts import Level
from ui.tasks import Outcome, PoolRunner, Runner
from ui.widgets.buttons import KeyButton
from ui.widgets.file_dialogs import ask_save
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.paper_view import PaperView
from ui.widgets.restyle import label
from ui.window_api import WindowApi

ZOOM_STEP = 1.25  # factor of one press


class PaperPreview(QWidget):
    """Emits `done` with a sentence when the paper was saved or sent to a printer."""

    done = Signal(str)

    def __init__(
        self, session: WindowApi, runner: Runner | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._runner: Runner = runner or PoolRunner(self)
        self._pdf: bytes | None = None
        self._name = ""
        self.view = PaperView()
        self.pages = label(kind="soft")
        self.smaller = KeyButton("−", kind="small")
        self.larger = KeyButton("+", kind="small")
        self.save = KeyButton(self.tr("Save as PDF"), "F8", "small")
        self.print = KeyButton(self.tr("Print"), "F9", "small")
        self._build()
        self.smaller.clicked.connect(partial(self._zoom, 1 / ZOOM_STEP))
        self.larger.clicked.connect(partial(self._zoom, ZOOM_STEP))
        self.save.clicked.connect(self.save_pdf)
        self.print.clicked.connect(self.print_pdf)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.smaller.setAccessibleName(self.tr("Smaller"))
        self.larger.setAccessibleName(self.tr("Larger"))
        for button in (self.smaller, self.larger):
            button.setFixedWidth(44)
            row.addWidget(button)
        row.addWidget(self.pages, 1)
        row.addWidget(self.save)
        row.addWidget(self.print)
        column.addLayout(row)
        self.show_pdf(None, "")

    def show_pdf(self, pdf: bytes | None, name: str) -> None:
        """Show `pdf`, to be saved as `name`; None clears the view and disables the buttons."""
        self._pdf, self._name = pdf, name
        self.view.show_pdf(pdf)
        self.pages.setText(self.tr("%n page(s)", "", self.view.count) if pdf else "")
        for button in (self.smaller, self.larger, self.save, self.print):
            button.setEnabled(pdf is not None)

    def _zoom(self, by: float, _checked: bool = False) -> None:
        self.view.set_zoom(self.view.zoom * by)

    def save_pdf(self) -> None:
        """Ask for a file and save the PDF there."""
        if self._pdf is None:
            return
        path = ask_for_pdf(self.window(), self._name)
        if path is not None:
            pdf = self._pdf
            if self._session.attempt(lambda: pdf_files.save_pdf(pdf, path)):
                self.done.emit(self.tr("Saved: {0}").format(str(path)))

    def print_pdf(self) -> None:
        """Ask for a system printer and print the PDF on a worker thread."""
        from ui.printing import system_printer

        if self._pdf is None:
            return
        printer = system_printer.ask_printer(self.window())
        if printer is not None:
            pdf = self._pdf
            work = partial(system_printer.draw_pages, printer, pdf, own_size=False)
            self._runner.run(work, self._printed)

    def _printed(self, outcome: Outcome[None]) -> None:
        error = outcome.error
        if error is None:
            self.done.emit(self.tr("Sent to the printer."))
            return
        if not isinstance(error, PosError):
            error = MachineError("printer_unreachable", where="?", reason=str(error)[:200])
        self._session.say(sentence(error, self._session.language), Level.ERROR)

    def handle_key(self, event: QKeyEvent) -> bool:
        """Act on F8, F9, + and -; return whether the key was one of them."""
        key = event.key()
        if key == Qt.Key.Key_F8:
            self.save.click()
        elif key == Qt.Key.Key_F9:
            self.print.click()
        elif event.text() in ("+", "-"):
            (self.larger if event.text() == "+" else self.smaller).click()
        else:
            return False
        return True


class PaperDialog(FittingDialog):
    """A PDF in a large dialog."""

    def __init__(
        self, session: WindowApi, title: str, pdf: bytes, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.preview = PaperPreview(session)
        self.close_ = KeyButton(self.tr("Close"), "Esc")
        self.status_label = label(kind="hint", wrap=True)
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(title, "title"))
        column.addWidget(self.preview, 1)
        column.addWidget(self.status_label)
        column.addWidget(self.close_)
        self.status_label.hide()
        self.preview.show_pdf(pdf, name)
        self.preview.done.connect(self._show_status)
        self.close_.clicked.connect(self.accept)
        top = parent.window().size() if parent is not None else self.sizeHint()
        self.preview.print.setFocus()
        self.resize(top.width() - 120, top.height() - 40)

    def _show_status(self, words: str) -> None:
        self.status_label.setText(words)
        self.status_label.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.preview.handle_key(event):
            super().keyPressEvent(event)

    @classmethod
    def show_paper(
        cls, session: WindowApi, title: str, pdf: bytes, name: str, parent: QWidget
    ) -> bool:
        """Show the PDF; return whether it was saved or printed."""
        dialog = cls(session, title, pdf, name, parent)
        dialog.exec()
        dialog.deleteLater()
        return bool(dialog.status_label.text())


def ask_for_pdf(parent: QWidget, name: str) -> Path | None:
    """Ask where to save a PDF; None if cancelled. A name without a suffix gets `.pdf`."""
    return ask_save(parent, "", f"{name}.pdf", "PDF (*.pdf)")
