"""What receipts say, on each width and in each language."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printing import order_samples, samples

from pos_app.domain.catalogue import Product
from pos_app.domain.money import MAX_PRICE, format_rupiah, group_digits
from pos_app.domain.pricing import CartItem
from pos_app.domain.sale import Sale
from pos_app.errors import PosError
from pos_app.languages import PAPER_LANGUAGES
from pos_app.printing.blocks import Layout, Pair, Qr
from pos_app.printing.closing_slip import closing_blocks
from pos_app.printing.order_slip import order_blocks, return_blocks
from pos_app.printing.plain_text import COLUMNS, to_text
from pos_app.printing.receipt import check_footer, receipt_blocks

GOLDENS = Path(__file__).parent / "goldens"
SOLD = "A07-1-000123"
LAYOUTS: dict[str, tuple[Layout, int]] = {
    "bargained_id_58": (receipt_blocks(samples.bargained_sale(), samples.HEAD, "id"), 32),
    "split_both_copy_80": (
        receipt_blocks(samples.split_sale(), samples.HEAD, "both", copy=True),
        48,
    ),
    "refund_both_58": (
        receipt_blocks(samples.refund(), samples.HEAD, "both", refers_number=SOLD),
        32,
    ),
    "void_en_80": (receipt_blocks(samples.void(), samples.HEAD, "en", refers_number=SOLD), 48),
    "training_both_58": (
        receipt_blocks(samples.split_sale(), replace(samples.HEAD, training=True), "both"),
        32,
    ),
    "guest_id_58": (receipt_blocks(samples.noted_sale(), samples.GUEST_HEAD, "id"), 32),
    "guest_en_58": (receipt_blocks(samples.noted_sale(), samples.GUEST_HEAD, "en"), 32),
    "guest_both_80": (receipt_blocks(samples.noted_sale(), samples.GUEST_HEAD, "both"), 48),
    "closing_id_58": (closing_blocks(samples.closing_slip()), 32),
    "closing_both_80": (closing_blocks(samples.closing_slip(), "both"), 48),
    "order_return_both_58": (
        return_blocks(order_samples.paper_of_return(), samples.HEAD, "both"),
        32,
    ),
} | {
    f"order_{whose}_{lang}_{width}": (
        order_blocks(order_samples.paper(for_maker=whose == "maker"), samples.HEAD, lang),
        columns,
    )
    for whose in ("buyer", "maker")
    for lang in PAPER_LANGUAGES
    for width, columns in COLUMNS.items()
}


def said(sale: Sale, **options: object) -> str:
    """The receipt as text of 64 columns, in Indonesian unless told otherwise."""
    head = options.pop("head", samples.HEAD)
    lang = options.pop("lang", "id")
    return to_text(receipt_blocks(sale, head, lang, **options), 64)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_slip_reads_as_the_golden_does(name: str, request: pytest.FixtureRequest) -> None:
    layout, columns = LAYOUTS[name]
    text = to_text(layout, columns)
    golden = GOLDENS / f"{name}.txt"
    wanted = request.config.getoption("--update-goldens", default=False)
    if wanted or os.environ.get("UPDATE_GOLDENS") == "1":
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


def test_a_guest_reads_no_indonesian_name_where_there_is_an_english_one() -> None:
    text = said(samples.noted_sale(), head=samples.GUEST_HEAD, lang="en")
    assert "Small bay-leaf brooch" in text and "Small bay-leaf brooch: nama Kim" in text
    assert samples.BROOCH.name not in text
    assert samples.NECKLACE.name in text, "it has no other name"


def test_a_product_that_is_another_thing_today_lends_no_english_name() -> None:
    head = replace(samples.GUEST_HEAD, english={"dst-0001": ("Tas rotan", "Rattan bag")})
    text = said(samples.noted_sale(), head=head, lang="both")
    assert samples.BROOCH.name in text and "Rattan bag" not in text


def test_a_bargained_price_stands_beside_the_list_price() -> None:
    text = said(samples.bargained_sale())
    assert "3 x 45.000" in text
    assert "Nego dari 50.000" in text


def test_a_price_that_was_not_bargained_shows_no_list_price() -> None:
    assert "Nego" not in said(samples.split_sale())


def test_a_whole_sale_discount_is_told_once_and_a_lines_own_at_the_line() -> None:
    assert said(samples.bargained_sale()).count("Diskon") == 1
    assert "  Diskon 5.000\n" in said(samples.split_sale())


def test_rounding_is_told_only_when_there_is_any() -> None:
    rounded = samples.bargained_sale()
    assert f"Pembulatan{group_digits(rounded.rounding).rjust(54)}" in said(rounded).replace(
        "+", " "
    )
    assert "Pembulatan" not in said(samples.split_sale())


def test_qris_that_nobody_saw_come_in_is_said_to_be_unconfirmed() -> None:
    sale = samples.split_sale()
    seen = sale._replace(tenders=tuple(t._replace(confirmed=True) for t in sale.tenders))
    assert "belum dikonfirmasi" in said(sale)
    assert "belum dikonfirmasi" not in said(seen)


@pytest.mark.parametrize(("lang", "word"), [("id", "SALINAN"), ("en", "COPY")])
def test_a_copy_says_so_and_the_first_print_does_not(lang: str, word: str) -> None:
    sale = samples.split_sale()
    assert word in said(sale, lang=lang, copy=True)
    assert word not in said(sale, lang=lang)


def test_practice_is_said_first_and_last() -> None:
    lines = said(samples.split_sale(), head=replace(samples.HEAD, training=True)).split("\n")
    marked = [n for n, line in enumerate(lines) if "LATIHAN – BUKAN BUKTI BAYAR" in line]
    assert len(marked) == 2
    assert marked[0] == 1
    assert marked[1] == len(lines) - 3


@pytest.mark.parametrize(
    ("sale", "words"), [(samples.refund(), "PENGEMBALIAN UANG"), (samples.void(), "BATAL")]
)
def test_what_undoes_a_sale_names_its_receipt_and_thanks_nobody(sale: Sale, words: str) -> None:
    text = said(sale, refers_number=SOLD)
    assert words in text
    assert f"Untuk struk {SOLD}" in text
    assert "Terima kasih" not in text
    assert "-Rp" not in text


def test_a_void_hands_back_what_was_kept_of_the_cash() -> None:
    text = said(samples.void())
    assert f"Tunai{'65.000'.rjust(59)}" in text
    assert "Kembali" not in text


def test_makers_are_named_only_when_wanted() -> None:
    assert "Untaian Teritip" in said(samples.bargained_sale())
    plain = replace(samples.HEAD, maker_names={})
    assert "Untaian Teritip" not in said(samples.bargained_sale(), head=plain)


def test_the_cashiers_code_stands_in_for_an_unknown_name() -> None:
    assert "Kasir: ANI" in said(
        samples.bargained_sale(), head=replace(samples.HEAD, cashier_name="")
    )


def test_the_code_holds_number_and_short_id() -> None:
    blocks = receipt_blocks(samples.bargained_sale(), samples.HEAD, "id")
    assert [block.data for block in blocks if isinstance(block, Qr)] == ["A07-1-000123 3C464DAF"]


def test_no_tax_is_told() -> None:
    text = said(samples.bargained_sale(), lang="both")
    assert not any(word in text for word in ("PPN", "Pajak", "Tax", "VAT"))


@pytest.mark.parametrize(
    "footer",
    [
        "Barang yang sudah dibeli tidak dapat ditukar",
        "barang TIDAK BISA dikembalikan!",
        "Barang tidak boleh ditukar atau dikembalikan",
    ],
)
def test_a_clause_that_the_law_forbids_is_refused_and_never_printed(footer: str) -> None:
    with pytest.raises(PosError) as refused:
        check_footer(footer)
    assert refused.value.code == "footer_forbidden"
    assert footer not in said(samples.bargained_sale(), head=replace(samples.HEAD, footer=footer))


def test_a_footer_that_allows_exchange_is_kept() -> None:
    footer = samples.HEAD.footer
    assert check_footer(footer) == footer
    assert footer in said(samples.bargained_sale())


# Five lines of twenty pieces at the highest price are just within what one sale may come to.
some_items = st.lists(
    st.builds(
        CartItem,
        product=st.builds(
            Product,
            sku=st.just("X-1"),
            name=st.text(max_size=200),
            category=st.just(""),
            maker=st.sampled_from(["M1", "M9"]),
            price=st.integers(0, MAX_PRICE),
        ),
        qty=st.integers(1, 20),
    ),
    min_size=1,
    max_size=5,
)


@given(some_items, st.sampled_from([32, 42, 48, 64]), st.sampled_from(["id", "en", "both"]))
def test_every_amount_of_a_sale_is_whole_on_one_line_in_any_width(
    items: list[CartItem], columns: int, lang: str
) -> None:
    sale = samples.sale_of(items)
    layout = receipt_blocks(sale, samples.HEAD, lang)  # type: ignore[arg-type]
    lines = to_text(layout, columns).split("\n")
    shown = [block.right for block in layout if isinstance(block, Pair)]
    assert {format_rupiah(sale.net), group_digits(sale.lines[0].amount)} <= set(shown)
    for amount in shown:
        assert any(line == amount or line.endswith(f" {amount}") for line in lines)
