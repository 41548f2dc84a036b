"""Every field of every table, of the manifest and of the journal changed once.

`tampering.json` says what each change is called and which receipt is named: in the manner of the
test suites of the Austrian cash register regulation, one deliberate defect a line. With
POS_APP_UPDATE=tampering it is written anew, and then to be read by a person.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support.days import busy_day, change_pos, forge, journal_of, sign_again

from pos_app.dayfile import reader
from pos_app.dayfile.format import JOURNAL, MANIFEST, SIGNATURE, DayFileError
from pos_app.dayfile.manifest import column_types
from pos_app.dayfile.parse import NO_RECEIPT
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.signing import signer_of
from pos_app.dayfile.unpack import unpack
from pos_app.dayfile.writer import pack
from pos_app.domain.day import ROW_TYPES
from pos_app.domain.journal import canonical, row_hash

TABLE = Path(__file__).with_name("tampering.json")
# Values that only the till knows: the holder of its key could have written any value.
OWN_WORD = (
    "makers.csv/",
    "pos.app",
    # Each is signed by a key that the till does not have; the office checks it.
    "pos.enrolled",
    "pos.continues",
    "journal.jsonl/1/replay.",
    "journal.jsonl/2/setup.at",
    "journal.jsonl/2/setup.by",
    "journal.jsonl/2/setup.cash_rounding",
    "journal.jsonl/2/setup.name",
    "journal.jsonl/3/import.",
    "journal.jsonl/4/stock.by",
    "journal.jsonl/13/close.by",
    "journal.jsonl/13/close.reason",
    # A kind that this app does not know is read as one of a newer app.
    "journal.jsonl/2/setup.kind",
)
THIEF = signer_of(bytes(range(32)))

Change = Callable[[dict[str, bytes]], None]


def other_cell(kind: str, old: str) -> str:
    if kind == "int":
        return str(int(old or 0) + 1)
    if kind == "bool":
        return "false" if old == "true" else "true"
    return old + "x"


def cell_changes() -> Iterator[tuple[str, Change]]:
    """`sales.csv/2/net`: the file, the row as a spreadsheet counts it, the column."""
    members = unpack(busy_day())
    for table in ROW_TYPES:
        rows = list(csv.reader(io.StringIO(members[f"{table}.csv"].decode(), newline="")))
        for row in range(1, len(rows)):
            for column, (name, kind) in enumerate(column_types(table).items()):
                yield f"{table}.csv/{row + 1}/{name}", change_cell(table, rows, row, column, kind)


def change_cell(table: str, rows: list[list[str]], row: int, column: int, kind: str) -> Change:
    def change(members: dict[str, bytes]) -> None:
        changed = copy.deepcopy(rows)
        changed[row][column] = other_cell(kind, rows[row][column])
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n").writerows(changed)
        members[f"{table}.csv"] = out.getvalue().encode()

    return change


def other_value(old: object) -> object:
    if isinstance(old, bool):
        return not old
    if isinstance(old, int):
        return old + 1
    return "0" * 64 if old is None else f"{old}x"


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where the plain values of a JSON value are."""
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    else:
        yield path
    for key, inner in items:
        yield from leaves(inner, (*path, key))


def changed_at(value: Any, path: tuple[str | int, ...]) -> Any:
    found = copy.deepcopy(value)
    place = found
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = other_value(place[path[-1]])
    return found


def pos_changes() -> Iterator[tuple[str, Change]]:
    """`pos.totals.net`."""
    pos = json.loads(unpack(busy_day())[MANIFEST])["pos"]
    for path in leaves(pos):
        yield f"pos.{'.'.join(map(str, path))}", change_pos(**changed_at(pos, path))


def journal_changes() -> Iterator[tuple[str, Change]]:
    """`journal.jsonl/6/sale.net`: the row's number in the chain, which is made anew over it."""
    facts = [json.loads(payload) for payload in journal_of(unpack(busy_day()))]
    for at, fact in enumerate(facts):
        for path in leaves(fact):
            name = f"{JOURNAL}/{at + 1}/{fact['kind']}.{'.'.join(map(str, path))}"
            yield name, change_fact(at, changed_at(fact, path))


def change_fact(at: int, fact: dict[str, Any]) -> Change:
    def change(members: dict[str, bytes]) -> None:
        payloads = journal_of(members)
        payloads[at] = canonical(fact)
        members[JOURNAL] = b"".join(payload + b"\n" for payload in payloads)
        journal = json.loads(members[MANIFEST])["pos"]["journal"]
        running = bytes.fromhex(journal["prev"])
        for payload in payloads:
            running = row_hash(running, payload)
        change_pos(journal={**journal, "head": running.hex()})(members)

    return change


def every_change() -> Iterator[tuple[str, Change]]:
    yield from cell_changes()
    yield from pos_changes()
    yield from journal_changes()


def found_out(file: bytes) -> list[str]:
    """The code and the receipt; nothing for a file in which no fault is found."""
    try:
        read_day(file)
    except DayFileError as error:
        number = str(error.facts.get("number", ""))
        return [error.code, "" if number == NO_RECEIPT else number]
    return []


@cache
def by_the_till() -> dict[str, bytes]:
    """Make each change and sign with the till's own key."""
    return {name: forge(busy_day(), change) for name, change in every_change()}


def by_a_thief(change: Change) -> bytes:
    """Make each change and sign with another key, which the manifest names as the till's."""
    members = unpack(busy_day())
    change(members)
    change_pos(key=THIEF.public_hex)(members)
    members = sign_again(members)
    members[SIGNATURE] = THIEF.sign(members[MANIFEST])
    return pack(members)


def expected() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(TABLE.read_text("utf-8"))
    return found


def test_the_table_names_every_field_that_there_is() -> None:
    names = [name for name, _ in every_change()]
    assert len(names) == len(set(names))
    if os.environ.get("POS_APP_UPDATE") == "tampering":
        lines = {name: found_out(file) for name, file in by_the_till().items()}
        rows = ",\n".join(f"{json.dumps(n)}: {json.dumps(found)}" for n, found in lines.items())
        TABLE.write_text(f"{{\n{rows}\n}}\n", "utf-8")
    assert set(names) == set(expected())


def test_a_change_by_someone_without_a_key_breaks_hash_or_signature() -> None:
    for name, change in every_change():
        code, *_ = found_out(forge(busy_day(), change, resign=False))
        if name.startswith("pos.") or name.startswith(JOURNAL):
            assert code in ("signature_wrong", "manifest_shape", "format_unknown", "format_newer")
        else:
            assert code in ("member_hash", "member_size"), name


def test_a_change_by_someone_with_the_tills_key_is_found_out_as_the_table_says() -> None:
    table = expected()
    wrong = {
        name: (found, table[name])
        for name, file in by_the_till().items()
        if (found := found_out(file)) != table[name]
    }
    assert wrong == {}


def test_only_a_tills_own_word_can_be_changed_by_its_key_unseen() -> None:
    for name, found in expected().items():
        assert found or name.startswith(OWN_WORD), name


def test_whatever_is_of_a_sale_names_its_receipt() -> None:
    of_sales = ("sales.csv/", "lines.csv/", "tenders.csv/")
    for name, found in expected().items():
        if name.startswith(of_sales):
            assert found[1].startswith("A07-1-"), name


def test_a_thief_with_a_key_of_his_own_is_found_out_just_the_same() -> None:
    """Where no fault is found, the file is a day of another till, because its key differs."""
    table = expected()
    key = read_day(busy_day()).head.key
    for name, change in every_change():
        if name.startswith("pos.key"):
            continue
        file = by_a_thief(change)
        assert found_out(file) == table[name], name
        with pytest.raises(DayFileError) as refused:
            read_day(file, key)
        assert table[name] or refused.value.code == "key_wrong"


def test_the_quick_way_and_the_long_way_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast path and parsing give the same tables."""
    quick = read_day(busy_day())
    found = {name: found_out(file) for name, file in by_the_till().items()}
    monkeypatch.setattr(reader, "members_match", lambda projected, members: False)
    assert read_day(busy_day()) == quick
    assert {name: found_out(file) for name, file in by_the_till().items()} == found
