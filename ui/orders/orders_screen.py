"""The screen of open orders and of inquiries: find, hand over, change, cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from pos_app.domain.money import format_rupiah
from pos_app.domain.orders import Order, OrderState
from pos_app.services import staff
from pos_app.services.orders.inquiries import list_inquiries
from pos_app.services.orders.lookup import list_orders
from pos_app.services.orders.name_search import numbers_by_name
from ui import key_tables
from ui.orders.facts import FactsView, order_facts
from ui.orders.inquiry_facts import inquiry_facts
from ui.orders.listed_rows import by_maker, inquiry_rows, matching, order_rows
from ui.orders.order_desk import OrderDesk
from ui.orders.orders_list import Listed, OrdersList
from ui.orders.words import maker_names, today_of
from ui.session import Session
from ui.staff import authorisation
from ui.widgets.button_rows import button_row
from ui.widgets.buttons import KeyButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.find_box import FindBox
from ui.widgets.fit_label import FitLabel
from ui.widgets.list_screen import ListScreen
from ui.widgets.restyle import card, label

DATE, MAKER, INQUIRIES = "date", "maker", "inquiries"


class OrdersScreen(ListScreen):
    """The list at the left, the chosen order or inquiry at the right."""

    keys = key_tables.ORDERS

    typing_searches = False  # the window keeps its keys, "?" among them

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.list = OrdersList(session)
        super().__init__(FindBox(), self.list, parent)
        self._session = session
        self.desk = OrderDesk(session, self)
        self._rows: list[Listed] = []
        self._makers: dict[str, str] = {}
        self._by_name: set[str] | None = None  # numbers that a lead found by a name
        words = {
            DATE: self.tr("By date"),
            MAKER: self.tr("By maker"),
            INQUIRIES: self.tr("Inquiries"),
        }
        self.chips = ChoiceRow(self.tr("What is listed"), words)
        self.sum = label(kind="hint", wrap=True)
        self.number = FitLabel(24)
        self.caption = label(kind="hint")
        self.balance = FitLabel(36)
        self.facts = FactsView()
        self.new_order = KeyButton(self.tr("New order"), "Ctrl+O", "small")
        self.new_inquiry = KeyButton(self.tr("New inquiry"), "Ctrl+N", "small")
        self.change = KeyButton(self.tr("Change"), "F4", "small")
        self.slip = KeyButton(self.tr("Print its paper"), "F5", "small")
        self.contact = KeyButton(self.tr("Contact"), "F7", "small")
        self.cancel = KeyButton(self.tr("Cancel it"), "F8", "small")
        self.by_name = KeyButton(self.tr("Find by name"), "F9", "small")
        self.deliver = KeyButton(self.tr("Hand over"), "F6", "primary")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.box.setPlaceholderText(self.tr("Number, what, maker… or scan a slip"))
        self.box.setAccessibleName(self.tr("Find an order"))
        uses_pins = staff.uses_pins(self._session.shop)
        for button in (self.contact, self.cancel, self.by_name):
            button.show_lock(uses_pins)
        tools = button_row(self.new_order, self.new_inquiry, self.by_name)
        self._arrange((self.box, self.chips, tools, self.sum), self._build_details(), (10, 8))
        self._list_card.setMinimumWidth(440)

    def _build_details(self) -> QFrame:
        frame, column = card(16, 8)
        for each in (self.number, self.caption, self.balance, self.facts):
            column.addWidget(each)
        column.addStretch(1)
        column.addLayout(button_row(self.change, self.slip))
        column.addLayout(button_row(self.contact, self.cancel))
        column.addWidget(self.deliver)
        return frame

    def _connect(self) -> None:
        self.box.textChanged.connect(self._search)
        self.box.moved.connect(self.list.step)
        self.box.entered.connect(self.hand_over)
        self.chips.chosen.connect(self._choose)
        self.list.chosen.connect(self._show)
        self.desk.changed.connect(self.refresh)
        for button, work in (
            (self.new_order, self.take_order),
            (self.new_inquiry, self.note_inquiry),
            (self.change, self.change_order),
            (self.slip, self.print_slips),
            (self.deliver, self.hand_over),
            (self.contact, self.show_contact),
            (self.cancel, self.cancel_order),
            (self.by_name, self.find_by_name),
        ):
            button.clicked.connect(work)

    def refresh(self, _text: str = "") -> None:
        """Reads the orders or inquiries, and shows those that the search box asks for."""
        session, what = self._session, self.chips.value
        found = session.attempt(self._read)
        self._rows = found or []
        total = sum(row.order.open_deposit for row in self._rows if row.order is not None)
        if what == INQUIRIES:
            self.sum.setText(self.tr("%n inquiry(s)", "", len(self._rows)))
        else:
            words = self.tr("%n open order(s), deposits {0}", "", len(self._rows))
            self.sum.setText(words.format(format_rupiah(total)))
        self._show_matching()

    def _read(self) -> list[Listed]:
        session = self._session
        self._makers = maker_names(session)
        if self.chips.value == INQUIRIES:
            return inquiry_rows(list_inquiries(session.shop), self._makers, session.language)
        orders = list_orders(session.shop)
        rows = order_rows(orders, self._makers, today_of(session), session.language)
        return by_maker(rows, self._makers) if self.chips.value == MAKER else rows

    def _choose(self, _value: str) -> None:
        self._by_name = None
        self.refresh()
        self.focus_box()

    def _search(self, _text: str = "") -> None:
        self._by_name = None
        self._show_matching()

    def _show_matching(self) -> None:
        current = self.list.current()
        if self._by_name is None:
            rows = matching(self._rows, self.box.text())
        else:
            rows = [row for row in self._rows if row.number in self._by_name]
        inquiries = self.chips.value == INQUIRIES
        empty = self.tr("No inquiry yet.") if inquiries else self.tr("No open order.")
        searched = bool(self.box.text()) and bool(self._rows)
        self._show_list(bool(rows), self.tr("Nothing found.") if searched else empty)
        self.list.show_rows(rows, current.number if current else "")

    def _show(self, row: Listed | None) -> None:
        """Shows the chosen row, and which buttons apply to it."""
        order = row.order if row is not None else None
        is_open = order is not None and order.state is OrderState.OPEN
        for button in (self.deliver, self.change, self.cancel, self.slip):
            button.setEnabled(is_open)
        has_contact = False
        self.number.setText(row.number if row is not None else "")
        self.caption.setText(self.tr("Still to pay"))
        self.caption.setVisible(order is not None)
        self.balance.setVisible(order is not None)
        facts: list[tuple[str, str]] = []
        if order is not None:
            maker = self._makers.get(order.terms.maker, order.terms.maker)
            self.balance.setText(format_rupiah(order.balance))
            facts, has_contact = order_facts(self._session, order, maker), bool(order.contact)
        elif row is not None and row.inquiry is not None:
            facts = inquiry_facts(self._session, row.inquiry, self._makers)
            has_contact = bool(row.inquiry.contact)
        self.contact.setEnabled(has_contact)
        self.facts.show_facts(facts)

    @property
    def _order(self) -> Order | None:
        row = self.list.current()
        return row.order if row is not None else None

    def take_order(self) -> None:
        """Takes an order from nothing."""
        self.desk.take_order()
        self.focus_box()

    def note_inquiry(self) -> None:
        """Notes an inquiry."""
        self.desk.note_inquiry()
        self.focus_box()

    def hand_over(self) -> None:
        """Hands the chosen order over."""
        self._with_order(lambda order: self.desk.open_slip(order.number))

    def change_order(self) -> None:
        """Changes date, way of handing over or note of the chosen order."""
        self._with_order(self.desk.change_order)

    def cancel_order(self) -> None:
        """Cancels the chosen order."""
        self._with_order(self.desk.cancel_order)

    def print_slips(self) -> None:
        """Prints the slips of the chosen order once more."""
        self._with_order(self.desk.print_slips)

    def _with_order(self, work: Callable[[Order], None]) -> None:
        order = self._order
        if order is not None and order.state is OrderState.OPEN:
            work(order)
        self.focus_box()

    def show_contact(self) -> None:
        """Shows the contact of the chosen order or inquiry to a lead."""
        row = self.list.current()
        if row is not None and self.contact.isEnabled():
            self.desk.show_contact(row.number)
        self.focus_box()

    def find_by_name(self) -> None:
        """Shows the orders or inquiries of the name in the box, where a lead may read it."""
        session, text = self._session, self.box.text().strip()
        if not text:
            session.say(self.tr("Type a part of the name first, then press F9."))
            self.focus_box()
            return
        lead = authorisation.ask_lead(session, self.tr("Find by name"), self.window())
        if lead is not None:
            numbers = [row.number for row in self._rows if _has_contact(row)]
            found = session.store(lambda: numbers_by_name(session.shop, numbers, text, by=lead))
            if found is not None:
                self._by_name = set(found)
                self._show_matching()
        self.focus_box()


def _has_contact(row: Listed) -> bool:
    told = row.order or row.inquiry
    return told is not None and bool(told.contact)
