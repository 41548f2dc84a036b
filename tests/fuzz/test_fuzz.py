"""No bytes from outside break a reader: known cases in every run, a fuzzer behind `-m fuzz`.

`python3 run.py test -m fuzz` gives the readers 60 seconds together; POS_APP_FUZZ_SECONDS says how
many seconds each of them has instead. atheris is used where it can be installed, into an
environment of its own, and Hypothesis where it cannot.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from fuzz.readers import READERS, SEEDS, plain_json
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.peers import fuzzer

TOGETHER_S = 60
TESTS = Path(__file__).parents[1]


def seeds(name: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((SEEDS / name).iterdir())]


def seconds_each() -> float:
    said = os.environ.get("POS_APP_FUZZ_SECONDS")
    return float(said) if said else TOGETHER_S / len(READERS)


@pytest.mark.parametrize("name", READERS)
def test_known_cases_are_answered(name: str) -> None:
    assert seeds(name)
    for data in seeds(name):
        READERS[name](data)


@pytest.mark.parametrize("name", READERS)
def test_a_few_changes_of_known_cases_are_answered(name: str) -> None:
    rng = random.Random(name)
    for data in seeds(name):
        for _ in range(8):
            READERS[name](changed(rng, data))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=200), st.sampled_from(sorted(READERS)))
def test_any_short_input_is_answered(data: bytes, name: str) -> None:
    READERS[name](data)


@pytest.mark.parametrize("seed", range(4))
def test_a_journal_with_odd_values_is_refused_by_name(seed: int) -> None:
    rng = random.Random(seed)
    known = (SEEDS / "day_journal" / "busy.json").read_bytes()
    for _ in range(100):
        found = json.loads(known)
        for _ in range(rng.randint(1, 2)):
            make_odd(rng, found["facts"])
        READERS["day_journal"](plain_json(found))


@pytest.mark.fuzz
@pytest.mark.parametrize("name", READERS)
def test_a_fuzzer_finds_nothing(name: str, tmp_path: Path) -> None:
    python = fuzzer()
    if python is None:
        by_changes(name, seconds_each())
        return
    (tmp_path / "corpus").mkdir()
    command = [str(python), "-m", "fuzz.with_atheris", name, str(max(1, round(seconds_each())))]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS)))}
    done = subprocess.run(
        [*command, str(tmp_path / "corpus"), str(tmp_path / "crashes")],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=300 + 3 * seconds_each(),
    )
    found = [path.read_bytes() for path in (tmp_path / "crashes").glob("*")]
    assert done.returncode == 0 and not found, (found, done.stderr[-3000:])


ODD = (None, True, -1, 0, 10**20, "", "x" * 300, [], {}, [[]], "2023-10-25", 1.5)


def make_odd(rng: random.Random, value: Any) -> None:
    """Somewhere in a JSON value: one part is dropped, doubled or replaced."""
    while True:
        keys = list(value) if isinstance(value, dict) else range(len(value))
        if not keys:
            return
        key = rng.choice(list(keys))
        if not isinstance(value[key], dict | list) or not value[key] or rng.random() < 0.15:
            break
        value = value[key]
    if rng.random() < 0.3:
        del value[key]
    elif rng.random() < 0.2 and isinstance(value, list):
        value.append(value[key])
    else:
        value[key] = rng.choice(ODD)


def by_changes(name: str, seconds: float) -> None:
    """Changed seeds and short inputs of Hypothesis' kind for as long as said."""
    rng, end = random.Random(), time.monotonic() + seconds
    known = seeds(name)
    while time.monotonic() < end:
        READERS[name](changed(rng, rng.choice(known)))


def changed(rng: random.Random, data: bytes) -> bytes:
    """Some bytes flipped, dropped, doubled or put in from elsewhere."""
    found = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(found) + 1)
        end = min(len(found), at + rng.choice((1, 1, 2, 8, 64)))
        what = rng.randrange(4)
        if what == 0 and found:
            found[min(at, len(found) - 1)] ^= 1 << rng.randrange(8)
        elif what == 1:
            del found[at:end]
        elif what == 2:
            found[at:at] = found[at:end]
        else:
            found[at:end] = rng.randbytes(end - at)
    return bytes(found)
