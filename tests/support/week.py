"""A simulated week of a stand and its office, in which everything goes wrong now and then.

Tills sell through the services, as a window or another program would have them. What befalls them
is drawn from a seed. What really happened is kept apart (`support.week_truth`); whatever was not
answered is sent again under its ref until it is, as a person would.
"""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pos_app.clock import ManualClock, parse_stamp, stamp
from pos_app.domain.staff import Person, Role
from pos_app.errors import PosError
from pos_app.messages import problem_json
from pos_app.services import staff
from pos_app.services.day import business_day, cash_drawer, closing, day_export
from pos_app.services.office.decisions import accept_seat
from pos_app.services.office.event_book import book_status, init_book, merge_into
from pos_app.services.office.stand_packs import write_stand_packs
from pos_app.services.ring import ring_line
from pos_app.services.safety.restore import restore
from pos_app.services.safety.safety_folder import set_safety
from pos_app.services.safety.takeover import take_over
from pos_app.services.selling import unconfirmed_qris
from pos_app.services.shop.pack_setup import check_pack, set_up_from_pack
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.services.twin_decision import decide
from support.crash import ring_until_killed
from support.week_truth import (
    GOODS,
    Laptop,
    LaptopDay,
    Moved,
    Told,
    Truth,
    a_refund,
    a_sale,
    a_void,
)

FIRST_DAY = "2023-10-25"
LEAD, PIN = "BUDI", "482913"
FLOAT = 500_000


class LaptopClock(ManualClock):
    """A laptop's own clock: nobody says that it is set, right or wrong."""

    replayed = False


class Fair:
    """The office, its book and the stand packs, and what was delivered to it so far."""

    def __init__(self, folder: Path, days: int, tills: int) -> None:
        first = datetime.fromisoformat(FIRST_DAY)
        self.days = [str((first + timedelta(days=n)).date()) for n in range(days)]
        self.folder = folder
        self.office = folder / "office"
        self.office.mkdir(parents=True)
        self.book = self.office / "book.db"
        self.delivered = folder / "delivered"
        self.delivered.mkdir()
        event = self.office / "event.toml"
        event.write_text(self._plan(tills), encoding="utf-8")
        goods = "".join(
            f"{code},Barang {code},Kriya,{good.maker},{good.price},9000,{good.share_bp / 100}\n"
            for code, good in GOODS.items()
        )
        head = "sku,name,category,maker,price_rp,stock,share_pct\n"
        (self.office / "goods.csv").write_text(head + goods, encoding="utf-8")
        init_book(self.book, event)
        report = write_stand_packs(self.book, self.office / "packs")
        assert report.problems == []
        self.packs = {pack.till: pack.path for pack in report.packs}

    def _plan(self, tills: int) -> str:
        makers = "".join(
            f'[[maker]]\ncode = "{code}"\nname = "Bu {code}"\nshare_pct = 10\n'
            for code in sorted({good.maker for good in GOODS.values()})
        )
        head = f'code = "EXPO23"\nname = "Expo"\nstart = {self.days[0]}\nend = {self.days[-1]}\n'
        stand = f'goods = "goods.csv"\n[[stand]]\ncode = "A07"\ntills = {tills}\n'
        people = f'[[staff]]\ncode = "{LEAD}"\nname = "Budi"\nrole = "lead"\n'
        return head + stand + makers + people


@dataclass
class Week:
    """What is shared by all counters: the dice, the truth and the count of what happened."""

    fair: Fair
    dice: random.Random
    truth: Truth
    met: Counter[str]
    refs: int = 0
    delivered: set[tuple[str, Laptop]] = field(default_factory=set)
    story: list[str] = field(default_factory=list)

    def tell(self, what: str) -> None:
        """Note that something happened."""
        self.met[what] += 1
        self.story.append(f"{what} (after {self.refs} requests)")

    def new_ref(self) -> str:
        self.refs += 1
        return f"w{self.refs}"


class Till:
    """One till of the stand: the laptop that it has now, and the stick with its safety folder."""

    def __init__(self, week: Week, code: str) -> None:
        self.week, self.code, self.seat = week, code, 0
        self.stick = week.fair.folder / f"stick-{code}"
        self.clock = LaptopClock(parse_stamp(f"{FIRST_DAY}T07:30:00+08:00"))
        self.folder = week.fair.folder / f"laptop-{code}-0"
        self.day = ""
        self.old: list[tuple[Path, int]] = []  # laptops that were taken over, and may wake
        offered = check_pack(week.fair.packs[code])
        self.shop: Shop | None = set_up_from_pack(self.folder, offered, self.clock)
        staff.save_person(self.shop, Person(LEAD, "Budi", Role.LEAD))
        staff.set_pin(self.shop, LEAD, PIN)
        set_safety(self.shop, self.stick)

    # The laptop as it stands on the table.

    def open(self) -> Shop:
        """The opened till, mended by a person where it says that it is damaged."""
        for _ in range(4):
            if self.shop is None:
                try:
                    self.shop = open_shop(self.folder, self.clock)
                except PosError as error:
                    self._mend(error)
                    continue
                self.shop.check_later().wait()
                self.shop.later_check_done()
            if self.shop.trouble is None:
                return self.shop
            found = self.shop.difference if self.shop.damage is None else None
            if found is not None and found.choice:
                self.week.tell("twin decided on")
                with suppress(PosError):  # the stick knows more, and the till says so next
                    decide(self.shop, LEAD)
            else:
                self._mend(self.shop.trouble)
        raise AssertionError(f"the till cannot be mended: {self.shop and self.shop.trouble}")

    def _mend(self, error: PosError) -> None:
        self.week.tell(f"restored after {error.code}")
        self.close_program()
        restore(self.folder, [self.stick], self.clock)

    def close_program(self) -> None:
        """End the program; the safety folder is as far as the till then, if it is there."""
        if self.shop is not None:
            self.shop.close()
            self.shop = None

    def catch_up(self) -> None:
        """Let the stick have all that was sold."""
        writer = self.open().safety
        assert writer is not None
        assert writer.catch_up(60), writer.state

    @property
    def laptop(self) -> Laptop:
        return self.code, self.seat

    @property
    def today(self) -> LaptopDay:
        """What really happened on this laptop's open day."""
        return self.week.truth.days[self.day, self.laptop]

    # The day.

    def begin(self, day: str) -> None:
        """Open the day in the morning, at first perhaps with a clock that is wrong by a year."""
        self.day = day
        if self.week.dice.random() < 0.3:
            self.week.tell("clock a year ahead in the morning")
            self.clock.set(parse_stamp(f"{day}T08:00:00+08:00") + timedelta(days=365))
            self._refused_by_date()
        self.clock.set(parse_stamp(f"{day}T08:00:00+08:00"))
        business_day.open_till(self.open(), FLOAT)
        self.week.truth.days[day, self.laptop] = LaptopDay(FLOAT)

    def _refused_by_date(self) -> None:
        try:
            business_day.open_till(self.open(), FLOAT)
        except PosError as error:
            assert error.code == "date_doubtful", error
        else:
            raise AssertionError("a day of next year was opened without a question")

    def act(self) -> None:
        """One thing that happens at a counter: mostly a sale."""
        dice = self.week.dice
        self.clock.advance(dice.randint(5, 60))
        done = self.today.told
        kind = dice.choices(("sale", "void", "refund", "move", "confirm"), (80, 4, 6, 6, 4))[0]
        sales = [each for each in done[-40:] if each.kind == "sale" and not each.undone]
        paid_in_cash = [each for each in sales if each.cash == each.net]
        if kind == "void" and sales:
            self._undo(dice.choice(sales), a_void)
        elif kind == "refund" and paid_in_cash:
            self._undo(dice.choice(paid_in_cash), a_refund)
        elif kind == "move":
            self.move()
        elif kind == "confirm":
            self.confirm_qris()
        else:
            self.sell()

    def sell(self) -> Told:
        """A sale that is sent until it is taken."""
        told = a_sale(self.week.dice, self.week.new_ref())
        self.send(told)
        return told

    def _undo(self, sale: Told, correction: Callable[[Told, str], Told]) -> None:
        sale.undone = True
        self.send(correction(sale, self.week.new_ref()))

    def send(self, told: Told) -> None:
        """Send a request until it is answered, and note that it happened."""
        for _ in range(3):
            answer = self.try_once(told)
            if answer is not None:
                self.note(told, answer)
                return
        raise AssertionError(f"not taken: {told}")

    def try_once(self, told: Told) -> dict[str, object] | None:
        """Send a request; its answer, or None if it was refused for a fault of the machine."""
        answer = dict(ring_line(self.open(), json.dumps(told.request).encode(), problem_json))
        if answer["ok"]:
            return answer
        codes = {problem["code"] for problem in answer["problems"]}
        faults = {"disk_full", "database_damaged", "journal_damaged", "twin_differs", "not_saved"}
        assert codes <= faults, (answer, told)
        return None

    def note(self, told: Told, answer: dict[str, object]) -> None:
        """Hold an answer to the first one, and note the document once."""
        if told.answer is None:
            assert answer["total"] == told.net, (answer, told)
            told.answer = answer
            self.today.told.append(told)
        assert told.answer == answer, (answer, told)

    def move(self) -> None:
        """Money put into the drawer, taken out of it, or paid to a maker; sent twice at times."""
        dice = self.week.dice
        maker = dice.choice(("", "M1", "M2", "M3"))
        amount = -dice.randint(1, 5) * 10_000 if maker else dice.choice((-50_000, 100_000))
        moved = Moved(self.week.new_ref(), amount, maker)
        for _ in range(dice.choice((1, 1, 2))):
            cash_drawer.move_cash(self.open(), amount, "kas", maker, ref=moved.ref)
        self.today.moved.append(moved)

    def confirm_qris(self) -> None:
        """Confirm what the bank says has arrived."""
        shop = self.open()
        for waiting in unconfirmed_qris.list_unconfirmed(shop):
            unconfirmed_qris.confirm(shop, waiting)

    def resend(self, every: int = 1) -> None:
        """Send documents and movements of this laptop's day again: each has its first answer."""
        for told in self.today.told[:: -every or 1]:
            again = self.try_once(told)
            assert again == told.answer, (again, told)
        for moved in self.today.moved:
            cash_drawer.move_cash(self.open(), moved.amount, "kas", moved.maker, ref=moved.ref)

    def finish(self) -> None:
        """Count the drawer, close, export and deliver."""
        self.confirm_qris()
        self.clock.set(parse_stamp(f"{self.day}T21:00:00+08:00"))
        counted = self.today.expected + self.week.dice.choice((0, 0, 0, -20_000, 5_000))
        self.today.counted = counted
        assert cash_drawer.expected_cash_now(self.open()) == self.today.expected
        for _ in range(3):
            try:
                closing.close_till(self.open(), counted=counted, reason="hitung")
                break
            except PosError as error:
                assert error.code in ("close_not_sound", "journal_damaged", "twin_differs"), error
                self._mend(error)
        self.deliver()
        self.close_program()

    def deliver(self) -> None:
        """Export the day to a stick, which is pulled out at the first try now and then."""
        usb = self.week.fair.folder / "usb"
        if self.week.dice.random() < 0.3:
            self.week.tell("stick pulled at the export")
            try:
                day_export.export_day(self.open(), self.day, usb / "gone" / "away")
            except PosError as error:
                assert error.code.startswith(("folder_", "stick_", "export_", "disk_")), error
        done = day_export.export_day(self.open(), self.day, usb)
        self.week.delivered.add((self.day, self.laptop))
        for copy in range(self.week.dice.choice((1, 1, 2))):  # a chat program delivers it twice
            name = f"{copy}-{self.seat}-{done.path.name}"
            shutil.copyfile(done.path, self.week.fair.delivered / name)


# What goes wrong.


def program_killed(till: Till) -> None:
    """kill −9 of a program that sells; everything is sent again."""
    wanted = [a_sale(till.week.dice, till.week.new_ref()) for _ in range(6)]
    till.close_program()
    at = stamp(till.clock.now())
    seconds = till.week.dice.uniform(0, 0.02)
    answers = ring_until_killed(till.folder, [each.request for each in wanted], seconds, clock=at)
    by_ref = {answer["ref"]: answer for answer in answers}
    for told in wanted:
        if told.ref in by_ref:
            till.note(told, by_ref[told.ref])
        till.send(told)


def power_cut(till: Till) -> None:
    """The folder as it is at a moment; the twin, which is written behind, may have a torn end."""
    if till.open().twin:
        till.open().twin.flush()  # type: ignore[union-attr]
    copy = till.folder.with_name("cut")
    shutil.copytree(till.folder, copy)
    till.close_program()
    shutil.rmtree(till.folder)
    copy.rename(till.folder)
    (till.folder / "till.db-shm").unlink(missing_ok=True)
    twin = till.folder / "journal.jsonl"
    size = twin.stat().st_size
    with twin.open("r+b") as file:
        file.truncate(max(0, size - till.week.dice.choice((0, 1, 300, 2_000))))


def full_disk(till: Till) -> None:
    """No page more than there is, for some sales; they are taken when there is room."""
    shop = till.open()
    shop.database.execute(f"PRAGMA max_page_count={shop.database.scalar('PRAGMA page_count')}")
    refused: list[Told] = []
    for _ in range(60):
        told = a_sale(till.week.dice, till.week.new_ref())
        answer = till.try_once(told)
        if answer is None:
            refused.append(told)
            break
        till.note(told, answer)
    till.week.met["sales refused by a full disk"] += len(refused)
    if till.shop is not None:
        till.shop.database.execute("PRAGMA max_page_count=1073741823")
    for told in refused:
        till.send(told)


def stick_pulled(till: Till) -> None:
    """The safety folder is gone for some sales, and comes back."""
    away = till.stick.with_name(till.stick.name + "-away")
    till.stick.rename(away)
    for _ in range(till.week.dice.randint(1, 8)):
        till.act()
    assert till.stick.exists() is False
    away.rename(till.stick)


def clock_jumped(till: Till) -> None:
    """The clock is wrong for some sales, and set right again."""
    right = till.clock.now()
    till.clock.advance(till.week.dice.choice((-10_800, -100_000, 5_400)))
    for _ in range(3):
        till.sell()
    till.clock.set(right + timedelta(minutes=5))


def bit_flipped(till: Till) -> None:
    """One bit of a file of the till falls over: it is seen and mended, or has no effect."""
    till.catch_up()
    if till.week.dice.random() < 0.5:
        power_cut(till)  # with its write-ahead log
    till.close_program()
    names = [name for name in ("till.db", "till.db-wal", "journal.jsonl") if _has(till, name)]
    path = till.folder / till.week.dice.choice(names)
    data = bytearray(path.read_bytes())
    data[till.week.dice.randrange(len(data))] ^= 1 << till.week.dice.randrange(8)
    path.write_bytes(data)
    till.week.tell(f"a bit of {path.name} flipped")


def _has(till: Till, name: str) -> bool:
    path = till.folder / name
    return path.exists() and path.stat().st_size > 0


def database_lost(till: Till) -> None:
    """The database is deleted; the twin and the stick have what was sold."""
    till.catch_up()
    till.close_program()
    for name in ("till.db", "till.db-wal", "till.db-shm"):
        (till.folder / name).unlink(missing_ok=True)
    restore(till.folder, [till.stick], till.clock)


def laptop_dead(till: Till) -> None:
    """Another laptop carries on; sometimes the stick was behind, and the old one's disk is read."""
    before, seat = till.today, till.seat
    till.catch_up()
    kept = before.carried()
    behind = till.week.dice.random() < 0.5
    if behind:
        till.week.tell("the stick was behind")
        away = till.stick.with_name(till.stick.name + "-away")
        till.stick.rename(away)
        for _ in range(4):
            till.sell()
        till.close_program()
        away.rename(till.stick)
    till.close_program()
    old = till.folder
    grave = old.with_name(old.name + "-dead")
    old.rename(grave)
    till.seat += 1
    till.folder = till.week.fair.folder / f"laptop-{till.code}-{till.seat}"
    done = take_over(till.folder, [till.stick], till.clock, lead=LEAD, pin=PIN)
    assert done.signed, done
    till.week.truth.days[till.day, till.laptop] = kept
    set_safety(till.open(), till.stick)
    till.old.append((grave, seat))
    if behind or till.week.dice.random() < 0.5:
        old_laptop_wakes(till, grave, seat)


def old_laptop_wakes(till: Till, grave: Path, seat: int) -> None:
    """What was taken over sells on, closes and delivers beside the new laptop."""
    till.week.tell("the old laptop woke")
    now, new = till.clock.now(), (till.shop, till.folder, till.seat)
    till.shop, till.folder, till.seat = None, grave, seat
    for _ in range(2):
        till.sell()
    till.finish()
    till.clock.set(now)
    till.shop, till.folder, till.seat = new
    if till.shop is not None and till.shop.trouble is None:
        till.catch_up()


FAULTS: dict[str, Callable[[Till], None]] = {
    each.__name__: each
    for each in (
        program_killed,
        power_cut,
        full_disk,
        stick_pulled,
        clock_jumped,
        bit_flipped,
        database_lost,
        laptop_dead,
    )
}


def play(folder: Path, seed: int, *, days: int, tills: int, sales: int, faults: int) -> Week:
    """Play a week: about `sales` acts and `faults` faults over all days and tills."""
    week = Week(Fair(folder, days, tills), random.Random(seed), Truth(), Counter())
    globals()["LAST"] = week
    counters = [Till(week, str(number + 1)) for number in range(tills)]
    deck = _deck(week.dice, faults)
    part, each_day = sales // days, max(1, faults // days)
    for day in week.fair.days:
        for till in counters:
            till.begin(day)
        moments = sorted(week.dice.sample(range(part), min(each_day, part)))
        for moment in range(part):
            till = week.dice.choice(counters)
            if moment in moments and deck:
                name = deck.pop()
                week.tell(f"{name.replace('_', ' ')}: till {till.code}")
                FAULTS[name](till)
            till.act()
            if week.dice.random() < 0.02:
                till.resend(every=7)
        for till in counters:
            till.resend()
            till.finish()
        merge_into(week.fair.book, [week.fair.delivered])
    _accept_seats(week)
    return week


def _accept_seats(week: Week) -> None:
    """The office accepts laptops after one that died twice in a row without handing a file in."""
    night = LaptopClock(parse_stamp(f"{week.fair.days[-1]}T22:00:00+08:00"))
    for _ in range(20):
        found = book_status(week.fair.book, None, night).set_aside
        if not found:
            return
        assert {each.code for each in found} == {"seat_unproven"}, found
        seat = min(each.seat for each in found)
        first = next(each for each in found if each.seat == seat)
        assert not _delivered_anything(week, first.till, seat - 1), first
        week.tell("seat accepted by the office")
        accept_seat(week.fair.book, first.stand, first.till, seat, night)


def _delivered_anything(week: Week, till: str, seat: int) -> bool:
    return any(laptop == (till, seat) for _, laptop in week.delivered)


def _deck(dice: random.Random, faults: int) -> list[str]:
    """Names of faults, each kind as often as every other, give or take one."""
    names: list[str] = []
    while len(names) < faults:
        names += dice.sample(sorted(FAULTS), len(FAULTS))
    return names[:faults]
