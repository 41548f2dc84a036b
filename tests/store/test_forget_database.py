"""What is left of a contact in a database that cannot be opened is overwritten piece by piece."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pos_app.store.carried import Entry
from pos_app.store.forget_database import WINDOW, clean_copy, has_contacts, overwrite_pieces
from pos_app.store.forget_twin import without_contacts
from pos_app.store.twin_lines import TwinLine, is_sound

SECRET = random.Random(5).randbytes(9_000)


def database_with(path: Path, secret: bytes) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE contacts (hash TEXT, ref TEXT, box BLOB, own BLOB)")
        database.execute("INSERT INTO contacts VALUES ('a', 'r', ?, x'')", (secret,))
        database.execute("INSERT INTO contacts VALUES ('b', 'r', x'01', x'')")
    database.close()


def longest_run(data: bytes, secret: bytes) -> int:
    runs = [secret[n : n + WINDOW * 2] for n in range(len(secret) - WINDOW * 2)]
    return sum(run in data for run in runs)


def test_a_sound_backup_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "x.backup.db"
    database_with(path, SECRET)
    assert has_contacts(path, {"a"}) and not has_contacts(path, {"c"})
    assert not clean_copy(path, {"c"})
    assert clean_copy(path, {"a"})
    assert longest_run(path.read_bytes(), SECRET) == 0
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT hash FROM contacts").fetchall() == [("b",)]
    database.close()


def test_a_damaged_one_loses_every_piece_of_a_page_or_more(tmp_path: Path) -> None:
    path = tmp_path / "till.db.damaged-1"
    database_with(path, SECRET)
    before = path.read_bytes()
    path.write_bytes(b"SQLite format 3\0" + bytes(84) + before[100:])
    assert longest_run(path.read_bytes(), SECRET) > 1_000
    assert overwrite_pieces(path, [SECRET]) > 1
    after = path.read_bytes()
    assert longest_run(after, SECRET) == 0 and len(after) == len(before)
    assert overwrite_pieces(path, [SECRET]) == 0


@given(st.integers(0, 8_000), st.integers(2 * WINDOW, 900), st.binary(max_size=200))
def test_any_piece_is_found_and_nothing_else_is_touched(at: int, size: int, around: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "f")
        piece = SECRET[at : at + size]
        path.write_bytes(around + piece + around)
        overwrite_pieces(path, [SECRET])
        assert longest_run(path.read_bytes(), SECRET) == 0
        assert path.read_bytes().startswith(around[:-1])
        assert path.read_bytes().endswith(around[1:])


def test_a_twin_line_loses_the_contact_and_stays_sound() -> None:
    entries = [Entry("contacts", "a" * 64, ("a" * 64, "M-A07-1-0001", SECRET[:50]))]
    entries.append(Entry("settings", "x", ("x", '"contacts" ' + "a" * 64)))
    line = TwinLine(None, 4, 9, entries).text()
    after = without_contacts(line, {"a" * 64})
    assert is_sound(after) and b'"upto":9' in after
    assert after == TwinLine(None, 4, 9, [Entry("contacts", "a" * 64, None), entries[1]]).text()
    assert without_contacts(line, {"b" * 64}) == line
    broken = line[:-20]
    assert SECRET[:20] not in without_contacts(broken, {"a" * 64})
    assert b"b64" not in without_contacts(broken, {"a" * 64})
