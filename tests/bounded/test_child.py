"""A process that reads one file after another: what brings it down costs that file only."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator

import pytest
from support.odd_readers import odd

from pos_app.bounded import workers
from pos_app.bounded.child import Child, read_in_child
from pos_app.bounded.limits import Limits
from pos_app.errors import MachineError, PosError, Refused

QUICK = Limits(cpu_s=1, wall_s=3.0)


@pytest.fixture(autouse=True)
def _no_process_is_left_behind() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def code_of(child: Child[str], file: bytes) -> str:
    try:
        return child.read(file)
    except PosError as error:
        return error.code


@pytest.mark.linux("only its limits are known to hold; Wine counts the memory of no job")
def test_what_brings_the_process_down_is_named_and_the_next_file_is_read() -> None:
    files = [b"a", b"hog", b"b", b"spin", b"c", b"hang", b"d", b"abort", b"e", b"bug", b"f"]
    with Child(odd, QUICK) as child:
        found = [code_of(child, file) for file in files]
    assert found == [
        *("a", "check_too_heavy", "b", "check_too_long", "c", "check_too_long"),
        *("d", "check_died", "e", "check_died", "f"),
    ]


def test_what_ends_the_process_or_never_ends_is_named_on_every_system() -> None:
    files = [b"a", b"spin", b"c", b"hang", b"d", b"abort", b"e", b"bug", b"f"]
    with Child(odd, QUICK) as child:
        found = [code_of(child, file) for file in files]
    assert found == [
        *("a", "check_too_long", "c", "check_too_long"),
        *("d", "check_died", "e", "check_died", "f"),
    ]


def test_an_error_comes_back_with_its_facts() -> None:
    with Child(odd) as child:
        with pytest.raises(PosError, match=r"sheet_column_twice.*sku"):
            child.read(b"error")
        with pytest.raises(Refused) as caught:
            child.read(b"refuse")
    assert [problem.code for problem in caught.value.problems] == [
        "plan_no_stands",
        "plan_not_toml",
    ]
    assert caught.value.problems[0].file == "a.toml"


def test_one_file_needs_one_call() -> None:
    assert read_in_child(odd, b"seen") == "seen"


def test_where_no_process_can_be_started_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_more(*_: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(workers, "_Worker", no_more)
    with pytest.raises(MachineError, match="reader_not_started"):
        read_in_child(odd, b"seen")
