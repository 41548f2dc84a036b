"""Labels by real keys: which goods, how many, on what, and off to paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from support.papers import text_of
from ui_replies import answer
from ui_robot import Counter

from pos_app.domain.barcode import is_in_store
from pos_app.services.catalogue import product_lookup
from pos_app.services.paper import label_printer, label_stocks, print_queue
from pos_app.services.paper.label_printer import LabelPrinter
from pos_app.services.paper.labels import LabelRequest
from ui.labels import labels_screen
from ui.labels.label_table import LabelModel
from ui.labels.labels_screen import LabelsScreen
from ui.labels.sheet_dialog import SheetDialog
from ui.printing import paper_preview
from ui.printing.paper_preview import PaperDialog

Key = Qt.Key


@pytest.fixture
def screen(counter: Counter) -> LabelsScreen:
    counter.window.show_screen("labels")
    counter.app.processEvents()
    found = counter.window.page("labels")
    assert isinstance(found, LabelsScreen)
    return found


def settle(screen: LabelsScreen) -> None:
    """The pause of typing is over."""
    screen._delay.stop()
    screen.show_preview()


def words(path: Path) -> str:
    return text_of(path.read_bytes())


def choose(screen: LabelsScreen, stock: str) -> None:
    combo = screen.card.stocks
    combo.setCurrentIndex(combo.findData(stock))
    combo.activated.emit(combo.currentIndex())
    settle(screen)


def save_to(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (labels_screen, paper_preview):
        monkeypatch.setattr(module, "ask_for_pdf", lambda *_: path)


def test_enter_adds_a_label_and_a_number_sets_how_many(
    counter: Counter, screen: LabelsScreen
) -> None:
    assert counter.focus is screen.box
    counter.type("dayak kecil")
    counter.enter()
    counter.enter()
    assert screen.wanted == [LabelRequest("MNK-0101", 2)]
    counter.key(Key.Key_Escape)
    counter.type("bros")
    counter.key(Key.Key_Escape)
    assert screen.table.goods.rowCount() == 4
    counter.type("12")
    assert screen.table.goods.rowCount() == 4, "a number is no search"
    counter.enter()
    current = screen.table.current()
    assert current is not None and screen.box.text() == ""
    assert LabelRequest(current.sku, 12) in screen.wanted
    counter.type("-")
    assert LabelRequest(current.sku, 11) in screen.wanted
    counter.type("+")
    counter.key(Key.Key_F4)
    assert screen.wanted == []


def test_as_many_as_in_stock_of_what_is_searched(counter: Counter, screen: LabelsScreen) -> None:
    counter.type("gelang")
    counter.key(Key.Key_F3)
    stock = {p.sku: p.stock for p in product_lookup.all_products(counter.shop)}
    assert screen.wanted == [
        LabelRequest(sku, stock[sku]) for sku in ("MNK-0101", "MNK-0102") if stock[sku] > 0
    ]


def test_the_first_sheet_is_seen_and_the_rest_is_told(
    counter: Counter, screen: LabelsScreen
) -> None:
    settle(screen)
    assert not screen.card.print.isEnabled() and screen.card.view.count == 0
    counter.type("99")
    counter.enter()
    settle(screen)
    assert screen.card.print.isEnabled() and screen.card.view.count == 1
    assert screen.card.summary.text().startswith("99 labels · 3 sheets")


def test_what_does_not_fit_is_refused_with_what_would(
    counter: Counter, screen: LabelsScreen
) -> None:
    counter.type("3")
    counter.enter()
    choose(screen, "R33x15x3")
    assert screen.card.summary.property("kind") == "error"
    assert "L4732" in screen.card.summary.text() and not screen.card.print.isEnabled()


def test_numbers_are_given_to_what_has_none(counter: Counter, screen: LabelsScreen) -> None:
    counter.type("dayak kecil")
    counter.enter()
    counter.key(Key.Key_F6)
    (given,) = (p for p in product_lookup.all_products(counter.shop) if p.sku == "MNK-0101")
    assert is_in_store(given.barcode)
    assert "1 number given." in counter.window.alerts.text.text()
    counter.key(Key.Key_F6)
    assert "have a barcode" in counter.window.alerts.text.text()


def test_labels_are_saved_and_the_next_free_one_is_proposed(
    counter: Counter, screen: LabelsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(tmp_path / "labels.pdf", monkeypatch)
    counter.type("dayak kecil")
    counter.enter()
    counter.key(Key.Key_F8)
    assert words(tmp_path / "labels.pdf").count("Gelang manik") == 1
    assert screen.card.start == 2
    counter.window.show_screen("sell")
    counter.window.show_screen("labels")
    assert screen.card.start == 2, "kept for the next time"


def test_the_preview_saves_too(
    counter: Counter, screen: LabelsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(tmp_path / "labels.pdf", monkeypatch)
    counter.type("41")
    counter.enter()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PaperDialog) and dialog.preview.view.count == 2
        before = dialog.preview.view.zoom
        counter.type("+")
        assert dialog.preview.view.zoom > before
        counter.key(Key.Key_F8)
        counter.key(Key.Key_Escape)

    answer(counter, look, Key.Key_F10)
    assert words(tmp_path / "labels.pdf").count("Rp") == 41
    assert screen.card.start == 2


def test_the_test_page_shows_the_sheet(counter: Counter, screen: LabelsScreen) -> None:
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PaperDialog) and dialog.preview.view.count == 1
        counter.key(Key.Key_Escape)

    answer(counter, look, Key.Key_F7)


def test_a_sheet_is_measured_again(counter: Counter, screen: LabelsScreen) -> None:
    def change() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SheetDialog)
        dialog.columns.setValue(6)
        counter.enter()
        assert dialog.isVisible() and "245.5 mm" in dialog.error_label.text()
        dialog.reset.click()
        counter.type("6.5")
        counter.enter()

    answer(counter, change, Key.Key_F2)
    assert label_stocks.stock(counter.shop, "TJ108").first == (6.5, 4.0)


def test_a_roll_goes_straight_to_the_label_printer(
    counter: Counter, screen: LabelsScreen, tmp_path: Path
) -> None:
    label_printer.set_label_printer(counter.shop, LabelPrinter(f"file://{tmp_path}/lp", "label48"))
    choose(screen, "R40x30")
    counter.type("4")
    counter.enter()
    counter.key(Key.Key_F9)
    counter.session.stop_printing()
    assert (tmp_path / "lp").read_bytes().count(b"\x0c") >= 4
    assert print_queue.unfinished_jobs(counter.shop) == []
    assert "4 labels sent" in counter.window.alerts.text.text()


def test_the_model_keeps_qts_rules(counter: Counter, qtmodeltester: object) -> None:
    model = LabelModel()
    model.set_rows(counter.session.products)
    model.set_count(counter.session.products[0], 3)
    qtmodeltester.check(model)  # type: ignore[attr-defined]
