"""What a book's status makes of each of its files: whether it counts, and if not, why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pos_app.office.book_day import BookDay, SaleMark
from pos_app.office.reconcile.chains import chains_of
from pos_app.office.reconcile.confirmed_totals import told_before
from pos_app.office.reconcile.status import Status


class FileStanding(StrEnum):
    COUNTS = "counts"
    SUPERSEDED = "superseded"
    DISPUTED = "disputed"
    SET_ASIDE = "set_aside"
    LEFT_OUT = "left_out"
    """A decision of the office keeps it out."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A file and its standing. `code` is that of the dispute, or of why it was kept out;
    `repeated` are the sales in it that count in another file already."""

    day: BookDay
    standing: FileStanding
    code: str = ""
    repeated: tuple[str, ...] = ()


def standings(status: Status, days: Iterable[BookDay]) -> list[Placed]:
    """Each file of `days`, of which `status` was made, in the order of their identities."""
    return sorted(_placed(status, list(days)), key=lambda placed: placed.day.identity)


def _placed(status: Status, days: list[BookDay]) -> Iterator[Placed]:
    held = {day.identity: {mark.sale_id for mark in day.marks} for day in days}
    repeated = {
        counted.identity: _told_elsewhere(counted, marks, held[counted.identity])
        for counted, marks in told_before(status.confirmed.days)
    }
    aside = {item.manifest: item.code for item in status.set_aside}
    overruled = {item.manifest: item.code for item in status.overruled}
    named = {f.manifest: c.code for c in status.conflicts for f in c.files}
    doubted = {conflict.till_day: conflict.code for conflict in status.conflicts}
    heads = {chain.head.identity for chain in chains_of(days).values()}
    for day in days:
        if day.identity in repeated:
            yield Placed(day, FileStanding.COUNTS, repeated=repeated[day.identity])
        elif day.identity in aside:
            yield Placed(day, FileStanding.SET_ASIDE, aside[day.identity])
        elif day.identity in overruled:
            yield Placed(day, FileStanding.LEFT_OUT, overruled[day.identity])
        elif day.identity in named:
            yield Placed(day, FileStanding.DISPUTED, named[day.identity])
        elif day.identity not in heads:
            yield Placed(day, FileStanding.SUPERSEDED)
        elif day.till_day in doubted:
            yield Placed(day, FileStanding.DISPUTED, doubted[day.till_day])
        else:
            yield Placed(day, FileStanding.LEFT_OUT)


def _told_elsewhere(counted: BookDay, told: Iterable[SaleMark], held: set[str]) -> tuple[str, ...]:
    """Its sales that an earlier file holds, and those that another was chosen to tell."""
    given_way = held - {mark.sale_id for mark in counted.marks}
    return tuple(sorted(given_way | {mark.sale_id for mark in told}))
