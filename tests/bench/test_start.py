"""How soon the first window can be used, against a bare PySide6 window in the same run."""

from pathlib import Path

import pytest
from bench.first_paint import AGAINST, BARE, until_painted
from support.figures import Figures
from support.shops import make_shop

from pos_app.paths import resources_dir

pytestmark = pytest.mark.bench

GOAL, MEMORY_GOAL = 1.7, 1.6
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
tell_when_exposed(window)
app.exec()
"""
# Through the command as people start it, until the first window has painted all it shows.
OURS = """
import sys
from ui import app
start = app.TillApp.start
def start_and_leave(self, demo=False):
    start(self, demo)
    tell_when_exposed(self.window)
app.TillApp.start = start_and_leave
from pos_app.cli.start import main
sys.argv = ["pos-app", "--data", sys.argv[1]]
main()
"""


def a_till_of_a_thousand(folder: Path) -> Path:
    """A till with 1,000 products, in `folder`."""
    sheet = "sku,name,category,maker,price_rp,stock\n" + "".join(
        f"S{i:04d},Barang nomor {i},Kategori {i % 9},M{i % 12},{10_000 + i * 500},9\n"
        for i in range(1_000)
    )
    make_shop(folder, sheet=sheet).close()
    return folder


def test_the_first_window_against_a_bare_one(
    tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    """On a shared machine other work only ever adds time: each round takes the least of each."""
    till = a_till_of_a_thousand(tmp_path / "till")
    until_painted(OURS, str(till))
    first, qt, memory = [], [], []
    for _ in range(3 if quick else 5):
        bare, floor, ours = [], [], []
        for _ in range(2 if quick else 4):
            bare.append(until_painted(BARE))
            floor.append(until_painted(FLOOR, str(resources_dir())))
            ours.append(until_painted(OURS, str(till)))
        first.append(min(ours)[0] / min(bare)[0])
        qt.append(min(floor)[0] / min(bare)[0])
        if bare[0][1]:
            memory.append(min(kib for _, kib in ours) / min(kib for _, kib in bare))
    figures.ratio("first window", first, timed="the till", against=AGAINST, goal=GOAL)
    figures.ratio("its floor", qt, timed="Qt alone with as many widgets", against=AGAINST)
    if memory:
        figures.ratio(
            "memory of the first window",
            memory,
            timed="the till's most",
            against="a bare window's",
            goal=MEMORY_GOAL,
        )
