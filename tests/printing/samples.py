"""Sales as the till makes them, to print in tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pos_app.domain.cart import Cart
from pos_app.domain.catalogue import Product
from pos_app.domain.day import Totals
from pos_app.domain.payment_methods import Method
from pos_app.domain.pricing import (
    CartItem,
    price_lines,
    refund_lines,
    void_lines,
)
from pos_app.domain.refund_due import refund_due
from pos_app.domain.sale import Sale, SaleKind, SaleLine, SaleTender
from pos_app.domain.tender import Paid, Payment, settle_refund, settle_sale, void_tenders
from pos_app.printing.closing_slip import ClosingSlip
from pos_app.printing.receipt import ReceiptHead

AT = "2026-11-23T15:30:00+08:00"
BROOCH = Product("DST-0001", "Bros daun salam tumper kecil", "Daun salam tumper", "M1", 50_000)
NECKLACE = Product("MNK-0003", "Kalung manik 3 baris motif burung enggang", "Manik", "M2", 120_000)
HEAD = ReceiptHead(
    stand_name="Stan Kriya Balikpapan",
    event_name="Nusakraf 2023",
    place="A07-1",
    contact=("Atrium e-Walk, Balikpapan",),
    cashier_name="Ani",
    maker_names={"M1": "Aksesori Rambai Biru", "M2": "Untaian Teritip"},
    footer="Barang bisa ditukar dengan menunjukkan struk ini.",
)


GUEST_HEAD = replace(HEAD, english={"dst-0001": (BROOCH.name, "Small bay-leaf brooch")})


def document(
    kind: SaleKind,
    running: int,
    lines: Sequence[SaleLine],
    paid: Paid,
    refers_to: str = "",
    note: str = "",
) -> Sale:
    """A stored sale, refund or void, with the sums that belong to its lines."""
    gross = sum(line.qty * line.list_price for line in lines)
    return Sale(
        id=f"3c464daf-0000-4000-8000-{running:012d}",
        number=f"A07-1-{running:06d}",
        kind=kind,
        refers_to=refers_to,
        at=AT,
        cashier="ANI",
        gross=gross,
        discount=gross - sum(line.amount for line in lines),
        rounding=paid.rounding,
        net=paid.net,
        lines=tuple(lines),
        tenders=paid.tenders,
        note=note,
    )


def sale_of(
    items: Sequence[CartItem],
    payments: Sequence[Payment] = (),
    discount: int = 0,
    rounding: int = 0,
) -> Sale:
    """A sale of `items`; without payments, all of it in exact cash."""
    lines = price_lines(items, discount)
    amount = sum(line.amount for line in lines)
    if payments or not amount:
        paid = settle_sale(amount, payments, rounding)
    else:
        paid = Paid(amount, 0, (SaleTender(1, Method.CASH, amount),))
    return document(SaleKind.SALE, 123, lines, paid)


def bargained_sale() -> Sale:
    """The design's example: bargained, discounted, rounded to 500, with change."""
    items = (CartItem(BROOCH, 3, 45_000), CartItem(NECKLACE))
    return sale_of(items, [Payment(Method.CASH, 250_000)], discount=10_100, rounding=500)


def noted_sale() -> Sale:
    """Two pieces, one with a name to be engraved, for a buyer from abroad."""
    items = (CartItem(BROOCH, 2, note="nama Kim"), CartItem(NECKLACE))
    return sale_of(items)._replace(note=Cart(items).sale_note, country="KR")


def split_sale() -> Sale:
    """A line's own discount; paid by QRIS that nobody saw come in, by transfer and in cash."""
    items = (CartItem(BROOCH, 2, discount=5_000), CartItem(NECKLACE))
    payments = [
        Payment(Method.QRIS, 100_000),
        Payment(Method.TRANSFER, 50_000, "BRI 0091"),
        Payment(Method.CASH, 100_000),
    ]
    return sale_of(items, payments)


def refund() -> Sale:
    """One brooch of the bargained sale comes back."""
    sold = bargained_sale()
    lines = refund_lines(sold, {1: 1}, {})
    paid = settle_refund(refund_due(sold, [], -sum(line.amount for line in lines), 1, 1), [])
    return document(SaleKind.REFUND, 124, lines, paid, sold.id, "Peniti patah")


def void() -> Sale:
    """The split sale undone."""
    sold = split_sale()
    paid = Paid(-sold.net, -sold.rounding, void_tenders(sold))
    return document(SaleKind.VOID, 126, void_lines(sold), paid, sold.id, "Salah barang")


def closing_slip() -> ClosingSlip:
    totals = Totals.from_values(
        (37, 1, 3_270_000, 125_100, 43_218, 318, 3_102_000, 2_102_000, 800_000, 200_000, 0, 0)
    )
    return ClosingSlip(
        day="2026-11-23",
        place="A07-1",
        stand_name="Stan Kriya Balikpapan",
        event_name="Nusakraf 2023",
        revision=2,
        totals=totals + Totals(unconfirmed=150_000),
        expected=2_602_000,
        counted=2_597_000,
        difference=-5_000,
        reason="Salah memberi kembalian",
        code="3C46-4DAF",
        closed_at="2026-11-24T00:20:00+08:00",
        cashier="Ani",
    )
