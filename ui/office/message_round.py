"""The dialog of the messages to all stands that owe something, one after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from pos_app.services.office.chat_links import whatsapp_link
from ui.widgets.buttons import KeyButton
from ui.widgets.key_actions import KeyActions, run_key_action
from ui.widgets.restyle import label


@dataclass(frozen=True, slots=True)
class StandMessage:
    """A message, whom it is for, and the telephone, which may be empty."""

    to: str
    phone: str
    text: str


class MessageRound(QDialog):
    """Shows one message at a time: copy it, open the chat with it typed, or go on.

    Nothing is sent by the program; a chat opens, and the person sends.
    """

    def __init__(
        self,
        messages: Sequence[StandMessage],
        parent: QWidget | None = None,
        open_link: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._messages = tuple(messages)
        self._open_link = open_link
        self._at = 0
        self._done: set[int] = set()
        self.heading = label(kind="heading", wrap=True)
        self.phone = label(kind="hint")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Message"))
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
        self.close_.clicked.connect(self.accept)
        self._show()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Messages to the stands"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        for each in (self.heading, self.phone):
            column.addWidget(each)
        column.addWidget(self.text, 1)
        column.addWidget(self.state)
        for buttons in ((self.chat, self.copy), (self.back, self.next, self.close_)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in buttons:
                row.addWidget(button, 1)
            column.addLayout(row)
        parent = self.parentWidget()
        size = parent.window().size() if parent else self.sizeHint()
        self.resize(min(680, size.width() - 60), min(520, size.height() - 40))

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
        self.chat.setEnabled(bool(whatsapp_link(message.phone, message.text)))
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
            Qt.Key.Key_F7: self.copy.click,
            Qt.Key.Key_F8: self.chat.click,
        }
        if not run_key_action(event, actions):
            super().keyPressEvent(event)

    @classmethod
    def show_messages(cls, messages: Sequence[StandMessage], parent: QWidget) -> None:
        """Show the messages until the dialog is closed."""
        if messages:
            dialog = cls(messages, parent)
            dialog.exec()
            dialog.deleteLater()
