"""A till is restored from whatever place still holds its history, and nothing of it is lost."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from support.modes import is_private
from support.shops import cash, clock_at, make_shop, ring
from support.till_places import LATER, busy_till, flip, sell, sell_on, tables

from pos_app.domain.event import TillIdentity
from pos_app.errors import PosError
from pos_app.services import staff
from pos_app.services.catalogue import photos
from pos_app.services.day import closing, day_export
from pos_app.services.safety.backup import back_up
from pos_app.services.safety.restore import Restored, restore
from pos_app.services.selling import carts
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.setup import make_till
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.store.histories import histories_of
from pos_app.store.places import read_place


@pytest.fixture
def till(tmp_path: Path) -> Path:
    busy_till(tmp_path / "till")
    return tmp_path / "till"


def restored(folder: Path, *places: Path, end: str = "") -> Restored:
    return restore(folder, places, clock_at(LATER), end=end)


def code_of(folder: Path, *places: Path) -> str:
    with pytest.raises(PosError) as refused:
        restored(folder, *places)
    return refused.value.code


def assert_same(folder: Path, before: dict[str, list[tuple[object, ...]]]) -> None:
    """Every table is as before; the journal has the row that says so, and the replay's."""
    after = tables(folder / "till.db")
    count = len(before["journal"])
    more = [json.loads(row[2])["kind"] for row in after["journal"][count:]]
    assert more[-1] == "restored"
    after["journal"] = after["journal"][:count]
    assert after == before
    errors = [each.code for each in check_till(folder, clock_at(LATER)).problems]
    assert errors == []


def test_a_twin_alone_tells_every_table(till: Path, tmp_path: Path) -> None:
    before = tables(till / "till.db")
    alone = tmp_path / "mail" / "journal.jsonl"
    alone.parent.mkdir()
    shutil.copy(till / "journal.jsonl", alone)
    found = restored(tmp_path / "new", alone)
    assert_same(tmp_path / "new", before)
    assert (found.sales, found.last_number) == (6, "A07-1-000007")
    assert (found.kept_damaged, found.lost_after) == (None, found.seq)
    assert found.new_key and not found.days_without_file
    assert is_private(tmp_path / "new" / "till.key")


def test_the_restored_till_answers_as_before_and_sells_on(till: Path, tmp_path: Path) -> None:
    shutil.copy(till / "till.key", tmp_path / "till.key")
    shutil.copy(till / "journal.jsonl", tmp_path / "journal.jsonl")
    found = restored(tmp_path / "new", tmp_path / "journal.jsonl")
    assert found.new_key == ""
    with open_shop(tmp_path / "new", clock_at(LATER)) as shop:
        assert staff.sign_in(shop, "BUDI", "482913", lead=True).code == "BUDI"
        assert sell(shop, "r6")["number"] == "A07-1-000006"  # the first answer
        assert sell(shop, "r8")["number"] == "A07-1-000008"
        day_export.export_day(shop, "2023-10-25", tmp_path / "again")
        closed = closing.close_till(shop, counted=200_000)
        assert closed.difference == 0
    (first,), (again,) = (list((tmp_path / name).iterdir()) for name in ("usb", "again"))
    assert first.read_bytes() == again.read_bytes()


def test_photos_and_held_carts_come_back_too(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        jpeg = b"\xff\xd8\xff\xe0photo"
        shop.database.execute("INSERT INTO photos VALUES ('a', ?)", (jpeg,))
        cart = carts.cart_from_text(shop, _CART)
        kept = carts.hold(shop, cart, "Bu Ani")
        gone = carts.hold(shop, cart, "Pak Joko")
        carts.recall(shop, gone)
    restored(tmp_path / "new", tmp_path / "till" / "journal.jsonl")
    with open_shop(tmp_path / "new", clock_at(LATER)) as shop:
        assert [each.id for each in carts.held_carts(shop)] == [kept]
        assert photos.photo(shop, "A") == jpeg


_CART = json.dumps(
    {
        "asks": [{"sku": "A", "qty": 1, "unit_price": 50_000, "discount": 0, "note": ""}],
        "discount": 0,
    }
)


def damage(folder: Path) -> None:
    with (folder / "till.db").open("r+b") as file:
        file.write(bytes(4096))


def test_beside_a_damaged_database_the_twin_there_is_enough(till: Path) -> None:
    before = tables(till / "till.db")
    damage(till)
    found = restored(till, till / "journal.jsonl")
    assert found.kept_damaged == till / "till.db.damaged-1"
    assert found.kept_damaged.read_bytes()[:4096] == bytes(4096)
    assert (found.lost_after, found.new_key) == (None, "")
    assert_same(till, before)


def test_a_database_that_is_gone_is_rebuilt_with_its_key(till: Path) -> None:
    before = tables(till / "till.db")
    (till / "till.db").unlink()
    found = restored(till, till)
    assert (found.new_key, found.lost_after, found.kept_damaged) == ("", None, None)
    assert_same(till, before)


def test_the_fullest_of_several_places_wins(till: Path, tmp_path: Path) -> None:
    early = back_up(till, tmp_path / "one").path
    sell_on(till, "r8", "r9")
    late = back_up(till, tmp_path / "two").path
    before = tables(till / "till.db")
    for number, places in enumerate([(early, late), (late, early), (late,), (tmp_path / "two",)]):
        folder = tmp_path / f"new{number}"
        assert restored(folder, *places).sales == 8
        assert_same(folder, before)


def test_a_backup_and_a_longer_twin_make_one_history(till: Path, tmp_path: Path) -> None:
    backup = back_up(till, tmp_path / "stick").path
    sell_on(till, "r8", "r9")
    before = tables(till / "till.db")
    twin = (till / "journal.jsonl").read_bytes().splitlines(keepends=True)
    shutil.rmtree(till)
    # The twin lost its first half, and a row in the middle of it is only in the backup.
    (tmp_path / "rest.jsonl").write_bytes(b"".join(twin[len(twin) // 2 :]))
    found = restored(tmp_path / "new", backup, tmp_path / "rest.jsonl")
    assert found.sales == 8
    assert_same(tmp_path / "new", before)


@pytest.mark.parametrize("seed", range(12))
def test_one_wrong_bit_in_the_only_twin_loses_nothing(
    till: Path, tmp_path: Path, seed: int
) -> None:
    before = tables(till / "till.db")
    twin = tmp_path / "journal.jsonl"
    shutil.copy(till / "journal.jsonl", twin)
    lines = twin.read_bytes().splitlines(keepends=True)
    rng = random.Random(seed)
    row = rng.randrange(len(lines))
    start = sum(map(len, lines[:row]))
    # Within the row itself; what goes beside it has a checksum only.
    end = lines[row].find(b'","also"')
    flip(twin, start + rng.randrange(end if end > 0 else len(lines[row]) - 1), rng.randrange(8))
    found = restored(tmp_path / "new", twin)
    assert found.sales == 6
    after = tables(tmp_path / "new" / "till.db")
    assert after["journal"][: len(before["journal"])] == before["journal"]
    assert after["sales"] == before["sales"]


def test_a_wrong_bit_beside_a_row_is_noticed_and_taken_from_a_backup(
    till: Path, tmp_path: Path
) -> None:
    before = tables(till / "till.db")
    backup = back_up(till, tmp_path / "stick").path
    twin = till / "journal.jsonl"
    flip(twin, twin.read_bytes().index(b"Kalung manik"))
    found = restored(tmp_path / "new", twin, backup)
    assert found.sales == 6
    assert_same(tmp_path / "new", before)


@pytest.mark.parametrize("spoil", ["torn", "crlf", "bom", "no_end"])
def test_a_twin_as_mail_programs_and_power_cuts_leave_it(
    till: Path, tmp_path: Path, spoil: str
) -> None:
    text = (till / "journal.jsonl").read_bytes()
    spoilt = {
        "torn": text + text[:150],
        "crlf": text.replace(b"\n", b"\r\n"),
        "bom": b"\xef\xbb\xbf" + text,
        "no_end": text[:-1],
    }[spoil]
    before = tables(till / "till.db")
    (tmp_path / "twin.jsonl").write_bytes(spoilt)
    assert restored(tmp_path / "new", tmp_path / "twin.jsonl").sales == 6
    assert_same(tmp_path / "new", before)


def test_a_backup_that_was_half_copied_gives_what_it_holds(till: Path, tmp_path: Path) -> None:
    backup = back_up(till, tmp_path / "stick").path
    whole = backup.read_bytes()
    backup.write_bytes(whole[: len(whole) // 2])
    before = tables(till / "till.db")
    found = restored(tmp_path / "new", backup, till / "journal.jsonl")
    assert found.sales == 6
    assert_same(tmp_path / "new", before)


def test_a_torn_write_ahead_log_is_mended_from_the_twin(tmp_path: Path) -> None:
    """Twenty sales are only in the log of a till that was killed; the log then lost a bit."""
    with make_shop(tmp_path / "till") as shop:
        shop.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for number in range(20):
            sell_bracelet(shop, number)
        assert shop.twin is not None
        shop.twin.flush()
        shutil.copytree(tmp_path / "till", tmp_path / "killed")
    log = tmp_path / "killed" / "till.db-wal"
    flip(log, log.stat().st_size // 2)
    found = restored(tmp_path / "killed", tmp_path / "killed" / "journal.jsonl")
    assert (found.sales, found.lost_after) == (20, found.seq)
    assert found.kept_damaged is not None
    assert found.kept_damaged.with_name("till.db.damaged-1-wal").exists()
    with open_shop(tmp_path / "killed", clock_at(LATER)) as shop:
        assert shop.difference is None
        assert sell_bracelet(shop, 99)["number"] == "A07-1-000021"


def sell_bracelet(shop: Shop, number: int) -> Mapping[str, Any]:
    lines = [{"code": "B", "qty": 1}]
    answer = ring(shop, ref=f"q{number}", lines=lines, tenders=cash(120_000))
    assert answer["ok"], answer
    return answer


def test_what_is_whole_is_not_restored(till: Path, tmp_path: Path) -> None:
    backup = back_up(till, tmp_path / "stick").path
    assert code_of(till, backup) == "restore_not_needed"
    assert not list(till.glob("*.damaged*"))


def test_a_folder_in_use_is_left_alone(till: Path, tmp_path: Path) -> None:
    backup = back_up(till, tmp_path / "stick").path
    with open_shop(till, clock_at(LATER)):
        assert code_of(till, backup) == "folder_locked"


def test_another_till_s_places_are_refused(till: Path, tmp_path: Path) -> None:
    with make_shop(tmp_path / "other", stand="B01") as shop:
        sell(shop, "x")
    other = back_up(tmp_path / "other", tmp_path / "stick").path
    damage(till)
    before = (till / "till.db").read_bytes()
    for places in ((other,), (tmp_path / "other",), (till / "journal.jsonl", other)):
        assert code_of(till, *places) == "restore_other_till"
    assert (till / "till.db").read_bytes() == before
    assert code_of(tmp_path / "new", other, till) == "restore_several_tills"


def test_the_same_till_s_other_seat_is_refused(till: Path, tmp_path: Path) -> None:
    identity = TillIdentity("EXPO23", "A07", "1", "other", seat=1)
    make_till(tmp_path / "seat", identity, clock_at(), bytes(32))
    open_shop(tmp_path / "seat", clock_at()).close()
    damage(till)
    assert code_of(till, tmp_path / "seat" / "journal.jsonl") == "restore_other_seat"


def test_ends_of_a_fork_are_named_and_one_is_chosen(till: Path, tmp_path: Path) -> None:
    shutil.copytree(till, tmp_path / "clone")
    sell_on(till, "r8")
    sell_on(tmp_path / "clone", "c8", "c9")
    one = back_up(till, tmp_path / "one")
    two = back_up(tmp_path / "clone", tmp_path / "two")
    with pytest.raises(PosError) as refused:
        restored(tmp_path / "new", one.path, two.path)
    assert refused.value.code == "histories_fork"
    ends = str(refused.value.facts["ends"])
    for backup in (one, two):
        assert f"{backup.facts.head[:4]}-{backup.facts.head[4:8]}".upper() in ends
    assert not (tmp_path / "new" / "till.db").exists()
    assert restored(tmp_path / "new", one.path, two.path, end=one.facts.head[:8]).sales == 7


@pytest.mark.parametrize("content", [b"", b"nothing of a till\n", bytes(8192)])
def test_a_place_without_a_history_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "x.db").write_bytes(content)
    assert code_of(tmp_path / "new", tmp_path / "stick") == "restore_nothing_found"
    assert code_of(tmp_path / "new", tmp_path / "none") == "place_unreadable"


def test_a_stranger_s_database_that_never_ends_is_left(till: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    trap = sqlite3.connect(tmp_path / "stick" / "x.backup.db")
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i"
    trap.execute(f"CREATE VIEW journal AS {endless} AS seq, x'00' AS hash, x'00' AS payload FROM n")
    trap.commit()
    trap.close()
    assert code_of(tmp_path / "new", tmp_path / "stick") == "restore_nothing_found"
    shutil.copy(till / "journal.jsonl", tmp_path / "stick" / "journal.jsonl")
    assert restored(tmp_path / "new", tmp_path / "stick").sales == 6


def test_flips_of_database_twin_and_backup_are_mended_from_the_other_two(
    till: Path, tmp_path: Path
) -> None:
    before = tables(till / "till.db")
    backup = back_up(till, tmp_path / "stick").path
    rng = random.Random(7)
    for number in range(24):
        folder = tmp_path / f"t{number}"
        shutil.copytree(till, folder)
        copy = folder / "copy.backup.db"
        shutil.copy(backup, copy)
        for name in rng.sample(["till.db", "journal.jsonl", "copy.backup.db"], 1):
            flip(folder / name, rng.randrange((folder / name).stat().st_size), rng.randrange(8))
        try:
            restored(folder, copy, folder / "journal.jsonl")
        except PosError as refused:
            assert refused.code == "restore_not_needed"
            continue
        assert_same(folder, before)


def test_tills_with_the_same_facts_in_the_same_rows_are_told_apart(tmp_path: Path) -> None:
    """Two tills of a stand do the same things at the same times: only their chains differ."""
    for stand in ("A07", "A08"):
        with make_shop(tmp_path / stand, stand=stand) as shop:
            rows = shop.journal.head().seq
    places = [read_place(tmp_path / stand / "journal.jsonl") for stand in ("A07", "A08")]
    for order in (places, places[::-1]):
        found = {each.identity.stand: each.seq for each in histories_of(order)}
        assert found == {"A07": rows, "A08": rows}
