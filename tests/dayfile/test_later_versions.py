"""Files and texts of a later version are refused by name, before anything else is said of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from office.real_files import busy_day
from support.days import change_pos, forge

from pos_app.dayfile.acknowledgement import read_acknowledgement
from pos_app.dayfile.closing_qr import read_closing_qr
from pos_app.dayfile.forget_code import read_forget_text
from pos_app.dayfile.format import DayFileError
from pos_app.dayfile.goods_note_code import read_goods_note
from pos_app.dayfile.interim_qr import read_signed_interim
from pos_app.dayfile.order_slip_code import read_order_slip
from pos_app.dayfile.pack_reader import read_pack
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.till_key import read_till_key
from pos_app.errors import PosError, Refused


def code_of(file: bytes) -> str:
    with pytest.raises(DayFileError) as refused:
        read_day(file)
    return refused.value.code


def rezipped(file: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The file with other members beside its manifest, which is left as it is."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


DAMAGES: dict[str, Callable[[dict[str, bytes]], object]] = {
    "an unknown member": lambda m: m.update({"gifts.csv": b"x"}),
    "a missing member": lambda m: m.pop("counts.csv"),
    "another table": lambda m: m.update({"sales.csv": b"id\r\n"}),
    "another journal": lambda m: m.update({"journal.jsonl": b'{"kind":"gift"}\n'}),
}


@pytest.mark.parametrize("version", ["posday/1.2", "posday/1.17", "posday/2", "posday/2.1"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_day_file_of_a_later_version_is_refused_as_such(version: str, damage: str) -> None:
    newer = forge(busy_day(), change_pos(format=version, minor=2))
    assert code_of(rezipped(newer, DAMAGES[damage])) == "format_newer"


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_file_of_this_version_is_not(damage: str) -> None:
    assert code_of(rezipped(busy_day(), DAMAGES[damage])) != "format_newer"


def test_a_later_major_version_is_named_before_its_signature() -> None:
    newer = forge(busy_day(), change_pos(format="posday/2"))
    assert code_of(rezipped(newer, lambda m: m.update({"datapackage.json.sig": b"x"}))) == (
        "format_newer"
    )


READERS: dict[str, Callable[[str], object]] = {
    "POSNOW": read_signed_interim,
    "POSDAY": read_closing_qr,
    "POSORDER": read_order_slip,
    "POSGOODS": read_goods_note,
    "POSFORGET": read_forget_text,
    "POSACK": read_acknowledgement,
    "POSKEY": read_till_key,
}


@pytest.mark.parametrize("name", READERS)
def test_a_signed_text_of_a_later_version_is_refused_as_such(name: str) -> None:
    with pytest.raises(PosError) as refused:
        READERS[name](f"{name}2:ABCDEFGH")
    assert refused.value.code == "format_newer"
    with pytest.raises(PosError) as refused:
        READERS[name](f"{name}1:ABCDEFGH")
    assert refused.value.code != "format_newer"


def test_a_stand_pack_of_a_later_version_is_refused_as_such() -> None:
    with pytest.raises(Refused) as refused:
        read_pack(b"POSPACK2 " + b"0" * 64 + b" " + b"0" * 128 + b"\n{}\n")
    assert [problem.code for problem in refused.value.problems] == ["pack_newer"]
