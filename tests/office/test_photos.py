"""Photos of codes as people send them: straight and askew, among holiday pictures, of anything."""

from __future__ import annotations

import io
import json
import os
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from office.real_files import TOML, world
from PIL import Image
from support.by_light import codes_of, label_of, screens_of_day
from support.camera import CHAT, PAPER, SCREENS, Shot, jpeg_photo
from support.papers import pictures_of

from pos_app.cli.main import cli
from pos_app.clock import SystemClock
from pos_app.light.papers import sheet_pdf
from pos_app.office.book import Book
from pos_app.services.office.picture_intake import add_pictures

SEED = 20231025
DAY = "a07 25"


class Office:
    """An office driven by commands alone."""

    def __init__(self, folder: Path) -> None:
        self.book = folder / "fair.book"
        Book.create(self.book, TOML).close()

    def run(self, *words: object) -> Result:
        done = CliRunner().invoke(cli, ["office", *map(str, words)])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    def merge(self, *paths: Path) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run("merge", self.book, *paths, "--json").stdout)
        return found


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def photos_of(
    folder: Path, screens: Sequence[Image.Image], shot: Shot = CHAT, name: str = "IMG"
) -> list[Path]:
    """A photo of each screen, in a folder of their own."""
    folder.mkdir(exist_ok=True)
    rng, paths = random.Random(SEED), []
    for number, screen in enumerate(screens):
        paths.append(folder / f"{name}-{number}.jpg")
        paths[-1].write_bytes(jpeg_photo(screen, shot, rng))
    return paths


def codes(found: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in found["problems"]]


HARD = ("turned, from the side, blurred", "through a chat, lamps", "mirrored")
CONDITIONS = [
    pytest.param(name, marks=() if name in HARD else pytest.mark.soak) for name in SCREENS
]


@pytest.mark.parametrize("name", CONDITIONS)
def test_photos_of_screens_make_a_day(name: str, office: Office, tmp_path: Path) -> None:
    file = world()[DAY]
    photos = photos_of(tmp_path / "chat", screens_of_day(file), SCREENS[name])
    found = office.merge(*photos)
    assert [each["manifest"] for each in found["merged"]] == [label_of(file).manifest], found


def test_three_tills_on_one_photo_and_a_day_file_beside_it(office: Office, tmp_path: Path) -> None:
    files = [world()[name] for name in ("a07 25", "a07 26 r1", "a08 25")]
    screens = [screens_of_day(file)[0] for file in files]
    wide = Image.new("L", (screens[0].width, sum(each.height for each in screens)), 255)
    for number, screen in enumerate(screens):
        wide.paste(screen, (0, number * screen.height))
    shot = Shot(width=3600, height=4200, fill=0.9)
    (photo,) = photos_of(tmp_path / "chat", [wide], shot)
    (tmp_path / "twin.zip").write_bytes(world()["x99 25"])
    found = office.merge(photo, tmp_path / "twin.zip")
    assert len(found["merged"]) == 4 and found["partial"] == []


def test_a_sheet_is_read_as_photo_scan_and_pdf(office: Office, tmp_path: Path) -> None:
    file = world()[DAY]
    pdf = sheet_pdf(codes_of(file), label_of(file))
    (tmp_path / "sheet.pdf").write_bytes(pdf)
    assert len(office.merge(tmp_path / "sheet.pdf")["merged"]) == 1
    (page,) = pictures_of(pdf, 200)
    page.save(tmp_path / "scan.tiff")
    (photo,) = photos_of(tmp_path / "photos", [page], PAPER)
    for path in (tmp_path / "scan.tiff", photo):
        other = Office(tmp_path / path.stem) if not (tmp_path / path.stem).mkdir() else office
        assert len(other.merge(path)["merged"]) == 1, path


def test_what_cannot_be_read_says_what_to_do(office: Office, tmp_path: Path) -> None:
    heic, huge, heavy, blank = (tmp_path / f"{n}.heic" for n in range(4))
    heic.write_bytes(b"\0\0\0\x18ftypheic" + bytes(500))
    huge, heavy = huge.with_suffix(".jpg"), heavy.with_suffix(".png")
    Image.new("L", (10_200, 10_000)).save(huge, quality=30)
    heavy.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40_000_000))
    blank = blank.with_suffix(".png")
    Image.new("L", (300, 300), 255).save(blank)
    done = office.run("merge", office.book, heic, huge, heavy, blank, "--json")
    assert done.exit_code == 1
    assert codes(json.loads(done.stdout)) == [
        *("photo_heic", "slip_photo_too_large", "slip_photo_too_large"),
        "slip_photo_without_code",
    ]


def test_the_sentence_to_send_back_names_the_screen_that_is_missing(
    office: Office, tmp_path: Path
) -> None:
    file = world()[DAY]
    screens = screens_of_day(file, small=True)
    photos = photos_of(tmp_path / "chat", screens, replace(CHAT, lcd=False))
    del photos[1:4]
    (partial,) = office.merge(*photos)["partial"]
    assert set(partial["screens_missing"]) <= {2, 3, 4} and partial["manifest"]
    text = office.run("photo-message", office.book, "--stand", "A07").stdout
    assert "A07-1" in text and f"{partial['have']} dari {partial['need']} bagian" in text
    assert office.run("photo-message", office.book, "--stand", "B99").stdout.strip() == ""
    status = json.loads(office.run("status", office.book, "--json").stdout)
    assert status["partial"] == [partial]


def holiday(rng: random.Random, size: tuple[int, int] = (400, 300)) -> bytes:
    """A picture of nothing."""
    small = Image.frombytes("RGB", (40, 30), rng.randbytes(3_600))
    into = io.BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).save(into, "JPEG", quality=70)
    return into.getvalue()


def test_a_folder_of_holiday_pictures_is_looked_at_once_the_newest_first(
    office: Office, tmp_path: Path
) -> None:
    folder, rng = tmp_path / "WhatsApp Images", random.Random(SEED)
    photos = photos_of(folder, screens_of_day(world()[DAY]), name="IMG-20231025-WA")
    for number in range(40):
        path = folder / f"IMG-{number}.jpg"
        path.write_bytes(holiday(rng))
        os.utime(path, (1_600_000_000 + number,) * 2)
    (folder / "IMG_1.HEIC").write_bytes(b"\0\0\0\x18ftypheic" + bytes(500))
    seen: list[str] = []
    added = add_pictures(office.book, (), sorted(folder.iterdir()), seen.append, SystemClock())
    assert len(added.files.merged) == 1 and added.passed_over == 41
    assert {Path(name).name for name in seen[: len(photos) + 1]} >= {p.name for p in photos}
    assert [problem.code for problem in added.files.problems] == ["photos_heic"]
    with Book.open(office.book) as book:
        assert len(book._rows("SELECT mark FROM light_looked")) == 41


def test_pictures_that_nobody_named_have_a_limit_of_time_and_the_rest_comes_next(
    office: Office, tmp_path: Path
) -> None:
    folder, rng = tmp_path / "many", random.Random(SEED)
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.jpg").write_bytes(holiday(rng))
    paths, times = sorted(folder.iterdir()), iter([0.0, 1.0, 2.0, *[601.0] * 4])
    first = add_pictures(office.book, (), paths, lambda _: None, SystemClock(), lambda: next(times))
    assert (first.passed_over, first.left) == (2, 4)
    assert [problem.code for problem in first.files.problems] == ["pictures_left"]
    again = add_pictures(office.book, (), paths, lambda _: None, SystemClock())
    assert (again.passed_over, again.left) == (6, 0)
