"""Fairs with a known truth: tills that sell and hand over, and what befalls their files on the way.

Every till meets one fate at the most, so that what the office has to say of it is known: which
till-days are missing, which lines must stand in its status, and which may. What a world holds are
genuine signed files; the same seed gives the same world.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta

from pos_app.dayfile.closing_qr import ClosingFacts, closing_qr_text, read_signed_closing
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.takeover_proof import TakeoverProof
from pos_app.office.decide.decisions import (
    Choose,
    NoSales,
    Withdrawn,
)
from pos_app.office.reconcile.paper_days import slip_record
from pos_app.office.records import Record, RecordKind, sign_record
from support.days import forge
from support.fair_files import GOODS, START, Till, current_event
from support.fate import AFTER_A_HOLE, OFFICE, Fate, Line, Place, TillDay, World
from support.interims import record_of, untrue
from support.takeover_fates import (
    both_give_the_same_back,
    died_in_the_middle_of_its_day,
    gives_back_what_the_old_one_sold,
    second_laptop_with_the_stick,
    taken_over_twice,
    woke_after_giving_back,
    woke_and_sold_on,
)
from support.takeovers import sign_takeover

__all__ = ["FATES", "OFFICE", "Fate", "Line", "Place", "TillDay", "World", "make_world"]


def _not_as_handed_out(fate: Fate, code: str) -> list[bytes]:
    """The days from `at` on, each with a sale, of a till that was changed; each is named."""
    files = [fate.sell(index, least=1) for index in range(fate.at, len(fate.world.days))]
    fate.world.named.update(
        (fate.day(index), code) for index in range(fate.at, len(fate.world.days))
    )
    return files


def prices_halved(fate: Fate) -> None:
    fate.give(*fate.days_before())
    fate.till.halved = True
    fate.give(*_not_as_handed_out(fate, "price_differs"))


def nothing_for_the_stand(fate: Fate) -> None:
    fate.give(*fate.days_before())
    fate.till.share_bp = 0
    fate.give(*_not_as_handed_out(fate, "share_differs"))


def nothing_for_the_makers(fate: Fate) -> None:
    fate.give(*fate.days_before())
    fate.till.share_bp = 10_000
    fate.give(*_not_as_handed_out(fate, "share_differs"))


def money_back_for_no_sale(fate: Fate) -> None:
    fate.give(*fate.days_before())
    fate.till.unfounded = fate.rng.randint(1, 2)
    fate.give(*_not_as_handed_out(fate, "refund_unfounded"))


def nothing_happens(fate: Fate) -> None:
    fate.give(*fate.days_before(), fate.sell(fate.at), *fate.days_after())


def copied(fate: Fate) -> None:
    files = [*fate.days_before(), fate.sell(fate.at), *fate.days_after()]
    fate.give(*files, *fate.rng.choices(files, k=2))


def lost(fate: Fate) -> None:
    fate.give(*fate.days_before())
    fate.sell(fate.at)
    fate.hole()
    fate.give(*fate.days_after())


def lost_but_for_its_slip(fate: Fate) -> None:
    """The closing slip was photographed: it says what is missing, and confirms nothing."""
    fate.give(*fate.days_before())
    head = read_day(fate.sell(fate.at)).head
    names = (name for name in ClosingFacts.__slots__ if name not in ("manifest", "totals"))
    told = {name: getattr(head, name) or "" for name in names}
    told |= {name: getattr(head, name) for name in ("seat", "training", "running_total")}
    facts = ClosingFacts(**told, manifest=fate.till.link or "", totals=head.totals)
    fate.world.records.append(
        slip_record(read_signed_closing(closing_qr_text(facts, fate.till.signer.sign)))
    )
    fate.world.on_paper.add(fate.day(fate.at))
    fate.world.missing.add(fate.day(fate.at))
    # The next day hangs on what the paper names: only the file itself is owed.
    fate.world.may.update(
        ("gaps", fate.day(index), code)
        for index in range(fate.at + 1, len(fate.world.days))
        for code in ("day_link_gap", *AFTER_A_HOLE)
    )
    fate.give(*fate.days_after())


def second_laptop_without_proof(fate: Fate) -> None:
    """That it took over is for the office to say; until then what it sold is in no total."""
    fate.give(*fate.days_before(), fate.sell(fate.at), *fate.days_after())
    other = Till(fate.till.stand, random.Random(fate.rng.random()), till=fate.till.till, seat=1)
    fate.give(fate.sell(fate.at, other, least=1))
    fate.world.must.add(("set_aside", fate.day(fate.at), "seat_unproven"))


def stranger_beside_packs(fate: Fate) -> None:
    """A laptop of nobody's says that it is the till, with the sale ids of the till's own day."""
    fate.hand_out_pack()
    files = [*fate.days_before(), fate.sell(fate.at), *fate.days_after()]
    ids = [sale.sale_id for sale in read_day(files[fate.at]).tables.sales]
    other = fate.other_laptop()
    fate.give(*files, fate.sell(fate.at, other, least=1, ids=ids))
    fate.world.must.add(("set_aside", fate.day(fate.at), "foreign_key"))


def stranger_as_second_seat(fate: Fate) -> None:
    """The same as a second laptop, with a takeover that it made up and signed itself."""
    fate.hand_out_pack()
    files = [*fate.days_before(), fate.sell(fate.at), *fate.days_after()]
    day = read_day(files[fate.at])
    ids = [sale.sale_id for sale in day.tables.sales]
    other = fate.other_laptop(seat=1)
    proof = TakeoverProof(0, day.head.journal.last, day.head.journal.head, day.head.last_number)
    other.continues = sign_takeover(proof, other.laptop, other.signer)
    fate.give(*files, fate.sell(fate.at, other, least=1, ids=ids))
    fate.world.must.add(("set_aside", fate.day(fate.at), "seat_unproven"))


def revision_rewritten(fate: Fate) -> None:
    """The till's own key signs a second revision that leaves the first one's rows out."""
    fate.give(*fate.days_before())
    twin = deepcopy(fate.till)
    twin.rng = random.Random(fate.rng.random())
    first = fate.till.close(date.fromisoformat(fate.world.days[fate.at]), 2, 1)
    fate.world.truth[fate.day(fate.at)] = first_net = read_day(first.file).head.totals.net
    again = twin.rewrite(date.fromisoformat(fate.world.days[fate.at]), 1, 1, first)
    assert first_net
    fate.give(first.file, again.file, *fate.days_after())
    fate.world.must.add(("conflicts", fate.day(fate.at), "revision_rewritten"))
    fate.world.may.add(("conflicts", fate.day(fate.at), "chain_fork"))


def revision_after_the_next_day(fate: Fate) -> None:
    """A copy of the till opens its day again when the till itself has gone on to the next."""
    fate.give(*fate.days_before(), fate.sell(fate.at, least=1))
    twin = deepcopy(fate.till)
    twin.rng = random.Random(fate.rng.random())
    day = date.fromisoformat(fate.world.days[fate.at])
    after = fate.days_after()
    if after:
        fate.give(twin.revise(day, 1, 1).file, *after)
        fate.world.must.add(("conflicts", fate.day(fate.at), "chain_fork"))


def closed_that_day(fate: Fate) -> None:
    """The till was not opened, and the office says so."""
    fate.give(*fate.days_before(), *fate.days_after())
    fate.world.truth[fate.day(fate.at)] = 0
    fate.world.decide(NoSales(*fate.day(fate.at)))


def forked_and_decided(fate: Fate) -> None:
    fate.give(*fate.days_before())
    twin = deepcopy(fate.till)
    twin.rng = random.Random(fate.rng.random())
    fate.give(fate.sell(fate.at), fate.sell(fate.at, twin, least=1))
    stand, till, day = fate.day(fate.at)
    fate.world.decide(Choose(stand, till, 0, day, fate.till.link or "", (twin.link or "",)))
    fate.give(*fate.days_after())


def tampered(fate: Fate) -> None:
    """A receipt was made dearer in the file, and nobody had the till's key."""

    def change(members: dict[str, bytes]) -> None:
        members["sales.csv"] += b"x" if fate.rng.randrange(2) else b"\r\n"

    fate.give(*fate.days_before())
    fate.give(forge(fate.sell(fate.at, least=1), change, resign=False))
    fate.world.rejected += 1
    fate.hole()
    fate.give(*fate.days_after())


def cut_short(fate: Fate) -> None:
    fate.give(*fate.days_before())
    whole = fate.sell(fate.at)
    fate.give(whole[: fate.rng.randrange(100, len(whole))])
    fate.world.rejected += 1
    fate.hole()
    fate.give(*fate.days_after())


def revised(fate: Fate) -> None:
    fate.give(*fate.days_before(), fate.sell(fate.at), fate.revise(fate.at, fate.rng.randint(0, 2)))
    fate.give(*fate.days_after())


def first_revision_lost(fate: Fate) -> None:
    fate.give(*fate.days_before())
    fate.sell(fate.at)
    fate.give(fate.revise(fate.at, 1), *fate.days_after())
    fate.world.must.add(("gaps", fate.day(fate.at), "revision_missing"))


def correction_lost(fate: Fate) -> None:
    """The office counts what it has; only the next day can tell that there was more."""
    fate.give(*fate.days_before(), fate.sell(fate.at))
    fate.revise(fate.at, fate.rng.randint(0, 2))
    fate.world.doubtful.add(fate.day(fate.at))
    fate._broken_link()
    fate.give(*fate.days_after())


def forked(fate: Fate) -> None:
    """An old backup was restored, and the day closed a second time."""
    fate.give(*fate.days_before())
    twin = deepcopy(fate.till)
    twin.rng = random.Random(fate.rng.random())
    fate.give(fate.sell(fate.at), fate.sell(fate.at, twin, least=1), *fate.days_after())
    fate.world.must.add(("conflicts", fate.day(fate.at), "revision_fork"))


def cloned(fate: Fate) -> None:
    """Two laptops from one image: one key, and every day twice from then on."""
    fate.give(*fate.days_before())
    twin = deepcopy(fate.till)
    twin.rng = random.Random(fate.rng.random())
    for index in range(fate.at, len(fate.world.days)):
        fate.give(fate.sell(index), fate.sell(index, twin, least=1))
        fate.world.must.add(("conflicts", fate.day(index), "revision_fork"))


def two_keys(fate: Fate) -> None:
    """Another laptop says that it is this till: nobody can tell from the files which one is."""
    other = Till(fate.till.stand, random.Random(fate.rng.random()), till=fate.till.till)
    fate.give(*fate.days_before(), fate.sell(fate.at), *fate.days_after())
    fate.give(fate.sell(fate.at, other, least=1))
    for index in range(len(fate.world.days)):
        fate.world.must.add(("conflicts", fate.day(index), "key_conflict"))
    fate.world.may.add(("conflicts", fate.day(fate.at), "revision_fork"))


def of_another_event(fate: Fate) -> None:
    nothing_happens(fate)
    other = Till(fate.till.stand, random.Random(1), till=fate.till.till, event="OTHER24")
    fate.give(fate.sell(fate.at, other))
    fate.world.rejected += 1


def practice(fate: Fate) -> None:
    nothing_happens(fate)
    other = Till(fate.till.stand, random.Random(2), till=fate.till.till, training=True)
    fate.give(fate.sell(fate.at, other))
    fate.world.rejected += 1


def unknown_stand(fate: Fate) -> None:
    nothing_happens(fate)
    other = Till("X99", random.Random(f"{fate.world.seed}/{fate.day(0)}"))
    fate.give(fate.sell(fate.at, other))
    day = ("X99", "1", fate.world.days[fate.at])
    fate.world.must.add(("set_aside", day, "unknown_stand"))


def unknown_till(fate: Fate) -> None:
    nothing_happens(fate)
    other = Till(fate.till.stand, random.Random(fate.rng.random()), till="Z")
    fate.give(fate.sell(fate.at, other))
    day = (fate.till.stand, "Z", fate.world.days[fate.at])
    fate.world.must.add(("set_aside", day, "unknown_till"))


def sold_after_the_fair(fate: Fate) -> None:
    nothing_happens(fate)
    after = date.fromisoformat(fate.world.days[-1]) + timedelta(days=1)
    fate.give(fate.till.close(after, 1, 1).file)
    day = (fate.till.stand, fate.till.till, str(after))
    fate.world.must.add(("set_aside", day, "unplanned_day"))


FATES: dict[str, Callable[[Fate], None]] = {
    each.__name__: each
    for each in (
        copied,
        lost,
        lost_but_for_its_slip,
        second_laptop_without_proof,
        stranger_beside_packs,
        stranger_as_second_seat,
        second_laptop_with_the_stick,
        died_in_the_middle_of_its_day,
        woke_and_sold_on,
        taken_over_twice,
        gives_back_what_the_old_one_sold,
        both_give_the_same_back,
        woke_after_giving_back,
        revision_rewritten,
        revision_after_the_next_day,
        closed_that_day,
        forked_and_decided,
        tampered,
        cut_short,
        revised,
        first_revision_lost,
        correction_lost,
        forked,
        cloned,
        two_keys,
        of_another_event,
        practice,
        unknown_stand,
        unknown_till,
        sold_after_the_fair,
        prices_halved,
        nothing_for_the_stand,
        nothing_for_the_makers,
        money_back_for_no_sale,
    )
}


def _goods_handed_out() -> Record:
    """The goods in every stand pack, at the prices by which honest tills sell."""
    rows = [
        {"sku": sku, "maker": f"M{index % 20:02d}", "price": price, "share_bp": None}
        for index, (sku, _, _, price) in enumerate(GOODS)
    ]
    facts = {"event": current_event(), "stand": "", "rows": rows}
    return sign_record(RecordKind.GOODS, facts, OFFICE.public_hex, OFFICE.sign)


def make_world(seed: int) -> World:
    """The world of that seed: some tills, some days, and a fate for about half of the tills."""
    rng = random.Random(seed)
    days = [str(START + timedelta(days=n)) for n in range(rng.randint(2, 4))]
    stands = [f"A{n:02d}" for n in range(1, rng.randint(2, 4))]
    places = [(stand, str(n)) for stand in stands for n in range(1, rng.randint(1, 2) + 1)]
    world = World(seed, days, places)
    world.records.append(_goods_handed_out())
    strangers = 0
    for stand, code in places:
        name = rng.choice(list(FATES)) if rng.random() < 0.6 else ""
        if name in ("unknown_stand", "unknown_till"):
            strangers += 1
            name = name if strangers == 1 else ""  # one stranger a world, not two of one name
        till = Till(stand, random.Random(f"{seed}/{stand}/{code}"), till=code)
        fate = Fate(world, till, rng, rng.randrange(len(days)))
        world.fates[stand, code] = name
        # Its own chance, so that what is told changes no sale of the world.
        chance = random.Random(f"interim/{seed}/{stand}/{code}")
        till.tells_after = tuple(chance.sample(range(4), k=chance.randint(0, 2)))
        FATES.get(name, nothing_happens)(fate)
        _hand_in_interims(world, till, chance)
    if rng.random() < 0.1:
        _one_sale_in_two_files(world, rng)
    if rng.random() < 0.1:
        _went_home(world, rng)
    rng.shuffle(world.files)
    return world


def _hand_in_interims(world: World, till: Till, chance: random.Random) -> None:
    """Some of what the till told reaches the office, and now and then a thing that is not so."""
    told = [each for each in till.told if chance.random() < 0.8]
    if told and chance.random() < 0.3:
        said = untrue(chance, chance.choice(told))
        told = [each for each in told if each.seq != said.seq] + [said]
        world.untrue.add(said)
    world.told += told
    world.records += [record_of(each, till) for each in told]


def _one_sale_in_two_files(world: World, rng: random.Random) -> None:
    """Two tills whose sales bear one id and say different things, at a stand of their own."""
    sale_id = "5a1e0000-0000-4000-8000-000000000000"
    for code in ("1", "2"):
        till = Till("B77", random.Random(f"{world.seed}/{code}"), till=code)
        fate = Fate(world, till, rng, 0)
        world.places.append(("B77", code))
        world.fates["B77", code] = "one_sale_in_two_files"
        fate.give(fate.sell(0, least=1, ids=[sale_id]), *fate.days_after())
        world.must.add(("conflicts", fate.day(0), "sale_conflict"))


def _went_home(world: World, rng: random.Random) -> None:
    """A stand that packed up early, as the office was told."""
    till = Till("C55", random.Random(f"{world.seed}/C55"))
    since = rng.randrange(len(world.days))
    fate = Fate(world, till, rng, since)
    world.places.append(("C55", "1"))
    world.fates["C55", "1"] = "went_home"
    fate.give(*fate.days_before())
    world.not_due.update(fate.day(index) for index in range(since, len(world.days)))
    world.decide(Withdrawn("C55", world.days[since]))
