"""What keeps a till from changing anything: damage, or a difference that a lead decides on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.errors import PosError
from pos_app.services.shop.twin_difference import TwinDifference

if TYPE_CHECKING:
    from pos_app.services.shop.later_check import LaterCheck
    from pos_app.store.twin_check import CheckedUpto


class TillTrouble:
    """The part of a shop that knows what its start, its long checks and its close found."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.difference: TwinDifference | None = None
        self.damage: PosError | None = None
        self.twin_row: int | None = None
        """The first row whose line in the twin is damaged, until that is written anew."""
        self.checked: CheckedUpto | None = None
        """The last row up to which this run has found everything sound; None: nothing yet."""
        self._later: LaterCheck | None = None
        self._checked_later = False

    @property
    def trouble(self) -> PosError | None:
        """The error that every change meets: damage, or what a lead has to decide; else None."""
        if self.damage is not None:
            return self.damage
        return None if self.difference is None else self.difference.error()

    def refuse_trouble(self) -> None:
        """Raise `trouble`, if there is any, before anything is changed or answered."""
        self._adopt_later_check()
        if self.trouble is not None:
            raise self.trouble

    def check_later(self) -> LaterCheck:
        """Start the checks that take longer, on a thread of their own, after the first paint."""
        from pos_app.services.shop.later_check import LaterCheck  # most commands end before it

        if self._later is None:
            self._later = LaterCheck(self.folder)
        return self._later

    def later_check_done(self) -> bool:
        """Start the longer checks if need be; return whether they are done, `trouble` included."""
        if not self._checked_later:
            self.check_later()
            self._adopt_later_check()
        return self._checked_later

    def _adopt_later_check(self) -> None:
        found = self._later.found if self._later else None
        if found is not None:
            self._later, self._checked_later = None, True
            self.difference = self.difference or found.difference
            self.damage = self.damage or found.damage
            self.twin_row, self.checked = found.twin_row, found.checked

    def stop_checking(self) -> None:
        """End the long checks, before the database is closed."""
        if self._later is not None:
            self._later.stop()
            self._later = None
