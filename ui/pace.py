"""Telling a scanner from a hand by the pace of its keys."""

from __future__ import annotations

import time
from collections.abc import Callable

Ticks = Callable[[], int]

SCAN_GAP_MS = 40
SCAN_LENGTH = 4
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


class Pace:
    """Follows keys at their times: a run of keys faster than a hand is a scan."""

    def __init__(self) -> None:
        self._last = -SCAN_GAP_MS
        self.run = ""

    def key(self, text: str, now: int) -> bool:
        """Notes a printable key; True when it begins a new run."""
        fresh = not self.run or now - self._last > SCAN_GAP_MS
        self.run = text if fresh else self.run + text
        self._last = now
        return fresh

    def is_scan(self, now: int) -> bool:
        """Whether the run that a terminator ends now came from a scanner."""
        return now - self._last <= SCAN_GAP_MS and len(self.run) >= SCAN_LENGTH

    def is_held(self, now: int) -> bool:
        """Whether a key that is said to repeat is one held down, and not the 00 of a scanner."""
        return now - self._last > HELD_MS

    @property
    def is_silent_scan(self) -> bool:
        """Whether the run, followed by silence, came from a scanner without a terminator."""
        return len(self.run) >= SILENT_LENGTH

    @property
    def quick(self) -> bool:
        """Whether what is being typed goes too fast for a hand."""
        return len(self.run) > 1

    def reset(self) -> None:
        self.run = ""
