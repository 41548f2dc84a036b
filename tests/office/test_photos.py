"""Photos of codes as people send them: straight and askew, among holiday pictures, of anything."""

from __future__ import annotations

import io
import json
import os
import random
import time
import zipfile
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

from pos_app.bounded.child import Child
from pos_app.cli.main import cli
from pos_app.cli.picture_progress import PictureProgress
from pos_app.clock import SystemClock
from pos_app.errors import PosError
from pos_app.light.papers import sheet_pdf
from pos_app.office.book import Book
from pos_app.office.intake.found_pictures import FoundPicture
from pos_app.services.office import picture_codes
from pos_app.services.office.file_intake import Step
from pos_app.services.office.picture_codes import PictureCodes, PictureLooks
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


@pytest.mark.parametrize("brand", ["heic", "heix", "heim", "hevc", "hevx", "mif1", "msf1", "avif"])
def test_every_brand_of_heic_says_what_to_do(brand: str, office: Office, tmp_path: Path) -> None:
    photo = tmp_path / "IMG_0001.jpg"
    photo.write_bytes(b"\0\0\0\x18ftyp" + brand.encode() + bytes(500))
    assert codes(office.merge(photo)) == ["photo_heic"]


@pytest.mark.parametrize("name", ["VID-20231025-WA0007.mp4", "IMG_1.MOV", "screens.gif"])
def test_a_video_that_is_dropped_says_what_to_do(name: str, office: Office, tmp_path: Path) -> None:
    """The screens can turn by themselves, so stands do send one; in a folder it is passed over."""
    video = tmp_path / "chat" / name
    video.parent.mkdir()
    video.write_bytes(b"\0\0\0\x20ftypisom" + bytes(40_000_000))
    found = office.merge(video)
    assert codes(found) == ["photo_video"] and name in found["problems"][0]["message"]
    assert "Ctrl+V" in found["problems"][0]["message"]
    renamed = video.with_suffix(".jpg")
    renamed.write_bytes(video.read_bytes()[:9_000])
    assert codes(office.merge(renamed)) == ["photo_video"]
    renamed.unlink()
    assert office.merge(video.parent)["problems"] == []


def test_the_command_says_what_is_here_and_what_is_missing(office: Office, tmp_path: Path) -> None:
    photos = photos_of(tmp_path / "chat", screens_of_day(world()[DAY], small=True)[:1])
    (tmp_path / "chat" / "IMG-2.jpg").write_bytes(holiday(random.Random(1)))
    told = office.run("merge", office.book, tmp_path / "chat").stdout
    assert "lewat foto: kode baru 2" in told and "2 dari" in told and "A07-1, 25 Okt" in told
    assert "gambar tanpa kode baru: 1" in told
    assert "sudah ada 2" in office.run("merge", office.book, *photos).stdout


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


def pictures_in(folder: Path) -> list[FoundPicture]:
    return [FoundPicture(path) for path in sorted(folder.iterdir())]


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
    added = add_pictures(
        *(office.book, (), pictures_in(folder), lambda _, name: seen.append(name), SystemClock())
    )
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
    found, times = pictures_in(folder), iter([0.0, 1.0, 2.0, *[601.0] * 4])
    clock, now_s = SystemClock(), lambda: next(times)
    first = add_pictures(office.book, (), found, lambda *_: None, clock, now_s)
    assert (first.passed_over, first.left) == (2, 4)
    assert [problem.code for problem in first.files.problems] == ["pictures_left"]
    again = add_pictures(office.book, (), found, lambda *_: None, clock)
    assert (again.passed_over, again.left) == (6, 0)


@pytest.mark.parametrize("code", ["check_died", "check_too_long"])
def test_a_picture_whose_reader_ended_is_looked_at_the_next_time(
    code: str, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a busy laptop a photo of a day's screen must not be taken for one without a code."""
    folder = tmp_path / "chat"
    photos_of(folder, screens_of_day(world()[DAY]))

    def ends(_child: object, _file: bytes) -> PictureCodes:
        raise PosError(code)

    with monkeypatch.context() as busy:
        busy.setattr(Child, "read", ends)
        first = office.merge(folder)
    assert codes(first) == ["pictures_left"] and first["left"] and first["passed_over"] == 0
    assert len(office.merge(folder)["merged"]) == 1


def chat_export(path: Path, members: dict[str, bytes]) -> Path:
    """A chat as a chat program exports it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as chat:
        for name, data in members.items():
            chat.writestr(name, data)
    return path


def test_a_chat_export_gives_its_day_files_and_what_its_photos_show(
    office: Office, tmp_path: Path
) -> None:
    file, rng = world()[DAY], random.Random(SEED)
    photos = photos_of(tmp_path / "photos", screens_of_day(file))
    members = {f"IMG-20231025-WA{n:04}.jpg": path.read_bytes() for n, path in enumerate(photos)}
    members |= {f"IMG-20231024-WA{n:04}.jpg": holiday(rng) for n in range(5)}
    members["WhatsApp Chat with A07.txt"] = b"25/10/23 21.10 - Ani: file terlampir"
    only = chat_export(tmp_path / "photos only.zip", members)
    found = office.merge(only)
    assert [each["manifest"] for each in found["merged"]] == [label_of(file).manifest]
    assert found["passed_over"] == 5 and found["problems"] == []
    both = chat_export(tmp_path / "both.zip", {**members, "NUSAKRAF_A08.zip": world()["a08 25"]})
    assert len(office.merge(both)["merged"]) == 1
    with Book.open(office.book) as book:
        assert len(book._rows("SELECT mark FROM light_looked")) == 5, "known by their bytes"


def test_what_is_wrong_with_a_chat_s_pictures_stops_nothing(office: Office, tmp_path: Path) -> None:
    members = {
        "IMG-1.jpg": bytes(31_000_000),
        "IMG-2.jpg": b"\xff\xd8\xff" + bytes(50),
        "IMG-3.HEIC": b"\0\0\0\x18ftypheic" + bytes(500),
        "NUSAKRAF_A08.zip": world()["a08 25"],
    }
    found = office.merge(chat_export(tmp_path / "chat.zip", members))
    assert (len(found["merged"]), found["passed_over"]) == (1, 3)
    assert codes(found) == ["photos_heic"]


def frames(screens: Sequence[Image.Image], count: int) -> list[bytes]:
    """A video of screens that turn by themselves, held by hand: blurred while they turn."""
    rng, found = random.Random(SEED), []
    shot = replace(CHAT, width=1600, height=1200, lcd=False)
    for screen in screens:
        shaken = jpeg_photo(screen, replace(shot, blur=9.0), random.Random(1))
        found += [shaken] * (count // 4)
        still = rng.randrange(99)
        found += [jpeg_photo(screen, shot, random.Random(still)) for _ in range(count)]
    return found


def test_the_frames_of_a_video_are_looked_at_closely_once_for_each_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screens = screens_of_day(world()[DAY])
    looks, close = PictureLooks(), 0
    look_at = picture_codes._Found.look_at

    def counted(found: picture_codes._Found, picture: Image.Image) -> None:
        nonlocal close
        close += 1
        look_at(found, picture)

    monkeypatch.setattr(picture_codes._Found, "look_at", counted)
    seen: set[bytes] = set()
    for frame in frames(screens, 12):
        seen |= set(looks.codes_of(b"q" + frame).parts)
    assert seen == set(codes_of(world()[DAY]))
    assert close <= 2 * len(screens), "one of what was shaken and one of what was sharp"


def test_a_sharp_frame_is_looked_at_though_it_is_like_a_shaken_one() -> None:
    (screen, *_), looks = screens_of_day(world()[DAY]), PictureLooks()
    sharp = jpeg_photo(screen, replace(CHAT, lcd=False), random.Random(1))
    like_it = Image.open(io.BytesIO(sharp)).convert("L")
    assert not looks._near.is_one(like_it) and looks._near.is_one(like_it)
    assert len(looks.codes_of(b"q" + sharp).parts) == 2
    assert not looks.codes_of(b"q" + sharp), "known now"


def test_the_command_says_how_far_the_pictures_are(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 1.0, 2.0, 3.0, 4.5])
    progress = PictureProgress("en", lambda: next(times))
    for done in range(4):
        progress(Step(done, 2_000, "IMG.jpg", is_picture=True))
    assert capsys.readouterr().err.splitlines() == [
        *("1 of 2000 pictures looked at", "3 of 2000 pictures looked at")
    ]


@pytest.mark.soak
def test_two_thousand_holiday_pictures_take_bounded_time_and_are_remembered(
    office: Office, tmp_path: Path
) -> None:
    folder, rng = tmp_path / "WhatsApp Images", random.Random(SEED)
    photos = photos_of(folder, screens_of_day(world()[DAY]), name="IMG-20231025-WA")
    for number in range(2_000):
        (folder / f"IMG-{number}.jpg").write_bytes(holiday(rng, (1_280, 960)))
    start = time.monotonic()
    first = office.run("merge", office.book, folder)
    seconds = time.monotonic() - start
    assert f"dari {2_000 + len(photos)} gambar" in first.stderr and seconds < 600
    start = time.monotonic()
    again = office.merge(folder)
    print(f"\n2,000 pictures: {seconds:.0f} s, again {time.monotonic() - start:.1f} s")
    assert (again["passed_over"], again["left"]) == (2_000, 0)
