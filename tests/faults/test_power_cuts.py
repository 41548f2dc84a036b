"""The power goes at any moment: what was acknowledged is there, nothing is there by half.

Two kinds of cuts. Recorded writes are replayed up to a moment, and of what no fsync covered any
sectors are left out (`support.write_log`). And a real file system on a loop device is copied while
the till sells: only root can do that, and only with file systems that the kernel has.
"""

from __future__ import annotations

import itertools
import json
import random
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import pytest
from support.crash import COMMAND, pos_app, requests
from support.loop_disk import LoopDisk, NoDisk
from support.shops import make_shop
from support.write_log import Disk, record, strace_works

from pos_app.clock import SystemClock
from pos_app.dayfile.reader import read_day
from pos_app.errors import PosError
from pos_app.services.day import closing
from pos_app.services.selling.stored_sales import list_sales
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import open_shop

traced = pytest.mark.skipif(not strace_works(), reason="strace is not here, or may not trace")

Check = Callable[[Sequence[Path], bytes], None]
PACE = 0.2  # seconds between two sales
CLOCK = ["--clock", "2023-10-25T20:00:00+08:00"]


def cuts(
    tmp_path: Path,
    folders: Sequence[Path],
    arguments: Sequence[str],
    check: Check,
    *,
    feed: str = "",
    states: int,
    seed: int = 1,
    lies: bool = False,
) -> int:
    """Run a command, and check `states` states that power cuts during it may leave.

    Returns how many were checked. `check` gets the folders as a cut leaves them, and what the
    command had answered until then.
    """
    disk = Disk(folders, lies=lies)
    calls, status = record([*COMMAND, *arguments], feed, tmp_path / "trace")
    assert status == 0
    rng = random.Random(seed)
    moments = sorted(rng.choices(range(len(calls)), k=states))
    left = [tmp_path / "left" / folder.name for folder in folders]
    reached = 0
    for number, call in enumerate(calls):
        disk.apply(call)
        for again in range(moments.count(number)):
            disk.cut(hash((seed, number, again)), left)
            check(left, disk.said)
            reached += 1
    return reached


def whole_till(folder: Path) -> list[str]:
    """Open the till as after a cut; the ids of its sales, all whole and chained."""
    with open_shop(folder) as shop:
        assert shop.difference is None
        ids = [sale.id for sale in list_sales(shop)]
    assert len(ids) == len(set(ids))
    found = check_till(folder, SystemClock()).problems
    assert [problem for problem in found if problem.severity == "error"] == []
    return ids


def answers(said: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in said.decode().splitlines() if line.endswith("}")]


def sales_survive(tmp_path: Path, states: int, seed: int) -> int:
    folder = tmp_path / "till"
    make_shop(folder).close()
    feed = "".join(json.dumps(request) + "\n" for request in requests(6))

    def check(left: Sequence[Path], said: bytes) -> None:
        told = [answer["id"] for answer in answers(said)]
        ids = whole_till(left[0])
        assert ids[: len(told)] == told and len(ids) <= len(told) + 1

    arguments = ["--data", str(folder), *CLOCK, "till", "ring"]
    return cuts(tmp_path, [folder], arguments, check, feed=feed, states=states, seed=seed)


def sold_till(folder: Path, *, closed: bool = False) -> Path:
    make_shop(folder).close()
    feed = "".join(json.dumps(request) + "\n" for request in requests(4))
    assert pos_app(folder, "till", "ring", stdin=feed).returncode == 0
    if closed:
        with open_shop(folder) as shop:
            closing.close_till(shop, counted=0, reason="x")
    return folder


def a_close_survives(tmp_path: Path, states: int, seed: int) -> int:
    folder = sold_till(tmp_path / "till")

    def check(left: Sequence[Path], said: bytes) -> None:
        ids = whole_till(left[0])
        assert len(ids) == 4
        done = pos_app(left[0], "till", "close", "--counted", "1", "--reason", "x", "--json")
        closed = answers(done.stdout.encode())
        told = answers(said)
        if told:  # the cut came after the answer: the same day is closed, and signed as it was
            stick = left[0].parent / "stick"
            shutil.rmtree(stick, ignore_errors=True)
            again = pos_app(left[0], "export", "--day", "2023-10-25", "--to", str(stick), "--json")
            assert json.loads(again.stdout)["code"] == told[0]["code"]
        else:
            assert done.returncode == 0 or closed

    arguments = ["--data", str(folder), *CLOCK, "till", "close"]
    arguments += ["--counted", "1", "--reason", "x", "--json"]
    return cuts(tmp_path, [folder], arguments, check, states=states, seed=seed)


def an_export_survives(tmp_path: Path, states: int, seed: int) -> int:
    folder, stick = sold_till(tmp_path / "till", closed=True), tmp_path / "stick"
    stick.mkdir()

    def check(left: Sequence[Path], said: bytes) -> None:
        till, files = left[0], sorted(left[1].glob("*.zip"))
        whole_till(till)
        if answers(said):
            assert [read_day(path.read_bytes()).head.day for path in files] == ["2023-10-25"]
        done = pos_app(till, "export", "--day", "2023-10-25", "--to", str(left[1]), "--json")
        assert done.returncode == 0
        assert read_day(Path(json.loads(done.stdout)["path"]).read_bytes())

    arguments = ["--data", str(folder), *CLOCK, "export", "--day", "2023-10-25"]
    arguments += ["--to", str(stick), "--json"]
    return cuts(tmp_path, [folder, stick], arguments, check, states=states, seed=seed)


EVENT = """
code = "EXPO23"
name = "Expo"
start = 2023-10-25
end = 2023-10-25
[[stand]]
code = "A07"
tills = 1
"""


def a_merge_survives(tmp_path: Path, states: int, seed: int) -> int:
    till, stick, office = tmp_path / "till", tmp_path / "stick", tmp_path / "office"
    sold_till(till, closed=True)
    assert pos_app(till, "export", "--day", "2023-10-25", "--to", str(stick)).returncode == 0
    office.mkdir()
    (office / "event.toml").write_text(EVENT)
    book = str(office / "book.db")
    init = pos_app(till, "office", "init", book, "--event", str(office / "event.toml"))
    assert init.returncode == 0, init.stderr
    merge = ["office", "merge", book, str(stick), "--json"]

    def check(left: Sequence[Path], said: bytes) -> None:
        cut = str(left[0] / "book.db")
        if said:
            found = json.loads(pos_app(till, "office", "status", cut, "--json").stdout)
            assert found["totals"]["sales"] == 4
        again = pos_app(till, "office", "merge", cut, str(stick), "--json")
        assert again.returncode == 0, again.stdout
        found = json.loads(pos_app(till, "office", "status", cut, "--json").stdout)
        assert found["totals"]["sales"] == 4 and found["complete"]

    return cuts(tmp_path, [office], merge, check, states=states, seed=seed)


SCENARIOS = {
    "sale": sales_survive,
    "close": a_close_survives,
    "export": an_export_survives,
    "merge": a_merge_survives,
}


FEW = {"sale": 20, "close": 6, "export": 5, "merge": 3}


@traced
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_power_cut_takes_nothing_that_was_acknowledged(scenario: str, tmp_path: Path) -> None:
    assert SCENARIOS[scenario](tmp_path, states=FEW[scenario], seed=1) == FEW[scenario]


@traced
def test_a_disk_that_lies_about_fsync_is_found_out(tmp_path: Path) -> None:
    """The checks are able to fail: sales are lost where an fsync does nothing."""
    folder = tmp_path / "till"
    make_shop(folder).close()
    feed = "".join(json.dumps(request) + "\n" for request in requests(6))
    lost: list[int] = []

    def check(left: Sequence[Path], said: bytes) -> None:
        told = len(answers(said))
        try:
            found = len(whole_till(left[0]))
        except (PosError, AssertionError):
            found = 0
        lost.append(told - found)

    arguments = ["--data", str(folder), *CLOCK, "till", "ring"]
    cuts(tmp_path, [folder], arguments, check, feed=feed, states=12, lies=True)
    assert max(lost) > 0


@traced
@pytest.mark.soak
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_many_power_cuts_take_nothing_that_was_acknowledged(scenario: str, tmp_path: Path) -> None:
    assert SCENARIOS[scenario](tmp_path, states=200, seed=2) == 200


def cuts_of_a_real_disk(tmp_path: Path, kind: str, count: int, seed: int) -> int:
    """Sell one sale each 0.2 s, and cut the power `count` times; returns the sales acknowledged."""
    try:
        disk = LoopDisk(tmp_path, kind)
    except NoDisk as why:
        pytest.skip(str(why))
    rng = random.Random(seed)
    try:
        make_shop(disk.mounted / "till").close()
        subprocess.run(["sync", "-f", str(disk.mounted)], check=True)
        with Selling(disk.mounted / "till") as selling:
            copies = []
            for number in range(count):
                time.sleep(rng.uniform(0, 2 * PACE))
                with selling.standing_still() as told:
                    copies.append((disk.copy(tmp_path / f"cut-{number}.img"), told))
        for image, told in copies:
            with disk.opened(image) as place:
                ids = whole_till(place / "till")
            assert ids[: len(told)] == told and len(ids) <= len(told) + 1
            image.unlink()
        return len(copies[-1][1])
    finally:
        disk.close()


class Selling:
    """A till in a process of its own that sells one sale after another, one each PACE."""

    def __init__(self, folder: Path) -> None:
        command = [*COMMAND, "--data", str(folder), *CLOCK, "till", "ring"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._told: list[str] = []
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=each) for each in (self._ask, self._listen)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()
        self._process.wait()

    def _ask(self) -> None:
        assert self._process.stdin is not None
        with self._process.stdin as pipe:
            for request in itertools.chain.from_iterable(requests(1, n) for n in itertools.count()):
                if self._ended.wait(PACE):
                    return
                pipe.write(json.dumps(request).encode() + b"\n")
                pipe.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe:
            for line in pipe:
                self._told.append(json.loads(line)["id"])

    @contextmanager
    def standing_still(self) -> Iterator[list[str]]:
        """Hold the till; the ids that it had acknowledged before."""
        told = list(self._told)
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield told
        finally:
            self._process.send_signal(signal.SIGCONT)


def test_a_real_disk_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    cuts_of_a_real_disk(tmp_path, "ext4", count=4, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "vfat"])
def test_a_hundred_cuts_of_a_real_disk(tmp_path: Path, kind: str) -> None:
    assert cuts_of_a_real_disk(tmp_path, kind, count=100, seed=2) > 50
