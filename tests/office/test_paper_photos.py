"""Closing slips as they reach the office: photographed askew, several at once, typed, or as PDF."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from office.real_files import TOML
from PIL import Image, ImageChops, ImageFilter
from support.papers import pictures_of
from support.shops import cash, make_shop, ring

from pos_app.cli.main import cli
from pos_app.dayfile.closing_qr import PREFIX
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.reconcile.paper_days import book_slips
from pos_app.services.day import business_day, closing
from pos_app.services.office.slip_pictures import slip_codes_in
from pos_app.services.paper import closing_slip

DAY = "2023-10-25"


@dataclass(frozen=True)
class Handed:
    """What a stand may hand over: the file, and its slip as PDF and as a picture."""

    file: bytes
    pdf: Path
    picture: Image.Image
    text: str
    net: int


def hand_over(folder: Path, stand: str, pieces: int, **more: Any) -> Handed:
    with make_shop(folder / stand, stand=stand, **more) as shop:
        ring(shop, lines=[{"code": "A", "qty": pieces}], tenders=cash(50_000 * pieces))
        closed = closing.close_till(shop, counted=0)
        path = closing_slip.save_closing_slip(shop, closed.day, folder / f"{stand}.pdf")
        file = business_day.day_file_bytes(shop, closed)
    (text,) = slip_codes_in(path)
    (picture,) = pictures_of(path.read_bytes(), 180)
    return Handed(file, path, picture, text, closed.totals.net)


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Handed]:
    folder = tmp_path_factory.mktemp("slips")
    return {stand: hand_over(folder, stand, 1 + n) for n, stand in enumerate(("A07", "A08"))}


def on_a_table(*slips: Image.Image, size: tuple[int, int] = (1600, 2000)) -> Image.Image:
    """Paper on a darker table, side by side."""
    table = Image.new("L", size, 110)
    left = 60
    for slip in slips:
        table.paste(slip, (left, 60))
        left += slip.width + 80
    return table


def turned(image: Image.Image, degrees: float) -> Image.Image:
    return image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=110)


def noisy(image: Image.Image, seed: int = 1) -> Image.Image:
    """Grain, as of a telephone in a dim hall."""
    dots = random.Random(seed).randbytes(image.width * image.height)
    grain = Image.frombytes("L", image.size, dots).point(lambda value: value // 4)
    return ImageChops.subtract(image, grain)


def blurred(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(1.4))


PHOTOS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "straight": lambda image: image,
    "upside down": lambda image: turned(image, 180),
    "askew": lambda image: turned(image, 13),
    "blurred": blurred,
    "grain": noisy,
    "askew, blurred, grain": lambda image: noisy(blurred(turned(image, -21))),
    "dark": lambda image: image.point(lambda value: value // 3),
    "far away": lambda image: image.resize((image.width * 3 // 5, image.height * 3 // 5)),
}


@pytest.mark.parametrize("name", PHOTOS)
def test_a_photo_of_a_slip_gives_its_code(
    name: str, slips: dict[str, Handed], tmp_path: Path
) -> None:
    path = tmp_path / "photo.jpg"
    PHOTOS[name](on_a_table(slips["A07"].picture, size=(1000, 1600))).save(path, quality=80)
    assert slip_codes_in(path) == [slips["A07"].text]


def test_several_slips_in_one_photo_all_give_their_codes(
    slips: dict[str, Handed], tmp_path: Path
) -> None:
    path = tmp_path / "photo.jpg"
    turned(on_a_table(*(slip.picture for slip in slips.values())), 7).save(path, quality=85)
    assert set(slip_codes_in(path)) == {slip.text for slip in slips.values()}


def test_lines_of_a_scanner_in_a_text_file_are_read(
    slips: dict[str, Handed], tmp_path: Path
) -> None:
    path = tmp_path / "scans.txt"
    texts = [slip.text for slip in slips.values()]
    path.write_text("\ufeff" + "\r\n".join([*texts, "", texts[0]]), encoding="utf-8")
    assert slip_codes_in(path) == texts


@dataclass(frozen=True)
class Office:
    """An office driven by commands alone."""

    book: Path

    def __call__(self, *words: object, clock: str = f"{DAY}T22:00:00+08:00") -> Result:
        done = CliRunner().invoke(cli, ["--clock", clock, "office", *map(str, words)])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    def json(self, command: str, *words: object) -> Any:
        return json.loads(self(command, self.book, *words, "--json").stdout)

    def status(self) -> Any:
        return self.json("status", "--through", "2023-10-27")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    path = tmp_path / "book.db"
    Book.create(path, TOML).close()
    return Office(path)


def codes(found: Any) -> list[str]:
    return [problem["code"] for problem in found["problems"]]


def test_paper_is_taken_once_and_reported_until_its_file_comes(
    office: Office, slips: dict[str, Handed], tmp_path: Path
) -> None:
    slip, other = slips["A07"], slips["A08"]
    found = office.json("paper", slip.pdf)
    assert [entry["stand"] for entry in found["taken"]] == ["A07"]
    assert codes(found) == ["paper_key_new"]
    again = office("paper", office.book, "--text", slip.text, "--json")
    assert again.exit_code == 0 and len(json.loads(again.stdout)["same"]) == 1
    answer = office.status()
    assert [(day["stand"], day["net"]) for day in answer["paper"]] == [("A07", slip.net)]
    assert answer["totals"]["net"] == 0 and answer["paper_totals"]["net"] == slip.net
    file = tmp_path / "renamed.zip"
    file.write_bytes(slip.file)
    (tmp_path / "other.zip").write_bytes(other.file)
    assert office("merge", office.book, file, tmp_path / "other.zip").exit_code == 0
    answer = office.status()
    assert answer["paper"] == [] and answer["totals"]["net"] == slip.net + other.net


def test_a_file_that_its_paper_contradicts_is_named_at_the_merge_in_either_order(
    office: Office, slips: dict[str, Handed], tmp_path: Path
) -> None:
    contrary = hand_over(tmp_path, "A07", 9)
    file = tmp_path / "day.zip"
    file.write_bytes(contrary.file)
    assert office("paper", office.book, slips["A07"].pdf).exit_code == 0
    merged = office("merge", office.book, file, "--json")
    assert merged.exit_code == 1
    assert [entry["code"] for entry in json.loads(merged.stdout)["conflicts"]] == ["paper_differs"]
    turned_round = Office(tmp_path / "other.db")
    Book.create(turned_round.book, TOML).close()
    assert turned_round("merge", turned_round.book, file).exit_code == 0
    late = turned_round("paper", turned_round.book, slips["A07"].pdf, "--json")
    assert late.exit_code == 1 and codes(json.loads(late.stdout)) == ["paper_differs"]
    assert office.status() == turned_round.status()


def test_a_day_that_paper_puts_in_dispute_is_not_counted_in_the_open_data_either(
    office: Office, slips: dict[str, Handed], tmp_path: Path
) -> None:
    pytest.importorskip("duckdb")
    file = tmp_path / "day.zip"
    file.write_bytes(hand_over(tmp_path, "A07", 9).file)
    office("merge", office.book, file)
    assert office.json("publish", "--to", tmp_path / "before")["counted"] == 1
    office("paper", office.book, slips["A07"].pdf)
    found = office.json("publish", "--to", tmp_path / "after")
    assert (found["counted"], found["totals"]["net"]) == (0, 0)


def test_what_is_no_slip_of_this_fair_is_named_and_stops_nothing(
    office: Office, slips: dict[str, Handed], tmp_path: Path
) -> None:
    blank, notes, junk = (tmp_path / name for name in ("blank.png", "notes.txt", "junk.jpg"))
    Image.new("L", (300, 300), 255).save(blank)
    notes.write_text("Halo", encoding="utf-8")
    junk.write_bytes(b"\xff\xd8\xff" + bytes(200))
    practice = hand_over(tmp_path, "A08", 1, training=True)
    good, at = slips["A07"].text, len(PREFIX) + 10
    changed = good[:at] + ("A" if good[at] != "A" else "B") + good[at + 1 :]
    done = office(
        *("paper", office.book, blank, notes, junk, tmp_path / "gone.png"),
        *(practice.pdf, slips["A08"].pdf, "--text", changed),
        *("--text", f"{PREFIX}AAAA", "--json"),
    )
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    assert {entry["code"] for entry in found["rejected"]} == {
        *("slip_photo_without_code", "slip_photo_unreadable", "file_not_found"),
        *("slip_training", "slip_unreadable", "slip_not_signed"),
    }
    assert len(found["rejected"]) == 7
    assert [entry["stand"] for entry in found["taken"]] == ["A08"], "the good one is in"


def test_a_picture_beyond_bounds_is_refused_before_it_is_unpacked(
    office: Office, tmp_path: Path
) -> None:
    bomb = tmp_path / "bomb.png"
    Image.new("1", (9_000, 9_000)).save(bomb)
    found = office.json("paper", bomb)
    assert codes(found) == ["slip_photo_too_large"]
    pdf = tmp_path / "huge.pdf"
    Image.new("L", (1, 1)).save(pdf, resolution=0.001)
    assert codes(office.json("paper", pdf)) == ["slip_photo_too_large"]


def test_without_paper_the_command_says_what_it_wants(office: Office) -> None:
    assert office("paper", office.book).exit_code == 2


def test_a_book_that_takes_in_another_takes_its_slips_along(
    office: Office, slips: dict[str, Handed], tmp_path: Path
) -> None:
    other = tmp_path / "branch.db"
    Book.create(other, TOML).close()
    office("paper", other, slips["A07"].pdf)
    with Book.open(office.book) as book:
        merge(book, [other])
        assert [facts.stand for facts in book_slips(book)] == ["A07"]
        merge(book, [other])
        assert len(book_slips(book)) == 1
    assert office.status() == Office(other).status()


def test_a_slip_that_was_changed_in_another_book_is_not_taken(
    office: Office, slips: dict[str, Handed], tmp_path: Path
) -> None:
    other = tmp_path / "branch.db"
    Book.create(other, TOML).close()
    office("paper", other, slips["A07"].pdf)
    with sqlite3.connect(other) as database:
        database.execute("DROP TRIGGER records_never_UPDATE")
        database.execute(
            "UPDATE records SET body = CAST(replace(CAST(body AS TEXT), '50000', '90000') AS BLOB)"
        )
    database.close()
    found = office.json("merge", other)
    assert codes(found) == ["record_damaged"]
    assert office.status()["paper"] == []
