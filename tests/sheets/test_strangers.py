"""Lists as people save and send them: odd files, signatures, groups of headings, sales records."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.sheet_samples import xlsx

from pos_app.domain.catalogue import Maker, Product
from pos_app.messages import catalogue, sentence
from pos_app.sheets.amounts import is_of_many, pieces_of, price_of
from pos_app.sheets.goods import GoodsOptions, GoodsSheet, KnownGoods, goods_of
from pos_app.sheets.layout import Choices
from pos_app.sheets.markup_table import is_markup
from pos_app.sheets.reader import grid_of

NOTHING = KnownGoods([], [], "A07")
LIST = "Nama Barang\tHarga\tStok\r\nKalung manik\t35.000\t4\r\nTas rotan\t125.000\t2\r\n"


def read(data: str | bytes, name: str = "list.csv", known: KnownGoods = NOTHING) -> GoodsSheet:
    content = data.encode() if isinstance(data, str) else data
    return goods_of(grid_of(content, name), GoodsOptions(), known)


def codes(sheet: GoodsSheet) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.row) for problem in sheet.problems]


def goods(sheet: GoodsSheet) -> list[tuple[str, int]]:
    return [(row.name, row.price) for row in sheet.good or ()]


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_the_unicode_text_of_excel_is_read(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    sheet = read(mark + LIST.encode(encoding), "list.txt")
    assert goods(sheet) == [("Kalung manik", 35_000), ("Tas rotan", 125_000)]
    assert codes(read(mark + b"\0", "list.txt")) == [("sheet_unreadable", None)]


@pytest.mark.parametrize("name", ["list.xls", "list.xlsx"])
def test_a_text_that_is_called_a_workbook_is_read_if_it_is_a_list(name: str) -> None:
    assert goods(read(LIST, name)) == [("Kalung manik", 35_000), ("Tas rotan", 125_000)]
    assert codes(read("sku\nA\n", name)) == [("sheet_unreadable", None)]


def test_a_web_page_that_is_called_a_workbook_is_read() -> None:
    sheet = read(
        "<style>td{x:'<table>'}</style><table><tr><td>Toko</td><td>Sari</td></tr></table>"
        "<table><thead><tr><th rowspan=2>No<th rowspan=2>Nama Produk<th colspan=2>Harga"
        "<tr><th>Beli<th>Jual</thead><tr><td>1<td>Kalung<br>manik<td>20.000<td>35.000"
        "<tr><td>2<td>Tas &amp; topi<td>50.000<td>90.000</table>",
        "laporan.xls",
    )
    assert goods(sheet) == [("Kalung manik", 35_000), ("Tas & topi", 90_000)]
    assert sheet.columns["price_rp"] == "Harga Jual"


def test_cells_of_a_web_page_that_reach_down_are_in_each_of_their_rows() -> None:
    sheet = read(
        "<table><tr><td>Kategori<td>Nama<td>Harga<tr><td rowspan=3>Manik<td>A<td>1000"
        "<tr><td>B<td>2000<tr><td>C<td>3000<tr><td>Rotan<td>D<td>4000</table>",
        "list.xls",
    )
    found = [(row.category, row.name) for row in sheet.good or ()]
    assert found == [("Manik", "A"), ("Manik", "B"), ("Manik", "C"), ("Rotan", "D")]


def test_the_xml_of_excel_2003_is_read() -> None:
    sheet = read(
        '<?xml version="1.0"?><Workbook xmlns:ss="urn:x"><Worksheet ss:Name="A"><Table>'
        "<Row><Cell><Data>Nama Barang</Data></Cell><Cell ss:Index='3'><Data>Harga</Data></Cell>"
        "</Row><Row ss:Index='4'><Cell><Data>Kalung</Data></Cell><Cell ss:Index='3'>"
        "<Data ss:Type='Number'>35000</Data></Cell></Row></Table></Worksheet></Workbook>",
        "list.xls",
    )
    assert [(row.row, row.name, row.price) for row in sheet.good or ()] == [(4, "Kalung", 35_000)]


@given(st.text(alphabet="<>/!-[]? ='\"&;tablerdhowcs1:", max_size=200))
def test_no_web_page_raises(text: str) -> None:
    data = f"<table {text}".encode()
    sheet = read(data, "a.xls")
    assert sheet.good is None or not is_markup(data) or all(row.price for row in sheet.good)


@pytest.mark.parametrize(("rows", "columns"), [(1, 99_999), (200_000, 1), (5_000, 60)])
def test_a_web_page_without_end_is_refused(rows: int, columns: int) -> None:
    span = f"<td colspan={min(columns, 9999)} rowspan=9999>x"
    sheet = read("<table>" + f"<tr>{span * (columns // 9999 + 1)}" * rows, "a.xls")
    assert sheet.good is None


def test_a_heading_that_spans_several_columns_names_none_of_them() -> None:
    rows = [
        ["No", "Nama Barang", "Harga", None, "Persediaan", None, None],
        [None, None, "Beli", "Jual", "Awal", "Masuk", "Sisa"],
        [1, "Kalung", 20_000, 35_000, 10, 5, 12],
    ]
    sheet = read(xlsx({"A": rows}), "a.xlsx")
    assert sheet.columns == {"name": "Nama Barang", "price_rp": "Harga Jual", "stock": "Sisa"}
    assert {"Persediaan Awal", "Persediaan Masuk", "Harga Beli"} <= set(sheet.ignored)


def test_place_date_and_signatures_below_a_list_are_no_goods() -> None:
    rows = [
        ["No", "Nama Barang", "Jumlah", "Harga Satuan", "Ket"],
        [1, "Dompet", 10, 75_000, None],
        [2, "Bros", 20, "gratis", None],
        [None, "Total", 30, None, None],
        [None, "Mengetahui,", None, "Balikpapan, 20 Oktober 2023", None],
        [None, "Kepala UMKM", None, None, "Bu Ida"],
        [None, None, None, "(Bu Ida)", None],
    ]
    sheet = read(xlsx({"A": rows}), "a.xlsx")
    assert goods(sheet) == [("Dompet", 75_000)]
    notes = [("row_is_note", row) for row in (5, 6, 7)]
    assert codes(sheet) == [("price_zero", 3), ("row_is_total", 4), *notes]


def test_goods_without_a_price_are_named_as_an_error_before_a_total_and_between_goods() -> None:
    text = "Nama,Harga,Stok\nKalung,nego,\nTotal,,5\nTas,tanya,\nTopi,1000,2\n"
    found = codes(read(text))
    wanted = [("price_not_number", 2), ("row_is_total", 3), ("price_not_number", 4)]
    assert found == wanted


@pytest.mark.parametrize("first", [True, False])
def test_the_list_of_goods_is_taken_rather_than_a_record_of_sales(first: bool) -> None:
    sales = [["Tanggal", "No Nota", "Kode", "Nama Barang", "Qty", "Harga", "Total"],
             ["2023-10-01", 1, "K", "Kalung", 1, 30_000, 30_000]]  # fmt: skip
    prices = [["Nama Barang", "Harga Jual", "Stok"], ["Kalung", 35_000, 3]]
    both = {"Penjualan": sales, "Daftar": prices} if first else {"Daftar": prices, "Jual": sales}
    sheet = read(xlsx(both), "a.xlsx")
    assert goods(sheet) == [("Kalung", 35_000)]


def test_of_two_columns_of_codes_the_one_is_taken_that_tells_variants_apart() -> None:
    text = "Kode Produk,Nama Produk,Nama Variasi,SKU,Harga\n9,Kalung,Merah,K-M,1000\n"
    sheet = read(text + "9,Kalung,Biru,K-B,2000\n")
    assert [(row.sku, row.name) for row in sheet.good or ()] == [
        ("K-M", "Kalung Merah"),
        ("K-B", "Kalung Biru"),
    ]


def test_a_code_that_a_spreadsheet_cut_off_or_that_is_no_text_is_refused() -> None:
    rows = [["Kode", "Nama", "Harga"], [8991234567890123, "A", 1000], [True, "B", 2000],
            [899123456789012, "C", 3000]]  # fmt: skip
    sheet = read(xlsx({"A": rows}), "a.xlsx")
    assert codes(sheet) == [("sku_rounded", 2), ("text_not_text", 3)]
    assert [row.sku for row in sheet.good or ()] == ["899123456789012"]


@pytest.mark.parametrize(
    "written",
    ["150rb/3pcs", "Rp 420.000 per lsn", "20rb per 2", "10.000 3pcs", "Rp10.000/3", "30000/12 pcs"],
)
def test_a_price_of_several_pieces_is_told_as_such(written: str) -> None:
    assert price_of(written) == "per_dozen"


@pytest.mark.parametrize("written", ["35.000/pcs", "35rb per 1 buah", "12.500 / set"])
def test_a_price_of_one_piece_is_taken(written: str) -> None:
    assert isinstance(price_of(written), int)


def test_a_unit_of_several_pieces_is_told_from_one_of_one() -> None:
    units = ["lusin", "Dozens", "3 pcs", "1/2 lusin", "10 buah"]
    assert all(is_of_many(unit) for unit in units)
    assert not any(is_of_many(unit) for unit in ["pcs", "1 pcs", "pasang", "Units", 3, None])


@pytest.mark.parametrize(("written", "pieces"), [("3,00", 3), ("10.0", 10), ("-2,00", -2)])
def test_pieces_with_empty_decimals_are_whole(written: str, pieces: int) -> None:
    assert pieces_of(written) == pieces


def test_pieces_that_may_be_read_in_two_ways_are_a_problem_of_their_row() -> None:
    sheet = read("Nama;Harga;Stok\nA;1000;5,00\nB;2000;1.000\n")
    assert codes(sheet) == [("stock_ambiguous", 3)]


@pytest.mark.parametrize("head", ["Harga UMKM", "Net Price", "Harga Nett"])
def test_a_price_that_may_be_of_purchase_is_asked_about(head: str) -> None:
    assert codes(read(f"Nama Barang,{head}\nKalung,35000\n")) == [("column_unsure", 1)]


_OF_ROWS = re.compile(r"^(price|stock|sku|name|category|maker|share|barcode|text|cell|sheet)_")


def test_every_refusal_of_a_row_says_why_and_what_to_do() -> None:
    """After the number of the row there are two sentences, or more."""
    texts = {code: each for code, each in catalogue().items() if _OF_ROWS.match(code)}
    of_rows = {code: each for code, each in texts.items() if each["id"].startswith("Baris {row}")}
    assert len(of_rows) > 30
    for code, each in of_rows.items():
        for text in each.values():
            said = text.partition(": ")[2] or text
            # What is only noted needs no deed.
            is_note = code in {"stock_missing", "barcode_shared"}
            assert is_note or len(re.findall(r"[.;] |\.$", said)) > 1, (code, text)


def test_names_of_one_maker_stay_with_their_codes_when_the_list_changes() -> None:
    first = read("Nama Barang,UMKM,Harga\nGelang,Bu Ida,15000\nGelang,Bu Ani,17000\n")
    known = [Product(row.sku, row.name, "", row.maker, row.price) for row in first.good or ()]
    later = read("Produk;Perajin;Harga Jual;Ket\nGelang;Bu Ani;18.000;\nGelang;Bu Ida;16.000;\n",
                 known=KnownGoods([], known, "A07"))  # fmt: skip
    before = {row.maker: row.sku for row in first.good or ()}
    assert {row.maker: row.sku for row in later.good or ()} == before


def test_what_remains_is_the_stock_rather_than_what_there_was() -> None:
    sheet = read("Nama,Harga,Stok Awal,Terjual,Sisa\nKalung,35000,10,3,7\n")
    assert [row.stock for row in sheet.good or ()] == [7]
    assert read("Nama,Harga,Stok Awal\nKalung,35000,10\n").columns["stock"] == "Stok Awal"


@pytest.mark.parametrize(
    ("text", "stock"),
    [
        ("Uraian,Vol,Harga Satuan,Jumlah\nBros,10,25000,250000\nTas,2,90000,180000\n", [10, 2]),
        ("Nama,Harga,Jumlah (Rp)\nBros,25000,250000\n", [0]),
        ('Nama,Harga,Jumlah\nBros,"Rp 25.000","Rp 250.000"\n', [0]),
        ("Nama,Jumlah,Harga,Total\nBros,10,25000,250000\n", [10]),
    ],
)
def test_an_amount_of_money_is_not_taken_for_pieces(text: str, stock: list[int]) -> None:
    sheet = read(text)
    assert [row.stock for row in sheet.good or ()] == stock and codes(sheet) == []


def test_a_row_without_number_and_price_begins_a_group_where_goods_are_numbered() -> None:
    text = "No,Nama Barang,Harga\nA.,ANYAMAN,\n1,Tas,90000\n2,Topi,\n,MANIK,\n1,Kalung,35000\n"
    sheet = read(text)
    assert [(row.category, row.name) for row in sheet.good or ()] == [
        ("ANYAMAN", "Tas"),
        ("MANIK", "Kalung"),
    ]
    assert codes(sheet) == [("row_is_group", 2), ("price_missing", 4), ("row_is_group", 5)]


def test_two_tables_side_by_side_are_not_taken_by_half() -> None:
    text = "No,Nama,Harga,,No,Nama,Harga\n1,Tas,90000,,2,Topi,45000\n"
    assert codes(read(text)) == [("sheet_side_by_side", 1)]
    chosen = GoodsOptions(Choices({"name": "Nama (2)", "price_rp": "Harga (2)"}, True))
    found = goods_of(grid_of(text.encode(), "a.csv"), chosen, NOTHING)
    assert codes(found) == [("sheet_side_by_side", 1)] and found.good is None


def test_a_list_whose_prices_are_all_too_small_is_not_taken() -> None:
    sheet = read("Nama,Harga\nBros,25\nTas,125\nTopi,45\n")
    assert codes(sheet) == [("price_small", row) for row in (2, 3, 4)] and sheet.good == []
    assert goods(read("Nama,Harga\nPermen,200\nTas,125000\nTopi,45000\n"))[0] == ("Permen", 200)


def test_a_title_that_speaks_of_prices_is_no_head() -> None:
    assert codes(read("Daftar harga rotan\nTas - 125rb\n"))[0][0] == "sheet_no_header"


def test_lines_within_a_cell_and_spaces_of_no_width_are_tidied() -> None:
    sheet = read('"Nama\nBarang",Harga\n" Bros\n merah\u200b   besar ","\u200bRp\u00a025.000"\n')
    assert goods(sheet) == [("Bros merah besar", 25_000)]


def test_a_date_in_a_column_of_prices_is_told_as_no_number() -> None:
    assert codes(read("Nama,Harga\nBros,2023-05-25\nTas,90000\n")) == [("price_not_number", 2)]


def test_the_price_of_the_fair_comes_before_the_usual_one() -> None:
    assert goods(read("Nama,Harga Normal,Harga Pameran\nBros,25000,22500\n")) == [("Bros", 22_500)]
    both = read("Nama,Harga Jual,Harga Pameran\nBros,25000,22500\n")
    assert codes(both) == [("column_unclear", 1)]


def test_goods_that_get_another_code_are_named() -> None:
    known = KnownGoods([], [Product("BI-0001", "Gelang", "", "Bu Ida", 15_000)], "A07")
    text = "Kode,Nama,UMKM,Harga\nG-1,gelang,Bu Ida,15000\nBI-0001,Gelang,Bu Ida,15000\n"
    assert codes(read(text + "G-2,Gelang,Bu Ani,9000\n", known=known)) == [("name_has_code", 2)]


def test_copied_rows_may_have_quotes_as_a_part_of_their_text() -> None:
    sheet = read('Nama\tHarga\n"Tas" rotan\t50.000\nPiring 12"\t35.000\n')
    assert goods(sheet) == [('"Tas" rotan', 50_000), ('Piring 12"', 35_000)]
    assert codes(read('Nama,Harga\n"Tas" rotan,50000\n')) == [("sheet_quotes", 2)]


def test_a_sentence_about_a_column_uses_the_words_of_people() -> None:
    (problem,) = read("Nama,Harga\n" + "K" * 300 + ",35000\n").problems
    assert "nama barang lebih dari 200 huruf" in sentence(problem, "id")
    (missing,) = read("Nama,Warna\nKalung,merah\n").problems
    assert "Kolom harga jual tidak ada" in sentence(missing, "id")
    assert "--map price_rp=" in sentence(missing, "id")


def test_goods_below_their_maker_are_not_given_to_the_stand() -> None:
    text = "UMKM,Nama,Harga\nBu Ida,Bros,25000\n,Dompet,75000\nBu Ani,Tas,90000\n,Topi,45000\n"
    assert codes(read(text)) == [("maker_above", 3), ("maker_above", 5)]
    chosen = goods_of(grid_of(text.encode(), "a.csv"), GoodsOptions(maker="KM"), NOTHING)
    assert [row.maker for row in chosen.good or ()] == ["Bu Ida", "KM", "Bu Ani", "KM"]
    several = text.replace(",Topi", "Bu Ida,Topi")
    found = read(several)
    assert codes(found) == [("maker_blank", 3)] and len(found.good or ()) == 4


def test_one_blank_among_makers_is_the_stands_own_and_named() -> None:
    found = read("UMKM,Nama,Harga\nBu Ida,Bros,25000\n,Dompet,75000\nBu Ani,Tas,90000\n")
    assert codes(found) == [("maker_blank", 3)]
    assert [row.maker for row in found.good or ()] == ["Bu Ida", "A07", "Bu Ani"]


def test_what_a_spreadsheet_made_a_date_of_is_refused() -> None:
    text = "Kode,Nama,Harga\n2023-02-01,Bros,1000\n1-Feb,Dompet,1000\nK2,03/05/2023,2000\n"
    sheet = read(text + "K-05,Kain 3-Mei,3000\n")
    assert codes(sheet) == [("sku_is_date", 2), ("sku_is_date", 3), ("name_is_date", 4)]


def test_a_computed_price_is_what_the_spreadsheet_shows() -> None:
    rows = [["Nama", "Harga"], ["Bros", 45500.00000000001], ["Tas", 30_000.4]]
    sheet = read(xlsx({"A": rows}), "a.xlsx")
    assert goods(sheet) == [("Bros", 45_500)] and codes(sheet) == [("price_fraction", 3)]


def test_a_number_with_an_empty_fraction_is_the_code() -> None:
    sheet = read("Kode,Barcode,Nama,Harga\n1001.0,8991234567891.0,Bros,25000\n1.0,,Tas,1000\n")
    assert [(row.sku, row.barcode) for row in sheet.good or ()] == [
        ("1001", "8991234567891"),
        ("1.0", None),
    ]


@pytest.mark.parametrize("words", ["Jumlah Total", "TOTAL SELURUHNYA :", "Total Rp", "Sub-total"])
def test_a_total_in_other_words_is_no_goods(words: str) -> None:
    assert codes(read(f"Nama,Harga\nBros,25000\n{words},115000\n")) == [("row_is_total", 3)]


def test_a_line_below_the_head_is_no_goods() -> None:
    sheet = read("| Nama | Harga |\n|---|---:|\n| Kalung | 35.000 |\n")
    assert goods(sheet) == [("Kalung", 35_000)] and codes(sheet) == [("row_is_head", 2)]


OF_PURCHASE = """
Harga Beli|H. Beli|HB|harga_beli|Harga Beli/pcs|Modal per pcs|HPP/unit|Harga Pokok Penjualan
Harga Kulakan|Harga dari Pengrajin|Harga Setoran|Harga Titip|Biaya Produksi|Buying Price
Purchase cost|Vendor Price|Average Cost|Harga Pabrik|Harga Ambil|Harga Bahan Baku|Harga Perolehan
Harga Rata-rata|Harga Jual Grosir|Harga Reseller|Harga per lusin|Harga/lsn|Harga Minimal|Harga Lama
Harga Coret|Price (USD)|Harga ($)|Total Harga|Nilai Stok|Margin|Diskon|Harga Jual Supplier
Harga (ribuan)|Harga Sewa|Harga Konsinyasi|Harga Asli|Harga Nego|Harga UMKM|Harga Nett|Harga 12 pcs
""".replace("\n", "|").strip("|")


@pytest.mark.parametrize("head", OF_PURCHASE.split("|"))
def test_no_other_price_is_taken_for_the_price_of_sale(head: str) -> None:
    assert read(f'Nama Barang,"{head}"\nKalung,20000\n').good is None
    for heads in (f'"{head}",Harga', f'Harga,"{head}"'):
        prices = ("20000,35000", "35000,20000")[heads.startswith("Harga,")]
        sheet = read(f"Nama Barang,{heads}\nKalung,{prices}\n")
        assert goods(sheet) == [("Kalung", 35_000)], heads


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Kalung", "Gelang manik", "Tas", "Bros", "Topi rotan"]),
        st.sampled_from(["Bu Ida", "Bu Ani", "Rotan Siti"]),
        st.integers(500, 9_999_999),
    ),
    min_size=1,
    unique_by=lambda row: row[:2],
)
NAMES, MAKERS = ["Nama Barang", "Produk", "NAMA PRODUK"], ["UMKM", "Perajin", "Pemasok"]
PRICES = ["Harga", "Harga Jual (Rp)", "Selling Price"]


@given(ROWS, st.data())
def test_a_list_taken_again_in_another_shape_means_the_same_goods(
    rows: list[tuple[str, str, int]], data: st.DataObject
) -> None:
    def sheet_text() -> tuple[str, list[tuple[str, str, int]]]:
        heads = [data.draw(st.sampled_from(each)) for each in (NAMES, MAKERS, PRICES)]
        order = data.draw(st.permutations(range(3)))
        lines = [(name, maker, data.draw(st.integers(500, 9_999_999))) for name, maker, _ in
                 data.draw(st.permutations(rows))]  # fmt: skip
        table = [heads, *lines]
        mark = data.draw(st.sampled_from(";,\t"))
        text = "".join(mark.join(str(row[at]) for at in order) + "\n" for row in table)
        return text, lines

    first = read(sheet_text()[0])
    known = [Product(row.sku, row.name, "", row.maker, row.price) for row in first.good or ()]
    text, lines = sheet_text()
    again = read(text, known=KnownGoods([], known, "A07"))
    before = {(row.name, row.maker): row.sku for row in first.good or ()}
    assert {(row.name, row.maker): row.sku for row in again.good or ()} == before
    assert [(row.name, row.maker, row.price) for row in again.good or ()] == lines
    assert len(before) == len(rows) == len(set(before.values()))


def test_a_maker_who_is_written_differently_is_named() -> None:
    known = KnownGoods([Maker("UT", "Untaian Teritip")], [], "A07")
    text = "Nama,UMKM,Harga\nA,Untaian Teritib,1000\nB,UT,1000\nC,untaian  teritip,1000\n"
    assert codes(read(text, known=known)) == [("maker_like", 2)]
    names = ["Perajin 12", "Perajin 13", "Rotan Bu Siti", "Rotan Ibu Siti", "Bu Ida", "Bu Ani"]
    rows = "".join(f"Barang {n},{name},1000\n" for n, name in enumerate(names))
    assert codes(read("Nama,UMKM,Harga\n" + rows)) == [("maker_like", 5)]


def docx() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "PDF"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (docx(), "Word"),
    ],
    ids=["pdf", "jpeg", "png", "docx"],
)
@pytest.mark.parametrize("suffix", ["", ".xlsx"])
def test_a_file_that_is_no_table_is_told_by_its_kind(data: bytes, kind: str, suffix: str) -> None:
    sheet = read(data, f"daftar.{kind.casefold()}{suffix}")
    assert codes(sheet) == [("sheet_no_table", None)]
    assert kind in sentence(sheet.problems[0], "id")


def test_a_list_that_names_such_files_is_a_list() -> None:
    assert goods(read("Nama,Harga\n%PDF-kartu,1000\n")) == [("%PDF-kartu", 1_000)]
