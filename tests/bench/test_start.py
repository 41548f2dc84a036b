"""How soon the first window can be used, against a bare PySide6 window in the same run."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.figures import Figures
from support.shops import make_shop

from pos_app.paths import resources_dir

pytestmark = pytest.mark.bench

GOAL, MEMORY_GOAL = 1.7, 1.6
BARE = """
from PySide6.QtWidgets import QApplication, QLabel
from PySide6.QtCore import QTimer
app = QApplication([])
label = QLabel("Rp0")
label.show()
QTimer.singleShot(0, app.quit)
app.exec()
tell_peak()
"""
# What Qt alone takes for such a window: as many widgets of each kind as the sell screen, with
# rail and header, has (96); the bundled fonts, one style sheet, and the names of PySide6 for them.
FLOOR = """
import sys, tomllib
from pathlib import Path
from string import Template
from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (QColor, QFont, QFontDatabase, QIcon, QKeySequence, QPainter, QPalette,
    QPixmap, QShortcut)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QListView,
    QPushButton, QToolButton, QVBoxLayout, QWidget)
resources = Path(sys.argv[1])
app = QApplication([])
app.setStyle("Fusion")
for font in sorted((resources / "fonts").glob("Inter-*.ttf")):
    QFontDatabase.addApplicationFont(str(font))
colors = tomllib.loads((resources / "themes/light.toml").read_text("utf-8"))["colors"]
filled = Template((resources / "app.qss").read_text("utf-8")).substitute(
    colors, family="Inter Till", check_icon="", down_icon="")
app.setStyleSheet(filled)
window = QWidget()
column = QVBoxLayout(window)
for kind, count in ((QLabel, 22), (QPushButton, 24), (QToolButton, 8), (QFrame, 9), (QWidget, 20),
        (QLineEdit, 1), (QListView, 3)):
    row = QHBoxLayout()
    column.addLayout(row)
    for number in range(count):
        made = kind()
        row.addWidget(made)
        if hasattr(made, "setText"):
            made.setText("Rp0")
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
# Through the command as people start it, until the event loop has shown the window and is idle.
OURS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import app
start = app.TillApp.start
def start_and_leave(self, demo=False):
    start(self, demo)
    QTimer.singleShot(0, tell_peak)
    QTimer.singleShot(0, QApplication.quit)
app.TillApp.start = start_and_leave
from pos_app.cli.start import main
sys.argv = ["pos-app", "--data", sys.argv[1]]
main()
"""


# Memory at its most, in KiB, as the system counts it from the start of the program on.
TELL = """
def tell_peak():
    try:
        with open("/proc/self/status") as status:
            print(*(line.split()[1] for line in status if line.startswith("VmHWM")), flush=True)
    except OSError:
        print(0, flush=True)
"""


def run(code: str, *arguments: str) -> tuple[float, int]:
    """Seconds and peak memory (KiB; 0 where it is not told) of a process.

    Its bytecode is kept between runs, as it is on every laptop.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", TELL + code, *arguments]
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return time.perf_counter() - start, int(done.stdout.strip() or 0)


def test_the_first_window_against_a_bare_one(
    tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    """On a shared machine other work only ever adds time: each round takes the least of each."""
    sheet = "sku,name,category,maker,price_rp,stock\n" + "".join(
        f"S{i:04d},Barang nomor {i},Kategori {i % 9},M{i % 12},{10_000 + i * 500},9\n"
        for i in range(1_000)
    )
    till = tmp_path / "till"
    make_shop(till, sheet=sheet).close()
    run(OURS, str(till))
    first, qt, memory = [], [], []
    for _ in range(3 if quick else 5):
        bare, floor, ours = [], [], []
        for _ in range(2 if quick else 4):
            bare.append(run(BARE))
            floor.append(run(FLOOR, str(resources_dir())))
            ours.append(run(OURS, str(till)))
        first.append(min(ours)[0] / min(bare)[0])
        qt.append(min(floor)[0] / min(bare)[0])
        if bare[0][1]:
            memory.append(min(kib for _, kib in ours) / min(kib for _, kib in bare))
    window = "a bare window, process from start to end"
    figures.ratio("first window", first, timed="the till", against=window, goal=GOAL)
    figures.ratio("its floor", qt, timed="Qt alone with as many widgets", against=window)
    if memory:
        figures.ratio(
            "memory of the first window",
            memory,
            timed="the till's most",
            against="a bare window's",
            goal=MEMORY_GOAL,
        )
