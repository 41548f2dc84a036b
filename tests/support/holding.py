"""Another program that has a file open and lets nobody else open it, as a virus scanner does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_HOLD = """
import ctypes, sys, time
open_file = ctypes.WinDLL("kernel32", use_last_error=True).CreateFileW
open_file.restype = ctypes.c_void_p
read, alone, existing = 0x80000000, 0, 3
file = open_file(ctypes.c_wchar_p(sys.argv[1]), read, alone, None, existing, 0, None)
print("held" if file != ctypes.c_void_p(-1).value else ctypes.get_last_error(), flush=True)
time.sleep(float(sys.argv[2]))
"""


@contextmanager
def held(path: Path, seconds: float) -> Iterator[None]:
    """Hold a file for some seconds, in another process."""
    command = [sys.executable, "-c", _HOLD, str(path), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "held"
        try:
            yield
        finally:
            process.kill()
