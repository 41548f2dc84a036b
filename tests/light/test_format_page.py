"""docs/by-light.md says what the kept code says, and version 1 of the packing stays as it is."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from pos_app.dayfile.reader import read_day
from pos_app.dayfile.unpack import unpack
from pos_app.light.codes import read_code
from pos_app.light.collect import combine
from pos_app.light.packing import unpack_day
from pos_app.light.words import known_words

ROOT = Path(__file__).parents[2]
GOLDENS = ROOT / "tests" / "goldens"
PAGE = (ROOT / "docs" / "by-light.md").read_text("utf-8")
CODE = (GOLDENS / "light-1-code.bin").read_bytes()
ROW = re.compile(r"^\| (\d+) \| (\d+) \| [^|]+ \| `([0-9a-f]+)(…?)` \|$", re.MULTILINE)


def test_the_table_holds_every_byte_of_the_kept_code() -> None:
    rows = ROW.findall(PAGE)
    assert len(rows) == 16
    at = 0
    for offset, size, example, cut in rows:
        assert int(offset) == at
        found = CODE[at : at + int(size)].hex()
        assert found.startswith(example) and (cut or found == example)
        at += int(size)
    assert at == len(CODE)


def test_the_kept_code_gives_the_golden_day_file() -> None:
    code = read_code(CODE)
    assert code is not None
    golden = (GOLDENS / "posday-1.zip").read_bytes()
    assert unpack(unpack_day(combine([code]))) == unpack(golden)
    assert code.label.manifest == read_day(golden).identity


def test_a_packed_day_of_before_gives_its_day_file() -> None:
    day = read_day(unpack_day((GOLDENS / "light-1-day.bin").read_bytes()))
    assert day.identity == "48e318261eb2d11d6aa8cff1b7bcb277ffcf5780598b7a65e0755faca3a22160"


def test_the_words_of_version_1_are_those_of_before() -> None:
    text = json.dumps(known_words(1), sort_keys=True, ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == (
        "c26dd5ff5a1b7f3203e3a6ba12ccfe3b540d643972a5c94c2250fd8ebad1e355"
    )
