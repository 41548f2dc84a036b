"""The wait after wrong PINs, counted for each person by the journal and by time that nobody sets.

How many tries failed is counted in the order of the journal's rows since the person's last right
one. How long ago the newest was is measured by the system's time since its start, which setting the
clock does not change. After a restart of the laptop the wait counts from that restart; where the
time since the start is not known, it counts from the opening of the folder.
"""

from __future__ import annotations

from typing import Any

from pos_app.domain.staff import wait_after
from pos_app.errors import PosError
from pos_app.services.shop.shop import Shop
from pos_app.store import staff as staff_store


def check_wait(shop: Shop, code: str) -> None:
    """Raises PosError `pin_wait`, with the seconds left, while the person has to wait."""
    failures = staff_store.failures_since_success(shop.database, code)
    unwritten = shop.pin_failures.get(code, ())
    seconds = wait_after(len(failures) + (len(unwritten) if shop.difference else 0))
    if not seconds:
        return
    passed = shop.uptime() - unwritten[-1] if unwritten else _passed(shop, failures[0])
    if passed < seconds:
        raise PosError("pin_wait", seconds=max(1, round(seconds - passed)))


def _passed(shop: Shop, fact: dict[str, Any]) -> float:
    """Returns the seconds since a try that an earlier run noted, never more than really passed."""
    now = shop.uptime()
    if not shop.counts_uptime or "uptime" not in fact:
        return now - shop.opened_uptime
    return now - fact["uptime"] if fact["uptime"] <= now else now


def note_failure(shop: Shop, code: str) -> None:
    """Notes a wrong PIN; only in memory while nothing may be written to the journal."""
    now = shop.uptime()
    shop.pin_failures.setdefault(code, []).append(now)
    if shop.difference is not None:
        return
    fact: dict[str, Any] = {"person": code}
    if shop.counts_uptime:
        fact["uptime"] = int(now)
    with shop.transaction():
        shop.record("pin_failed", fact, at=shop.now())
