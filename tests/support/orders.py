"""Orders for tests: taken, delivered and cancelled by the requests of another program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pos_app.domain.day import Totals
from pos_app.services.shop.shop import Shop
from support.shops import cash, ring


def qris(amount: int) -> list[dict[str, Any]]:
    return [{"method": "qris", "amount": amount}]


def order(**changes: Any) -> dict[str, Any]:
    """What is asked for: six pieces for Rp900.000, unless `changes` says otherwise."""
    asked = {
        "maker": "M1",
        "what": "Kalung manik, merah, 6 buah",
        "qty": 6,
        "total": 900_000,
        "due": "2023-11-20",
        "deliver": "pickup",
        "country": "AU",
    }
    return {**asked, **changes}


def take(
    shop: Shop, tenders: Sequence[Mapping[str, Any]] | None = None, **changes: Any
) -> Mapping[str, Any]:
    """An order with a deposit of half by QRIS, unless `tenders` are given."""
    return ring(shop, order=order(**changes), tenders=list(tenders or qris(450_000)))


def deliver(
    shop: Shop, text: str, tenders: Sequence[Mapping[str, Any]] | None = None
) -> Mapping[str, Any]:
    """The order delivered, its balance in cash, Rp450.000 unless `tenders` are given."""
    paid = cash(450_000) if tenders is None else list(tenders)
    return ring(shop, deliver_order=text, tenders=paid)


def cancel(shop: Shop, text: str, returned: int, **more: Any) -> Mapping[str, Any]:
    return ring(shop, cancel_order=text, reason="batal", **{"return": returned}, **more)


def adds_up(totals: Totals) -> bool:
    """cash + qris + transfer + card = net + deposits."""
    return sum(totals.paid) == totals.net + totals.deposits
