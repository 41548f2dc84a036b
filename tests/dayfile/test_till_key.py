"""The QR code of a till's key is read back unchanged, and refused if anything was changed."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shops import make_shop

from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.signed_text import write_text
from pos_app.dayfile.signing import signer_of
from pos_app.dayfile.till_key import PREFIX, TAG, fingerprint, read_till_key, till_key_code
from pos_app.domain.journal import canonical
from pos_app.errors import PosError
from pos_app.services.shop.till_key import till_public_key

KEY = signer_of(bytes(range(32)))
WHOSE = TillKey("NUSAKRAF23", "A07", "1", 0, "6f8e7d1e-8f7a-4f0e-9c36", KEY.public_hex)


def refusal(text: str) -> str:
    with pytest.raises(PosError) as refused:
        read_till_key(text)
    return refused.value.code


def test_a_code_says_whose_key_it_is() -> None:
    text = till_key_code(WHOSE, KEY.sign)
    assert read_till_key(text) == WHOSE
    assert read_till_key(f" {text[:50]}\r\n{text[50:]}") == WHOSE
    assert len(text) < 500 and set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:")


def test_a_key_that_does_not_hold_what_it_shows_is_refused() -> None:
    other = signer_of(bytes(32))
    assert refusal(till_key_code(WHOSE, other.sign)) == "key_code_not_signed"
    assert refusal(till_key_code(replace(WHOSE, key=other.public_hex), KEY.sign)) == (
        "key_code_not_signed"
    )


def test_a_slips_signature_is_none_of_a_key() -> None:
    facts = canonical(asdict(WHOSE))
    assert refusal(write_text(PREFIX, b"pos-slip-v1", facts, KEY.sign)) == "key_code_not_signed"


@pytest.mark.parametrize(
    "change",
    [
        {"stand": "a07"}, {"event": ""}, {"till": 1}, {"seat": "0"}, {"seat": True}, {"seat": 26},
        {"till_id": ""}, {"till_id": "a b"}, {"key": "x" * 64}, {"extra": 1},
    ],
)  # fmt: skip
def test_a_wrong_fact_is_refused(change: dict[str, object]) -> None:
    facts = json.dumps({**asdict(WHOSE), **change}).encode()
    assert refusal(write_text(PREFIX, TAG, facts, KEY.sign)) == "key_code_unreadable"


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", max_size=300))
def test_no_text_is_a_fault(text: str) -> None:
    with pytest.raises(PosError):
        read_till_key(PREFIX + text)


def test_a_till_shows_its_own_key(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        shown = till_public_key(shop)
        whose = read_till_key(shown.code)
        assert whose.key == shop.signer().public_hex
        assert (whose.stand, whose.till, whose.seat) == ("A07", "1", 0)
        assert whose.till_id == shop.identity.till_id
        assert shown.fingerprint == fingerprint(whose.key) and len(shown.fingerprint) == 9
        assert not shown.is_enrolled
