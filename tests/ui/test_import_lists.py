"""Makers' lists taken in the window as a new user does, with the keys counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from support.sheet_samples import FOLDER
from ui_replies import answer
from ui_robot import Counter

from pos_app.services.catalogue import product_lookup
from ui.products import products_screen
from ui.products.import_dialog import ImportDialog

Key = Qt.Key
DOCS = Path(__file__).resolve().parents[2] / "docs" / "sheets.md"
# The file dialog is the system's: a click on the stick's file, and Enter.
FILE_STEPS = 2


class Steps:
    """Presses keys and counts them."""

    def __init__(self, counter: Counter) -> None:
        self.count = 0
        self._counter = counter

    def key(self, key: Key) -> None:
        self.count += 1
        self._counter.key(key)

    def type(self, text: str) -> None:
        self.count += len(text)
        self._counter.type(text)


def show_products(counter: Counter) -> None:
    counter.window.show_screen("products")
    counter.app.processEvents()


def shown() -> ImportDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, ImportDialog)
    return found


def take(counter: Counter, steps: Steps, keys: str, key: Key = Key.Key_F7) -> list[str]:
    """Open the import, type `keys` where the focus is, take the goods; what was listed."""
    listed: list[str] = []

    def act() -> None:
        steps.type(keys)
        rows = shown().problems
        listed.extend(rows.item(row).text() for row in range(rows.count()))
        steps.key(Key.Key_Return)

    steps.count += 1
    answer(counter, act, key)
    return listed


TRIED = {
    "02-nama-harga.csv": ("", "kalung manik enggang"),
    "13-judul-dua-kali.csv": ("s", "kalung manik"),
    "20-jumlah-di-bawah.xlsx": ("", "kalung manik enggang"),
    "26-tiga-lembar.xlsx": ("", "kalung manik enggang"),
    "37-ipos.xls": ("", "kalung manik enggang"),
}


@pytest.mark.parametrize("name", TRIED)
def test_from_a_file_on_a_stick_to_the_first_piece_in_the_cart(
    name: str, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, product = TRIED[name]
    steps = Steps(counter)
    show_products(counter)
    steps.count += 1  # the click on Products at the left
    monkeypatch.setattr(products_screen, "ask_for_sheet", lambda _: FOLDER / name)
    steps.count += FILE_STEPS
    take(counter, steps, keys)
    counter.window.show_screen("sell")
    steps.count += 1  # the click on Sell
    steps.type(product[:8])
    steps.key(Key.Key_Return)
    (line,) = counter.session.cart.items
    assert line.product.name.casefold() == product
    row = f"| `{name}` | {len(keys)} | {steps.count} |"
    assert row in DOCS.read_text("utf-8"), row


def test_a_choice_is_remembered_for_lists_of_that_shape(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    steps = Steps(counter)
    show_products(counter)
    monkeypatch.setattr(
        products_screen, "ask_for_sheet", lambda _: FOLDER / "13-judul-dua-kali.csv"
    )
    listed = take(counter, steps, "s")
    assert len(listed) == 2 and all(line.startswith("✓") for line in listed)
    later = tmp_path / "lain.csv"
    later.write_text("Nama Barang,Harga,Harga\nTas besar,90000,80000\n", "utf-8")
    monkeypatch.setattr(products_screen, "ask_for_sheet", lambda _: later)
    take(counter, steps, "")
    found = {p.name: p.price for p in product_lookup.all_products(counter.shop)}
    assert (found["Kalung manik"], found["Tas besar"]) == (150_000, 90_000)


def test_copied_rows_are_pasted(counter: Counter) -> None:
    show_products(counter)
    QGuiApplication.clipboard().setText("Nama Barang\tHarga\nTas besar\tRp 90.000\n")
    take(counter, Steps(counter), "", Key.Key_F10)
    QGuiApplication.clipboard().clear()
    assert "Tas besar" in {p.name for p in product_lookup.all_products(counter.shop)}


def test_an_example_is_written_that_can_be_taken(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "contoh.xlsx"
    show_products(counter)
    monkeypatch.setattr(products_screen, "ask_where_to_write", lambda *_: path)
    counter.key(Key.Key_F11)
    monkeypatch.setattr(products_screen, "ask_for_sheet", lambda _: path)
    listed = take(counter, Steps(counter), "")
    assert sum(line.startswith("✓") for line in listed) == 4
    (found,) = (p for p in product_lookup.all_products(counter.shop) if "enggang" in p.name)
    assert (found.price, found.name_en, found.stock) == (150_000, "Hornbill necklace", 6)
    assert [p.name for p in product_lookup.all_products(counter.shop) if p.unique] == [
        "Ulap doyo tua"
    ]


def test_nothing_can_be_taken_before_a_doubtful_price_is_chosen(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_products(counter)
    monkeypatch.setattr(
        products_screen, "ask_for_sheet", lambda _: FOLDER / "13-judul-dua-kali.csv"
    )
    before = len(product_lookup.all_products(counter.shop))

    def look() -> None:
        assert not shown().ok.isEnabled()
        kinds = [box.property("kind") for box in shown().columns.choices]
        assert kinds == ["", "asked", "asked"]
        counter.key(Key.Key_Escape)

    answer(counter, look, Key.Key_F7)
    assert len(product_lookup.all_products(counter.shop)) == before


def test_two_tables_side_by_side_are_to_be_mended_rather_than_chosen(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_products(counter)
    monkeypatch.setattr(products_screen, "ask_for_sheet", lambda _: FOLDER / "51-berdampingan.csv")
    told: list[str] = []

    def look() -> None:
        dialog = shown()
        for at in (1, 2):
            box = dialog.columns.choices[at]
            box.setCurrentIndex(at)
            box.activated.emit(at)
        assert not dialog.ok.isEnabled()
        told.append(dialog.verdict.text())
        told.append(dialog.problems.item(0).text())
        counter.key(Key.Key_Escape)

    answer(counter, look, Key.Key_F7)
    assert told[0] == "Nothing in it can be taken. Mend the sheet."
    assert "berdampingan" in told[1]


def test_what_is_taken_of_a_wide_list_is_in_sight(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "lebar.csv"
    others = [f"Kolom {n}" for n in range(30)]
    path.write_text(
        f"Kode,{','.join(others)},Nama Barang,Harga Beli,Stok,Harga Jual\n"
        f"K1,{','.join('x' for _ in others)},Tas besar,60000,3,90000\n",
        "utf-8",
    )
    show_products(counter)
    monkeypatch.setattr(products_screen, "ask_for_sheet", lambda _: path)
    seen: list[str] = []

    def look() -> None:
        columns = shown().columns
        edge = columns.viewport().width()
        seen.extend(
            columns.horizontalHeaderItem(at).text()  # type: ignore[union-attr]
            for at in range(columns.columnCount())
            if columns.columnViewportPosition(at) + columns.columnWidth(at) <= edge
        )
        assert [box.currentText() for box in columns.in_order()][:2] == ["Name", "Selling price"]
        counter.key(Key.Key_Escape)

    answer(counter, look, Key.Key_F7)
    assert {"Nama Barang", "Harga Jual"} <= set(seen)
