"""The table of faults: what was injected, how often, and what it took."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from support.fault_scenarios import Left

_HEAD = """\
# What was injected, and what it took

`python tests/faults/run_faults.py --full --write-docs` wrote this page on {days}, on the
code of commit {commits}; {done}. Rows of other code are left out, and an ended run goes
on where it stopped.

Each row is a kind of fault, put into a program that really runs (`pos-app`), again and again, each
time from the same start. Afterwards the till or the book is opened again, what was asked before is
asked again as a person would, and everything is counted.

- *runs*: how many faults were injected, each into a start of its own.
- *acknowledged*: answers that a program had given when the fault came, over all runs.
  *lost*: acknowledged and not there, or under another number. *doubled*: there twice.
  *half*: a check finds something that does not fit.
- For flipped bits *acknowledged* is how many were seen; those without effect lie where nothing is
  stored, or nothing reads.

"""


class Row(NamedTuple):
    """One kind of fault. `note` says by what it was seen, or what it means."""

    fault: str
    scenario: str
    how: str
    runs: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    half: int = 0
    note: str = ""
    expected_whole: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether nothing was lost, doubled or left by half, or that was to be expected."""
        return not self.expected_whole or not (self.lost or self.doubled or self.half)

    def line(self) -> str:
        """The row as a line of the table."""
        cells = (*self[:3], *(map(str, self[3:8])), self.note)
        return "| " + " | ".join(cells) + " |"


def row_of(
    fault: str, scenario: str, how: str, left: Sequence[Left], *, expected: bool = True
) -> Row:
    """The sums over the runs of one kind of fault."""
    whole = sum(each.is_whole for each in left)
    note = "" if whole == len(left) else f"{whole} of {len(left)} runs left everything whole"
    return Row(
        fault,
        scenario,
        how,
        len(left),
        sum(each.acknowledged for each in left),
        sum(each.lost for each in left),
        sum(each.doubled for each in left),
        sum(each.half for each in left),
        note,
        expected,
    )


def page(lines: Iterable[str], days: str, commits: str, done: str) -> str:
    """The page with the table of these lines, and of which code and days they are."""
    top = _HEAD.format(days=days, commits=commits, done=done)
    head = "| fault | in | how | runs | acknowledged | lost | doubled | half | |"
    rule = "|---|---|---|---:|---:|---:|---:|---:|---|"
    return top + "\n".join([head, rule, *lines]) + "\n"
