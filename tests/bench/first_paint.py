"""How soon a process has painted its first window, and the bare window it is held against."""

from __future__ import annotations

import os
import subprocess
import sys
import time

AGAINST = "a bare window, from the start of the process until it is painted"
BARE = """
from PySide6.QtWidgets import QApplication, QLabel
from PySide6.QtCore import QTimer
class Painted(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, tell_painted)
app = QApplication([])
label = Painted("Rp0")
label.show()
app.exec()
"""
# At the first time that nothing is left to do after the window was painted: memory at its most, in
# KiB, as the system counts it from the start on. A window is painted while it is exposed.
TELL = """
def tell_painted():
    try:
        with open("/proc/self/status") as status:
            print(*(line.split()[1] for line in status if line.startswith("VmHWM")), flush=True)
    except OSError:
        print(0, flush=True)
    from PySide6.QtWidgets import QApplication
    QApplication.quit()
def tell_when_exposed(widget):
    from PySide6.QtCore import QEvent, QObject, QTimer
    class Filter(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Expose:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, tell_painted)
            return False
    window = widget.windowHandle()
    window.installEventFilter(Filter(window))
"""


def until_painted(code: str, *arguments: str) -> tuple[float, int]:
    """Seconds until a process has painted its window, and its peak memory then (KiB; 0: not told).

    Its bytecode is kept between runs, as it is on every laptop.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", TELL + code, *arguments]
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        took = time.perf_counter() - start
    assert process.returncode == 0
    return took, int(told.strip() or 0)
