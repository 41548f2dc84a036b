"""A stand's QRIS code: read as TLV, checked whole, and given an amount without a network.

A payload is a row of fields: two digits of ID, two digits of length, the value. It is never
searched as text: names hold `5802ID`, `6304` and `5405`, account numbers hold `010211`.

What a length counts: characters, as EMVCo has it. QRIS is ASCII, where bytes and characters are the
same; some issuers count UTF-8 bytes where a name is not. A payload that is no clean TLV by
characters is therefore tried by bytes, and whatever a length counted is kept as it was. The CRC is
always over UTF-8 bytes, and the limit of 512 is in characters.

Nothing here knows whether anybody paid: only the merchant's own app does.
"""

from __future__ import annotations

import re
import string
from binascii import crc_hqx
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pos_app.errors import PosError

TRANSACTION_LIMIT = 10_000_000
"""Bank Indonesia's most for one QRIS transaction, since 1 March 2022."""

MAX_PAYLOAD = 512
MAX_AMOUNT = 9_999_999_999_999

_TRANSFERS = frozenset({"BOOK", "DMCT", "XBCT", "CDPT", "CWDL"})
_RULES = {
    "00": re.compile(r"01"),
    "01": re.compile(r"1[12]"),
    "52": re.compile(r"[0-9]{4}"),
    "53": re.compile(r"360"),
    "54": re.compile(r"(?=.{1,13}\Z)[0-9]+(?:\.[0-9]*)?"),
    "58": re.compile(r"ID"),
    "59": re.compile(r".{1,25}", re.DOTALL),
    "60": re.compile(r".{1,15}", re.DOTALL),
    "61": re.compile(r".{1,10}", re.DOTALL),
    "63": re.compile(r"[0-9A-Fa-f]{4}"),
}
_REQUIRED = ("52", "53", "58", "59", "60", "61")
_NMID = re.compile(r"ID[0-9]{1,13}")
_REPOSITORY = "ID.CO.QRIS.WWW"


@dataclass(frozen=True, slots=True)
class QrisCode:
    """A payload that passed every check, and what a cashier must see beside it.

    `nmid` and `criteria` are empty in a code without the central repository's field, which only
    codes that do not call themselves static may lack. `amount_text` is field 54 as it stands.
    """

    merchant_name: str
    nmid: str
    city: str
    criteria: str
    is_static: bool
    payload: str
    amount_text: str = ""


@dataclass(frozen=True, slots=True)
class _Field:
    """One field: its ID, its value, and the characters it was read from."""

    id: str
    value: str
    raw: str


def parse_qris(text: str) -> QrisCode:
    """The code in `text`, a scan or a paste; PosError `qris_…` for whatever is not a sound one."""
    return _describe(_checked(_clean(text)))


def with_amount(payload: str, amount: int) -> str:
    """`payload` as a dynamic code for `amount` rupiah; every other field stays byte for byte.

    Field 01 becomes 12, a zero 54 goes, the new 54 stands right after 53, 63 is computed anew.
    Tips (55 to 57) stay: the buyer's app asks for them. `check_limit` is the caller's to ask.
    """
    if not 1 <= amount <= MAX_AMOUNT:
        raise PosError("qris_amount_range", amount=amount, low=1, high=MAX_AMOUNT)
    fields = _checked(_clean(payload))
    amount_text = _value(fields, "54")
    if amount_text.strip("0."):
        raise PosError("qris_amount_filled", amount_text=amount_text)
    body = "".join(_dynamic(fields, str(amount))) + "6304"
    if len(body) + 4 > MAX_PAYLOAD:
        raise PosError("qris_too_long", length=len(body) + 4, limit=MAX_PAYLOAD)
    return body + crc_text(body)


def check_static(text: str) -> QrisCode:
    """A code that every sale's amount can be put into, as a stand's sticker bears it.

    Raises PosError of `parse_qris`, and `qris_not_static` for a code that was made for one sale.
    """
    code = parse_qris(text)
    if not code.is_static or code.amount_text.strip("0."):
        raise PosError("qris_not_static")
    return code


def check_limit(amount: int) -> None:
    """PosError `qris_over_limit` when one QRIS transaction may not be that large."""
    if amount > TRANSACTION_LIMIT:
        raise PosError("qris_over_limit", amount=amount, most=TRANSACTION_LIMIT)


def crc_text(text: str) -> str:
    """CRC-16/CCITT-FALSE over the UTF-8 bytes of `text`: four upper-case hex digits, zeros kept."""
    return f"{crc_hqx(text.encode('utf-8'), 0xFFFF):04X}"


def _clean(text: str) -> str:
    """`text` without what only transport adds: a BOM, line breaks, whitespace around it."""
    return text.replace("\r", "").replace("\n", "").strip(string.whitespace + "\ufeff")


def _checked(text: str) -> tuple[_Field, ...]:
    """The root fields of `text`, each once, framed by 00 and 63, with the right CRC and values."""
    if not text.startswith("000201"):
        raise PosError("qris_not_qris")
    if len(text) > MAX_PAYLOAD:
        raise PosError("qris_too_long", length=len(text), limit=MAX_PAYLOAD)
    fields = _root(text)
    if crc_text(text[:-4]) != fields[-1].value.upper():
        raise PosError("qris_crc")
    _check_values(fields)
    _check_merchant_code(fields)
    return fields


def _root(text: str) -> tuple[_Field, ...]:
    """The fields of the whole payload; PosError `qris_structure` or `qris_repeated`."""
    framed = [fields for fields in _readings(text) if _is_framed(fields)]
    if not framed:
        raise PosError("qris_structure")
    repeated = _repeated(framed[0])
    if repeated:
        raise PosError("qris_repeated", id=repeated)
    return framed[0]


def _is_framed(fields: Sequence[_Field]) -> bool:
    """Whether the first field is 00, and the last one 63 with four hex digits."""
    last = fields[-1]
    return fields[0].id == "00" and last.id == "63" and bool(_RULES["63"].fullmatch(last.value))


def _readings(text: str) -> Iterator[tuple[_Field, ...]]:
    """`text` as clean TLV: with lengths in characters, then in UTF-8 bytes where that differs."""
    by_characters = _split(text)
    if by_characters:
        yield tuple(_Field(*parts) for parts in by_characters)
    try:
        octets = text.encode("utf-8").decode("latin-1")
    except UnicodeEncodeError:  # a lone surrogate: no bytes, no CRC
        raise PosError("qris_structure") from None
    by_bytes = _split(octets) if octets != text else None
    decoded = [_from_octets(parts) for parts in by_bytes or ()]
    if decoded and None not in decoded:
        yield tuple(field for field in decoded if field)


def _split(text: str) -> list[tuple[str, str, str]] | None:
    """(ID, value, raw) for each field, or None when `text` is not made of whole fields."""
    fields: list[tuple[str, str, str]] = []
    at = 0
    while at < len(text):
        head = text[at : at + 4]
        if len(head) < 4 or not (head.isascii() and head.isdigit()):
            return None
        end = at + 4 + int(head[2:])
        if end == at + 4 or end > len(text):
            return None
        fields.append((head[:2], text[at + 4 : end], text[at:end]))
        at = end
    return fields


def _from_octets(parts: tuple[str, str, str]) -> _Field | None:
    """The field whose characters stand for bytes, or None when it cuts a character in two."""
    try:
        return _Field(*(part.encode("latin-1").decode("utf-8") for part in parts))
    except UnicodeDecodeError:
        return None


def _repeated(fields: Sequence[_Field]) -> str:
    """The first ID that stands twice, or nothing."""
    seen: set[str] = set()
    for field in fields:
        if field.id in seen:
            return field.id
        seen.add(field.id)
    return ""


def _value(fields: Sequence[_Field], wanted: str) -> str:
    """The value of the field `wanted`, or nothing: a field that stands is never empty."""
    return next((field.value for field in fields if field.id == wanted), "")


def _check_values(fields: Sequence[_Field]) -> None:
    """Every field with a rule of its own follows it, and none that must be there is missing."""
    present = {field.id for field in fields}
    needed = _REQUIRED + (("51",) if _value(fields, "01") == "11" else ())
    for wanted in needed:
        if wanted not in present:
            raise PosError("qris_missing", id=wanted)
    for field in fields:
        rule = _RULES.get(field.id)
        if rule and not rule.fullmatch(field.value):
            raise PosError("qris_field", id=field.id, value=field.value)


def _check_merchant_code(fields: Sequence[_Field]) -> None:
    """The code takes payments for goods: no transfer or cash code, no static one with an amount."""
    if _value(fields, "40") and _value(_template(fields, "62"), "08") in _TRANSFERS:
        raise PosError("qris_transfer_code")
    amount_text = _value(fields, "54")
    if _value(fields, "01") != "12" and amount_text.strip("0."):
        raise PosError("qris_amount_filled", amount_text=amount_text)
    repository = _template(fields, "51")
    if repository and _value(repository, "00").upper() != _REPOSITORY:
        raise PosError("qris_field", id="51", value=_value(repository, "00"))
    if repository and not _NMID.fullmatch(_value(repository, "02")):
        raise PosError("qris_field", id="51", value=_value(repository, "02"))


def _template(fields: Sequence[_Field], wanted: str) -> tuple[_Field, ...]:
    """The fields within the template `wanted`: none if it is absent, clean TLV if it is there.

    Only what must be read is read so: some issuers put other things into the other templates.
    """
    value = _value(fields, wanted)
    if not value:
        return ()
    inner = next(_readings(value), ())
    if not inner or _repeated(inner):
        raise PosError("qris_field", id=wanted, value=value)
    return inner


def _describe(fields: Sequence[_Field]) -> QrisCode:
    """What people need to see of checked fields."""
    repository = _template(fields, "51")
    return QrisCode(
        merchant_name=_value(fields, "59"),
        nmid=_value(repository, "02"),
        city=_value(fields, "60"),
        criteria=_value(repository, "03"),
        is_static=_value(fields, "01") != "12",
        payload=_payload(fields),
        amount_text=_value(fields, "54"),
    )


def _payload(fields: Sequence[_Field]) -> str:
    """The fields as one payload again, with the CRC in capitals."""
    return "".join(field.raw for field in fields[:-1]) + "6304" + fields[-1].value.upper()


def _dynamic(fields: Sequence[_Field], amount_text: str) -> Iterator[str]:
    """The characters of each field of the dynamic code, all but 63."""
    has_method = any(field.id == "01" for field in fields)
    for field in fields[:-1]:
        if field.id == "01":
            yield "010212"
        elif field.id != "54":
            yield field.raw
        if field.id == "00" and not has_method:
            yield "010212"
        if field.id == "53":
            yield f"54{len(amount_text):02}{amount_text}"
