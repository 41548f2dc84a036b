"""What a day file tells of orders: deposits, deliveries, returned deposits, changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pos_app.domain.day import DayTables
from pos_app.domain.money import Rupiah
from pos_app.domain.order_rows import OrderRow
from pos_app.domain.orders import OrderEvent
from pos_app.office.totals_algebra import SaleDetails, sale_details_of

if TYPE_CHECKING:
    from collections.abc import Collection

CLOSINGS = frozenset((OrderEvent.DELIVERY.value, OrderEvent.DEPOSIT_RETURN.value))
"""The events after which nothing of the deposit is held any more."""


class OrderNote(NamedTuple):
    """One event of an order, with the document that tells it.

    `number` is the document's receipt number, empty for a change; `refers_to` the delivery that a
    void undoes. `parts` are the document's rows, as `SaleDetails.as_json` writes them, for a
    delivery or a return; None for other events.
    """

    row: OrderRow
    number: str = ""
    refers_to: str = ""
    parts: Sequence[Any] | None = None

    @property
    def order(self) -> str:
        """The order's number."""
        return self.row.order_number

    @property
    def is_closing(self) -> bool:
        """Whether it uses or returns the deposit."""
        return self.row.event in CLOSINGS

    @property
    def details(self) -> SaleDetails | None:
        """The document's rows, for a delivery or a return."""
        return SaleDetails.from_json(self.row.sale_id, self.parts) if self.parts else None

    @property
    def net(self) -> Rupiah:
        """What a delivery or a return adds to the net of its day."""
        details = self.details
        return details.sale.net if details else 0

    def as_json(self) -> list[Any]:
        """The event as lists, as `order_note_of` reads them."""
        return [[*self.row], *self[1:]]


def order_note_of(values: Sequence[Any]) -> OrderNote:
    """The event that `OrderNote.as_json` wrote."""
    row, *rest = values
    return OrderNote(OrderRow(*row), *rest)


def order_notes_of(tables: DayTables) -> tuple[OrderNote, ...]:
    """The events of orders in a day's tables, in their order. They move money: none is left out."""
    return tuple(_notes(tables)) if tables.orders else ()


def _notes(tables: DayTables) -> Iterator[OrderNote]:
    documents = {row.sale_id for row in tables.orders if row.sale_id}
    found = {each.sale.sale_id: each for each in sale_details_of(_part(tables, documents))}
    for row in tables.orders:
        details = found.get(row.sale_id)
        if details is None:
            yield OrderNote(row)
            continue
        sale = details.sale
        parts = details.as_json() if row.event in CLOSINGS else None
        yield OrderNote(row, sale.number, sale.refers_to, parts)


def _part(tables: DayTables, documents: Collection[str]) -> DayTables:
    return DayTables()._replace(
        sales=tuple(row for row in tables.sales if row.sale_id in documents),
        lines=tuple(row for row in tables.lines if row.sale_id in documents),
        tenders=tuple(row for row in tables.tenders if row.sale_id in documents),
    )
