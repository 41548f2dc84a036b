"""A sentence that a dialog shows while it is open covers nothing and is whole."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from ui_replies import answer
from ui_robot import Counter

from pos_app.services.demo import DEMO_QRIS
from pos_app.services.selling.qris_code import set_stand_code
from ui.translate import use_language

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def placed(dialog: QDialog) -> list[tuple[QWidget, QRect]]:
    shown: list[QWidget] = [
        each
        for kind in (QLabel, QLineEdit, QPushButton)
        for each in dialog.findChildren(kind)
        if each.isVisible() and not each.visibleRegion().isEmpty()
    ]
    return [(each, QRect(each.mapTo(dialog, QPoint(0, 0)), each.size())) for each in shown]


def covered(dialog: QDialog) -> list[str]:
    """What lies over something else, or outside; a part of a control lies in it."""
    found = placed(dialog)
    over = [
        f"{a} over {b}"
        for (a, at), (b, there) in combinations(found, 2)
        if at.intersects(there) and not a.isAncestorOf(b) and not b.isAncestorOf(a)
    ]
    cut = [f"{each} is cut" for each, at in found if not dialog.rect().contains(at)]
    low = [
        f"{each.text()} needs more"
        for each, at in found
        if isinstance(each, QLabel)
        and each.wordWrap()
        and each.heightForWidth(at.width()) > at.height()
    ]
    return over + cut + low


def dearer(counter: Counter) -> None:
    counter.type("470000")
    counter.enter()


def too_much(counter: Counter) -> None:
    counter.type("90000000")
    counter.enter()


def unlisted(counter: Counter) -> None:
    counter.type("tas")
    counter.enter()


WITH_CTRL = (Key.Key_B,)
DOORS: dict[str, tuple[str, Key, Callable[[Counter], None]]] = {
    "price": ("sell", Key.Key_F3, dearer),
    "discount": ("sell", Key.Key_F4, too_much),
    "safe": ("sell", Key.Key_B, too_much),
    "unlisted": ("sell", Key.Key_F2, unlisted),
    "return": ("sales", Key.Key_F6, lambda counter: counter.type("1")),
    "void": ("sales", Key.Key_F8, lambda counter: counter.enter()),
    "shift": ("till", Key.Key_F6, lambda counter: counter.key(Key.Key_Return, modifiers=CTRL)),
}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("door", DOORS)
def test_what_is_said_covers_nothing(
    counter: Counter, styled_app: QApplication, door: str, language: str
) -> None:
    set_stand_code(counter.shop, DEMO_QRIS)
    counter.shop.settings.set("language", language)
    use_language(language)
    screen, key, act = DOORS[door]
    counter.scan("DST-0501")
    if screen == "sales":
        counter.key(Key.Key_F10)
        counter.key(Key.Key_F9)
    counter.window.show_screen(screen)
    counter.app.processEvents()
    found: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(counter)
        counter.app.processEvents()
        found.extend(covered(dialog))
        counter.key(Key.Key_Escape)

    answer(counter, look, key, CTRL if key in WITH_CTRL else Qt.KeyboardModifier.NoModifier)
    use_language("id")
    assert not found, found
