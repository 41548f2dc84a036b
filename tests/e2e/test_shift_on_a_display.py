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

WHO_IS_HERE, WHO_TAKES_OVER = "Siapa yang jaga kasir", "Siapa yang mengambil alih"
DRAWER = "Serahkan laci"
OPENED = 500_000


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


class Keyboard:
    """Keys for whatever has the focus on the display, and a look at which dialogs are up."""

    def __init__(self, display: str) -> None:
        self.env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}

    def press(self, *keys: str) -> None:
        for key in keys:
            subprocess.run(["xdotool", "key", key], env=self.env, check=True)
            time.sleep(0.2)

    def shows(self, title: str) -> bool:
        find = ["xdotool", "search", "--onlyvisible", "--name", title]
        return subprocess.run(find, env=self.env, capture_output=True, check=False).returncode == 0

    def press_until(self, title: str, *keys: str) -> None:
        """Press the keys, again after two seconds each time, until the dialog is up."""
        for _ in range(15):
            self.press(*keys)
            end = time.monotonic() + 2
            while time.monotonic() < end:
                if self.shows(title):
                    time.sleep(0.5)
                    return
                time.sleep(0.1)
        raise AssertionError(f"{keys} did not bring up {title!r}")

    def wait_until_gone(self, title: str) -> None:
        end = time.monotonic() + 20
        while self.shows(title) and time.monotonic() < end:
            time.sleep(0.1)


def test_a_shift_is_handed_over_with_pins_by_real_keys(tmp_path: Path, display: str) -> None:
    folder = tmp_path / "till"
    make_till(folder)
    hand = Keyboard(display)
    program = "from pos_app.cli.start import main; main()"
    command = [sys.executable, "-c", program, "--data", str(folder)]
    window = subprocess.Popen(command, env=hand.env, stderr=subprocess.PIPE)
    try:
        find = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "."]
        subprocess.run(find, env=hand.env, check=True, capture_output=True, timeout=60)
        hand.press_until(WHO_IS_HERE, "Return")
        hand.press("2", "5", "8", "0", "Return")
        hand.wait_until_gone(WHO_IS_HERE)
        hand.press_until(DRAWER, "ctrl+6", "F6")
        hand.press("5")  # notes of 100.000
        hand.press_until(WHO_TAKES_OVER, "ctrl+Return")
        hand.press("1", "4", "7", "0", "Return")
        hand.wait_until_gone(DRAWER)
    finally:
        window.terminate()
        window.communicate(timeout=30)
    assert stored_shifts(folder) == [("ANI", "BUDI", 0)]
