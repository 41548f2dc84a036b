"""The form of makers' cards: a counter, an agreement, a table, and nothing stored before “Keep”."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from office.real_files import new_book
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.shops import clock_at
from ui_office import Desk
from ui_robot import Counter

from pos_app.domain.catalogue import Maker
from pos_app.domain.maker_card import MakerCard
from pos_app.services.catalogue.maker_cards import all_cards
from pos_app.services.catalogue.product_lookup import all_makers
from pos_app.services.office.card_reading import book_cards
from pos_app.services.office.settings import OfficeSettings
from ui.widgets import maker_cards_dialog
from ui.widgets.maker_cards_dialog import MakerCardsDialog

MAKERS = [Maker("M1", "Bu Sri"), Maker("M2", "Pak Budi")]


@pytest.fixture
def dialog(qtbot: QtBot, styled_app: QApplication) -> MakerCardsDialog:
    found = MakerCardsDialog(MAKERS, {"M2": MakerCard("M2", contact="@budi")}, "en")
    qtbot.addWidget(found)
    found.show()
    return found


def test_what_is_typed_stays_while_another_maker_is_chosen(dialog: MakerCardsDialog) -> None:
    QTest.keyClicks(dialog.form.story.edit, "Strings beads")
    assert dialog.form.story.counter.text() == "13 / 600"
    dialog.list.setCurrentRow(1)
    assert dialog.form.agreed.isChecked() and dialog.form.story.text == ""
    dialog.list.setCurrentRow(0)
    assert dialog.form.story.text == "Strings beads"
    assert dialog.changed == [MakerCard("M1", story="Strings beads")]


def test_a_contact_without_agreement_and_a_long_story_are_not_kept(
    dialog: MakerCardsDialog,
) -> None:
    form = dialog.form
    QTest.keyClicks(form.lines["contact"], "@sri")
    dialog.list.setCurrentRow(1)
    assert dialog.list.currentRow() == 0 and "agreed" in dialog.error_label.text()
    form.agreed.setChecked(True)
    form.story_en.edit.setPlainText("x" * 601)
    dialog.try_to_accept()
    assert dialog.isVisible() and "600" in dialog.error_label.text()
    form.story_en.edit.setPlainText("x" * 600)
    dialog.try_to_accept()
    assert not dialog.isVisible()
    assert dialog.changed == [MakerCard("M1", story_en="x" * 600, contact="@sri")]


def test_a_table_fills_the_cards_and_says_what_it_could_not_take(
    dialog: MakerCardsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "cards.csv"
    file.write_text("nama,cerita,kontak\nBu Sri,Manik,@sri\nSiapa,x,\n", encoding="utf-8")
    monkeypatch.setattr(maker_cards_dialog, "ask_for_sheet", lambda _parent: file)
    QTest.keyClick(dialog, Qt.Key.Key_F7)
    assert dialog.form.story.text == "Manik"
    assert "1 card taken" in dialog.told.text() and "Siapa" in dialog.told.text()
    assert dialog.changed == [MakerCard("M1", story="Manik")]


def test_a_photo_is_shown_and_taken_away(
    dialog: MakerCardsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (800, 600), "teal").save(tmp_path / "a.png")
    monkeypatch.setattr(maker_cards_dialog, "ask_for_photo", lambda *_: str(tmp_path / "a.png"))
    QTest.mouseClick(dialog.form.choose_photo, Qt.MouseButton.LeftButton)
    assert dialog.changed[0].photo.startswith(b"\xff\xd8\xff")
    QTest.mouseClick(dialog.form.drop_photo, Qt.MouseButton.LeftButton)
    assert dialog.changed == []


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", clock_at("2023-10-20T21:00:00+08:00"))
    found.start(new_book(tmp_path))
    yield found
    found.close()


def test_the_office_changes_the_cards_of_its_plan(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = MakerCard("M1", story="Manik", photo=b"")
    monkeypatch.setattr(MakerCardsDialog, "ask", lambda *_: [card])
    desk.click(desk.window.nav["report"])
    QTest.keyClick(desk.window.report, Qt.Key.Key_F4)
    desk.process_events()
    assert desk.session.book is not None
    assert book_cards(desk.session.book).cards["M1"] == card


def test_the_till_has_the_same_form_behind_a_key(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    makers = all_makers(counter.shop)
    card = MakerCard(makers[0].code, story="Manik")
    asked: list[int] = []

    def ask(found: list[Maker], *_: object) -> list[MakerCard]:
        asked.append(len(found))
        return [card]

    monkeypatch.setattr(MakerCardsDialog, "ask", ask)
    counter.window.show_screen("products")
    page = counter.window.page("products")
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert asked == [len(makers)]
    assert all_cards(counter.shop)[card.code] == card
