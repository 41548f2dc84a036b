"""Buyers' contacts while a fault is injected: noted with their order or inquiry, and forgotten."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pos_app.dayfile.signing import signer_of
from pos_app.errors import PosError
from pos_app.messages import problem_json
from pos_app.services.orders import forgetting, inquiries
from pos_app.services.ring import ring_line
from pos_app.services.safety import backup, safety_folder
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.store import contacts as contact_store
from support.byte_search import holding, runs_of
from support.fault_scenarios import EVENING, Left, Scenario, answers, is_sound
from support.orders import order, qris
from support.shops import clock_at, make_shop

OFFICE = signer_of(bytes(range(32)))
WHO = {"name": "Jane Doe", "contact": "+61 412 345 678", "note": "after five"}


def till_of_office(folder: Path) -> Shop:
    """An open till that seals contacts to an office's key."""
    shop = make_shop(folder)
    shop.settings.set(setting_keys.OFFICE_KEY, OFFICE.public_hex)
    return shop


def inquiry_requests(count: int) -> list[dict[str, Any]]:
    """Inquiries, each of a guest with a contact."""
    return [
        {"ref": f"i{n}", "pieces": ["A"], "country": "AU", "consent": True, **WHO}
        for n in range(count)
    ]


def order_requests(count: int) -> list[dict[str, Any]]:
    """Orders, each of a buyer with a contact."""
    return [{"ref": f"o{n}", "order": order(**WHO), "tenders": qris(450_000)} for n in range(count)]


def send(shop: Shop, requests: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers to requests for orders and inquiries."""
    found: list[dict[str, Any]] = []
    for request in requests:
        line = json.dumps(request).encode()
        if "order" in request:
            found.append(dict(ring_line(shop, line, problem_json)))
        else:
            found += map(dict, inquiries.inquiry_lines(shop, [line], problem_json))
    return found


def boxes(shop: Shop) -> dict[str, str]:
    """The number of each sealed contact that is stored, by its hash."""
    rows = shop.database.execute("SELECT hash, ref FROM contacts WHERE length(box) > 0").fetchall()
    return {str(found): str(ref) for found, ref in rows}


def named(shop: Shop) -> dict[str, str]:
    """The number of each contact that the journal names and nobody forgot, by its hash."""
    found: dict[str, str] = {}
    for fact in shop.journal.facts_of("inquiry", "deposit", "forget"):
        told = fact.get("order", fact)
        if fact["kind"] == "forget":
            for gone in fact["contacts"]:
                found.pop(gone, None)
        elif told["contact"]:
            found[told["contact"]] = told["number"]
    return found


def _noted(name: str, tmp: Path, command: str, requests: list[dict[str, Any]]) -> Scenario:
    """Requests with contacts; sent again, each is there once, with the box that its row names."""
    till = tmp / "till"
    till_of_office(till).close()

    def check(left: Sequence[Path], said: bytes) -> Left:
        told = {answer["ref"]: answer for answer in answers(said)}
        try:
            with open_shop(left[0], clock_at(EVENING)) as shop:
                torn = int(boxes(shop) != named(shop))
                rows = Counter(named(shop).values())
                numbers = [a.get("order") or a["inquiry"] for a in told.values()]
                lost = sum(not rows[number] for number in numbers)
                later = {answer["ref"]: answer for answer in send(shop, requests)}
                torn += int(boxes(shop) != named(shop))
                doubled = len(named(shop)) - len(requests)
        except PosError:
            return Left(len(told), len(told), 0, 1)
        lost += sum(later[ref] != answer for ref, answer in told.items())
        lost += sum(not answer["ok"] for answer in later.values())
        return Left(len(told), lost, max(0, doubled), torn + int(not is_sound(left[0])))

    arguments = ("--data", str(till), "--clock", EVENING, "till", command)
    feed = "".join(json.dumps(request) + "\n" for request in requests)
    return Scenario(name, (till,), arguments, check, feed)


def an_inquiry(tmp: Path) -> Scenario:
    """Four inquiries with contacts."""
    return _noted("inquiry", tmp, "inquiry", inquiry_requests(4))


def an_order_of_somebody(tmp: Path) -> Scenario:
    """Four orders with contacts."""
    return _noted("order with a contact", tmp, "ring", order_requests(4))


def a_forgetting(tmp: Path) -> Scenario:
    """An order's and an inquiry's contact are forgotten, another one of each stays.

    One that was said to be forgotten is nowhere. A second try ends it, and everything else is
    there as it was.
    """
    till, stick, copies = (tmp / name for name in ("till", "stick", "copies"))
    for folder in (stick, copies):
        folder.mkdir()
    with till_of_office(till) as shop:
        safety_folder.set_safety(shop, stick)
        noted = send(shop, [*order_requests(2), *inquiry_requests(2)])
        numbers = [answer.get("order") or answer["inquiry"] for answer in noted]
        kept = {n: contact_store.contacts_of(shop.database, n)[-1] for n in numbers}
        assert shop.safety and shop.safety.catch_up(60)
    backup.back_up(till, copies)
    gone, stays = numbers[::2], numbers[1::2]
    secret = [run for n in gone for box in (kept[n].box, kept[n].own) for run in runs_of(box)]

    def check(left: Sequence[Path], said: bytes) -> Left:
        told = answers(said)
        done = bool(told) and not told[0]["left"]
        lost = len(holding(secret, *left)) if done else 0
        try:
            with open_shop(left[0], clock_at(EVENING)) as shop:
                torn = int(boxes(shop) != named(shop))
                again = forgetting.forget_contacts(shop, gone)
                lost += sum(not contact_store.contacts_of(shop.database, n) for n in stays)
                torn += len(again.left) + int(boxes(shop) != named(shop))
                torn += sum(len(contact_store.contacts_of(shop.database, n)) for n in gone)
        except PosError:
            return Left(len(told), lost, 0, 1)
        torn += len(holding(secret, *left))
        for n in stays:
            lost += int(len(holding(runs_of(kept[n].box), *left)) < len(left))
        return Left(len(told), lost, 0, torn + int(not is_sound(left[0])))

    arguments = ("--data", str(till), "--clock", EVENING, "till", "forget", *gone, "--json")
    return Scenario("forget", (till, stick, copies), arguments, check, in_place=True)
