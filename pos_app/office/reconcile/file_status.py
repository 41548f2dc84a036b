"""The status of each day file in a book: whether it counts, and if not, why not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pos_app.office.book_day import BookDay, SaleDigest
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.reconcile.chains import chains_of
from pos_app.office.reconcile.confirmed_totals import repeated_sales
from pos_app.office.reconcile.set_aside import SetAside
from pos_app.office.reconcile.status import Status


class FileState(StrEnum):
    """The state of a day file.

    Attributes:
        COUNTS: The confirmed totals contain the file.
        SUPERSEDED: A newer revision of the same day replaces it.
        DISPUTED: Other files or the office's decisions contradict it.
        SET_ASIDE: The plan does not expect it, or another till's key signed it.
        LEFT_OUT: A decision of the office keeps it out.
    """

    COUNTS = "counts"
    SUPERSEDED = "superseded"
    DISPUTED = "disputed"
    SET_ASIDE = "set_aside"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class FileStatus:
    """A day file and its state.

    `code` is the code of the conflict, or the reason why the file was kept out. `repeated` are
    the ids of its sales that do not count here: they count in another file, or close an order that
    the office decided otherwise, or has yet to decide.
    """

    day: BookDay
    state: FileState
    code: str = ""
    repeated: tuple[str, ...] = ()


def file_statuses(status: Status, days: Iterable[BookDay]) -> list[FileStatus]:
    """The status of each file, in the order of their identities.

    Args:
        status: The status of the book.
        days: The files from which `status` was made.
    """
    days = list(days)
    rules = _Rules.of(status, days)
    return sorted((rules.status(day) for day in days), key=lambda found: found.day.identity)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What decides the state of a file. Keys are file identities, except in `disputed_days`."""

    counted: Mapping[str, tuple[str, ...]]
    set_aside: Mapping[str, str]
    overruled: Mapping[str, str]
    in_conflict: Mapping[str, str]
    disputed_days: Mapping[TillDay, str]
    newest: Collection[str]

    @classmethod
    def of(cls, status: Status, days: list[BookDay]) -> _Rules:
        whole = [conflict for conflict in status.conflicts if not conflict.is_of_order]
        return cls(
            counted=_repeated_ids(status, days),
            set_aside=_codes(status.set_aside),
            overruled=_codes(status.overruled),
            in_conflict={f.manifest: c.code for c in whole for f in c.files},
            disputed_days={conflict.till_day: conflict.code for conflict in whole},
            newest={chain.head.identity for chain in chains_of(days).values()},
        )

    def status(self, day: BookDay) -> FileStatus:
        """The first rule that applies decides."""
        if day.identity in self.counted:
            return FileStatus(day, FileState.COUNTS, repeated=self.counted[day.identity])
        for codes, state in (
            (self.set_aside, FileState.SET_ASIDE),
            (self.overruled, FileState.LEFT_OUT),
            (self.in_conflict, FileState.DISPUTED),
        ):
            if day.identity in codes:
                return FileStatus(day, state, codes[day.identity])
        if day.identity not in self.newest:
            return FileStatus(day, FileState.SUPERSEDED)
        if day.till_day in self.disputed_days:
            return FileStatus(day, FileState.DISPUTED, self.disputed_days[day.till_day])
        return FileStatus(day, FileState.LEFT_OUT)


def _codes(files: Iterable[SetAside]) -> dict[str, str]:
    return {file.manifest: file.code for file in files}


def _repeated_ids(status: Status, days: Iterable[BookDay]) -> dict[str, tuple[str, ...]]:
    """For each file that counts, its sales that count in another file, or not at all."""
    sale_ids = {day.identity: _told_ids(day) for day in days}
    return {
        day.identity: _counted_elsewhere(day, repeated, sale_ids[day.identity])
        for day, repeated in repeated_sales(status.confirmed.days)
    }


def _counted_elsewhere(
    counted: BookDay, repeated: Iterable[SaleDigest], sale_ids: set[str]
) -> tuple[str, ...]:
    """The sales that an earlier file holds, and those that the office chose from another file."""
    overruled = sale_ids - _told_ids(counted)
    return tuple(sorted(overruled | {sale.sale_id for sale in repeated}))


def _told_ids(day: BookDay) -> set[str]:
    """The sales that tie a day to another file, and those that close an order."""
    closings = {note.row.sale_id for note in day.notes.orders if note.is_closing}
    return closings | {sale.sale_id for sale in day.sale_digests}
