"""Days of which some codes have come by light, and not yet enough.

They are in no figure: until a day is whole, nobody knows what its codes say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pos_app.errors import PosError
from pos_app.light.codes import LightCode, LightLabel, read_code
from pos_app.light.pictures import screen_of
from pos_app.office.book import Book
from pos_app.office.plan.event_plan import TillDay


@dataclass(frozen=True, slots=True)
class PartialDay:
    """A day of which `have` codes are here, of `need` that are enough and `count` in all.

    `whole` is the hash by which its codes belong together, `label` what they say of themselves.
    `screens` are the numbers of the screens to photograph again, from 1: together they show enough;
    `codes` are the numbers of the codes that are missing there, as they stand on paper.
    """

    whole: str
    label: LightLabel
    have: int
    need: int
    count: int
    screens: tuple[int, ...] = ()
    codes: tuple[int, ...] = ()

    @property
    def till_day(self) -> TillDay:
        """Stand, till and day."""
        return self.label.stand, self.label.till, self.label.day

    def as_json(self) -> dict[str, Any]:
        """The day as `office merge --json` and `office status --json` print it."""
        label = self.label
        return {
            "manifest": label.manifest,
            **{"have": self.have, "need": self.need, "count": self.count},
            **{"stand": label.stand, "till": label.till, "seat": label.seat, "day": label.day},
            **{"revision": label.revision, "screens_missing": list(self.screens)},
        }


def book_partials(book: Book) -> tuple[PartialDay, ...]:
    """The days of a book that are not whole.

    Without those that have come as a file meanwhile, or whose next revision has.
    """
    codes = [code for code in map(_read, book.light.unfinished()) if code is not None]
    found = [partial_of(group) for group in wholes_of(codes).values()]
    light = book.light
    open_ = [
        each
        for each in found
        if not light.is_here(each.label.manifest) and not light.is_replaced(each.label)
    ]
    return tuple(sorted(open_, key=lambda each: (each.till_day, each.label.revision, each.whole)))


def wholes_of(codes: Iterable[LightCode]) -> dict[str, list[LightCode]]:
    """The codes of each whole that agree on what it is; of several opinions the commonest."""
    by_whole: dict[str, list[LightCode]] = defaultdict(list)
    for code in codes:
        by_whole[code.whole].append(code)
    return {whole: _agreeing(group) for whole, group in sorted(by_whole.items())}


def _agreeing(codes: Sequence[LightCode]) -> list[LightCode]:
    said = Counter(_says(code) for code in codes)
    commonest = max(said, key=lambda each: (said[each], repr(each)))
    return [code for code in codes if _says(code) == commonest]


def _says(code: LightCode) -> tuple[object, ...]:
    return code.need, code.count, code.length, code.label


def partial_of(codes: Sequence[LightCode]) -> PartialDay:
    """What is here of one whole, by its codes, of which there is at least one."""
    first, here = codes[0], {code.index for code in codes}
    lacking = Counter(screen_of(index) + 1 for index in range(first.count) if index not in here)
    owed, screens = first.need - len(here), []
    for screen, missing in sorted(lacking.items(), key=lambda each: (-each[1], each[0])):
        if owed <= 0:
            break
        screens.append(screen)
        owed -= missing
    numbers = (index for index in range(first.count) if screen_of(index) + 1 in screens)
    return PartialDay(
        *(first.whole, first.label, len(here), first.need, first.count),
        *(tuple(sorted(screens)), tuple(index + 1 for index in numbers if index not in here)),
    )


def _read(code: bytes) -> LightCode | None:
    """A code of the book; None for one that an older version of the app cannot read."""
    try:
        return read_code(code)
    except PosError:
        return None
