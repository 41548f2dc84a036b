"""Archives that lie about themselves are refused before they grow."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.days import busy_day
from support.hostile import lying_zip, many_members, with_member

from pos_app.bounded.archive import Archive, ArchiveError
from pos_app.dayfile.format import MANIFEST, DayFileError
from pos_app.dayfile.unpack import MEMBERS, unpack
from pos_app.errors import PosError

HUGE = 300 << 20


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return into.getvalue()


def all_of(file: bytes) -> dict[str, bytes]:
    archive = Archive(file, 1_000)
    return {member.name: archive.read(member) for member in archive.members}


def peak_of(work: Callable[[], object]) -> tuple[PosError | None, int]:
    tracemalloc.start()
    try:
        work()
    except PosError as error:
        return error, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    return None, 0


@given(
    st.dictionaries(st.sampled_from("abcé/"), st.binary(max_size=300)),
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
)
def test_what_zipfile_writes_is_read_alike(members: dict[str, bytes], method: int) -> None:
    assert all_of(packed(members, method)) == members


@pytest.mark.parametrize("declared", [1, 100, 1 << 20])
def test_a_member_is_never_inflated_beyond_what_it_declares(declared: int) -> None:
    rest = {name: b"x" for name in MEMBERS if name != "stock.csv"}
    file = lying_zip(rest, "stock.csv", HUGE, declared)
    error, peak = peak_of(lambda: unpack(file))
    assert error is not None and error.code == "zip_unreadable"
    assert peak < 8 << 20


def test_a_manifest_that_lies_is_not_inflated_either() -> None:
    rest = {name: b"x" for name in MEMBERS if name != MANIFEST}
    error, peak = peak_of(lambda: unpack(lying_zip(rest, MANIFEST, HUGE, 900_000)))
    assert error is not None and error.code == "zip_unreadable"
    assert peak < 8 << 20


def test_a_member_that_tells_the_truth_about_its_size_is_refused_unread() -> None:
    rest = {name: b"x" for name in MEMBERS if name != "stock.csv"}
    error, peak = peak_of(lambda: unpack(lying_zip(rest, "stock.csv", HUGE, None)))
    assert error is not None and error.code == "zip_bomb"
    assert peak < 8 << 20


@pytest.mark.parametrize("method", [9, 12, 14, 93, 95, 98])
def test_other_compressions_are_refused(method: int) -> None:
    file = lying_zip({}, "a", 1 << 20, 1 << 20, method)
    with pytest.raises(ArchiveError) as caught:
        all_of(file)
    assert caught.value.code == "zip_unreadable"


def test_a_stored_member_of_another_size_is_refused() -> None:
    with pytest.raises(ArchiveError):
        all_of(with_member(packed({}), "a", b"abc", 4, 0, method=0))


def test_a_wrong_checksum_is_refused() -> None:
    with pytest.raises(ArchiveError):
        all_of(with_member(packed({}), "a", b"abc", 3, 1, method=0))


@pytest.mark.parametrize("count", [1_001, 60_000, 65_536 * 3 + 1_001])
def test_a_directory_of_very_many_members_is_not_read(count: int) -> None:
    file = many_members(count)
    error, peak = peak_of(lambda: Archive(file, 1_000))
    assert error is not None and error.code == "zip_unreadable"
    assert peak < 20 << 20


def test_a_directory_that_is_longer_than_its_count_costs_nothing() -> None:
    file = many_members(65_536 * 8)  # the count of members wraps around to 0
    error, peak = peak_of(lambda: Archive(file, 1_000))
    assert (error is None or error.code == "zip_unreadable") and peak < 60 << 20


def test_a_zip64_record_is_refused() -> None:
    file = packed({"a": b"b"})
    at = file.rindex(b"PK\x05\x06")
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, 0, 1)
    with pytest.raises(ArchiveError):
        Archive(file[:at] + locator + file[at:], 10)


def test_the_first_bytes_of_a_huge_member_are_cheap() -> None:
    archive = Archive(lying_zip({}, "a", HUGE, None), 10)
    (member,) = archive.members
    assert archive.start(member, 96) == bytes(96)


@given(st.data())
def test_any_change_of_a_day_file_ends_in_a_named_error(data: st.DataObject) -> None:
    file = bytearray(busy_day())
    for _ in range(data.draw(st.integers(1, 4))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    try:
        unpack(bytes(file))
    except DayFileError:
        return
