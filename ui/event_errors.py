"""Errors of Python code that Qt calls in the middle of an event."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from PySide6.QtCore import QEvent

T = TypeVar("T")
E = TypeVar("E", bound=QEvent)


def told_not_raised(handler: Callable[[T, E], None]) -> Callable[[T, E], None]:
    """Give what an event handler raises to `sys.excepthook`, as if a slot had raised it.

    An exception that leaves a handler stays set while Qt calls the event filters after it; Python
    then fails in each of them, and at worst the process ends in a segmentation fault.
    """

    @wraps(handler)
    def told(self: T, event: E) -> Any:
        try:
            handler(self, event)
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)

    return told
