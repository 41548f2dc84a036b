"""Event files, packs and day files that are made to burst, within 256 MB and 5 seconds."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from office.real_files import TOML
from support.days import busy_day
from support.hostile import lying_zip
from support.in_child import measured

from pos_app.dayfile.signing import signer_of
from pos_app.dayfile.stand_pack import TAG
from pos_app.dayfile.unpack import MEMBERS, unpack
from pos_app.dayfile.writer import pack as pack_day
from pos_app.office.plan.toml_weight import check_weight

pytestmark = pytest.mark.linux("memory is measured there")

HEAD = b'code = "FAIR"\nname = "F"\nstart = "2023-10-25"\nend = "2024-10-20"\n'


def numbered(line: bytes, count: int) -> bytes:
    return b"".join(line % number for number in range(count))


EVENTS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "dots": (lambda: HEAD + b"a." * 100_000 + b"a = 1\n", "plan_not_toml"),
    "dots with spaces": (lambda: HEAD + b"a . " * 50_000 + b"a = 1\n", "plan_not_toml"),
    "dots in a table": (lambda: HEAD + b"[" + b"a." * 100_000 + b"a]\n", "plan_not_toml"),
    "dots of texts": (lambda: HEAD + b'"a".' * 50_000 + b"a = 1\n", "plan_not_toml"),
    "dots, often": (
        lambda: HEAD + b"".join(b"a%d" % n + b".b" * 200 + b"=1\n" for n in range(2_000)),
        "plan_not_toml",
    ),
    "lists": (lambda: HEAD + b"a = " + b"[" * 400_000, "plan_not_toml"),
    "inline tables": (lambda: HEAD + b"a = " + b"{a=" * 200_000, "plan_not_toml"),
    "stands": (lambda: HEAD + b"[[stand]]\ntills=99\n" * 50_000, "plan_too_many"),
    "till-days": (
        lambda: HEAD + b"".join(b'[[stand]]\ncode="A%d"\ntills=99\n' % n for n in range(4_000)),
        "plan_too_many",
    ),
    "makers": (lambda: HEAD + b"[[maker]]\n" * 99_000, "plan_no_stands,plan_too_many"),
    "keys": (lambda: HEAD + numbered(b"k%d=1\n", 90_000), "plan_no_stands"),
    "text": (lambda: HEAD + b'name2 = "' + b"x" * 990_000 + b'"\n', "plan_no_stands"),
    "staff": (lambda: HEAD + b"[[staff]]\n" * 98_000, "plan_key_missing"),
}


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_file_that_is_made_to_burst_is_named(name: str, tmp_path: Path) -> None:
    make, code = EVENTS[name]
    path = tmp_path / "event.toml"
    path.write_bytes(make())
    found = measured("support.readers_by_path:event", path)
    assert set(code.split(",")) <= set(str(found.answer).split(",")), found
    assert found.is_bounded, found


def test_a_plan_is_not_too_heavy_for_its_texts() -> None:
    check_weight(TOML.decode())
    check_weight('name = "a.b.c.d.e.f.g.h.i.j.k.l"  # a.b.c.d.e.f.g.h.i.j.k [[[[[[[[[[[[[[[[[[[[\n')
    check_weight("days = '''\n" + "[" * 30 + "a.b.c.d.e.f.g.h.i.j\n'''\n")
    check_weight("shares = [" + "12.5, " * 100 + "]\n")


def signed_pack(body: bytes) -> bytes:
    key = signer_of(bytes(32))
    signature = key.sign(TAG + body).hex()
    return f"POSPACK1 {key.public_hex} {signature}\n".encode() + body + b"\n"


PACKS: Mapping[str, Callable[[], bytes]] = {
    "lists": lambda: b'{"office":' + b"[]," * 10 + b"1}",
    "empty lists": lambda: b'{"a":[' + b"[]," * (10 << 20) + b"1]}",
    "deep": lambda: b'{"a":' + b"[" * (8 << 20),
    "keys": lambda: b"{" + b",".join(b'"%d":1' % n for n in range(2_500_000)) + b"}",
    "products": lambda: b'{"products":[' + b"{}," * (9 << 20) + b"{}]}",
    "digits": lambda: b'{"a":' + b"9" * (30 << 20) + b"}",
}


@pytest.mark.parametrize("name", PACKS)
def test_a_stand_pack_that_is_made_to_burst_is_named(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.standpack"
    path.write_bytes(signed_pack(PACKS[name]()))
    found = measured("support.readers_by_path:pack", path)
    assert found.answer in ("pack_json", "pack_not_signed", "check_too_heavy", "check_too_long")
    assert found.is_bounded, found


@cache
def members() -> dict[str, bytes]:
    return unpack(busy_day())


def with_journal(journal: bytes) -> bytes:
    """A day with this journal, signed by the till's own key as far as the manifest goes."""
    from support.days import sign_again

    return pack_day(sign_again({**members(), "journal.jsonl": journal}))


def rest(liar: str) -> dict[str, bytes]:
    return {name: data for name, data in members().items() if name != liar}


def far_too_many_facts() -> bytes:
    return b"".join(b'{"a":[[],[],[],[],%d]}\n' % n for n in range(1_500_000))


DAYS: Mapping[str, tuple[Callable[[], bytes], set[str]]] = {
    "lie": (lambda: lying_zip(rest("stock.csv"), "stock.csv", 300 << 20, 100), {"zip_unreadable"}),
    "truth": (lambda: lying_zip(rest("stock.csv"), "stock.csv", 300 << 20, None), {"zip_bomb"}),
    "lies together": (
        lambda: lying_zip(rest("cash.csv"), "cash.csv", 90 << 20, None),
        {"zip_bomb"},
    ),
    "journal": (
        lambda: with_journal(far_too_many_facts()),
        {"journal_range", "check_too_heavy", "check_too_long"},
    ),
    "one row": (
        lambda: with_journal(b'{"a":"' + b"ab.e1" * (6 << 20) + b'"}\n'),
        {"journal_range", "zip_bomb"},
    ),
    "not a zip": (lambda: b"PK\x03\x04" + bytes(31 << 20), {"zip_unreadable"}),
    "outer": (lambda: lying_zip({}, "a.zip", 300 << 20, 1_000), {"zip_member_unknown"}),
}


@pytest.mark.parametrize("name", DAYS)
def test_a_day_file_that_is_made_to_burst_is_named(name: str, tmp_path: Path) -> None:
    assert set(members()) == set(MEMBERS)
    make, expected = DAYS[name]
    path = tmp_path / "day.zip"
    path.write_bytes(make())
    for reader in ("day_file", "merged"):
        found = measured(f"support.readers_by_path:{reader}", path)
        answer = found.answer if isinstance(found.answer, str) else found.answer[0]  # type: ignore[index]
        assert answer in expected, found
        assert found.is_bounded, found


def test_a_very_long_day_is_read_within_the_limits(tmp_path: Path) -> None:
    """Ten times as many sales as the busiest till of a fair has made."""
    from support.fair_files import START, Till

    path = tmp_path / "day.zip"
    path.write_bytes(Till("A07", random.Random(1)).close(START, 6_000, 2).file)
    found = measured("support.readers_by_path:day_file", path)
    print(json.dumps([found.peak_mb, found.seconds, path.stat().st_size]))
    assert found.answer == "ok"
    assert found.is_bounded, found
