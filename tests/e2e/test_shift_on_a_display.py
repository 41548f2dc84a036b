"""A shift is handed over with PINs by real keys, on a display that has no window manager.

There nobody gives the keyboard back to the window after a dialog: shortcuts such as Ctrl+6 were
dead after the first PIN, and the drawer stayed with the first person. Needs Xvfb and xdotool.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.shops import make_shop

from pos_app.services import staff
from pos_app.services.day import business_day, shifts
from pos_app.services.shop.shop import open_shop
from pos_app.services.staff import Person, Role

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")),
    reason="a display to type into needs Xvfb and xdotool",
)

KEYS = (
    *("Return", "2", "5", "8", "0", "Return"),  # Ani opens the lock
    *("ctrl+6", "F6", "5", "ctrl+Return"),  # the drawer: five notes of 100.000
    *("1", "4", "7", "0", "Return"),  # Budi takes it over
    *("ctrl+1", "ctrl+k"),  # and shortcuts still work
)
OPENED = 500_000


@pytest.fixture
def display() -> Iterator[str]:
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


def make_till(folder: Path) -> None:
    shop = make_shop(folder, open_with=None)
    for person, pin in (
        (Person("ANI", "Ani", Role.CASHIER), "2580"),
        (Person("BUDI", "Budi", Role.LEAD), "1470"),
    ):
        staff.save_person(shop, person)
        staff.set_pin(shop, person.code, pin)
    shop.close()
    with open_shop(folder) as opened:
        business_day.open_till(opened, OPENED, "ANI", date_confirmed=True)


def stored_shifts(folder: Path) -> list[tuple[str, str, int]]:
    with open_shop(folder, writing=False) as shop:
        return [(each.by, each.to, each.difference) for each in shifts.shifts_today(shop)]


def test_a_shift_is_handed_over_with_pins_by_real_keys(tmp_path: Path, display: str) -> None:
    folder = tmp_path / "till"
    make_till(folder)
    env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    program = "from pos_app.cli.start import main; main()"
    window = subprocess.Popen(
        [sys.executable, "-c", program, "--data", str(folder)], env=env, stderr=subprocess.PIPE
    )
    try:
        find = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "."]
        subprocess.run(find, env=env, check=True, capture_output=True, timeout=60)
        time.sleep(2)
        for key in KEYS:
            subprocess.run(["xdotool", "key", key], env=env, check=True)
            time.sleep(0.6)
        end = time.monotonic() + 20
        while not stored_shifts(folder) and time.monotonic() < end:
            time.sleep(0.3)
    finally:
        window.terminate()
        window.communicate(timeout=30)
    assert stored_shifts(folder) == [("ANI", "BUDI", 0)]
