"""Checks of a decision before it is signed: is it about this event, and is it possible?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pos_app.domain.catalogue import sku_key
from pos_app.domain.money import MAX_PRICE
from pos_app.errors import PosError, Refused
from pos_app.office.book import Book
from pos_app.office.decide.decision_values import PAYMENT_WAYS
from pos_app.office.decide.decisions import (
    MAX_TEXT,
    MAX_VISITORS,
    AcceptKey,
    DecisionContent,
    Dismiss,
    NoSales,
    PlanChange,
    SameMaker,
    Visitors,
    Withdrawn,
)
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.decide.settlement_decisions import CorrectPrice, Paid
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.plan.plan_changes import changed_plan, problems_of
from pos_app.office.reconcile.eligibility import check_eligibility


def check_content(book: Book, content: DecisionContent, effective: EffectiveDecisions) -> None:
    """Checks the content of a decision against the plan and the files in the book.

    Raises PosError `decision_place_unknown`, `day_not_planned`, `decision_maker_unknown`,
    `no_sales_has_file`, `dismiss_not_set_aside`, `visitors_invalid`, `text_invalid`,
    `payment_invalid`, `settlement_price_invalid`,
    `plan_change_drops`; Refused for a change after which the plan could not be read.
    """
    _check_place(book.plan, content)
    check = _CHECKS.get(type(content))
    if check is not None:
        check(book, content, effective)


def check_text(text: str, field: str) -> None:
    """Raises PosError `text_invalid` for a text that is empty, too long or not printable."""
    if not 0 < len(text) <= MAX_TEXT or not text.isprintable():
        raise PosError("text_invalid", field=field)


def _check_place(plan: EventPlan, content: DecisionContent) -> None:
    stand, till = (str(getattr(content, name, "")) for name in ("stand", "till"))
    planned = plan.stand(stand)
    if stand and (planned is None or (till and till not in planned.tills)):
        raise PosError("decision_place_unknown", stand=stand, till=till)


def _check_event_day(plan: EventPlan, day: str) -> None:
    if not plan.start <= day <= plan.end:
        raise PosError("day_not_planned", day=day)


def _check_no_sales(book: Book, content: NoSales, effective: EffectiveDecisions) -> None:
    planned = book.plan.stand(content.stand)
    if planned is not None and content.day not in planned.days:
        raise PosError("day_not_planned", day=content.day)
    eligibility = check_eligibility(book.plan, book.days(), effective)
    for day in eligibility.eligible:
        if day.till_day == content.till_day and day.first is not None:
            place = dict(zip(("stand", "till", "day"), day.till_day, strict=True))
            raise PosError("no_sales_has_file", **place)


def _check_withdrawn(book: Book, content: Withdrawn, _effective: EffectiveDecisions) -> None:
    _check_event_day(book.plan, content.day)


def _check_key(book: Book, content: AcceptKey, _effective: EffectiveDecisions) -> None:
    if content.since > book.plan.end:
        raise PosError("day_not_planned", day=content.since)


def _check_visitors(book: Book, content: Visitors, _effective: EffectiveDecisions) -> None:
    _check_event_day(book.plan, content.day)
    if not 0 <= content.visitors <= MAX_VISITORS:
        raise PosError("visitors_invalid", limit=MAX_VISITORS)


def _check_maker(book: Book, content: SameMaker, _effective: EffectiveDecisions) -> None:
    codes = {sku_key(maker.code) for maker in book.plan.makers}
    if sku_key(content.maker) not in codes:
        raise PosError("decision_maker_unknown", maker=content.maker[:40])
    check_text(content.text, "text")


def _check_dismiss(book: Book, content: Dismiss, effective: EffectiveDecisions) -> None:
    eligibility = check_eligibility(book.plan, book.days(), effective)
    aside = {day.identity for day, _ in (*eligibility.set_aside, *eligibility.overruled)}
    if content.manifest not in aside:
        raise PosError("dismiss_not_set_aside", file=content.manifest[:8])


def _check_paid(_book: Book, content: Paid, _effective: EffectiveDecisions) -> None:
    if not 0 < content.amount <= MAX_PRICE or content.way not in PAYMENT_WAYS:
        raise PosError("payment_invalid")
    check_text(content.proof, "proof")


def _check_price(_book: Book, content: CorrectPrice, _effective: EffectiveDecisions) -> None:
    if not 0 <= content.price <= MAX_PRICE:
        raise PosError("settlement_price_invalid")


def _check_plan(book: Book, content: PlanChange, effective: EffectiveDecisions) -> None:
    """No till-day of which the book has a file may leave the plan."""
    mine = content.change
    others = [each for each in effective.plan_changes if each.subject != mine.subject]
    problems = problems_of(book.plan_toml, [*others, mine])
    if problems:
        raise Refused(problems)
    before, after = book.plan, changed_plan(book.plan_toml, [*others, mine])
    for day in book.days():
        place = day.till_day
        if before.set_aside_code(*place) is None and after.set_aside_code(*place) is not None:
            raise PosError("plan_change_drops", stand=day.stand, till=day.till, day=day.day)


_CHECKS: Mapping[type[DecisionContent], Callable[[Book, Any, EffectiveDecisions], None]] = {
    AcceptKey: _check_key,
    NoSales: _check_no_sales,
    Withdrawn: _check_withdrawn,
    Visitors: _check_visitors,
    SameMaker: _check_maker,
    Paid: _check_paid,
    CorrectPrice: _check_price,
    Dismiss: _check_dismiss,
    PlanChange: _check_plan,
}
