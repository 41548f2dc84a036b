"""Goods from lists of any layout: what is taken, what is asked about, what is left out and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.sheet_samples import xlsx

from pos_app.domain.catalogue import Maker, Product
from pos_app.sheets.amounts import pieces_of, price_of
from pos_app.sheets.goods import GoodsOptions, GoodsSheet, KnownGoods, goods_of
from pos_app.sheets.header_words import meanings_of
from pos_app.sheets.layout import Choices
from pos_app.sheets.reader import grid_of

NOTHING = KnownGoods([], [], "A07")


def read(
    text: str | bytes, known: KnownGoods = NOTHING, options: GoodsOptions | None = None
) -> GoodsSheet:
    data = text.encode() if isinstance(text, str) else text
    name = "list.xlsx" if data.startswith(b"PK") else "list.csv"
    return goods_of(grid_of(data, name), options or GoodsOptions(), known)


def mapped(**fields: str) -> GoodsOptions:
    return GoodsOptions(Choices(fields))


def codes(sheet: GoodsSheet) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.row) for problem in sheet.problems]


def prices(sheet: GoodsSheet) -> list[int]:
    return [row.price for row in sheet.good or ()]


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ("35000", 35_000),
        ("Rp 35.000", 35_000),
        ("Rp. 35rb", 35_000),
        ("rp35.000,-", 35_000),
        ("35k", 35_000),
        ("35.000,00", 35_000),
        ("35,000.00", 35_000),
        ("35,000", 35_000),
        ("IDR 1.250.000", 1_250_000),
        ("1,5 jt", 1_500_000),
        ("35 000", 35_000),
        ("@ 35.000", 35_000),
        ("35.000/pcs", 35_000),
        ("Rp35.000 per buah", 35_000),
        ("35000.00", 35_000),
        ("35.000 rupiah", 35_000),
        ("-", "missing"),
        ("gratis", "zero"),
        ("420.000/lusin", "per_dozen"),
        ("35rb - 50rb", "range"),
        ("35.000 s/d 50.000", "range"),
        ("$35", "currency"),
        ("USD 35", "currency"),
        ("35.50", "fraction"),
        ("35,00", "ambiguous"),
        ("35.000,50", "fraction"),
        ("tanya", None),
        ("1.2.3", None),
        ("٣٥٠٠٠", None),
    ],
)
def test_a_price_is_read_as_people_write_it(written: str, price: int | str | None) -> None:
    assert price_of(written) == price


def test_a_number_that_may_be_read_in_two_ways_is_a_problem_of_its_row() -> None:
    sheet = read("Nama Barang;Harga\nA;1.500\nB;2,50\nC;1.500.000\nD;40000\n")
    assert codes(sheet) == [("price_ambiguous", 2), ("price_fraction", 3)]
    assert prices(sheet) == [1_500_000, 40_000]


@pytest.mark.parametrize(
    ("written", "pieces"),
    [("12 pcs", 12), ("habis", 0), ("-", None), ("", None), ("ready", None), ("-3", "-3"),
     ("1.000", 1_000), ("5,00", 5), ("2,50", "2,50"), ("banyak", "banyak")],
)  # fmt: skip
def test_pieces_are_read_as_people_write_them(written: str, pieces: object) -> None:
    found = pieces_of(written)
    assert found == pieces or str(found) == pieces


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Harga Beli", "cost"),
        ("Harga (Beli)", "cost"),
        ("HPP", "cost"),
        ("Harga Modal (Rp)", "cost"),
        ("hargaPokok", "cost"),
        ("Harga Titip", "cost"),
        ("Harga dari Pengrajin", "cost"),
        ("Purchase Price", "cost"),
        ("Harga Grosir", "other_price"),
        ("Harga per Lusin", "other_price"),
        ("Total Harga", "other_price"),
        ("Harga (ribu)", "other_price"),
        ("HARGA JUAL (Rp.)", "price_rp"),
        ("Price [Toko Satu]", "price_rp"),
        ("Current Quantity Stan A07", "stock"),
        ("Low stock [Toko Satu]", "other"),
        ("*Nama Produk", "name"),
        ("No.", "number"),
        ("Internal Reference", "sku"),
        ("default_code", "sku"),
        ("Quantity On Hand", "stock"),
        ("standard_price", "cost"),
        ("Harga Perolehan", "cost"),
        ("Harga Satuan Jual Default", "price_rp"),
        ("Nama Barang (ID)", "name"),
        ("Tanggal", "record"),
    ],
)
def test_a_head_is_told_from_the_others(head: str, field: str) -> None:
    assert meanings_of(head)[0].field == field


@pytest.mark.parametrize("head", ["Harga Spesial", "Harga Bali"])
def test_a_price_of_an_unknown_kind_is_asked_about(head: str) -> None:
    text = f"Nama Barang,{head}\nKalung,35000\n"
    assert codes(read(text)) == [("column_unsure", 1)]
    assert prices(read(text, options=mapped(price_rp=head))) == [35_000]


@pytest.mark.parametrize("heads", ["Harga,Harga Satuan", "Harga,Harga", "Harga Jual,Selling Price"])
def test_of_two_prices_none_is_guessed(heads: str) -> None:
    sheet = read(f"Nama Barang,{heads}\nKalung,35000,30000\n")
    assert codes(sheet) == [("column_unclear", 1)] and sheet.good is None
    second = heads.split(",")[1] + (" (2)" if heads == "Harga,Harga" else "")
    assert prices(
        read(f"Nama Barang,{heads}\nKalung,1000,30000\n", options=mapped(price_rp=second))
    )


def test_two_columns_that_say_the_same_are_not_asked_about() -> None:
    assert prices(read("Nama Barang,Harga,Harga\nKalung,35000,35000\n")) == [35_000]


def test_a_price_of_purchase_beside_a_price_is_told_apart() -> None:
    sheet = read("Nama Barang,Harga Beli,Harga\nKalung,20000,35000\n")
    assert prices(sheet) == [35_000] and sheet.ignored == ("Harga Beli",)


def test_columns_can_be_named_by_letter_even_without_a_head() -> None:
    sheet = read("Kalung,35000\nGelang,45000\n", options=mapped(name="A", price_rp="B"))
    assert prices(sheet) == [35_000, 45_000] and sheet.header_row == 0


def test_a_field_can_be_left_out() -> None:
    sheet = read("Nama Barang,Harga,Merek\nKalung,35000,Sinar\n", options=mapped(maker="-"))
    assert sheet.good and sheet.good[0].maker == "A07"


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"harga": "Harga"}, "map_field_unknown"), ({"price_rp": "Harga Jual"}, "map_head_unknown")],
)
def test_a_mapping_of_what_is_not_there_is_refused(fields: dict[str, str], code: str) -> None:
    sheet = read("Nama Barang,Harga\nKalung,35000\n", options=mapped(**fields))
    assert [each for each, _ in codes(sheet)] == [code] and sheet.good is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kalung,35000\n", "sheet_no_header"),
        ("Perhiasan,Biaya sewa\nKalung,35000\n", "sheet_head_unknown"),
    ],
)
def test_a_sheet_without_known_heads_is_refused_with_what_its_first_row_was_taken_for(
    text: str, code: str
) -> None:
    sheet = read(text)
    assert codes(sheet) == [(code, 1)]
    assert str(sheet.problems[0].facts["text"]).startswith(text.split(",", maxsplit=1)[0])


def test_the_same_maker_and_name_get_the_same_code_again() -> None:
    makers = [Maker("UT", "Untaian Teritip"), Maker("KM", "Kilau Manggar")]
    text = "Nama Barang,Perajin,Harga\nKalung,Untaian Teritip,1000\nKalung,KM,2000\nTas,UT,3000\n"
    first = read(text, KnownGoods(makers, [], "A07"))
    assert [row.sku for row in first.good or ()] == ["UT-0001", "KM-0001", "UT-0002"]
    assert first.made_codes == 3
    known = [
        Product(row.sku, row.name, row.category, "UT" if row.sku[0] == "U" else "KM", row.price)
        for row in first.good or ()
    ]
    again = "Produk;Pengrajin;Harga Jual\nTas;UT;4000\nBaru;UT;500\nKALUNG;kilau manggar;2500\n"
    second = read(again, KnownGoods(makers, known, "A07"))
    assert [row.sku for row in second.good or ()] == ["UT-0002", "UT-0003", "KM-0001"]


def test_a_code_of_another_makers_other_goods_is_not_overwritten() -> None:
    known = KnownGoods([], [Product("001", "Kalung", "Manik", "UT", 1_000)], "A07")
    options = GoodsOptions(maker="KM")
    text = "Kode,Nama Barang,Harga\n001,Tas,5000\n002,Topi,6000\n"
    assert codes(read(text, known, options)) == [("sku_of_other", 2)]
    assert codes(read("Kode,Nama Barang,Harga\n001,Kalung baru,5000\n", known)) == []


def test_goods_of_one_name_are_told_apart_by_size_or_else_named() -> None:
    sized = read("Nama Barang,Ukuran,Harga\nGelang,S,1000\nGelang,M,2000\nTas,,3000\n")
    assert [row.name for row in sized.good or ()] == ["Gelang S", "Gelang M", "Tas"]
    assert codes(read("Nama Barang,Harga\nGelang,1000\ngelang,2000\n")) == [("name_twice", 3)]


def test_a_total_a_repeated_head_and_units_are_no_goods() -> None:
    text = (
        "Nama Barang,Stok,Harga\n,(pcs),(Rp)\nKalung,2,1000\nNama Barang,Stok,Harga\n"
        "Tas,3,2000\nGrand Total,5,8000\nJumlah :,5,\n"
    )
    sheet = read(text)
    assert [row.name for row in sheet.good or ()] == ["Kalung", "Tas"]
    assert codes(sheet) == [
        ("row_is_head", 2), ("row_is_head", 4), ("row_is_total", 6), ("row_is_total", 7)
    ]  # fmt: skip


def test_a_row_that_only_names_a_category_begins_a_group() -> None:
    sheet = read("Kategori,Nama,Harga\nMANIK,,\n-,Kalung,1000\nANYAMAN,,\n,Tas,2000\n")
    assert [row.category for row in sheet.good or ()] == ["MANIK", "ANYAMAN"]
    assert codes(sheet) == []


def test_an_address_above_the_head_is_no_part_of_it() -> None:
    text = "Nama UMKM: Sari,,\nAlamat: Balikpapan,,\nNama Barang,Ukuran,Harga\nBatik,M,350.000\n"
    sheet = read(text)
    assert (sheet.header_row, prices(sheet)) == (3, [350_000])


@pytest.mark.parametrize("mark", ",;\t|")
def test_cells_are_separated_as_the_head_is_recognised(mark: str) -> None:
    lines = (("Daftar; harga, 2023", "", ""), ("No", "Produk", "Harga"), ("1", "Kalung", "1000"))
    text = "".join(mark.join(f'"{cell}"' for cell in line) + "\n" for line in lines)
    assert prices(read(text)) == [1_000]


def test_a_total_that_has_a_code_is_goods() -> None:
    sheet = read("Kode,Nama Barang,Harga\nT1,Total,1000\n")
    assert prices(sheet) == [1_000]


def test_a_name_without_a_price_is_an_error_and_not_left_out_silently() -> None:
    assert codes(read("Nama Barang,Harga\nKalung,\nTas,1000\n")) == [("price_missing", 2)]


def test_a_formula_in_a_column_of_no_use_does_no_harm() -> None:
    rows = [["No", "Nama Barang", "Harga"], [1, "Kalung", 1000], [2, "Tas", 2000]]
    own_number = read(xlsx({"A": rows}, formulas={(2, 0): "=A2+1"}))
    assert prices(own_number) == [1_000, 2_000]
    price = read(xlsx({"A": rows}, formulas={(2, 2): "=C2*2"}))
    assert ("sheet_formula", 3) in codes(price) and prices(price) == [1_000]


def test_a_sheet_can_be_chosen_by_its_name() -> None:
    data = xlsx({"Harga": [["Nama", "Harga"], ["A", 1]], "Lama": [["Nama", "Harga"], ["B", 2]]})
    grid = grid_of(data, "a.xlsx", "lama")
    assert grid.sheet == "Lama" and grid.rows[1][1] == ["B", 2]
    assert grid_of(data, "a.xlsx", "Baru").problems[0].code == "sheet_name_unknown"


def test_what_a_list_does_not_say_is_not_stated() -> None:
    sheet = read("Nama Barang,Harga,Stok\nKalung,1000,\nTas,2000,3\n")
    assert sheet.stated == {"name", "price_rp", "stock"} and sheet.uncounted == {2}


def test_our_own_sheet_is_read_as_before_and_its_prices_as_people_write_them() -> None:
    text = "sku,name,category,maker,price_rp,stock\nA,Kalung,Manik,UT,35rb,1\nB,Tas,,UT,1000,2\n"
    sheet = read(text)
    assert prices(sheet) == [35_000] and codes(sheet) == [("category_missing", 3)]
    assert replace(sheet, good=None).columns["sku"] == "sku"


def test_a_comma_that_tears_a_price_apart_is_noticed() -> None:
    sheet = read("Nama Barang,Harga,Stok\nKalung,35,000\nTas,35000,100\n")
    assert codes(sheet) == [("price_torn", 2)] and prices(sheet) == [35_000]
