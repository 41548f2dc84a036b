"""Orders and inquiries in words of the screen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from pos_app.domain.inquiry import Business
from pos_app.domain.orders import Deliver, Order, OrderState
from ui.session import Session
from ui.texts import day_words


def today_of(session: Session) -> date:
    """The day on the till's clock."""
    return session.shop.clock.now().date()


def maker_names(session: Session) -> dict[str, str]:
    """The names of all makers by their codes."""
    from pos_app.services.catalogue.product_lookup import all_makers

    return {maker.code: maker.name or maker.code for maker in all_makers(session.shop)}


def due_words(due: str, today: date, language: str) -> str:
    """By when an order is wanted: `20 Nov 2023`, or that no day was agreed on."""
    if not due:
        return QCoreApplication.translate("OrderWords", "no date")
    words = day_words(due, language)
    late = (today - date.fromisoformat(due)).days
    if late > 0:
        told = QCoreApplication.translate("OrderWords", "{0}, overdue (days: {1})")
        return told.format(words, late)
    if late == 0:
        return QCoreApplication.translate("OrderWords", "{0}, today").format(words)
    return words


def due_state(order: Order, today: date) -> tuple[str, str]:
    """The mark of an order in a list and its tone; both empty for one that has time."""
    state = state_words(order.state)
    if state:
        return state, "accent" if order.state is OrderState.DELIVERED else "look"
    if not order.terms.due:
        return "", ""
    late = (today - date.fromisoformat(order.terms.due)).days
    if late > 0:
        return QCoreApplication.translate("OrderWords", "overdue"), "wrong"
    if late == 0:
        return QCoreApplication.translate("OrderWords", "due today"), "look"
    return "", ""


def state_words(state: OrderState) -> str:
    """The state of an order that is open no more; else empty."""
    return {
        OrderState.DELIVERED: QCoreApplication.translate("OrderWords", "delivered"),
        OrderState.CANCELLED: QCoreApplication.translate("OrderWords", "cancelled"),
    }.get(state, "")


def deliver_choices() -> dict[str, str]:
    """The ways of handing an order over, by their values."""
    return {
        Deliver.PICKUP: QCoreApplication.translate("OrderWords", "Collected"),
        Deliver.SEND: QCoreApplication.translate("OrderWords", "Sent"),
    }


def business_choices() -> dict[str, str]:
    """For what a possible buyer wants the goods, by its values."""
    return {
        Business.OWN: QCoreApplication.translate("OrderWords", "Own use"),
        Business.SHOP: QCoreApplication.translate("OrderWords", "Shop"),
        Business.WHOLESALE: QCoreApplication.translate("OrderWords", "Wholesale"),
        Business.EXPORT: QCoreApplication.translate("OrderWords", "Export"),
        Business.DESIGN: QCoreApplication.translate("OrderWords", "Design"),
    }


def warm_choices() -> dict[str, str]:
    """How likely an order is, by its values."""
    return {
        "1": QCoreApplication.translate("OrderWords", "just looking"),
        "2": QCoreApplication.translate("OrderWords", "interested"),
        "3": QCoreApplication.translate("OrderWords", "will order"),
    }
