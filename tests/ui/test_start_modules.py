"""What the first window imports: each module costs a start about a third of a millisecond.

Whoever needs more at the start of a till imports it where it is used, or after the first paint.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from support.shops import make_shop

from pos_app.cli.start import Window, asked_window

SCRIPT = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import app
start = app.TillApp.start
def start_and_leave(self, demo=False):
    start(self, demo)
    QTimer.singleShot(0, leave)
def leave():
    print(json.dumps(sorted(sys.modules)))
    QApplication.quit()
app.TillApp.start = start_and_leave
from pos_app.cli.start import main
main()
"""
MOST_MODULES = 179
NOT_AT_A_START = (
    "PIL",
    "click",
    "csv",
    "decimal",
    "nacl",
    "platformdirs",
    "pos_app.cli.main",
    "pos_app.dayfile.reader",
    "pos_app.office",
    "pos_app.printing",
    "pos_app.services.catalogue.import_export",
    "pos_app.services.day.interim",
    "pos_app.services.safety",
    "reportlab",
    "segno",
    "sqlite_utils",
    "ui.safety_offer",
    "uuid",
)


def test_a_start_imports_what_the_sell_screen_needs_and_little_else(tmp_path: Path) -> None:
    make_shop(tmp_path / "till").close()
    command = [sys.executable, "-c", SCRIPT, "--data", str(tmp_path / "till")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    modules = json.loads(run.stdout.splitlines()[-1])
    found = set(NOT_AT_A_START) & set(modules)
    own = [name for name in modules if name.partition(".")[0] in ("pos_app", "ui")]
    assert not found
    assert len(own) <= MOST_MODULES, own


def test_a_start_reads_no_source_of_the_modules_that_it_imports() -> None:
    script = "import linecache, ui.app; print([name for name in linecache.cache if 'ui' in name])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


NOT_BEFORE_THE_OFFICES_FIRST_PAINT = (
    "PIL",
    "email",
    "http.client",
    "pos_app.services.catalogue.import_export",
    "pos_app.sheets.goods",
    "reportlab",
    "ui.guide.guide_dialog",
    "ui.office.buyers_page",
    "ui.office.charts_page",
    "ui.office.event_card",
    "ui.office.fairs_page",
    "ui.office.new_book_page",
    "ui.office.report_page",
    "ui.office.settlement_page",
    "ui.products.import_dialog",
    "ui.session",
)


def test_the_offices_window_imports_no_page_but_the_first_ones() -> None:
    script = "import json, sys, ui.office.office_app; print(json.dumps(sorted(sys.modules)))"
    command = [sys.executable, "-c", script]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    modules = json.loads(run.stdout.splitlines()[-1])
    assert not set(NOT_BEFORE_THE_OFFICES_FIRST_PAINT) & set(modules)


def test_only_a_plain_window_goes_the_short_way() -> None:
    folder = Path("kasir")
    assert asked_window([]) == Window(None)
    assert asked_window(["--data", "kasir"]) == Window(folder)
    assert asked_window(["--data", "kasir", "window", "--demo"]) == Window(folder, demo=True)
    for others in (
        ["--version"],
        ["--data"],
        ["--data", ""],
        ["--data", "-x"],
        ["--data", "kasir", "sales"],
        ["--clock", "2023-10-25T08:00:00+08:00"],
        ["window", "--help"],
    ):
        assert asked_window(others) is None, others
