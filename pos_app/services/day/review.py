"""What is worth a look in a closed day of the till, for the lead who reads it at the close."""

from __future__ import annotations

import json
from pathlib import Path

from pos_app.domain.review import ReviewItem, ReviewKind, review
from pos_app.domain.review_items import of_people
from pos_app.errors import PosError
from pos_app.review_words import item_words
from pos_app.services.catalogue.product_lookup import all_products
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.store import business_days as till_store

__all__ = [
    "ReviewItem",
    "ReviewKind",
    "closed_days",
    "item_words",
    "of_people",
    "review_day",
    "review_in",
]


def review_day(shop: Shop, day: str) -> tuple[ReviewItem, ...]:
    """Returns the items of a closed day, the most rupiah at stake first.

    Raises PosError `day_unknown`.
    """
    found = till_store.journal_range_of(shop.database, day)
    if found is None:
        raise PosError("day_unknown", day=day)
    facts = (json.loads(row.payload) for row in shop.journal.rows(*found))
    return review(facts, ((product.name, product.price) for product in all_products(shop)))


def review_in(folder: Path, day: str) -> tuple[ReviewItem, ...]:
    """Returns the items of a closed day of the till in `folder`, read over a connection of its own.

    May be called on any thread, also while the till is open in a window: a long day has thousands
    of rows. Raises PosError `day_unknown`, and as opening a till does.
    """
    with open_shop(folder, writing=False) as shop:
        return review_day(shop, day)


def closed_days(shop: Shop) -> list[str]:
    """Returns every day that was closed, the newest first."""
    return till_store.closed_days(shop.database)
