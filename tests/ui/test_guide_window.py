"""F1 opens the guide where it tells of what is in front; it is searched and left by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.fair_plan import make_book
from support.shops import clock_at
from ui_office import Desk
from ui_replies import answer
from ui_robot import Counter

from pos_app.guide import PAGES, contents, read_page
from pos_app.languages import LANGUAGES
from pos_app.services.demo import DEMO_QRIS
from pos_app.services.selling.qris_code import set_stand_code
from ui import screen_list
from ui.guide import places
from ui.guide.guide_dialog import GuideDialog
from ui.help_overlay import HelpOverlay

Key = Qt.Key


def front() -> GuideDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, GuideDialog)
    return dialog


def opened_at(counter: Counter, press: Key | Callable[[], None] = Key.Key_F1) -> str:
    """The anchor at which the guide opens; Esc closes it."""
    seen: list[str] = []

    def look() -> None:
        seen.append(front().page.anchor)
        counter.key(Key.Key_Escape)

    answer(counter, look, press)
    return seen[0]


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(styled_app, tmp_path / "home", clock_at("2023-10-27T21:00:00+08:00"))
    yield made
    made.close()


ANCHORS = {each.anchor for name in PAGES for each in read_page(name, "id").headings}


@pytest.mark.parametrize(
    "table", [places.SCREENS, places.TILL_PANELS, places.OFFICE_PAGES, places.DIALOGS]
)
def test_every_place_is_in_the_guide(table: dict[str, str]) -> None:
    assert set(table.values()) <= ANCHORS


def test_every_screen_has_a_place(counter: Counter) -> None:
    for name in screen_list.NAMES:
        assert type(counter.window.page(name)).__name__ in places.SCREENS


def test_f1_opens_the_guide_at_the_screen_in_front(counter: Counter) -> None:
    assert opened_at(counter) == "sell"
    for name, anchor in (("sales", "refund"), ("labels", "goods"), ("today", "today")):
        counter.window.show_screen(name)
        assert opened_at(counter) == anchor
    counter.window.show_screen("till")
    assert opened_at(counter) == "shifts"
    counter.window.till.start_count()
    assert opened_at(counter) == "close"


def test_f1_leaves_the_cart_and_a_payment_as_they_are(counter: Counter) -> None:
    set_stand_code(counter.shop, DEMO_QRIS)
    counter.scan("DST-0501")
    counter.key(Key.Key_F10)
    assert opened_at(counter) == "pay-qris"
    assert counter.sell.right_column.shows("qris")
    counter.key(Key.Key_Escape)
    counter.enter()
    assert opened_at(counter) == "pay-cash"
    counter.enter()
    assert counter.sales() == 1


def test_f1_in_a_dialog_opens_the_guide_over_it_and_comes_back(counter: Counter) -> None:
    from ui.till.shift_dialog import ShiftDialog

    seen: list[str] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ShiftDialog)
        seen.append(opened_at(counter))
        assert QApplication.activeModalWidget() is dialog
        dialog.reject()

    counter.window.show_screen("till")
    answer(counter, act, Key.Key_F6)
    assert seen == ["shifts"]


def test_the_guide_and_the_page_of_all_keys_lead_to_each_other(counter: Counter) -> None:
    seen: list[type] = []

    def in_keys() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append(type(dialog))
        counter.key(Key.Key_Escape)

    def in_guide() -> None:
        seen.append(type(front()))
        answer(counter, in_keys, Key.Key_Question)

    answer(counter, in_guide, Key.Key_F1)
    assert seen == [GuideDialog, HelpOverlay]


def test_a_search_shows_what_it_found_and_opens_the_first(counter: Counter) -> None:
    def act() -> None:
        guide = front()
        assert guide.places.count() == sum(1 + len(found) for _, found in contents("en"))
        QTest.keyClicks(guide.find_box, "pin")
        assert guide.page.anchor == "people", "a heading first"
        QTest.keyClick(guide.find_box, Key.Key_Down)
        assert guide.page.anchor == "forgot-pin"
        guide.find_box.setText("zzzz")
        assert guide.places.item(0).text() == "Nothing found."
        QTest.keyClick(guide.find_box, Key.Key_Escape)
        assert guide.isVisible(), "Esc empties the box first"
        assert guide.find_box.text() == ""
        QTest.keyClick(guide.find_box, Key.Key_F1)
        assert not guide.isVisible()

    answer(counter, act, Key.Key_F1)


def test_a_link_leads_to_its_place(counter: Counter) -> None:
    def act() -> None:
        guide = front()
        guide.page.wanted.emit("printer")
        assert guide.page.anchor == "printer"
        chosen = guide.places.currentItem()
        assert chosen is not None and chosen.data(Qt.ItemDataRole.UserRole).anchor == "printer"
        counter.key(Key.Key_Escape)

    answer(counter, act, Key.Key_F1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_every_page_shows_its_pictures_within_its_width(
    styled_app: QApplication, language: str, theme: str
) -> None:
    from ui.theme import load_theme

    guide = GuideDialog("sell", language, load_theme(theme))
    guide.resize(964, 560)
    guide.show()
    for name in PAGES:
        page = read_page(name, language)
        guide.go_to(page.headings[-1].anchor)
        styled_app.processEvents()
        assert guide.page.horizontalScrollBar().maximum() == 0, name
        shown = guide.page.toHtml().count("<img ")
        assert shown == sum(1 for block in page.blocks if block.file)
    guide.close()
    guide.deleteLater()


def test_the_office_opens_its_own_pages(desk: Desk, tmp_path: Path) -> None:
    book = make_book(tmp_path)
    seen: list[str] = []
    desk.start(None)
    look = _looker(desk, seen)
    look()
    desk.start(book)
    for page in ("board", "charts", "settlement", "report", "fairs"):
        desk.window.show_page(page)
        look()
    assert seen == [
        "office",
        "office-overview",
        "office-charts",
        "office-settlement",
        "office-report",
        "office-fairs",
    ]


def test_the_first_start_has_its_place_from_the_second_step_on(
    styled_app: QApplication, tmp_path: Path
) -> None:
    from ui.setup.wizard import SetupWizard

    wizard = SetupWizard(tmp_path / "till", "en")
    wizard.show()
    seen: list[str] = []

    def close() -> None:
        seen.append(front().page.anchor)
        front().accept()

    wizard.pages.setCurrentIndex(1)
    QTimer.singleShot(100, styled_app, close)
    QTest.keyClick(wizard, Key.Key_F1)
    assert seen == ["first-start"]
    wizard.close()
    wizard.deleteLater()


def _looker(desk: Desk, seen: list[str]) -> Callable[[], None]:
    def close() -> None:
        if QApplication.activeModalWidget() is None:
            QTimer.singleShot(20, desk.app, close)
            return
        guide = front()
        seen.append(guide.page.anchor)
        guide.accept()

    def look() -> None:
        QTimer.singleShot(20, desk.app, close)
        desk.window.activateWindow()
        desk.process_events()
        desk.key(Key.Key_F1)

    return look
