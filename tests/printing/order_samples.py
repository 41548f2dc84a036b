"""An order as a till takes it, with the signed code of its slip, to print in tests."""

from __future__ import annotations

from printing import samples

from pos_app.dayfile.order_slip_code import OrderSlip, order_slip_text
from pos_app.dayfile.signing import signer_of
from pos_app.domain.orders import Deliver, Order, OrderTerms, settle_deposit
from pos_app.domain.payment_methods import Method
from pos_app.domain.sale import Sale, SaleKind, SaleTender
from pos_app.domain.tender import Paid, Payment
from pos_app.printing.order_slip import OrderPaper

MAKER = "Untaian Teritip"
ORDER = Order(
    number="P-A07-1-0042",
    terms=OrderTerms(
        maker="M2",
        what="Kalung manik 3 baris motif burung enggang, merah dan hitam, tali lebih panjang",
        qty=6,
        total=1_250_000,
        size="60 cm",
        colour="merah tua, hitam",
        due="2026-12-20",
        deliver=Deliver.SEND,
        country="AU",
        lang="en",
    ),
    deposit=625_000,
    from_number="A07-1-000131",
    origin="3c464daf-0000-4000-8000-000000000001",
    at=samples.AT,
)


def deposit() -> Sale:
    """The order's deposit: partly in cash, partly by QRIS that nobody saw come in."""
    payments = [Payment(Method.CASH, 225_000), Payment(Method.QRIS, 400_000)]
    paid = settle_deposit(payments, ORDER.terms.total)
    return samples.document(SaleKind.DEPOSIT, 131, (), paid)


def returned() -> Sale:
    """The order cancelled: a part of its deposit goes back in cash."""
    tenders = (SaleTender(1, Method.CASH, -400_000), SaleTender(2, Method.DEPOSIT, 400_000))
    paid = Paid(0, 0, tenders)
    return samples.document(
        SaleKind.DEPOSIT_RETURN, 140, (), paid, note="Pembeli pulang lebih awal"
    )


def signed(what: str = ORDER.terms.what) -> str:
    """The text of the slip's code, signed by a till for which the office vouches."""
    terms, signer = ORDER.terms, signer_of(bytes(range(32)))
    slip = OrderSlip(
        event="NUSA26",
        stand="A07",
        till="1",
        seat=0,
        till_id=ORDER.origin,
        origin="",
        order=ORDER.number,
        from_number=ORDER.from_number,
        maker=terms.maker,
        maker_name=MAKER,
        share_bp=1_500,
        what=what,
        qty=terms.qty,
        total=terms.total,
        deposit=ORDER.deposit,
        due=terms.due,
        country=terms.country,
        key=signer.public_hex,
        enrolled=signer_of(bytes(32)).sign(b"stand pack").hex(),
        training=False,
    )
    return order_slip_text(slip, signer.sign)


SIGNED = signed()


def paper(*, for_maker: bool = False, signed: str = SIGNED) -> OrderPaper:
    """The buyer's slip, or the maker's; `signed` is the text of its code."""
    return OrderPaper(ORDER, deposit(), MAKER, signed, for_maker)


def paper_of_return() -> OrderPaper:
    """The paper of the cancelled order."""
    return OrderPaper(ORDER, returned(), MAKER)
