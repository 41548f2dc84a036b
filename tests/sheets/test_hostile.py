"""Sheets that are made to burst: each is named, within 256 MB and 5 seconds."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import xlsxwriter
from support.hostile import (
    lying_zip,
    ods_cell,
    ods_of,
    shared_strings,
    with_parts,
)
from support.in_child import measured

pytestmark = pytest.mark.linux("memory is measured there")


def workbook(cells: Mapping[tuple[int, int], object]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("A")
        for (row, column), value in cells.items():
            sheet.write(row, column, value)
    return target.getvalue()


def with_strings(attributes: str) -> bytes:
    part = {"xl/sharedStrings.xml": shared_strings(attributes)}
    return with_parts(workbook({(0, 0): "sku"}), part)


def with_styles(count: int) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    styles = f'<styleSheet xmlns="{space}"><cellXfs>'.encode() + b'<xf numFmtId="1"/>' * count
    styles += b"</cellXfs></styleSheet>"
    return with_parts(workbook({(0, 0): "sku"}), {"xl/styles.xml": styles})


def spaces(count: int, repeated: int = 1) -> bytes:
    row = f'<table:table-row table:number-rows-repeated="{repeated}">'
    return ods_of(ods_cell(f'<text:s text:c="{count}"/>', row=row))


def header(columns: int) -> bytes:
    return ",".join(f"c{number}" for number in range(columns)).encode() + b"\n"


HOSTILE: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "spaces.ods": (lambda: spaces(2_000_000_000), "sheet_bomb"),
    "spaces-in-many-rows.ods": (lambda: spaces(1_000, 99_000), "sheet_bomb"),
    "spaces-in-an-empty-cell.ods": (
        lambda: ods_of(ods_cell('<text:s text:c="2000000000"/>', "<table:table-cell>")),
        "sheet_bomb",
    ),
    "spaces-up-to-the-limit.ods": (lambda: spaces(15_000_000), "sheet_empty"),
    "texts.xlsx": (lambda: with_strings('uniqueCount="4000000000000"'), "sheet_bomb"),
    "texts-less.xlsx": (lambda: with_strings('uniqueCount="90000000"'), "sheet_bomb"),
    "texts-used.xlsx": (lambda: with_strings('count="4000000000000"'), "rows 0"),
    "styles.xlsx": (lambda: with_styles(10 << 20), "sheet_bomb"),
    "styles-up-to-the-limit.xlsx": (lambda: with_styles(450_000), "rows 0"),
    "lie.xlsx": (lambda: lying_zip({}, "xl/workbook.xml", 300 << 20, 100), "sheet_unreadable"),
    "truth.xlsx": (lambda: lying_zip({}, "xl/workbook.xml", 300 << 20, None), "sheet_bomb"),
    "lie.ods": (lambda: lying_zip({}, "content.xml", 300 << 20, 1 << 20), "sheet_unreadable"),
    "corner.xlsx": (lambda: workbook({(0, 0): "a", (90_000, 40): "x"}), "sheet_bomb"),
    "row.csv": (lambda: b"a" + b"," * (31 << 20), "sheet_row_too_long"),
    "record.csv": (lambda: b'sku,name\n"' + b'\n","' * (7 << 20), "sheet_row_too_long"),
    "field.csv": (lambda: b'sku,name\n"' + b"x" * (31 << 20), "sheet_row_too_long"),
    "lines.csv": (lambda: b"sku,name\n" + b"\n" * (31 << 20), "sheet_too_many_rows"),
    "marks.csv": (lambda: ("\u0316\u0301" * 100_000).encode() * 20, "sheet_row_too_long"),
    "wide.csv": (lambda: header(64) + (b"x," * 63 + b"x\n") * 100_000, "sheet_too_heavy"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_sheet_that_is_made_to_burst_is_named_within_the_limits(
    name: str, tmp_path: Path
) -> None:
    make, code = HOSTILE[name]
    (tmp_path / name).write_bytes(make())
    found = measured("support.readers_by_path:sheet", tmp_path / name)
    assert found.answer == [code]
    assert found.is_bounded, found


def test_a_sheet_of_many_goods_is_read_within_the_limits(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    row = "ABC-{0:06d},Kalung manik {0},Aksesori,Untaian Teritip,35000,5,,Necklace {0},10\n"
    head = "sku,name,category,maker,price_rp,stock,barcode,name_en,share_pct\n"
    path.write_text(head + "".join(row.format(number) for number in range(100_000)), "utf-8")
    found = measured("support.readers_by_path:sheet", path)
    assert found.answer == ["rows 100000"]
    assert found.is_bounded, found
