"""Noting inquiries, and listing them: who may order later, of what, and from whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from pos_app.clock import parse_day, parse_stamp, stamp
from pos_app.domain.cart import Cart
from pos_app.domain.contact import Contact, made_contact
from pos_app.domain.inquiry import (
    KIND,
    Business,
    Inquiry,
    Piece,
    check_inquiry,
    inquiry_number,
    inquiry_of,
)
from pos_app.domain.journal import canonical
from pos_app.errors import PosError, Problem
from pos_app.languages import LANGUAGES
from pos_app.services.answer_once import answer_once
from pos_app.services.catalogue.product_lookup import all_makers
from pos_app.services.known_requests import PrivateRequest, private_request
from pos_app.services.orders.contacts import consent_language, keep_contact
from pos_app.services.selling.ring_values import parse_line
from pos_app.services.shop.shop import Shop
from pos_app.services.shop.start_check import as_machine_errors
from pos_app.store import catalogue as catalogue_store
from pos_app.store import inquiries as inquiry_store

__all__ = ["Business", "Inquiry", "InquiryAsked", "list_inquiries", "note_inquiry"]

Explain = Callable[[PosError | Problem], Mapping[str, Any]]
Json = dict[str, Any]
MAX_FACT = 24_000
"""Bytes of a journal row: far below what a cell of a day file may have."""
_PERSONAL = frozenset(("name", "contact", "note"))
_KEYS = _PERSONAL | {
    *("ref", "pieces", "makers", "country", "business", "about_qty", "due", "warm", "lang"),
    *("consent", "at", "cashier"),
}


@dataclass(frozen=True, slots=True)
class InquiryAsked:
    """What is noted of a guest: codes of products or makers, and how likely an order is.

    `consent`: the guest agreed that `contact` is kept. `lang` is what they read; empty for the
    language of their country. `at` is set by a replay only.
    """

    pieces: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()
    country: str = ""
    business: str = Business.OWN
    about_qty: int = 0
    due: str = ""
    warm: int = 2
    lang: str = ""
    contact: Contact = Contact()  # noqa: RUF009 - never changes
    consent: bool = False
    cashier: str = ""
    at: str | None = None


def note_inquiry(shop: Shop, asked: InquiryAsked, *, ref: str = "") -> Inquiry:
    """Notes an inquiry and keeps its contact, in one transaction; with the same `ref` once.

    Raises PosError `till_not_open`, `inquiry_empty`, `inquiry_too_long`, `inquiry_number_invalid`,
    `inquiry_business_unknown`, `unknown_code`, `ambiguous_code`, `inquiry_maker_unknown`,
    `country_invalid`, `day_invalid`, `contact_needs_consent`, `ref_reused`; MachineError
    `key_missing`, `key_damaged`.
    """
    written: list[Inquiry] = []
    answer = answer_once(
        shop,
        ref,
        _known_by(shop, asked) if ref else {},
        lambda: _write(shop, asked, written),
        lambda: {**written[0].fact(), "at": written[0].at, "by": written[0].by},
    )
    # The journal of a laptop that took over has no row for an inquiry of an earlier day.
    return written[0] if written else inquiry_of(answer)


def _known_by(shop: Shop, asked: InquiryAsked) -> Json | PrivateRequest:
    """Returns by what the same request is known again, without the contact itself."""
    told = {field.name: getattr(asked, field.name) for field in fields(asked)}
    contact = told.pop("contact")
    who = [contact.name, contact.contact, contact.note, contact.photo.hex()]
    known = {"inquiry": told}
    return private_request(shop, known, who) if contact else known


def _checked(shop: Shop, asked: InquiryAsked) -> Inquiry:
    """Returns the inquiry without its number and contact. Raises as `note_inquiry`."""
    check_inquiry(len(asked.pieces), len(asked.makers), asked.about_qty, asked.warm)
    country = Cart().with_country(asked.country).country
    if asked.business not in tuple(Business):
        raise PosError("inquiry_business_unknown", business=asked.business[:40])
    if asked.contact and not asked.consent:
        raise PosError("contact_needs_consent")
    known = {maker.code.casefold(): maker.code for maker in all_makers(shop)}
    return Inquiry(
        number="",
        at=asked.at or "",
        by=asked.cashier,
        pieces=tuple(_piece(shop, code) for code in asked.pieces),
        makers=tuple(_maker(known, code) for code in asked.makers),
        country=country,
        business=Business(asked.business),
        about_qty=asked.about_qty,
        due=parse_day(asked.due).isoformat() if asked.due else "",
        warm=asked.warm,
        lang=asked.lang if asked.lang in LANGUAGES else consent_language(country),
    )


def _piece(shop: Shop, code: str) -> Piece:
    found = catalogue_store.products_by_code(shop.database, code) if code.strip() else []
    if not found:
        raise PosError("unknown_code", code=code[:60])
    if len(found) > 1:
        names = ", ".join(f"{product.name} ({product.maker})" for product in found[:3])
        raise PosError("ambiguous_code", code=code[:60], products=names)
    return Piece(found[0].sku, found[0].name, found[0].maker)


def _maker(known: Mapping[str, str], code: str) -> str:
    found = known.get(code.strip().casefold())
    if found is None:
        raise PosError("inquiry_maker_unknown", maker=code[:60])
    return found


def _write(shop: Shop, asked: InquiryAsked, written: list[Inquiry]) -> None:
    found = _checked(shop, asked)
    with shop.transaction():
        day = shop.require_open()
        at = asked.at or shop.now()
        running = inquiry_store.newest_running(shop.journal) + 1
        number = inquiry_number(shop.identity, running)
        consent = at if asked.contact else ""
        kept = keep_contact(shop, number, asked.contact, consent)
        by = shop.person(asked.cashier, day.cashier)
        whole = replace(found, number=number, at=at, by=by, contact=kept, consent_at=consent)
        fact = whole.fact()
        if len(canonical(fact)) > MAX_FACT:
            raise PosError("inquiry_too_long", limit=len(found.pieces) // 2)
        shop.record(KIND, fact, at=at, by=by, replayed=asked.at is not None)
        written.append(whole)


def list_inquiries(shop: Shop) -> list[Inquiry]:
    """Returns the till's inquiries in order; their contacts are not in them."""
    return inquiry_store.inquiries(shop.journal)


def inquiry_lines(shop: Shop, lines: Iterable[bytes], explain: Explain) -> Iterator[Json]:
    """Yields an answer for each line that is not blank; a refused one does not stop the others.

    `explain` turns an error into the problem that the answer carries.
    """
    for line in lines:
        if line.strip():
            yield _answer(shop, line, explain)


def _answer(shop: Shop, line: bytes, explain: Explain) -> Json:
    ref: object = None
    try:
        request = parse_line(line)
        ref = request.get("ref")
        if not isinstance(ref, str) or not ref:
            raise PosError("ref_missing")
        with as_machine_errors():
            found = note_inquiry(shop, _asked(request), ref=ref)
    except PosError as error:
        return {"ref": ref, "ok": False, "problems": [dict(explain(error))]}
    told = {"at": found.at, "has_contact": bool(found.contact)}
    return {"ref": ref, "ok": True, "inquiry": found.number, **told}


def _asked(request: Json) -> InquiryAsked:
    """Returns what a request asks for. Raises PosError."""
    unknown = sorted(set(request) - _KEYS)
    if unknown:
        raise PosError("key_unknown", key=unknown[0][:40])
    personal = (request.get(key, "") for key in ("name", "contact", "note"))
    return InquiryAsked(
        pieces=_texts(request, "pieces"),
        makers=_texts(request, "makers"),
        country=_short(request, "country"),
        business=_short(request, "business", Business.OWN),
        about_qty=_whole(request, "about_qty", 0),
        due=_short(request, "due"),
        warm=_whole(request, "warm", 2),
        lang=_short(request, "lang"),
        contact=made_contact(*personal),
        consent=request.get("consent") is True,
        cashier=_short(request, "cashier"),
        at=stamp(parse_stamp(_short(request, "at"))) if "at" in request else None,
    )


def _texts(request: Json, key: str) -> tuple[str, ...]:
    found = request.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise PosError("text_invalid", field=key)
    return tuple(found)


def _short(request: Json, key: str, default: str = "") -> str:
    found = request.get(key, default)
    if not isinstance(found, str) or len(found) > 60 or not found.isprintable():
        raise PosError("text_invalid", field=key)
    return found


def _whole(request: Json, key: str, default: int) -> int:
    found = request.get(key, default)
    if isinstance(found, bool) or not isinstance(found, int):
        raise PosError("inquiry_number_invalid", field=key)
    return found
