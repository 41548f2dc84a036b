"""The dialog of the messages to stands or makers, one after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from pos_app.services.office.chat_links import whatsapp_link
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.key_actions import KeyActions, run_key_action
from ui.widgets.qr_view import QrView
from ui.widgets.restyle import label

CODE_SIDE = 300  # pixels: three for each module of a message of some 500 characters
MOST_IN_CODE = 1_800  # characters of a link that a phone still reads from a screen


class StandMessage(NamedTuple):
    """A message, whom it is for, and the telephone, which may be empty; `key` is a maker's code."""

    to: str
    phone: str
    text: str
    key: str = ""


TakePicture = Callable[[str, Callable[[bytes | None], None]], None]
"""Makes the picture that belongs to the message with that key, and calls back with it as PNG."""


class MessageRound(FittingDialog):
    """Shows one message at a time: copy it, open the chat with it typed, or go on.

    Nothing is sent by the program; a chat opens, here or on the phone that reads the code beside
    the message, and the person sends.
    """

    def __init__(
        self,
        messages: Sequence[StandMessage],
        parent: QWidget | None = None,
        open_link: Callable[[QUrl], bool] = QDesktopServices.openUrl,
        take_picture: TakePicture | None = None,
    ) -> None:
        super().__init__(parent)
        self._messages = tuple(messages)
        self._open_link = open_link
        self._take_picture = take_picture
        self._at = 0
        self._done: set[int] = set()
        self.heading = label(kind="heading", wrap=True)
        self.phone = label(kind="hint")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Message"))
        self.code = QrView()
        self.code_words = label(self.tr("Or read this with a phone."), "hint")
        self.picture = KeyButton(self.tr("Copy the statement's picture"), "F6")
        self.picture.setVisible(take_picture is not None)
        self.state = label(kind="soft")
        self.back = KeyButton(self.tr("Back"), "F3")
        self.chat = KeyButton(self.tr("Open WhatsApp and go on"), "F8", "primary")
        self.copy = KeyButton(self.tr("Copy and go on"), "F7")
        self.next = KeyButton(self.tr("Next"), "F4")
        self.close_ = KeyButton(self.tr("Close"), "Esc")
        self._build()
        self.back.clicked.connect(self.go_back)
        self.chat.clicked.connect(self.open_chat)
        self.copy.clicked.connect(self.copy_text)
        self.next.clicked.connect(self.go_on)
        self.picture.clicked.connect(self.copy_picture)
        self.close_.clicked.connect(self.accept)
        self._show()

    def _build(self) -> None:
        words = self.tr("Messages to the stands")
        self.setWindowTitle(self.tr("Messages to the makers") if self._take_picture else words)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        for each in (self.heading, self.phone):
            column.addWidget(each)
        column.addLayout(self._build_message(), 1)
        column.addWidget(self.state)
        ways = (self.chat, self.copy, self.picture)
        for buttons in (
            ways[: 3 if self._take_picture else 2],
            (self.back, self.next, self.close_),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in buttons:
                row.addWidget(button, 1)
            column.addLayout(row)
        parent = self.parentWidget()
        size = parent.window().size() if parent else self.sizeHint()
        self.resize(min(900, size.width() - 60), min(560, size.height() - 20))

    def _build_message(self) -> QHBoxLayout:
        """Return the text, and the code of its chat beside it."""
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.text, 1)
        side = QVBoxLayout()
        side.setSpacing(4)
        self.code.setMinimumSize(CODE_SIDE, CODE_SIDE)
        self.code.setAccessibleName(self.tr("The code that opens the chat on a phone"))
        side.addWidget(self.code, 1)
        side.addWidget(self.code_words)
        row.addLayout(side)
        return row

    @property
    def message(self) -> StandMessage:
        """The message in front."""
        return self._messages[self._at]

    def _show(self) -> None:
        message, count = self.message, len(self._messages)
        words = self.tr("{0} of {1}  ·  {2}")
        self.heading.setText(words.format(self._at + 1, count, message.to))
        self.phone.setText(message.phone or self.tr("No telephone in the plan."))
        self.text.setPlainText(message.text)
        link = whatsapp_link(message.phone, message.text)
        self.chat.setEnabled(bool(link))
        fits = 0 < len(link) <= MOST_IN_CODE
        self.code.show_code(link if fits else "")
        for widget in (self.code, self.code_words):
            widget.setVisible(fits)
        self.back.setEnabled(self._at > 0)
        self.next.setEnabled(self._at + 1 < count)
        done = self.tr("Copied or opened: {0} of {1}").format(len(self._done), count)
        mine = self.tr("this one is done") if self._at in self._done else ""
        self.state.setText("  ·  ".join(filter(None, (done, mine))))

    def open_chat(self) -> None:
        """Open the chat with the message typed, and go on."""
        link = whatsapp_link(self.message.phone, self.message.text)
        if link and self._open_link(QUrl(link)):
            self._finish()

    def copy_text(self) -> None:
        """Copy the message and go on."""
        QGuiApplication.clipboard().setText(self.message.text)
        self._finish()

    def copy_picture(self) -> None:
        """Copy the picture that belongs to the message, to be pasted into the chat."""
        if self._take_picture is not None:
            self._take_picture(self.message.key, self._took_picture)

    def _took_picture(self, png: bytes | None) -> None:
        if png is None:
            self.state.setText(self.tr("Nothing was sold of this maker: there is no statement."))
            return
        QGuiApplication.clipboard().setImage(QImage.fromData(png))
        self.state.setText(self.tr("The picture is copied: paste it into the chat."))

    def _finish(self) -> None:
        self._done.add(self._at)
        self._at = min(self._at + 1, len(self._messages) - 1)
        self._show()

    def go_on(self) -> None:
        """Show the next message without doing anything with this one."""
        self._at = min(self._at + 1, len(self._messages) - 1)
        self._show()

    def go_back(self) -> None:
        """Show the message before."""
        self._at = max(0, self._at - 1)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions: KeyActions = {
            Qt.Key.Key_F3: self.back.click,
            Qt.Key.Key_F4: self.next.click,
            Qt.Key.Key_F6: self.copy_picture,
            Qt.Key.Key_F7: self.copy.click,
            Qt.Key.Key_F8: self.chat.click,
        }
        if not run_key_action(event, actions):
            super().keyPressEvent(event)

    @classmethod
    def show_messages(
        cls,
        messages: Sequence[StandMessage],
        parent: QWidget,
        take_picture: TakePicture | None = None,
    ) -> None:
        """Show the messages until the dialog is closed."""
        if messages:
            dialog = cls(messages, parent, take_picture=take_picture)
            dialog.exec()
            dialog.deleteLater()
