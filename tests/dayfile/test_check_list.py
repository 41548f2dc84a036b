"""The list of the checks that a day file passed: the same by the fast way and by the slow one."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest
from support.days import busy_day, change_pos, forge

from pos_app.dayfile import fast_rows, journal_rows, reader
from pos_app.dayfile.check_list import Check
from pos_app.dayfile.fast_projection import members_match
from pos_app.dayfile.format import DayFileError
from pos_app.dayfile.reader import read_day
from pos_app.services.office.verify import verify_files
from pos_app.texts import texts_in

EVERY = [check for check in Check if check is not Check.KEY]


def passed(file: bytes, key: str | None = None) -> list[Check]:
    """The checks that a file passed, up to the one that refused it."""
    found: list[Check] = []
    try:
        read_day(file, key, found.append)
    except DayFileError:
        assert found != EVERY
    return found


@pytest.mark.parametrize(("fast_facts", "fast_tables"), [*product((True, False), repeat=2)])
def test_the_fast_and_the_slow_way_make_the_same_checks(
    monkeypatch: pytest.MonkeyPatch, fast_facts: bool, fast_tables: bool
) -> None:
    slow = {"canonical_facts": lambda _: None, "members_match": lambda *_: False}
    ways = fast_rows.canonical_facts, members_match
    chosen = [
        way if fast else slow[way.__name__]
        for way, fast in zip(ways, (fast_facts, fast_tables), strict=True)
    ]
    monkeypatch.setattr(journal_rows, "canonical_facts", chosen[0])
    monkeypatch.setattr(reader, "members_match", chosen[1])
    assert passed(busy_day()) == EVERY


def test_a_key_that_was_asked_for_is_a_check_of_its_own() -> None:
    key = read_day(busy_day()).head.key
    assert passed(busy_day(), key) == list(Check)
    assert passed(busy_day(), "0" * 64) == [Check.ARCHIVE, Check.MANIFEST, Check.SIGNATURE]


def test_the_list_ends_before_the_check_that_refuses_the_file() -> None:
    wrong = forge(busy_day(), change_pos(running_total=7))
    assert passed(wrong)[-1] is Check.TOTALS
    assert passed(b"") == []
    flipped = forge(
        busy_day(), lambda m: m.update({"stock.csv": m["stock.csv"] + b"x"}), resign=False
    )
    assert passed(flipped)[-1] is Check.SIGNATURE


@pytest.mark.parametrize("lang", ["id", "en"])
def test_each_check_is_told_in_both_languages(lang: str) -> None:
    assert list(texts_in("day_checks", lang)) == [str(check) for check in Check]


def test_verifying_tells_the_checks_of_whole_and_of_refused_files(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    good.write_bytes(busy_day())
    bad.write_bytes(forge(busy_day(), change_pos(revision=7)))
    whole, refused = verify_files([good, bad])
    assert list(whole.checks) == EVERY and whole.ok
    assert not refused.ok and 0 < len(refused.checks) < len(EVERY)
    assert [problem.file for problem in refused.problems] == [str(bad)]
    assert len(whole.explained("en")) == len(EVERY)
    json.dumps(whole.checks)
