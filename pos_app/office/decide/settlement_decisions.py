"""Decisions on what makers are owed: corrected shares and prices, and what the office paid.

No amount that a buyer paid changes by them. All amounts are in rupiah.
"""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Rupiah
from pos_app.office.decide.decision_content import DecisionContent, DecisionKind

_NO_END = "9999-12-31"


@dataclass(frozen=True, slots=True)
class CorrectShare(DecisionContent):
    """The stand's share of a maker's sales is `share_bp` basis points, whatever the tills noted.

    It holds for the sales of the days from `since` to `until`; an empty text sets no limit.
    """

    kind = DecisionKind.CORRECT_SHARE
    _subject_fields = ("maker", "since", "until")
    _answer_fields = ("share_bp",)
    maker: str
    share_bp: int
    since: str = ""
    until: str = ""

    def covers(self, day: str) -> bool:
        """Whether it holds for the sales of a day."""
        return self.since <= day <= (self.until or _NO_END)


@dataclass(frozen=True, slots=True)
class CorrectPrice(DecisionContent):
    """The list price (rupiah) by which a maker is settled for each piece, whatever the tills noted.

    It holds for the product `sku` of one maker, or of every maker if `maker` is empty, and for the
    sales of the days from `since` to `until`; an empty text sets no limit. What buyers paid stays.
    """

    kind = DecisionKind.CORRECT_PRICE
    _subject_fields = ("sku", "maker", "since", "until")
    _answer_fields = ("price",)
    sku: str
    price: Rupiah
    maker: str = ""
    since: str = ""
    until: str = ""

    def covers(self, day: str) -> bool:
        """Whether it holds for the sales of a day."""
        return self.since <= day <= (self.until or _NO_END)


@dataclass(frozen=True, slots=True)
class Paid(DecisionContent):
    """The office paid a maker an amount (rupiah); `proof` tells one payment from another."""

    kind = DecisionKind.PAID
    _subject_fields = ("maker", "day", "way", "proof")
    _answer_fields = ("amount",)
    maker: str
    amount: Rupiah
    day: str
    way: str
    proof: str
