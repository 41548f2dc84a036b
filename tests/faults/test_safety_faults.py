"""Backups, restoring and taking over live through kills and errors of the disk at any step."""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.crash import COMMAND
from support.shops import clock_at, make_shop
from support.till_places import LATER, busy_till, sell, sell_on, tables

from pos_app.errors import PosError
from pos_app.services.safety.backup import back_up
from pos_app.services.safety.restore import restore
from pos_app.services.safety.safety_folder import set_safety
from pos_app.services.safety.takeover import take_over
from pos_app.services.shop.shop import open_shop
from pos_app.store.backups import check_copy

CALLS = ("fsync", "replace", "link", "rename")


class FailsOnce:
    """Lets the n-th of the system calls `CALLS` fail, in the order in which they come."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, code: int) -> None:
        self.left, self._code = number, code
        for name in CALLS:
            monkeypatch.setattr(os, name, self._failing(getattr(os, name)))

    @property
    def has_failed(self) -> bool:
        return self.left < 0

    def _failing(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def act(*values: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left == -1:
                raise OSError(self._code, os.strerror(self._code))
            return call(*values, **named)

        return act


def each_fault(monkeypatch: pytest.MonkeyPatch) -> Iterator[FailsOnce]:
    """A fault at the first call, then at the second, until a run has none."""
    for number in range(60):
        for code in (errno.EIO, errno.ENOSPC):
            with monkeypatch.context() as patch:
                fault = FailsOnce(patch, number, code)
                yield fault
            if not fault.has_failed:
                return
    raise AssertionError("more steps than expected")


def test_a_backup_that_meets_an_error_leaves_no_wrong_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy_till(tmp_path / "till")
    steps = 0
    for steps, fault in enumerate(each_fault(monkeypatch)):
        stick = tmp_path / f"stick{steps}"
        try:
            back_up(tmp_path / "till", stick)
        except PosError:
            assert fault.has_failed
        for path in stick.glob("*.backup.db"):
            assert check_copy(path).sales == 6
        assert not list(stick.glob("*.part*"))
    assert steps >= 4


def test_a_restore_that_meets_an_error_is_done_again_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy_till(tmp_path / "till")
    before = tables(tmp_path / "till" / "till.db")
    with (tmp_path / "till" / "till.db").open("r+b") as file:
        file.write(bytes(512))
    failed = 0
    for number, fault in enumerate(each_fault(monkeypatch)):
        folder = tmp_path / f"t{number}"
        shutil.copytree(tmp_path / "till", folder)
        try:
            restore(folder, [folder / "journal.jsonl"], clock_at(LATER))
        except PosError:
            failed += 1
            fault.left = 1 << 30
            again(folder)
        rows = tables(folder / "till.db")
        assert rows["journal"][: len(before["journal"])] == before["journal"]
        assert rows["sales"] == before["sales"] and rows["requests"] == before["requests"]
        shutil.rmtree(folder)
    assert failed


def again(folder: Path) -> None:
    """What a person does after an error: the same once more."""
    try:
        restore(folder, [folder], clock_at(LATER))
    except PosError as error:
        assert error.code == "restore_not_needed"


def test_a_take_over_that_meets_an_error_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_shop(tmp_path / "old") as old:
        set_safety(old, tmp_path / "stick")
        sell(old, "r1")
    for number, fault in enumerate(each_fault(monkeypatch)):
        folder, stick = tmp_path / f"t{number}", tmp_path / f"stick{number}"
        shutil.copytree(tmp_path / "stick", stick)
        try:
            done = take_over(folder, [stick], clock_at(LATER))
        except PosError:
            fault.left = 1 << 30
            if not (folder / "till.db").exists():
                done = take_over(folder, [stick], clock_at(LATER))
                assert done.signed
        with open_shop(folder, clock_at(LATER)) as new:
            assert sell(new, "r2")["number"] in ("A07-1B-000001", "A07-1C-000001")


def killed_after(seconds: float, *words: str) -> None:
    process = subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(seconds)
    process.kill()
    process.wait()


@pytest.mark.parametrize("kills", [8, pytest.param(100, marks=pytest.mark.soak)], ids=["8", "100"])
def test_a_restore_that_is_killed_at_any_moment_loses_nothing(tmp_path: Path, kills: int) -> None:
    busy_till(tmp_path / "till")
    sell_on(tmp_path / "till", *(f"more{n}" for n in range(40)))
    before = tables(tmp_path / "till" / "till.db")
    backup = back_up(tmp_path / "till", tmp_path / "stick").path
    with (tmp_path / "till" / "till.db").open("r+b") as file:
        file.write(bytes(512))
    rng = random.Random(3)
    for number in range(kills):
        folder = tmp_path / f"t{number}"
        shutil.copytree(tmp_path / "till", folder)
        killed_after(0.2 + rng.random() * 0.8, "--data", str(folder), "restore", str(backup))
        again(folder)
        rows = tables(folder / "till.db")
        assert rows["sales"] == before["sales"]
        assert rows["journal"][: len(before["journal"])] == before["journal"]
        with open_shop(folder, clock_at(LATER)) as shop:
            assert sell(shop, "next")["number"] == "A07-1-000048"
        shutil.rmtree(folder)
