"""Days of every size arrive by photos as the same bytes that their files have."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from office.real_files import TOML
from support.by_light import codes_of, label_of, screens_of_day
from support.camera import Shot, jpeg_photo
from support.fair_files import EVENT, Till
from support.seeds import in_pieces

from pos_app.dayfile.format import MANIFEST, manifest_hash
from pos_app.dayfile.unpack import unpack
from pos_app.errors import PosError
from pos_app.light.codes import ON_A_SCREEN, LightCode, read_code
from pos_app.light.collect import combine
from pos_app.light.packing import unpack_day
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.intake.sources import SourceCode
from pos_app.services.office.picture_codes import codes_of as codes_on_photo

SEEDS = [
    pytest.param(range(10), id="10"),
    *in_pieces(10, 500, 35),
]


def a_day(seed: int) -> bytes:
    """A day of up to 300 sales, now and then with none."""
    rng = random.Random(seed)
    till = Till(f"A{rng.randint(1, 60):02d}", rng, till=rng.choice("123"))
    sales = rng.choice((0, 1, 5, 20, 80, 300))
    return till.close(date(2023, 10, 25), sales, rng.randint(1, 4)).file


def photographed(file: bytes, rng: random.Random) -> set[bytes]:
    """What the office reads off photos of a day's screens, taken again until all is read."""
    codes = set(codes_of(file))
    found: set[bytes] = set()
    for screen in screens_of_day(file):
        before = len(found)
        while len(found) < before + ON_A_SCREEN:
            shot = Shot(
                turn=rng.uniform(-12, 12),
                slant=rng.uniform(0, 0.12),
                blur=rng.uniform(0.3, 1.0),
                noise=rng.uniform(1, 8),
                jpeg=rng.randint(50, 85),
                width=1600,
                height=1200,
            )
            found |= set(codes_on_photo(b"c" + jpeg_photo(screen, shot, rng)).parts)
    assert found == codes
    return found


def sound(codes: list[bytes]) -> list[LightCode]:
    return [code for code in map(read_code, codes) if code is not None]


@pytest.mark.parametrize("seeds", SEEDS)
def test_four_fifths_of_the_codes_are_the_day_and_fewer_are_refused_by_name(
    seeds: range,
) -> None:
    for seed in seeds:
        file, rng = a_day(seed), random.Random(seed)
        codes = sorted(photographed(file, rng))
        kept = rng.sample(codes, len(codes) - len(codes) // 5)
        told = unpack(unpack_day(combine(sound(kept))))
        assert told == unpack(file), f"seed {seed}"
        assert manifest_hash(told[MANIFEST]) == label_of(file).manifest
        need = sound(codes)[0].need
        assert need <= len(kept)
        with pytest.raises(PosError, match="light_not_enough") as refused:
            combine(sound(rng.sample(codes, need - 1)))
        assert refused.value.facts["need"] in (need, 1)


def test_days_of_a_whole_fair_arrive_mixed_and_the_book_holds_their_files(tmp_path: Path) -> None:
    rng = random.Random(7)
    files = [Till("A07", rng, till=till).close(date(2023, 10, 25), 30, 2).file for till in "12345"]
    toml = TOML.replace(b"EXPO23", EVENT.encode())
    kept: list[bytes] = []
    for file in files:
        codes = codes_of(file)
        kept += rng.sample(codes, sound(codes)[0].need)
    rng.shuffle(kept)
    with Book.create(tmp_path / "fair.book", toml) as book:
        half = len(kept) // 2
        for part in (kept[:half], kept[half:]):
            report = merge(book, (), codes=[SourceCode("IMG.jpg", code) for code in part])
        assert report.light.partial == ()
        assert book.identities() == sorted(label_of(file).manifest for file in files)
        for file in files:
            received = book.file(label_of(file).manifest, 1 << 22)
            assert received is not None and unpack(received) == unpack(file)
