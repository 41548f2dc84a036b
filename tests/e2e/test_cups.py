"""A real sale through a real CUPS: its receipt comes out of the other end byte for byte.

Needs a cupsd that root may start; it runs by itself, on a socket of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from printing.escpos_reader import read_job
from printing.test_devices import Listener, wait_for
from printing.test_escpos import joined, plain_text
from services.paper.test_print_queue import sell
from support.shops import make_shop

from pos_app.printing.profiles import profile
from pos_app.services.paper import print_queue, printer_settings, receipts
from pos_app.services.paper.printer_settings import Printer

CUPSD = shutil.which("cupsd", path=f"/usr/sbin:{os.environ.get('PATH', '')}")
pytestmark = pytest.mark.skipif(
    CUPSD is None or sys.platform == "win32" or os.geteuid() != 0,
    reason="needs root and a cupsd",
)
WIDTHS = [("generic58", 32), ("generic80", 48)]


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cupsd of this test alone, and the environment of its clients."""
    assert CUPSD is not None
    folder = Path("/run") / f"pos-app-cups-{os.getpid()}"
    for name in ("etc", "spool/tmp", "cache", "state"):
        (folder / name).mkdir(parents=True)
    (folder / "cupsd.conf").write_text(
        f"Listen {folder}/sock\nBrowsing Off\nWebInterface No\n"
        "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
        "<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n"
    )
    (folder / "cups-files.conf").write_text(
        f"ServerRoot {folder}/etc\nRequestRoot {folder}/spool\nTempDir {folder}/spool/tmp\n"
        f"CacheDir {folder}/cache\nStateDir {folder}/state\nAccessLog {folder}/access\n"
        f"ErrorLog {folder}/errors\nPageLog {folder}/pages\nSystemGroup root\n"
    )
    config = ["-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")]
    server = subprocess.Popen([CUPSD, "-f", *config], stderr=subprocess.DEVNULL)
    monkeypatch.setenv("CUPS_SERVER", f"{folder}/sock")
    monkeypatch.setenv("PATH", f"/usr/sbin:{os.environ['PATH']}")
    try:
        _wait_until((folder / "sock").exists)
        yield folder
    finally:
        server.terminate()
        server.wait(timeout=10)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not there():
        assert time.monotonic() < end, "cupsd did not come up"
        threading.Event().wait(0.05)


@pytest.mark.parametrize(("kind", "columns"), WIDTHS)
def test_the_receipt_of_a_sale_comes_out_of_a_queue_as_it_was_made(
    cups: Path, tmp_path: Path, kind: str, columns: int
) -> None:
    listener = Listener()
    command = ["lpadmin", "-p", "till", "-E", "-v", f"socket://127.0.0.1:{listener.port}"]
    subprocess.run([*command, "-m", "raw"], check=True, capture_output=True)
    with make_shop(tmp_path / "till") as shop:
        printer_settings.set_printer(shop, Printer("cups://till", kind))
        number = sell(shop).number
        work = print_queue.take_next(shop)
        assert work is not None
        work.send()
        (job,) = wait_for(listener, 1)
        listener.close()
        paper = read_job(job)
        wanted = plain_text(receipts.receipt_layout(shop, number, "id"), columns)
    assert joined([text for text, _, _ in paper.lines]) == joined(wanted)
    assert max(len(text) for text, _, _ in paper.lines) == columns == profile(kind).columns
    assert paper.inits == 1 and paper.kicks == 1
