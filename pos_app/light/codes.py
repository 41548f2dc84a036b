"""The codes that carry a packed day: any `need` of them are enough to put it together again.

Bytes of a code, whole numbers with the highest byte first:

    magic `POSL` (4), version (1), whole (8: the start of SHA-256 over the packed day),
    manifest (32), need (1), codes - 1 (1), index (1), length of the packed day (3),
    practice (1 bit) and seat (7 bits) (1), day (2: days since 2000-01-01), revision (2),
    event, stand and till (each: length (1) and ASCII), symbol, CRC-32 of everything before (4)

The first `need` symbols are the packed day cut into pieces of one size, the last filled up with
zeros; the others are the parity that zfec makes of them.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from datetime import date, timedelta

from pos_app.domain.event import check_code
from pos_app.errors import PosError
from pos_app.light.packing import MOST_PACKED

MAGIC = b"POSL"
VERSION = 1
MOST_CODES = 256
# Four of five codes are enough, whatever the rounding.
ENOUGH, OF = 4, 5
WHOLE_BYTES = 8
ON_A_SCREEN = 2
_FIRST_DAY = date(2000, 1, 1)
_FIXED = 56
_CRC = 4
_MOST_CODE_BYTES = 2953  # of the largest QR code


@dataclass(frozen=True, slots=True)
class LightLabel:
    """What a code says of its day in plain bytes; `manifest` is the day file's identity in hex."""

    event: str
    stand: str
    till: str
    seat: int
    day: str
    revision: int
    training: bool
    manifest: str


@dataclass(frozen=True, slots=True)
class LightCode:
    """One code that was read.

    `whole` is the same for all codes of one packed day (hex), `length` its bytes; any `need` of
    the `count` codes are enough, and `index` tells which one this is, from 0.
    """

    whole: str
    need: int
    count: int
    index: int
    length: int
    label: LightLabel
    symbol: bytes


@dataclass(frozen=True, slots=True)
class CodeSize:
    """How much a code carries: `data` bytes in all; `group` codes stand together on a screen."""

    data: int
    group: int = 1


# QR codes of version 22, 27 and 34 at level L. Two stand on a screen of 1366 x 768 with 6, 5 and 4
# pixels a module; a blurred photo reads the largest module best, so the first that is enough wins.
SIZES = tuple(CodeSize(data, ON_A_SCREEN) for data in (1003, 1465, 2188))


def day_codes(packed: bytes, label: LightLabel) -> list[bytes]:
    """Return the codes of a packed day, as small as 256 of them can be.

    Raises PosError `light_too_large`.
    """
    for size in SIZES:
        try:
            return make_codes(packed, label, size)
        except PosError as error:
            if size is SIZES[-1]:
                raise
            assert error.code == "light_too_large"
    raise AssertionError("no sizes")


def make_codes(packed: bytes, label: LightLabel, size: CodeSize) -> list[bytes]:
    """Return the codes of a packed day, as many as fill their last screen.

    Raises PosError `light_too_large` where 256 codes of this size do not hold it.
    """
    import zfec

    whole = hashlib.sha256(packed).digest()[:WHOLE_BYTES]
    room = size.data - _FIXED - _CRC - len(_places(label))
    need, count = _counts(len(packed), room, size.group)
    if need * OF > count * ENOUGH or count > MOST_CODES or len(packed) > MOST_PACKED:
        raise PosError("light_too_large", size=len(packed))
    width = -(-len(packed) // need)
    filled = packed.ljust(need * width, b"\0")
    pieces = tuple(filled[place * width : (place + 1) * width] for place in range(need))
    symbols = zfec.Encoder(need, count).encode(pieces)
    fixed = LightCode(whole.hex(), need, count, 0, len(packed), label, b"")
    return [_code_bytes(fixed, index, bytes(symbol)) for index, symbol in enumerate(symbols)]


def _counts(length: int, room: int, group: int) -> tuple[int, int]:
    """How many codes are needed and made; with more made, more may be missing."""
    need = max(1, -(-length // room)) if room > 0 else MOST_CODES
    count = -(-need * OF // ENOUGH)
    return need, min(-(-count // group) * group, max(count, MOST_CODES))


def _places(label: LightLabel) -> bytes:
    parts = [part.encode("ascii") for part in (label.event, label.stand, label.till)]
    return b"".join(bytes([len(part)]) + part for part in parts)


def _code_bytes(code: LightCode, index: int, symbol: bytes) -> bytes:
    label = code.label
    days = (date.fromisoformat(label.day) - _FIRST_DAY).days
    out = b"".join(
        (
            MAGIC,
            bytes([VERSION]),
            bytes.fromhex(code.whole),
            bytes.fromhex(label.manifest),
            bytes([code.need, code.count - 1, index]),
            code.length.to_bytes(3),
            bytes([label.training << 7 | label.seat]),
            days.to_bytes(2),
            label.revision.to_bytes(2),
            _places(label),
            symbol,
        )
    )
    return out + zlib.crc32(out).to_bytes(_CRC)


def read_code(data: bytes) -> LightCode | None:
    """Return what a scanned code holds; None if it is none of ours.

    Raises PosError `light_newer` for a code of a later program, and `light_code_damaged` for one
    of ours with a byte changed or values that no till writes.
    """
    if not data.startswith(MAGIC) or len(data) <= len(MAGIC):
        return None
    if data[len(MAGIC)] > VERSION:
        raise PosError("light_newer", version=data[len(MAGIC)])
    body, crc = data[:-_CRC], data[-_CRC:]
    whole_body = _FIXED < len(data) <= _MOST_CODE_BYTES and data[len(MAGIC)] == VERSION
    if not whole_body or zlib.crc32(body).to_bytes(_CRC) != crc:
        raise PosError("light_code_damaged")
    try:
        return _checked(body)
    except (ValueError, IndexError, OverflowError) as error:
        raise PosError("light_code_damaged") from error


def _checked(body: bytes) -> LightCode:
    event, stand, till, symbol = _read_places(body[_FIXED:])
    label = LightLabel(
        event=event,
        stand=stand,
        till=till,
        seat=body[51] & 0x7F,
        day=str(_FIRST_DAY + timedelta(days=int.from_bytes(body[52:54]))),
        revision=int.from_bytes(body[54:56]),
        training=bool(body[51] >> 7),
        manifest=body[13:45].hex(),
    )
    code = LightCode(
        whole=body[5:13].hex(),
        need=body[45],
        count=body[46] + 1,
        index=body[47],
        length=int.from_bytes(body[48:51]),
        label=label,
        symbol=symbol,
    )
    if not _is_sound(code):
        raise ValueError("counts")
    return code


def _is_sound(code: LightCode) -> bool:
    return (
        1 <= code.need <= code.count
        and code.index < code.count
        and 1 <= code.length <= MOST_PACKED
        and len(code.symbol) == -(-code.length // code.need)
        and code.label.seat <= 25
        and code.label.revision >= 1
    )


def _read_places(data: bytes) -> tuple[str, str, str, bytes]:
    """The codes of event, stand and till, and the symbol after them. Raises ValueError."""
    found = []
    for name in ("event", "stand", "till"):
        size = data[0]
        text = data[1 : 1 + size].decode("ascii")
        try:
            found.append(check_code(text, name))
        except PosError as error:
            raise ValueError(name) from error
        data = data[1 + size :]
    event, stand, till = found
    return event, stand, till, data
