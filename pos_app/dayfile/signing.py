"""The till's own Ed25519 key: made at set-up, kept in a file that only its owner reads.

It proves which laptop closed a day, not that nobody at that laptop cheated.
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
    """A loaded key. `public_hex` names it; `sign` gives the 64 bytes over a message."""

    public_hex: str
    _key: SigningKey

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message).signature

    @property
    def seed_hex(self) -> str:
        """The private half: for handing a derived key to whom it was made for, and for no log."""
        return bytes(self._key).hex()

    def derive(self, label: bytes) -> Signer:
        """Another key that only the holder of this one can make, the same for the same label."""
        return signer_of(hashlib.sha256(DERIVE_TAG + bytes(self._key) + label).digest())


def create_key(path: Path, seed: bytes | None = None) -> None:
    """Makes a key at `path`, never over an existing one; `seed` (32 bytes) only for replays.

    Raises FileExistsError and OSError.
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
    """The key at `path`. Raises MachineError `key_missing`, `key_damaged`."""
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
    """The key that grows from 32 bytes. Raises ValueError for another number of bytes."""
    from nacl.signing import SigningKey

    if len(seed) != SEED_BYTES:
        raise ValueError("an Ed25519 seed has 32 bytes")
    key = SigningKey(seed)
    return Signer(bytes(key.verify_key).hex(), key)


def is_signed_by(public_hex: str, message: bytes, signature: bytes) -> bool:
    """Whether `signature` is that key's over `message`; False for a key that is none."""
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(bytes.fromhex(public_hex)).verify(message, signature)
    except (CryptoError, ValueError, TypeError):
        return False
    return True
