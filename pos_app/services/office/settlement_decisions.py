"""What the office decides on a maker's settlement: shares, prices, and what it paid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from pos_app.clock import Clock, parse_day
from pos_app.domain.catalogue import sku_key
from pos_app.domain.catalogue_rows import basis_points
from pos_app.domain.money import Rupiah
from pos_app.errors import PosError
from pos_app.languages import LanguageCode
from pos_app.office.book import Book
from pos_app.office.decide.decision_words import decision_text
from pos_app.office.decide.effective_decisions import DecisionState
from pos_app.office.decide.settlement_decisions import CorrectPrice, CorrectShare, Paid
from pos_app.office.reconcile.status import Status
from pos_app.services.office.decisions import RecordedDecision, decide
from pos_app.services.reasons import checked_reason


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the sales for which a correction holds (ISO dates); empty ones set no limit."""

    since: str = ""
    until: str = ""

    def checked(self) -> Days:
        """The same days. Raises PosError `day_invalid`, `days_backwards`."""
        since, until = (
            parse_day(day).isoformat() if day else "" for day in (self.since, self.until)
        )
        if until and until < since:
            raise PosError("days_backwards", since=since, until=until)
        return Days(since, until)


ALWAYS = Days()


def correct_share(
    path: Path, maker: str, share_pct: str, clock: Clock, reason: str, days: Days = ALWAYS
) -> RecordedDecision:
    """Sets the stand's share of a maker's sales to a percentage with at most two decimals.

    Raises PosError `share_invalid`, `reason_missing`, `settlement_maker_unknown`, `days_backwards`,
    and as `decide`.
    """
    reason, days = checked_reason(reason), days.checked()
    share_bp = basis_points(share_pct)
    if share_bp is None:
        raise PosError("share_invalid", text=share_pct[:20])
    content = CorrectShare(_maker_code(path, maker), share_bp, days.since, days.until)
    return decide(path, content, clock, reason)


def correct_price(
    path: Path,
    sku: str,
    price: Rupiah,
    clock: Clock,
    reason: str,
    *,
    maker: str = "",
    days: Days = ALWAYS,
) -> RecordedDecision:
    """Sets the list price by which a product is settled, of one maker or of every one.

    Raises PosError `reason_missing`, `settlement_maker_unknown`, `settlement_sku_unknown`,
    `days_backwards`, and as `decide`.
    """
    reason, days = checked_reason(reason), days.checked()
    code = _maker_code(path, maker) if maker else ""
    content = CorrectPrice(_sold_sku(path, sku), price, code, days.since, days.until)
    return decide(path, content, clock, reason)


def record_payment(
    path: Path,
    maker: str,
    amount: Rupiah,
    clock: Clock,
    *,
    day: str,
    way: str,
    proof: str,
    reason: str = "",
) -> RecordedDecision:
    """Records that the office paid a maker; `proof` tells this payment from others of the day.

    Said again with another amount it replaces the first. Raises PosError
    `settlement_maker_unknown`, `payment_invalid`, and as `decide`.
    """
    content = Paid(_maker_code(path, maker), amount, parse_day(day).isoformat(), way, proof.strip())
    return decide(path, content, clock, reason)


def _maker_code(path: Path, maker: str) -> str:
    """The code of a maker of the plan, or of one whom a file names."""
    with Book.open(path, writing=False) as book:
        plan = replace(book.plan, aliases=book.effective_decisions().makers)
        planned = plan.maker(maker)
        if planned is not None:
            return planned.code
        named = {sku_key(code): code for day in book.days() for code in day.makers}
    if sku_key(maker) not in named:
        raise PosError("settlement_maker_unknown", maker=maker[:40])
    return named[sku_key(maker)]


def _sold_sku(path: Path, sku: str) -> str:
    """The code of a product as a file writes it."""
    with Book.open(path, writing=False) as book:
        goods = (good for day in book.days(goods=True) for good in day.breakdown.goods)
        sold = next((good.sku for good in goods if sku_key(good.sku) == sku_key(sku)), None)
    if sold is None or not sku:
        raise PosError("settlement_sku_unknown", sku=sku[:40])
    return sold


class MakerDecision(NamedTuple):
    """A decision on a maker's settlement that is in force, in words with its reason."""

    identity: str
    words: str


def decisions_on(status: Status, maker: str, lang: LanguageCode) -> tuple[MakerDecision, ...]:
    """The payments and corrections that a maker's settlement has, the newest last."""
    own = next((s for s in status.confirmed.settlements if s.maker == maker), None)
    applied = {each.decision for each in own.corrections} if own else set()
    found = [
        each.decision
        for each in status.effective_decisions.statuses
        if each.state is DecisionState.IN_FORCE
        and isinstance(each.decision.content, CorrectShare | CorrectPrice | Paid)
        and (
            sku_key(each.decision.content.maker) == sku_key(maker)
            or each.decision.identity in applied
        )
    ]
    found.sort(key=lambda decision: (decision.at, decision.identity))
    return tuple(MakerDecision(each.identity, decision_text(each, lang)) for each in found)
