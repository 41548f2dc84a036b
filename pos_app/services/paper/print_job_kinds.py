"""The kinds of print jobs, as they are stored with a job."""

from __future__ import annotations

from enum import StrEnum


class JobKind(StrEnum):
    """What a job prints.

    `ref` is a receipt number, a day, a journal row, a range of labels or the number of a note of
    goods. AGAIN is a receipt that somebody asked for: it is not marked as a copy, and it does not
    open the drawer as RECEIPT does. COPY is marked SALINAN. DRAWER only opens the drawer. LIGHT
    are the codes that carry a whole day. ORDER is the maker's slip of an order, by the receipt
    number of the deposit, whose RECEIPT is the buyer's.
    """

    RECEIPT = "receipt"
    AGAIN = "again"
    COPY = "copy"
    CLOSING = "closing"
    INTERIM = "interim"
    LIGHT = "light"
    TEST = "test"
    DRAWER = "drawer"
    LABELS = "labels"
    GOODS = "goods"
    ORDER = "order"
