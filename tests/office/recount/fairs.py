"""Fairs to count again: busy tills, everything that can befall their files, an office that decides.

The same seed gives the same fair. What a fair holds is what the office has: files by their names in
a folder, records, and the plan's TOML. Besides it says which files no laptop of the fair wrote.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta

from office.recount.busy_till import BusyTill
from support import worlds
from support.fair_files import EVENT, START, Till
from support.worlds import Fate, World

from pos_app.dayfile.format import manifest_hash
from pos_app.dayfile.reader import read_day
from pos_app.office.decide.decisions import (
    AcceptKey,
    AcceptSeat,
    Both,
    Choose,
    CorrectPrice,
    CorrectShare,
    Dismiss,
    NoSales,
    Paid,
    SameMaker,
    Visitors,
    Withdrawn,
)

HEAD = """
code = "{event}"
name = "Pameran Kriya"
start = {start}
end = {end}
target = 25_000_000
cash_rounding = 500
[earlier]
name = "Pameran 2022"
net = 20_000_000
days = 3
"""
MAKERS = """
[[maker]]
code = "M1"
name = "Bu Sri"
share_pct = 12.5
[[maker]]
code = "M2"
name = "Pak Budi"
share_pct = 10
discount_by = "stand"
[[maker]]
code = "M3"
name = "Mama Lia"
share_pct = 3.33
[[maker]]
code = "M4"
name = "Untaian Teritip"
share_pct = 0
[[maker]]
code = "M5"
name = "Ibu Ida"
share_pct = 10
discount_by = "stand"
"""
STRANGERS = ("second_laptop_without_proof", "stranger_beside_packs", "stranger_as_second_seat")
PROBLEMS = 0.55
"""How often something befalls a till."""


def phone_of(number: int) -> str:
    """The telephone of the fair's n-th stand."""
    return f"0812-77{number:02d}-{number:04d}"


@dataclass
class Fair(World):
    """A world of busy tills; `names` are the files' names as they came in."""

    names: dict[str, bytes] = field(default_factory=dict)
    strangers: set[str] = field(default_factory=set)
    through: str = ""

    @property
    def toml(self) -> bytes:
        head = HEAD.format(event=EVENT, start=self.days[0], end=self.days[-1])
        tills: dict[str, list[str]] = {}
        for stand, till in self.places:
            tills.setdefault(stand, []).append(till)
        stands = "".join(
            f'[[stand]]\ncode = "{stand}"\nname = "Stan {stand}"\nphone = "{phone_of(n)}"\n'
            f"tills = {sorted(codes)}\n".replace("'", '"')
            for n, (stand, codes) in enumerate(tills.items(), 1)
        )
        return (head + stands + MAKERS).encode()

    def give(self, *files: bytes) -> None:
        self.files.extend(files)


def closed_and_empty(fate: Fate) -> None:
    """The till was opened, sold nothing, and closed: a file that counts, without a sale."""
    fate.give(*fate.days_before())
    fate.world.truth[fate.day(fate.at)] = 0
    day = START + timedelta(days=fate.at)
    fate.give(fate.till.close(day, 0, 1).file, *fate.days_after())


def cloned_and_chosen(fate: Fate) -> None:
    """Two laptops from one image on the last day; the office chose the first."""
    fate.at = len(fate.world.days) - 1
    fate.give(*fate.days_before())
    twin = deepcopy(fate.till)
    twin.rng = random.Random(fate.rng.random())
    fate.give(fate.sell(fate.at), fate.sell(fate.at, twin, least=1))
    first, second = (fate.till, twin) if fate.rng.random() < 0.5 else (twin, fate.till)
    stand, till, day = fate.day(fate.at)
    if first is twin:
        fate.world.doubtful.add((stand, till, day))
    fate.world.decide(Choose(stand, till, 0, day, first.link or "", (second.link or "",)))


def cloned_and_both_count(fate: Fate) -> None:
    """Two laptops from one image sold on the last day; the office knows that both did."""
    fate.at = len(fate.world.days) - 1
    fate.give(*fate.days_before())
    twin = deepcopy(fate.till)
    twin.rng = random.Random(fate.rng.random())
    fate.give(fate.sell(fate.at, least=1), fate.sell(fate.at, twin, least=1))
    fate.world.doubtful.add(fate.day(fate.at))
    stand, till, day = fate.day(fate.at)
    files = tuple(sorted((fate.till.link or "", twin.link or "")))
    fate.world.decide(Both(stand, till, 0, day, files))


def set_aside_and_dismissed(fate: Fate) -> None:
    """A till that nobody planned sent a file; the office said that it stays aside."""
    worlds.nothing_happens(fate)
    other = Till(fate.till.stand, random.Random(fate.rng.random()), till="Y")
    file = fate.sell(fate.at, other)
    fate.give(file)
    fate.world.decide(Dismiss(manifest_hash(read_day(file).manifest)))


def sold_although_said_empty(fate: Fate) -> None:
    """The office said that nothing was sold; then the file came, and holds sales."""
    fate.give(*fate.days_before(), fate.sell(fate.at, least=1), *fate.days_after())
    fate.world.decide(NoSales(*fate.day(fate.at)))
    fate.world.must.add(("conflicts", fate.day(fate.at), "no_sales_conflict"))


def laptop_replaced(fate: Fate) -> None:
    """Another laptop sold from some day on; the office accepted its key from that day."""
    _replace_laptop(fate, pack=fate.rng.random() < 0.5, accepted=True)


def laptop_replaced_unknown(fate: Fate) -> None:
    """Another laptop sold from some day on, and nobody told the office."""
    _replace_laptop(fate, pack=True, accepted=False)


def _replace_laptop(fate: Fate, *, pack: bool, accepted: bool) -> None:
    fate.at = max(1, fate.at)
    if pack:
        fate.hand_out_pack()
    fate.give(*fate.days_before())
    other = BusyTill(fate.till.stand, random.Random(fate.rng.random()), fate.till.till)
    files = [fate.sell(index, other) for index in range(fate.at, len(fate.world.days))]
    fate.give(*files)
    days = [fate.day(index) for index in range(fate.at, len(fate.world.days))]
    if accepted:
        key = other.signer.public_hex
        fate.world.decide(AcceptKey(fate.till.stand, fate.till.till, 0, key, days[0][2]))
        return
    assert isinstance(fate.world, Fair)
    fate.world.strangers.update(read_day(file).identity for file in files)
    fate.world.missing.update(days)
    fate.world.must.update(("set_aside", day, "foreign_key") for day in days)


def second_laptop_accepted(fate: Fate) -> None:
    """Both laptops sold on one day; the office knows that the second one took over."""
    fate.give(*fate.days_before(), fate.sell(fate.at), *fate.days_after())
    other = BusyTill(fate.till.stand, random.Random(fate.rng.random()), fate.till.till, seat=1)
    fate.give(fate.sell(fate.at, other, least=1))
    stand, till, _ = fate.day(fate.at)
    fate.world.decide(AcceptSeat(stand, till, 1, other.signer.public_hex))


MORE_FATES: tuple[Callable[[Fate], None], ...] = (
    closed_and_empty,
    cloned_and_chosen,
    cloned_and_both_count,
    set_aside_and_dismissed,
    sold_although_said_empty,
    laptop_replaced,
    laptop_replaced_unknown,
    second_laptop_accepted,
)
FATES: dict[str, Callable[[Fate], None]] = worlds.FATES | {f.__name__: f for f in MORE_FATES}


def make_fair(seed: int) -> Fair:
    """The fair of that seed."""
    rng = random.Random(f"fair/{seed}")
    days = [str(START + timedelta(days=n)) for n in range(rng.randint(2, 4))]
    stands = [f"A{n:02d}" for n in range(1, rng.randint(2, 4))]
    places = [(stand, str(n)) for stand in stands for n in range(1, rng.randint(1, 2) + 1)]
    through = days[-1] if rng.random() < 0.85 else days[-2]
    fair = Fair(seed, days, places, through=through)
    fates = _fates(rng, len(places), seed)
    neighbours: dict[str, list] = {}
    for (stand, code), name in zip(places, fates, strict=True):
        till = BusyTill(stand, random.Random(f"{seed}/{stand}/{code}"), till=code)
        till.neighbours = neighbours.setdefault(stand, [])
        fate = Fate(fair, till, rng, rng.randrange(len(days)))
        fair.fates[stand, code] = name
        before = len(fair.files)
        FATES.get(name, worlds.nothing_happens)(fate)
        _note_strangers(fair, fate, name, fair.files[before:])
        neighbours[stand] = [*till.neighbours, *deepcopy(till.pool)]
    _more_stands(fair, rng)
    _office_decides(fair, rng)
    name_the_files(fair, rng)
    return fair


def _fates(rng: random.Random, tills: int, seed: int) -> list[str]:
    """A fate for each till. Every fate comes up in turn, so that few fairs meet them all."""
    names = list(FATES)
    found = [
        names[(seed * 3 + number) % len(names)] if rng.random() < PROBLEMS else ""
        for number in range(tills)
    ]
    strangers = ("unknown_stand", "unknown_till")
    for number, name in enumerate(found):
        if name in strangers and set(strangers) & set(found[:number]):
            found[number] = ""
    return found


def _note_strangers(fair: Fair, fate: Fate, name: str, files: list[bytes]) -> None:
    if name in STRANGERS:
        for file in files:
            day = read_day(file)
            if day.head.till_id != fate.till.till_id:
                fair.strangers.add(day.identity)


def _more_stands(fair: Fair, rng: random.Random) -> None:
    if rng.random() < 0.15:
        _two_stands_with_one_sale(fair, rng)
    if rng.random() < 0.25:
        _went_home(fair, rng)


def _two_stands_with_one_sale(fair: Fair, rng: random.Random) -> None:
    sale_id = "5a1e0000-0000-4000-8000-000000000000"
    for code in ("1", "2"):
        till = BusyTill("B77", random.Random(f"{fair.seed}/{code}"), till=code)
        fate = Fate(fair, till, rng, 0)
        fair.places.append(("B77", code))
        fair.fates["B77", code] = "one_sale_in_two_files"
        fate.give(fate.sell(0, least=1, ids=[sale_id]), *fate.days_after())
        fair.must.add(("conflicts", fate.day(0), "sale_conflict"))


def _went_home(fair: Fair, rng: random.Random) -> None:
    till = BusyTill("C55", random.Random(f"{fair.seed}/C55"))
    since = rng.randrange(len(fair.days))
    fate = Fate(fair, till, rng, since)
    fair.places.append(("C55", "1"))
    fair.fates["C55", "1"] = "went_home"
    fate.give(*fate.days_before())
    fair.not_due.update(fate.day(index) for index in range(since, len(fair.days)))
    fair.decide(Withdrawn("C55", fair.days[since]))


def _office_decides(fair: Fair, rng: random.Random) -> None:
    if rng.random() < 0.5:
        fair.decide(SameMaker("ida kriya", "M5"))
    _office_corrects(fair, rng)
    if rng.random() < 0.3:
        fair.decide(Visitors(fair.days[0], rng.randint(1, 9_000)))


def _office_corrects(fair: Fair, rng: random.Random) -> None:
    """Shares and prices that were wrong at the tills, for all days or some, and what was paid."""
    first, last = fair.days[0], fair.days[-1]
    if rng.random() < 0.3:
        fair.decide(CorrectShare(rng.choice(("M1", "M3", "TAMU")), 1_775))
    if rng.random() < 0.3:
        fair.decide(CorrectShare("M3", 250, last))
    if rng.random() < 0.2:
        fair.decide(CorrectShare("M3", 900, until=first))
    if rng.random() < 0.3:
        fair.decide(CorrectPrice("A", 61_000))
    if rng.random() < 0.3:
        fair.decide(CorrectPrice("b", 99_900, rng.choice(("", "M2")), first, first))
    for number in range(rng.choice((0, 0, 1, 2))):
        amount = rng.choice((25_000, 310_500, 4_000_000))
        maker, way = rng.choice(("M1", "M2", "M4", "TAMU")), rng.choice(("cash", "transfer"))
        fair.decide(Paid(maker, amount, last, way, f"kuitansi {number}"))


def name_the_files(fair: Fair, rng: random.Random) -> None:
    """Chat programs rename files, mail delivers them twice, and they come in any order."""
    rng.shuffle(fair.files)
    for number, file in enumerate(fair.files):
        fair.names[f"{number:03d} {rng.choice(('WhatsApp', 'day', 'copy (2)'))}.zip"] = file
        if rng.random() < 0.1:
            fair.names[f"{number:03d} again.zip"] = file
