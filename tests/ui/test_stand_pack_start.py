"""First start by a stand pack: found, chosen or dropped, looked at, taken by one key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from support.fair_plan import make_packs
from ui_robot import Counter, Ticks

from pos_app.services import staff
from pos_app.services.catalogue import product_lookup
from pos_app.services.selling import qris_code
from pos_app.services.shop.shop import is_set_up
from pos_app.services.shop.till_key import read_till_key, till_public_key
from ui.settings.key_card import KeyCard
from ui.settings.settings_screen import SettingsScreen
from ui.setup import pack_page
from ui.setup import wizard as setup_wizard
from ui.setup.wizard import SetupWizard
from ui.staff.people_card import RecoveryDialog

Key = Qt.Key
Show = Callable[[list[Path]], SetupWizard]


@pytest.fixture
def packs(tmp_path: Path) -> dict[str, Path]:
    return {place: pack.path for place, pack in make_packs(tmp_path / "office").items()}


@pytest.fixture
def wizard_at(
    styled_app: QApplication, tmp_path: Path, ticks: Ticks, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Show]:
    """The wizard's second step, with these folders as the places where files arrive."""
    made: list[SetupWizard] = []

    def show(folders: list[Path]) -> SetupWizard:
        monkeypatch.setattr(setup_wizard, "pack_folders", lambda: folders)
        wizard = SetupWizard(tmp_path / "till", "en", 1, ticks)
        made.append(wizard)
        wizard.resize(1024, 600)
        wizard.show()
        wizard.activateWindow()
        styled_app.processEvents()
        return wizard

    yield show
    for wizard in made:
        let_go(wizard)
        wizard.close()
        wizard.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def let_go(wizard: SetupWizard) -> None:
    """As the app does when its window closes."""
    if wizard._shop is not None:
        wizard._shop.close()
        wizard._shop = None


def press(wizard: SetupWizard, key: Key) -> None:
    QTest.keyClick(wizard.focusWidget() or wizard, key)
    QApplication.processEvents()


def click(button: QWidget) -> None:
    """At its left end: a check box listens only there."""
    at = QPoint(12, button.height() // 2)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)
    QApplication.processEvents()


def one_of(packs: dict[str, Path], folder: Path) -> Path:
    """A stick with the pack of A07-1 alone."""
    folder.mkdir()
    target = folder / packs["A07-1"].name
    target.write_bytes(packs["A07-1"].read_bytes())
    return folder


def test_a_pack_on_a_stick_is_two_presses_from_a_till(
    wizard_at: Show, packs: dict[str, Path], tmp_path: Path
) -> None:
    wizard = wizard_at([tmp_path / "nowhere", one_of(packs, tmp_path / "stick")])
    (button,) = wizard.codes.packs.found.values()
    assert button.text() == "EXPO23_A07-1"
    click(button)
    assert wizard.ways.currentWidget() is wizard.pack and not is_set_up(tmp_path / "till")
    shown = "\n".join(value.text() for value in wizard.pack.values)
    for words in (
        *("Expo Kriya (EXPO23)", "25 Oct 2023 – 27 Oct 2023", "Dekranasda (A07)", "till 1"),
        *("3  ·  makers: 3", "Rp500", "Siti, Budi", "STAN CONTOH NUSAKRAF"),
    ):
        assert words in shown, words
    press(wizard, Key.Key_Return)
    assert wizard.pages.currentIndex() == 2
    shop = wizard._shop
    assert shop is not None and shop.identity.place == "A07-1"
    assert len(product_lookup.all_products(shop)) == 3 and len(staff.people(shop)) == 2
    assert qris_code.stand_code(shop) and shop.settings.get("language") == "en"
    assert till_public_key(shop).is_enrolled


def test_the_lead_of_the_pack_needs_a_pin_and_nothing_else(
    wizard_at: Show, packs: dict[str, Path], ticks: Ticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RecoveryDialog, "show_code", lambda _code, _parent: None)
    wizard = wizard_at([])
    wizard.show_pack(packs["A07-1"])
    for _ in ("make this till", "go on"):
        press(wizard, Key.Key_Return)
    assert wizard.last.name.text() == "Budi"
    press(wizard, Key.Key_Return)
    for digit in "1470":
        ticks.advance(120)
        QTest.keyClicks(wizard.focusWidget(), digit)
    ticks.advance()
    press(wizard, Key.Key_Return)
    press(wizard, Key.Key_Return)
    shop = wizard._shop
    assert shop is not None
    people = {person.code: person for person in staff.people(shop)}
    assert people.keys() == {"SITI", "BUDI"} and people["BUDI"].has_pin and staff.uses_pins(shop)


def test_everything_fits_a_small_screen(wizard_at: Show, packs: dict[str, Path]) -> None:
    wizard = wizard_at([packs["A07-1"].parent])
    for _ in ("by codes", "by a pack"):
        for each in wizard.findChildren(QLabel):
            if each.isVisible():
                assert each.height() >= each.heightForWidth(each.width()) or (
                    each.height() >= each.sizeHint().height()
                ), each.text()
        wizard.show_pack(packs["A07-1"])
        QApplication.processEvents()
    assert (wizard.width(), wizard.height()) == (1024, 600)


def test_many_packs_are_chosen_by_name(
    wizard_at: Show, packs: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: object, _title: str, folder: str) -> str:
        asked.append(folder)
        return str(packs["A08-1"])

    monkeypatch.setattr(pack_page, "ask_pack", choose)
    folder = packs["A07-1"].parent
    wizard = wizard_at([folder])
    assert wizard.codes.packs.found == {}
    press(wizard, Key.Key_F3)
    assert asked == [str(folder)]
    assert "A08" in wizard.pack.values[1].text()
    press(wizard, Key.Key_Escape)
    assert wizard.ways.currentWidget() is wizard.codes
    assert wizard.codes.event_code.hasFocus()
    click(wizard.codes.packs.browse)
    assert wizard.ways.currentWidget() is wizard.pack
    click(wizard.pack.back)
    assert wizard.ways.currentWidget() is wizard.codes


def drop(wizard: SetupWizard, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(500, 300), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(wizard, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(500, 300), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(wizard, event)
    QApplication.processEvents()
    return True


def test_a_pack_is_dropped_and_practised_with(wizard_at: Show, packs: dict[str, Path]) -> None:
    wizard = wizard_at([])
    assert drop(wizard, packs["A07-2"])
    click(wizard.pack.practice)
    click(wizard.pack.take)
    shop = wizard._shop
    assert shop is not None and shop.identity.training and shop.identity.till == "2"
    assert not drop(wizard, packs["A07-1"]), "the till is made"


def test_a_pack_that_was_changed_is_refused_aloud_and_the_next_one_taken(
    wizard_at: Show, packs: dict[str, Path], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.standpack"
    bad.write_bytes(packs["A07-1"].read_bytes().replace(b"Kalung", b"Kalvng"))
    wizard = wizard_at([])
    assert drop(wizard, bad)
    assert wizard.error_label.isVisible() and "signature" in wizard.error_label.text()
    assert wizard.ways.currentWidget() is wizard.codes and not is_set_up(tmp_path / "till")
    assert drop(wizard, packs["A07-1"])
    assert not wizard.error_label.isVisible() and wizard.ways.currentWidget() is wizard.pack


def test_a_laptop_that_is_a_till_already_says_so(
    wizard_at: Show, packs: dict[str, Path], tmp_path: Path
) -> None:
    first = wizard_at([])
    first.show_pack(packs["A07-1"])
    press(first, Key.Key_Return)
    assert first._shop is not None
    let_go(first)
    second = wizard_at([])
    second.show_pack(packs["A07-2"])
    press(second, Key.Key_Return)
    assert second._shop is None and second.error_label.isVisible()
    assert "A07-2" in second.error_label.text() and "A07-1" in second.error_label.text()


def test_the_tills_key_is_read_off_the_settings_by_a_camera(
    counter: Counter, tmp_path: Path
) -> None:
    counter.window.show_screen("settings")
    counter.app.processEvents()
    screen = counter.window.page("settings")
    assert isinstance(screen, SettingsScreen)
    card: KeyCard = screen.key
    card.code.grab().save(str(tmp_path / "code.png"))
    with Image.open(tmp_path / "code.png") as picture:
        (found,) = zxingcpp.read_barcodes(picture)
    whose = read_till_key(found.text)
    assert whose.key == counter.shop.signer().public_hex
    assert card.fingerprint.text().replace("-", "").lower() == whose.key[:8]
    assert "scan" in card.state.text()
