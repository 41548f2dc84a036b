"""The orders of a book as the office lists them: per maker, with what is due when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.clock import Clock
from pos_app.domain.money import Rupiah
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.decide.order_decisions import OrderProgress, Progress
from pos_app.office.reconcile.orders import BookOrder, BookOrderState, OrderFigures, figures_of
from pos_app.office.reconcile.status import Status
from pos_app.services.office.event_book import book_status

__all__ = ["BookOrder", "BookOrderState", "MakerOrders", "OrderList", "Progress", "orders_in_book"]


@dataclass(frozen=True, slots=True)
class MakerOrders:
    """The orders of one maker: those still to be made first, by the day on which they are due."""

    maker: str
    name: str
    orders: tuple[BookOrder, ...]

    @property
    def to_make(self) -> tuple[BookOrder, ...]:
        """The orders still to be delivered."""
        return tuple(each for each in self.orders if each.state is BookOrderState.OPEN)

    @property
    def held(self) -> Rupiah:
        """The deposits of these that were not handed to the maker yet."""
        return sum(each.open - min(each.paid, each.open) for each in self.to_make)


@dataclass(frozen=True, slots=True)
class OrderList:
    """The orders of a fair. `progress` is how far the office has come, by number."""

    figures: OrderFigures
    makers: tuple[MakerOrders, ...]
    progress: dict[str, Progress]

    def progress_of(self, number: str) -> Progress:
        """How far the office has come with an order or inquiry."""
        return self.progress.get(number, Progress.NEW)

    def as_json(self) -> dict[str, Any]:
        """The list as `office orders --json` prints it; it names no buyer."""
        orders = [
            {**each.as_json(), "progress": str(self.progress_of(each.number))}
            for maker in self.makers
            for each in maker.orders
        ]
        makers = [
            {
                "maker": each.maker,
                "name": each.name,
                "open": len(each.to_make),
                "total": sum(order.total for order in each.to_make),
                "balance": sum(order.balance for order in each.to_make),
                "deposits_held": each.held,
            }
            for each in self.makers
        ]
        return {"figures": self.figures._asdict(), "by_maker": makers, "orders": orders}


def orders_in_book(path: Path, through: str | None, clock: Clock) -> OrderList:
    """Returns the orders of a book up to a day. Raises as `book_status` does."""
    return list_orders(book_status(path, through, clock))


def list_orders(status: Status) -> OrderList:
    """Returns the orders of a status, by maker."""
    figures = figures_of(status.orders)
    return OrderList(figures, _by_maker(status), _progress(status.effective_decisions))


def _progress(effective: EffectiveDecisions) -> dict[str, Progress]:
    return {each.ref: Progress(each.state) for _, each in effective.decided(OrderProgress)}


def _by_maker(status: Status) -> tuple[MakerOrders, ...]:
    found: dict[str, list[BookOrder]] = {}
    names: dict[str, str] = {}
    for each in status.orders:
        planned = status.plan.maker(each.maker, each.maker_name)
        code = planned.code if planned else each.maker
        names.setdefault(code, planned.name if planned else each.maker_name)
        found.setdefault(code, []).append(each)
    return tuple(MakerOrders(code, names[code], _by_date(found[code])) for code in sorted(found))


def _by_date(orders: Iterable[BookOrder]) -> tuple[BookOrder, ...]:
    """Those still to be delivered first, by their day; without a day after the others."""
    return tuple(
        sorted(
            orders,
            key=lambda each: (
                each.state is not BookOrderState.OPEN,
                not each.due,
                each.due,
                each.number,
            ),
        )
    )
