"""The QR code of a closing slip is read back unchanged, and refused if anything was changed."""

from __future__ import annotations

import zlib
from base64 import b32decode, b32encode
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.papers import codes_on
from support.shops import cash, make_shop, ring

from pos_app.dayfile.closing_qr import PREFIX, ClosingFacts, closing_qr_text, read_closing_qr
from pos_app.dayfile.signing import create_key, load_key
from pos_app.domain.day import Totals
from pos_app.errors import PosError
from pos_app.services.day import closing
from pos_app.services.paper import closing_slip

FACTS = ClosingFacts(
    "NUSAKRAF23",
    "A07",
    "1",
    0,
    "6f8e7d1e-8f7a-4f0e-9c36-2f4b8a4c1d55",
    "2023-10-25",
    1,
    "3c464daf" * 8,
    "",
    "2023-10-25T21:00:00+08:00",
    "A07-1-000001",
    "A07-1-000230",
    123_456_789,
    False,
    Totals.from_values(
        (230, 3, 40_000_000, 1_000, 2_000, -50, 39_996_950, 30_000_000, 9_996_950, 0, 0, 70_000)
    ),
)


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[ClosingFacts, str]:
    path = tmp_path_factory.mktemp("key") / "key"
    create_key(path, bytes(range(32)))
    signer = load_key(path)
    facts = replace(FACTS, key=signer.public_hex)
    return facts, closing_qr_text(facts, signer.sign)


def refusal(text: str) -> str:
    with pytest.raises(PosError) as refused:
        read_closing_qr(text)
    return refused.value.code


def test_a_code_says_what_was_signed(signed: tuple[ClosingFacts, str]) -> None:
    facts, text = signed
    assert read_closing_qr(text) == facts
    assert read_closing_qr(f" {text[:100]}\n{text[100:]}\r\n") == facts, "as a scanner wraps it"
    letters = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:")
    assert set(text) <= letters, "what a QR code packs tightest, and every keyboard types"
    assert len(text) < 900


def test_no_changed_letter_says_anything_else(signed: tuple[ClosingFacts, str]) -> None:
    facts, text = signed
    refused = 0
    for at in range(len(PREFIX), len(text)):
        other = "A" if text[at] != "A" else "B"
        try:
            # A bit of packing that means nothing may differ; what was signed may not.
            assert read_closing_qr(text[:at] + other + text[at + 1 :]) == facts
        except PosError:
            refused += 1
    assert refused >= len(text) - len(PREFIX) - 3


def test_a_changed_total_is_refused_by_its_signature(signed: tuple[ClosingFacts, str]) -> None:
    _, text = signed
    body = text.removeprefix(PREFIX)
    packed = b32decode(body + "=" * (-len(body) % 8))
    plain = zlib.decompress(packed[64:]).replace(b"39996950", b"49996950")
    forged = PREFIX + b32encode(packed[:64] + zlib.compress(plain)).decode().rstrip("=")
    assert refusal(forged) == "slip_not_signed"


def test_what_is_no_code_is_refused(signed: tuple[ClosingFacts, str]) -> None:
    _, text = signed
    bomb = PREFIX + b32encode(bytes(64) + zlib.compress(bytes(10_000_000))).decode().rstrip("=")
    for wrong in ("", "POSDAY1:", text[:-40], text + "AAAAAAAA", bomb):
        assert refusal(wrong) == "slip_unreadable"
    assert refusal("POSDAY2:" + text[8:]) == "format_newer"
    empty = PREFIX + b32encode(bytes(64) + zlib.compress(b"{}")).decode().rstrip("=")
    assert refusal(empty) == "slip_unreadable"


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", max_size=300))
def test_no_text_is_a_fault(text: str) -> None:
    with pytest.raises(PosError):
        read_closing_qr(PREFIX + text)


@pytest.mark.parametrize("width", [58, 80])
def test_a_camera_reads_it_from_the_closing_slip(tmp_path: Path, width: int) -> None:
    with make_shop(tmp_path / "till") as shop:
        ring(shop, lines=[{"code": "A", "qty": 2}], tenders=cash(100_000))
        closed = closing.close_till(shop, counted=300_000)
        path = closing_slip.save_closing_slip(shop, closed.day, tmp_path / "slip.pdf", width)
    (found,) = codes_on(path.read_bytes())
    facts = read_closing_qr(found)
    assert (facts.manifest, facts.totals, facts.day) == (
        closed.manifest,
        closed.totals,
        "2023-10-25",
    )
