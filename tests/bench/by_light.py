"""How many days arrive by photos at the first try and after one more photo of what is missing.

    python tests/bench/by_light.py --days 10 --write-docs

A camera of the tests photographs every screen and sheet under each condition; the office's reader
and a second one, OpenCV, read the same photos. `--write-docs` puts the table into docs/by-light.md.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS.parent), str(TESTS)]

from PIL import Image  # noqa: E402
from support.by_light import codes_of, halves, label_of, screens_of_day, strips  # noqa: E402
from support.camera import ROLLS, SCREENS, SHEETS, Shot, jpeg_photo, thermal_print  # noqa: E402
from support.fair_files import Till  # noqa: E402
from support.papers import pictures_of  # noqa: E402
from support.peers import opencv  # noqa: E402

from pos_app.light.codes import read_code  # noqa: E402
from pos_app.light.papers import PRINT_DOTS, roll_layout, sheet_pdf  # noqa: E402
from pos_app.light.pictures import screen_of  # noqa: E402
from pos_app.printing.pdf import to_pdf  # noqa: E402
from pos_app.services.office.picture_codes import codes_of as codes_on_photo  # noqa: E402

PAGE = TESTS.parent / "docs" / "by-light.md"
BEGIN, END = "<!-- by_light.py: begin -->", "<!-- by_light.py: end -->"
SALES = 150
CLOSELY = b"c"


@dataclass(slots=True)
class Row:
    """What became of some days under one condition; `second` are the codes OpenCV read."""

    medium: str
    condition: str
    days: int = 0
    first: int = 0
    after: int = 0
    codes: int = 0
    read: int = 0
    second: int | None = 0

    def line(self) -> str:
        """The row of the table."""
        second = "–" if self.second is None else f"{self.second} of {self.codes}"
        return (
            f"| {self.medium} | {self.condition} | {self.first} of {self.days}"
            f" | {self.after} of {self.days} | {self.read} of {self.codes} | {second} |"
        )


@lru_cache(maxsize=2)
def day_file(seed: int) -> bytes:
    """A day of `SALES` sales, of two lines each."""
    return Till("A07", random.Random(seed)).close(date(2023, 10, 25), SALES, 2).file


@lru_cache(maxsize=2)
def screens(file: bytes) -> list[Image.Image]:
    """What the till shows of a day."""
    return screens_of_day(file)


@lru_cache(maxsize=2)
def pages(file: bytes) -> list[Image.Image]:
    """The sheets of a day as printed, each in two halves for two photos."""
    pdf = sheet_pdf(codes_of(file), label_of(file))
    return [half for page in pictures_of(pdf, 300) for half in halves(page)]


@lru_cache(maxsize=2)
def roll(file: bytes) -> list[Image.Image]:
    """The roll of a day as an 80 mm printer of 203 dpi heats it, in one piece for each photo."""
    codes = codes_of(file)
    pdf = to_pdf(roll_layout(codes, label_of(file), PRINT_DOTS[80]), 80)
    (page,) = pictures_of(pdf)
    return [thermal_print(strip, random.Random(1)) for strip in strips(page, len(codes))]


MEDIA: dict[str, tuple[Callable[[bytes], list[Image.Image]], dict[str, Shot]]] = {
    "screen": (screens, SCREENS),
    "A4, half a sheet each": (pages, SHEETS),
    "80 mm roll": (roll, ROLLS),
}


def add_day(row: Row, seed: int) -> None:
    """Photographs one day as the row says, and once more where something is missing."""
    draw, shots = MEDIA[row.medium]
    shot, file = shots[row.condition], day_file(seed)
    pictures, codes = draw(file), codes_of(file)
    photos = [_photo(each, shot, seed, n) for n, each in enumerate(pictures)]
    here = set().union(*map(_read, photos)) & set(codes)
    first = read_code(codes[0])
    assert first is not None
    row.days += 1
    row.codes += len(codes)
    row.read += len(here)
    row.first += len(here) >= first.need
    second = _second_reader(photos)
    row.second = None if second is None else (row.second or 0) + len(second & set(codes))
    if len(here) < first.need:
        lacking = {screen_of(n) for n, code in enumerate(codes) if code not in here}
        again = replace(shot, cut=shot.cut / 5, glare=max(0, shot.glare - 1))
        for n, each in enumerate(pictures):
            if row.medium != "screen" or n in lacking:
                here |= _read(_photo(each, again, seed + 1_000, n)) & set(codes)
    row.after += len(here) >= first.need


def _photo(picture: Image.Image, shot: Shot, seed: int, number: int) -> bytes:
    return jpeg_photo(picture, shot, random.Random(f"{seed}/{number}"))


def _read(photo: bytes) -> set[bytes]:
    return set(codes_on_photo(CLOSELY + photo).parts)


def _second_reader(photos: Sequence[bytes]) -> set[bytes] | None:
    python = opencv()
    if python is None:
        return None
    script = TESTS / "bench" / "peers" / "read_with_opencv.py"
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{n}.jpg") for n in range(len(photos))]
        for path, photo in zip(paths, photos, strict=True):
            path.write_bytes(photo)
        command = [str(python), str(script), *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {bytes.fromhex(code) for photo in json.loads(done.stdout) for code in photo}


def measure(days: int, only: str) -> list[Row]:
    """Every condition of every medium whose name holds `only`.

    All of them day by day, so that a run that is stopped (Ctrl+C) has a table of whole days.
    """
    rows = [
        Row(medium, condition)
        for medium, (_, shots) in MEDIA.items()
        for condition in shots
        if only in f"{medium}: {condition}"
    ]
    whole = copied(rows)
    try:
        for seed in range(days):
            for row in rows:
                add_day(row, seed)
            whole = copied(rows)
            print(f"{seed + 1} of {days} days", flush=True)
    except KeyboardInterrupt:
        print("stopped")
    return whole


def copied(rows: Sequence[Row]) -> list[Row]:
    """The rows as they are now."""
    return [replace(row) for row in rows]


def write_page(lines: Sequence[str], days: int) -> None:
    """Puts the table between its marks in docs/by-light.md."""
    told = (
        f"`python tests/bench/by_light.py --days {days} --write-docs` measures this: days of"
        f" {SALES} sales\n(seeds 0 to {days - 1}), every screen, half sheet or piece of roll"
        " photographed once by the tests' camera;\nwhere that is not enough, once more.\n\n"
        "| shown on | photo | at first try | after one more | codes read | OpenCV reads |\n"
        "|---|---|---|---|---|---|\n"
    )
    page = PAGE.read_text("utf-8")
    start, end = page.index(BEGIN) + len(BEGIN), page.index(END)
    table = "\n".join(lines)
    PAGE.write_text(f"{page[:start]}\n{told}{table}\n{page[end:]}", "utf-8")


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--only", default="", metavar="WORDS")
    parser.add_argument("--write-docs", action="store_true")
    asked = parser.parse_args()
    rows = measure(asked.days, asked.only)
    lines = [row.line() for row in rows]
    print(*lines, sep="\n")
    if asked.write_docs and rows[0].days:
        write_page(lines, rows[0].days)
    return 0


if __name__ == "__main__":
    sys.exit(main())
