"""The sheets and rolls of this till: the known ones, with what was corrected on them here."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from typing import Any

from pos_app.errors import PosError
from pos_app.labels import stock as known
from pos_app.labels.stock import Stock, check_stock
from pos_app.services.shop.shop import Shop

__all__ = ["Stock"]

EDITS_KEY = "label_stocks"
_PAIRS = ("page", "grid", "first", "pitch", "label")
_log = logging.getLogger(__name__)


def stocks(shop: Shop) -> dict[str, Stock]:
    """Every sheet and roll by its key, as it is used here."""
    found = dict(known.stocks())
    for key, facts in _edits(shop).items():
        if key in found:
            try:
                found[key] = _corrected(found[key], facts)
            except (PosError, KeyError, TypeError, ValueError):
                _log.exception("label stock %s as it was kept is no good", key)
    return found


def stock(shop: Shop, key: str) -> Stock:
    """The sheet or roll of that key. Raises PosError `stock_unknown`."""
    found = stocks(shop)
    if key not in found:
        raise PosError("stock_unknown", key=key[:40], known=", ".join(found))
    return found[key]


def as_delivered(key: str) -> Stock:
    """The measures that the app brings. Raises PosError `stock_unknown`."""
    return known.stock(key)


def keep_stock(shop: Shop, changed: Stock) -> None:
    """Uses these measures from now on; those it was delivered with are not kept twice.

    Raises PosError `stock_unknown`, and what `check_stock` raises.
    """
    delivered = known.stock(changed.key)
    edits = _edits(shop)
    edits.pop(changed.key, None)
    if check_stock(changed) != delivered:
        facts = asdict(changed)
        edits[changed.key] = {name: facts[name] for name in _PAIRS}
    shop.settings.set(EDITS_KEY, json.dumps(edits))


def _edits(shop: Shop) -> dict[str, dict[str, Any]]:
    try:
        read = json.loads(shop.settings.get(EDITS_KEY) or "{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _corrected(delivered: Stock, facts: dict[str, Any]) -> Stock:
    pairs = {name: (facts[name][0], facts[name][1]) for name in _PAIRS}
    return check_stock(Stock(delivered.key, delivered.name, **pairs))
