"""A scanner at thirty pieces a second, into the real window on a display: none lost, none twice.

Needs Xvfb and xdotool. `-m soak` scans ten thousand; the suite a few hundred.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from support.shops import make_shop

from pos_app.services.day import business_day
from pos_app.services.selling import carts
from pos_app.services.shop.shop import open_shop

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")),
    reason="a display to scan into needs Xvfb and xdotool",
)

CODES = [f"BRG-{n:04d}" for n in range(7)]
SHEET = "sku,name,category,maker,price_rp,stock\n" + "".join(
    f"{code},Barang {code},Kat,M1,1000,9\n" for code in CODES
)


def scans(count: int) -> str:
    """What a scanner types, as xdotool reads it: the letters at once, Enter, and a breath."""
    lines = []
    for n in range(count):
        lines.append(f"type --delay 0 {CODES[n % len(CODES)]}")
        lines.append("key --delay 0 Return")
        lines.append("sleep 0.012")
    return "\n".join(lines) + "\n"


def kept(folder: Path) -> Counter[str]:
    """The cart on disk."""
    with open_shop(folder, writing=False) as shop:
        cart = carts.stored_cart(shop).cart
    return Counter({item.product.sku: item.qty for item in cart.items})


def scan_into_the_window(folder: Path, display: str, count: int) -> float:
    """Scans `count` pieces into the running window; returns the seconds that the scanner took."""
    env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    command = [
        sys.executable,
        "-c",
        "from pos_app.cli.start import main; main()",
        "--data",
        str(folder),
    ]
    window = subprocess.Popen(command, env=env, stderr=subprocess.PIPE)
    try:
        find = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "."]
        subprocess.run(find, env=env, check=True, capture_output=True, timeout=60)
        time.sleep(1.5)
        start = time.monotonic()
        subprocess.run(["xdotool", "-"], env=env, input=scans(count), text=True, check=True)
        took = time.monotonic() - start
        end = time.monotonic() + 30
        while sum(kept(folder).values()) < count and time.monotonic() < end:
            time.sleep(0.2)
        time.sleep(0.5)
        return took
    finally:
        window.terminate()
        _, errors = window.communicate(timeout=30)
        if window.returncode not in (0, -15):
            print(errors.decode(errors="replace"))


def expected(count: int) -> Counter[str]:
    return Counter(CODES[n % len(CODES)] for n in range(count))


def check(tmp_path: Path, display: str, count: int, capsys: pytest.CaptureFixture[str]) -> None:
    shop = make_shop(tmp_path / "till", sheet=SHEET, open_with=None)
    shop.close()
    with open_shop(tmp_path / "till") as shop:
        business_day.open_till(shop, 0, date_confirmed=True)  # the set-up is of 2023
    took = scan_into_the_window(tmp_path / "till", display, count)
    with capsys.disabled():
        print(f"\n{count} scans in {took:.1f} s, {count / took:.0f} a second")
    assert kept(tmp_path / "till") == expected(count)


def test_three_hundred_scans_are_three_hundred_pieces(
    tmp_path: Path, display: str, capsys: pytest.CaptureFixture[str]
) -> None:
    check(tmp_path, display, 300, capsys)


@pytest.mark.soak
def test_ten_thousand_scans_are_ten_thousand_pieces(
    tmp_path: Path, display: str, capsys: pytest.CaptureFixture[str]
) -> None:
    check(tmp_path, display, 10_000, capsys)
