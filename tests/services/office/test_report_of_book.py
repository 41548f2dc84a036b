"""The report that a book writes: every sale, the letterhead, and the language."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from office.real_files import TOML, new_book, put_files
from PIL import Image
from support.papers import text_of
from support.shops import clock_at

from pos_app.errors import PosError
from pos_app.languages import LANGUAGES
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.report.issue import Letterhead
from pos_app.services.office import event_book, letterheads, publishing, reports, sales_of_book
from pos_app.services.office.settings import OfficeSettings

CLOCK = clock_at("2023-10-28T21:00:00+08:00")
HEAD = b'issuer = "Dinas Koperasi"\nplace = "Balikpapan"\n'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    event = tmp_path / "event.toml"
    event.write_bytes(HEAD + TOML)
    path = tmp_path / "office.book"
    event_book.init_book(path, event)
    event_book.merge_into(path, [put_files(tmp_path, "a07 25", "a08 25")])
    return path


def rows_of(folder: Path, name: str) -> list[Mapping[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_sale_is_listed_and_they_add_up_to_the_confirmed_net(
    book: Path, tmp_path: Path
) -> None:
    reports.write_report(book, tmp_path / "out", None, CLOCK)
    status = event_book.book_status(book, None, CLOCK)
    rows = rows_of(tmp_path / "out", "sales.csv")
    assert status.totals.net > 0
    for key in ("net", "cash", "qris", "transfer", "unconfirmed"):
        assert sum(int(row[key]) for row in rows) == status.totals.by_key()[key], key
    assert len({(row["stand"], row["number"]) for row in rows}) == len(rows)
    assert {row["day"] for row in rows} == {row.key for row in status.confirmed.by_day}


def test_a_fair_with_very_many_sales_has_no_sheet_of_them(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sales_of_book, "MOST_SALES", 1)
    reports.write_report(book, tmp_path / "out", None, CLOCK)
    assert not (tmp_path / "out" / "sales.csv").exists()


def test_issuer_and_place_are_the_plan_s_unless_others_were_chosen(book: Path) -> None:
    words = " ".join(text_of(reports.report_pdf(book, None, CLOCK)).split())
    assert "Dinas Koperasi" in words
    assert "Diterbitkan di Balikpapan, 28 Oktober 2023 pukul 21.00 WITA" in words
    chosen = Letterhead(issuer="Dekranasda")
    words = " ".join(text_of(reports.report_pdf(book, None, CLOCK, "en", chosen)).split())
    assert "Dekranasda" in words and "Dinas Koperasi" not in words
    assert "Issued in Balikpapan, 28 October 2023, 21.00 WITA" in words


def test_all_statements_are_made_for_one_print_job(book: Path) -> None:
    pdf = reports.all_statements_pdf(book, None, CLOCK)
    assert pdf is not None and text_of(pdf).count("Halaman 1 dari") >= 1


def test_a_plan_without_an_issuer_is_as_before() -> None:
    plan, warnings = read_plan(TOML)
    assert (plan.issuer, plan.place, warnings) == ("", "", ())


def test_a_letterhead_is_kept_with_its_logo(tmp_path: Path) -> None:
    settings = OfficeSettings(tmp_path / "desk")
    assert letterheads.stored_letterhead(settings) == Letterhead()
    chosen = Letterhead("Dekranasda", "Balikpapan", logo(tmp_path))
    letterheads.store_letterhead(settings, chosen)
    assert letterheads.stored_letterhead(OfficeSettings(tmp_path / "desk")) == chosen
    letterheads.store_letterhead(settings, Letterhead())
    assert letterheads.stored_letterhead(settings) == Letterhead()


def logo(folder: Path) -> bytes:
    path = folder / "logo.png"
    Image.new("RGBA", (2000, 500), (0, 90, 80, 128)).save(path)
    return letterheads.read_logo(path)


def test_a_logo_becomes_small_and_white_behind_and_no_picture_is_refused(tmp_path: Path) -> None:
    with Image.open(BytesIO(logo(tmp_path))) as picture:
        assert picture.mode == "RGB" and max(picture.size) == letterheads.LONGEST
        assert picture.getpixel((5, 5)) == (127, 172, 167)
    (tmp_path / "no.png").write_bytes(b"no picture")
    with pytest.raises(PosError) as error:
        letterheads.read_logo(tmp_path / "no.png")
    assert error.value.code == "photo_unreadable"


NUMBERS = ("0812-0000-0007", "0857-1234-5678")


def book_with_phones(folder: Path) -> Path:
    """A book whose plan has numbers of a stand and of a maker; one till-day of the stand lacks."""
    toml = TOML.replace(b'code = "A07"', f'code = "A07"\nphone = "{NUMBERS[0]}"'.encode())
    toml = toml.replace(b'code = "M1"', f'code = "M1"\nphone = "{NUMBERS[1]}"'.encode())
    assert all(number in toml.decode() for number in NUMBERS)
    book = new_book(folder, toml)
    event_book.merge_into(book, [put_files(folder / "in", "a07 25", "a08 25")])
    return book


def said(path: Path) -> Iterator[str]:
    """What can be read in a file: its bytes, PDF pages, the parts of a workbook, Parquet rows."""
    yield path.read_bytes().decode("utf-8", "replace")
    if path.suffix == ".pdf":
        yield text_of(path.read_bytes())
    elif path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as package:
            yield from (package.read(n).decode("utf-8", "replace") for n in package.namelist())
    elif path.suffix == ".parquet":
        with duckdb.connect() as connection:
            yield str(connection.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall())


def test_no_phone_number_is_in_any_file_that_goes_out(tmp_path: Path) -> None:
    book, out = book_with_phones(tmp_path), tmp_path / "out"
    for lang in LANGUAGES:
        reports.write_report(book, out / lang, None, CLOCK, lang)
    publishing.publish_book(book, out / "open")
    files = [path for path in out.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".pdf", ".xlsx", ".csv", ".json", ".parquet"}
    numbers = {form for each in NUMBERS for form in (each, each.replace("-", ""))}
    found = [
        (path.name, number)
        for path in files
        for words in said(path)
        for number in numbers
        if number in words
    ]
    assert found == []
