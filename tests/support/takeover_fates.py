"""What befalls tills that another laptop carries on, once or twice, with or without their files."""

from __future__ import annotations

from datetime import date
from typing import Any

from pos_app.dayfile.reader import read_day
from pos_app.dayfile.signing import Signer, signer_of
from pos_app.dayfile.takeover_proof import (
    TakeoverProof,
    link_spare,
    spare_message,
)
from support.fair_files import Till
from support.fate import PACK, SPARE, Fate
from support.takeovers import sign_takeover

NEXT_SPARE = signer_of(bytes([12]) * 32)


def second_laptop_with_the_stick(fate: Fate) -> None:
    """The first laptop closed its day and died; the stick's spare key proves the second one."""
    fate.hand_out_pack()
    files = [*fate.days_before(), fate.sell(fate.at)]
    day = read_day(files[-1])
    running = fate.till.identity.number(fate.till.running) if fate.till.running else None
    other = fate.other_laptop(seat=1)
    proof = TakeoverProof(0, day.head.journal.last, day.head.journal.head, running)
    other.continues = sign_takeover(proof, other.laptop, SPARE)
    for index in range(fate.at + 1, len(fate.world.days)):
        before = other.total
        files.append(fate.sell(index, other))
        fate.world.truth[fate.day(index)] = other.total - before
    fate.give(*files)


def taken_over(fate: Fate, other: Till, old: Till | None = None) -> bytes:
    """The file of the laptop that goes on with the day that is open on the one before."""
    old, day = old or fate.till, date.fromisoformat(fate.world.days[fate.at])
    sign_for(other, old)
    return other.take_over(old, day, fate.rng.randint(0, 3), 1).file


def sign_for(other: Till, old: Till) -> None:
    """What the stick of the old laptop signs for the one that takes over from it."""
    spare = old.spare
    assert spare is not None
    last = old.identity.number(old.running) if old.running else None
    before, link = old.continues, old.link_to_spare
    vouched = before.vouched if before else _pack_word(old, spare)
    chain = (*before.chain, link) if before and link else ()
    proof = TakeoverProof(old.seat, old.seq, old.head.hex(), last, "", vouched, chain)
    other.continues = sign_takeover(proof, other.laptop, spare)
    if other.spare is not None:
        key = other.spare.public_hex
        other.link_to_spare = link_spare(other.continues, other.laptop, key, spare)


def _pack_word(old: Till, spare: Signer) -> tuple[str, str, str, str]:
    """The pack's word for the first laptop's spare key."""
    vouched = PACK.sign(spare_message(old.laptop, spare.public_hex)).hex()
    return spare.public_hex, old.till_id, old.laptop.key, vouched


def carried_on_elsewhere(fate: Fate, *, gives_back: bool = False) -> list[bytes]:
    """The laptop of the till after the one that died: its days after the take-over."""
    other = fate.other_laptop(seat=1)
    if gives_back:
        other.gives_back = _one_sale(fate)
    files = [taken_over(fate, other)]
    fate.world.truth[fate.day(fate.at)] = other.total
    return files + _later_days(fate, other)


def _later_days(fate: Fate, other: Till) -> list[bytes]:
    files = []
    for index in range(fate.at + 1, len(fate.world.days)):
        before = other.total
        files.append(fate.sell(index, other))
        fate.world.truth[fate.day(index)] = other.total - before
    return files


def taken_over_twice(fate: Fate) -> None:
    """The second laptop died as well, in the same day; its file comes late, or never."""
    fate.hand_out_pack()
    files = fate.days_before()
    day = date.fromisoformat(fate.world.days[fate.at])
    fate.till.open_and_sell(day, fate.rng.randint(0, 3), 1)
    middle, last = fate.other_laptop(seat=1), fate.other_laptop(seat=2)
    middle.spare = NEXT_SPARE
    sign_for(middle, fate.till)
    middle.take_over_and_sell(fate.till, day, fate.rng.randint(0, 3), 1)
    files.append(taken_over(fate, last, middle))
    fate.world.truth[fate.day(fate.at)] = last.total
    files += _later_days(fate, last)
    if fate.rng.random() < 0.3:
        before = middle.total
        files.append(middle.sell_on_and_close(day, fate.rng.randint(0, 2), 1).file)
        fate.world.truth[fate.day(fate.at)] += middle.total - before
    fate.give(*files)


def gives_back_what_the_old_one_sold(fate: Fate) -> None:
    """A buyer comes back with a receipt of the first laptop; once the day it was sold is lost."""
    fate.hand_out_pack()
    files = fate.days_before()
    _sell_and_remember(fate)
    files += carried_on_elsewhere(fate, gives_back=True)
    if fate.at and fate.rng.random() < 0.3:
        del files[fate.at - 1]
        fate.world.missing.add(fate.day(fate.at - 1))
        codes = ("number_gap", "day_link_gap", "running_total_gap")
        fate.world.may.update(("gaps", fate.day(fate.at), code) for code in codes)
    fate.give(*files)


def woke_after_giving_back(fate: Fate) -> None:
    """Something came back to the first laptop before the other took over; both hand the day in."""
    fate.hand_out_pack()
    files = fate.days_before()
    _sell_and_remember(fate)
    day = date.fromisoformat(fate.world.days[fate.at])
    fate.till.give_back(day, _one_sale(fate))
    files += carried_on_elsewhere(fate)
    before = fate.till.total
    files.append(fate.till.sell_on_and_close(day, fate.rng.randint(0, 2), 1).file)
    fate.world.truth[fate.day(fate.at)] += fate.till.total - before
    fate.give(*files)


def both_give_the_same_back(fate: Fate) -> None:
    """The first laptop woke up, and the buyer went to both of them with one receipt."""
    fate.hand_out_pack()
    files = fate.days_before()
    _sell_and_remember(fate)
    fate.sold = _one_sale(fate)
    files += carried_on_elsewhere(fate, gives_back=True)
    before, day = fate.till.total, date.fromisoformat(fate.world.days[fate.at])
    fate.till.gives_back = fate.sold
    files.append(fate.till.sell_on_and_close(day, fate.rng.randint(0, 2), 1).file)
    fate.world.truth[fate.day(fate.at)] += fate.till.total - before
    fate.world.named.add((fate.day(fate.at), "refund_unfounded"))
    fate.give(*files)


def _sell_and_remember(fate: Fate) -> None:
    """Opens the day and sells; a buyer may come back with a receipt of it or of the day before."""
    known = fate.till.facts
    day = date.fromisoformat(fate.world.days[fate.at])
    fate.till.open_and_sell(day, fate.rng.randint(1, 3), 1)
    if not known or fate.rng.random() < 0.5:
        known = fate.till.facts
    fate.sold = [each for each in known if each["kind"] == "sale"] or [
        each for each in fate.till.facts if each["kind"] == "sale"
    ]


def _one_sale(fate: Fate) -> list[dict[str, Any]]:
    return [fate.rng.choice(fate.sold)]


def died_in_the_middle_of_its_day(fate: Fate) -> None:
    """Another laptop carries on; the first one's half day is in that one's file only."""
    fate.hand_out_pack()
    files = fate.days_before()
    day = date.fromisoformat(fate.world.days[fate.at])
    fate.till.open_and_sell(day, fate.rng.randint(0, 3), 1)
    fate.give(*files, *carried_on_elsewhere(fate))


def woke_and_sold_on(fate: Fate) -> None:
    """The first laptop was not dead: it sells on beside the other, and both hand the day in."""
    fate.hand_out_pack()
    files = fate.days_before()
    day = date.fromisoformat(fate.world.days[fate.at])
    fate.till.open_and_sell(day, fate.rng.randint(0, 3), 1)
    files += carried_on_elsewhere(fate)
    before = fate.till.total
    files.append(fate.till.sell_on_and_close(day, fate.rng.randint(0, 2), 1).file)
    fate.world.truth[fate.day(fate.at)] += fate.till.total - before
    fate.give(*files)
