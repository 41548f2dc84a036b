"""The reports and lists of a stand show what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp
from support.papers import codes_on, pages_of, pictures_of, text_of
from support.shops import SHEET, cash, clock_at, make_shop, ring

from pos_app.domain.maker_card import MakerCard
from pos_app.domain.money import format_rupiah
from pos_app.domain.pricing import Return
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.catalogue.product_edit import set_english_names
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.paper import receipt_style, receipts
from pos_app.services.paper.reports import PaperKind, make_paper, paper_name, save_paper
from pos_app.services.selling import maker_debts, refunds
from pos_app.services.selling.stored_sales import get_sale
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop
from pos_app.store.maker_cards import put_cards

OF_A_DAY = (PaperKind.DAY, PaperKind.MAKERS, PaperKind.MAKERS_ALL)


def words(pdf: bytes) -> str:
    """All words of a PDF, with one space between them."""
    return " ".join(text_of(pdf).split())


def sell_some(shop: Shop) -> None:
    lines = [{"code": "A", "qty": 3, "unit_price": 45_000}, {"code": "B", "qty": 1}]
    sold = ring(shop, lines=lines, discount=10_100, tenders=cash(250_000))
    ring(shop, refund_of=sold["number"], lines=[{"code": "A", "qty": 1}])
    cash_drawer.move_cash(shop, -25_000, "uang muka", maker="M1")


def test_the_days_report_says_the_total_and_every_table_adds_up_to_it(shop: Shop) -> None:
    sell_some(shop)
    totals = business_day.today_totals(shop)
    found = words(make_paper(shop, PaperKind.DAY))
    assert format_rupiah(totals.net) in found
    assert "Kasir masih buka" in found and "Dibayar ke perajin" in found
    # By maker, by category and by product: three tables end in the sum of the lines.
    net_of_lines = format_rupiah(totals.net - totals.rounding)
    assert found.count(net_of_lines) >= 3
    closed = closing.close_till(shop, counted=100_000, reason="belum dihitung semua")
    found = words(make_paper(shop, PaperKind.DAY))
    assert closed.code in found and format_rupiah(closed.difference) in found


def test_every_maker_gets_a_sheet_of_what_is_owed_after_what_was_paid_out(shop: Shop) -> None:
    sell_some(shop)
    found = words(make_paper(shop, PaperKind.MAKERS))
    assert found.count("Diterima oleh") == 2
    tables = business_day.today_totals(shop)
    assert "Sudah dibayar di kasir -Rp25.000" in found
    assert "Hanya penjualan kasir ini" in found
    assert "Rekap per perajin (rupiah)" in found and "Koreksi harga" not in found
    assert tables.net > 0


@pytest.mark.parametrize(
    ("lang", "title", "names", "page"),
    [
        ("id", "Daftar harga", "Kalung manik M1", "Halaman 1 dari 1"),
        ("en", "Price list", "Bead necklace M1", "Page 1 of 1"),
        (
            *("both", "Daftar harga / Price list", "Kalung manik / Bead necklace M1"),
            "Halaman 1 dari 1",
        ),
    ],
)
def test_the_price_list_is_in_the_language_asked_for(
    shop: Shop, lang: str, title: str, names: str, page: str
) -> None:
    set_english_names(shop, {"A": "Bead necklace"})
    found = words(make_paper(shop, PaperKind.PRICES, lang))
    assert title in found and names in found
    assert [page in found, "Halaman" in found] == [True, lang != "en"]
    assert "Gelang batu" in found, "it has no English name"


@pytest.mark.parametrize(
    ("lang", "head"), [("id", "Lainnya"), ("en", "Other"), ("both", "Lainnya / Other")]
)
def test_goods_without_a_category_stand_below_a_word_of_the_papers_language(
    tmp_path: Path, lang: str, head: str
) -> None:
    sheet = "Nama Barang,Harga\nGelang,50000\n"
    with make_shop(tmp_path / "till", sheet=sheet) as shop:
        found = words(make_paper(shop, PaperKind.PRICES, lang))
        assert head in found and ("Lainnya" in found) == (lang != "en")


def test_the_price_list_has_the_prices_for_several(tmp_path: Path) -> None:
    sheet = (
        "sku,name,category,maker,price_rp,stock,price_steps\n"
        "A,Gelang,Manik,M1,50000,40,10=45000; 25=40000\n"
    )
    with make_shop(tmp_path / "till", sheet=sheet, training=True) as shop:
        found = words(make_paper(shop, PaperKind.PRICES, "en"))
        assert "Gelang (10+: Rp45.000, 25+: Rp40.000)" in found
        assert "PRACTICE" in found and "LATIHAN" not in found


def paid_out_then_back(shop: Shop) -> str:
    """Sells a necklace, pays M1 the day's due, and takes the necklace back; its receipt number."""
    sold = ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    cash_drawer.move_cash(shop, -45_000, "setoran", maker="M1")
    return str(sold["number"])


def test_a_maker_who_owes_is_told_who_owes_whom_and_what_happens_to_it(shop: Shop) -> None:
    number = paid_out_then_back(shop)
    assert "sisa setoran" in words(make_paper(shop, PaperKind.MAKERS)).casefold()
    quote = refunds.quote_refund(shop, number, [Return(1, line=1)])
    assert [(debt.maker, debt.amount) for debt in quote.debts] == [("M1", 45_000)]
    assert maker_debts.debts_after_void(shop, get_sale(shop, number)) == quote.debts
    assert "45.000" in sentence(quote.debts[0].problem, "id")
    ring(shop, refund_of=number, lines=[{"line": 1, "qty": 1}])
    found = words(make_paper(shop, PaperKind.MAKERS))
    assert "M1 sudah menerima lebih dari haknya" in found and "Kelebihan bayar Rp45.000" in found
    assert "dibawa ke hari berikutnya" in found and "Dikembalikan perajin" in found
    assert "Sisa setoran -Rp" not in found
    shop.settings.set(setting_keys.PLANNED_DAYS, "2023-10-24 2023-10-25")
    assert "diminta kembali" in words(make_paper(shop, PaperKind.MAKERS))


def test_a_debt_is_carried_until_it_is_earned(shop: Shop) -> None:
    number = paid_out_then_back(shop)
    ring(shop, refund_of=number, lines=[{"line": 1, "qty": 1}])
    closing.close_till(shop, counted=0, reason="belum dihitung")
    shop.clock.set(clock_at("2023-10-26T08:00:00+08:00").now())  # type: ignore[attr-defined]
    business_day.open_till(shop, 0)
    found = words(make_paper(shop, PaperKind.MAKERS))
    assert "Kelebihan bayar dari hari sebelumnya -Rp45.000" in found, "also without a sale today"
    sold = ring(shop, lines=[{"code": "A", "qty": 2}], tenders=cash(100_000))
    found = words(make_paper(shop, PaperKind.MAKERS))
    assert "Sisa setoran Rp55.000" in found and "Dikembalikan" not in found
    assert not refunds.quote_refund(shop, str(sold["number"]), [Return(1, line=1)]).debts


def test_makers_are_told_of_on_cards_and_by_choice_on_receipts(shop: Shop) -> None:
    with pytest.raises(PosError, match="maker_cards_none"):
        make_paper(shop, PaperKind.CARDS)
    with shop.transaction():
        put_cards(shop.database, [MakerCard("M1", "Cerita.", contact="@m1", phone="0812-1")])
    assert "@m1" in words(make_paper(shop, PaperKind.CARDS))
    lines = [{"code": "A", "qty": 1}, {"code": "B", "qty": 1}]
    sold = ring(shop, lines=lines, tenders=cash(170_000))
    number = str(sold["number"])
    assert len(codes_on(receipts.receipt_pdf(shop, number, width_mm=58))) == 1
    receipt_style.set_receipt_texts(shop, footer="", in_words=False, maker_codes=True)
    of_maker, of_sale = codes_on(receipts.receipt_pdf(shop, number, width_mm=58))
    assert of_maker.startswith("BEGIN:VCARD") and "instagram.com/m1" in of_maker
    assert "Cerita." in of_maker and "0812" not in of_maker
    assert of_sale.startswith(number)


def test_a_signature_is_never_on_another_page_than_the_calculation(tmp_path: Path) -> None:
    for goods in (5, 22, 23, 24, 25, 26, 27, 28, 30):
        sheet = "sku,name,category,maker,price_rp,stock\n" + "".join(
            f"S{n:02d},Barang {n},Batu,M1,{1000 + n},9\n" for n in range(goods)
        )
        with make_shop(tmp_path / f"till{goods}", sheet=sheet) as shop:
            lines = [{"code": f"S{n:02d}", "qty": 1} for n in range(goods)]
            ring(shop, lines=lines, tenders=cash(100_000))
            for page in pages_of(make_paper(shop, PaperKind.MAKERS)):
                assert ("Diterima oleh" in page) == ("Perhitungan" in page)


def test_all_days_are_settled_together(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
        closing.close_till(shop, counted=0)
        shop.clock.set(clock_at("2023-10-26T08:00:00+08:00").now())  # type: ignore[attr-defined]
        business_day.open_till(shop, 0)
        ring(shop, lines=[{"code": "A", "qty": 2}], tenders=cash(100_000))
        today, whole = (
            words(make_paper(shop, each)) for each in (PaperKind.MAKERS, PaperKind.MAKERS_ALL)
        )
        assert "Rp100.000" in today and "Rp150.000" not in today
        assert "Rp150.000" in whole


@pytest.mark.parametrize("paper", [PaperKind.STOCK, PaperKind.PRICES])
def test_the_lists_name_every_product_with_its_price(shop: Shop, paper: PaperKind) -> None:
    found = words(make_paper(shop, paper))
    for row in SHEET.splitlines()[1:]:
        sku, name = row.split(",")[:2]
        assert sku in found and name in found
    assert "Jumlah" not in found


@pytest.mark.parametrize("paper", OF_A_DAY)
def test_a_till_that_was_never_opened_says_that_there_is_nothing_to_report(
    tmp_path: Path, paper: PaperKind
) -> None:
    with make_shop(tmp_path / "till", open_with=None) as shop, pytest.raises(PosError) as error:
        make_paper(shop, paper)
    assert error.value.code == "day_none"


def test_the_closing_slip_is_of_the_last_closed_day(shop: Shop) -> None:
    with pytest.raises(PosError) as error:
        make_paper(shop, PaperKind.CLOSING)
    assert error.value.code == "day_none"
    closed = closing.close_till(shop, counted=0)
    assert closed.code in words(make_paper(shop, PaperKind.CLOSING))


def test_the_codes_of_the_scanner_page_are_read_back_by_a_decoder(shop: Shop) -> None:
    (image,) = pictures_of(make_paper(shop, PaperKind.SCANNER))
    found = {code.bytes.rpartition(b"\x1d")[2] for code in zxingcpp.read_barcodes(image)}
    assert {b"TES-0001", b"2000000000015"} <= found
    assert any(text.endswith(b"DEFALT.") for text in found)
    assert any(text.endswith(b"VSUFCR.") for text in found)


@pytest.mark.parametrize("paper", list(PaperKind))
def test_the_same_facts_give_the_same_bytes_under_a_name_for_people(
    shop: Shop, paper: PaperKind, tmp_path: Path
) -> None:
    sell_some(shop)
    with shop.transaction():
        put_cards(shop.database, [MakerCard("M1", "Cerita.")])
    closing.close_till(shop, counted=0)
    path = save_paper(shop, paper, tmp_path / f"{paper_name(shop, paper)}.pdf")
    assert path.read_bytes() == make_paper(shop, paper)
    assert "A07-1" in path.name


def test_a_practice_till_says_so_on_every_report(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till", training=True) as shop:
        sell_some(shop)
        for paper in (*OF_A_DAY, PaperKind.STOCK, PaperKind.PRICES):
            assert "LATIHAN" in words(make_paper(shop, paper))
