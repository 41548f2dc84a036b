"""One till on its way through a fair, and the world that knows what is true of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pos_app.dayfile.interim_qr import InterimFacts
from pos_app.dayfile.signing import signer_of
from pos_app.office.decide.decisions import DecisionContent, sign_decision
from pos_app.office.records import Record, RecordKind, sign_record
from support.fair_files import Till, current_event

Place = tuple[str, str]
TillDay = tuple[str, str, str]
Line = tuple[str, TillDay, str]
"""A list of the status (`gaps`, `conflicts`, `set_aside`, `warnings`), a till-day, and a code."""
AFTER_A_HOLE = ("number_gap", "running_total_gap")
OFFICE = signer_of(bytes([9]) * 32)
PACK, SPARE = signer_of(bytes([10]) * 32), signer_of(bytes([11]) * 32)


@dataclass
class World:
    """What was handed over, and what the office has to make of it."""

    seed: int
    days: list[str]
    places: list[Place]
    truth: dict[TillDay, int] = field(default_factory=dict)
    files: list[bytes] = field(default_factory=list)
    fates: dict[Place, str] = field(default_factory=dict)
    missing: set[TillDay] = field(default_factory=set)
    must: set[Line] = field(default_factory=set)
    may: set[Line] = field(default_factory=set)
    doubtful: set[TillDay] = field(default_factory=set)  # their own sum cannot be held to the truth
    rejected: int = 0
    records: list[Record] = field(default_factory=list)  # decisions, and slips of paper
    on_paper: set[TillDay] = field(default_factory=set)
    not_due: set[TillDay] = field(default_factory=set)
    named: set[tuple[TillDay, str]] = field(default_factory=set)  # not as the office handed out
    told: list[InterimFacts] = field(default_factory=list)
    untrue: set[InterimFacts] = field(default_factory=set)  # of those told, what files do not hold
    event: str = field(default_factory=current_event)

    def decide(self, content: DecisionContent) -> None:
        at = f"{self.days[-1]}T22:00:00+08:00"
        self.records.append(sign_decision(self.event, content, OFFICE, at=at))

    @property
    def toml(self) -> bytes:
        tills: dict[str, list[str]] = {}
        for stand, till in self.places:
            tills.setdefault(stand, []).append(till)
        stands = "".join(
            f'[[stand]]\ncode = "{stand}"\ntills = {sorted(codes)}\n'.replace("'", '"')
            for stand, codes in tills.items()
        )
        head = (
            f'code = "{self.event}"\nname = "Expo"\nstart = {self.days[0]}\nend = {self.days[-1]}\n'
        )
        makers = "".join(
            f'[[maker]]\ncode = "M{i:02d}"\nname = "Bu Sri {i}"\nshare_pct = 10\n'
            for i in range(20)
        )
        return (head + stands + makers).encode()


@dataclass
class Fate:
    """One till on its way through the fair: `at` is the day on which something happens to it."""

    world: World
    till: Till
    rng: random.Random
    at: int
    sold: list[dict[str, Any]] = field(default_factory=list)  # of which something comes back

    @property
    def last(self) -> bool:
        return self.at == len(self.world.days) - 1

    def day(self, index: int) -> TillDay:
        return self.till.stand, self.till.till, self.world.days[index]

    def sell(
        self, index: int, till: Till | None = None, *, least: int = 0, ids: Sequence[str] = ()
    ) -> bytes:
        """Closes a day of the fair; its net is the truth of that till-day."""
        till = till or self.till
        before = till.total
        day = date.fromisoformat(self.world.days[index])
        file = till.close(day, self.rng.randint(least, 3), self.rng.randint(1, 2), ids).file
        if till is self.till:
            self.world.truth[self.day(index)] = till.total - before
        return file

    def revise(self, index: int, more: int) -> bytes:
        before = self.till.total
        day = date.fromisoformat(self.world.days[index])
        file = self.till.revise(day, more, 1).file
        self.world.truth[self.day(index)] += self.till.total - before
        return file

    def days_before(self) -> list[bytes]:
        return [self.sell(index) for index in range(self.at)]

    def days_after(self) -> list[bytes]:
        return [self.sell(index) for index in range(self.at + 1, len(self.world.days))]

    def hand_out_pack(self) -> None:
        """The till is set up from a stand pack, so that the office knows its key."""
        till = {"event": self.world.event, "stand": self.till.stand, "till": self.till.till}
        facts = {**till, "enrolment_key": PACK.public_hex}
        record = sign_record(RecordKind.PACK, facts, OFFICE.public_hex, OFFICE.sign)
        self.world.records.append(record)
        self.till.pack, self.till.spare = PACK, SPARE

    def other_laptop(self, seat: int = 0) -> Till:
        """Another laptop that says it is this till; people sell at it as they do at the first."""
        seed = random.Random(self.rng.random())
        return type(self.till)(self.till.stand, seed, self.till.till, seat)

    def give(self, *files: bytes) -> None:
        self.world.files.extend(files)

    def hole(self) -> None:
        """The file of the day does not come: it is missing, and the next day shows the hole."""
        self.world.missing.add(self.day(self.at))
        self._broken_link()

    def _broken_link(self) -> None:
        """The next day does not find the one before; numbers jump where the next sale is."""
        for index in range(self.at + 1, len(self.world.days)):
            day = self.day(index)
            if index == self.at + 1:
                self.world.must.add(("gaps", day, "day_link_gap"))
            self.world.may.update(("gaps", day, code) for code in AFTER_A_HOLE)
