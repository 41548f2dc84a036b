"""Which of the sticks that are plugged in may become a till's safety folder, and what lies there.

A stick that holds this very till's copy already is taken up again without a question, because a
stick gets another drive letter easily. One on which another till has a folder under this till's
name is only said, and never written to.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.event import TillIdentity
from pos_app.services.day.usb_sticks import Stick
from pos_app.services.shop import setting_keys
from pos_app.services.shop.safety_check import FOLDER_PREFIX, folder_name, is_of_till
from pos_app.services.shop.shop import Shop
from pos_app.store.journal import TWIN_NAME

MOST_REFUSED = 50


class StickState(StrEnum):
    """What a stick holds: nothing of a till, this till's copy, others' beside, or a wrong one."""

    FREE = "free"
    OWN = "own"
    SHARED = "shared"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class StickOffer:
    """A writable stick and what lies on it.

    `key` is by what the stick is known again; `others` are the places (`A07-1`) that have a safety
    folder on it, without this till's own.
    """

    stick: Stick
    key: str
    state: StickState
    others: tuple[str, ...] = ()


def key_of(stick: Stick) -> str:
    """Returns by what a stick is known again: its name and size, and its serial on Windows.

    Raises OSError.
    """
    name = stick.name.partition(" (")[0]
    serial = stick.path.stat().st_dev if sys.platform == "win32" else ""
    return f"{name}|{shutil.disk_usage(stick.path).total}|{serial}"


def look_at_sticks(identity: TillIdentity, sticks: Iterable[Stick]) -> list[StickOffer]:
    """Returns what lies on each writable stick, the till's own first; one that fails is left out.

    A broken stick may take long: call it on a thread of its own.
    """
    found: list[StickOffer] = []
    for stick in sticks:
        with suppress(OSError):
            if stick.writable:
                found.append(_look(identity, stick))
    order = list(StickState)
    order.remove(StickState.OWN)
    return sorted(found, key=lambda each: [StickState.OWN, *order].index(each.state))


def _look(identity: TillIdentity, stick: Stick) -> StickOffer:
    mine = stick.path / folder_name(identity)
    names = [each.name for each in stick.path.glob(f"{FOLDER_PREFIX}*") if each.is_dir()]
    others = sorted(_place(name) for name in names if name != mine.name)
    state = StickState.SHARED if others else StickState.FREE
    if (mine / TWIN_NAME).is_file():
        own = is_of_till(mine / TWIN_NAME, identity.till_id)
        state = StickState.OWN if own else StickState.FOREIGN
    return StickOffer(stick, key_of(stick), state, tuple(others))


def _place(name: str) -> str:
    """Returns the place in a folder's name, `A07-1` of `kasir-EXPO23-A07-1`."""
    return "-".join(name.rsplit("-", 2)[-2:])


def choose_offer(offers: Sequence[StickOffer], without: Iterable[str]) -> StickOffer | None:
    """Returns the stick to offer, to take up or to warn of; `without` are keys not to offer."""
    left = set(without)
    return next((each for each in offers if each.key not in left), None)


def refused_sticks(shop: Shop) -> frozenset[str]:
    """Returns the keys of the sticks that are never to be offered at this till."""
    try:
        found = json.loads(shop.settings.get(setting_keys.SAFETY_NEVER) or "[]")
    except ValueError:
        return frozenset()
    return frozenset(each for each in found if isinstance(each, str))


def refuse_stick(shop: Shop, key: str) -> None:
    """Remembers that a stick is never to be offered; the oldest of many are forgotten."""
    kept = [each for each in refused_sticks(shop) if each != key]
    text = json.dumps([*kept, key][-MOST_REFUSED:], ensure_ascii=False)
    shop.settings.set(setting_keys.SAFETY_NEVER, text)


def stick_is_wanted(shop: Shop, problem_ms: int) -> bool:
    """Whether another stick is to be offered: none is set, or the set one is gone for long.

    `problem_ms` is for how many milliseconds the set one could not be found.
    """
    if shop.identity.training or shop.trouble is not None:
        return False
    return shop.safety is None or problem_ms >= LOST_MS


LOST_MS = 600_000
"""Milliseconds after which a safety folder that is not there counts as lost."""


def was_ended(shop: Shop) -> bool:
    """Whether a lead ended the safety folder: then none is taken up by itself."""
    newest = shop.journal.newest_of("safety")
    return newest is not None and not json.loads(newest[1])["set"]
