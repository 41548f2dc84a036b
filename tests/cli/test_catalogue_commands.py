"""The commands `catalogue import` and `catalogue export`, run as another program does."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from pos_app.cli.main import cli

HEADER = "sku,name,category,maker,price_rp,stock"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--data", str(folder / "till"), *words])


def take(folder: Path, sheet: str | bytes, *options: str) -> tuple[Result, dict[str, Any]]:
    path = folder / "goods.csv"
    path.write_bytes(sheet if isinstance(sheet, bytes) else sheet.encode())
    done = run(folder, "catalogue", "import", str(path), "--json", *options)
    return done, json.loads(done.stdout)


def goods(folder: Path) -> list[dict[str, str]]:
    path = folder / "out.csv"
    assert run(folder, "catalogue", "export", str(path)).exit_code == 0
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    done = run(tmp_path, "setup", "--event", "EXPO23", "--stand", "A07", "--till", "1")
    assert done.exit_code == 0
    return tmp_path


BAD = {
    "price_zero": "A1,Satu,Kat,M1,0,1",
    "price_negative": "A1,Satu,Kat,M1,-5,1",
    "price_fraction": "A1,Satu,Kat,M1,1500.5,1",
    "price_not_number": "A1,Satu,Kat,M1,seribu,1",
    "price_missing": "A1,Satu,Kat,M1,,1",
    "name_missing": "A1,,Kat,M1,1000,1",
    "text_too_long": f"A1,{'n' * 1000},Kat,M1,1000,1",
    "sku_missing": ",Satu,Kat,M1,1000,1",
}


@pytest.mark.parametrize(("code", "row"), BAD.items())
def test_a_bad_row_is_named_by_row_and_column_and_nothing_is_taken(
    folder: Path, code: str, row: str
) -> None:
    done, found = take(folder, f"{HEADER}\nG1,Baik,Kat,M1,1000,1\n{row}\n")
    assert done.exit_code == 1
    problem = found["problems"][0]
    assert (problem["code"], problem["row"], problem["file"]) == (code, 3, "goods.csv")
    assert problem["column"] and problem["severity"] == "error"
    assert not found["stored"] and goods(folder) == []


@pytest.mark.parametrize(("code", "row"), BAD.items())
def test_the_good_rows_are_taken_only_when_asked_for(folder: Path, code: str, row: str) -> None:
    done, found = take(folder, f"{HEADER}\nG1,Baik,Kat,M1,1000,1\n{row}\n", "--skip-bad")
    assert found["stored"] and found["added"] == 1 and found["skipped"] == 1
    assert [problem["code"] for problem in found["problems"]] == [code]
    assert done.exit_code == 1, "an error among the problems"
    assert [row["sku"] for row in goods(folder)] == ["G1"]


def test_codes_equal_but_for_case_and_codes_twice_name_both_rows(folder: Path) -> None:
    rows = "A1,Satu,K,M,1000,1\na1,Dua,K,M,1000,1\nA1,Tiga,K,M,1000,1\n"
    _, found = take(folder, f"{HEADER}\n{rows}")
    assert [(p["code"], p["row"]) for p in found["problems"]] == [
        ("sku_case_twice", 3),
        ("sku_twice", 4),
    ]
    assert all("2" in problem["message"] for problem in found["problems"])


@pytest.mark.parametrize(
    "sheet",
    [
        f"\ufeff{HEADER}\nA1,Kalung,Manik,M1,1000,1\n",
        f"{HEADER}\nA1,Kalung,Manik,M1,1000,1\n".replace(",", ";"),
        f"{HEADER}\r\nA1,Kalung,Manik,M1,1000,1\r\n",
    ],
    ids=["bom", "semicolons", "crlf"],
)
def test_what_excel_makes_of_a_sheet_is_read(folder: Path, sheet: str) -> None:
    done, found = take(folder, sheet)
    assert (done.exit_code, found["added"]) == (0, 1)
    assert goods(folder)[0]["name"] == "Kalung"


def test_windows_1252_is_read_with_a_warning_that_changes_no_status(folder: Path) -> None:
    done, found = take(folder, f"{HEADER}\nA1,Café hijau,Manik,M1,1000,1\n".encode("cp1252"))
    assert done.exit_code == 0
    assert [problem["severity"] for problem in found["problems"]] == ["warning"]
    assert goods(folder)[0]["name"] == "Café hijau"


@pytest.mark.parametrize(
    "sheet", [b"", b"\n\n", b"\xef\xbb\xbf", b"\x00\x01\x02", b"name,warna\na,merah"]
)
def test_a_sheet_that_is_none_is_refused(folder: Path, sheet: bytes) -> None:
    done, found = take(folder, sheet)
    assert done.exit_code == 1 and found["problems"] and not found["stored"]
    assert "Traceback" not in done.stderr


def test_an_xlsx_with_formulas_names_their_cells(folder: Path) -> None:
    path = folder / "goods.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEADER.split(","))
        sheet.write_row(1, 0, ["A1", "Satu", "K", "M", 1000, 1])
        sheet.write_row(2, 0, ["A2", "Dua", "K", "M"])
        sheet.write_formula(2, 4, "=500*2", None, 1000)
        sheet.write_number(2, 5, 1)
    done = run(folder, "catalogue", "import", str(path), "--json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1 and not found["stored"]
    assert [(p["row"], p["column"]) for p in found["problems"]] == [(3, "price_rp")]


def test_a_dry_run_says_what_would_be_and_keeps_nothing(folder: Path) -> None:
    done, found = take(folder, f"{HEADER}\nA1,Satu,K,M,1000,1\n", "--dry-run")
    assert (done.exit_code, found["added"], found["stored"]) == (0, 1, False)
    assert goods(folder) == []


@pytest.mark.parametrize(
    ("options", "stock"), [((), "5"), (("--stock", "set"), "7"), (("--stock", "add"), "12")]
)
def test_a_known_product_gets_new_texts_and_price_and_its_stock_by_the_rule(
    folder: Path, options: tuple[str, ...], stock: str
) -> None:
    take(folder, f"{HEADER}\nA1,Satu,K,M,1000,5\n")
    done, found = take(folder, f"{HEADER}\na1,Satu baru,L,M,2000,7\n", *options)
    assert done.exit_code == 0 and (found["added"], found["changed"]) == (0, 1)
    (product,) = goods(folder)
    assert [product[key] for key in ("sku", "name", "category", "price_rp", "stock")] == [
        "A1",
        "Satu baru",
        "L",
        "2000",
        stock,
    ]
    kept = [p["code"] for p in found["problems"]]
    assert kept == ([] if options else ["stock_kept"])


def test_what_is_exported_is_taken_back_unchanged(folder: Path) -> None:
    sheet = (
        f"{HEADER},barcode,name_en,share_pct\n"
        'A1,"Kalung, ""manik""",Manik,M1,1000,5,4006381333931,Necklace,12.5\n'
        "B 2,Gelang,Batu,M2,2500,0,,,\n"
    )
    assert take(folder, sheet)[0].exit_code == 0
    before = goods(folder)
    done = run(folder, "catalogue", "import", str(folder / "out.csv"), "--json", "--stock", "set")
    found = json.loads(done.stdout)
    assert (done.exit_code, found["unchanged"], found["changed"]) == (0, 2, 0)
    assert goods(folder) == before


def test_stock_sold_below_zero_is_exported_and_taken_back(folder: Path) -> None:
    take(folder, f"{HEADER}\nA1,Satu,K,M,1000,0\n")
    run(folder, "till", "open", "--float", "0")
    request = {"ref": "1", "lines": [{"code": "A1", "qty": 3}]}
    request["tenders"] = [{"method": "cash", "amount": 3000}]  # type: ignore[list-item]
    done = CliRunner().invoke(
        cli, ["--data", str(folder / "till"), "till", "ring"], input=json.dumps(request) + "\n"
    )
    assert json.loads(done.stdout)["ok"]
    assert goods(folder)[0]["stock"] == "-3"
    again = run(folder, "catalogue", "import", str(folder / "out.csv"), "--json")
    assert again.exit_code == 0, again.stdout
    assert goods(folder)[0]["stock"] == "-3"


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    done = run(folder, "catalogue", "import", str(folder / "no.csv"))
    assert done.exit_code == 1 and "no.csv" in done.stderr and "Traceback" not in done.stderr


def test_a_makers_list_is_taken_with_made_codes_and_says_how_it_was_read(folder: Path) -> None:
    text = "Daftar harga;;\n;;\nNo;Nama Barang;Harga Jual;Harga Beli\n1;Kalung;Rp 35.000;20000\n"
    done, found = take(folder, text, "--maker", "UT", "--category", "Manik")
    assert done.exit_code == 0, found
    assert found["columns"] == {"name": "Nama Barang", "price_rp": "Harga Jual"}
    assert (found["header_row"], found["made_codes"]) == (3, 1)
    assert found["ignored"] == ["No", "Harga Beli"]
    (product,) = goods(folder)
    assert [product[key] for key in ("sku", "maker", "category", "price_rp", "stock")] == [
        "UT-0001", "UT", "Manik", "35000", "0",
    ]  # fmt: skip


def test_a_list_taken_again_changes_prices_and_keeps_what_it_does_not_say(folder: Path) -> None:
    sheet = f"{HEADER},barcode,name_en,share_pct\nA1,Kalung,Manik,A07,1000,5,4006381333931,Bead,9\n"
    take(folder, sheet)
    done, found = take(folder, "Nama Produk;Harga\nkalung;2000\n", "--stock", "set")
    assert (done.exit_code, found["changed"], found["made_codes"]) == (0, 1, 1)
    (product,) = goods(folder)
    assert list(product.values()) == [
        "A1", "kalung", "Manik", "A07", "2000", "5", "4006381333931", "Bead", "9.00",
    ]  # fmt: skip
    again = take(folder, "Produk,Harga Jual\nkalung,2000\n")[1]
    assert (again["unchanged"], again["problems"]) == (1, [])


def test_goods_without_a_maker_are_the_stands(folder: Path) -> None:
    take(folder, "Nama Barang,Harga\nKalung,35000\n")
    assert goods(folder)[0]["maker"] == "A07"


def test_a_doubtful_price_is_asked_about_and_told_by_map(folder: Path) -> None:
    text = "Nama Barang,Harga,Harga Satuan\nKalung,35000,30000\n"
    done, found = take(folder, text)
    assert done.exit_code == 1 and not found["stored"]
    assert [problem["code"] for problem in found["problems"]] == ["column_unclear"]
    done, found = take(folder, text, "--map", "price_rp=Harga Satuan")
    assert done.exit_code == 0 and goods(folder)[0]["price_rp"] == "30000"
    assert run(folder, "catalogue", "import", "x.csv", "--map", "price_rp").exit_code == 2


@pytest.mark.parametrize(("lang", "head"), [("id", "Nama Barang"), ("en", "Product name")])
def test_an_example_is_written_that_can_be_taken(folder: Path, lang: str, head: str) -> None:
    path = folder / "contoh.xlsx"
    assert run(folder, "catalogue", "example", str(path), "--lang", lang).exit_code == 0
    done = run(folder, "catalogue", "import", str(path), "--json")
    found = json.loads(done.stdout)
    assert (done.exit_code, found["added"], found["made_codes"]) == (0, 4, 4), found
    assert found["columns"]["name"] == head and len(found["columns"]) == 9
    assert run(folder, "catalogue", "example", str(folder / "x.csv")).exit_code == 1
