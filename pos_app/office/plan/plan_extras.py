"""The optional parts of a plan: goods, staff, QRIS codes, footer, issuer, an earlier fair.

In the event's TOML, all optional:

    goods = "goods.csv"             a catalogue sheet beside the TOML: the goods of every stand
    receipt_footer = "…"            a line at the foot of every receipt
    issuer, place = "…", "…"        who issues the office's papers, and where
    [[stand]] goods = "a07.xlsx"    this stand's goods, in place of the event's
    [[stand]] qris = "000201…"      the static code on this stand's sticker
    [[maker]] story, story_en, technique, technique_en, village, contact, photo
                                    what buyers are told of the maker; a contact that the maker
                                    agreed to; the name of a picture beside the TOML
    [[staff]] code, name, role ("cashier" or "lead"), stand?    without `stand`: at every stand
    [earlier] name, net, days?      an earlier fair to compare the total with, in rupiah
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from pos_app.domain.maker_card import LIMITS, MakerCard, made_card
from pos_app.domain.money import Rupiah
from pos_app.domain.qris import check_static
from pos_app.domain.staff import MAX_NAME, Person, Role
from pos_app.errors import PosError
from pos_app.office.plan.plan_values import PlanValues
from pos_app.printing.receipt import check_footer

MAX_FOOTER = 160
MAX_EARLIER_DAYS = 366
SHEETS = (".csv", ".xlsx", ".xlsm", ".ods", ".xls", ".tsv", ".txt")

STAFF_KEYS = frozenset(("code", "name", "role", "stand"))
_EARLIER_KEYS = frozenset(("name", "net", "days"))


def read_cards(
    reader: PlanValues, makers: Iterable[Mapping[str, Any]]
) -> tuple[dict[str, MakerCard], dict[str, str]]:
    """What is told of the makers, and the names of their pictures, by the makers' codes."""
    cards: dict[str, MakerCard] = {}
    photos: dict[str, str] = {}
    for entry in makers:
        code = str(entry.get("code", ""))[:40]
        where = f"maker {code}"
        texts = {key: reader.text(entry, key, where, limit=most) for key, most in LIMITS.items()}
        photo = reader.text(entry, "photo", where)
        if photo and (PurePosixPath(photo).name != photo or "\\" in photo):
            reader.problem("plan_value_invalid", key="photo", where=where)
            photo = ""
        card = made_card(code, texts)
        cards |= {code: card} if card else {}
        photos |= {code: photo} if photo else {}
    return cards, photos


class PlannedPerson(NamedTuple):
    """A person who works at a stand, or at all stands when `stand` is empty."""

    person: Person
    stand: str = ""


class EarlierFair(NamedTuple):
    """The net of an earlier fair, in rupiah; `days` is 0 where it is not known."""

    name: str
    net: Rupiah
    days: int = 0


def read_sheet_name(values: PlanValues, table: Mapping[str, Any], where: str) -> str:
    """The relative path of a goods sheet, or an empty text."""
    name = values.text(table, "goods", where)
    path = PurePosixPath(name)
    outside = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name
    if name and (outside or path.suffix.lower() not in SHEETS):
        values.problem("plan_value_invalid", key="goods", where=where)
        return ""
    return name


def read_stand_qris(values: PlanValues, table: Mapping[str, Any], where: str) -> str:
    """The payload of a valid static QRIS code, or an empty text."""
    payload = table.get("qris", "")
    if not isinstance(payload, str):
        values.problem("plan_value_invalid", key="qris", where=where)
        return ""
    try:
        return check_static(payload).payload if payload else ""
    except PosError as error:
        values.problem(error.code, **error.facts)
        return ""


def read_footer(values: PlanValues, table: Mapping[str, Any]) -> str:
    """The line at the foot of receipts; texts that refuse returns are not allowed by law."""
    footer = values.text(table, "receipt_footer", "event", limit=MAX_FOOTER)
    try:
        return check_footer(footer)
    except PosError as error:
        values.problem(error.code, **error.facts)
        return ""


def read_staff(
    values: PlanValues, table: Mapping[str, Any], stands: frozenset[str]
) -> Iterator[PlannedPerson]:
    """Yields the staff; each code may occur once in the whole event."""
    seen: set[str] = set()
    for entry in values.entries(table, "staff"):
        code = values.code(entry.get("code"), "cashier")
        where = f"staff {code}"
        values.unknown_keys(entry, STAFF_KEYS, where)
        values.once(code, seen, "staff")
        name = values.text(entry, "name", where, required=True, limit=MAX_NAME)
        role = _role(values, entry, where)
        stand = values.code(entry["stand"], "stand") if "stand" in entry else ""
        if stand and stand not in stands:
            values.problem("plan_value_invalid", key="stand", where=where)
        yield PlannedPerson(Person(code, name, role), stand)


def _role(values: PlanValues, entry: Mapping[str, Any], where: str) -> Role:
    role = values.text(entry, "role", where, required=True)
    if role in tuple(Role):
        return Role(role)
    if role:
        values.problem("plan_value_invalid", key="role", where=where)
    return Role.CASHIER


def read_earlier(values: PlanValues, table: Mapping[str, Any]) -> EarlierFair | None:
    """The earlier fair to compare with, or None."""
    found = table.get("earlier")
    if found is None:
        return None
    if not isinstance(found, dict):
        values.problem("plan_value_invalid", key="earlier", where="event")
        return None
    values.unknown_keys(found, _EARLIER_KEYS, "earlier")
    name = values.text(found, "name", "earlier", required=True)
    if "net" not in found:
        values.problem("plan_key_missing", key="net", where="earlier")
        return None
    net = values.whole(found, "net", "earlier")
    days = values.whole(found, "days", "earlier") if "days" in found else 0
    if days > MAX_EARLIER_DAYS:
        values.problem("plan_value_invalid", key="days", where="earlier")
    return EarlierFair(name, net, days)
