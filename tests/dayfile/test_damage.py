"""Day files that were damaged, by accident or on purpose, are never accepted with other content."""

from __future__ import annotations

import json
import random
import struct
import tracemalloc
from collections.abc import Callable
from functools import cache

import pytest
from support.days import busy_day
from support.fair_files import START, Till

from pos_app.dayfile.format import MANIFEST, SIGNATURE, DayFileError
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.unpack import unpack
from pos_app.dayfile.writer import pack

Mutate = Callable[[random.Random, bytes], bytes]


@cache
def good_files() -> tuple[bytes, ...]:
    """Days of two tills: small, empty, and with everything in it."""
    till = Till("S0001", random.Random(3))
    days = [till.close(START, 4, 2), till.close(START.replace(day=26), 0, 0)]
    other = Till("S0002", random.Random(4)).close(START, 10, 3)
    return (busy_day(), other.file, *(built.file for built in days))


def cut_short(rng: random.Random, file: bytes) -> bytes:
    return file[: rng.randrange(len(file))]


def without_its_start(rng: random.Random, file: bytes) -> bytes:
    return file[rng.randrange(1, len(file)) :]


def flipped(bits: int) -> Mutate:
    def mutate(rng: random.Random, file: bytes) -> bytes:
        data = bytearray(file)
        for _ in range(bits):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        return bytes(data)

    return mutate


def sector(rng: random.Random, file: bytes) -> tuple[int, int]:
    start = rng.randrange(len(file))
    return start, min(start + 512, len(file))


def zeroed_sector(rng: random.Random, file: bytes) -> bytes:
    start, end = sector(rng, file)
    return file[:start] + bytes(end - start) + file[end:]


def sector_of_another_file(rng: random.Random, file: bytes) -> bytes:
    start, end = sector(rng, file)
    other = rng.choice(good_files())
    return file[:start] + other[start:end].ljust(end - start, b"\0") + file[end:]


def lost_sector(rng: random.Random, file: bytes) -> bytes:
    start, end = sector(rng, file)
    return file[:start] + file[end:]


def doubled_sector(rng: random.Random, file: bytes) -> bytes:
    start, end = sector(rng, file)
    return file[:end] + file[start:]


def two_in_one(rng: random.Random, file: bytes) -> bytes:
    return rng.choice(good_files()) + file[rng.randrange(len(file)) :]


def noise_before_or_behind(rng: random.Random, file: bytes) -> bytes:
    noise = rng.randbytes(rng.randrange(1, 2000))
    return noise + file if rng.random() < 0.5 else file + noise


def odd_directory(rng: random.Random, file: bytes) -> bytes:
    """Change a field of the zip's directory: flags, methods, sizes, offsets, names."""
    data = bytearray(file)
    entries = [at for at in range(len(data) - 4) if data[at : at + 4] == b"PK\x01\x02"]
    at = rng.choice(entries) + rng.choice((6, 8, 10, 16, 20, 24, 28, 30, 32, 38, 42, 46))
    struct.pack_into("<H", data, min(at, len(data) - 2), rng.choice((0, 1, 8, 99, 0xFFFF)))
    return bytes(data)


def changed_member(rng: random.Random, file: bytes) -> bytes:
    """Change one byte of one member and zip again: a valid zip of an invalid day."""
    members = unpack(file)
    name = rng.choice([name for name, data in members.items() if data])
    data = bytearray(members[name])
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return pack({**members, name: bytes(data)})


def member_of_another_day(rng: random.Random, file: bytes) -> bytes:
    name, other = rng.choice(list(unpack(file))), rng.choice(good_files())
    return pack({**unpack(file), name: unpack(other)[name]})


def manifest_and_signature_of_another_day(rng: random.Random, file: bytes) -> bytes:
    other = unpack(rng.choice(good_files()))
    return pack({**unpack(file), MANIFEST: other[MANIFEST], SIGNATURE: other[SIGNATURE]})


def changed_manifest(rng: random.Random, file: bytes) -> bytes:
    """Change a value of the manifest and keep its signature."""
    members = unpack(file)
    package = json.loads(members[MANIFEST])
    key = rng.choice(list(package["pos"]))
    package["pos"][key] = rng.choice((None, 0, "", "A", True, [], {}, 10**18))
    text = json.dumps(package, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return pack({**members, MANIFEST: text.encode()})


def changed_lines(rng: random.Random, file: bytes) -> bytes:
    """Remove, double or exchange lines of a table."""
    members = unpack(file)
    name = rng.choice([name for name in members if name.endswith((".csv", ".jsonl"))])
    lines = members[name].splitlines(keepends=True)
    at = rng.randrange(len(lines))
    lines[at : at + 1] = rng.choice(([], [lines[at]] * 2, [lines[-1]]))
    return pack({**members, name: b"".join(lines)})


MUTATORS: tuple[Mutate, ...] = (
    cut_short,
    without_its_start,
    flipped(1),
    flipped(1),
    flipped(20),
    zeroed_sector,
    sector_of_another_file,
    lost_sector,
    doubled_sector,
    two_in_one,
    noise_before_or_behind,
    odd_directory,
    changed_member,
    member_of_another_day,
    manifest_and_signature_of_another_day,
    changed_manifest,
    changed_lines,
)


def believed(count: int, seed: int) -> int:
    """Return how many damaged files are accepted; each must equal an original byte for byte."""
    rng, found = random.Random(seed), 0
    originals = {read_day(file).identity: unpack(file) for file in good_files()}
    for number in range(count):
        mutate = MUTATORS[number % len(MUTATORS)]
        damaged = mutate(rng, rng.choice(good_files()))
        try:
            day = read_day(damaged)
        except DayFileError:
            continue
        found += 1
        assert unpack(damaged) == originals[day.identity]
    return found


def test_no_damaged_file_is_wrongly_believed_and_memory_stays_bounded() -> None:
    count = len(MUTATORS) * 20
    good_files()
    tracemalloc.start()
    found = believed(count, seed=1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # Noise around a zip, a flipped time, a member of the same day: some are whole all the same.
    assert found < count / 3
    assert peak < 200 * max(map(len, good_files()))


@pytest.mark.soak
def test_none_of_3500_damaged_files_is_wrongly_believed() -> None:
    assert believed(3_500, seed=2) < 3_500 / 3


@pytest.mark.parametrize("mutate", MUTATORS, ids=lambda mutate: mutate.__name__)
def test_each_kind_of_damage_does_damage(mutate: Mutate) -> None:
    """Every mutator changes something, or the tests above would prove nothing."""
    rng = random.Random(5)
    files = good_files() * 2
    assert sum(mutate(rng, file) != file for file in files) >= len(files) / 2
