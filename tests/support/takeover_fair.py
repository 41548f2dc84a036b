"""A stand whose till keeps a safety folder, laptops that take it over, and the office."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from pos_app.clock import Clock
from pos_app.domain.staff import Person, Role
from pos_app.services import staff
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.office.event_book import book_status, merge_into
from pos_app.services.safety.safety_folder import set_safety
from pos_app.services.safety.takeover import TakenOver, take_over
from pos_app.services.shop.pack_setup import check_pack, set_up_from_pack
from pos_app.services.shop.shop import Shop, open_shop
from support.fair_plan import make_packs
from support.shops import clock_at

NOON = clock_at("2023-10-25T12:00:00+08:00")
TOMORROW = clock_at("2023-10-26T12:00:00+08:00")
NIGHT = clock_at("2023-10-25T21:00:00+08:00")
DAY = "2023-10-25"


class Fair:
    """A stand whose till keeps a safety folder, and the office that gave it its pack."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._packs = make_packs(folder / "office")
        self.book = folder / "office" / "book.db"
        self.stick = folder / "stick"
        self.pack = self._packs["A07-1"].path

    def till(self) -> Shop:
        """The first laptop, open, with a lead who has a PIN."""
        offered = check_pack(self._packs["A07-1"].path)
        shop = set_up_from_pack(self.folder / "old", offered, clock_at())
        staff.save_person(shop, Person("BUDI", "Budi", Role.LEAD))
        staff.set_pin(shop, "BUDI", "482913")
        set_safety(shop, self.stick)
        business_day.open_till(shop, 200_000)
        return shop

    def carry_on(
        self, name: str = "new", stick: Path | None = None, clock: Clock | None = None
    ) -> TakenOver:
        place = stick or self.stick
        return take_over(self.folder / name, [place], clock or NOON, lead="BUDI", pin="482913")

    def close(self, name: str, clock: Clock | None = None) -> Path:
        """Closes the laptop's day; returns its file."""
        with open_shop(self.folder / name, clock or NIGHT) as shop:
            expected = cash_drawer.expected_cash_now(shop)
            closed = closing.close_till(shop, counted=expected)
            path = self.folder / f"{name}-{closed.day}-{closed.revision}.zip"
            path.write_bytes(business_day.day_file_bytes(shop, closed))
        return path

    def told(self, *files: Path) -> tuple[int, list[str], list[Any]]:
        """The confirmed total of these files alone, the codes of the day, and its gaps."""
        book = self.folder / "books" / str(len(list(self.folder.glob("books/*")))) / "book.db"
        book.parent.mkdir(parents=True)
        shutil.copytree(self.book.parent, book.parent, dirs_exist_ok=True)
        merge_into(book, list(files))
        found = book_status(book, DAY, NIGHT)
        (day_status,) = (c for c in found.till_days if c.till_day == ("A07", "1", DAY))
        gaps = [gap for gap in found.gaps if gap.till_day == ("A07", "1", DAY)]
        codes = [code for code in day_status.codes if code != "cashier_unknown"]
        return found.totals.net, codes, gaps
