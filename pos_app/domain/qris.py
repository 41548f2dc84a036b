"""Reads and checks a stand's QRIS payload, and puts an amount into it, without a network.

A payload is a sequence of fields (TLV): two digits of ID, two digits of length, the value. It is
always parsed and never searched as text, because names and account numbers may contain sequences
such as `5802ID`, `6304` or `010211`.

A length counts characters, as EMVCo specifies. QRIS is ASCII, where characters and bytes are the
same, but some issuers put other letters into names and count UTF-8 bytes. A payload that does not
parse by characters is therefore parsed by bytes, and its lengths are kept as they were. The CRC is
always over the UTF-8 bytes; the limit of 512 is in characters.

This module cannot tell whether a buyer has paid; only the merchant's own app shows that.
"""

from __future__ import annotations

import hashlib
import re
import string
import unicodedata
from binascii import crc_hqx
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pos_app.errors import PosError

TRANSACTION_LIMIT = 10_000_000
"""Bank Indonesia's limit for one QRIS transaction in rupiah, since 1 March 2022."""

MAX_PAYLOAD = 512
MAX_AMOUNT = 9_999_999_999_999

# Purposes (62-08) of codes for transfers and cash, which are not for payments.
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
_TIPS = ("55", "56", "57")
# Control and format characters (bidirectional marks, zero widths), lone surrogates, private use,
# unassigned, and separators of lines: a name with them does not read as it is stored.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class QrisCode(NamedTuple):
    """A payload that passed all checks, with the merchant's data for the cashier.

    `nmid` and `criteria` come from field 51 of the central merchant repository. They are empty
    where a code lacks that field, which a static code must have. `amount_text` is field 54 as
    written.
    """

    merchant_name: str
    nmid: str
    city: str
    criteria: str
    is_static: bool
    payload: str
    amount_text: str = ""


class _Field(NamedTuple):
    """One field: its ID, its value, and the whole text of the field."""

    id: str
    value: str
    raw: str


def parse_qris(text: str) -> QrisCode:
    """Return the code in `text`, scanned or pasted. Raises PosError `qris_…` if it is not valid."""
    return _describe(_checked(_clean(text)))


def with_amount(payload: str, amount: int) -> str:
    """Return `payload` as a dynamic code for `amount` rupiah.

    Field 01 becomes 12, a zero field 54 is removed, the new field 54 follows field 53, and the CRC
    in field 63 is computed again. All other fields keep their bytes, also those for tips (55 to
    57), which the buyer's app handles. Callers test the transaction limit with `check_limit`.
    Raises PosError `qris_amount_range`, `qris_amount_filled`, `qris_too_long`, and as `parse_qris`.
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
    """Return the code in `text` if it is static, as on a stand's sticker.

    Only a static code takes the amount of any sale. With a tip or a fee in it the buyer pays
    another amount than the till asks for, and a name with unseen characters can look like another
    merchant's. Raises PosError `qris_not_static` for a code made for one sale, `qris_tip`,
    `qris_name_unseen`, and as `parse_qris`.
    """
    fields = _checked(_clean(text))
    code = _describe(fields)
    if not code.is_static or code.amount_text.strip("0."):
        raise PosError("qris_not_static")
    for field in fields:
        if field.id in _TIPS:
            raise PosError("qris_tip", id=field.id)
        if field.id in ("59", "60") and _has_unseen(field.value):
            raise PosError("qris_name_unseen", id=field.id)
    return code


def _has_unseen(text: str) -> bool:
    return any(unicodedata.category(character) in _UNSEEN for character in text)


def qris_hash(payload: str) -> str:
    """Return the SHA-256 of a code's payload in hex.

    NMID and name are only text in a code, which a code that pays another account can hold too.
    """
    return hashlib.sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()


def check_limit(amount: int) -> None:
    """Raise PosError `qris_over_limit` if `amount` exceeds the limit of one QRIS transaction."""
    if amount > TRANSACTION_LIMIT:
        raise PosError("qris_over_limit", amount=amount, most=TRANSACTION_LIMIT)


def crc_text(text: str) -> str:
    """Return CRC-16/CCITT-FALSE over the UTF-8 bytes of `text` as four upper-case hex digits."""
    return f"{crc_hqx(text.encode('utf-8'), 0xFFFF):04X}"


def _clean(text: str) -> str:
    """Return `text` without BOM, line breaks and surrounding whitespace."""
    return text.replace("\r", "").replace("\n", "").strip(string.whitespace + "\ufeff")


def _checked(text: str) -> tuple[_Field, ...]:
    """Return the root fields of `text` after all checks of structure, CRC and values."""
    if not text.startswith("000201"):
        raise PosError("qris_not_qris")
    if len(text) > MAX_PAYLOAD:
        raise PosError("qris_too_long", length=len(text), limit=MAX_PAYLOAD)
    fields = _root_fields(text)
    if crc_text(text[:-4]) != fields[-1].value.upper():
        raise PosError("qris_crc")
    _check_values(fields)
    _check_merchant_code(fields)
    return fields


def _root_fields(text: str) -> tuple[_Field, ...]:
    """Return the fields of the whole payload. Raises PosError `qris_structure`, `qris_repeated`."""
    framed = [fields for fields in _readings(text) if _is_framed(fields)]
    if not framed:
        raise PosError("qris_structure")
    repeated = _repeated(framed[0])
    if repeated:
        raise PosError("qris_repeated", id=repeated)
    return framed[0]


def _is_framed(fields: Sequence[_Field]) -> bool:
    """Return whether the first field is 00 and the last one is 63 with four hex digits."""
    last = fields[-1]
    return fields[0].id == "00" and last.id == "63" and bool(_RULES["63"].fullmatch(last.value))


def _readings(text: str) -> Iterator[tuple[_Field, ...]]:
    """Yield the fields of `text`, with lengths in characters, then in UTF-8 bytes if they differ.

    A reading that does not parse is left out.
    """
    by_characters = _split(text)
    if by_characters:
        yield tuple(_Field(*parts) for parts in by_characters)
    try:
        octets = text.encode("utf-8").decode("latin-1")
    except UnicodeEncodeError:  # a lone surrogate cannot be encoded
        raise PosError("qris_structure") from None
    by_bytes = _split(octets) if octets != text else None
    decoded = [_from_octets(parts) for parts in by_bytes or ()]
    if decoded and None not in decoded:
        yield tuple(field for field in decoded if field)


def _split(text: str) -> list[tuple[str, str, str]] | None:
    """Return (ID, value, raw) for each field, or None if `text` does not consist of fields."""
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
    """Return the field whose Latin-1 characters are UTF-8 bytes, or None if it splits a letter."""
    try:
        return _Field(*(part.encode("latin-1").decode("utf-8") for part in parts))
    except UnicodeDecodeError:
        return None


def _repeated(fields: Sequence[_Field]) -> str:
    """Return the first ID that occurs twice, or an empty text."""
    seen: set[str] = set()
    for field in fields:
        if field.id in seen:
            return field.id
        seen.add(field.id)
    return ""


def _value(fields: Sequence[_Field], wanted: str) -> str:
    """Return the value of the field `wanted`, or an empty text; no field has an empty value."""
    return next((field.value for field in fields if field.id == wanted), "")


def _check_values(fields: Sequence[_Field]) -> None:
    """Check that required fields are present and that each field follows its rule."""
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
    """Check that the code is for payments: not for transfers or cash, and static without amount."""
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
    """Return the fields inside the template `wanted`, or none if it is absent.

    Raises PosError `qris_field` if it does not parse. Only the templates in use are parsed, because
    some issuers put other data into the rest.
    """
    value = _value(fields, wanted)
    if not value:
        return ()
    inner = next(_readings(value), ())
    if not inner or _repeated(inner):
        raise PosError("qris_field", id=wanted, value=value)
    return inner


def _describe(fields: Sequence[_Field]) -> QrisCode:
    """Return the code of checked fields."""
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
    """Return the payload of the fields, with the CRC in capitals."""
    return "".join(field.raw for field in fields[:-1]) + "6304" + fields[-1].value.upper()


def _dynamic(fields: Sequence[_Field], amount_text: str) -> Iterator[str]:
    """Yield the text of each field of the dynamic code except 63."""
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
