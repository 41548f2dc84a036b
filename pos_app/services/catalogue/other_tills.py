"""The other tills of the event, as the stand pack of the office names them."""

from __future__ import annotations

import json

from pos_app.dayfile.stand_pack import OtherTill
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop


def other_tills(shop: Shop) -> list[OtherTill]:
    """Returns the other tills; none where no stand pack told of them."""
    try:
        rows = json.loads(shop.settings.get(setting_keys.OTHER_TILLS) or "[]")
        return [OtherTill(row["stand"], row["till"], row["name"], row["key"]) for row in rows]
    except (ValueError, TypeError, KeyError):
        return []


def other_stands(shop: Shop) -> dict[str, str]:
    """Returns the names of the stands to which goods can go, by their codes."""
    return {till.stand: till.name or till.stand for till in other_tills(shop)}


def stand_has_other_till(shop: Shop) -> bool:
    """Whether this stand has another till, as far as the stand pack tells."""
    return shop.identity.stand in other_stands(shop)


def enrolment_key_of(shop: Shop, stand: str, till: str) -> str:
    """Returns the public enrolment key (hex) of another till; empty where it is not known."""
    found = (each.key for each in other_tills(shop) if (each.stand, each.till) == (stand, till))
    return next(found, "")
