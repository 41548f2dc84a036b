"""Days that come to the office as codes: whatever order, whatever else is among them."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from office.real_files import TOML, world
from support.by_light import SMALL, codes_of, label_of

from pos_app.dayfile.unpack import unpack
from pos_app.light.codes import make_codes
from pos_app.light.packing import pack_day
from pos_app.office.book import Book
from pos_app.office.book_status import status_in
from pos_app.office.intake.merge import merge
from pos_app.office.intake.merge_report import MergeReport
from pos_app.office.intake.sources import SourceCode
from pos_app.office.reconcile.partial_days import PartialDay, book_partials
from pos_app.office.report.partial_words import places_text


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return new_book(tmp_path / "a.book")


def new_book(path: Path) -> Path:
    Book.create(path, TOML).close()
    return path


def take(book: Path, codes: Iterable[bytes], *paths: Path) -> MergeReport:
    with Book.open(book) as opened:
        return merge(opened, paths, codes=[SourceCode("IMG_1.jpg", code) for code in codes])


def told(report: MergeReport) -> list[str]:
    return [problem.code for problem in report.problems]


def enough(codes: list[bytes]) -> int:
    return -(-len(codes) * 4 // 5)


def partials(book: Path) -> tuple[PartialDay, ...]:
    with Book.open(book, writing=False) as opened:
        return book_partials(opened)


def test_a_day_counts_as_soon_as_enough_of_its_codes_are_here(book: Path) -> None:
    file = world()["a07 25"]
    codes = random.Random(1).sample(codes_of(file, SMALL), k=len(codes_of(file, SMALL)))
    few = take(book, codes[:3])
    assert few.light.partial is not None
    (partial,) = few.light.partial
    assert (partial.have, partial.till_day) == (3, ("A07", "1", "2023-10-25"))
    assert partial.screens and not few.merged
    done = take(book, codes[3 : enough(codes)])
    (entry,) = done.merged
    assert entry.manifest == label_of(file).manifest and done.light.partial == ()
    with Book.open(book, writing=False) as opened:
        received = opened.file(label_of(file).manifest, 1 << 20)
        assert received is not None and unpack(received) == unpack(file)
    again = take(book, codes)
    assert (again.light.taken, again.light.same, told(again)) == (0, len(codes), [])


def test_the_file_that_comes_later_is_already_here_and_one_that_came_before_asks_for_nothing(
    book: Path, tmp_path: Path
) -> None:
    file, other = world()["a07 25"], world()["a08 25"]
    path, second = tmp_path / "day.zip", tmp_path / "other.zip"
    path.write_bytes(file)
    second.write_bytes(other)
    take(book, codes_of(file, SMALL))
    assert len(take(book, (), path).same) == 1
    take(book, codes_of(other, SMALL)[:2])
    assert len(partials(book)) == 1
    assert take(book, (), second).light.partial == () and partials(book) == ()
    assert take(book, codes_of(other, SMALL)).light.same == len(codes_of(other, SMALL))


def test_what_is_no_code_of_this_fair_is_named_and_the_rest_stays(book: Path) -> None:
    file = world()["a07 25"]
    good = codes_of(file, SMALL)
    changed = bytearray(good[0])
    changed[-20] ^= 1
    newer = good[1][:4] + b"\x09" + good[1][5:]
    report = take(
        book,
        [
            bytes(changed),
            newer,
            codes_of(file, SMALL, event="OTHER24")[0],
            codes_of(file, SMALL, training=True)[0],
            *good[2:],
        ],
    )
    assert told(report) == [
        *("light_code_damaged", "light_newer", "light_other_event", "light_training")
    ]
    assert (len(report.merged), report.light.taken) == (1, len(good) - 2)


def test_a_forged_code_that_comes_first_does_not_keep_the_true_one_out(book: Path) -> None:
    file = world()["a07 25"]
    good = codes_of(file, SMALL)
    packed = bytearray(pack_day(file))
    packed[-1] ^= 255
    forged = make_codes(bytes(packed), label_of(file), SMALL)
    # Codes of other bytes that say they belong to the true whole.
    lies = [_as_of(good[0], code) for code in forged]
    take(book, lies[-2:])
    report = take(book, good)
    assert len(report.merged) == 1 and told(report) == []


def _as_of(true: bytes, code: bytes) -> bytes:
    body = code[:5] + true[5:13] + code[13:-4]
    return body + zlib.crc32(body).to_bytes(4)


def test_an_earlier_revision_is_asked_for_no_more_once_the_newer_one_is_here(book: Path) -> None:
    """Only the newer file says what it takes the place of; one that names another asks on."""
    first, second = (codes_of(world()[name], SMALL) for name in ("a07 26 r1", "a07 26 r2"))
    assert len(partials(_after(book, first[:3]))) == 1
    done = take(book, second)
    assert len(done.merged) == 1 and done.light.partial == () and partials(book) == ()
    other = codes_of(world()["a07 26 r1"], SMALL, manifest="ab" * 32)
    assert len(partials(_after(book, other[:3]))) == 1
    whole = take(book, first)
    assert len(whole.merged) == 1, "it still becomes a file when its codes come"


def _after(book: Path, codes: list[bytes]) -> Path:
    take(book, codes)
    return book


def test_a_whole_that_is_no_day_is_refused_by_name_each_time(book: Path) -> None:
    codes = make_codes(b"\x01" + bytes(900), label_of(world()["a07 25"]), SMALL)
    assert told(take(book, codes)) == ["light_damaged"]
    with Book.open(book) as opened:
        assert opened.identities() == []


def test_a_whole_whose_day_is_of_another_fair_is_refused_for_good(book: Path) -> None:
    codes = codes_of(world()["other event"], SMALL, event="EXPO23")
    report = take(book, codes)
    assert told(report) == ["other_event"] and report.light.partial == ()
    assert set(told(take(book, codes[:2]))) == {"other_event"}


def test_two_tills_and_two_revisions_never_mix(book: Path) -> None:
    files = [world()[name] for name in ("a07 26 r1", "a08 25", "a07 26 r2")]
    codes = [code for file in files for code in codes_of(file, SMALL)[:3]]
    report = take(book, random.Random(2).sample(codes, len(codes)))
    assert report.light.partial is not None
    assert [(each.label.stand, each.label.revision) for each in report.light.partial] == [
        *(("A07", 1), ("A07", 2), ("A08", 1))
    ]
    rest = [code for file in files for code in codes_of(file, SMALL)[3:]]
    done = take(book, rest)
    assert len(done.merged) + len(done.replaced) == 3 and done.light.partial == ()


def test_codes_of_two_books_are_united_and_a_book_made_anew_keeps_them(
    book: Path, tmp_path: Path
) -> None:
    codes = codes_of(world()["a07 25"], SMALL)
    other = new_book(tmp_path / "b.book")
    take(book, codes[: len(codes) // 2])
    take(other, codes[len(codes) // 2 :])
    report = take(book, (), other)
    assert len(report.merged) == 1 and report.light.partial == ()
    before = partials(other)
    with Book.open(other) as opened:
        opened._bring_up_to_date(from_plan=True)
    assert partials(other) == before and len(before) == 1


def test_the_status_names_what_is_here_and_adds_nothing(book: Path) -> None:
    take(book, codes_of(world()["a07 25"], SMALL)[:2])
    with Book.open(book, writing=False) as opened:
        found = status_in(opened, opened.days(), "2023-10-27").as_json()
    (partial,) = found["partial"]
    assert (partial["have"], partial["till"], found["totals"]["net"]) == (2, "1", 0)
    assert partial["screens_missing"] and partial["need"] > 2


def test_what_is_missing_on_paper_is_asked_for_by_page_and_number() -> None:
    label = label_of(world()["a07 25"])
    many = PartialDay("w", label, 10, 20, 30, (2, 6, 7), (3, 11, 12, 13, 14))
    assert places_text(many, "en") == (
        "screen 2, 6 and 7 (on paper: page 1 code 3, 11 and 12; page 2 code 13 and 14)"
    )
    few = PartialDay("w", label, 2, 4, 6, (2,), (3, 4))
    assert places_text(few, "id") == "layar 2 (di kertas: lembar 1 kode 3 dan 4)"
