"""docs/day-file.md says what the golden day file and the program say."""

from __future__ import annotations

import hashlib
import re
import tomllib
import zipfile
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from pos_app.dayfile import (
    acknowledgement,
    closing_qr,
    enrolment,
    interim_qr,
    parse,
    signed_text,
    unpack,
)
from pos_app.dayfile.checks import identity_of
from pos_app.dayfile.format import DayHead, file_name
from pos_app.dayfile.manifest import column_types
from pos_app.dayfile.reader import VerifiedDay, read_day
from pos_app.domain.day import ALL_ROW_TYPES, KEYS, TOTAL_KEYS
from pos_app.domain.journal import GENESIS_TAG, ROW_TAG, genesis, row_hash

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "goldens" / "posday-1.zip"
PAGE = (ROOT / "docs" / "day-file.md").read_text("utf-8")
CODE_PATTERN = re.compile(
    r"(?:DayFileError|ArchiveError|_bad_row)\(\s*\"([a-z_]+)\"|\"((?:manifest|journal)_json)\""
)


@pytest.fixture(scope="module")
def golden() -> VerifiedDay:
    return read_day(GOLDEN.read_bytes())


def members() -> dict[str, bytes]:
    with zipfile.ZipFile(GOLDEN) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def section(title: str) -> str:
    """The text from a heading to the next heading."""
    return re.split(r"^#+ ", PAGE.partition(f"# {title}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def table(text: str, heading: str) -> list[list[str]]:
    """The cells of the Markdown table whose header row begins with `heading`."""
    lines = text[text.index(f"| {heading} |") :].splitlines()[2:]
    found: list[list[str]] = []
    for line in lines:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def name(cell: str) -> str:
    return cell.strip("`")


def test_the_members_have_the_sizes_and_hashes_of_the_table() -> None:
    rows = table(section("The container"), "member")
    expected = {
        path: (str(len(data)), hashlib.sha256(data).hexdigest()) for path, data in members().items()
    }
    assert {name(row[0]): (row[2], name(row[3])) for row in rows} == expected
    assert {name(row[0]) for row in rows} == set(unpack.MEMBERS)


def test_every_hash_of_the_page_is_of_the_golden_file(golden: VerifiedDay) -> None:
    running = genesis(identity_of(golden.head))
    known = {running.hex(), golden.identity}
    known |= {hashlib.sha256(data).hexdigest() for data in members().values()}
    rows = []
    for payload in members()["journal.jsonl"].splitlines():
        running = row_hash(running, payload)
        rows.append(running.hex())
    assert set(re.findall(r"\b[0-9a-f]{64}\b", PAGE)) <= known | set(rows)
    for number, found in re.findall(r"row (\d+) +([0-9a-f]{64})", PAGE):
        assert rows[int(number) - 1] == found
    assert f"genesis  {golden.head.journal.prev}" in PAGE


def test_the_codes_and_the_name_are_those_of_the_golden_file(golden: VerifiedDay) -> None:
    codes = set(re.findall(r"`([0-9A-F]{4}-[0-9A-F]{4})`", PAGE))
    assert codes == {golden.code, acknowledgement.acknowledgement_code(golden.identity)}
    assert file_name(golden.head, golden.identity) in PAGE


def test_the_keys_of_the_manifest_are_all_there_in_order() -> None:
    rows = table(section("The manifest"), "`pos` key")
    assert [name(row[0]) for row in rows] == ["format", *(field.name for field in fields(DayHead))]
    totals = table(section("The manifest"), "total")
    assert [name(row[0]) for row in totals] == list(TOTAL_KEYS)


@pytest.mark.parametrize("which", ALL_ROW_TYPES)
def test_the_columns_are_those_of_the_table(which: str) -> None:
    rows = table(section(f"{which}.csv"), "column")
    assert {name(row[0]): row[1] for row in rows} == column_types(which)
    assert [name(row[0]) for row in rows] == list(column_types(which))
    assert tuple(name(row[0]) for row in rows if row[2].startswith("*")) == KEYS[which]


def test_every_kind_of_the_journal_has_its_row() -> None:
    rows = table(section("The journal"), "kind")
    schemas = (ROOT / "resources" / "schemas").glob("journal-*.json")
    assert {name(row[0]) for row in rows} == {
        path.stem.removeprefix("journal-") for path in schemas
    }


def test_the_order_of_checks_names_every_code() -> None:
    rows = table(section("Order of checks"), "step")
    listed = {code for row in rows for code in re.findall(r"`([a-z_]+)`", row[2])}
    raised = set()
    modules = [
        f"dayfile/{name}"
        for name in (
            "checks",
            "fast_projection",
            "journal_rows",
            "order_checks",
            "parse",
            "reader",
            "sealed_contacts",
        )
    ]
    for module in (*modules, "dayfile/unpack", "bounded/archive"):
        text = (ROOT / "pos_app" / f"{module}.py").read_text("utf-8")
        raised |= {first or second for first, second in CODE_PATTERN.findall(text)}
    assert listed == raised
    messages: dict[str, Any] = tomllib.loads((ROOT / "resources/messages.toml").read_text("utf-8"))
    assert listed <= set(messages)


def test_the_limits_are_those_of_the_program() -> None:
    rows = table(section("Limits"), "limit")
    assert [int(row[1]) for row in rows] == [
        unpack.MAX_FILE,
        unpack.MAX_SUM,
        unpack.MAX_MANIFEST,
        unpack.MAX_RATIO,
        parse.LIMIT,
    ]
    assert str(unpack.RATIO_FROM) in rows[3][0]
    codes = section("The QR codes")
    assert str(signed_text.MAX_TEXT) in codes
    assert str(signed_text.MAX_FACTS) in codes


def test_the_tags_and_prefixes_are_those_of_the_program() -> None:
    tags = (
        ROW_TAG,
        GENESIS_TAG,
        enrolment.TAG,
        closing_qr.TAG,
        acknowledgement.TAG,
        interim_qr.TAG,
    )
    assert all(f"`{tag.decode()}`" in PAGE for tag in tags)


def test_the_texts_of_both_qr_codes_are_of_the_golden_file(golden: VerifiedDay) -> None:
    (closing,) = re.findall(r"^POSDAY1:[A-Z2-7]+$", PAGE, flags=re.MULTILINE)
    (received,) = re.findall(r"^POSACK1:[A-Z2-7]+$", PAGE, flags=re.MULTILINE)
    facts = closing_qr.read_signed_closing(closing).facts
    assert (facts.manifest, facts.key) == (golden.identity, golden.head.key)
    assert facts.totals == golden.head.totals
    told = acknowledgement.read_acknowledgement(received)
    assert (told.manifest, told.day) == (golden.identity, golden.head.day)
    for text, kind in (
        (closing, closing_qr.ClosingFacts),
        (received, acknowledgement.AcknowledgementFacts),
    ):
        assert f"({len(text)} characters)" in PAGE.replace("\n", " ")
        assert all(f"`{field.name}`" in section("The QR codes") for field in fields(kind))
    names = [field.name for field in fields(interim_qr.InterimFacts)]
    assert f"`{interim_qr.PREFIX}`" in section("The QR codes")
    assert all(f"`{name}`" in section("The QR codes") for name in names)


def test_the_reader_on_the_page_reads_the_golden_file(golden: VerifiedDay) -> None:
    (source,) = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    space: dict[str, Any] = {}
    exec(compile(source, "docs/day-file.md", "exec"), space)  # noqa: S102  our own page
    assert space["read"](GOLDEN) == (golden.identity, golden.head.totals.as_dict())
