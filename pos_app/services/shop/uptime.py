"""Time that nobody sets: how long to wait after wrong PINs is measured by it."""

from __future__ import annotations

from pos_app.clock import Clock

LONGEST_STEP = 600  # seconds: a set clock that moves further at once was set, and did not run


class ClockUptime:
    """Seconds that a set clock of a replay or a test has run; where it is set, none pass."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = clock.now()
        self._seconds = 0.0

    def __call__(self) -> float:
        """Return the seconds that the clock has run since this was made."""
        now = self._clock.now()
        step = (now - self._last).total_seconds()
        if 0 < step <= LONGEST_STEP:
            self._seconds += step
        self._last = now
        return self._seconds
