"""Finding orders and inquiries by the name of a buyer, for a lead, where this till can read it."""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.errors import PosError
from pos_app.services.orders.contacts import may_read
from pos_app.services.shop.shop import Shop
from pos_app.store import contacts as contact_store

MOST_FOUND = 20


def numbers_by_name(shop: Shop, numbers: Iterable[str], text: str, *, by: str) -> list[str]:
    """Returns which of `numbers` have a buyer with every word of `text` in name or contact.

    `by` is a lead whose PIN was checked. The journal notes each contact that was found as read.
    Raises PosError `contact_needs_lead`, `contact_too_many` for more than 20; MachineError
    `key_missing`, `key_damaged`.
    """
    from pos_app.dayfile.sealed_contacts import open_own

    if not may_read(shop, by):
        raise PosError("contact_needs_lead")
    signer, words, found = shop.signer(), text.casefold().split(), []
    for number in numbers:
        kept = contact_store.contacts_of(shop.database, number)
        if not words or not kept or not kept[-1].own:
            continue
        contact = open_own(kept[-1].own, signer)
        told = f"{contact.name} {contact.contact}".casefold()
        if all(word in told for word in words):
            found.append(number)
    if len(found) > MOST_FOUND:
        raise PosError("contact_too_many", limit=MOST_FOUND, found=len(found))
    if found:
        with shop.transaction():
            for number in found:
                shop.record("contact_read", {"number": number}, at=shop.now(), by=by)
    return found
