"""Reads an untrusted stand pack: accepts it as a whole, or refuses it with all its problems."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pos_app.dayfile.pack_values import PackValues
from pos_app.dayfile.parse import parse_json
from pos_app.dayfile.signing import is_signed_by
from pos_app.dayfile.stand_pack import (
    FORMAT,
    PRODUCT_KEYS,
    TAG,
    OtherTill,
    StandPack,
    product_json,
)
from pos_app.domain.catalogue import DiscountBearer, Maker, sku_key
from pos_app.domain.catalogue_rows import CatalogueRow, check_rows
from pos_app.domain.maker_card import MAX_PHOTO, STORED, MakerCard, made_card
from pos_app.domain.money import MAX_PRICE
from pos_app.domain.qris import MAX_PAYLOAD, check_static
from pos_app.domain.staff import MAX_NAME, Person, Role
from pos_app.errors import PosError, Refused

MAX_FILE = 32 << 20
MAX_DAYS, MAX_MAKERS, MAX_PRODUCTS, MAX_STAFF = 366, 10_000, 100_000, 1_000
MAX_TILLS = 10_000
MAX_FOOTER = 160
FULL_SHARE_BP = 10_000
_HEAD = re.compile(rb"POSPACK([0-9]{1,3}) ([0-9a-f]{64}) ([0-9a-f]{128})")
_COLUMNS = ("sku", "name", "category", "maker", "price_rp", "stock", "barcode", "name_en")


def read_pack(file: bytes, name: str | None = None) -> StandPack:
    """Return the pack in a file's bytes.

    Raises Refused with all problems; each of them names the file `name`.
    """
    try:
        values = PackValues(_signed(file))
        pack = _pack(values)
    except PosError as error:
        raise Refused([error.problem(name)]) from error
    if values.problems:
        raise Refused([replace(problem, file=name) for problem in values.problems])
    return pack


def _signed(file: bytes) -> dict[str, Any]:
    """Return the signed JSON object after checking format and signature. Raises PosError."""
    if len(file) > MAX_FILE:
        raise PosError("pack_too_large", limit_mb=MAX_FILE >> 20)
    head, _, body = file.partition(b"\n")
    found = _HEAD.fullmatch(head)
    if found is None:
        raise PosError("pack_not_one")
    if found[1].decode() != FORMAT.removeprefix("POSPACK"):
        raise PosError("pack_newer", format=f"POSPACK{found[1].decode()}")
    office, signature = found[2].decode(), bytes.fromhex(found[3].decode())
    if not body.endswith(b"\n") or not is_signed_by(office, TAG + body[:-1], signature):
        raise PosError("pack_not_signed")
    try:
        signed = parse_json(body, "pack_json")
    except PosError as error:
        raise PosError("pack_json") from error
    if signed.get("office") != office:
        raise PosError("pack_not_signed")
    return signed


def _pack(values: PackValues) -> StandPack:
    makers = tuple(_makers(values))
    return StandPack(
        event=values.code("event"),
        event_name=values.text("event_name"),
        days=values.days("days", MAX_DAYS),
        stand=values.code("stand"),
        till=values.code("till"),
        name=values.text("name", least=0),
        cash_rounding=values.whole("cash_rounding", MAX_PRICE),
        makers=makers,
        products=_products(values, {maker.code for maker in makers}),
        staff=tuple(_staff(values)),
        qris=_qris(values),
        receipt_footer=values.text("receipt_footer", MAX_FOOTER, least=0),
        till_part=values.whole("till_part", 9_999),
        enrolment_seed=values.hex("enrolment_seed"),
        office=values.hex("office"),
        cards=tuple(_cards(values)),
        tills=tuple(_tills(values)),
    )


def _tills(values: PackValues) -> Iterator[OtherTill]:
    """Yield the other tills of the event; a pack of an older version names none."""
    if "tills" in values.source:
        for entry in values.entries("tills", MAX_TILLS):
            name = entry.text("name", least=0)
            yield OtherTill(entry.code("stand"), entry.code("till"), name, entry.hex("key"))


def _makers(values: PackValues) -> Iterator[Maker]:
    seen: set[str] = set()
    for entry in values.entries("makers", MAX_MAKERS):
        code = entry.text("code")
        _check_unique(entry, sku_key(code), seen)
        bearer = entry.text("discount_by")
        if bearer not in tuple(DiscountBearer):
            entry.add_problem("discount_by")
            bearer = DiscountBearer.MAKER
        share = entry.whole("share_bp", FULL_SHARE_BP)
        yield Maker(code, entry.text("name"), share, DiscountBearer(bearer))


def _cards(values: PackValues) -> Iterator[MakerCard]:
    """Yield what is told of the makers; a pack of an older version tells nothing."""
    for entry in values.entries("makers", MAX_MAKERS):
        texts = {key: entry.text(key, most) for key, most in STORED.items() if key in entry.source}
        code = str(entry.source.get("code"))
        card = made_card(code, texts, _photo(entry))
        if card:
            yield card


def _photo(entry: PackValues) -> bytes:
    """Return the picture of a maker: a JPEG, as far as its first bytes tell."""
    if "photo" not in entry.source:
        return b""
    try:
        jpeg = base64.b64decode(entry.text("photo", 2 * MAX_PHOTO), validate=True)
    except (ValueError, binascii.Error):
        jpeg = b""
    if not jpeg.startswith(b"\xff\xd8\xff") or len(jpeg) > MAX_PHOTO:
        entry.add_problem("photo")
        return b""
    return jpeg


def _staff(values: PackValues) -> Iterator[Person]:
    seen: set[str] = set()
    for entry in values.entries("staff", MAX_STAFF):
        code, role = entry.code("code"), entry.text("role")
        _check_unique(entry, code, seen)
        if role not in tuple(Role):
            entry.add_problem("role")
            role = Role.CASHIER
        yield Person(code, entry.text("name", MAX_NAME), Role(role))


def _check_unique(entry: PackValues, code: str, seen: set[str]) -> None:
    if code in seen:
        entry.add_problem("code")
    seen.add(code)


def _qris(values: PackValues) -> str:
    payload = values.text("qris", MAX_PAYLOAD, least=0)
    if payload:
        try:
            check_static(payload)
        except PosError as error:
            values.problems.append(error.problem())
    return payload


def _products(values: PackValues, makers: set[str]) -> tuple[CatalogueRow, ...]:
    """Return the products, checked by the rules of a catalogue sheet.

    A pack is stricter than a sheet: each value must already be in the form that the check returns.
    """
    entries = list(values.entries("products", MAX_PRODUCTS))
    rows = [(number, _cells(entry)) for number, entry in enumerate(entries, 1)]
    found, problems = check_rows((*_COLUMNS, "share_pct", "price_steps", "unique"), rows, "")
    values.problems += [problem for problem in problems if problem.severity == "error"]
    valid = {row.row: row for row in found}
    for number, entry in enumerate(entries, 1):
        row = valid.get(number)
        if row is not None:
            _compare(entry, row, makers)
    return found


def _cells(entry: PackValues) -> dict[str, object]:
    """Return the entry as the cells of a catalogue sheet."""
    source = entry.source
    share = source.get("share_bp")
    is_whole = isinstance(share, int) and not isinstance(share, bool)
    if share is not None and not (is_whole and 0 <= share <= FULL_SHARE_BP):
        entry.add_problem("share_bp")
        share = None
    cells = {name: source.get("price" if name == "price_rp" else name) for name in _COLUMNS}
    cells["price_steps"] = source.get("price_steps")
    cells["unique"] = source.get("unique")
    cells["share_pct"] = None if share is None else f"{share // 100}.{share % 100:02d}"
    return cells


def _compare(entry: PackValues, row: CatalogueRow, makers: set[str]) -> None:
    """Refuse a value that is not in its exact form: a price as text, spaces around a name."""
    exact = product_json(row)
    if "price_steps" in entry.source and entry.source["price_steps"] != exact.get("price_steps"):
        entry.add_problem("price_steps")
    if "unique" in entry.source and entry.source["unique"] is not exact.get("unique"):
        entry.add_problem("unique")
    for key in PRODUCT_KEYS:
        value = entry.source.get(key)
        if key != "share_bp" and (type(value), value) != (type(exact[key]), exact[key]):
            entry.add_problem(key)
    if row.maker not in makers:
        entry.add_problem("maker")


def rows_of(entries: Iterable[dict[str, Any]]) -> tuple[CatalogueRow, ...]:
    """Return the checked products of JSON objects in the form of `product_json`. Raises Refused."""
    values = PackValues({"products": list(entries)})
    makers = {str(entry.source.get("maker")) for entry in values.entries("products", MAX_PRODUCTS)}
    found = _products(values, makers)
    if values.problems:
        raise Refused(values.problems)
    return found
