"""Wrong PINs at a take-over or a restore cost time, also after a restart and at another laptop."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from support.shops import make_shop
from support.takeover_fair import NOON, Fair
from support.till_places import sell

from pos_app.errors import PosError
from pos_app.services.safety import pin_tries
from pos_app.services.safety.offers import make_offer, restore_offer
from pos_app.services.safety.pin_tries import TRIES_NAME
from pos_app.services.safety.restore import restore
from pos_app.services.safety.takeover import take_over
from pos_app.services.shop.shop import open_shop


class Uptime:
    """The seconds since the laptop was started, as a test sets them."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def uptime(monkeypatch: pytest.MonkeyPatch) -> Uptime:
    found = Uptime()
    monkeypatch.setattr(pin_tries.PinTries.__init__, "__defaults__", (found,))
    return found


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    made = Fair(tmp_path)
    with made.till() as old:
        sell(old, "r1")
    return made


def refusal(fair: Fair, pin: str, name: str = "new", stick: Path | None = None) -> PosError:
    with pytest.raises(PosError) as refused:
        take_over(fair.folder / name, [stick or fair.stick], NOON, lead="BUDI", pin=pin)
    return refused.value


def wrong(fair: Fair, times: int) -> None:
    for _ in range(times):
        assert refusal(fair, "000000").code == "pin_wrong"


def test_the_fourth_try_waits_and_a_right_one_after_the_wait_is_taken(
    fair: Fair, uptime: Uptime
) -> None:
    wrong(fair, 3)
    waits = refusal(fair, "482913")
    assert (waits.code, waits.facts["seconds"]) == ("pin_wait", 5)
    uptime.now += 6
    done = take_over(fair.folder / "new", [fair.stick], NOON, lead="BUDI", pin="482913")
    assert done.place == "A07-1B"
    with open_shop(fair.folder / "new", NOON) as new:
        row = new.journal.newest_of("takeover")
        assert row is not None
        told = json.loads(row[1])
        assert (told["by"], told["pins_known"], told["wrong_pins"]) == ("BUDI", True, 3)


def test_a_restart_of_the_laptop_or_of_the_window_starts_no_new_count(
    fair: Fair, uptime: Uptime
) -> None:
    wrong(fair, 3)
    uptime.now = 2.0  # the laptop was started again: nobody knows how long ago the last try was
    assert refusal(fair, "482913").facts["seconds"] == 3
    uptime.now = 6.0
    wrong(fair, 1)
    assert refusal(fair, "482913").facts["seconds"] == 10


def test_another_laptop_learns_of_the_tries_from_the_stick(fair: Fair, uptime: Uptime) -> None:
    wrong(fair, 3)
    uptime.now = 50_000.0  # of the other laptop
    assert refusal(fair, "482913", "other").facts["seconds"] == 5
    uptime.now += 6
    assert take_over(fair.folder / "other", [fair.stick], NOON, lead="BUDI", pin="482913")


def test_a_stick_that_lost_its_note_is_known_here_and_a_write_protected_one_too(
    fair: Fair, uptime: Uptime
) -> None:
    wrong(fair, 3)
    for file in fair.stick.rglob(TRIES_NAME):
        file.unlink()
        file.mkdir()  # nothing can be written there
    assert refusal(fair, "482913").code == "pin_wait"
    uptime.now += 6
    wrong(fair, 1)
    assert refusal(fair, "482913").facts["seconds"] == 10


def test_a_file_of_other_things_is_no_count_and_another_till_s_tries_neither(
    fair: Fair, uptime: Uptime
) -> None:
    wrong(fair, 3)
    (notes,) = fair.stick.rglob(TRIES_NAME)
    lines = notes.read_text().splitlines()
    other = [{**json.loads(line), "till": "EXPO23 A08-1"} for line in lines]
    broken = ["{", "[]", "null", '{"id": 5, "till": "", "person": "", "uptime": 1}', "\udcff"]
    text = "\n".join([*broken, *map(json.dumps, other)])
    notes.write_text(text, "utf-8", errors="surrogateescape")
    wrong_here = fair.folder / "elsewhere"
    assert refusal(fair, "000000", wrong_here.name).code == "pin_wrong"


def test_a_restore_takes_a_lead_s_pin_and_counts_too(fair: Fair, uptime: Uptime) -> None:
    def tried(pin: str) -> str:
        with pytest.raises(PosError) as refused:
            restore(fair.folder / "back", [fair.stick], NOON, lead="BUDI", pin=pin)
        return refused.value.code

    assert [tried("000000") for _ in range(3)] == ["pin_wrong"] * 3
    assert tried("482913") == "pin_wait"
    uptime.now += 6
    restore(fair.folder / "back", [fair.stick], NOON, lead="BUDI", pin="482913")
    assert restored_row(fair.folder / "back") == ("BUDI", True, 3)


def restored_row(folder: Path) -> tuple[str, bool, int]:
    with open_shop(folder, NOON) as shop:
        row = shop.journal.newest_of("restored")
        assert row is not None
        told = json.loads(row[1])
    return told["by"], told["pins_known"], told["wrong_pins"]


def test_the_window_restores_nothing_without_a_lead_where_one_has_a_pin(fair: Fair) -> None:
    source = fair.stick / "kasir-EXPO23-A07-1"
    offer = make_offer(fair.folder / "back", source)
    assert offer.leads == (("BUDI", "Budi"),)
    with pytest.raises(PosError, match="lead_needed"):
        restore_offer(fair.folder / "back", offer)
    restore_offer(fair.folder / "back", offer, "BUDI", "482913")
    assert restored_row(fair.folder / "back")[0] == "BUDI"


def test_without_a_pin_a_command_restores_in_nobody_s_name_and_says_so(fair: Fair) -> None:
    restore(fair.folder / "back", [fair.stick], NOON)
    assert restored_row(fair.folder / "back") == ("", True, 0)


def test_where_no_lead_s_pin_is_known_it_is_done_and_the_journal_says_that(tmp_path: Path) -> None:
    with make_shop(tmp_path / "old") as old:
        sell(old, "r1")
    shutil.copy(tmp_path / "old" / "journal.jsonl", tmp_path / "twin.jsonl")
    offer = make_offer(tmp_path / "back", tmp_path / "twin.jsonl")
    assert offer.leads == ()
    restore_offer(tmp_path / "back", offer)
    assert restored_row(tmp_path / "back") == ("", False, 0)
