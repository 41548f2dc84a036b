"""Decisions on orders: which closing counts, what became of one after the fair, deposits paid out.

All amounts are in rupiah.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.money import Rupiah
from pos_app.office.decide.decision_content import DecisionContent, DecisionKind


class HowClosed(StrEnum):
    """What became of an order that no till closed.

    Attributes:
        DELIVERED: The buyer has the pieces; `amount` is the balance that the office took.
        RETURNED: `amount` of the deposit went back to the buyer, the maker keeps the rest.
    """

    DELIVERED = "delivered"
    RETURNED = "returned"


class Progress(StrEnum):
    """How far the office has come with an order or an inquiry."""

    NEW = "new"
    WRITTEN = "written"
    ANSWERED = "answered"
    AGREED = "agreed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class OrderCounts(DecisionContent):
    """Of several documents that close an order, the one with the id `sale` counts alone."""

    kind = DecisionKind.ORDER_COUNTS
    _subject_fields = ("order",)
    _answer_fields = ("sale",)
    order: str
    sale: str


@dataclass(frozen=True, slots=True)
class OrderClosed(DecisionContent):
    """An order that no till closed was delivered on `day`, or its deposit was returned or kept."""

    kind = DecisionKind.ORDER_CLOSED
    _subject_fields = ("order",)
    _answer_fields = ("how", "day", "taken")
    order: str
    how: str
    day: str
    taken: Rupiah = 0


@dataclass(frozen=True, slots=True)
class DepositPaid(DecisionContent):
    """The office handed an order's deposit, or part of it, to the maker; `proof` tells payments.

    Once the order is delivered or its deposit kept, it counts as a payment to the maker.
    """

    kind = DecisionKind.DEPOSIT_PAID
    _subject_fields = ("order", "day", "way", "proof")
    _answer_fields = ("amount",)
    order: str
    amount: Rupiah
    day: str
    way: str
    proof: str


@dataclass(frozen=True, slots=True)
class OrderProgress(DecisionContent):
    """How far the office has come with the order or inquiry that bears the number `ref`."""

    kind = DecisionKind.ORDER_STATE
    _subject_fields = ("ref",)
    _answer_fields = ("state",)
    ref: str
    state: str
