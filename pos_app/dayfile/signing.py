"""The till's own Ed25519 key, made at set-up and kept in a file that only its owner can read.

A signature proves which laptop closed a day; it does not prove that the data are honest.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.errors import MachineError

if TYPE_CHECKING:
    from nacl.signing import SigningKey

SEED_BYTES = 32
DERIVE_TAG = b"pos-derive-v1"


@dataclass(frozen=True, slots=True)
class Signer:
    """A loaded key pair; `public_hex` is its public half."""

    public_hex: str
    _key: SigningKey

    def sign(self, message: bytes) -> bytes:
        """Return the signature of `message` (64 bytes)."""
        return self._key.sign(message).signature

    @property
    def seed_hex(self) -> str:
        """The private half in hex, for handing a derived key to its owner; never log it."""
        return bytes(self._key).hex()

    def derive(self, label: bytes) -> Signer:
        """Return the key derived from this one for `label`; the same label gives the same key."""
        return signer_of(hashlib.sha256(DERIVE_TAG + bytes(self._key) + label).digest())


def create_key(path: Path, seed: bytes | None = None) -> None:
    """Create a key file at `path`; `seed` (32 bytes) is given only in replays.

    Raises FileExistsError if the file exists, OSError, and ValueError for a seed of another length.
    """
    seed = seed if seed is not None else os.urandom(SEED_BYTES)
    if len(seed) != SEED_BYTES:
        raise ValueError("an Ed25519 seed has 32 bytes")
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(seed.hex().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def load_key(path: Path) -> Signer:
    """Return the key at `path`. Raises MachineError `key_missing`, `key_damaged`."""
    try:
        text = path.read_text(encoding="ascii")
        seed = bytes.fromhex(text.strip())
    except FileNotFoundError as error:
        raise MachineError("key_missing", path=str(path)) from error
    except (OSError, ValueError) as error:
        raise MachineError("key_damaged", path=str(path)) from error
    if len(seed) != SEED_BYTES:
        raise MachineError("key_damaged", path=str(path))
    return signer_of(seed)


def signer_of(seed: bytes) -> Signer:
    """Return the key made from a seed of 32 bytes. Raises ValueError for another length."""
    from nacl.signing import SigningKey

    if len(seed) != SEED_BYTES:
        raise ValueError("an Ed25519 seed has 32 bytes")
    key = SigningKey(seed)
    return Signer(bytes(key.verify_key).hex(), key)


def is_signed_by(public_hex: str, message: bytes, signature: bytes) -> bool:
    """Return whether the key signed `message`; False also if the key itself is invalid."""
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(bytes.fromhex(public_hex)).verify(message, signature)
    except (CryptoError, ValueError, TypeError):
        return False
    return True
