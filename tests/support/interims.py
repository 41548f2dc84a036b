"""What tills of a world say while they sell, and what the office has to make of it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from pos_app.dayfile.interim_qr import InterimFacts, interim_qr_text, read_signed_interim
from pos_app.office.book_day import BookDay
from pos_app.office.reconcile.interim_totals import interim_record
from pos_app.office.records import Record
from support.fair_files import Till


def untrue(rng: random.Random, told: InterimFacts) -> InterimFacts:
    """A total that the till signed and that its file will not bear out."""
    if rng.random() < 0.5:
        return replace(told, net=told.net + rng.randint(1, 9) * 1_000)
    return replace(told, seq=told.seq + 1, head=f"{rng.getrandbits(256):064x}")


def record_of(told: InterimFacts, till: Till) -> Record:
    """The total as the office takes it."""
    return interim_record(read_signed_interim(interim_qr_text(told, till.signer.sign)))


def expected_states(
    told: Sequence[InterimFacts],
    lies: Iterable[InterimFacts],
    days: Iterable[BookDay],
    on_paper: Collection[tuple[str, str, str]],
) -> dict[InterimFacts, str]:
    """The state of each total, worked out from who said what and which files came."""
    lies, by_till_day = set(lies), defaultdict(list)
    for day in days:
        by_till_day[day.till_day].append(day)
    newest = {}
    for each in sorted(told, key=lambda each: (each.seq, each.at, each.sales, each.net)):
        newest[each.stand, each.till, each.day] = each
    found = {}
    for each in told:
        place = (each.stand, each.till, each.day)
        own = [d for d in by_till_day[place] if d.key == each.key and d.revision >= each.revision]
        # A laptop that took over knows how far the old journal went, not what it said.
        proofs = [d.continues for d in by_till_day[place] if d.continues and d.continues.signature]
        told_by = (proof.of_seat(each.seat) for proof in proofs if proof.vouched)
        heirs = [proof for proof in told_by if proof is not None]
        if own:
            found[each] = "contradicted" if each in lies else "superseded"
        elif heirs:
            reaches = max(proof.row for proof in heirs) >= each.seq
            found[each] = "superseded" if reaches else "contradicted"
        else:
            is_open = newest[place] is each and place not in on_paper
            found[each] = "open" if is_open else "superseded"
    return found
