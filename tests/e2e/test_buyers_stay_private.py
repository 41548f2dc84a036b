"""Names and contacts of buyers on their way: never in plain, and after `forget` not at all."""

from __future__ import annotations

import json
import logging
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.byte_search import holding, runs_of, spellings_of
from support.fair_plan import make_packs
from support.orders import cancel, deliver, order, qris
from support.shops import cash, clock_at, ring

from pos_app.dayfile.sealed_contacts import ContactBox
from pos_app.domain.sale import SaleKind
from pos_app.logs import log_fault, log_to, stop_logging
from pos_app.messages import problem_json
from pos_app.office.book import Book
from pos_app.office.intake.book_check import check_book
from pos_app.services.day import business_day, closing, day_export
from pos_app.services.office.acknowledgements import write_acknowledgements
from pos_app.services.office.board import board_of_book
from pos_app.services.office.buyer_list import buyer_list, write_sheet
from pos_app.services.office.buyers import forget_buyers, forget_requests
from pos_app.services.office.event_book import book_status, merge_into
from pos_app.services.office.order_list import orders_in_book
from pos_app.services.office.publishing import publish_book
from pos_app.services.office.reports import write_report
from pos_app.services.orders import forgetting, inquiries
from pos_app.services.paper.receipts import save_maker_slip, save_receipt
from pos_app.services.ring import ring_lines
from pos_app.services.safety import backup, safety_folder
from pos_app.services.safety.takeover import take_over
from pos_app.services.selling.stored_sales import list_sales
from pos_app.services.shop.pack_setup import check_pack, set_up_from_pack
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.services.support.bundle import write_bundle
from pos_app.store import contacts as contact_store

NIGHT = clock_at("2023-10-25T21:00:00+08:00")
SCRIPTS = ("Sitti Rahmañ", "Øystein Kjærgård", "سلمى الهاشمي", "김서연 대표", "Jane 🧶 Doe-Smythe")


@dataclass(frozen=True)
class Guest:
    """A guest as they were noted, and the sealed box of their contact."""

    name: str
    phone: str
    note: str
    number: str
    box: ContactBox
    own: bytes

    @property
    def plain(self) -> list[bytes]:
        """How a file would hold something of this guest in plain."""
        return [each for text in (self.name, self.phone, self.note) for each in spellings_of(text)]


@contextmanager
def logging_everything(folder: Path) -> Iterator[None]:
    """Every log entry goes to the till's log, as it does when help is asked for."""
    log_to(folder)
    logger = logging.getLogger()
    before = logger.level
    logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.setLevel(before)
        stop_logging()


def note_guest(shop: Shop, chance: random.Random, count: int) -> Guest:
    """A guest who asked or who ordered, by turns."""
    name = f"{chance.choice(SCRIPTS)} {chance.getrandbits(40):x}"
    phone = f"+{chance.randrange(10**11, 10**12)}"
    note = f"tunggu {chance.getrandbits(50):x}"
    who = {"name": name, "contact": phone, "note": note}
    country = chance.choice(("AU", "KR", "ID", ""))
    if count % 2:
        terms = order(country=country, due="", size=f"{chance.randrange(30, 90)} cm", **who)
        asked = {"order": terms, "tenders": qris(450_000)}
    else:
        business = chance.choice(("own", "shop", "export"))
        asked = {"pieces": ["A"], "country": country, "business": business, "consent": True, **who}
    line = json.dumps({"ref": f"guest-{count}", **asked}, ensure_ascii=bool(chance.randrange(2)))
    tell = ring_lines if count % 2 else inquiries.inquiry_lines
    answer, again = tell(shop, [line.encode()] * 2, problem_json)
    assert answer["ok"] and again == answer, (answer, again)
    number = answer["order"] if count % 2 else answer["inquiry"]
    (kept,) = contact_store.contacts_of(shop.database, number)
    box = ContactBox(kept.hash, kept.ref, kept.box)
    return Guest(name, phone, note, number, box, kept.own)


def fail_with(guest: Guest) -> None:
    """An unexpected error while a contact is in hand: what a crash report would say of it."""
    from pos_app.domain.contact import made_contact

    try:
        raise RuntimeError(made_contact(guest.name, guest.phone, guest.note))
    except RuntimeError as error:
        log_fault(error)


class Fair:
    """A till with a safety folder, a laptop that took it over, and the office."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        self.till, self.second, self.stick = (folder / n for n in ("till", "second", "stick"))
        self.out, self.book = folder / "out", folder / "office" / "book.db"
        for each in (self.stick, self.out, folder / "copies"):
            each.mkdir(parents=True)
        packs = make_packs(folder / "office")
        set_up_from_pack(self.till, check_pack(packs["A07-1"].path), clock_at()).close()
        self.guests: list[Guest] = []
        self.settled: list[Guest] = []

    def play(self) -> None:
        """Two laptops sell and note guests, everything is handed over, reported, published."""
        with open_shop(self.till, clock_at()) as shop, logging_everything(self.till):
            safety_folder.set_safety(shop, self.stick)
            business_day.open_till(shop, 0)
            self._sell_and_note(shop, 6)
            assert shop.safety and shop.safety.catch_up(60)
            fail_with(self.guests[0])
            self._settle(shop, self.guests[1], self.guests[3])
        backup.back_up(self.till, self.folder / "copies")
        target = next(path for path in self.stick.iterdir() if path.is_dir())
        take_over(self.second, [target], clock_at())
        self._end_day(self.till)
        with open_shop(self.second, clock_at()) as shop, logging_everything(self.second):
            self._sell_and_note(shop, 2)
        self._end_day(self.second)
        self._report()

    def _sell_and_note(self, shop: Shop, guests: int) -> None:
        for _ in range(guests):
            sold = ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
            assert sold["ok"], sold
            self.guests.append(note_guest(shop, self.chance, len(self.guests)))

    def _settle(self, shop: Shop, delivered: Guest, cancelled: Guest) -> None:
        """Two orders are over: the till needs its own copies of their contacts no more."""
        assert deliver(shop, delivered.number)["ok"]
        assert cancel(shop, cancelled.number, 50_000)["ok"]
        self.settled = [delivered, cancelled]
        papers = self.folder / "papers"
        papers.mkdir()
        for each in list_sales(shop):
            save_receipt(shop, each.number, papers / f"{each.number}.pdf", 58, "both")
            if each.kind == SaleKind.DEPOSIT:
                save_maker_slip(shop, each.number, papers / f"{each.number}-m.txt")

    def _end_day(self, till: Path) -> None:
        with open_shop(till, clock_at()) as shop, logging_everything(till):
            closed = closing.close_till(shop, counted=0)
            day_export.export_day(shop, closed.day, self.out)

    def _report(self) -> None:
        office = self.book.parent
        merge_into(self.book, [self.out])
        write_sheet(self.book, office / "orders.xlsx", NIGHT, "id")
        (office / "list.json").write_text(
            json.dumps(orders_in_book(self.book, None, NIGHT).as_json())
        )
        write_report(self.book, office / "report", None, NIGHT)
        publish_book(self.book, office / "lake")
        write_acknowledgements(self.book, office / "answers", NIGHT)
        (office / "board.txt").write_text(repr(board_of_book(self.book, NIGHT, "id")))
        (office / "status.txt").write_text(repr(book_status(self.book, None, NIGHT)))
        for name, till in (("one", self.till), ("two", self.second)):
            where = self.folder / f"help-{name}"
            where.mkdir()
            write_bundle(till, where, NIGHT, "id", book=self.book)

    def forget(self, guests: list[Guest]) -> None:
        """The office and every till forget these guests."""
        numbers = [guest.number for guest in guests]
        done = forget_buyers(self.book, numbers, NIGHT, [self.out])
        assert done.left == () and done.unknown == ()
        (texts,) = (forget_requests(self.book, NIGHT).get(("A07", "1")),)
        assert texts is not None
        for till in (self.till, self.second):
            with open_shop(till, clock_at()) as shop:
                for text in texts:
                    assert forgetting.forget_by_text(shop, text).left == ()


def play_and_forget(folder: Path, seed: int) -> None:
    fair = Fair(folder, seed)
    fair.play()
    everything = [piece for guest in fair.guests for piece in guest.plain]
    assert holding(everything, folder) == set()
    told = {each.number: each.contact for each in buyer_list(fair.book, NIGHT).buyers}
    assert {number: found.contact.name for number, found in told.items()} == {
        guest.number: guest.name for guest in fair.guests
    }
    for guest in fair.settled:
        assert guest.own and holding(runs_of(guest.own), folder) == set()
    gone, stay = fair.guests[::3], [g for n, g in enumerate(fair.guests) if n % 3]
    assert {guest.number[0] for guest in gone} == {guest.number[0] for guest in stay} == {"M", "P"}
    assert all(holding(runs_of(guest.box.box), folder) for guest in fair.guests)
    kept_apart = folder.parent / f"{folder.name}-mail"
    shutil.copytree(fair.out, kept_apart)
    before = book_status(fair.book, None, NIGHT)
    fair.forget(gone)
    for guest in gone:
        assert holding(runs_of(guest.box.box), folder) == set()
        assert holding(runs_of(guest.own), folder) == set()
    assert all(holding(runs_of(guest.box.box), folder) for guest in stay)
    assert book_status(fair.book, None, NIGHT).totals == before.totals
    assert check_book(fair.book).ok
    # The same files once more, as somebody else kept them, bring nothing back.
    merge_into(fair.book, [kept_apart])
    states = {each.number: each.contact.state for each in buyer_list(fair.book, NIGHT).buyers}
    assert states == {
        guest.number: "forgotten" if guest in gone else "open" for guest in fair.guests
    }
    for guest in gone:
        assert holding(runs_of(guest.box.box), fair.book.parent) == set()
    shutil.rmtree(kept_apart)


def test_names_and_contacts_are_sealed_everywhere_and_then_gone(tmp_path: Path) -> None:
    play_and_forget(tmp_path / "fair", 1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(200))
def test_names_and_contacts_of_any_fair_are_sealed_and_then_gone(seed: int, tmp_path: Path) -> None:
    play_and_forget(tmp_path / "fair", seed)


def test_another_book_brings_contacts_and_takes_the_decision_to_forget(tmp_path: Path) -> None:
    fair = Fair(tmp_path / "fair", 7)
    fair.play()
    office = fair.book.parent
    one, other = office / "one.db", office / "other.db"
    for copy in (one, other):
        shutil.copy(fair.book, copy)
        shutil.copy(fair.book.with_name("book.db.key"), copy.with_name(f"{copy.name}.key"))
    gone = fair.guests[0]
    with Book.open(one) as book:
        assert len(book.contacts.boxes()) == len(fair.guests)
    forget_buyers(one, [gone.number], NIGHT)
    merge_into(one, [other])  # it still has what the first one forgot
    merge_into(other, [one])  # and learns of the decision
    for copy in (one, other):
        with Book.open(copy) as book:
            assert gone.box.hash not in book.contacts.boxes()
            assert len(book.contacts.boxes()) == len(fair.guests) - 1
        assert holding(runs_of(gone.box.box), copy) == set()
        assert not any(piece in copy.read_bytes() for piece in runs_of(gone.box.box))


def test_a_contact_of_a_strangers_book_that_no_file_names_is_not_taken(tmp_path: Path) -> None:
    fair = Fair(tmp_path / "fair", 8)
    fair.play()
    other = fair.book.parent / "other.db"
    shutil.copy(fair.book, other)
    shutil.copy(fair.book.with_name("book.db.key"), other.with_name("other.db.key"))
    from pos_app.dayfile.sealed_contacts import box_hash

    with Book.open(other) as book:
        book.contacts.take(ContactBox(box_hash(b"junk"), "M-A07-1-0001", b"junk"))
    merge_into(fair.book, [other])
    with Book.open(fair.book) as book:
        assert box_hash(b"junk") not in book.contacts.boxes()


def test_the_search_sees_into_every_kind_of_file_that_is_written(tmp_path: Path) -> None:
    fair = Fair(tmp_path / "fair", 9)
    fair.play()
    sold = holding(spellings_of("Kalung manik"), fair.folder)
    kinds = {Path(path).suffix for path in sold}
    assert kinds >= {".zip", ".db", ".jsonl", ".csv", ".parquet", ".xlsx"}
    assert {Path(path).suffix for path in holding(spellings_of("M1"), fair.folder)} >= {".pdf"}
