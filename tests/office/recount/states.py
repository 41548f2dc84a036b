"""Small fairs in every combination of states: one stand for each state, of one day.

Stand A00 always sold and is in the sum. What every other stand did is its state's name.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from office.recount.busy_till import BusyTill, notes, tender
from office.recount.fairs import Fair, name_the_files
from support import worlds
from support.fair_files import START, Till
from support.worlds import Fate

from pos_app.dayfile.reader import read_day
from pos_app.domain.day import expected_cash
from pos_app.domain.journal_projection import project_journal
from pos_app.office.decide.decisions import Withdrawn

DAY = str(START)


@dataclass
class PlainTill(BusyTill):
    """A till that sells one thing at one price; `off` is how much its drawer differs."""

    price: int = 100_000
    seen: bool = True
    way: str = "cash"
    off: int = 0

    def _line(self, number: int) -> dict[str, Any]:
        found = super()._line(number)
        more = {"maker": "M1", "sku": "A", "name": "Kalung", "category": "Manik", "qty": 1}
        prices = {"list_price": self.price, "unit_price": self.price, "amount": self.price}
        return found | more | prices | {"discount": 0}

    def _paid(self, amount: int) -> tuple[list[dict[str, Any]], int]:
        return [tender(1, self.way, amount, self.seen)], 0

    def _correct(self, day: Any) -> None:
        """Nothing goes back."""

    def _move_money(self, day: Any) -> None:
        """Nothing is moved."""

    def _count(self, day: Any) -> int | None:
        counted = expected_cash(project_journal(self._facts).cash) + self.off
        self._write("count", self._now(day), pieces=notes(counted), role="count")
        return counted


class SureFate(Fate):
    """A fate of one day on which something was sold."""

    def sell(
        self, index: int, till: Till | None = None, *, least: int = 0, ids: Sequence[str] = ()
    ) -> bytes:
        """Closes the day with at least one sale."""
        return super().sell(index, till, least=max(1, least), ids=ids)


def only_a_stranger(fate: Fate) -> None:
    """The planned till sent nothing; a laptop that nobody knows says that it is the till."""
    fate.hand_out_pack()
    file = fate.sell(0, fate.other_laptop(), least=1)
    fate.give(file)
    assert isinstance(fate.world, Fair)
    fate.world.strangers.add(read_day(file).identity)
    fate.world.missing.add(fate.day(0))
    fate.world.must.add(("set_aside", fate.day(0), "foreign_key"))


def withdrawn(fate: Fate) -> None:
    """The stand packed up before the day, as the office was told."""
    fate.world.not_due.add(fate.day(0))
    fate.world.decide(Withdrawn(fate.till.stand, DAY))


def unseen_qris(fate: Fate) -> None:
    """All was paid by QRIS, and nobody saw the money."""
    assert isinstance(fate.till, PlainTill)
    fate.till.way, fate.till.seen = "qris", False
    worlds.nothing_happens(fate)


def short_drawer(fate: Fate) -> None:
    """The drawer was counted with less in it than it should hold."""
    assert isinstance(fate.till, PlainTill)
    fate.till.off = -150_000
    worlds.nothing_happens(fate)


STATES: dict[str, Callable[[Fate], None]] = {
    "disputed": worlds.forked,
    "on paper": worlds.lost_but_for_its_slip,
    "declared empty": worlds.closed_that_day,
    "withdrawn": withdrawn,
    "missing": worlds.lost,
    "only a stranger's file": only_a_stranger,
    "revision missing": worlds.first_revision_lost,
    "stand not planned": worlds.unknown_stand,
    "one of two chosen": worlds.forked_and_decided,
    "QRIS nobody saw": unseen_qris,
    "drawer short": short_drawer,
}
"""What a stand can come to; beside these, stand A00 is always in the sum."""
OF_THE_COUNTS = tuple(STATES)[:8]
"""The states that a sentence of completeness has to tell apart."""


def fair_of(states: Collection[str]) -> Fair:
    """A fair of one day with a stand for each of the states, and one without trouble."""
    fair = Fair(0, [DAY], [], through=DAY)
    for number, name in enumerate(("", *STATES)):
        if name and name not in states:
            continue
        stand = f"A{number:02d}"
        till = PlainTill(stand, random.Random(name))
        fate = SureFate(fair, till, random.Random(name), 0)
        fair.places.append((stand, "1"))
        fair.fates[stand, "1"] = name
        STATES.get(name, worlds.nothing_happens)(fate)
    name_the_files(fair, random.Random(0))
    return fair
