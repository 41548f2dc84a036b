"""The label sheets and rolls that the till can use, with measures corrected by its users."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from typing import Any

from pos_app.errors import PosError
from pos_app.labels import stock as known
from pos_app.labels.stock import Stock, check_stock
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop

__all__ = ["Stock"]

_PAIRS = ("page", "grid", "first", "pitch", "label")
_log = logging.getLogger(__name__)


def stocks(shop: Shop) -> dict[str, Stock]:
    """Returns every sheet and roll by its key, with the corrected measures."""
    found = dict(known.stocks())
    for key, facts in _edits(shop).items():
        if key in found:
            try:
                found[key] = _corrected(found[key], facts)
            except (PosError, KeyError, TypeError, ValueError):
                _log.exception("the stored measures of label stock %s cannot be used", key)
    return found


def stock(shop: Shop, key: str) -> Stock:
    """Returns the sheet or roll with that key. Raises PosError `stock_unknown`."""
    found = stocks(shop)
    if key not in found:
        raise PosError("stock_unknown", key=key[:40], known=", ".join(found))
    return found[key]


def default_stock(key: str) -> Stock:
    """Returns a stock with its original measures. Raises PosError `stock_unknown`."""
    return known.stock(key)


def save_stock(shop: Shop, changed: Stock) -> None:
    """Stores corrected measures; the original ones need no entry of their own.

    Raises PosError `stock_unknown`, and the codes of `check_stock`.
    """
    default = known.stock(changed.key)
    edits = _edits(shop)
    edits.pop(changed.key, None)
    if check_stock(changed) != default:
        facts = asdict(changed)
        edits[changed.key] = {name: facts[name] for name in _PAIRS}
    shop.settings.set(setting_keys.LABEL_STOCKS, json.dumps(edits))


def _edits(shop: Shop) -> dict[str, dict[str, Any]]:
    try:
        read = json.loads(shop.settings.get(setting_keys.LABEL_STOCKS) or "{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _corrected(default: Stock, facts: dict[str, Any]) -> Stock:
    pairs = {name: (facts[name][0], facts[name][1]) for name in _PAIRS}
    return check_stock(Stock(default.key, default.name, **pairs))
