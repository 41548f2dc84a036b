"""Made-up orders and inquiries for the office's scenes."""

from __future__ import annotations

from collections.abc import Iterator

from pos_app.domain.contact import Contact
from pos_app.domain.inquiry import Business, Inquiry, Piece
from pos_app.office.orders.inquiries import BookInquiry
from pos_app.office.reconcile.orders import (
    BookOrder,
    BookOrderState,
    OrderDocument,
    figures_of,
)
from pos_app.services.office.buyer_list import Buyer, BuyerList, Progress
from pos_app.services.office.buyers import FORGOTTEN, OPEN, BuyerContact
from pos_app.services.office.order_decisions import Closing
from pos_app.services.office.order_list import OrderList

_AT = "2026-10-22T10:00:00+08:00"
_TAKEN = OrderDocument("A03-1-000041", "0001", "A03-1", "2026-10-22")
_PERSON = BuyerContact(OPEN, Contact("Claire Dawson", "claire@example.org", "galeri di Perth"))


def sample_buyers(mark: str) -> BuyerList:
    """Some orders of two makers and an inquiry, as of the book with this mark."""
    buyers = (*_orders(), _inquiry())
    found = [each.order for each in buyers if each.order is not None]
    return BuyerList("Expo UMKM", OrderList(figures_of(found), (), {}), buyers, mark)


def sample_closings() -> list[Closing]:
    """Two deliveries of one order."""
    return [
        Closing("a" * 32, "A03-1-000052", "A03-1", "2026-10-23", True, 1_400_000),
        Closing("b" * 32, "A05-1-000017", "A05-1", "2026-10-24", True, 1_400_000),
    ]


def _orders() -> Iterator[Buyer]:
    rows = (
        ("0001", "Untaian Teritip", "Kalung manik, merah", 6, 900_000, 450_000, "2026-11-10"),
        ("0002", "Untaian Teritip", "Gelang getah nyatu", 40, 1_400_000, 700_000, "2026-11-20"),
        ("0003", "Kilau Manggar Sari", "Selendang ulap doyo", 2, 1_250_000, 625_000, ""),
    )
    for number, maker, what, qty, total, deposit, due in rows:
        order = BookOrder(
            number=f"P-A03-1-{number}",
            maker=maker,
            maker_name=maker,
            what=what,
            qty=qty,
            total=total,
            state=BookOrderState.DISPUTED if number == "0002" else BookOrderState.OPEN,
            taken=_TAKEN,
            deposit=deposit,
            due=due,
            deliver="send",
            country="AU",
        )
        progress = Progress.WRITTEN if number == "0002" else Progress.NEW
        contact = BuyerContact(FORGOTTEN) if number == "0003" else _PERSON
        yield Buyer(order.number, maker, maker, contact, progress, order=order)


def _inquiry() -> Buyer:
    pieces = (Piece("KM-01", "Kalung manik", "UT"), Piece("UD-03", "Tas ulap doyo", "KM"))
    asked = Inquiry(
        "M-A03-1-0001", _AT, "", pieces, (), "KR", Business.SHOP, 200, "2027-01-15", 3, "en"
    )
    found = BookInquiry(asked, "A03", "1", "2026-10-22")
    return Buyer(asked.number, "UT, KM", "UT, KM", _PERSON, Progress.ANSWERED, inquiry=found)
