"""The hand-over of the drawer inside a day: counted blind, without closing the day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from pos_app.domain.event import check_code
from pos_app.domain.money import Rupiah
from pos_app.domain.shift import Shift, last_shift, told_so_far
from pos_app.errors import PosError
from pos_app.services.answer_once import answer_once
from pos_app.services.day.closing import counted_rupiah
from pos_app.services.reasons import tidy_reason
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store.business_days import ClosedDay


def hand_over_drawer(
    shop: Shop,
    to: str,
    *,
    counted: Rupiah | None = None,
    pieces: Mapping[int, int] | None = None,
    reason: str = "",
    cashier: str = "",
    ref: str = "",
) -> Shift:
    """Ends a shift on what was counted, and gives the drawer to the person with the code `to`.

    Any count is accepted; the day stays open and sells on. `cashier` is who had the drawer; empty
    for the person who opened the day. Called again with the same `ref`, nothing is noted a second
    time. Raises PosError `till_not_open`, `shift_same`, `count_missing`, `count_invalid`,
    `count_differs`, `denomination_unknown`, `code_invalid`, `ref_reused`.
    """
    check_code(to, "cashier")
    total = counted_rupiah(counted, pieces)
    ended: list[Shift] = []
    asked = {"shift": total, "to": to, "cashier": cashier, "reason": reason}
    found = answer_once(
        shop,
        ref,
        asked,
        lambda: _end(shop, to, total, pieces or {}, tidy_reason(reason), cashier, ended),
        lambda: asdict(ended[0]),
    )
    return Shift(**found)


def _end(
    shop: Shop,
    to: str,
    counted: Rupiah,
    pieces: Mapping[int, int],
    reason: str,
    cashier: str,
    ended: list[Shift],
) -> None:
    with shop.transaction():
        day = shop.require_open()
        who = shop.person(cashier, day.cashier)
        if to == who:
            raise PosError("shift_same", code=to)
        first = till_store.first_seq_of_newest_day(shop.database)
        before = _shifts_from(shop, first, None)
        now = shop.now()
        expected = till_store.drawer_total(shop.database, first) + told_so_far(before)
        shift = Shift(len(before) + 1, now, who, to, expected, counted, reason)
        fact = {
            "shift": shift.number,
            "to": to,
            "expected": expected,
            "counted": counted,
            "difference": shift.difference,
            "pieces": [[note, pieces[note]] for note in sorted(pieces, reverse=True)],
            "reason": reason,
        }
        shop.record("shift", fact, at=now, by=who)
        ended.append(shift)  # the answer to a `ref` is stored with the commit


def _shifts_from(shop: Shop, first: int, before: int | None) -> list[Shift]:
    """The shifts that ended in the journal rows from `first` on, and before row `before`."""
    found = []
    for seq, payload in shop.journal.of_kind("shift", first):
        if before is None or seq < before:
            fact = json.loads(payload)
            numbers = (fact["expected"], fact["counted"], fact["reason"])
            found.append(Shift(fact["shift"], fact["at"], fact["by"], fact["to"], *numbers))
    return found


def shifts_today(shop: Shop) -> list[Shift]:
    """Returns the shifts of the newest day that have ended by a hand-over, in their order."""
    return _shifts_from(shop, till_store.first_seq_of_newest_day(shop.database), None)


def shifts_of(shop: Shop, closed: ClosedDay) -> list[Shift]:
    """Returns all shifts of a closed day, the last one ended by the close; none if there was one.

    Their differences add up to the difference of the day.
    """
    first, after = till_store.seqs_of_day(shop.database, closed.day)
    found = _shifts_from(shop, first, after)
    if not found:
        return []
    last = last_shift(found, closed.closed_at, closed.cashier, closed.expected, closed.counted)
    return [*found, last]
