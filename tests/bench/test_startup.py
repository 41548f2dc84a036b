"""How soon the first window can be used, against a bare PySide6 window in the same run."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.shops import make_shop

from pos_app.paths import resources_dir

pytestmark = pytest.mark.bench

ROUNDS = 12
BARE = """
from PySide6.QtWidgets import QApplication, QLabel
from PySide6.QtCore import QTimer
app = QApplication([])
label = QLabel("Rp0")
label.show()
QTimer.singleShot(0, app.quit)
app.exec()
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
    QTimer.singleShot(0, QApplication.quit)
app.TillApp.start = start_and_leave
from pos_app.cli.start import main
sys.argv = ["pos-app", "--data", sys.argv[1]]
main()
"""


def seconds(*command: str) -> float:
    """A whole process, its bytecode kept between runs as it is on every laptop."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", *command], check=True, capture_output=True, env=environment
    )
    return time.perf_counter() - start


def test_the_first_window_is_usable_within_two_and_a_half_bare_windows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = "sku,name,category,maker,price_rp,stock\n" + "".join(
        f"S{i:04d},Barang nomor {i},Kategori {i % 9},M{i % 12},{10_000 + i * 500},9\n"
        for i in range(1_000)
    )
    make_shop(tmp_path / "till", sheet=sheet).close()
    seconds(OURS, str(tmp_path / "till"))
    bare, ours, floor = [], [], []
    for _ in range(ROUNDS):
        bare.append(seconds(BARE))
        floor.append(seconds(FLOOR, str(resources_dir())))
        ours.append(seconds(OURS, str(tmp_path / "till")))
    # On a shared machine other work only ever adds time: the least of each is what it costs.
    ratio = min(ours) / min(bare)
    with capsys.disabled():
        print(f"\nfirst window: {min(ours):.3f} s, bare", end=" ")
        print(f"{min(bare):.3f} s, ratio {ratio:.2f} (at most 2.5, goal 1.7);", end=" ")
        print(f"Qt alone with as many widgets {min(floor) / min(bare):.2f}")
    assert ratio <= 2.5
