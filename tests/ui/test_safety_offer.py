"""A stick that is plugged in is offered quietly as safety folder, and never in a sale."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from support.shops import make_shop
from ui_robot import Counter

from pos_app.domain.cart import Cart
from pos_app.services.day.usb_sticks import Stick
from pos_app.services.safety.safety_folder import end_safety, safety_status, set_safety
from pos_app.services.safety.stick_offer import LOST_MS, refused_sticks
from ui.safety_offer import SafetyOffer
from ui.tasks import InlineRunner


@pytest.fixture
def offer(counter: Counter) -> SafetyOffer:
    found = counter.window.stick_offer
    found.stop()
    found._runner = found.watch.runner = InlineRunner()
    return found


def plug(offer: SafetyOffer, *paths: Path) -> None:
    for path in paths:
        path.mkdir(exist_ok=True)
    offer.watch.sticks = [Stick(path.name, path) for path in paths]
    offer.watch.changed.emit()


def test_a_stick_is_offered_and_one_key_takes_it(
    counter: Counter, offer: SafetyOffer, tmp_path: Path
) -> None:
    plug(offer)
    assert offer.button.isHidden()
    plug(offer, tmp_path / "MERAH")
    assert not offer.button.isHidden() and "MERAH" in offer.words.text()
    QTest.keyClick(counter.window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    found = safety_status(counter.shop)
    assert (found.folder, found.rows_behind) == (tmp_path / "MERAH", 0)
    assert offer.button.isHidden()


def test_in_a_sale_nothing_is_offered(counter: Counter, offer: SafetyOffer, tmp_path: Path) -> None:
    counter.session.set_cart(Cart().add(counter.session.products[0]))
    plug(offer, tmp_path / "MERAH")
    assert offer.button.isHidden()
    offer.take()
    assert safety_status(counter.shop).folder is None
    counter.session.set_cart(Cart())
    assert not offer.button.isHidden()


def test_not_now_holds_until_the_stick_is_plugged_in_again(
    offer: SafetyOffer, tmp_path: Path
) -> None:
    plug(offer, tmp_path / "MERAH")
    offer.later.click()
    offer.look()
    assert offer.button.isHidden()
    plug(offer)
    plug(offer, tmp_path / "MERAH")
    assert not offer.button.isHidden()


def test_never_is_remembered(counter: Counter, offer: SafetyOffer, tmp_path: Path) -> None:
    plug(offer, tmp_path / "MERAH")
    offer.never.click()
    assert len(refused_sticks(counter.shop)) == 1
    plug(offer)
    plug(offer, tmp_path / "MERAH")
    assert offer.button.isHidden()


def test_a_stick_with_this_till_s_copy_is_taken_up_by_itself(
    counter: Counter, offer: SafetyOffer, tmp_path: Path
) -> None:
    plug(offer, tmp_path / "E")
    offer.take()
    (tmp_path / "E").rename(tmp_path / "F")  # another drive letter
    assert counter.shop.safety is not None
    counter.shop.safety.catch_up(20)
    assert counter.shop.safety.state.problem == "backup_folder_missing"
    plug(offer, tmp_path / "F")
    found = safety_status(counter.shop)
    assert (found.folder, found.rows_behind) == (tmp_path / "F", 0)


def test_another_stick_is_offered_once_the_set_one_is_gone_for_long(
    counter: Counter, offer: SafetyOffer, tmp_path: Path
) -> None:
    set_safety(counter.shop, tmp_path / "E")
    (tmp_path / "E").rename(tmp_path / "away")
    assert counter.shop.safety is not None
    counter.shop.safety.catch_up(20)
    plug(offer, tmp_path / "BIRU")
    assert offer.button.isHidden()
    later = counter.session.ticks() + LOST_MS + 1
    counter.session.ticks = lambda: later
    offer.look()
    assert not offer.button.isHidden()


def test_what_another_till_has_there_is_said_and_not_touched(
    counter: Counter, offer: SafetyOffer, tmp_path: Path
) -> None:
    identity = counter.shop.identity
    other = tmp_path / "C" / "kasir-X-B02-1"
    other.mkdir(parents=True)
    plug(offer, tmp_path / "C")
    assert "B02-1" in offer.words.text() and not offer.use.isHidden()
    with make_shop(tmp_path / "other") as shop:
        set_safety(shop, tmp_path / "D")
        mine = shop.identity
    wanted = f"kasir-{identity.event}-{identity.place}"
    (tmp_path / "D" / f"kasir-{mine.event}-{mine.place}").rename(tmp_path / "D" / wanted)
    before = {path.name: path.read_bytes() for path in (tmp_path / "D" / wanted).iterdir()}
    plug(offer, tmp_path / "D")
    assert offer.use.isHidden() and "D" in offer.words.text()
    offer.take()
    assert safety_status(counter.shop).folder is None
    after = {path.name: path.read_bytes() for path in (tmp_path / "D" / wanted).iterdir()}
    assert after == before


def test_what_a_lead_ended_is_not_taken_up_again(
    counter: Counter, offer: SafetyOffer, tmp_path: Path
) -> None:
    plug(offer, tmp_path / "E")
    offer.take()
    end_safety(counter.shop)
    plug(offer)
    plug(offer, tmp_path / "E")
    assert safety_status(counter.shop).folder is None
    assert not offer.button.isHidden()  # it is offered like any other


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_an_offer_hides_nothing_and_moves_no_button(
    counter: Counter, offer: SafetyOffer, tmp_path: Path, size: tuple[int, int]
) -> None:
    window = counter.window
    window.resize(*size)
    QApplication.processEvents()
    pressed = {each: each.mapTo(window, QPoint()) for each in buttons(window)}
    plug(offer, tmp_path / "KINGSTON DATATRAVELER")
    QApplication.processEvents()
    assert offer.button.isVisible() and offer.isHidden()
    for each in (window.state, window.clock, window.not_handed_over, window.safety):
        if not each.isHidden():
            assert each.visibleRegion().boundingRect() == each.rect()
            assert each.width() >= each.sizeHint().width()
    assert pressed == {each: each.mapTo(window, QPoint()) for each in pressed}
    offer.button.click()
    assert offer.isVisible() and "KINGSTON DATATRAVELER" in offer.words.text()
    offer.button.click()
    assert offer.isHidden()


def buttons(window: QWidget) -> list[QAbstractButton]:
    return [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
