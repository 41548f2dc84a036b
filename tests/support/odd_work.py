"""What workers can be made to do in tests; in a module of its own, because they import it."""

from __future__ import annotations

import os
import threading

from pos_app.errors import Problem


def careless(file: bytes) -> Problem:
    """Says what it was given; dies of some files, and never comes back from others."""
    if file.startswith(b"die"):
        os._exit(9)
    if file.startswith(b"hang"):
        threading.Event().wait()
    return Problem("seen", facts={"file": file.decode()})


def dies_once(file: bytes) -> Problem:
    """Dies of a file the first time, as where memory ran short for a moment."""
    path = file.decode()
    if os.path.exists(path):
        os.remove(path)
        os._exit(9)
    return Problem("seen")
