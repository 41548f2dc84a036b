"""The office's page of orders and inquiries, and the files that it hands out of them.

A file with contacts is written only where a person asks for it, and says that it holds personal
data. Contacts are opened by the office's key beside the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pos_app.clock import Clock
from pos_app.domain.contact import Contact
from pos_app.languages import LanguageCode
from pos_app.office.book import Book
from pos_app.office.book_mark import book_mark
from pos_app.office.decide.order_decisions import OrderProgress, Progress
from pos_app.office.orders.inquiries import BookInquiry
from pos_app.office.reconcile.orders import BookOrder
from pos_app.office.report.order_words import state_words
from pos_app.office.report.table_words import made_table
from pos_app.office.report.workbook import workbook_bytes
from pos_app.printing.tables import Cell, Table
from pos_app.services.office.buyer_messages import inquiry_message, order_message
from pos_app.services.office.buyers import OPEN, BuyerContact, ContactsOpened, book_inquiries
from pos_app.services.office.event_book import book_status
from pos_app.services.office.order_list import MakerOrders, OrderList, list_orders
from pos_app.services.replace_file import replace_file
from pos_app.texts import text

__all__ = ["Buyer", "BuyerList", "Progress", "buyer_list", "write_cards", "write_sheet"]


@dataclass(frozen=True, slots=True)
class Buyer:
    """An order or an inquiry, with who made it. Exactly one of `order` and `inquiry` is there."""

    number: str
    maker: str
    maker_name: str
    contact: BuyerContact
    progress: Progress
    order: BookOrder | None = None
    inquiry: BookInquiry | None = None

    @property
    def person(self) -> Contact:
        """What is known of the buyer; empty where nothing can be read."""
        return self.contact.contact

    @property
    def due(self) -> str:
        """The day on which something is due, or an empty text."""
        found = self.order.due if self.order else self.inquiry.inquiry.due if self.inquiry else ""
        return str(found)

    @property
    def what(self) -> str:
        """What was ordered or looked at."""
        if self.order is not None:
            found = (self.order.what, self.order.size, self.order.colour)
            return f"{self.order.qty} × {', '.join(filter(None, found))}"
        assert self.inquiry is not None
        asked = self.inquiry.inquiry
        return ", ".join([piece.name for piece in asked.pieces] or asked.makers)

    def message(self, event: str, lang: LanguageCode) -> str:
        """The message to the buyer in a language, ready to be sent."""
        if self.order is not None:
            return order_message(self.order, self.maker_name, event, self.person.name, lang)
        assert self.inquiry is not None
        return inquiry_message(self.inquiry.inquiry, event, self.person.name, lang)


@dataclass(frozen=True, slots=True)
class BuyerList:
    """The orders, by maker and day, and then the inquiries of a book. `mark` is the book's mark."""

    event: str
    orders: OrderList
    buyers: tuple[Buyer, ...]
    mark: str

    @property
    def inquiries(self) -> tuple[Buyer, ...]:
        """The possible buyers; they are potential, and no money anywhere."""
        return tuple(each for each in self.buyers if each.inquiry is not None)


def buyer_list(path: Path, clock: Clock) -> BuyerList:
    """Returns the orders and inquiries of a book. Raises as `book_status` does."""
    mark = book_mark(path)
    status = book_status(path, None, clock)
    orders = list_orders(status)
    with Book.open(path, writing=False) as book:
        opened = ContactsOpened(book, path)
    decided = status.effective_decisions.decided(OrderProgress)
    progress = {each.ref: Progress(each.state) for _, each in decided}
    found = [
        _of_order(maker, order, opened, progress)
        for maker in orders.makers
        for order in maker.orders
    ]
    for inquiry, contact in book_inquiries(path):
        number, makers = inquiry.inquiry.number, inquiry.inquiry.all_makers
        state = progress.get(number, Progress.NEW)
        named = ", ".join(makers)
        found.append(Buyer(number, named, named, contact, state, inquiry=inquiry))
    return BuyerList(status.plan.name, orders, tuple(found), mark)


def _of_order(
    maker: MakerOrders, order: BookOrder, opened: ContactsOpened, progress: dict[str, Progress]
) -> Buyer:
    contact = opened.of(order.number, order.contact)
    state = progress.get(order.number, Progress.NEW)
    return Buyer(order.number, maker.maker, maker.name, contact, state, order=order)


def write_sheet(
    path: Path, file: Path, clock: Clock, lang: LanguageCode, *, contacts: bool = False
) -> Path:
    """Writes the list as a workbook; with `contacts` it holds personal data, and says so.

    Raises as `buyer_list` does; MachineError `report_unwritable`, `report_disk_full`.
    """
    found = buyer_list(path, clock)
    note = text("buyers", "personal" if contacts else "no_contacts", lang)
    table = _table(found.buyers, lang, contacts=contacts)
    replace_file(file, workbook_bytes(table, (), note))
    return file


def _table(buyers: Iterable[Buyer], lang: LanguageCode, *, contacts: bool) -> Table:
    columns = "number:text progress:text state:text maker:text what:text due_on:text"
    columns += " total deposit country:text"
    columns += " buyer:text contact:text note:text" if contacts else ""
    rows = [(*_cells(each, lang), *(_person(each) if contacts else ())) for each in buyers]
    note = text("buyers", "personal", lang) if contacts else ""
    return made_table("buyers", columns, rows, lang, note=note)


def _cells(buyer: Buyer, lang: LanguageCode) -> tuple[Cell, ...]:
    order, asked = buyer.order, buyer.inquiry
    state = state_words(order, lang) if order else text("buyers", "potential", lang)
    money = (order.total, order.deposit) if order else (0, 0)
    country = order.country if order else asked.inquiry.country if asked else ""
    progress = text("order_progress", str(buyer.progress), lang)
    head = (buyer.number, progress, state, buyer.maker_name, buyer.what, buyer.due)
    return (*head, *money, country)


def _person(buyer: Buyer) -> tuple[Cell, ...]:
    return buyer.person.name, buyer.person.contact, buyer.person.note


def write_cards(path: Path, file: Path, clock: Clock) -> int:
    """Writes a vCard for every buyer whose contact can be read; returns how many.

    The file holds personal data. Raises as `write_sheet` does.
    """
    found = [each for each in buyer_list(path, clock).buyers if each.contact.state == OPEN]
    replace_file(file, "".join(line for each in found for line in _card(each)).encode())
    return len(found)


def _card(buyer: Buyer) -> Iterator[str]:
    """A vCard 3.0; lines end in CRLF."""
    person = buyer.person
    name = person.name or person.contact or buyer.number
    yield "BEGIN:VCARD\r\nVERSION:3.0\r\n"
    yield f"FN:{_escaped(name)}\r\nN:{_escaped(name)};;;;\r\n"
    for way in filter(None, [person.contact]):
        key = "EMAIL" if "@" in way and " " not in way else "TEL" if _is_phone(way) else "NOTE"
        yield f"{key}:{_escaped(way)}\r\n"
    yield f"NOTE:{_escaped(' · '.join(filter(None, (buyer.number, person.note))))}\r\n"
    yield "END:VCARD\r\n"


def _is_phone(way: str) -> bool:
    return any(char.isdigit() for char in way) and all(c.isdigit() or c in "+-–/.() " for c in way)


def _escaped(text_: str) -> str:
    """The text as a vCard's value: RFC 2426 escapes backslash, comma, semicolon and line ends."""
    for char in ("\\", ",", ";"):
        text_ = text_.replace(char, f"\\{char}")
    return " ".join(text_.splitlines())
