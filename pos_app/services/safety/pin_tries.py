"""Wrong PINs at a take-over or a restore: counted and waited for, as at the lock of a till.

No till is open then, so there is no journal to note them in. Each try is a line of a file in the
folder where the till is to be, and of one beside the history that it is made from: closing the
window or going to another laptop with the stick starts no new count. Whoever deletes both files
does; a copy of the stick can be tried elsewhere, because the PINs' hashes are on it.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

from pos_app.bounded.files import read_bounded
from pos_app.domain.staff import wait_after
from pos_app.errors import PosError
from pos_app.private_files import private_opener
from pos_app.services.safety.findings import Findings

logger = logging.getLogger(__name__)

TRIES_NAME = "pin-tries.jsonl"
_MOST = 1_000_000
"""Bytes that are read of a file; a longer one is no file of ours."""


@dataclass(frozen=True, slots=True)
class _Try:
    """One try: whose PIN, whether it was right, and the laptop's uptime when it was noted here."""

    id: str
    till: str
    person: str
    right: bool
    uptime: float


class PinTries:
    """The tries at the PINs of one till's leads, in `folder` and beside the till's history.

    `uptime` tells the seconds since the laptop started, which setting a clock does not change.
    """

    def __init__(
        self, folder: Path, found: Findings, uptime: Callable[[], float] = time.monotonic
    ) -> None:
        till = found.identity
        self._till = f"{till.event} {till.stand}-{till.till}"
        self._uptime = uptime
        self._own = folder / TRIES_NAME
        places = dict.fromkeys(place.path.parent for place in found.places if place.seq)
        self._others = [each / TRIES_NAME for each in places if each != folder]
        self._tries = self._read(self._own)
        self._take_others()

    def check_wait(self, person: str) -> None:
        """Raises PosError `pin_wait`, with the seconds left, while the person has to wait."""
        failed = self._failed(person)
        seconds = wait_after(len(failed))
        if not seconds:
            return
        now = self._uptime()
        noted = failed[-1].uptime
        passed = now - noted if noted <= now else now  # the laptop was started again since
        if passed < seconds:
            raise PosError("pin_wait", seconds=max(1, round(seconds - passed)))

    def note(self, person: str, *, right: bool) -> None:
        """Notes a try wherever that can be written; a right one ends the count."""
        if right and not self._failed(person):
            return
        made = _Try(uuid4().hex, self._till, person, right, self._uptime())
        self._tries.append(made)
        for path in (self._own, *self._others):
            _append(path, [made])

    def failed(self) -> int:
        """Returns how many wrong PINs of this till's leads were noted in all."""
        return sum(not each.right for each in self._tries)

    def _failed(self, person: str) -> list[_Try]:
        """Returns the wrong PINs since the person's last right one."""
        found: list[_Try] = []
        for each in self._tries:
            if each.person == person:
                found = [] if each.right else [*found, each]
        return found

    def _take_others(self) -> None:
        """Takes over tries that were made at other laptops; their wait begins here and now.

        The uptime of another laptop says nothing here.
        """
        known = {each.id for each in self._tries}
        now = self._uptime()
        new = []
        for path in self._others:
            for each in self._read(path):
                if each.id not in known:
                    known.add(each.id)
                    new.append(_Try(each.id, each.till, each.person, each.right, now))
        self._tries += new
        if new:
            _append(self._own, new)

    def _read(self, path: Path) -> list[_Try]:
        try:
            lines = read_bounded(path, _MOST).splitlines()
        except (OSError, PosError):
            return []
        found = (_try_of(line) for line in lines)
        return [each for each in found if each is not None and each.till == self._till]


def _try_of(line: bytes) -> _Try | None:
    try:
        told = json.loads(line)
        uptime = float(told["uptime"])
        names = (told["id"], told["till"], told["person"])
    except (ValueError, KeyError, TypeError):
        return None
    if not all(isinstance(name, str) for name in names) or not uptime >= 0:
        return None
    return _Try(*names, told.get("right") is True, uptime)


def _append(path: Path, tries: Iterable[_Try]) -> None:
    text = "".join(json.dumps(asdict(each), sort_keys=True) + "\n" for each in tries)
    try:
        with open(path, "ab", opener=private_opener) as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        logger.warning("a wrong PIN could not be noted in %s: %s", path, error)
