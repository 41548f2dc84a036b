"""A fair from nothing, through the stand packs, the tills, the office's commands and its window.

Three stands, four tills, six makers, three days; a cloned till, a revision, a maker under another
name, a stand that leaves, a day on paper, drawers that are short, a refund to a buyer from abroad
on the next day, and a maker who got more than was due. Every figure is counted again by code that
shares nothing with ours.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from office.recount import recount
from office.recount.compare_status import rupiah
from office.recount.counted_fair import Recount
from office.recount.test_recount import OF_THE_REPORT, OF_THE_STATUS, all_of
from PySide6.QtWidgets import QApplication
from support.papers import text_of
from support.shops import cash, clock_at, ring
from ui_office import Desk

from pos_app.cli.main import cli
from pos_app.office.book import Book
from pos_app.office.records import RecordKind
from pos_app.services.catalogue.import_export import import_file
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.office.settings import OfficeSettings
from pos_app.services.paper import closing_slip
from pos_app.services.shop.pack_setup import check_pack, set_up_from_pack
from pos_app.services.shop.shop import Shop, open_shop
from ui.translate import use_language

DAYS = ("2023-10-25", "2023-10-26", "2023-10-27")
NIGHT = f"{DAYS[2]}T22:00:00+08:00"
FLOAT = 200_000
GOODS = "sku,name,category,maker,price_rp,stock\n" + "".join(
    f"{sku},Barang {sku},Ukir,M{number},{price},200\n"
    for number, (sku, price) in enumerate(
        zip("ABCDEF", (50_000, 120_000, 75_500, 200_000, 35_000, 1_250_000), strict=True), 1
    )
)
TOML = """
code = "WALK23"
name = "Pameran Jalan"
start = 2023-10-25
end = 2023-10-27
target = 20_000_000
cash_rounding = 500
goods = "goods.csv"
[[stand]]
code = "A01"
name = "Berau"
tills = 2
phone = "0812-1111-2222"
[[stand]]
code = "A02"
name = "Paser"
tills = 1
phone = "0812-3333-4444"
[[stand]]
code = "A03"
name = "Kutai"
tills = 1
phone = "0812-5555-6666"
""" + "".join(
    f'[[maker]]\ncode = "M{n}"\nname = "Perajin {n}"\nshare_pct = {5 * n}\n'
    f'discount_by = "{"stand" if n == 6 else "maker"}"\n'
    for n in range(1, 7)
)


@dataclass
class Walk:
    """The folder of the fair, its book, and every file that was handed in."""

    folder: Path
    files: list[bytes] = field(default_factory=list)

    @property
    def book(self) -> Path:
        return self.folder / "fair.book"

    def office(self, *words: str, code: int = 0) -> str:
        """What a command of the office prints; it must end with `code`."""
        place = ["--data", str(self.folder / "none"), "--clock", NIGHT, "--lang", "id"]
        done = CliRunner().invoke(cli, [*place, "office", *words])
        assert done.exit_code == code, (words, done.output)
        return done.stdout

    def decide(self, kind: str, *words: str) -> Mapping[str, Any]:
        said = ("--reason", "rapat malam", "--by", "Bu Rina", "--json")
        found: Mapping[str, Any] = json.loads(
            self.office("decide", str(self.book), kind, *words, *said)
        )
        return found

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.office("status", str(self.book), "--json"))
        return found

    def hand_in(self, *files: bytes) -> None:
        """Merges files; a dispute ends the command with 1."""
        stick = self.folder / f"stick{len(self.files)}"
        stick.mkdir()
        for number, file in enumerate(files):
            (stick / f"{number}.zip").write_bytes(file)
        self.files += files
        place = ["--data", str(self.folder / "none"), "--clock", NIGHT]
        done = CliRunner().invoke(cli, [*place, "office", "merge", str(self.book), str(stick)])
        assert done.exit_code in (0, 1), done.output

    def counted(self) -> Recount:
        """The fair counted again, from its plan, files and signed records alone."""
        with Book.open(self.book, writing=False) as book:
            bodies = [
                [record.body for record in book.records(kind)]
                for kind in (RecordKind.DECISION, RecordKind.SLIP)
            ]
        found = recount.recount(TOML.encode(), self.files, *bodies, (), DAYS[2])
        found.gapped = {tuple(each[k] for k in PLACE) for each in self.status()["gaps"]}  # type: ignore[misc]
        return found


PLACE = ("stand", "till", "day")


def sell(shop: Shop, sku: str, qty: int, price: int, **more: Any) -> str:
    amount = qty * price - more.get("discount", 0)
    answer = ring(shop, lines=[{"code": sku, "qty": qty}], tenders=cash(amount), **more)
    assert answer["ok"], answer
    return str(answer["number"])


def open_day(shop: Shop, day: str) -> None:
    shop.clock.set(clock_at(f"{day}T08:00:00+08:00").now())  # type: ignore[attr-defined]
    business_day.open_till(shop, FLOAT)


def close(shop: Shop, off: int = 0) -> bytes:
    counted = cash_drawer.expected_cash_now(shop) + off
    closed = closing.close_till(shop, counted=counted, reason="kembalian" if off else "")
    return business_day.day_file_bytes(shop, closed)


@pytest.fixture
def walk(tmp_path: Path) -> Walk:
    found = Walk(tmp_path)
    (tmp_path / "event.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "goods.csv").write_text(GOODS, encoding="utf-8")
    found.office("init", str(found.book), "--event", str(tmp_path / "event.toml"))
    found.office("stand-packs", str(found.book), "--out", str(tmp_path / "packs"))
    return found


def till(walk: Walk, stand: str, number: str) -> Path:
    """A laptop that was set up from its stand pack."""
    (pack,) = (walk.folder / "packs").glob(f"*{stand}-{number}*")
    folder = walk.folder / f"{stand}-{number}"
    set_up_from_pack(folder, check_pack(pack), clock_at()).close()
    return folder


def two_tills_of_berau(walk: Walk) -> None:
    """A buyer from abroad, a refund a day later, a payout above what is due; and a clone."""
    with open_shop(till(walk, "A01", "1"), clock_at()) as shop:
        open_day(shop, DAYS[0])
        abroad = sell(shop, "D", 2, 200_000, country="AU")
        sell(shop, "A", 3, 50_000)
        cash_drawer.move_cash(shop, -340_000, "titipan", "M1")
        first = close(shop, off=-50_000)
        open_day(shop, DAYS[1])
        sell(shop, "B", 1, 120_000, country="AU")
        back = ring(shop, refund_of=abroad, lines=[{"code": "D", "qty": 1}])
        assert back["ok"], back
        second = close(shop)
        open_day(shop, DAYS[2])
        sell(shop, "C", 2, 75_500)
        walk.hand_in(first, second, close(shop))
    folder = till(walk, "A01", "2")
    with open_shop(folder, clock_at()) as shop:
        open_day(shop, DAYS[0])
        sell(shop, "E", 4, 35_000)
        files = [close(shop)]
    shutil.copytree(folder, walk.folder / "clone")
    for laptop, pieces in ((folder, 2), (walk.folder / "clone", 5)):
        with open_shop(laptop, clock_at()) as shop:
            open_day(shop, DAYS[1])
            sell(shop, "F", pieces, 1_250_000, country="KR")
            files.append(close(shop))
    with open_shop(folder, clock_at()) as shop:
        open_day(shop, DAYS[2])
        sell(shop, "E", 1, 35_000)
        files.append(close(shop))
    walk.hand_in(*files)


def till_of_paser(walk: Walk) -> None:
    """A revision, goods of a maker under another name, a day without sales, drawers that differ."""
    sheet = walk.folder / "more.csv"
    sheet.write_text(
        "sku,name,category,maker,price_rp,stock\nZ,Tas,Anyam,Bu Lima,90000,9\n", "utf-8"
    )
    with open_shop(till(walk, "A02", "1"), clock_at()) as shop:
        assert import_file(shop, sheet).stored
        open_day(shop, DAYS[0])
        sell(shop, "Z", 2, 90_000)
        files = [close(shop)]
        business_day.reopen_till(shop, DAYS[0], "satu nota lagi")
        sell(shop, "C", 1, 75_500)
        files.append(close(shop))
        open_day(shop, DAYS[2])
        sell(shop, "Z", 1, 90_000)
        files.append(close(shop, off=1_500))
    walk.hand_in(*files)


def till_of_kutai(walk: Walk) -> None:
    """One file, a day of which only the closing slip is left, and then the stand leaves."""
    with open_shop(till(walk, "A03", "1"), clock_at()) as shop:
        open_day(shop, DAYS[0])
        sell(shop, "F", 1, 1_250_000)
        walk.hand_in(close(shop, off=-1_000))
        open_day(shop, DAYS[1])
        sell(shop, "D", 3, 200_000)
        close(shop)
        closing_slip.save_closing_slip(shop, DAYS[1], walk.folder / "slip.pdf")
    walk.office("paper", str(walk.book), str(walk.folder / "slip.pdf"))


def decide(walk: Walk) -> None:
    walk.decide("no-sales", "--stand", "A02", "--till", "1", "--day", DAYS[1])
    walk.decide("withdrawn", "--stand", "A03", "--from", DAYS[2])
    walk.decide("maker", "--text", "Bu Lima", "--maker", "M5")
    walk.decide("both", "--stand", "A01", "--till", "2", "--day", DAYS[1])


def test_the_walk_of_a_fair_from_nothing(walk: Walk, styled_app: QApplication) -> None:
    for stand in (two_tills_of_berau, till_of_paser, till_of_kutai):
        stand(walk)
    before = walk.status()
    assert before["disputed"] == {"low": 2_500_000, "high": 8_750_000}
    assert (before["counts"]["disputed"], before["counts"]["missing"]) == (1, 2)
    decide(walk)
    found, status = walk.counted(), walk.status()
    assert told(status) == TOLD
    out = walk.folder / "report"
    walk.office("report", str(walk.book), "--out", str(out))
    wrong = all_of(check(found, status) for check in OF_THE_STATUS)
    assert not wrong + all_of(check(found, out) for check in OF_THE_REPORT)
    page = text_of((out / "report.pdf").read_bytes())
    for words in (SENTENCE, DRAWERS, TWO_LAPTOPS, "Bu Rina"):
        assert words in page
    assert all("0812" not in text for text in papers(out))
    assert seen_in_the_window(walk, styled_app) == (rupiah(status["totals"]["net"]), SENTENCE)


SENTENCE = "9 dari 12 hari-kasir dalam jumlah · 1 di kertas"
DRAWERS = "Hitungan laci saat tutup: 2 kurang Rp51.000, 1 lebih Rp1.500; omzet tidak berubah."
TWO_LAPTOPS = "1 mundur, 1 dengan berkas dua laptop (Rp8.750.000)."
TOLD = {
    "net": 11_141_500,
    "sales": 12,
    "by_day": {DAYS[0]: 2_195_500, DAYS[1]: 8_670_000, DAYS[2]: 276_000},
    "by_country": {"": 2_071_500, "AU": 320_000, "KR": 8_750_000},
    "paper": 600_000,
    "short": -51_000,
    "over": 1_500,
    "owed": 7_794_275,
    "overpaid": 197_500,
    "moved": {"both": 8_750_000, "no_sales": 0, "withdrawn": 0, "maker": None},
}


def told(status: Mapping[str, Any]) -> dict[str, Any]:
    off = [each["difference"] for each in status["drawers"]]
    return {
        "net": status["totals"]["net"],
        "sales": status["totals"]["sales"],
        "by_day": {each["day"]: each["net"] for each in status["by_day"]},
        "by_country": {each["country"]: each["net"] for each in status["by_country"]},
        "paper": status["paper_totals"]["net"],
        "short": sum(each for each in off if each < 0),
        "over": sum(each for each in off if each > 0),
        "owed": status["settlement"]["owed"],
        "overpaid": status["settlement"]["overpaid"],
        "moved": {each["kind"]: each["moved"] for each in status["decisions"]},
    }


def papers(folder: Path) -> Iterator[str]:
    """The words of everything that a report writes."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".pdf":
            yield text_of(path.read_bytes())
        elif path.suffix in (".csv", ".json"):
            yield path.read_text("utf-8")


def seen_in_the_window(walk: Walk, app: QApplication) -> tuple[str, str]:
    """The total and the beginning of the sentence in the office's window."""
    OfficeSettings(walk.folder / "home").set("language", "id")
    desk = Desk(app, walk.folder / "home", clock_at(NIGHT))
    desk.start(walk.book)
    try:
        for name in ("charts", "settlement", "report", "board"):
            desk.window.show_page(name)
            desk.process_events()
        headline = desk.window.grid_page.headline
        said = headline.accessibleName()
        return headline.total.text(), SENTENCE if SENTENCE in said else said
    finally:
        desk.close()
        use_language("en")  # as the other tests have it
