"""The safety folder follows the till by itself and never stops it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.modes import is_private
from support.shops import clock_at, make_shop, ring
from support.till_places import LATER, sell, tables

from pos_app.errors import PosError
from pos_app.services.day import closing
from pos_app.services.safety.restore import restore
from pos_app.services.safety.safety_folder import (
    end_safety,
    safety_status,
    set_safety,
)
from pos_app.services.shop import safety_ahead, safety_writer
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.services.shop.spare_key import noted_spare, spare_in
from pos_app.services.twin_decision import decide
from pos_app.store.journal import read_twin

OWN = "kasir-EXPO23-A07-1"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path / "till") as made:
        yield made


def caught_up(shop: Shop) -> None:
    assert shop.safety is not None
    assert shop.safety.catch_up(20)


def problem(shop: Shop) -> str:
    assert shop.safety is not None
    return shop.safety.state.problem


def test_a_set_folder_has_twin_backup_and_keys_and_follows_the_till(
    shop: Shop, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    sell(shop, "r1")
    found = set_safety(shop, stick)
    assert (found.folder, found.rows_behind, found.problem) == (stick, 0, "")
    assert found.last_backup
    sell(shop, "r2")
    caught_up(shop)
    own = stick / OWN
    assert list(read_twin(own / "journal.jsonl")) == list(shop.journal.rows())
    assert len(list(own.glob("*.backup.db"))) == 1
    assert (own / "till.key").read_bytes() == (shop.folder / "till.key").read_bytes()
    spare = spare_in(own, noted_spare(shop.journal))
    assert spare is not None
    assert spare_in(shop.folder, spare.public_hex) is None
    assert all(is_private(path) for path in own.iterdir())


def test_a_close_is_followed_by_a_backup_and_old_ones_are_thinned(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety_writer, "BACKUP_EVERY", 2)
    set_safety(shop, tmp_path / "stick")
    for number in range(8):
        sell(shop, f"r{number}")
        sell(shop, f"s{number}")
        caught_up(shop)
    names = sorted(path.name for path in (tmp_path / "stick" / OWN).glob("*.backup.db"))
    assert len(names) == safety_writer.GENERATIONS
    closing.close_till(shop, counted=0)
    caught_up(shop)
    newest = max((tmp_path / "stick" / OWN).glob("*.backup.db"), key=safety_writer.seq_of)
    assert safety_writer.seq_of(newest) == shop.journal.head().seq


def test_a_stick_that_was_pulled_out_stops_nothing_and_catches_up_when_it_is_back(
    shop: Shop, tmp_path: Path
) -> None:
    stick, away = tmp_path / "stick", tmp_path / "away"
    set_safety(shop, stick)
    stick.rename(away)
    stick.mkdir()  # the empty folder under a mount point
    sell(shop, "r1")
    sell(shop, "r2")
    caught_up(shop)
    assert problem(shop) == "backup_folder_missing"
    assert safety_status(shop).rows_behind == 2
    assert list(stick.iterdir()) == []
    stick.rmdir()
    away.rename(stick)
    caught_up(shop)
    assert (problem(shop), safety_status(shop).rows_behind) == ("", 0)
    rows = list(read_twin(stick / OWN / "journal.jsonl"))
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))


def test_a_full_or_slow_stick_keeps_no_sale_waiting(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_safety(shop, tmp_path / "stick")
    going, held = threading.Event(), threading.Event()

    def slow(_: int) -> None:
        if threading.current_thread().name == "safety-folder":
            held.set()
            going.wait(20)
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(safety_writer.os, "fsync", slow)
    sell(shop, "r1")
    assert held.wait(20)
    sell(shop, "r2")  # while the stick hangs
    going.set()
    caught_up(shop)
    assert problem(shop) == "backup_disk_full"
    monkeypatch.undo()
    caught_up(shop)
    assert safety_status(shop).rows_behind == 0
    rows = list(read_twin(tmp_path / "stick" / OWN / "journal.jsonl"))
    assert rows == list(shop.journal.rows())


def test_a_twin_of_another_history_on_the_stick_is_kept_aside(shop: Shop, tmp_path: Path) -> None:
    own = tmp_path / "stick" / OWN
    with make_shop(tmp_path / "other") as other:
        sell(other, "x")
        set_safety(other, tmp_path / "stick")
        theirs = list(other.journal.rows())
    set_safety(shop, tmp_path / "stick")
    assert list(read_twin(own / "journal-differs-1.jsonl")) == theirs
    assert list(read_twin(own / "journal.jsonl")) == list(shop.journal.rows())


def test_a_stick_that_knows_more_than_the_laptop_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The laptop's folder was put back to an earlier hour, and the start could not wait for it."""
    with make_shop(tmp_path / "till") as shop:
        set_safety(shop, tmp_path / "stick")
        sell(shop, "r1")
    shutil.copytree(tmp_path / "till", tmp_path / "earlier")
    with open_shop(tmp_path / "till", clock_at(LATER)) as shop:
        sell(shop, "r2")
        caught_up(shop)
    kept = (tmp_path / "stick" / OWN / "journal.jsonl").read_bytes()
    shutil.rmtree(tmp_path / "till")
    (tmp_path / "earlier").rename(tmp_path / "till")
    with monkeypatch.context() as slow_stick:
        slow_stick.setattr(safety_ahead, "rows_after", lambda *_: [])
        with open_shop(tmp_path / "till", clock_at(LATER)) as shop:
            caught_up(shop)
            assert problem(shop) == "safety_knows_more"
    assert (tmp_path / "stick" / OWN / "journal.jsonl").read_bytes() == kept
    codes = [each.code for each in check_till(tmp_path / "till", clock_at(LATER)).problems]
    assert codes == ["safety_knows_more"]
    assert restore(tmp_path / "till", [tmp_path / "stick"], clock_at(LATER)).sales == 2
    codes = [each.code for each in check_till(tmp_path / "till", clock_at(LATER)).problems]
    assert codes == []


def test_the_doctor_looks_into_the_safety_folder(shop: Shop, tmp_path: Path) -> None:
    found = check_till(shop.folder, clock_at())
    assert found.facts["safety"] is None
    set_safety(shop, tmp_path / "stick")
    facts = check_till(shop.folder, clock_at()).facts["safety"]
    assert isinstance(facts, dict)
    assert (facts["folder"], facts["rows_behind"]) == (str(tmp_path / "stick"), 0)
    (tmp_path / "stick").rename(tmp_path / "away")
    codes = [each.code for each in check_till(shop.folder, clock_at()).problems]
    assert codes == ["safety_missing"]


def test_a_new_stick_after_the_old_one_is_lost_gets_a_new_spare_key(
    shop: Shop, tmp_path: Path
) -> None:
    set_safety(shop, tmp_path / "stick")
    first = noted_spare(shop.journal)
    set_safety(shop, tmp_path / "second")  # the old one is still there
    assert noted_spare(shop.journal) == first
    shutil.rmtree(tmp_path / "second")
    set_safety(shop, tmp_path / "third")
    second = noted_spare(shop.journal)
    assert second != first
    assert spare_in(tmp_path / "third" / OWN, second) is not None


def test_what_is_ended_is_written_no_more(shop: Shop, tmp_path: Path) -> None:
    set_safety(shop, tmp_path / "stick")
    assert end_safety(shop).as_json() == {
        "folder": None,
        "rows_behind": None,
        "last_backup": None,
    }
    sell(shop, "r1")
    assert shop.safety is None
    set_safety(shop, tmp_path / "stick")
    assert safety_status(shop).rows_behind == 0


def test_the_till_is_restored_from_its_safety_folder_with_its_key(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        set_safety(shop, tmp_path / "stick")
        sell(shop, "r1")
    before = tables(tmp_path / "till" / "till.db")
    shutil.rmtree(tmp_path / "till")
    found = restore(tmp_path / "new", [tmp_path / "stick"], clock_at(LATER))
    assert (found.sales, found.new_key) == (1, "")
    after = tables(tmp_path / "new" / "till.db")
    assert after["sales"] == before["sales"]
    with open_shop(tmp_path / "new", clock_at(LATER)) as again:
        assert sell(again, "r1")["number"] == "A07-1-000001"
        caught_up(again)
        rows = list(read_twin(tmp_path / "stick" / OWN / "journal.jsonl"))
        assert rows == list(again.journal.rows())


def test_the_till_s_own_folder_and_practice_are_refused(tmp_path: Path, shop: Shop) -> None:
    with pytest.raises(PosError, match="safety_own_folder"):
        set_safety(shop, shop.folder)
    with (
        make_shop(tmp_path / "train", training=True) as practice,
        pytest.raises(PosError, match="safety_for_practice"),
    ):
        set_safety(practice, tmp_path / "stick")
    with pytest.raises(PosError, match="backup_folder_missing"):
        set_safety(shop, tmp_path / "gone" / "stick")


def test_sales_that_only_the_stick_still_has_stop_the_till_and_are_restored(
    tmp_path: Path,
) -> None:
    """A power cut took the newest rows of the database and of the twin beside it."""
    till, stick = tmp_path / "till", tmp_path / "stick"
    with make_shop(till) as shop:
        set_safety(shop, stick)
        sell(shop, "r1")
        assert shop.twin is not None
        shop.twin.flush()
        shutil.copytree(till, tmp_path / "cut")
        sell(shop, "r2")
        sell(shop, "r3")
        caught_up(shop)
    shutil.rmtree(till)
    (tmp_path / "cut").rename(till)
    with open_shop(till, clock_at(LATER)) as shop:
        assert isinstance(shop.trouble, PosError)
        facts = shop.trouble.facts
        assert (shop.trouble.code, facts["sales"], facts["net"]) == (
            "safety_knows_more",
            2,
            100_000,
        )
        assert ring(shop, ref="r4", lines=[{"code": "A", "qty": 1}])["ok"] is False
        assert shop.safety is None
    assert restore(till, [stick], clock_at(LATER)).sales == 3
    with open_shop(till, clock_at(LATER)) as shop:
        assert sell(shop, "r3")["number"] == "A07-1-000003"
        assert sell(shop, "r4")["number"] == "A07-1-000004"
        caught_up(shop)
    assert not list((stick / OWN).glob("journal-differs*"))


def test_a_twin_that_lacks_what_the_stick_has_is_not_put_back_alone(tmp_path: Path) -> None:
    till, stick = tmp_path / "till", tmp_path / "stick"
    with make_shop(till) as shop:
        set_safety(shop, stick)
        shutil.copytree(till, tmp_path / "cut")
        sell(shop, "r1")
        assert shop.twin is not None
        shop.twin.flush()
        shutil.copy(till / "journal.jsonl", tmp_path / "cut")
        sell(shop, "r2")
        caught_up(shop)
    with open_shop(tmp_path / "cut", clock_at(LATER)) as shop:
        assert shop.difference is not None
        assert shop.trouble is not None
        assert (shop.trouble.code, shop.trouble.facts["sales"]) == ("safety_knows_more", 2)
        with pytest.raises(PosError, match="safety_knows_more"):
            decide(shop)
    assert restore(tmp_path / "cut", [stick], clock_at(LATER)).sales == 2


def test_a_stick_that_knows_more_is_not_taken_as_a_new_safety_folder(tmp_path: Path) -> None:
    till, stick = tmp_path / "till", tmp_path / "stick"
    with make_shop(till) as shop:
        shutil.copytree(till, tmp_path / "older")
        set_safety(shop, stick)
        sell(shop, "r1")
        caught_up(shop)
    with open_shop(tmp_path / "older", clock_at(LATER)) as shop:
        with pytest.raises(PosError, match="safety_knows_more"):
            set_safety(shop, stick)
        assert shop.trouble is None


def test_a_stick_that_does_not_answer_holds_up_no_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_shop(tmp_path / "till") as shop:
        set_safety(shop, tmp_path / "stick")
    held = threading.Event()

    def slow(*_: object) -> list[object]:
        held.wait(20)
        return []

    monkeypatch.setattr(safety_ahead, "rows_after", slow)
    with open_shop(tmp_path / "till", clock_at(LATER)) as shop:
        assert shop.trouble is None
    held.set()
