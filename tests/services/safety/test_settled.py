"""A decision about a fork settles the safety folder too: nothing asks for ever, nothing is lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from support.shops import clock_at, make_shop
from support.till_places import LATER, flip, sell

from pos_app.errors import PosError
from pos_app.services.safety.restore import restore
from pos_app.services.safety.safety_folder import safety_status, set_safety
from pos_app.services.safety.settle import settle_safety
from pos_app.services.safety.takeover import take_over
from pos_app.services.shop import safety_ahead
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.services.twin_decision import decide
from pos_app.store.journal import read_twin

OWN = "kasir-EXPO23-A07-1"


def caught_up(shop: Shop) -> None:
    assert shop.safety is not None
    assert shop.safety.catch_up(20)


def problem(shop: Shop) -> str:
    assert shop.safety is not None
    return shop.safety.state.problem


def two_ends(folder: Path, stick: Path, sold: int = 2) -> None:
    """A till whose database was put back by `sold` sales and sold on; twin and stick know them."""
    with make_shop(folder) as shop:
        set_safety(shop, stick)
        sell(shop, "r1")
        caught_up(shop)
        shop.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(folder / "till.db", folder.parent / "before.db")
        for number in range(sold):
            sell(shop, f"lost{number}")
        caught_up(shop)
    twin = (folder / "journal.jsonl").read_bytes()
    (folder.parent / "before.db").replace(folder / "till.db")
    (folder / "journal.jsonl").unlink()
    with pytest.MonkeyPatch.context() as slow:
        slow.setattr(safety_ahead, "rows_after", lambda *_: [])
        with open_shop(folder, clock_at(LATER)) as shop:
            sell(shop, "other", qty=2)
    again = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)[-1]
    (folder / "journal.jsonl").write_bytes(twin + again)


def assert_settled(shop: Shop, stick: Path) -> None:
    caught_up(shop)
    assert (problem(shop), safety_status(shop).rows_behind) == ("", 0)
    assert list(read_twin(stick / OWN / "journal.jsonl")) == list(shop.journal.rows())
    assert check_till(shop.folder, shop.clock).problems == []


def test_a_twin_that_was_kept_aside_settles_the_stick(tmp_path: Path) -> None:
    till, stick = tmp_path / "till", tmp_path / "stick"
    two_ends(till, stick)
    theirs = (stick / OWN / "journal.jsonl").read_bytes()
    with open_shop(till, clock_at(LATER)) as shop:
        assert problem_of_start(shop) == "twin_differs"
        found = decide(shop)
        assert found is not None and found.choice == "kept"
        assert_settled(shop, stick)
        sell(shop, "next")
        assert_settled(shop, stick)
        (fact,) = shop.journal.facts_of("twin_differs")
        assert len(fact["left"]) == 1
    assert (stick / OWN / "journal-differs-1.jsonl").read_bytes() == theirs


def problem_of_start(shop: Shop) -> str:
    return shop.trouble.code if isinstance(shop.trouble, PosError) else ""


def test_a_stick_that_is_behind_the_end_left_out_is_settled_too(tmp_path: Path) -> None:
    till, stick = tmp_path / "till", tmp_path / "stick"
    two_ends(till, stick)
    twin = stick / OWN / "journal.jsonl"
    twin.write_bytes(b"".join(twin.read_bytes().splitlines(keepends=True)[:-1]))
    with open_shop(till, clock_at(LATER)) as shop:
        decide(shop)
        assert_settled(shop, stick)


def test_after_a_decision_the_stick_offers_one_history(tmp_path: Path) -> None:
    till, stick = tmp_path / "till", tmp_path / "stick"
    two_ends(till, stick)
    with open_shop(till, clock_at(LATER)) as shop:
        decide(shop)
        assert_settled(shop, stick)
    assert take_over(tmp_path / "new", [stick], clock_at(LATER)).net == 150_000
    flip(till / "till.db", 30)
    assert restore(till, [till], clock_at(LATER)).net == 150_000


def test_backups_of_the_end_left_out_are_not_taken_for_the_newest(tmp_path: Path) -> None:
    till, stick = tmp_path / "till", tmp_path / "stick"
    two_ends(till, stick)
    theirs = shutil.copy(
        next((stick / OWN).glob("*.backup.db")),
        stick / OWN / "EXPO23_A07-1_000999_aaaaaaaa.backup.db",
    )
    with open_shop(till, clock_at(LATER)) as shop:
        decide(shop)
        assert_settled(shop, stick)
    assert not theirs.exists() and theirs.with_name(f"{theirs.name}.differs").exists()


def test_a_restore_to_a_chosen_end_settles_the_stick(tmp_path: Path) -> None:
    till, stick = tmp_path / "till", tmp_path / "stick"
    two_ends(till, stick)
    own = tmp_path / "own"
    own.mkdir()
    shutil.copy(till / "till.db", own / "one.db")
    flip(till / "till.db", 30)
    (till / "journal.jsonl").unlink()
    with pytest.raises(PosError) as refused:
        restore(till, [own, stick], clock_at(LATER))
    assert refused.value.code == "histories_fork"
    with pytest.raises(PosError) as refused:
        restore(till, [own, stick], clock_at(LATER), end="ffffffff")
    ends = [part.split(":")[0] for part in str(refused.value.facts["ends"]).split("; ")]
    one = next(end for end in ends if f"{end}: 2 " in str(refused.value.facts["ends"]))
    assert restore(till, [own, stick], clock_at(LATER), end=one).net == 150_000
    with open_shop(till, clock_at(LATER)) as shop:
        assert_settled(shop, stick)
        (fact,) = shop.journal.facts_of("restored")
        assert len(fact["left"]) == 1
    assert (stick / OWN / "journal-differs-1.jsonl").exists()


def test_what_no_decision_covered_waits_for_a_lead(tmp_path: Path) -> None:
    till, stick = tmp_path / "till", tmp_path / "stick"
    two_ends(till, stick)
    (till / "journal.jsonl").unlink()  # so that nobody was asked
    theirs = (stick / OWN / "journal.jsonl").read_bytes()
    with open_shop(till, clock_at(LATER)) as shop:
        caught_up(shop)
        assert problem(shop) == "safety_differs"
        assert (stick / OWN / "journal.jsonl").read_bytes() == theirs
        settle_safety(shop, "BUDI", ref="s1")
        assert_settled(shop, stick)
        settle_safety(shop, "BUDI", ref="s1")
        (fact,) = shop.journal.facts_of("safety_settled")
        assert (fact["sales"], fact["net"], fact["by"]) == (2, 100_000, "BUDI")
    assert (stick / OWN / "journal-differs-1.jsonl").read_bytes() == theirs


def test_rows_that_only_follow_are_restored_and_not_settled(tmp_path: Path) -> None:
    till, stick = tmp_path / "till", tmp_path / "stick"
    with make_shop(till) as shop:
        set_safety(shop, stick)
        shop.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copytree(till, tmp_path / "before")
        sell(shop, "r1")
        caught_up(shop)
    shutil.rmtree(till)
    (tmp_path / "before").rename(till)
    with pytest.MonkeyPatch.context() as slow:
        slow.setattr(safety_ahead, "rows_after", lambda *_: [])
        shop = open_shop(till, clock_at(LATER))
    with shop, pytest.raises(PosError, match="safety_knows_more"):
        settle_safety(shop)
    assert json.loads((till / "till.safety.json").read_text())["written"]
