"""Who asked and who ordered, at the office: contacts opened by its key, and deleted for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.clock import Clock, stamp
from pos_app.dayfile.forget_code import forget_texts
from pos_app.dayfile.sealed_contacts import ContactBox, open_contact
from pos_app.domain.contact import Contact, check_contact_number
from pos_app.errors import MachineError, PosError
from pos_app.office import book_schema
from pos_app.office.book import Book
from pos_app.office.decide.contact_decisions import Forget
from pos_app.office.office_key import office_key
from pos_app.office.orders.inquiries import BookInquiry, contacts_named_in, inquiries_in
from pos_app.services.office.decisions import decide
from pos_app.services.shop.forget_in_files import Cleaned, Forgotten, Gone, clean_file, clean_paths

OPEN, NONE, FORGOTTEN, MISSING, LOCKED = "open", "none", "forgotten", "missing", "locked"
"""What is known of a contact: opened; none noted; deleted; not come yet; no key that opens it."""


@dataclass(frozen=True, slots=True)
class BuyerContact:
    """The contact of an order or inquiry; `state` is one of the five above."""

    state: str
    contact: Contact = Contact()  # noqa: RUF009 - never changes

    def as_json(self) -> dict[str, Any]:
        """Returns the keys that a command adds to an order or inquiry."""
        found = None
        if self.state == OPEN:
            found = {
                "name": self.contact.name,
                "contact": self.contact.contact,
                "note": self.contact.note,
                "photo_bytes": len(self.contact.photo),
            }
        return {"contact": found, "contact_state": self.state}


class ContactsOpened:
    """Opens the contacts of a book, one at a time; without the office's key none."""

    def __init__(self, book: Book, path: Path) -> None:
        self._boxes: Mapping[str, ContactBox] = book.contacts.boxes()
        self._forgotten = book.effective_decisions().forgotten
        self._open = _opener(path)

    def of(self, number: str, digest: str) -> BuyerContact:
        """Returns the contact of a number by the hash in the journal, or why there is none."""
        if not digest:
            return BuyerContact(NONE)
        if number in self._forgotten:
            return BuyerContact(FORGOTTEN)
        box = self._boxes.get(digest)
        if box is None or box.ref != number:
            return BuyerContact(MISSING)
        if self._open is None:
            return BuyerContact(LOCKED)
        try:
            return BuyerContact(OPEN, self._open(box.box))
        except PosError:
            return BuyerContact(LOCKED)


def _opener(path: Path) -> Callable[[bytes], Contact] | None:
    try:
        key = office_key(path)
    except MachineError:
        return None
    return lambda box: open_contact(box, key)


def book_inquiries(path: Path) -> list[tuple[BookInquiry, BuyerContact]]:
    """Returns the inquiries in a book with their contacts. Raises PosError as `Book.open` does."""
    with Book.open(path, writing=False) as book:
        opened = ContactsOpened(book, path)
        found = inquiries_in(book)
    return [(each, opened.of(each.inquiry.number, each.inquiry.contact)) for each in found]


def forget_buyers(
    path: Path, numbers: Sequence[str], clock: Clock, also: Iterable[Path] = ()
) -> Forgotten:
    """Deletes contacts from a book, for good; each is a signed decision that names a number only.

    `also` are day files and folders of them that the office keeps beside the book: they are written
    anew. Raises PosError `contact_number_invalid`, and as `decide` does.
    """
    wanted = tuple(dict.fromkeys(check_contact_number(number) for number in numbers))
    for number in wanted:
        decide(path, Forget(number), clock)
    with Book.open(path) as book:
        gone = book.contacts.forget()
        hashes = {each.hash for each in gone}
        hashes |= {digest for digest, ref in contacts_named_in(book).items() if ref in wanted}
        book.contacts.empty_free_pages()
    cleaned, what = Cleaned(), Gone(frozenset(hashes), tuple(each.box for each in gone))
    if hashes:
        for kept in _copies_of(path):
            clean_file(kept, what, cleaned)
        clean_paths(also, what, cleaned)
    held = {each.ref for each in gone}
    unknown = tuple(number for number in wanted if number not in held)
    return Forgotten(wanted, len(gone), len(cleaned.changed), tuple(cleaned.left), unknown)


def _copies_of(path: Path) -> list[Path]:
    """Returns the damaged books that a restore kept beside the book, with their logs."""
    own = {path, *book_schema.companions(path)}
    found = path.parent.glob(f"{path.name}.*")
    kept = (each for each in found if ".damaged-" in each.name or each.name.endswith(".rebuilt"))
    return sorted(each for each in kept if each.is_file() and each not in own)


def forget_requests(path: Path, clock: Clock) -> dict[tuple[str, str], list[str]]:
    """Returns the signed texts by which tills delete what was forgotten, by stand and till.

    They go out with the office's answers. Raises as `Book.open` and `office_key` do.
    """
    with Book.open(path, writing=False) as book:
        event, forgotten = book.plan.code, sorted(book.effective_decisions().forgotten)
        tills = [(stand.code, till) for stand in book.plan.stands for till in stand.tills]
    if not forgotten:
        return {}
    signer, at = office_key(path), stamp(clock.now())
    found = {}
    for stand, till in tills:
        mine = [number for number in forgotten if _is_of(number, stand, till)]
        if mine:
            found[stand, till] = forget_texts(event, mine, at, signer.public_hex, signer.sign)
    return found


def _is_of(number: str, stand: str, till: str) -> bool:
    """Whether a seat of that till may have given out the number."""
    _, its_stand, place, _ = number.split("-")
    seat = place.removeprefix(till)
    return its_stand == stand and place.startswith(till) and (not seat or seat.isalpha())
