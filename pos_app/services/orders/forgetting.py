"""Deleting the contact of a buyer who asks for it: at once, for good, and wherever the till put it.

The order or inquiry stays, without a name: it is money and goods. What is deleted goes from the
database and its free pages, the write-ahead log, the twin, the safety folder, the backups that the
program made and the day files that it wrote. A place that cannot be reached now is told by name;
the safety folder is done by itself when it is there again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pos_app.dayfile.forget_code import read_forget_text
from pos_app.dayfile.sealed_contacts import named_contacts
from pos_app.domain.contact import check_contact_number
from pos_app.errors import MachineError, PosError
from pos_app.services.shop import setting_keys
from pos_app.services.shop.forget_in_files import (
    Cleaned,
    Forgotten,
    Gone,
    backup_folders,
    clean_folder,
    clean_paths,
    clean_twin,
)
from pos_app.services.shop.safety_check import folder_name
from pos_app.services.shop.shop import KEY_NAME, Shop
from pos_app.services.staff import check_lead
from pos_app.store import contacts as contact_store
from pos_app.store import handover as handover_store
from pos_app.store.contacts import StoredContact
from pos_app.store.database import FILE_NAME
from pos_app.store.forget_database import empty_free_pages
from pos_app.store.journal import TWIN_NAME

BY_TILL, BY_OFFICE = "till", "office"
_OWN_FILES = frozenset((FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", TWIN_NAME, KEY_NAME))
_SAFETY_SECONDS = 10.0


def forget_contacts(shop: Shop, numbers: Sequence[str], *, by: str = "") -> Forgotten:
    """Deletes the contacts of orders and inquiries; asked again, it cleans what was not reached.

    Raises PosError `contact_number_invalid`, `contact_unknown` where the till knows no contact of
    any of the numbers, `lead_needed` where the till has PINs and `by` is no lead.
    """
    check_lead(shop, by)
    wanted = tuple(dict.fromkeys(check_contact_number(number) for number in numbers))
    return _forget(shop, wanted, BY_TILL, by)


def forget_by_text(shop: Shop, text: str) -> Forgotten:
    """Deletes what the till's own office asks for by a signed text.

    Raises PosError `forget_unreadable`, `forget_not_signed`, `forget_other_office`,
    `forget_other_event`.
    """
    asked = read_forget_text(text)
    if asked.key != shop.settings.get(setting_keys.OFFICE_KEY):
        raise PosError("forget_other_office", key=asked.key[:16])
    if asked.event != shop.identity.event:
        raise PosError("forget_other_event", event=asked.event, own=shop.identity.event)
    return _forget(shop, asked.numbers, BY_OFFICE, "")


def _forget(shop: Shop, numbers: tuple[str, ...], how: str, by: str) -> Forgotten:
    hashes = _hashes_of(shop, numbers)
    known = [number for number in numbers if hashes[number]]
    unknown = tuple(number for number in numbers if not hashes[number])
    if not known and how == BY_TILL:
        raise PosError("contact_unknown", number=numbers[0])
    kept = [each for number in known for each in contact_store.contacts_of(shop.database, number)]
    with shop.turn:
        if known:
            _delete(shop, {number: hashes[number] for number in known}, kept, how, by)
        cleaned = clean_everywhere(shop, kept)
    return Forgotten(tuple(known), len(kept), len(cleaned.changed), tuple(cleaned.left), unknown)


def _hashes_of(shop: Shop, numbers: Iterable[str]) -> dict[str, list[str]]:
    """Returns the hashes of the contacts of each number: in the table, and as the journal names."""
    named = named_contacts(list(shop.journal.facts_of("inquiry", "deposit", "order_change")))
    found = {}
    for number in numbers:
        stored = [each.hash for each in contact_store.contacts_of(shop.database, number)]
        told = [each for each, ref in named.items() if ref == number]
        found[number] = list(dict.fromkeys((*stored, *told)))
    return found


def _delete(
    shop: Shop,
    hashes: dict[str, list[str]],
    kept: Sequence[StoredContact],
    how: str,
    by: str,
) -> None:
    """Deletes the rows and notes it; a number of which everything is gone is not noted again."""
    stored = {each.ref for each in kept}
    done = {
        number
        for fact in shop.journal.facts_of(contact_store.FORGET)
        for number in [fact["number"]]
    }
    with shop.transaction():
        for number, gone in hashes.items():
            if number in stored or number not in done:
                fact = {"number": number, "contacts": gone, "how": how}
                shop.record("forget", fact, at=shop.now(), by=by)
            contact_store.delete_contacts(shop.database, gone)


def clean_everywhere(shop: Shop, kept: Sequence[StoredContact] = ()) -> Cleaned:
    """Takes everything that was ever forgotten out of every place that the till knows."""
    facts = shop.journal.facts_of(contact_store.FORGET)
    hashes = frozenset(each for fact in facts for each in fact["contacts"])
    boxes = tuple(part for each in kept for part in (each.box, each.own) if part)
    gone, cleaned = Gone(hashes, boxes), Cleaned()
    if not hashes:
        return cleaned
    _clean_twin(shop, gone, cleaned)
    try:
        empty_free_pages(shop.database)
    except MachineError:
        cleaned.left.append(shop.database.path)
    clean_folder(shop.folder, gone, cleaned, _OWN_FILES)
    _clean_safety(shop, gone, cleaned)
    clean_paths(backup_folders(shop.folder), gone, cleaned)
    clean_paths(handover_store.export_paths(shop.database), gone, cleaned)
    return cleaned


def _clean_twin(shop: Shop, gone: Gone, cleaned: Cleaned) -> None:
    if shop.twin is None or not shop.twin.path.exists():
        return
    shop.twin.flush()
    shop.stop_checking()
    try:
        if clean_twin(shop.twin.path, gone.hashes):
            cleaned.changed.append(shop.twin.path)
            shop.checked = None
    except OSError:
        cleaned.left.append(shop.twin.path)


def _clean_safety(shop: Shop, gone: Gone, cleaned: Cleaned) -> None:
    """Cleans the safety folder while nothing writes to it; a missing one later."""
    folder = shop.settings.get(setting_keys.SAFETY_FOLDER)
    if not folder:
        return
    target = Path(folder) / folder_name(shop.identity)
    if shop.safety is not None:
        shop.safety.catch_up(_SAFETY_SECONDS)
        shop.safety.close(_SAFETY_SECONDS)
    if target.is_dir():
        clean_folder(target, gone, cleaned, {KEY_NAME})
    else:
        cleaned.left.append(target)
    if shop.safety is not None:
        shop.start_safety()
