"""Any sale of the fair is found in the stored day files, and its receipt shown."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from office.real_files import new_book, put_files
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.shops import clock_at
from ui_office import Desk

from pos_app.services.office import sale_search
from pos_app.services.office.sale_search import find_sales
from pos_app.services.office.settings import OfficeSettings
from ui.office.sales_finder import SalesFinder

Key = Qt.Key


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", clock_at("2023-10-27T21:00:00+08:00"))
    found.start(new_book(tmp_path))
    found.drop(put_files(tmp_path / "stick", "a07 25", "a07 26 r1", "a07 26 r2", "a08 25"))
    yield found
    found.close()


def look_for(desk: Desk, text: str) -> list[str]:
    assert desk.session.book is not None
    return [found.sale.number for found in find_sales(desk.session.book, text, ()).sales]


def test_words_find_by_receipt_amount_product_and_stand(desk: Desk) -> None:
    everything = look_for(desk, "a0")
    assert len(everything) == len(set(everything)) == 4
    assert look_for(desk, everything[0]) == [everything[0]]
    assert look_for(desk, "350rb") == look_for(desk, "350.000") == look_for(desk, "A08 350000")
    assert [number[:3] for number in look_for(desk, "350000")] == ["A08"]
    assert look_for(desk, "tidak ada") == look_for(desk, "  ") == []


def test_a_sale_in_two_revisions_is_found_once_and_the_file_that_counts_is_named(
    desk: Desk,
) -> None:
    view, book = desk.session.view, desk.session.book
    assert view is not None and book is not None
    counting = {
        file.manifest for day in view.grid.statuses.values() for file in day.files if file.counts
    }
    found = find_sales(book, "2023-10-26", counting).sales
    assert len(found) == 2 and all(sale.counts for sale in found)


def test_no_sale_is_lost_because_only_likely_files_are_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = desk.session.book
    assert book is not None
    words = set(["1", "01", "0", "Rp350.000", "350rb", "0,35jt", "A08", "a08", "-1", "zzz", '"'])
    for sale in find_sales(book, "a0", ()).sales:
        words |= set(sale_search._text_of(sale).split()) | {str(sale.sale.net), sale.sale.number}
    found = {word: look_for(desk, word) for word in sorted(words)}
    monkeypatch.setattr(sale_search._Query, "may_be_in", lambda *_: True)
    assert found == {word: look_for(desk, word) for word in sorted(words)}


def test_a_search_stops_when_asked(desk: Desk) -> None:
    assert desk.session.book is not None
    assert find_sales(desk.session.book, "a0", (), lambda: True).files == 0


def test_ctrl_f_finds_a_sale_and_shows_its_receipt(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def use(dialog: SalesFinder) -> int:
        dialog.show()
        desk.process_events()
        QTest.keyClicks(dialog.query, "350rb")
        QTest.keyClick(dialog.query, Key.Key_Return)
        desk.process_events()
        seen.extend((dialog.state.text(), dialog.receipt.toPlainText()))
        dialog.close()
        return 0

    monkeypatch.setattr(SalesFinder, "exec", use)
    desk.key(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert seen[0] == "1 found in 4 day files."
    assert "Rp350.000" in seen[1] and "A08 · 1" in seen[1] and "in the sum" in seen[1]


@pytest.mark.bench
def test_a_search_of_the_demo_fair_takes_seconds(desk: Desk) -> None:
    assert desk.session.book is not None
    began = time.perf_counter()
    look_for(desk, "a0")
    assert time.perf_counter() - began < 2


def test_a_long_search_says_how_far_it_is_and_can_be_stopped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = SalesFinder(desk.session, desk.window)
    monkeypatch.setattr(sale_search, "PROGRESS_EVERY", 1)
    said: list[tuple[str, str]] = []

    def note(_search: object, done: int, _count: int) -> None:
        said.append((dialog.state.text(), dialog.search.text()))
        if len(said) == 2:
            dialog.start_or_stop()

    dialog._searched.connect(note)
    dialog.query.setText("a0")
    dialog.start()
    assert said == [
        ("Searching the day files: 0 of 4…", "Stop"),
        ("Searching the day files: 1 of 4…", "Stop"),
    ]
    assert dialog.state.text().startswith("Stopped: ") and "in 2 of 4" in dialog.state.text()
    assert dialog.search.text() == "Search"
    dialog.start()
    assert dialog.state.text() == "4 found in 4 day files."
    dialog.deleteLater()
