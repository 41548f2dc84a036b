"""Hands closed days over to the office: by USB stick, by folder or by chat."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pos_app.messages import sentence
from pos_app.services.day import day_export, handover
from pos_app.services.day.business_day import ClosedDay
from pos_app.services.day.chat_messages import DaySummary, handover_message
from pos_app.services.day.day_export import ExportedDay, ExportRun
from pos_app.services.day.handover import DayHandover, HandoverState, ReceivedDay
from pos_app.services.day.usb_sticks import Stick
from ui.alerts import Level
from ui.event_errors import told_not_raised
from ui.once import Once
from ui.session import Session
from ui.tasks import Outcome, Runner
from ui.texts import day_words
from ui.till.days_list import DaysList
from ui.till.stick_watch import StickWatch
from ui.widgets.buttons import KeyButton
from ui.widgets.file_dialogs import ask_folder, documents_folder
from ui.widgets.restyle import label

Exported = tuple[ExportedDay, ...]

FOLDER_KEY = "export_folder"
SHOWN_STICKS = 3


def open_folder(folder: Path) -> bool:
    """Opens a folder in the system's file manager; False when that failed."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class HandoverBox(QWidget):
    """Writes day files to the USB stick plugged in, or else into the folder shown.

    It also records the office's receipts, which confirm that a day arrived.
    """

    handed_over = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._once = Once()
        self.runner: Runner = session.runner(self)
        self._day: ClosedDay | None = None
        self._days: list[DayHandover] = []
        self.watch = StickWatch(self, runner=session.runner(self))
        session.ended.connect(self.watch.stop)
        self.code = label(kind="code")
        self.days = DaysList()
        self.sticks: list[QPushButton] = []
        self.folder = QLineEdit()
        self.browse = KeyButton(self.tr("Choose…"))
        self.outcome = label(wrap=True)
        self.receipt = QLineEdit()
        self.record = KeyButton(self.tr("Note receipt"))
        self.send = KeyButton(self.tr("Send by chat"))
        self.light = KeyButton(self.tr("By photo"), "F6")
        self.export = KeyButton(self.tr("Write the day file"), "Enter", "primary")
        self._chips = QHBoxLayout()
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Hand over to the office"), "heading"))
        head.addStretch(1)
        self.code.setToolTip(
            self.tr("The code stands on the closing slip too. Paper and file must agree.")
        )
        head.addWidget(self.code)
        column.addLayout(head)
        self.days.setMinimumHeight(64)
        column.addWidget(self.days, 1)
        column.addLayout(self._build_target())
        column.addWidget(self.outcome)
        for each in (self.code, self.outcome):
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addLayout(self._build_receipt())
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.send, self.light):
            button.setMinimumHeight(60)
            row.addWidget(button)
        row.addWidget(self.export, 1)
        column.addLayout(row)

    def _build_target(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        self._chips.setSpacing(8)
        self._chips.addWidget(label(self.tr("Folder or USB stick"), "soft"))
        self._chips.addStretch(1)
        column.addLayout(self._chips)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.folder.setAccessibleName(self.tr("Folder or USB stick"))
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse)
        column.addLayout(row)
        return column

    def _build_receipt(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = self.tr("Receipt code from the office")
        self.receipt.setPlaceholderText(words)
        self.receipt.setAccessibleName(words)
        self.receipt.setMaxLength(40)
        row.addWidget(self.receipt, 1)
        row.addWidget(self.record)
        return row

    def _connect(self) -> None:
        self.browse.clicked.connect(self._browse)
        self.export.clicked.connect(self.write)
        self.send.clicked.connect(self.send_by_chat)
        self.light.clicked.connect(self.show_by_photo)
        self.record.clicked.connect(self.enter_receipt)
        self.receipt.returnPressed.connect(self.enter_receipt)
        self.folder.textChanged.connect(self._update_export_button)
        self.watch.changed.connect(self._show_sticks)

    def start(self, day: ClosedDay) -> None:
        """Shows `day` and all other closed days."""
        fresh = self._day is None or self._day.manifest != day.manifest
        self._day = day
        self.code.setText(day.code)
        if fresh:
            self.folder.setText(self._default_folder())
            self.outcome.setText("")
            self._show_sticks()
        self._show_days()

    def _show_days(self) -> None:
        session = self._session
        self._days = session.attempt(lambda: handover.day_handovers(session.shop)) or []
        self.days.show_days(self._days, session.language)
        self._update_export_button()

    @property
    def days_to_write(self) -> list[str]:
        """The days that are in no file yet; when there are none, the day shown."""
        unwritten = [
            day.close.day for day in self._days if handover.state_of(day) is HandoverState.OWED
        ]
        return unwritten or ([self._day.day] if self._day is not None else [])

    def _default_folder(self) -> str:
        return self._session.shop.settings.get(FOLDER_KEY, documents_folder())

    @property
    def _stick(self) -> Stick | None:
        """The USB stick at the folder shown; None for any other folder."""
        chosen = self.folder.text().strip()
        return next((each for each in self.watch.sticks if str(each.path) == chosen), None)

    def _show_sticks(self) -> None:
        """Shows a button for each stick.

        While the folder shown is no stick, chooses the first writable stick, or else the default
        folder.
        """
        for chip in self.sticks:
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.sticks = []
        for stick in self.watch.sticks[:SHOWN_STICKS]:
            locked = self.tr("{0} (locked)").format(stick.name)
            chip = QPushButton(stick.name if stick.writable else locked)
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(partial(self._choose, stick.path))
            self._chips.addWidget(chip)
            self.sticks.append(chip)
        if self._stick is None:
            writable = [stick for stick in self.watch.sticks if stick.writable]
            self._choose(writable[0].path if writable else Path(self._default_folder()))
        self._update_export_button()

    def _choose(self, folder: Path, _checked: bool = False) -> None:
        self.folder.setText(str(folder))
        self._update_export_button()

    def _update_export_button(self) -> None:
        """Says on the button how many days it writes, and where."""
        stick, days = self._stick, len(self.days_to_write)
        for chip, each in zip(self.sticks, self.watch.sticks, strict=False):
            chip.setChecked(each is stick)
        if stick is not None and days > 1:
            words = self.tr("Write %n days to {0}", "", days).format(stick.name)
        elif stick is not None:
            words = self.tr("Write to stick {0}").format(stick.name)
        elif days > 1:
            words = self.tr("Write %n day files", "", days)
        else:
            words = self.tr("Write the day file")
        self.export.set_words(words)

    def _browse(self) -> None:
        chosen = ask_folder(self, self.tr("Folder or USB stick"), self.folder.text())
        if chosen is not None:
            self._choose(chosen)

    def write(self) -> None:
        """Writes the day files to the stick or folder shown, and reads them back."""
        folder = Path(self.folder.text().strip())
        self._export(folder, partial(self._written, folder))

    def _written(self, folder: Path, done: Exported) -> None:
        if self._stick is None:
            self._store_folder(folder)
        words = self.tr("Written and read back: {0}\nCode {1}. Hand this file to the office.")
        names = ", ".join(each.path.name for each in done)
        codes = ", ".join(each.code for each in done)
        self.outcome.setText(words.format(names, codes))

    def _export(self, folder: Path, written: Callable[[Exported], None]) -> None:
        """Writes the day files while the till goes on; `written` is told of those that are there.

        A stick may take its time, and the counter does not wait for it.
        """
        session, days = self._session, self.days_to_write
        self._set_writing(True)
        work = partial(day_export.export_days, session.shop, days, folder)
        self.runner.run(work, partial(self._exported, written))

    def _exported(self, written: Callable[[Exported], None], outcome: Outcome[ExportRun]) -> None:
        session, run = self._session, outcome.value
        self._set_writing(False)
        if run is None:
            raise outcome.error or AssertionError("no outcome")
        if run.error is not None:
            session.say(sentence(run.error, session.language), Level.ERROR)
        if run.done:
            session.refresh()
            self._show_days()
            written(run.done)
            self.handed_over.emit()

    def _set_writing(self, writing: bool) -> None:
        for button in (self.export, self.send):
            button.setEnabled(not writing)
        if writing:
            self.outcome.setText(self.tr("Writing… The till can go on selling."))
        else:
            self.outcome.setText("")

    def _store_folder(self, folder: Path) -> None:
        session = self._session
        session.store(lambda: session.shop.settings.set(FOLDER_KEY, str(folder)))

    def send_by_chat(self) -> None:
        """Writes the day files into a folder, opens it and copies the chat message."""
        on_stick = self._stick is not None
        folder = Path(self._default_folder() if on_stick else self.folder.text().strip())
        self._export(folder, partial(self._open_chat_folder, folder))

    def _open_chat_folder(self, folder: Path, done: Exported) -> None:
        self._store_folder(folder)
        QGuiApplication.clipboard().setText(self._message(done))
        if open_folder(folder):
            words = self.tr("Drag the file into the chat, then paste: the message is copied.")
        else:
            words = self.tr("The message is copied. Attach the file from {0}.").format(folder)
        self.outcome.setText(words)

    def _message(self, done: Exported) -> str:
        till, language = self._session.shop.identity, self._session.language
        by_manifest = {day.close.manifest: day.close for day in self._days}
        closes = [(by_manifest[each.manifest], each.path.name) for each in done]
        news = [
            DaySummary(
                close.day, close.revision, close.totals.net, close.totals.sales, close.code, name
            )
            for close, name in closes
        ]
        return handover_message(till.event, till.place, news, language)

    def show_by_photo(self) -> None:
        """Shows the codes of the day shown, or of an older one, to be photographed."""
        from ui.till.light_dialog import LightDialog

        if self._day is None:
            return
        closes = [each.close for each in self._days] or [self._day]
        if LightDialog.show_day(self._session, closes, self._day.day, self.window()):
            self._session.refresh()
            self._show_days()
            self.handed_over.emit()

    def enter_receipt(self) -> None:
        """Records the receipt code typed; without one, focuses its field."""
        if not self.receipt.text().strip():
            self.receipt.setFocus()
            return
        if self.record_receipt(self.receipt.text()):
            self.receipt.clear()

    def record_receipt(self, text: str) -> bool:
        """Records the office's receipt, typed or scanned; False when it is refused."""
        session = self._session
        ref = self._once.ref({"received": text})
        by = session.cashier
        found = session.store(
            lambda: handover.mark_received(session.shop, text, cashier=by, ref=ref)
        )
        if found is None:
            return False
        self._once.done()
        session.refresh()
        self._show_days()
        self.outcome.setText(self._received_words(found))
        self.handed_over.emit()
        return True

    def _received_words(self, found: ReceivedDay) -> str:
        day = day_words(found.day, self._session.language)
        if not found.newest:
            words = self.tr("The office has revision {0} of {1}. A newer one is still owed.")
            return words.format(found.revision, day)
        if found.again:
            return self.tr("That the office has {0} was noted before.").format(day)
        return self.tr("The office has {0}, code {1}. This day is handed over.").format(
            day, found.code
        )

    @told_not_raised
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watch.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.watch.stop()
