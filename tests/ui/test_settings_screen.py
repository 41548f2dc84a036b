"""What a stand sets for its paper, by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from ui_robot import Counter

from pos_app.services import staff
from pos_app.services.demo import DEMO_QRIS
from pos_app.services.paper import label_printer, receipt_style
from pos_app.services.paper.label_printer import LabelPrinter
from pos_app.services.selling import qris_code
from pos_app.services.shop.setting_keys import INTERIM_HOURLY
from pos_app.services.staff import Person, Role
from ui.settings import receipt_card
from ui.settings.settings_screen import SettingsScreen
from ui.staff import authorisation


@pytest.fixture
def screen(counter: Counter) -> SettingsScreen:
    counter.window.show_screen("settings")
    counter.app.processEvents()
    found = counter.window.page("settings")
    assert isinstance(found, SettingsScreen)
    return found


def test_a_logo_is_chosen_seen_and_taken_off(
    counter: Counter, screen: SettingsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = screen.receipts
    assert card.logo.isHidden() and card.drop.isHidden()
    picture = tmp_path / "logo.png"
    Image.linear_gradient("L").save(picture)
    monkeypatch.setattr(receipt_card, "ask_for_photo", lambda *_: str(picture))
    card.choose.click()
    assert not card.logo.pixmap().isNull() and not card.drop.isHidden()
    assert receipt_style.receipt_style(counter.shop).logo
    card.drop.click()
    assert card.logo.isHidden() and not receipt_style.receipt_style(counter.shop).logo


def test_the_foot_and_the_words_are_kept(counter: Counter, screen: SettingsScreen) -> None:
    card = screen.receipts
    card.footer.setFocus()
    counter.type("Instagram @kriya")
    card.in_words.click()
    style = receipt_style.receipt_style(counter.shop)
    assert style.footer == "Instagram @kriya" and style.in_words


def test_a_foot_that_the_law_bars_is_refused_aloud(
    counter: Counter, screen: SettingsScreen
) -> None:
    screen.receipts.footer.setFocus()
    counter.type("Barang tidak bisa ditukar")
    counter.enter()
    assert receipt_style.receipt_style(counter.shop).footer == ""
    assert not counter.window.alerts.isHidden()


def test_a_label_printer_is_kept(counter: Counter, screen: SettingsScreen) -> None:
    card = screen.label_printer
    card.address.setEditText("tcp://10.0.0.9")
    card.kind.setCurrentIndex(card.kind.findData("label108"))
    card.save()
    assert label_printer.label_printer(counter.shop) == LabelPrinter("tcp://10.0.0.9", "label108")
    card.address.setEditText("printer saya")
    assert not card.save() and card.outcome.property("kind") == "error"


@pytest.mark.parametrize(("lead", "kept"), [(None, ""), ("BUDI", DEMO_QRIS)])
def test_a_lead_allows_the_stands_code(
    counter: Counter,
    screen: SettingsScreen,
    monkeypatch: pytest.MonkeyPatch,
    lead: str | None,
    kept: str,
) -> None:
    staff.save_person(counter.shop, Person("BUDI", "Budi", Role.LEAD))
    staff.set_pin(counter.shop, "BUDI", "1470")
    monkeypatch.setattr(authorisation, "ask_lead", lambda *_: lead)
    screen.payload.setPlainText(DEMO_QRIS)
    screen.keep.click()
    assert qris_code.stand_code(counter.shop) == kept


def test_a_code_that_was_put_into_the_database_is_named(
    counter: Counter, screen: SettingsScreen
) -> None:
    screen.payload.setPlainText(DEMO_QRIS)
    screen.keep.click()
    counter.shop.settings.set("qris_payload", DEMO_QRIS.replace("NUSAKRAF", "NUSAKRAG"))
    screen.hide()
    screen.show()
    assert "bukan kode yang dicatat di jurnal" in screen.known.text()


def test_a_lead_allows_interim_totals_by_the_hour(
    counter: Counter, screen: SettingsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    buttons = screen.counter.choices[INTERIM_HOURLY]
    answers: list[str | None] = [None, "BUDI"]
    monkeypatch.setattr(authorisation, "ask_lead", lambda *_: answers.pop(0))
    buttons["on"].click()
    assert counter.shop.settings.get(INTERIM_HOURLY) == ""
    assert buttons["off"].isChecked() and not buttons["on"].isChecked()
    buttons["on"].click()
    assert counter.shop.settings.get(INTERIM_HOURLY) == "on" and buttons["on"].isChecked()
    buttons["on"].click()
    assert answers == [], "what is set already asks nobody"
