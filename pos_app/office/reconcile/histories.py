"""Holds the journals of one laptop's files against each other: they must be one history.

A revision's journal begins with the rows of the revision before and goes on with a `reopen` row; a
day's journal begins where that of the day before ended. A file that tells earlier rows differently
was not made by closing the till.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from pos_app.office.book_day import BookDay, SeatDay
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions
from pos_app.office.reconcile.chains import Chain, chains_by_seat, chains_with_unsettled_keys

REVISION_REWRITTEN = "revision_rewritten"
CHAIN_FORK = "chain_fork"


class TwoHistories(NamedTuple):
    """A day whose file contradicts other files of the same laptop, and all these files."""

    day: BookDay
    code: str
    files: tuple[BookDay, ...]


def two_histories(
    chains: Iterable[Chain],
    effective: EffectiveDecisions = NO_DECISIONS,
    vouched: Collection[str] = frozenset(),
) -> list[TwoHistories]:
    """Every day of which the files tell two histories, except where the office chose a file.

    Forked revisions and seats in dispute over their keys are left out; they are named as such.
    """
    found: list[TwoHistories] = []
    for seat in chains_by_seat(chains).values():
        for chain in seat:
            if len(chain.files) > 1:
                found.extend(_rewritten(chain))
        if chains_with_unsettled_keys(seat, effective.chosen, effective, vouched):
            continue
        for key in sorted({chain.head.key for chain in seat}):
            found.extend(_between_days([chain for chain in seat if chain.head.key == key]))
    return [each for each in found if each.day.identity not in effective.chosen]


def doubtful_days(
    chains: Iterable[Chain],
    effective: EffectiveDecisions,
    vouched: Collection[str] = frozenset(),
) -> set[SeatDay]:
    """The days after which nobody can say where the journal stood."""
    return {each.day.seat_day for each in two_histories(chains, effective, vouched)}


def _rewritten(chain: Chain) -> Iterator[TwoHistories]:
    """A chain in which a revision does not begin with the rows of the one before."""
    if chain.forked:
        return
    pairs = pairwise(file for file in chain.files if file.journal.prev)
    wrong = [pair for pair in pairs if not _begins_with(*pair)]
    if wrong:
        files = {file.identity: file for pair in wrong for file in pair}
        yield TwoHistories(chain.head, REVISION_REWRITTEN, tuple(files.values()))


def _begins_with(earlier: BookDay, later: BookDay) -> bool:
    """Whether a later revision has the rows of an earlier one, and then a `reopen` row."""
    start = (earlier.journal_first, earlier.journal.prev)
    end = (earlier.journal_last, earlier.journal_head)
    return start == (later.journal_first, later.journal.prev) and end in later.journal.reopened


def _between_days(chains: Iterable[Chain]) -> Iterator[TwoHistories]:
    """Days of one laptop that do not begin where the day before ended."""
    known = (chain for chain in chains if not chain.forked and chain.head.journal.prev)
    for before, chain in pairwise(known):
        old, new = before.head, chain.head
        start = (new.journal_first - 1, new.journal.prev)
        if start == (old.journal_last, old.journal_head):
            continue
        if start in _earlier_ends(before.files):
            # The next day went on from an earlier revision: a later one cannot have been made.
            yield TwoHistories(old, CHAIN_FORK, (*before.files, new))
        elif start[0] <= old.journal_last or new.prev_day in before.known_manifests:
            yield TwoHistories(old, CHAIN_FORK, (old, new))
            yield TwoHistories(new, CHAIN_FORK, (old, new))


def _earlier_ends(files: Collection[BookDay]) -> set[tuple[int, str]]:
    """The last rows, with their hashes, of all revisions that the files are or contain."""
    ends = {(file.journal_last, file.journal_head) for file in files}
    return ends.union(*(file.journal.reopened for file in files))
