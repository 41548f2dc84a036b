"""Every command that changes a till can be sent again under its `--ref` after a lost answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from support.commands import Till
from support.safety_till import ring, set_up

from pos_app.cli.main import cli

READS_ONLY = {
    "catalogue export",
    "crash",
    "doctor",
    "goods list",
    "labels",
    "paper",
    "qris",
    "receipt",
    "sales",
    "till inquiries",
    "till orders",
    "verify",
    "window",
}
"""They change nothing in the till; what they write is a file that a repeat writes again."""

SAFE_TO_REPEAT = {
    "backup": "one more verified copy, which has the name of its content",
    "catalogue example": "the same example sheet",
    "demo": "a fair in a folder of its own",
    "downgrade": "the till is brought up and given back to the older version again",
    "gallery": "the same pictures",
    "guide": "the same paper",
    "offscreen-day": "a rehearsal in a folder of its own",
    "support-bundle": "one more bundle, named by its time",
    "till contact": "the same contact is shown, and noted once more that it was",
    "till forget": "what is gone already is looked for again",
    "till inquiry": "each request carries its own ref",
    "till ring": "each request carries its own ref",
}


def commands(group: click.Command, path: str = "") -> Iterator[tuple[str, click.Command]]:
    if not isinstance(group, click.Group):
        yield path.strip(), group
        return
    for name, command in group.commands.items():
        yield from commands(command, f"{path} {name}")


OFFICE_READS_ONLY = {
    "office board",
    "office check",
    "office decisions",
    "office inquiries",
    "office orders",
    "office photo-message",
    "office review",
    "office status",
    "office window",
}

OFFICE_SAFE_TO_REPEAT = {
    "office fairs": "which makers are one is remembered on this laptop, in no book",
    "office hand-on": "a table of what the book holds, written again",
    "office messages": "the same messages, written into a folder again",
    "office publish": "a table of what the book holds, written again",
    "office receipts": "the same papers, written into a folder again",
    "office stand-cards": "the same papers, written again",
    "office report": "the same papers, written into a folder again",
}


def of_the_till() -> list[tuple[str, click.Command]]:
    return [each for each in commands(cli) if not each[0].startswith("office")]


def of_the_office() -> list[tuple[str, click.Command]]:
    return [each for each in commands(cli) if each[0].startswith("office")]


def takes_ref(command: click.Command) -> bool:
    return any("--ref" in parameter.opts for parameter in command.params)


def test_every_command_that_changes_a_till_takes_a_ref() -> None:
    without = {name for name, command in of_the_till() if not takes_ref(command)}
    assert without == READS_ONLY | set(SAFE_TO_REPEAT)


def test_every_command_that_changes_a_book_takes_a_ref() -> None:
    without = {name for name, command in of_the_office() if not takes_ref(command)}
    assert without == OFFICE_READS_ONLY | set(OFFICE_SAFE_TO_REPEAT)


@pytest.fixture
def till(tmp_path: Path) -> Till:
    return set_up(tmp_path)


def rows(till: Till) -> object:
    return till.json("doctor")["journal"]


def test_setting_and_ending_the_safety_folder_are_done_once(till: Till) -> None:
    one, two = str(till.folder / "one"), str(till.folder / "two")
    assert till.json("safety", one, "--ref", "s1")["folder"] == one
    till.json("safety", two, "--ref", "s2")
    before = rows(till)
    assert till.json("safety", one, "--ref", "s1")["folder"] == one
    assert till.json("safety")["folder"] == two
    assert till.json("safety", "--off", "--ref", "s3")["folder"] is None
    till.json("safety", two)
    assert till.json("safety", "--off", "--ref", "s3")["folder"] is None
    assert till.json("safety")["folder"] == two
    assert rows(till) == before + 2  # type: ignore[operator]
    assert till.refused("safety", two, "--ref", "s3")


def test_a_restore_is_answered_again_and_done_once(till: Till) -> None:
    ring(till, "1")
    place = till.json("backup", str(till.folder / "stick"))["path"]
    (till.folder / "new").mkdir()
    new = Till(till.folder / "new")
    first = new.json("restore", place, "--ref", "r1")
    before = rows(new)
    assert new.json("restore", place, "--ref", "r1") == first
    assert rows(new) == before
    assert "ref" in new.refused("restore", place, "--end", "abc", "--ref", "r1").lower()
    assert new.refused("restore", place, "--ref", "r2")  # it is whole


def test_a_take_over_is_answered_again_and_done_once(till: Till) -> None:
    ring(till, "1")
    place = till.json("backup", str(till.folder / "stick"))["path"]
    (till.folder / "new").mkdir()
    new = Till(till.folder / "new")
    first = new.json("takeover", place, "--ref", "t1")
    before = rows(new)
    assert new.json("takeover", place, "--ref", "t1") == first
    assert rows(new) == before
    assert new.refused("takeover", place, "--ref", "t2")


def test_a_hand_over_says_again_what_it_wrote(till: Till) -> None:
    ring(till, "1")
    assert till("till", "close", "--counted", "150000").exit_code == 0
    stick = str(till.folder / "stick")
    first = till.json("handover", "--to", stick, "--ref", "h1")
    assert len(first["written"]) == 1
    before = rows(till)
    assert till.json("handover", "--to", stick, "--ref", "h1") == first
    assert rows(till) == before
    assert till.json("handover", "--to", stick, "--ref", "h2")["written"] == []


def test_an_interim_total_is_noted_once(till: Till) -> None:
    ring(till, "1")
    first = till.json("till", "interim", "--ref", "i1")
    ring(till, "2")
    assert till.json("till", "interim", "--ref", "i1") == first
    assert till.json("till", "interim", "--ref", "i2")["sales"] == 2
