"""What every decision of the office has: its kind, its subject and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pos_app.domain.catalogue import sku_key


class DecisionKind(StrEnum):
    """The kinds of decisions; their classes say what each of them means."""

    WITHDRAWN = "withdrawn"
    NO_SALES = "no_sales"
    CHOOSE = "choose"
    BOTH = "both"
    ACCEPT_KEY = "accept_key"
    ACCEPT_SEAT = "accept_seat"
    DISMISS = "dismiss"
    MAKER = "maker"
    VISITORS = "visitors"
    CORRECT_SHARE = "correct_share"
    CORRECT_PRICE = "correct_price"
    PAID = "paid"
    ORDER_COUNTS = "order_counts"
    ORDER_CLOSED = "order_closed"
    DEPOSIT_PAID = "deposit_paid"
    ORDER_STATE = "order_state"
    PLAN = "plan"
    FORGET = "forget"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class DecisionContent:
    """The content of a decision.

    `_subject_fields` and `_answer_fields` name the fields that make up subject and answer.
    """

    kind: ClassVar[DecisionKind]
    _subject_fields: ClassVar[tuple[str, ...]] = ()
    _answer_fields: ClassVar[tuple[str, ...]] = ()

    @property
    def subject(self) -> tuple[str, ...]:
        """What is decided: the kind of decision, and the stand, till, day or file it is on."""
        return (
            self.kind,
            *(plain_value(name, getattr(self, name)) for name in self._subject_fields),
        )

    @property
    def answer(self) -> tuple[str, ...]:
        """How it is decided; empty for a decision that can only be made or not made."""
        return tuple(plain_value(name, getattr(self, name)) for name in self._answer_fields)


def plain_value(name: str, value: object) -> str:
    """A value to compare by; the letter case of names and codes does not matter."""
    return sku_key(str(value)) if name in ("text", "maker", "sku") else str(value)
