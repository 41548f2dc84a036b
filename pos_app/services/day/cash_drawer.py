"""The cash drawer: money put in, taken out or paid to a maker, and what should be in it."""

from __future__ import annotations

from dataclasses import asdict

from pos_app.domain.day import CashRow
from pos_app.domain.money import MAX_PRICE, Rupiah
from pos_app.errors import PosError
from pos_app.services.answer_once import answer_once
from pos_app.services.day.payouts import PayoutDoubt, known_maker, payout_doubt
from pos_app.services.reasons import checked_reason
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import sales as sale_store

CASH_MOVES = ("in", "out", "payout")
DEFAULT_DRAWER_LIMIT = 5_000_000


def move_cash(
    shop: Shop, amount: Rupiah, reason: str, maker: str = "", *, cashier: str = "", ref: str = ""
) -> PayoutDoubt | None:
    """Notes `amount` rupiah put into the drawer (positive) or taken out of it (negative).

    With `maker` it is a payout to that maker; what speaks against it is returned and stands in the
    journal, but refuses nothing. `cashier` is empty for the person who opened the day. Called again
    with the same `ref`, nothing is noted a second time and the first answer is returned. Raises
    PosError `till_not_open`, `amount_invalid`, `reason_missing`, `payout_sign`, `maker_unknown`,
    `ref_reused`.
    """
    doubts: list[PayoutDoubt] = []

    def move() -> None:
        _move(shop, amount, reason, maker, cashier, doubts)

    asked = {"move": amount, "reason": reason, "maker": maker}
    found = answer_once(shop, ref, asked, move, lambda: asdict(doubts[0]) if doubts else {})
    doubt = PayoutDoubt(**found) if found else None
    return doubt or None


def _move(
    shop: Shop, amount: Rupiah, reason: str, maker: str, cashier: str, doubts: list[PayoutDoubt]
) -> None:
    reason = checked_reason(reason)
    if amount == 0 or abs(amount) > MAX_PRICE:
        raise PosError("amount_invalid", amount=amount)
    if maker and amount > 0:
        raise PosError("payout_sign", amount=amount)
    with shop.transaction():
        day = shop.require_open()
        code = known_maker(shop, maker).code if maker else ""
        doubt = payout_doubt(shop, -amount, code) if code else None
        doubts.extend([doubt] if doubt else [])
        kind = "payout" if maker else "in" if amount > 0 else "out"
        now = shop.now()
        fact = {"move": kind, "amount": amount, "maker": code, "reason": reason}
        fact |= doubt.fact if doubt else {}
        who = shop.person(cashier, day.cashier)
        seq = shop.record("move", fact, at=now, by=who)
        row = CashRow(0, now, kind, amount, code, reason, who)
        till_store.insert_cash(shop.database, row, seq)


def cash_moves(shop: Shop) -> list[CashRow]:
    """Returns the cash movements since the newest day was opened, without those of sales."""
    first = till_store.first_seq_of_newest_day(shop.database)
    tables = sale_store.day_tables(shop.database, first, 1 << 62)
    return [row for row in tables.cash if row.kind in CASH_MOVES]


def note_drawer_opened(shop: Shop, reason: str, *, cashier: str = "") -> None:
    """Notes that the drawer was opened without a sale.

    Raises PosError `till_not_open`, `reason_missing`.
    """
    reason = checked_reason(reason)
    with shop.transaction():
        day = shop.require_open()
        by = shop.person(cashier, day.cashier)
        shop.record("drawer", {"reason": reason}, at=shop.now(), by=by)


def drawer_limit(shop: Shop) -> Rupiah:
    """Returns how much the stand wants in its drawer at the most; 0 for any amount."""
    stored = shop.settings.get(setting_keys.DRAWER_LIMIT)
    return int(stored) if stored.isdigit() else DEFAULT_DRAWER_LIMIT


def drawer_limit_passed(shop: Shop) -> Rupiah:
    """Returns that limit while the drawer should hold more, else 0."""
    limit = drawer_limit(shop)
    return limit if limit and expected_cash_now(shop) > limit else 0


def expected_cash_now(shop: Shop) -> Rupiah:
    """Returns the cash that should be in the drawer now: never shown to the person who counts."""
    first = till_store.first_seq_of_newest_day(shop.database)
    return till_store.drawer_total(shop.database, first)
