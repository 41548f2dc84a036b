"""A small fair with revisions, disputes and missing days, for the office's scenes."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from pos_app.clock import ManualClock, parse_stamp
from pos_app.dayfile.interim_qr import InterimFacts, interim_qr_text
from pos_app.dayfile.reader import read_day
from pos_app.domain.cart import Cart
from pos_app.domain.payment_methods import Method
from pos_app.domain.review_items import ReviewItem, ReviewKind, by_amount
from pos_app.domain.tender import Payment
from pos_app.light.codes import CodeSize, LightLabel, make_codes
from pos_app.light.packing import pack_day
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.intake.sources import SourceCode
from pos_app.services.catalogue import product_lookup
from pos_app.services.day import business_day, cash_drawer, closing, day_export
from pos_app.services.demo import DemoEvent, play_fair
from pos_app.services.office import event_book
from pos_app.services.office.book_view import Status
from pos_app.services.office.closing_slips import add_closing_slips
from pos_app.services.paper import closing_slip
from pos_app.services.selling import sales
from pos_app.services.shop.setting_keys import ENROLMENT
from pos_app.services.shop.shop import open_shop

STANDS, DAYS = 8, 5
LAST = "2026-10-25"
COMPLETE = "2026-10-25T21:30:00+08:00"
RUNNING = "2026-10-24"
HALFWAY = "2026-10-24T19:30:00+08:00"
_LATE = "2026-10-25T22:00:00+08:00"


class Fair:
    """Day files of a fair: `all` of its till-days, and the folder `more`.

    `more` has a revision, two contradicting revisions, and a file of a till outside the plan.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        played = play_fair(folder / "fair", stands=STANDS, days=DAYS, sales=5, seed=3)
        self.event = Path(str(played["event"]))
        self.all = [Path(name) for name in played["files"]]
        self.more = folder / "more"
        self.more.mkdir()
        self._correct("A03-1", self.more, pieces=1)
        twin = folder / "twin"
        shutil.copytree(self.tills / "A05-1", twin)
        self._correct_in(twin, self.more, "laptop lain", 4)
        self._correct("A05-1", self.more, pieces=2)
        stray = folder / "stray"
        play_fair(stray, stands=9, days=1, sales=2, seed=9)
        shutil.copy(next((stray / "dayfiles").glob("*A09-1*")), self.more)

    @property
    def tills(self) -> Path:
        """The folder of the tills' own folders."""
        return self.folder / "fair" / "tills"

    def _correct(self, till: str, out: Path, pieces: int) -> None:
        self._correct_in(self.tills / till, out, "koreksi", pieces)

    def _correct_in(self, folder: Path, out: Path, reason: str, pieces: int) -> None:
        """Reopen the newest day, sell once more, close it, and export its next revision."""
        with open_shop(folder, ManualClock(parse_stamp(_LATE))) as shop:
            business_day.reopen_till(shop, LAST, reason)
            cart = Cart().add(product_lookup.all_products(shop)[pieces], pieces)
            paid = [Payment(Method.CASH, cart.total)]
            sales.sell(shop, cart, paid, sale_id=sales.new_sale_id(shop))
            closing.close_till(shop, counted=cash_drawer.expected_cash_now(shop))
            day_export.export_day(shop, LAST, out)

    def slip(self, till: str, day: str) -> Path:
        """Save the closing slip of a day as a PDF; return its path."""
        path = self.folder / f"slip-{till}-{day}.pdf"
        with open_shop(self.tills / till, ManualClock(parse_stamp(_LATE))) as shop:
            closing_slip.save_closing_slip(shop, day, path)
        return path

    def book(self, name: str, files: list[Path], slips: Sequence[Path] = ()) -> Path:
        """Return a book with these files and closing slips, made once for each `name`."""
        path = self.folder / f"{name}.book"
        if not path.exists():
            event_book.init_book(path, self.event)
            event_book.merge_into(path, files)
            add_closing_slips(path, slips)
        return path

    def interim(self, till: str, day: str, at: str, net: int) -> str:
        """Return the text of an interim total that the till `A01-1` might give out."""
        with open_shop(self.tills / till, ManualClock(parse_stamp(_LATE))) as shop:
            identity, signer = shop.identity, shop.signer()
            enrolled = shop.settings.get(ENROLMENT)
        facts = InterimFacts(
            event=identity.event,
            stand=identity.stand,
            till=identity.till,
            seat=identity.seat,
            till_id=identity.till_id,
            day=day,
            revision=1,
            at=f"{day}T{at}:00+08:00",
            sales=net // 180_000,
            net=net,
            last_number="",
            seq=10_000,
            head="ab" * 32,
            key=signer.public_hex,
            enrolled=enrolled,
            training=False,
        )
        return interim_qr_text(facts, signer.sign)

    def evening(self) -> Path:
        """Return the book of the fourth evening, while most tills still sell."""
        path = self.folder / "evening.book"
        if not path.exists():
            later = (RUNNING, LAST)
            files = [each for each in self.all if not any(day in each.name for day in later)]
            event_book.init_book(path, self.event)
            event_book.merge_into(path, files)
            tills = sorted(each.name for each in self.tills.iterdir())[:-1]
            texts = [
                self.interim(
                    till, RUNNING, f"18.{10 + n}".replace(".", ":"), 1_450_000 + n * 90_000
                )
                for n, till in enumerate(tills)
            ]
            add_closing_slips(path, texts=texts)
        return path

    def by_photo(self) -> Path:
        """Return the fourth evening's book, with some codes of two days that were lost."""
        path = self.book("photos", self.half())
        codes = []
        for name, missing in (("A07-1_2026-10-22", 7), ("A02-1_2026-10-24", 9)):
            (file,) = (each for each in self.all if name in each.name)
            found = _small_codes(file.read_bytes())
            codes += [SourceCode("IMG-1.jpg", code) for code in found[missing:]]
        with Book.open(path) as book:
            merge(book, (), codes=codes)
        return path

    def half(self) -> list[Path]:
        """Return the files of the fourth evening: one till sent nothing, two days are missing."""
        lost = ("A02-1_2026-10-24", "A06-1_2026-10-23", "A07-1", f"_{LAST}")
        return [path for path in self.all if not any(each in path.name for each in lost)]


def _small_codes(file: bytes) -> list[bytes]:
    """The codes of a day file, each so small that a played day has a dozen of them."""
    day = read_day(file)
    head = day.head
    place = (head.event, head.stand, head.till, head.seat)
    label = LightLabel(*place, head.day, head.revision, head.training, day.identity)
    return make_codes(pack_day(file), label, CodeSize(160, 2))


def sample_reviews(status: Status) -> dict[str, tuple[ReviewItem, ...]]:
    """Return items of many kinds, spread over the files that count; the played fair has few."""
    samples = (
        (ReviewKind.VOID, 1_250_000, "ANI", 37, "cash"),
        (ReviewKind.DISCOUNT, 480_000, "SITI", None, "Tas anyam rotan besar"),
        (ReviewKind.UNCONFIRMED, 350_000, "ANI", None, ""),
        (ReviewKind.DIFFERENCE, 75_000, "BUDI", None, "short"),
        (ReviewKind.REPRINT, 60_000, "SITI", None, ""),
        (ReviewKind.LEAD, 0, "BUDI", None, "Retur"),
    )
    found: dict[str, list[ReviewItem]] = defaultdict(list)
    days = status.confirmed.days
    for n, (kind, amount, by, minutes, detail) in enumerate(samples * 6):
        day = days[n * 7 % len(days)]
        at = f"{day.day}T{10 + n % 9}:{n * 7 % 60:02}:00+08:00"
        number = day.number(n + 1) if kind not in (ReviewKind.DIFFERENCE, ReviewKind.LEAD) else ""
        more = amount // 100 * n
        item = ReviewItem(kind, amount + more, by, at, n, number, 1, minutes, detail)
        found[day.identity].append(item)
    return {identity: by_amount(items) for identity, items in found.items()}


EARLIER = DemoEvent("NUSA25", "Pameran Kriya Contoh 2025", date(2025, 10, 22))


@lru_cache(maxsize=1)
def another_fair() -> Path:
    """Return the book of an earlier fair of two days with fewer stands, made once."""
    folder = fair().folder / "earlier"
    played = play_fair(folder, stands=4, days=2, sales=5, seed=5, of=EARLIER)
    book = folder / "office" / "book.db"
    event_book.merge_into(book, [Path(str(name)) for name in played["files"]])
    return book


_homes: list[tempfile.TemporaryDirectory[str]] = []


@lru_cache(maxsize=1)
def fair() -> Fair:
    """Return the fair, played once in a process and deleted at its end."""
    home = tempfile.TemporaryDirectory()
    _homes.append(home)
    return Fair(Path(home.name))
