"""The contacts of buyers at the till: kept sealed, read by a lead, dropped when no longer needed.

A contact is sealed to the key of the office that handed out the stand pack. Beside it the till
keeps a copy that only this laptop can read, while it is needed: an order's until the order is
delivered or cancelled, an inquiry's until its day is closed. A till without an office's key has
only that copy; such a contact does not travel.
"""

from __future__ import annotations

from pos_app.domain.contact import Contact, check_contact_number
from pos_app.errors import PosError
from pos_app.languages import DEFAULT_LANGUAGE, LANGUAGES, LanguageCode
from pos_app.services.shop.setting_keys import OFFICE_KEY
from pos_app.services.shop.shop import Shop
from pos_app.services.staff import people
from pos_app.store import contacts as contact_store
from pos_app.store.contacts import StoredContact
from pos_app.texts import text

_FOREIGN_LANGUAGE = "en"


def consent_language(country: str) -> LanguageCode:
    """Returns the language in which a buyer from `country` (ISO 3166-1, or empty) is asked."""
    asked = "id" if country in ("", "ID") else country.lower()
    known = asked if asked in LANGUAGES else _FOREIGN_LANGUAGE
    return known if known in LANGUAGES else DEFAULT_LANGUAGE


def consent_text(lang: LanguageCode) -> str:
    """Returns what a buyer agrees to before a contact is kept."""
    return text("contacts", "consent", lang)


def travels(shop: Shop) -> bool:
    """Returns whether a contact kept now reaches the office: the till knows the office's key."""
    return bool(shop.settings.get(OFFICE_KEY))


def keep_contact(shop: Shop, ref: str, contact: Contact, consent_at: str) -> str:
    """Keeps the contact of the order or inquiry `ref` in the running transaction.

    Returns the hash for the journal; empty where there is nothing to keep. Raises PosError
    `contact_needs_consent` without the time of the consent; MachineError `key_missing`,
    `key_damaged`.
    """
    from pos_app.dayfile.sealed_contacts import box_hash, lock_own, seal_contact

    if not contact:
        return ""
    if not consent_at:
        raise PosError("contact_needs_consent")
    office, own = shop.settings.get(OFFICE_KEY), lock_own(contact, shop.signer())
    box = seal_contact(contact, office) if office else b""
    found = box_hash(box or own)
    contact_store.insert_contact(shop.database, StoredContact(found, ref, box, own))
    return found


def drop_own_copy(shop: Shop, ref: str) -> None:
    """Drops this till's own copy in the running transaction: the order is no longer open."""
    contact_store.drop_own(shop.database, ref)


def may_read(shop: Shop, by: str) -> bool:
    """Returns whether `by` is a lead with a PIN, who alone reads contacts."""
    return any(
        each.code == by and each.is_lead and each.has_pin and each.active for each in people(shop)
    )


def read_contact(shop: Shop, number: str, *, by: str) -> Contact:
    """Returns the contact of an open order or inquiry to the lead `by`, whose PIN was checked.

    The journal notes who read it. Raises PosError `contact_number_invalid`,
    `contact_needs_lead` unless `by` is a lead with a PIN, `contact_unknown` where there is none,
    `contact_sealed` where only the office can open it, `contact_unreadable`; MachineError
    `key_missing`, `key_damaged`.
    """
    from pos_app.dayfile.sealed_contacts import open_own

    number = check_contact_number(number)
    if not may_read(shop, by):
        raise PosError("contact_needs_lead")
    kept = contact_store.contacts_of(shop.database, number)
    if not kept:
        raise PosError("contact_unknown", number=number)
    if not kept[-1].own:
        raise PosError("contact_sealed", number=number)
    found = open_own(kept[-1].own, shop.signer())
    with shop.transaction():
        shop.record("contact_read", {"number": number}, at=shop.now(), by=by)
    return found
