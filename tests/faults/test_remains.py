"""A till's files without their database, without their key, or where nothing can be written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.crash import pos_app
from support.shops import cash, clock_at, make_shop, ring

from pos_app.dayfile.reader import read_day
from pos_app.errors import PosError
from pos_app.services.day import business_day, closing
from pos_app.services.new_key import make_new_key
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.setup import TillSetup, set_up
from pos_app.services.shop.shop import open_shop

CODES = ("--event", "EXPO23", "--stand", "A07", "--till", "1")


@pytest.mark.parametrize("left", ["till.key", "journal.jsonl", "till.db-wal"])
def test_a_set_up_never_runs_over_what_is_left_of_a_till(tmp_path: Path, left: str) -> None:
    folder = tmp_path / "till"
    make_shop(folder).close()
    kept = (folder / left).read_bytes() if left != "till.db-wal" else b"frames"
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / left).write_bytes(kept)
    done = pos_app(folder, "setup", *CODES)
    assert done.returncode == 1 and left in done.stderr and "restore" in done.stderr
    assert [path.name for path in folder.iterdir() if path.suffix != ".log"] == [left]
    assert (folder / left).read_bytes() == kept


def test_a_set_up_that_was_killed_half_way_can_be_done_again(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    folder.mkdir()
    (folder / "till.key.new").write_bytes(b"00" * 32)
    (folder / "till.db.new").write_bytes(b"half")
    with set_up(folder, TillSetup("EXPO23", "A07", "1"), clock_at()) as shop:
        assert shop.signer().public_hex
    assert not (folder / "till.key.new").exists()


@pytest.mark.parametrize("fault", ["missing", "damaged"])
def test_a_lost_key_is_made_anew_in_one_step_that_the_journal_notes(
    tmp_path: Path, fault: str
) -> None:
    folder = tmp_path / "till"
    with make_shop(folder) as shop:
        old = shop.signer().public_hex
        with pytest.raises(PosError) as refused:
            make_new_key(shop)
        assert refused.value.code == "key_is_there"
    key = folder / "till.key"
    key.unlink() if fault == "missing" else key.write_bytes(b"\xff\x00")
    assert [p.code for p in check_till(folder, clock_at()).problems] == [f"key_{fault}"]
    with open_shop(folder, clock_at()) as shop:
        assert ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))["ok"]
        with pytest.raises(PosError):
            closing.close_till(shop, counted=0)
        assert business_day.current_day(shop) is not None
    done = pos_app(folder, "key", "new", "--json")
    assert done.returncode == 0, done.stderr
    with open_shop(folder, clock_at()) as shop:
        (fact,) = shop.journal.facts_of("key")
        assert fact["why"] == f"key_{fault}" and fact["key"] == shop.signer().public_hex != old
        closed = closing.close_till(shop, counted=0)
        assert read_day(business_day.day_file_bytes(shop, closed)).head.key == fact["key"]
    assert json.loads(done.stdout)["fingerprint"].replace("-", "").isalnum()


@pytest.mark.linux("made with its mounts")
def test_a_folder_on_a_read_only_medium_is_read_also_with_a_log(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    with make_shop(folder) as shop:
        ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
        copy = tmp_path / "copy"
        shutil.copytree(folder, copy)  # with the WAL of a till that still sells
        beside = pos_app(folder, "catalogue", "export", str(tmp_path / "beside.csv"))
        assert beside.returncode == 0, beside.stderr
    (copy / "till.db-shm").unlink()
    for each in (folder, copy):
        with locked(each):
            assert len(pos_app(each, "sales").stdout.splitlines()) == 1
            assert pos_app(each, "doctor").returncode == 0
            done = pos_app(each, "catalogue", "export", str(tmp_path / f"{each.name}.csv"))
            assert done.returncode == 0 and (tmp_path / f"{each.name}.csv").exists()
            assert not [path for path in each.iterdir() if path.suffix in (".db-shm", ".log")]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nothing in the folder can be written; for root only a mounted file system does that."""
    if os.geteuid() != 0:
        folder.chmod(0o500)
        yield
        folder.chmod(0o700)
        return
    if run("mount", "--bind", folder, folder) or run("mount", "-o", "remount,ro,bind", folder):
        pytest.skip("a read-only folder needs a mount, which is not allowed here")
    try:
        yield
    finally:
        run("umount", "-l", folder)


def run(*command: str | Path) -> int:
    return subprocess.run(command, check=False, capture_output=True).returncode
