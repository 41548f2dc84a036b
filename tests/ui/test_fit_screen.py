"""Every window and dialog lies inside what its screen leaves, with its buttons in sight."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from ui_robot import Counter

import ui
from pos_app.services.day import business_day
from pos_app.services.demo import DEMO_QRIS
from ui import screen_room
from ui.app import TillApp
from ui.gallery.pictures import LARGE
from ui.gallery.scenes import SCENES
from ui.gallery.stage import Stage, make_stand
from ui.main_window import MainWindow
from ui.settings.safety_card import SafetyCard
from ui.till.light_screens import LightScreens
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.fit_screen import FittingDialog, needed_size
from ui.widgets.guide_key import GuidedDialog

# A laptop with a task bar, a small one, and the first one at 200 %.
ROOMS = [QRect(0, 0, 1366, 728), QRect(0, 0, 1024, 560), QRect(0, 0, 683, 344)]

# Scenes of one window, of which the one that needs most is looked at.
SAME_WINDOW = ("sell", "pay-", "office-cell", "office-fairs", "office-report", "buyer-")
LARGEST = ("sell-cart", "pay-qris-static", "office-cell-disputed", "office-report", "buyer-idle")

NO_WINDOWS = (LightScreens, SafetyCard)  # one fills the screen, the other is a part of one


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> list[QRect]:
    """The room on the screen now is the last of these."""
    found = [ROOMS[0]]
    monkeypatch.setattr(screen_room, "available_geometry", lambda _window: found[-1])
    return found


def faults(window: QWidget, room: QRect) -> Iterator[str]:
    if not room.contains(window.frameGeometry()):
        yield f"{window.frameGeometry()} does not lie in {room}"
    if not isinstance(window, FittingDialog):
        return
    buttons = [each for each in window.fixed_buttons() if not each.isHidden()]
    if not buttons:
        yield "no button is always in sight"
    for button in buttons:
        at = QRect(button.mapTo(window, QPoint(0, 0)), button.size())
        if not window.rect().contains(at):
            yield f"{button.text()!r} at {at} is outside {window.rect()}"


def test_every_window_and_dialog_fits_the_screen(
    styled_app: QApplication, tmp_path: Path, rooms: list[QRect]
) -> None:
    found: list[str] = []
    with make_stand(tmp_path / "till") as shop:
        stage = Stage(styled_app, shop, "id", "light", LARGE)
        for name, scene in SCENES.items():
            if name.startswith(SAME_WINDOW) and name not in LARGEST:
                continue
            rooms.append(ROOMS[0])
            stage.window.resize(*LARGE)
            window = scene(stage).window()
            for room in ROOMS:
                rooms.append(room)
                QApplication.sendEvent(window, QEvent(QEvent.Type.LayoutRequest))
                stage.process_events()
                size = f"{name} at {room.width()}×{room.height()}: "
                if not isinstance(window, NO_WINDOWS):
                    found += [size + fault for fault in faults(window, room)]
            stage.clear()
        stage.close()
    assert not found, "\n".join(found)


def test_a_dialog_that_grows_while_it_is_open_stays_on_the_screen(
    styled_app: QApplication, rooms: list[QRect]
) -> None:
    rooms.append(ROOMS[2])
    dialog = AskDialog()
    dialog.set_question("Heading", "Yes")
    dialog.show()
    for _ in range(20):
        dialog.body.addWidget(QLabel("one more line"))
    QApplication.processEvents()
    QApplication.processEvents()
    assert not list(faults(dialog, ROOMS[2]))
    dialog.close()


def test_a_dialog_comes_up_over_its_window(styled_app: QApplication, rooms: list[QRect]) -> None:
    window = QWidget()
    window.setGeometry(120, 100, 600, 500)
    window.show()
    dialog = AskDialog(window)
    dialog.set_question("Heading", "Yes")
    dialog.show()
    QApplication.processEvents()
    apart = dialog.geometry().center() - window.geometry().center()
    assert apart.manhattanLength() < 60, dialog.geometry()
    assert not list(faults(dialog, ROOMS[0]))
    dialog.close()
    window.close()


def test_a_window_that_has_room_does_not_scroll(
    styled_app: QApplication, tmp_path: Path, rooms: list[QRect]
) -> None:
    with make_stand(tmp_path / "till") as shop:
        stage = Stage(styled_app, shop, "id", "light", LARGE)
        assert isinstance(stage.screen("sell"), MainWindow)
        kept = stage.window.layout()
        rooms.append(ROOMS[1])
        stage.window.resize(*LARGE)
        stage.process_events()
        assert stage.window.layout() is kept
        stage.close()


def test_every_dialog_fits_itself_to_the_screen(styled_app: QApplication) -> None:
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    own = [each for each in subclasses(GuidedDialog) if each is not FittingDialog]
    assert [each for each in own if not issubclass(each, FittingDialog | LightScreens)] == []
    guided = {GuidedDialog, *subclasses(GuidedDialog)}
    own = [each for each in subclasses(QDialog) if each.__module__.startswith("ui.")]
    assert [each for each in own if each not in guided] == []


def subclasses(kind: type[QDialog]) -> Iterator[type[QDialog]]:
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


def test_every_screen_of_a_practice_till_shows_all_of_itself_on_a_small_laptop(
    styled_app: QApplication, tmp_path: Path
) -> None:
    """No page that was in front before asks for more room than the one in front now."""
    app = TillApp(styled_app, tmp_path / "till")
    app.start(demo=True)
    window = app.window
    assert isinstance(window, MainWindow) and app.session is not None
    window.resize(1024, 600)
    business_day.open_till(app.session.shop, 0, "KASIR", date_confirmed=True)
    app.session.refresh()
    for _round in range(2):
        for name, button in window.rail.buttons.items():
            button.click()
            for _ in range(5):
                styled_app.processEvents()
            needed = needed_size(window, 1024)
            assert needed.height() <= 600 and needed.width() <= 1024, (name, needed)
    app.close()


def test_paying_by_qris_and_counting_fit_a_small_laptop(counter: Counter) -> None:
    """On a screen of 1024×600, a usual title bar taken off; the code keeps its quiet zone."""
    counter.shop.settings.set("qris_payload", DEMO_QRIS)
    counter.window.resize(1022, 567)
    counter.scan("DST-0501")
    counter.key(Qt.Key.Key_F10)
    QTest.qWait(50)
    assert counter.sell.right_column.qris.view.code
    assert counter.window.height() == 567, "the window had to grow"
    counter.window.show_screen("till")
    counter.window.till.start_close()
    QTest.qWait(50)
    assert counter.window.till.count.isVisible()
    assert counter.window.height() == 567, "the window had to grow"
