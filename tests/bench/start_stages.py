"""Where the time of a start goes: milliseconds of processor of each stage, the least of some runs.

python tests/bench/start_stages.py [RUNS]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench.test_start import a_till_of_a_thousand  # noqa: E402

# A start in pieces: what is imported is imported in the order of its layers, so that each stage
# pays for itself. `Qt`, `QStyle` and others make their Python enums when they are first named.
STAGES = """
import gc, json, sys, time
took, last = {}, 0.0
def stage(name):
    global last
    now = time.process_time()
    took[name] = round((now - last) * 1000, 1)
    last = now
gc.disable()
stage("Python itself")
from PySide6.QtCore import QTimer
from PySide6 import QtCore, QtGui, QtSvg, QtWidgets
stage("importing PySide6")
for module, names in (
    (QtCore, "Qt QEvent"),
    (QtGui, "QPalette QIcon QPainter QFont QColor QPixmap QKeySequence QFontDatabase"),
    (QtWidgets, "QLabel QStyle QPushButton QToolButton QLineEdit QListView QSizePolicy QComboBox"
        " QStyleOptionButton QStyleOptionViewItem QBoxLayout QDialog QScrollArea"
        " QStyledItemDelegate"),
):
    for name in names.split():
        getattr(module, name)
stage("names of Qt, first used")
import dataclasses, datetime, hashlib, json, logging, sqlite3, tomllib, urllib.parse
stage("standard library")
from ui import app
stage("our modules")
till = app.TillApp(app.make_application(), app.Path(sys.argv[1]))
stage("style and fonts")
shop = app.open_shop(app.Path(sys.argv[1]))
stage("opening the till")
till.open(shop)
stage("building the sell screen")
tell_when_exposed(till.window)
QtWidgets.QApplication.exec()
stage("painting it")
till.close()
print(json.dumps(took))
"""


def main(runs: int) -> None:
    """Print the stages."""
    from bench.first_paint import TELL

    painted = TELL[TELL.index("def tell_when_exposed") :].replace(
        "tell_painted", "QtWidgets.QApplication.quit"
    )
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as folder:
        till = a_till_of_a_thousand(Path(folder) / "till")
        command = [sys.executable, "-c", painted + STAGES, str(till)]
        found = []
        for _ in range(runs + 1):
            done = subprocess.run(
                command, check=True, capture_output=True, text=True, env=environment
            )
            found.append(json.loads(done.stdout))
    for name in found[0]:
        print(f"{min(run[name] for run in found[1:]):7.1f} ms  {name}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
