"""The till's key is made once, readable by its owner only, and signs one message at a time."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from pos_app.dayfile.signing import create_key, is_signed_by, load_key
from pos_app.errors import MachineError

# RFC 8032, section 7.1, test 2.
SEED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_it_signs_as_the_standard_says(tmp_path: Path) -> None:
    create_key(tmp_path / "key", bytes.fromhex(SEED))
    signer = load_key(tmp_path / "key")
    assert signer.public_hex == PUBLIC
    assert signer.sign(b"\x72").hex() == SIGNATURE


def test_one_changed_bit_is_another_message() -> None:
    signature = bytes.fromhex(SIGNATURE)
    assert is_signed_by(PUBLIC, b"\x72", signature)
    assert not is_signed_by(PUBLIC, b"\x73", signature)
    assert not is_signed_by(PUBLIC, b"\x72", signature[:-1])
    for at in range(0, 512, 37):
        flipped = bytearray(signature)
        flipped[at // 8] ^= 1 << at % 8
        assert not is_signed_by(PUBLIC, b"\x72", bytes(flipped))


@pytest.mark.parametrize("key", ["", "zz", PUBLIC[:-2], PUBLIC + "00", "00" * 32])
def test_a_key_that_is_none_has_signed_nothing(key: str) -> None:
    assert not is_signed_by(key, b"\x72", bytes.fromhex(SIGNATURE))


@pytest.mark.linux("modes are those of POSIX")
def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    create_key(tmp_path / "key")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_a_key_is_never_made_over_another(tmp_path: Path) -> None:
    create_key(tmp_path / "key", bytes.fromhex(SEED))
    with pytest.raises(FileExistsError):
        create_key(tmp_path / "key")
    assert load_key(tmp_path / "key").public_hex == PUBLIC


@pytest.mark.parametrize("text", [b"", b"zz", SEED[:-2].encode(), b"\xff\xfe", SEED.encode() * 2])
def test_a_damaged_key_is_named(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "key").write_bytes(text)
    with pytest.raises(MachineError) as failed:
        load_key(tmp_path / "key")
    assert failed.value.code == "key_damaged"


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as failed:
        load_key(tmp_path / "key")
    assert failed.value.code == "key_missing"
