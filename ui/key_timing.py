"""Telling a scanner from a hand by the pace of its keys.

Times are the keys' own where the system keeps them (X and Wayland do). Windows tells Qt only when a
key was taken up: there, the keys that queued behind a slow moment come all at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable

Ticks = Callable[[], int]

SCAN_GAP_MS = 40
SCAN_LENGTH = 4
# A laptop that is busy, or a scanner on the air, can hold up a scan in its middle.
STALL_MS = 500
ECHO_MS = 150
# A scanner without a terminator is told by the silence after a run that no hand types.
SILENCE_MS = 120
SILENT_LENGTH = 6
# A trigger that bounces sends its code twice; no hand brings the next piece as soon.
BOUNCE_MS = 50
# X calls a key pressed again in the same millisecond a repetition; a key held down repeats slower.
HELD_MS = 12
# A box with this property is where a scan is meant to land: a stand's QRIS code, for one.
TAKES_SCANS = "takes_scans"


def monotonic_ms() -> int:
    """Milliseconds of a clock that never goes back."""
    return time.monotonic_ns() // 1_000_000


class KeyClock:
    """The time of the key in hand, and whether it is the second end of a scan."""

    def __init__(self, ticks: Ticks) -> None:
        self._ticks = ticks
        self._key_at = 0
        self._scan_at: int | None = None

    def note_key(self, at: int) -> None:
        """When the key in hand was pressed: earlier than now, if it had to wait for the window.

        0 where the system does not say: then it is now.
        """
        self._key_at = at

    def key_time(self) -> int:
        return self._key_at or self._ticks()

    def note_scan(self) -> None:
        """A scan was just taken; an Enter that follows at once belongs to it."""
        self._scan_at = self.key_time()

    def forget_scan(self) -> None:
        """Something else was typed since: the next Enter is its own."""
        self._scan_at = None

    def is_echo(self) -> bool:
        """Whether an Enter that comes now is the second end of a scanner that sends CR and LF."""
        return self._scan_at is not None and 0 <= self.key_time() - self._scan_at < ECHO_MS


class KeyTiming:
    """Follows keys at their times: a run of keys faster than a hand is a scan.

    A burst is what came without a pause longer than a stall: one run, or several that were held
    apart. Each of its runs may be where the scan begins, after what a hand typed before it.
    """

    def __init__(self, stall_ms: int = SCAN_GAP_MS) -> None:
        self._stall_ms = stall_ms
        self._burst = ""
        self._starts: list[int] = []  # of its runs
        self._run_at = 0
        self._last = 0

    def key(self, text: str, now: int) -> bool:
        """Notes a printable key; True when it begins a new run."""
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
        """The keys since the last pause that no scanner makes by itself."""
        return self._burst[self._starts[-1] :] if self._starts else ""

    @property
    def runs(self) -> int:
        """How many runs the burst is in."""
        return len(self._starts)

    @property
    def last(self) -> int:
        """When the last key came."""
        return self._last

    def readings(self) -> list[str]:
        """The burst from the start of each of its runs, the whole of it first."""
        return [self._burst[at:] for at in self._starts]

    def is_scan(self, now: int) -> bool:
        """Whether what a terminator ends now came from a scanner, held up or not."""
        if self._within(SCAN_GAP_MS, now) and len(self.run) >= SCAN_LENGTH:
            return True
        late = not self._within(SCAN_GAP_MS, now)
        return self._within(self._stall_ms, now) and self._mostly_quick(
            len(self._starts) - 1 + late, 1
        )

    def _mostly_quick(self, pauses: int, ends: int = 0) -> bool:
        """Whether a scanner made the burst, for all its `pauses`: a hand has few quick keys."""
        quick = len(self._burst) - 1 + ends - pauses
        return quick >= SCAN_LENGTH and 2 * pauses <= quick

    def is_held(self, now: int) -> bool:
        """Whether a key that is said to repeat is one held down, and not the 00 of a scanner."""
        return now - self._last > HELD_MS

    def is_queue(self, now: int) -> bool:
        """Whether the run that ends now came faster than a keyboard can send it.

        A USB keyboard is asked once in a millisecond at the most: these are keys that waited behind
        a slow moment, and their times do not tell when they were sent.
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
        """Whether what is being typed goes too fast for a hand."""
        return len(self.run) > 1 or self._mostly_quick(len(self._starts) - 1)

    def reset(self) -> None:
        self._burst = ""
        self._starts = []
