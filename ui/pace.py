"""Telling a scanner from a hand by the pace of its keys."""

from __future__ import annotations

import time
from collections.abc import Callable

Ticks = Callable[[], int]

SCAN_GAP_MS = 40
SCAN_LENGTH = 4
ECHO_MS = 150


def monotonic_ms() -> int:
    """Milliseconds of a clock that never goes back."""
    return time.monotonic_ns() // 1_000_000


class Pace:
    """Follows the keys of one box: a run of keys faster than a hand is a scan."""

    def __init__(self, ticks: Ticks) -> None:
        self._ticks = ticks
        self._last = -SCAN_GAP_MS
        self.run = ""

    def key(self, text: str) -> bool:
        """Notes a printable key; True when it begins a new run."""
        now = self._ticks()
        fresh = not self.run or now - self._last > SCAN_GAP_MS
        self.run = text if fresh else self.run + text
        self._last = now
        return fresh

    def is_scan(self) -> bool:
        """Whether the run that Enter ends now came from a scanner."""
        quick = self._ticks() - self._last <= SCAN_GAP_MS
        return quick and len(self.run) >= SCAN_LENGTH

    def reset(self) -> None:
        self.run = ""
