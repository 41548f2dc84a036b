"""The interim total: what the open day has sold so far, signed for the office.

It may be given out at any time and as often as wanted; nobody has to count the drawer for it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pos_app.clock import parse_stamp
from pos_app.dayfile.interim_qr import InterimFacts, interim_qr_text
from pos_app.domain.money import Rupiah
from pos_app.errors import PosError
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.services.answer_once import answer_once
from pos_app.services.day import business_day
from pos_app.services.day.day_figures import day_figures
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop
from pos_app.store import orders as order_store
from pos_app.store import sales as sale_store

if TYPE_CHECKING:
    from pos_app.store.journal import JournalRow

KIND, ON = "interim", "on"
EVERY_S = 3600
"""How often a total is made by the clock, where the lead wants it."""


@dataclass(frozen=True, slots=True)
class Interim:
    """An interim total: `text` is the signed text of its QR code, `facts` what that says."""

    text: str
    facts: InterimFacts

    @property
    def code(self) -> str:
        """The short code to compare by telephone, as `3C46-4DAF`."""
        return self.facts.code

    @property
    def sales(self) -> int:
        """How many sales the day had so far, without voided ones."""
        return self.facts.sales

    @property
    def net(self) -> Rupiah:
        """The net of the day so far, in rupiah."""
        return self.facts.net

    def as_json(self) -> dict[str, Any]:
        """Returns the total as `till interim --json` prints it; orders only if there are some."""
        names: tuple[str, ...] = ("day", "at", "sales", "net", "last_number", "seq", "head")
        names += ("orders", "ordered", "deposits") if self.facts.orders else ()
        found = {name: getattr(self.facts, name) for name in names}
        return {"text": self.text, "code": self.code, **found}


def make_interim(shop: Shop, *, cashier: str = "", ref: str = "") -> Interim:
    """Notes the total of the open day so far in the journal and returns it signed.

    `cashier` is empty for the person who opened the day. Sent again with the same `ref`, the first
    total comes. Raises PosError `till_not_open`, `ref_reused`; MachineError `key_missing`,
    `key_damaged`, before anything is noted.
    """
    shop.signer()
    rows: list[int] = []
    found = answer_once(
        shop,
        ref,
        {"interim": True},
        lambda: rows.append(_note(shop, cashier)),
        lambda: {"seq": rows[-1] if rows else shop.journal.head().seq},
    )
    return interim_of_row(shop, found["seq"])


def _note(shop: Shop, cashier: str) -> int:
    with shop.transaction():
        day = shop.require_open()
        totals = business_day.today_totals(shop)
        _, last_number = sale_store.count_documents(shop.database)
        fact = {"day": day.day, "revision": day.revision, "sales": totals.sales}
        fact |= {"net": totals.net, "last_number": last_number, **_orders(shop)}
        by = shop.person(cashier, day.cashier)
        return shop.record(KIND, fact, at=shop.now(), by=by)


def _orders(shop: Shop) -> dict[str, int]:
    """The orders of the day so far; nothing without orders, so that such rows stay as they were."""
    if not order_store.any_order(shop.database):
        return {}
    found = day_figures(shop)
    told = {"orders": found.orders, "ordered": found.ordered, "deposits": found.deposits}
    return told if found.orders else {}


def interim_of_row(shop: Shop, seq: int) -> Interim:
    """Returns the total that was noted in a journal row. Raises PosError `interim_unknown`."""
    row = shop.journal.row(seq)
    if row is None or json.loads(row.payload)["kind"] != KIND:
        raise PosError("interim_unknown", row=seq)
    return _signed(shop, row)


def newest_interim(shop: Shop) -> Interim | None:
    """Returns the newest total of the open day; None before the first, or when none is open."""
    day, found = business_day.current_day(shop), shop.journal.newest_of(KIND)
    if day is None or found is None or json.loads(found[1])["day"] != day.day:
        return None
    return interim_of_row(shop, found[0])


def make_if_due(shop: Shop) -> Interim | None:
    """Makes a total where the setting wants one every hour and the last hour has none.

    The hour counts from the newest total of the day, or from its opening. Raises as `make_interim`.
    """
    day = business_day.current_day(shop)
    if day is None or shop.settings.get(setting_keys.INTERIM_HOURLY) != ON:
        return None
    newest = newest_interim(shop)
    since = parse_stamp(newest.facts.at if newest else day.opened_at)
    passed = (shop.clock.now() - since).total_seconds()
    return make_interim(shop) if passed >= EVERY_S else None


def _signed(shop: Shop, row: JournalRow) -> Interim:
    """Signs what a row states; the same row and key give the same text."""
    fact, identity, signer = json.loads(row.payload), shop.identity, shop.signer()
    facts = InterimFacts(
        event=identity.event,
        stand=identity.stand,
        till=identity.till,
        seat=identity.seat,
        till_id=identity.till_id,
        day=fact["day"],
        revision=fact["revision"],
        at=fact["at"],
        sales=fact["sales"],
        net=fact["net"],
        last_number=fact["last_number"],
        seq=row.seq,
        head=row.hash.hex(),
        key=signer.public_hex,
        enrolled=shop.settings.get(setting_keys.ENROLMENT),
        training=identity.training,
        **{name: fact.get(name, 0) for name in ("orders", "ordered", "deposits")},
    )
    return Interim(interim_qr_text(facts, signer.sign), facts)


def interim_message(interim: Interim, lang: LanguageCode = DEFAULT_LANGUAGE) -> str:
    """Returns a total as a chat message: a sentence for people, then the text for the office."""
    from pos_app.services.day.chat_messages import interim_sentence

    return f"{interim_sentence(interim.facts, lang)}\n{interim.text}"
