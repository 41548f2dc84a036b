"""How soon the first window can be used, against a bare PySide6 window in the same run."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.shops import make_shop

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
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(seconds(BARE))
        ours.append(seconds(OURS, str(tmp_path / "till")))
    # On a shared machine other work only ever adds time: the least of each is what it costs.
    ratio = min(ours) / min(bare)
    with capsys.disabled():
        print(f"\nfirst window: {min(ours):.3f} s, bare", end=" ")
        print(f"{min(bare):.3f} s, ratio {ratio:.2f} (at most 2.5)")
    assert ratio <= 2.5
