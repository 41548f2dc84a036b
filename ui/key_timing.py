"""Tells the keys of a scanner from typed keys by the time between them.

The times are those of the key events where the system records them (X11 and Wayland). On Windows Qt
gets only the time when a key is processed: keys that waited while the program was busy come all at
once there.
"""

from __future__ import annotations

import time
from collections.abc import Callable

Ticks = Callable[[], int]

SCAN_GAP_MS = 40  # at most, between two keys of a scan
SCAN_LENGTH = 4  # keys, at least
# A busy laptop or a wireless scanner can interrupt a scan for as long as this.
STALL_MS = 500
# A scanner that ends with CR and LF sends the second Enter within this time.
ECHO_MS = 150
# The same for a trigger that is pulled over nothing: two Enters faster than a person presses them.
EMPTY_ECHO_MS = 60
# A scan without a terminator ends with this silence, after more quick keys than a person types.
SILENCE_MS = 120
SILENT_LENGTH = 6
# A bouncing trigger sends its code twice; nobody scans a second piece as fast as this.
BOUNCE_MS = 50
# X11 reports a key pressed twice within a millisecond as auto-repeat; a held key repeats slower.
HELD_MS = 12
# Dynamic property of a box that takes scans itself, such as that for a stand's QRIS code.
TAKES_SCANS = "takes_scans"
# Dynamic property of a box that empties itself when a scanner sent its prefix and no code.
TAKES_BLANKS = "takes_blanks"


def monotonic_ms() -> int:
    """Return the milliseconds of a clock that never goes back."""
    return time.monotonic_ns() // 1_000_000


class KeyClock:
    """Knows the time of the current key, and whether it is the second terminator of a scan."""

    def __init__(self, ticks: Ticks) -> None:
        self._ticks = ticks
        self._key_at = 0
        self._scan_at: int | None = None
        self._echo_ms = ECHO_MS

    def note_key(self, at: int) -> None:
        """Note when the current key was pressed (ms): before now, if the window was busy.

        0, where the system does not record it, means now.
        """
        self._key_at = at

    def key_time(self) -> int:
        """Return the time of the current key in milliseconds."""
        return self._key_at or self._ticks()

    def note_scan(self) -> None:
        """Note that a scan ended with the current key; an Enter right after it is part of it."""
        self._scan_at, self._echo_ms = self.key_time(), ECHO_MS

    def note_bare_enter(self) -> None:
        """Note an Enter without a code: a trigger that is pulled over nothing may send two."""
        self._scan_at, self._echo_ms = self.key_time(), EMPTY_ECHO_MS

    def forget_scan(self) -> None:
        """Note that another key was typed since; the next Enter is not part of the scan."""
        self._scan_at = None

    def is_echo(self) -> bool:
        """Return whether an Enter now is the second of a scanner that sends CR and LF."""
        return self._scan_at is not None and 0 <= self.key_time() - self._scan_at < self._echo_ms


class KeyTiming:
    """Follows keys with their times; keys that come faster than a person types are a scan.

    A run is a series of keys less than SCAN_GAP_MS apart. A burst is a series of runs without a
    pause longer than a stall. The scan may begin at any run of a burst, after typed keys.
    """

    def __init__(self, stall_ms: int = SCAN_GAP_MS) -> None:
        self._stall_ms = stall_ms
        self._burst = ""
        self._starts: list[int] = []  # index in the burst of the first key of each run
        self._run_at = 0
        self._last = 0

    def key(self, text: str, now: int) -> bool:
        """Note a printable key at `now` (ms); return whether it begins a new run."""
        if not self._within(self._stall_ms, now):
            self.reset()
        fresh = not self._within(SCAN_GAP_MS, now)
        if fresh:
            self._starts.append(len(self._burst))
            self._run_at = now
        self._burst += text
        self._last = now
        return fresh

    def _within(self, most_ms: int, now: int) -> bool:
        return bool(self._burst) and 0 <= now - self._last <= most_ms

    @property
    def run(self) -> str:
        """The keys of the current run."""
        return self._burst[self._starts[-1] :] if self._starts else ""

    @property
    def runs(self) -> int:
        """The number of runs in the burst."""
        return len(self._starts)

    @property
    def last(self) -> int:
        """The time of the last key in milliseconds."""
        return self._last

    def readings(self) -> list[str]:
        """Return the burst from the start of each of its runs, the longest text first."""
        return [self._burst[at:] for at in self._starts]

    def is_scan(self, now: int) -> bool:
        """Return whether the keys before a terminator at `now` came from a scanner."""
        if self._within(SCAN_GAP_MS, now) and len(self.run) >= SCAN_LENGTH:
            return True
        late = not self._within(SCAN_GAP_MS, now)
        return self._within(self._stall_ms, now) and self._mostly_quick(
            len(self._starts) - 1 + late, 1
        )

    def ends_quickly(self, now: int) -> bool:
        """Return whether a terminator at `now` comes as fast as the keys before it."""
        return len(self.run) > 1 and self._within(SCAN_GAP_MS, now)

    def _mostly_quick(self, pauses: int, ends: int = 0) -> bool:
        """Return whether the burst has many quick keys for its `pauses`: a person types few."""
        quick = len(self._burst) - 1 + ends - pauses
        return quick >= SCAN_LENGTH and 2 * pauses <= quick

    def is_held(self, now: int) -> bool:
        """Return whether an auto-repeat at `now` is a key held down, not a `00` of a scanner."""
        return now - self._last > HELD_MS

    def is_queue(self, now: int) -> bool:
        """Return whether the run that ends at `now` is faster than a keyboard can send it.

        A USB keyboard is polled at most once in a millisecond. Such keys waited while the program
        was busy, and their times are not those of sending.
        """
        return now - self._run_at < len(self.run)

    @property
    def is_silent_scan(self) -> bool:
        """Whether the burst, followed by silence, came from a scanner without a terminator."""
        return len(self.run) >= SILENT_LENGTH or (
            len(self._burst) >= SILENT_LENGTH and self._mostly_quick(len(self._starts) - 1)
        )

    @property
    def quick(self) -> bool:
        """Whether the keys so far come faster than a person types."""
        return len(self.run) > 1 or self._mostly_quick(len(self._starts) - 1)

    def reset(self) -> None:
        """Forget the burst."""
        self._burst = ""
        self._starts = []
