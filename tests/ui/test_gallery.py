"""Every screen and dialog: no word is cut, nothing too large or small, every control is named."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTreeView,
    QWidget,
)
from ui_dialog_walk import walk

import ui
from pos_app.languages import LANGUAGES
from ui import theme as themes
from ui.gallery.pictures import LARGE, SMALL
from ui.gallery.scenes import SCENES
from ui.gallery.stage import Stage, make_stand
from ui.guide.guide_dialog import GuideDialog
from ui.guide.places import DIALOGS, anchor_of
from ui.help_overlay import HelpOverlay
from ui.widgets.buttons import KeyButton
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fit_label import FitLabel
from ui.widgets.pin_edit import PinEdit

WIDER = 110  # per cent
SLACK = 2  # pixels: fonts measure themselves a little wider than they draw


def seen(widget: QWidget, inside: QWidget) -> bool:
    """Whether any of it is to be seen; a scroll area may show a part of it later."""
    return widget.isVisible() and not widget.visibleRegion().isEmpty() and inside.isVisible()


def cut_label(each: QLabel) -> str:
    text = each.text()
    if not text or not each.pixmap().isNull() or isinstance(each, FitLabel | ElidedLabel):
        return ""
    room = each.contentsRect()
    if each.wordWrap():
        needed = each.heightForWidth(each.width())
        return f"{text!r} needs {needed} of {each.height()}" if needed > each.height() + 2 else ""
    width = max(QFontMetrics(each.font()).horizontalAdvance(line) for line in text.split("\n"))
    return f"{text!r} needs {width} of {room.width()}" if width > room.width() + SLACK else ""


def cut_button(each: QAbstractButton) -> str:
    text = each.text().replace("&&", "&")
    if not text:
        return ""
    width = QFontMetrics(each.font()).horizontalAdvance(text)
    room = each.width() - (each._lock_width if isinstance(each, KeyButton) else 0) - 4
    return f"{text!r} needs {width} of {room}" if width > room + SLACK else ""


def cut_placeholder(each: QLineEdit) -> str:
    if each.text() or not each.placeholderText():
        return ""
    width = QFontMetrics(each.font()).horizontalAdvance(each.placeholderText())
    room = each.width() - (64 if each.property("kind") == "scan" else 28)  # as the sheet pads it
    return f"{each.placeholderText()!r} needs {width} of {room}" if width > room else ""


CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
LISTS = (QTableView, QListView, QTreeView)
BASES = {"AskDialog", "FittingDialog", "GuidedDialog", "PayDialog"}
TARGET = 44  # pixels
OF_THE_SCREEN = {"FiguresDialog", "MakerCardsDialog", "MessageRound", "PaperDialog", "ReasonDialog"}
OF_THE_SCREEN |= {"OperatorDialog", "SalesFinder"}
BY_KEYS = "id", LARGE  # the walk in which dialogs are walked by keys, too


def nameless(control: QWidget) -> str:
    words = control.text() if isinstance(control, QAbstractButton) else ""
    inside = type(control.parentWidget()).__name__
    return "" if control.accessibleName() or words else f"{control} in {inside} has no name"


def too_small(control: QWidget) -> str:
    """A box inside another control is as large as that one; a table draws its own corner."""
    inner = isinstance(control.parentWidget(), QComboBox | QAbstractSpinBox | QAbstractItemView)
    if inner or min(control.width(), control.height()) >= TARGET:
        return ""
    name = control.accessibleName()
    return f"{name!r} {control} is {control.width()}×{control.height()}, below {TARGET}"


def control_faults(scene: QWidget) -> Iterator[str]:
    for kind in CONTROLS:
        for control in scene.findChildren(kind):
            if seen(control, scene) and not control.objectName().startswith("qt_tableview"):
                yield nameless(control)
                yield too_small(control)
    for each in (view for kind in LISTS for view in scene.findChildren(kind)):
        if seen(each, scene) and not isinstance(each.window(), QMenu):
            yield nameless(each)


def faults(scene: QWidget) -> Iterator[str]:
    yield from control_faults(scene)
    for pin in scene.findChildren(PinEdit):
        yield "" if pin.echoMode() is QLineEdit.EchoMode.Password else "a PIN in the clear"
    for label in scene.findChildren(QLabel):
        if seen(label, scene):
            yield cut_label(label)
    for button in scene.findChildren(QPushButton):
        if seen(button, scene):
            yield cut_button(button)
    for edit in scene.findChildren(QLineEdit):
        if seen(edit, scene):
            yield cut_placeholder(edit)


class SceneWalk(NamedTuple):
    """What is wrong in the scenes; of the dialogs how many controls the keys reach, and where in
    the guide F1 leads; and which dialogs were shown.
    """

    cut: list[str]
    by_keys: list[str]
    keys: dict[str, int]
    guide: dict[str, list[tuple[str, bool]]]
    dialogs: set[str]


WALKS: dict[tuple[str, tuple[int, int]], SceneWalk] = {}
"""A walk builds every scene, which takes long: the tests of one process share it."""


def walk_scenes(app: QApplication, folder: Path, language: str, size: tuple[int, int]) -> SceneWalk:
    """Builds every scene once, looks at it, and walks the dialogs by keys in one of the walks."""
    if (language, size) not in WALKS:
        found = SceneWalk([], [], {}, {}, set())
        with make_stand(folder / "till") as shop:
            stage = Stage(app, shop, language, "light", size)
            for name, scene in SCENES.items():
                widget = scene(stage)
                stage.process_events()
                found.dialogs.add(type(widget).__name__)
                found.cut.extend(f"{name}: {fault}" for fault in faults(widget) if fault)
                if widget.width() > size[0] or widget.height() > size[1]:
                    found.cut.append(f"{name}: {widget.width()}×{widget.height()} outgrows {size}")
                if (language, size) == BY_KEYS and isinstance(widget, QDialog):
                    walk_dialog(stage, name, widget, found)
                stage.clear()
            stage.close()
        WALKS[language, size] = found
    return WALKS[language, size]


def walk_dialog(stage: Stage, name: str, dialog: QDialog, found: SceneWalk) -> None:
    dialog.activateWindow()
    stage.process_events()
    reached, fault = walk(dialog)
    found.keys[name] = len(reached)
    found.by_keys.extend([f"{name}: {fault}"] if fault else [])
    if isinstance(dialog, GuideDialog | HelpOverlay):
        return  # F1 leaves these two: tests/ui/test_guide_window.py
    opened: list[tuple[str, bool]] = []

    def note(place: str, _language: str, _theme: object, over: QWidget) -> bool:
        opened.append((place, over is dialog))
        return False

    with patch.object(GuideDialog, "show_over", note):
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_F1)
    found.guide[type(dialog).__name__] = opened
    expected = anchor_of(dialog, DIALOGS, "")
    if len(opened) != 1 or not opened[0][1] or (expected and opened[0][0] != expected):
        found.by_keys.append(f"{name}: F1 opened {opened}, not {expected}")


def test_every_dialog_is_walked_by_keys(styled_app: QApplication, tmp_path: Path) -> None:
    found = walk_scenes(styled_app, tmp_path, *BY_KEYS)
    assert len(found.keys) > 20 and not found.by_keys, "\n".join(found.by_keys)


def test_every_dialog_has_a_place_in_the_guide(styled_app: QApplication, tmp_path: Path) -> None:
    """Those without one of their own are told of where the screen or page below them is."""
    found = walk_scenes(styled_app, tmp_path, *BY_KEYS).guide
    assert len(found) > 50
    assert {name for name in found if not told_by_itself(name)} == OF_THE_SCREEN


def test_every_dialog_has_a_scene(styled_app: QApplication, tmp_path: Path) -> None:
    """Else no name, size or key of it is looked at by this walk."""
    shown = walk_scenes(styled_app, tmp_path, *BY_KEYS).dialogs
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    made = {each.__name__ for each in kinds_of(QDialog) if each.__module__.startswith("ui.")}
    assert made - BASES - shown == set()


def kinds_of(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from kinds_of(each)


def told_by_itself(name: str) -> bool:
    return any(place.rpartition(".")[2] == name for place in DIALOGS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["1366x768", "1024x600"])
def test_no_word_is_cut_and_nothing_outgrows_the_screen(
    styled_app: QApplication, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    found = walk_scenes(styled_app, tmp_path, language, size).cut
    assert not found, "\n".join(found)


def test_no_word_of_a_till_is_cut_where_fonts_are_wider(
    styled_app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows measures the same letters wider; so does a font that stands in for ours."""
    applied = themes.apply

    def apply_wider(app: QApplication, theme: themes.Theme) -> None:
        applied(app, theme)
        font = app.font()
        font.setStretch(WIDER)
        app.setFont(font)

    monkeypatch.setattr(themes, "apply", apply_wider)
    found: list[str] = []
    with make_stand(tmp_path / "till") as shop:
        stage = Stage(styled_app, shop, "id", "light", LARGE)
        rail = stage.window.rail.buttons["settings"]
        words = QFontMetrics(rail.font()).horizontalAdvance(rail.text())
        assert words <= rail.width(), "the rail is as wide as its longest word"
        for name, scene in SCENES.items():
            if not name.startswith("office"):
                widget = scene(stage)
                stage.process_events()
                found += [f"{name}: {fault}" for fault in faults(widget) if fault]
                stage.clear()
        stage.close()
    monkeypatch.undo()
    themes.apply(styled_app, themes.load_theme(themes.THEMES[0]))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_every_scene_is_drawn_in_every_theme(
    styled_app: QApplication, tmp_path: Path, theme: str
) -> None:
    with make_stand(tmp_path / "till") as shop:
        stage = Stage(styled_app, shop, "id", theme, LARGE)
        ground = stage.session.theme.color("ground").name()
        for name in ("sell-cart", "products", "today", "till-count", "settings"):
            widget = SCENES[name](stage)
            stage.process_events()
            picture = widget.grab().toImage()
            assert picture.pixelColor(picture.width() - 3, 300).name() == ground, name
            stage.clear()
        stage.close()
