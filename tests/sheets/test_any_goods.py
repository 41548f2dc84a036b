"""Whatever stands in a list, reading it ends in goods or in problems, and never in a crash."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.domain.catalogue import Maker, Product
from pos_app.domain.money import MAX_PRICE
from pos_app.services.catalogue.sheet_columns import sheet_columns
from pos_app.sheets.goods import GoodsOptions, GoodsSheet, KnownGoods, goods_of
from pos_app.sheets.grid import Grid
from pos_app.sheets.layout import Choices
from pos_app.sheets.reader import grid_of

STEADY = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
KNOWN = KnownGoods(
    [Maker("UT", "Untaian Teritip")], [Product("UT-0001", "Kalung", "Manik", "UT", 1_000)], "A07"
)
HEADS = [
    "Nama Barang",
    "Harga",
    "Harga Jual",
    "Harga Beli",
    "Stok",
    "No",
    "Kode",
    "Perajin",
    "Kategori",
    "Satuan",
]
HEADS += ["Handle", "Varian", "Ukuran", "Barcode", "Harga Aneh", "x", ""]
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["Rp 35.000", "35rb", "2,50", "1.500", "Total", "#REF!", "lusin", "-", "=1"]),
    st.sampled_from(HEADS),
)
ROWS = st.lists(st.lists(CELLS, max_size=7), min_size=1, max_size=9)


def sound(sheet: GoodsSheet) -> None:
    """Every good row has what a product needs, and every row left out is explained."""
    for row in sheet.good or ():
        assert row.sku and row.name and row.maker and row.category
        assert 0 < row.price <= MAX_PRICE
    if sheet.good is None or sheet.skipped:
        assert any(problem.severity == "error" for problem in sheet.problems)


@STEADY
@given(st.lists(st.sampled_from(HEADS), min_size=1, max_size=7), ROWS, st.booleans())
def test_any_list_is_read_or_refused(
    heads: list[str], rows: list[list[object]], ragged: bool
) -> None:
    records = [(1, heads), *((at, cells) for at, cells in enumerate(rows, 3) if any(cells))]
    blank = [(row, [cell if cell != "" else None for cell in cells]) for row, cells in records]
    grid = Grid("list", tuple(blank), ragged=ragged)  # type: ignore[arg-type]
    sound(goods_of(grid, GoodsOptions(), KNOWN))
    found = sheet_columns(grid, Choices())
    assert len(found.heads) == len(found.fields)
    letters = Choices({"name": "A", "price_rp": "B"}, True)
    sound(goods_of(grid, GoodsOptions(letters, "UT", "Manik"), KNOWN))


@STEADY
@given(st.text("NamaHrg;,|\t\"'\r\n 0123.-", max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    sound(goods_of(grid_of(text.encode(), "list.csv"), GoodsOptions(), KNOWN))


@pytest.mark.parametrize("area", ["A2:A1048576", "A1:XFD1048576"])
def test_cells_merged_without_end_do_no_harm(area: str) -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nama Barang", "Harga"])
        sheet.write_row(3, 0, ["Kalung", 1_000])
    merged = io.BytesIO()
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(merged, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                cells = f'</sheetData><mergeCells><mergeCell ref="{area}"/></mergeCells>'
                content = content.replace(b"</sheetData>", cells.encode())
            new.writestr(name, content)
    sheet_read = goods_of(grid_of(merged.getvalue(), "list.xlsx"), GoodsOptions(), KNOWN)
    assert [row.price for row in sheet_read.good or ()] == [1_000]
