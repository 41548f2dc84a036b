from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.errors import PosError, Problem
from pos_app.sheets import Table, read_table
from pos_app.sheets.reader import MAX_BYTES, table_of
from pos_app.sheets.table import MAX_CELL, MAX_COLUMNS, MAX_PROBLEMS, MAX_ROWS, column_letter

# A first run builds tables of characters, and a laptop may be busy: neither is a fault.
STEADY = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
ODS_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)


def read(path: Path, data: bytes | str) -> Table:
    return table_of(data.encode() if isinstance(data, str) else data, path.name)


def read_csv(tmp_path: Path, data: bytes | str) -> Table:
    return read(tmp_path / "barang.csv", data)


def rows(table: Table) -> list[tuple[object, ...]]:
    return [(row.row, *row.cells.values()) for row in table.rows]


def codes(table: Table) -> list[str]:
    return [problem.code for problem in table.problems]


def xlsx(cells: dict[tuple[int, int], object], sheets: int = 1, hidden: bool = False) -> bytes:
    """A workbook with `cells` (row, column from 0) in its first visible sheet."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.datetime(2023, 10, 25)})  # the same bytes always
        if hidden:
            book.add_worksheet("Rahasia").hide()
        sheet = book.add_worksheet("Produk")
        sheet.activate()
        if hidden:
            sheet.set_first_sheet()
        for (row, column), value in cells.items():
            sheet.write(row, column, value)
        for number in range(1, sheets):
            book.add_worksheet(f"Lain {number}")
    return target.getvalue()


def edited(data: bytes, changes: dict[str, bytes]) -> bytes:
    """The zip `data` with the members in `changes` replaced or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", 8) as new:
        for name in {**dict.fromkeys(old.namelist()), **changes}:
            new.writestr(name, changes[name] if name in changes else old.read(name))
    return target.getvalue()


def ods(table: str, head: str = ODS_HEAD) -> bytes:
    """An ods document whose only table holds the rows `table`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", ODS_MANIFEST)
        content = f'{head}<table:table table:name="Produk">{table}</table:table>{ODS_TAIL}'
        archive.writestr("content.xml", content)
    return target.getvalue()


def ods_row(*cells: str, repeated: int = 1) -> str:
    inner = "".join(cells)
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inner}</table:table-row>'


def ods_text(text: str, repeated: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" '
        f'table:number-columns-repeated="{repeated}"><text:p>{text}</text:p></table:table-cell>'
    )


def test_a_csv_is_read_with_the_row_numbers_a_person_sees(tmp_path: Path) -> None:
    table = read_csv(tmp_path, "SKU, Name \r\nA,Bros\r\n\r\n , \r\nB,\r\n")
    assert table == Table(("sku", "name"), table.rows, ())
    assert rows(table) == [(2, "A", "Bros"), (5, "B", None)]


def test_a_cell_of_several_lines_is_in_one_row(tmp_path: Path) -> None:
    assert rows(read_csv(tmp_path, 'sku,name\nA,"Bros\nkecil"\nB,x\n'))[-1] == (3, "B", "x")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_header_alone_says_what_separates(tmp_path: Path, separator: str) -> None:
    text = f'sku{separator}"nama, atau; name"\nA{separator}"1,2,3;4;5;6"\n'
    assert rows(read_csv(tmp_path, text)) == [(2, "A", "1,2,3;4;5;6")]


def test_the_hint_that_excel_writes_is_followed(tmp_path: Path) -> None:
    table = read_csv(tmp_path, "sep=;\r\nsku;name\r\nA;x\r\n")
    assert (table.header, rows(table)) == (("sku", "name"), [(3, "A", "x")])


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    assert read_csv(tmp_path, b"\xef\xbb\xbfsku\nA\n").header == ("sku",)


def test_windows_1252_is_read_with_a_warning(tmp_path: Path) -> None:
    table = read_csv(tmp_path, "sku,name\nA,Café\n".encode("cp1252"))
    assert rows(table) == [(2, "A", "Café")]
    assert [(p.code, p.severity) for p in table.problems] == [("sheet_encoding", "warning")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet_empty"),
        (b"\n , ,\n", "sheet_empty"),
        (b"\xef\xbb\xbf", "sheet_empty"),
        (b"sku,name\nA,\0\n", "sheet_nul"),
        ("sku,name\nA,\0\n".encode("utf-16"), "sheet_nul"),
        (b"sku,name\nA,\x81\n", "sheet_unreadable"),
        (b'sku,name\nA,"x\nB,y\n', "sheet_quotes"),
        (b'sku,name\nA,"x"y\n', "sheet_quotes"),
        (b"sku,name,SKU \nA,x,B\n", "sheet_column_twice"),
        (b",".join(b"c%d" % n for n in range(MAX_COLUMNS + 1)), "sheet_too_many_columns"),
        (b"sku\n" + b"A\n" * (MAX_ROWS + 1), "sheet_too_many_rows"),
        (b"sku\n" + b"A" * 200_000, "sheet_cell_too_long"),
        (b"PK\x03\x04 but not really", "sheet_unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "sheet_unreadable"),
    ],
)
def test_a_file_refused_whole_says_why_once(tmp_path: Path, data: bytes, code: str) -> None:
    table = read_csv(tmp_path, data)
    assert (codes(table), table.rows) == ([code], ())
    assert (table.problems[0].severity, table.problems[0].file) == ("error", "barang.csv")


def test_an_open_quote_is_found_in_the_row_where_it_opens(tmp_path: Path) -> None:
    assert read_csv(tmp_path, 'sku,name\nA,x\nB,"y\nC,z\n').problems[0].row == 3


def test_the_most_rows_allowed_are_read(tmp_path: Path) -> None:
    table = read_csv(tmp_path, "sku\n" + "A\n" * MAX_ROWS)
    assert (len(table.rows), table.problems) == (MAX_ROWS, ())


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "besar.csv"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert codes(read_table(path)) == ["sheet_too_large"]


def test_rows_of_another_length_are_named_and_left_out(tmp_path: Path) -> None:
    table = read_csv(tmp_path, "sku,name\nA\nB,x,y\nC,z,\nD,w\n")
    assert [(p.code, p.row) for p in table.problems] == [
        ("sheet_row_short", 2),
        ("sheet_row_long", 3),
    ]
    assert rows(table) == [(4, "C", "z"), (5, "D", "w")]


def test_a_cell_too_long_is_named_with_its_column(tmp_path: Path) -> None:
    table = read_csv(tmp_path, f"sku,name\nA,{'x' * MAX_CELL}\nB,{'x' * (MAX_CELL + 1)}\n")
    assert len(table.rows) == 1
    assert (table.problems[0].code, table.problems[0].row) == ("sheet_cell_too_long", 3)
    assert table.problems[0].column == "name"


def test_endless_problems_are_counted_instead_of_listed(tmp_path: Path) -> None:
    table = read_csv(tmp_path, "sku,name\n" + "A\n" * (MAX_PROBLEMS + 5))
    assert len(table.problems) == MAX_PROBLEMS + 1
    assert table.problems[-1] == Problem("sheet_more_problems", "error", {"count": 5}, "barang.csv")


def test_a_file_that_is_not_there_raises(tmp_path: Path) -> None:
    with pytest.raises(PosError, match="file_not_found"):
        read_table(tmp_path / "tidak ada.csv")


def test_a_folder_in_place_of_a_file_raises(tmp_path: Path) -> None:
    with pytest.raises(PosError, match="file_unreadable"):
        read_table(tmp_path)


def test_a_workbook_is_read_with_numbers_as_numbers(tmp_path: Path) -> None:
    cells: dict[tuple[int, int], object] = {
        (0, 0): "SKU",
        (0, 1): "price_rp",
        (0, 2): "share_pct",
        (1, 0): "A",
        (1, 1): 35000,
        (1, 2): 12.5,
        (4, 0): "B",
        (4, 1): True,
    }
    table = read(tmp_path / "a.xlsx", xlsx(cells))
    assert table.header == ("sku", "price_rp", "share_pct")
    assert rows(table) == [(2, "A", 35000, 12.5), (5, "B", True, None)]
    assert isinstance(table.rows[0].cells["price_rp"], int)


def test_a_sheet_that_begins_lower_and_further_right_keeps_its_row_numbers(tmp_path: Path) -> None:
    table = read(tmp_path / "a.xlsx", xlsx({(2, 1): "sku", (4, 1): "A"}))
    assert rows(table) == [(5, "A")]


def test_formulas_are_named_and_their_rows_left_out(tmp_path: Path) -> None:
    cells = {
        (0, 0): "sku",
        (0, 1): "price_rp",
        (1, 0): "A",
        (1, 1): "=1+1",
        (2, 0): "B",
        (3, 3): "=A1",
    }
    table = read(tmp_path / "a.xlsx", xlsx({**cells}))
    assert rows(table) == [(3, "B", None)]
    assert [(p.code, p.row, p.column) for p in table.problems if p.code == "sheet_formula"] == [
        ("sheet_formula", 2, "price_rp"),
        ("sheet_formula", 4, "D"),
    ]


def test_the_first_shown_sheet_is_read_and_others_are_mentioned(tmp_path: Path) -> None:
    data = xlsx({(0, 0): "sku", (1, 0): "A"}, sheets=3, hidden=True)
    table = read(tmp_path / "a.xlsx", data)
    assert rows(table) == [(2, "A")]
    assert [(p.code, p.severity, p.facts["count"]) for p in table.problems] == [
        ("sheet_others_ignored", "warning", 2)
    ]


def test_the_content_decides_what_a_file_is(tmp_path: Path) -> None:
    assert read(tmp_path / "a.csv", xlsx({(0, 0): "sku", (1, 0): "A"})).header == ("sku",)
    assert codes(read(tmp_path / "a.xlsx", "sku\nA\n")) == ["sheet_unreadable"]


@pytest.mark.parametrize(("row", "column"), [(MAX_ROWS + 1, 0), (1_048_575, 0), (1, MAX_COLUMNS)])
def test_a_workbook_with_a_cell_far_away_is_refused(tmp_path: Path, row: int, column: int) -> None:
    found = codes(read(tmp_path / "a.xlsx", xlsx({(0, 0): "sku", (row, column): "x"})))
    assert found in (["sheet_too_many_rows"], ["sheet_too_many_columns"])


def test_a_workbook_that_declares_too_much_is_refused_before_unpacking(tmp_path: Path) -> None:
    bomb = edited(xlsx({(0, 0): "sku"}), {"xl/media/x.bin": b"\0" * (257 * 2**20)})
    assert len(bomb) < 2**20
    assert codes(read(tmp_path / "a.xlsx", bomb)) == ["sheet_bomb"]


def test_a_workbook_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    honest = edited(xlsx({(0, 0): "sku"}), {"xl/sharedStrings.xml": b"<sst>" + b" " * 9_999_999})
    lying = honest.replace((10_000_004).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != honest
    assert codes(read(tmp_path / "a.xlsx", lying)) == ["sheet_unreadable"]


def test_one_long_text_in_every_cell_is_refused(tmp_path: Path) -> None:
    cells: dict[tuple[int, int], object] = {(row, 0): "x" * 32_000 for row in range(2_001)}
    assert codes(read(tmp_path / "a.xlsx", xlsx(cells))) == ["sheet_bomb"]


def test_a_document_type_in_a_workbook_is_refused(tmp_path: Path) -> None:
    sheet = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
    data = edited(xlsx({(0, 0): "sku"}), {"xl/worksheets/sheet1.xml": sheet})
    assert codes(read(tmp_path / "a.xlsx", data)) == ["sheet_unreadable"]


def test_an_ods_is_read_and_its_formulas_named(tmp_path: Path) -> None:
    computed = (
        '<table:table-cell office:value-type="float" office:value="2" table:formula="of:=1+1"/>'
    )
    number = '<table:table-cell office:value-type="float" office:value="35000"/>'
    blank = '<table:table-cell table:number-columns-repeated="1000"/>'
    table = read(
        tmp_path / "a.ods",
        ods(
            ods_row(ods_text("SKU"), ods_text("price_rp"))
            + ods_row(ods_text("A"), number, blank)
            + ods_row(blank, repeated=2)
            + ods_row(ods_text("B"), computed)
            + ods_row(blank, repeated=1_048_000)
        ),
    )
    assert rows(table) == [(2, "A", 35000)]
    assert [(p.code, p.row, p.column) for p in table.problems] == [("sheet_formula", 5, "price_rp")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (ods_row(ods_text("x"), repeated=1_048_576), "sheet_too_many_rows"),
        (ods_row(ods_text("x", repeated=16_384)), "sheet_too_many_columns"),
        (ods_row(ods_text("x" * 1_000, repeated=60), repeated=99_000), "sheet_bomb"),
    ],
)
def test_an_ods_that_repeats_itself_without_end_is_refused(
    tmp_path: Path, row: str, code: str
) -> None:
    data = ods(ods_row(ods_text("sku")) + row)
    assert codes(read(tmp_path / "a.ods", data)) == [code]
    second = f'</table:table><table:table table:name="Lain">{row}'
    assert codes(read(tmp_path / "b.ods", ods(ods_row(ods_text("sku")) + second))) == [code]


@STEADY
@given(st.one_of(st.binary(), st.text("\"',;\n\r \t\ufeffabc=1").map(str.encode)))
def test_no_content_of_a_csv_raises(tmp_path: Path, data: bytes) -> None:
    read_csv(tmp_path, data)


@STEADY
@given(st.data())
def test_no_damage_to_a_workbook_raises(tmp_path: Path, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([xlsx({(0, 0): "sku", (1, 0): "A"}), ods(ods_row())]))
    at = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.binary(max_size=4))
    read(tmp_path / "a.xlsx", whole[:at] + damage + whole[at + len(damage) :])
    read(tmp_path / "a.xlsx", whole[:at])


@pytest.mark.parametrize(
    "number_letters", [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")]
)
def test_columns_are_named_as_in_a_spreadsheet(number_letters: tuple[int, str]) -> None:
    number, letters = number_letters
    assert column_letter(number) == letters
