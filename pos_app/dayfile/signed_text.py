"""A short signed text for a QR code, in characters that every scanner and keyboard can send.

It consists of a prefix and of Base32 without padding (RFC 4648), whose characters a QR code encodes
compactly. The decoded bytes are a 64-byte Ed25519 signature over tag ‖ facts, followed by the facts
as zlib-compressed canonical JSON.
"""

from __future__ import annotations

import re
import zlib
from base64 import b32decode, b32encode
from collections.abc import Callable

from pos_app.errors import PosError

MAX_TEXT = 4_000
MAX_FACTS = 8_000
SIGNATURE = 64
_VERSION = re.compile(r"([A-Z]+)([0-9]{1,3}):")
_LONGEST_PREFIX = 24


class LaterVersion(PosError):
    """A text of a later version of the program: `format_newer`."""


def write_text(prefix: str, tag: bytes, facts: bytes, sign: Callable[[bytes], bytes]) -> str:
    """Return the text of the QR code; the same facts and key give the same text."""
    packed = sign(tag + facts) + zlib.compress(facts, 9)
    return prefix + b32encode(packed).decode().rstrip("=")


def _refuse_newer(prefix: str, text: str) -> None:
    """Raise LaterVersion if a text begins as `prefix` does, with a larger number."""
    known, found = (_VERSION.match(each[:_LONGEST_PREFIX]) for each in (prefix, text))
    if known and found and known[1] == found[1] and int(found[2]) > int(known[2]):
        raise LaterVersion("format_newer", format=f"{found[1]}{found[2]}")


def read_text(prefix: str, text: str) -> tuple[bytes, bytes]:
    """Return the facts and the signature in a scanned text; spaces are ignored.

    The caller verifies the signature. Raises LaterVersion for a text of a later version,
    and ValueError for any other text. At most `MAX_FACTS` bytes are decompressed.
    """
    text = "".join(text.split())
    _refuse_newer(prefix, text)
    if not text.startswith(prefix) or len(text) > MAX_TEXT:
        raise ValueError("not such a code")
    body = text.removeprefix(prefix)
    packed = b32decode(body + "=" * (-len(body) % 8))
    unpacker = zlib.decompressobj()
    try:
        facts = unpacker.decompress(packed[SIGNATURE:], MAX_FACTS)
    except zlib.error as error:
        raise ValueError("the facts cannot be unpacked") from error
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("the facts are cut short, or too long")
    return facts, packed[:SIGNATURE]
