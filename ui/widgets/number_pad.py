"""Keys for numbers on the screen, for a box that is filled in by touch."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy, QWidget

from pos_app.services.shop.setting_keys import NUMBER_PAD
from pos_app.services.shop.settings import Settings
from ui.widgets.number_edit import NumberEdit

SIDE, GAP = 58, 6  # pixels: a thumb hits a key without looking
BACKSPACE = "⌫"
CAPS = ("7", "8", "9", "4", "5", "6", "1", "2", "3", "000", "0", BACKSPACE)


def is_pad_wanted(settings: Settings, by_pointer: bool) -> bool:
    """Whether keys for numbers are shown: always, never, or after a touch or click (`by_pointer`).

    Who works with the keyboard sees none unless they are wanted always.
    """
    wanted = settings.get(NUMBER_PAD)
    return wanted == "on" or (wanted != "off" and by_pointer)


class NumberPad(QFrame):
    """Types into the box that it is given, which keeps the focus. Emits `entered` on OK."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit: NumberEdit | None = None
        self.keys: dict[str, QPushButton] = {}
        self.ok = self._key(self.tr("OK"), self.tr("OK, take this number"))
        self.ok.setProperty("kind", "primary")
        self.ok.clicked.connect(self.entered)
        self.setAccessibleName(self.tr("Keys for numbers"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        for n, cap in enumerate(CAPS):
            key = self._key(cap, self.tr("take the last digit away") if cap == BACKSPACE else cap)
            key.clicked.connect(partial(self._press, cap))
            self.keys[cap] = key
            grid.addWidget(key, n // 3, n % 3)
        grid.addWidget(self.ok, len(CAPS) // 3, 0, 1, 3)

    def _key(self, cap: str, name: str) -> QPushButton:
        key = QPushButton(cap)
        key.setProperty("kind", "pad")
        key.setMinimumSize(SIDE, SIDE)
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        key.setAutoDefault(False)
        key.setAutoRepeat(cap == BACKSPACE)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.setAccessibleName(name)
        return key

    def set_words(self, words: str) -> None:
        """Say on the last key what it does, instead of OK."""
        self.ok.setText(words)
        self.ok.setAccessibleName(words)

    def attach(self, edit: NumberEdit) -> None:
        """Type into `edit` from now on."""
        self._edit = edit

    def _press(self, cap: str, _checked: bool = False) -> None:
        edit = self._edit
        if edit is None:
            return
        if cap == BACKSPACE:
            edit.backspace()
        else:
            edit.press(cap)
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
