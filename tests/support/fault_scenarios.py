"""What a till or an office does while a fault is injected, and what has to hold after it.

Each scenario is one command on folders that were made for it. Its check gets those folders as the
fault left them, with what the command had answered, lets a person try again, and counts what is
lost, doubled or there by half.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.dayfile.reader import read_day
from pos_app.errors import PosError
from pos_app.messages import problem_json
from pos_app.services.day import closing, day_export
from pos_app.services.day.business_day import today_totals
from pos_app.services.day.day_export import ExportedDay
from pos_app.services.office.event_book import book_status, merge_into
from pos_app.services.ring import ring_line
from pos_app.services.safety.backup import back_up
from pos_app.services.safety.restore import restore
from pos_app.services.safety.takeover import take_over
from pos_app.services.selling.stored_sales import list_sales
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, is_set_up, open_shop
from pos_app.store.sales import SaleSummary
from support.crash import pos_app, requests
from support.orders import order
from support.shops import clock_at, make_shop

EVENING = "2023-10-25T20:00:00+08:00"
DAY = "2023-10-25"
EVENT = """
code = "EXPO23"
name = "Expo"
start = 2023-10-25
end = 2023-10-25
[[stand]]
code = "A07"
tills = 1
"""


@dataclass(frozen=True)
class Left:
    """What was acknowledged, and how much of it a fault took, doubled or left by half."""

    acknowledged: int
    lost: int = 0
    doubled: int = 0
    half: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is lost, doubled or there by half."""
        return not (self.lost or self.doubled or self.half)


@dataclass(frozen=True)
class Scenario:
    """A command, the folders that it writes to, its input, and the check afterwards.

    `in_place`: the folders name each other, so the faults are put into them and not into copies.
    """

    name: str
    folders: tuple[Path, ...]
    arguments: tuple[str, ...]
    check: Callable[[Sequence[Path], bytes], Left]
    feed: str = ""
    in_place: bool = False


def answers(said: bytes) -> list[dict[str, Any]]:
    """The whole JSON lines among what a command said."""
    lines = said.decode("utf-8", "replace").splitlines()
    found = (json.loads(line) for line in lines if line.startswith("{") and line.endswith("}"))
    return [each for each in found if each.get("ok", True) and not each.get("problems")]


def feed_of(count: int) -> str:
    """Requests for `till ring`, one a line."""
    return "".join(json.dumps(request) + "\n" for request in requests(count))


def stored(till: Path) -> list[SaleSummary]:
    """The documents of a till, in the order of their numbers; none if it cannot be opened."""
    try:
        with open_shop(till, clock_at(EVENING), writing=False) as shop:
            return list(list_sales(shop))
    except PosError:
        return []


def is_sound(till: Path) -> bool:
    """Whether every check of the till passes, and it sells on."""
    try:
        with open_shop(till, clock_at(EVENING)) as shop:
            sells = shop.trouble is None
    except PosError:
        return False
    problems = check_till(till, clock_at(EVENING)).problems
    return sells and not [each for each in problems if each.severity == "error"]


def sold_till(folder: Path, sales: int = 4, *, closed: bool = False) -> Path:
    """A till that sold, and closed its day."""
    with make_shop(folder) as shop:
        send(shop, sales)
    if closed:
        assert close(folder)
    return folder


def send(shop: Shop, count: int) -> list[dict[str, Any]]:
    """Send the first requests, perhaps again; the answers."""
    lines = (line.encode() for line in feed_of(count).splitlines())
    return [dict(ring_line(shop, line, problem_json)) for line in lines]


def close(till: Path) -> bool:
    """Close the day, with a count that is wrong by far; whether that was taken."""
    try:
        with open_shop(till, clock_at(EVENING)) as shop:
            closing.close_till(shop, counted=1, reason="x")
    except PosError:
        return False
    return True


def export(till: Path, stick: Path) -> ExportedDay | None:
    """Export the day; None if it is refused."""
    try:
        with open_shop(till, clock_at(EVENING)) as shop:
            return day_export.export_day(shop, DAY, stick)
    except PosError:
        return None


def a_sale(tmp: Path) -> Scenario:
    """Six sales; sent again afterwards, each has to be there once, under its first number."""
    till = tmp / "till"
    make_shop(till).close()
    wanted = 6

    def check(left: Sequence[Path], said: bytes) -> Left:
        told = {answer["ref"]: answer for answer in answers(said)}
        before = {sale.id for sale in stored(left[0])}
        lost = sum(answer["id"] not in before for answer in told.values())
        try:
            with open_shop(left[0], clock_at(EVENING)) as shop:
                later = {answer["ref"]: answer for answer in send(shop, wanted)}
        except PosError:
            later = {}
        there = [ref for ref in told if told[ref]["id"] in before]
        changed = sum(later.get(ref, {}).get("number") != told[ref]["number"] for ref in there)
        found = Counter(sale.id for sale in stored(left[0]))
        doubled = sum(found.values()) - wanted + sum(n - 1 for n in found.values())
        sound = is_sound(left[0])
        return Left(len(told), lost + changed, max(0, doubled), int(not sound))

    arguments = ("--data", str(till), "--clock", EVENING, "till", "ring")
    return Scenario("sale", (till,), arguments, check, feed_of(wanted))


def an_order(tmp: Path) -> Scenario:
    """An order delivered, one cancelled, one open; sent again, each has to be there once."""
    till = tmp / "till"
    make_shop(till).close()
    wanted = order_requests()
    feed = "".join(json.dumps(request) + "\n" for request in wanted)

    def check(left: Sequence[Path], said: bytes) -> Left:
        told = {answer["ref"]: answer for answer in answers(said)}
        before = {sale.number for sale in stored(left[0])}
        lost = sum(answer["number"] not in before for answer in told.values())
        try:
            with open_shop(left[0], clock_at(EVENING)) as shop:
                lines = (line.encode() for line in feed.splitlines())
                later = {a["ref"]: a for a in (ring_line(shop, x, problem_json) for x in lines)}
                totals = today_totals(shop)
        except PosError:
            return Left(len(told), lost, 0, 1)
        lost += sum(later[ref] != answer for ref, answer in told.items())
        lost += sum(not answer["ok"] for answer in later.values())
        wrong = totals.deposits != 450_000 + 350_000 or totals.net != 900_000
        doubled = len(list(stored(left[0]))) - len(wanted)
        whole = is_sound(left[0]) and sum(totals.paid) == totals.net + totals.deposits
        return Left(len(told), lost, max(0, doubled), int(wrong or not whole))

    arguments = ("--data", str(till), "--clock", EVENING, "till", "ring")
    return Scenario("order", (till,), arguments, check, feed)


def order_requests() -> list[dict[str, Any]]:
    """Three orders, of which the first is delivered and the second cancelled."""
    half = [{"method": "qris", "amount": 450_000}]
    taken = [{"ref": f"o{n}", "order": order(), "tenders": half} for n in range(1, 4)]
    rest = [{"method": "cash", "amount": 450_000}]
    return [
        *taken,
        {"ref": "d", "deliver_order": "P-A07-1-0001", "tenders": rest},
        {"ref": "c", "cancel_order": "P-A07-1-0002", "return": 100_000, "reason": "batal"},
    ]


def a_close(tmp: Path) -> Scenario:
    """The close of a day; a second try closes it, or finds it closed, with the same code."""
    till = sold_till(tmp / "till")

    def check(left: Sequence[Path], said: bytes) -> Left:
        told = answers(said)
        close(left[0])
        stick = left[0].parent / "read"
        shutil.rmtree(stick, ignore_errors=True)
        found = export(left[0], stick)
        lost = int(found is None or bool(told and found.code != told[0]["code"]))
        if found is not None and not lost:
            lost = int(len(read_day(found.path.read_bytes()).tables.sales) != 4)
        return Left(len(told), lost, 0, int(not is_sound(left[0])))

    arguments = ("--data", str(till), "--clock", EVENING, "till", "close", "--counted", "1")
    return Scenario("close", (till,), (*arguments, "--reason", "x", "--json"), check)


def an_export(tmp: Path) -> Scenario:
    """The export of a day to a stick; a file that was said to be verified is whole."""
    till, stick = sold_till(tmp / "till", closed=True), tmp / "stick"
    stick.mkdir()

    def check(left: Sequence[Path], said: bytes) -> Left:
        told = answers(said)
        lost = int(bool(told) and not _is_day(left[1] / Path(told[0]["path"]).name))
        found = export(left[0], left[1])
        half = int(found is None or not _is_day(found.path))
        return Left(len(told), lost, 0, half + int(not is_sound(left[0])))

    arguments = ("--data", str(till), "--clock", EVENING, "export", "--day", DAY)
    return Scenario("export", (till, stick), (*arguments, "--to", str(stick), "--json"), check)


def _is_day(path: Path) -> bool:
    try:
        return read_day(path.read_bytes()).head.day == DAY
    except (PosError, OSError):
        return False


def a_backup(tmp: Path) -> Scenario:
    """A backup onto a stick; one that was said to be verified restores every sale."""
    till, stick = sold_till(tmp / "till"), tmp / "stick"
    stick.mkdir()

    def check(left: Sequence[Path], said: bytes) -> Left:
        told, new = answers(said), left[0].parent / "restored"
        shutil.rmtree(new, ignore_errors=True)
        lost = 0
        if told:
            copy = left[1] / Path(told[0]["path"]).name
            try:
                restore(new, [copy], clock_at(EVENING))
            except PosError:
                lost = 4
            lost = lost or 4 - len(stored(new))
        doubled = int(len(stored(left[0])) != 4)
        try:
            back_up(left[0], left[1])
        except PosError:
            doubled += 1
        return Left(len(told), lost, doubled, int(not is_sound(left[0])))

    arguments = ("--data", str(till), "--clock", EVENING, "backup", str(stick), "--json")
    return Scenario("backup", (till, stick), arguments, check)


def a_takeover(tmp: Path) -> Scenario:
    """Another laptop carries on from the safety folder; a second try does it, or finds it done."""
    till, stick, new = sold_till(tmp / "till"), tmp / "stick", tmp / "new"
    assert pos_app(till, "safety", str(stick)).returncode == 0
    new.mkdir()

    def check(left: Sequence[Path], said: bytes) -> Left:
        told, done = len(answers(said)), is_set_up(left[0])
        if not done and not told:
            try:
                take_over(left[0], [left[1]], clock_at(EVENING))
            except PosError:
                return Left(told, 0, 0, 1)
        sales = stored(left[0])
        return Left(
            told, max(0, 4 - len(sales)), max(0, len(sales) - 4), int(not is_sound(left[0]))
        )

    arguments = ("--data", str(new), "--clock", EVENING, "takeover", str(stick), "--json")
    return Scenario("take-over", (new, stick), arguments, check)


def a_merge(tmp: Path) -> Scenario:
    """The merge of a day file into the office's book; a second try gives the whole total once."""
    till, stick, office = tmp / "till", tmp / "stick", tmp / "office"
    sold_till(till, closed=True)
    assert pos_app(till, "export", "--day", DAY, "--to", str(stick)).returncode == 0
    office.mkdir()
    (office / "event.toml").write_text(EVENT)
    book = office / "book.db"
    init = pos_app(till, "office", "init", str(book), "--event", str(office / "event.toml"))
    assert init.returncode == 0, init.stderr

    def sales(cut: Path) -> int:
        try:
            return book_status(cut / "book.db", None, clock_at(EVENING)).totals.sales
        except PosError:
            return 0

    def check(left: Sequence[Path], said: bytes) -> Left:
        told = len(answers(said))
        lost = 4 - sales(left[0]) if told else 0
        half = int(not _merges(left[0] / "book.db", stick))
        after = sales(left[0])
        return Left(told, lost + max(0, 4 - after), max(0, after - 4), half)

    return Scenario("merge", (office,), ("office", "merge", str(book), str(stick), "--json"), check)


def _merges(book: Path, stick: Path) -> bool:
    """Whether a book takes the files of a stick, or has them."""
    try:
        found = merge_into(book, [stick], clock=clock_at(EVENING))
    except PosError:
        return False
    wrong = [each for each in found.problems if each.severity == "error"]
    return not (found.rejected or found.conflicts or wrong)


SCENARIOS: dict[str, Callable[[Path], Scenario]] = {
    "sale": a_sale,
    "close": a_close,
    "export": an_export,
    "backup": a_backup,
    "take-over": a_takeover,
    "merge": a_merge,
}
