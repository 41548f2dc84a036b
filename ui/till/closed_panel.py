"""A closed day: what was expected, counted and the difference, its code, and the hand-over."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.money import format_rupiah
from pos_app.services import handover
from pos_app.services.shop import Shop
from pos_app.services.tills import ClosedDay
from ui.session import Session
from ui.texts import day_words, difference_words
from ui.widgets.buttons import KeyButton
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.polish import label, rule, set_state

FOLDER_KEY = "export_folder"


def ask_folder(parent: QWidget, title: str, start: str) -> Path | None:
    """The folder that the person chose, or None."""
    chosen = QFileDialog.getExistingDirectory(parent, title, start)
    return Path(chosen) if chosen else None


class ClosedPanel(QFrame):
    """Shows the newest close and hands its file over."""

    new_day_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._day: ClosedDay | None = None
        self.setObjectName("card")
        self.title = label(kind="title")
        self.difference = label(kind="pill")
        self.code = label(kind="code")
        self.folder = QLineEdit()
        self.browse = KeyButton(self.tr("Choose…"))
        self.export = KeyButton(self.tr("Write the day file"), "Enter", "primary")
        self.outcome = label(wrap=True)
        self.slip = KeyButton(self.tr("Closing slip PDF"))
        self.next_day = KeyButton(self.tr("Open the next day"))
        self._figures: dict[str, QLabel] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.difference)
        column.addLayout(head)
        halves = QHBoxLayout()
        halves.setSpacing(40)
        halves.addLayout(self._build_figures(), 1)
        halves.addLayout(self._build_handover(), 1)
        column.addLayout(halves, 1)

    def _build_figures(self) -> QVBoxLayout:
        names = (
            ("expected", self.tr("Should be in the drawer")),
            ("counted", self.tr("Counted")),
            ("difference", self.tr("Difference")),
            ("sales", self.tr("Sales")),
            ("net", self.tr("Turnover")),
            ("cash", self.tr("Cash")),
            ("qris", self.tr("QRIS")),
            ("transfer", self.tr("Transfer")),
        )
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        for row, (key, words) in enumerate(names):
            figure = label(kind="strong")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label(words, "hint"), row, 0)
            grid.addWidget(figure, row, 1)
            self._figures[key] = figure
        column = QVBoxLayout()
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(self.slip)
        column.addWidget(self.next_day)
        return column

    def _build_handover(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(self.tr("Hand over to the office"), "heading"))
        words = self.tr("The code stands on the closing slip too. Paper and file must agree.")
        column.addWidget(label(words, "hint", wrap=True))
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.code)
        column.addWidget(rule())
        column.addWidget(label(self.tr("Folder or USB stick"), "soft"))
        row = QHBoxLayout()
        self.folder.setAccessibleName(self.tr("Folder or USB stick"))
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse)
        column.addLayout(row)
        column.addWidget(self.outcome)
        self.outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.outcome.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addStretch(1)
        column.addWidget(self.export)
        return column

    def _connect(self) -> None:
        self.browse.clicked.connect(self._browse)
        self.export.clicked.connect(self._export)
        self.slip.clicked.connect(self._slip)
        self.next_day.clicked.connect(self.new_day_wanted)

    def start(self, day: ClosedDay) -> None:
        """Shows `day`."""
        fresh = self._day is None or self._day.manifest != day.manifest
        self._day = day
        self.title.setText(
            self.tr("Day {0} is closed").format(day_words(day.day, self._session.language))
        )
        words, tone = self._difference_words(day.difference)
        self.difference.setText(words)
        set_state(self.difference, "tone", tone)
        self.code.setText(day.code)
        totals = day.totals
        amounts = {
            "expected": day.expected,
            "counted": day.counted,
            "difference": day.difference,
        }
        amounts |= {"net": totals.net, "cash": totals.cash, "qris": totals.qris}
        amounts |= {"transfer": totals.transfer}
        for key, amount in amounts.items():
            self._figures[key].setText(format_rupiah(amount))
        self._figures["sales"].setText(str(totals.sales))
        if fresh:
            self._offer_folder()
        self.export.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_folder(self) -> None:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        self.folder.setText(self._session.shop.settings.get(FOLDER_KEY, documents))
        self.outcome.setText("")

    def _difference_words(self, difference: int) -> tuple[str, str]:
        tone = "good" if difference == 0 else "look" if difference > 0 else "wrong"
        return difference_words(difference), tone

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and not event.isAutoRepeat():
            focused = self.focusWidget()
            button = focused if isinstance(focused, KeyButton) else self.export
            button.click()
        else:
            super().keyPressEvent(event)

    def _browse(self) -> None:
        chosen = ask_folder(self, self.tr("Folder or USB stick"), self.folder.text())
        if chosen is not None:
            self.folder.setText(str(chosen))

    def _export(self) -> None:
        if self._day is None:
            return
        session, day, folder = (
            self._session,
            self._day.day,
            Path(self.folder.text().strip()),
        )
        exported = session.attempt(lambda: handover.export_day(session.shop, day, folder))
        if exported is None:
            return
        session.attempt(lambda: session.shop.settings.set(FOLDER_KEY, str(folder)))
        words = self.tr("Written and read back: {0}\nCode {1}. Hand this file to the office.")
        self.outcome.setText(words.format(exported.path.name, exported.code))
        session.refresh()

    def _slip(self) -> None:
        if self._day is None:
            return
        session, day = self._session, self._day.day
        saved = session.attempt(lambda: slip_file(session.shop, day))
        if saved is not None:
            session.say(self.tr("Closing slip saved: {0}").format(str(saved)))


def slip_file(shop: Shop, day: str) -> Path:
    """The closing slip as a PDF in the till's folder."""
    from pos_app.services import printing  # on first use: the first window needs no PDF

    folder = shop.folder / "receipts"
    folder.mkdir(exist_ok=True)
    path = folder / f"tutup-{day}.pdf"
    printing.save_closing_slip(shop, day, path)
    return path
