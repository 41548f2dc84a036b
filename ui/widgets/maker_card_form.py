"""The form of a maker's card: what buyers are told, and a contact that the maker agreed to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.maker_card import LIMITS, MAX_STORY, MakerCard, made_card
from ui.widgets.buttons import KeyButton
from ui.widgets.names import name_control
from ui.widgets.restyle import label, set_state
from ui.widgets.told_maker import photo_of

PHOTO = 96  # pixels
MAX_PHONE = 100
ABREAST = 3  # boxes beside each other


class StoryEdit(QWidget):
    """A box for a story, with its words above and a counter of the characters that are left."""

    changed = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setMinimumHeight(72)
        name_control(self.edit, words)
        self.counter = label(kind="hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(label(words, "strong"), 1)
        head.addWidget(self.counter)
        column.addLayout(head)
        column.addWidget(self.edit, 1)
        self.edit.textChanged.connect(self._count)
        self._count()

    @property
    def text(self) -> str:
        """The story in one paragraph, with single spaces."""
        return " ".join(self.edit.toPlainText().split())

    @property
    def is_too_long(self) -> bool:
        """Whether the story has more characters than a card may have."""
        return len(self.text) > MAX_STORY

    def _count(self) -> None:
        self.counter.setText(f"{len(self.text)} / {MAX_STORY}")
        set_state(self.counter, "kind", "error" if self.is_too_long else "hint")
        self.changed.emit()


class MakerCardForm(QWidget):
    """Shows one card at a time; `photo_wanted` when another picture is to be chosen."""

    photo_wanted = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._photo = b""
        self.story = StoryEdit(self.tr("Story in Indonesian"))
        self.story_en = StoryEdit(self.tr("Story in English"))
        self.lines = {name: QLineEdit() for name in self._line_words()}
        self.agreed = QCheckBox(self.tr("The maker agreed that buyers are told this contact"))
        self.phone = QLineEdit()
        self.picture = QLabel()
        self.choose_photo = KeyButton(self.tr("Photo…"), kind="small")
        self.drop_photo = KeyButton(self.tr("Without"), kind="small")
        self._build()
        self._connect()

    def _line_words(self) -> dict[str, str]:
        return {
            "technique": self.tr("Technique"),
            "technique_en": self.tr("Technique in English"),
            "village": self.tr("Village"),
            "contact": self.tr("Contact for buyers"),
        }

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        stories = QHBoxLayout()
        stories.setSpacing(12)
        stories.addWidget(self.story)
        stories.addWidget(self.story_en)
        column.addLayout(stories, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        words = {**self._line_words(), "phone": self.tr("Telephone, for stand and office alone")}
        for number, (name, edit) in enumerate({**self.lines, "phone": self.phone}.items()):
            edit.setMaxLength(LIMITS.get(name, MAX_PHONE))
            name_control(edit, words[name])
            row, place = divmod(number, ABREAST)
            grid.addWidget(label(words[name], "strong"), row * 2, place)
            grid.addWidget(edit, row * 2 + 1, place)
        self.lines["contact"].setPlaceholderText(self.tr("0812…, @instagram or a web address"))
        grid.addWidget(self.agreed, 4, 0, 1, ABREAST)
        for place in range(ABREAST):
            grid.setColumnStretch(place, 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addLayout(grid, 1)
        foot.addLayout(self._build_photo())
        column.addLayout(foot)

    def _build_photo(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(6)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumHeight(PHOTO)
        self.picture.setAccessibleName(self.tr("Photo of the maker"))
        side.addWidget(self.picture, 1)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.choose_photo)
        row.addWidget(self.drop_photo)
        side.addLayout(row)
        return side

    def _connect(self) -> None:
        self.choose_photo.clicked.connect(self.photo_wanted)
        self.drop_photo.clicked.connect(self._without_photo)
        for story in (self.story, self.story_en):
            story.changed.connect(self.changed)
        for edit in (*self.lines.values(), self.phone):
            edit.textEdited.connect(self.changed)
        self.agreed.toggled.connect(self.changed)

    def show_card(self, card: MakerCard) -> None:
        """Show a card; a contact that is on it was agreed to."""
        self._code = card.code
        self.story.edit.setPlainText(card.story)
        self.story_en.edit.setPlainText(card.story_en)
        for name, edit in self.lines.items():
            edit.setText(card.texts.get(name, ""))
        self.phone.setText(card.phone)
        self.agreed.setChecked(bool(card.contact))
        self.show_photo(card.photo)

    def show_photo(self, jpeg: bytes) -> None:
        """Show a picture (JPEG) as that of the card; empty for none."""
        self._photo = jpeg
        picture = photo_of(jpeg, PHOTO)
        if picture is None:
            self.picture.setText(self.tr("no photo"))
        else:
            self.picture.setPixmap(picture)
        self.drop_photo.setEnabled(bool(jpeg))
        self.changed.emit()

    def _without_photo(self) -> None:
        self.show_photo(b"")

    @property
    def card(self) -> MakerCard:
        """The card as it is filled in; a contact only where it was agreed to."""
        texts = {name: " ".join(edit.text().split()) for name, edit in self.lines.items()}
        if not self.agreed.isChecked():
            texts["contact"] = ""
        stories = {"story": self.story.text, "story_en": self.story_en.text}
        phone = " ".join(self.phone.text().split())
        return made_card(self._code, {**stories, **texts, "phone": phone}, self._photo)

    def problem(self) -> str:
        """Why the card cannot be kept; empty if it can."""
        if self.story.is_too_long or self.story_en.is_too_long:
            return self.tr("A story has at most {0} characters.").format(MAX_STORY)
        if self.lines["contact"].text().strip() and not self.agreed.isChecked():
            return self.tr("Tick that the maker agreed to the contact, or leave the contact empty.")
        return ""
