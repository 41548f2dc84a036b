"""Keeps the screen on while something has to stay in sight."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Flags of Windows' SetThreadExecutionState.
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x1, 0x2


@contextmanager
def screen_kept_on() -> Iterator[None]:
    """Let no screen saver and no sleep begin in the block; on Windows, elsewhere nothing happens.

    Qt has nothing for it, and the stands' laptops run Windows.
    """
    _ask_windows(_CONTINUOUS | _SYSTEM | _DISPLAY)
    try:
        yield
    finally:
        _ask_windows(_CONTINUOUS)


def _ask_windows(state: int) -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetThreadExecutionState(state)
