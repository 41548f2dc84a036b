"""A simulated fair: sample products and random sales; one seed always gives the same bytes."""

from __future__ import annotations

import csv
import random
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from pos_app.clock import WITA, ManualClock, SystemClock
from pos_app.domain.cart import Cart
from pos_app.domain.catalogue import Product
from pos_app.domain.day import Totals
from pos_app.domain.money import cash_suggestions
from pos_app.domain.payment_methods import Method
from pos_app.domain.pricing import Return
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Payment
from pos_app.errors import PosError
from pos_app.paths import data_samples_dir
from pos_app.services.catalogue.import_export import import_file
from pos_app.services.catalogue.product_lookup import all_products
from pos_app.services.day import business_day, cash_drawer, closing, day_export
from pos_app.services.office.event_book import init_book
from pos_app.services.office.stand_packs import write_stand_packs
from pos_app.services.selling import refunds, sales
from pos_app.services.selling.documents import DocumentDetails
from pos_app.services.shop.pack_setup import CheckedPack, check_pack, set_up_from_pack
from pos_app.services.shop.setup import TillSetup, set_up
from pos_app.services.shop.shop import Shop, is_set_up, open_shop

EVENT = "EXPO26"
EVENT_NAME = "Expo Kriya Contoh 2026"
FIRST_DAY = date(2026, 10, 21)
DEMO_FLOAT = 500_000
TARGET = 150_000_000
GOODS = "goods.csv"
DEMO_CASHIER = "SITI"
# An invented merchant of no bank: a demo never shows the code of a real one.
DEMO_QRIS = (
    "00020101021126680016ID.CO.CONTOH.WWW01189360099900000000010215MIDCONTOH0000010303UMI"
    "51440014ID.CO.QRIS.WWW0215ID99999999999990303UMI5204594753033605802ID"
    "5920STAN CONTOH NUSAKRAF6010BALIKPAPAN61057611462070703A01630470F4"
)
STAND_NAMES = ("Dekranasda", "Balikpapan Utara", "Berau", "Kutai Barat", "Paser", "Penajam")


def sample_catalogue() -> Path:
    """Returns the sheet of sample products."""
    return data_samples_dir() / "sample_catalogue.csv"


def ensure_demo_stand(folder: Path) -> Shop:
    """Opens the demo stand in `folder`; the first call makes it, with the sample products."""
    if is_set_up(folder):
        return open_shop(folder, SystemClock())
    shop = set_up(folder, TillSetup(EVENT, "A01", "1", "Stan Latihan", training=True))
    import_file(shop, sample_catalogue())
    shop.settings.set("qris_payload", DEMO_QRIS)
    return shop


class DemoEvent(NamedTuple):
    """Which fair is simulated; its makers are those of every other one."""

    code: str = EVENT
    name: str = EVENT_NAME
    first_day: date = FIRST_DAY


DEMO = DemoEvent()


def play_fair(
    folder: Path, *, stands: int, days: int, sales: int, seed: int, of: DemoEvent = DEMO
) -> dict[str, Any]:
    """Simulates a fair with one till at each stand, and leaves every file of it in `folder`.

    These are `event.toml` with its `goods.csv`, the office's book below `office`, the stand packs
    in `standpacks`, each till's folder below `tills`, and the day files in `dayfiles`. Returns
    paths and totals, with which the office's totals can be compared. Raises PosError
    `folder_not_empty`.
    """
    if folder.exists() and any(folder.iterdir()):
        raise PosError("folder_not_empty", folder=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    codes = [f"A{number:02d}" for number in range(1, stands + 1)]
    calendar = [of.first_day + timedelta(days=offset) for offset in range(days)]
    event = folder / "event.toml"
    shutil.copyfile(sample_catalogue(), folder / GOODS)
    event.write_text(event_toml(codes, calendar, GOODS, of), encoding="utf-8", newline="\n")
    packs = _make_packs(folder, event, random.Random(f"{seed}/office"))
    out = folder / "dayfiles"
    out.mkdir()
    files, total = [], Totals()
    for number, pack in enumerate(packs):
        till = folder / "tills" / pack.pack.place
        simulated = _SimulatedTill(till, pack, random.Random(f"{seed}/{number}"), calendar[0])
        for done in simulated.play(calendar, sales, out):
            files.append(str(done.path))
            total += done.totals
    return {
        "folder": str(folder),
        "event": str(event),
        "files": files,
        "days": [day.isoformat() for day in calendar],
        "totals": total.as_dict(),
    }


def _make_packs(folder: Path, event: Path, rng: random.Random) -> list[CheckedPack]:
    """Makes the office's book and a stand pack for every till."""
    office = folder / "office"
    office.mkdir()
    init_book(office / "book.db", event, rng.randbytes(32))
    written = write_stand_packs(office / "book.db", folder / "standpacks")
    return [check_pack(pack.path) for pack in written.packs]


def event_toml(
    stands: list[str], calendar: list[date], goods: str = "", of: DemoEvent = DEMO
) -> str:
    """Returns the event file of the office: stands, days, makers and their shares.

    `goods` names a sheet beside the file; it may be empty.
    """
    lines = [
        f'code = "{of.code}"',
        f'name = "{of.name}"',
        f"start = {calendar[0].isoformat()}",
        f"end = {calendar[-1].isoformat()}",
        f"target = {TARGET}",
    ]
    lines += [f'goods = "{goods}"'] if goods else []
    for number, code in enumerate(stands):
        name = STAND_NAMES[number % len(STAND_NAMES)]
        phone = f"0812-0000-{number + 1:04d}"
        lines += ["", "[[stand]]", f'code = "{code}"', f'name = "{name}"']
        lines += ['tills = ["1"]', f'phone = "{phone}"', f'qris = "{DEMO_QRIS}"']
    with (data_samples_dir() / "sample_makers.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lines += ["", "[[maker]]", f'code = "{row["code"]}"', f'name = "{row["name"]}"']
            lines += [f"share_pct = {row['share_pct']}"]
    lines += ["", "[[staff]]", f'code = "{DEMO_CASHIER}"', 'name = "Siti"', 'role = "cashier"']
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Rates:
    """How often something happens, in per cent of the sales."""

    bargain: int = 12
    refund: int = 3
    void: int = 2
    qris: int = 38
    transfer: int = 4
    card: int = 3


class _SimulatedTill:
    """One till of the fair, operated at random from a seed."""

    def __init__(
        self, folder: Path, pack: CheckedPack, rng: random.Random, first_day: date
    ) -> None:
        self._rng = rng
        self._clock = ManualClock(datetime.combine(first_day, time(8), WITA))
        self._shop = set_up_from_pack(
            folder, pack, self._clock, self._new_id, key_seed=rng.randbytes(32)
        )
        self._goods = all_products(self._shop)
        self._rates = _Rates()

    def _new_id(self) -> str:
        return str(uuid.UUID(bytes=self._rng.randbytes(16), version=4))

    def play(self, calendar: list[date], sales: int, out: Path) -> Iterator[day_export.ExportedDay]:
        with self._shop as shop:
            for day in calendar:
                self._clock.set(datetime.combine(day, time(9, 30), WITA))
                business_day.open_till(shop, DEMO_FLOAT, DEMO_CASHIER)
                self._sell_all_day(sales)
                self._clock.set(datetime.combine(day, time(21), WITA))
                yield self._close(day.isoformat(), out)

    def _sell_all_day(self, sales: int) -> None:
        for _ in range(self._rng.randint(sales * 8 // 10, sales * 12 // 10)):
            self._clock.advance(self._rng.randint(20, max(40, 80_000 // (sales + 1))))
            sale = self._sell()
            self._maybe_correct(sale)

    def _sell(self) -> Sale:
        rng, cart = self._rng, Cart()
        for _ in range(rng.choices((1, 2, 3, 5), (50, 30, 15, 5))[0]):
            cart = cart.add(self._pick(), rng.choices((1, 2, 4), (80, 15, 5))[0])
        if rng.randrange(100) < self._rates.bargain:
            index = rng.randrange(len(cart))
            price = cart.items[index].product.price
            cart = cart.with_price(index, price * rng.randint(80, 95) // 100 // 500 * 500)
        country = rng.choices(("", "AU", "KR"), (96, 2, 2))[0]
        return sales.sell(
            self._shop, cart, self._pay(cart.total), sale_id=self._new_id(), country=country
        )

    def _pick(self) -> Product:
        weights = [1_000_000 // (20_000 + product.price) for product in self._goods]
        return self._rng.choices(self._goods, weights)[0]

    def _pay(self, total: int) -> list[Payment]:
        draw, rng = self._rng.randrange(100), self._rng
        if draw < self._rates.qris:
            return [Payment(Method.QRIS, total, confirmed=rng.randrange(40) > 0)]
        if draw < self._rates.qris + self._rates.transfer:
            return [Payment(Method.TRANSFER, total, f"TRF{rng.randrange(10**6):06d}")]
        if draw < self._rates.qris + self._rates.transfer + self._rates.card:
            return [Payment(Method.CARD, total)]
        return [Payment(Method.CASH, rng.choice(cash_suggestions(total)))]

    def _maybe_correct(self, sale: Sale) -> None:
        draw = self._rng.randrange(100)
        if draw < self._rates.void:
            details = DocumentDetails(self._new_id(), note="salah barang")
            refunds.write_void(self._shop, sale.number, details)
        elif draw < self._rates.void + self._rates.refund:
            line = self._rng.choice(sale.lines)
            details = DocumentDetails(self._new_id(), note="retur")
            refunds.write_refund(self._shop, sale.number, [Return(1, line=line.line)], [], details)

    def _close(self, day: str, out: Path) -> day_export.ExportedDay:
        difference = self._rng.choices((0, 0, 0, -5_000, 2_000))[0]
        expected = cash_drawer.expected_cash_now(self._shop)
        closing.close_till(self._shop, counted=max(0, expected + difference))
        return day_export.export_day(self._shop, day, out)
