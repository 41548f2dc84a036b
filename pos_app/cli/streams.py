"""The program's streams are UTF-8, whatever the console's encoding is."""

from __future__ import annotations

import io
import sys

from pos_app.logs import silence_console


def set_up_streams() -> None:
    """Reads and writes UTF-8, and keeps log entries off the screen."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    silence_console()
