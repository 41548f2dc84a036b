"""Making a new book for an event that was typed in a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pos_app.bounded.files import read_bounded
from pos_app.clock import Clock
from pos_app.domain.catalogue import Maker
from pos_app.domain.maker_card import MakerCard
from pos_app.domain.staff import Role
from pos_app.errors import MachineError, Problem, Refused
from pos_app.office.plan.event_plan import (
    MAX_BYTES,
    EventPlan,
    PlannedStand,
    read_foreign_plan,
    read_plan,
)
from pos_app.office.plan.plan_days import event_days
from pos_app.office.plan.plan_text import (
    EventDraft,
    MakerDraft,
    StaffDraft,
    StandDraft,
    photo_name,
    plan_toml,
)
from pos_app.services.catalogue.import_export import sheet_text
from pos_app.services.office import event_book
from pos_app.services.office.card_reading import book_cards
from pos_app.sheets.goods import GoodsSheet
from pos_app.sheets.reader import MAX_BYTES as MAX_SHEET_BYTES

__all__ = [
    "EventDraft",
    "MakerDraft",
    "StaffDraft",
    "StandDraft",
    "draft_from",
    "draft_problems",
    "event_toml",
    "new_book",
]


def event_toml(draft: EventDraft) -> str:
    """Returns the event as the text of a file that `office init` reads."""
    return plan_toml(draft)


def draft_problems(draft: EventDraft) -> tuple[Problem, ...]:
    """Returns every problem of a draft; none if a book can be made from it."""
    try:
        read_plan(plan_toml(draft).encode())
    except Refused as error:
        return error.problems
    return ()


def new_book(
    path: Path, draft: EventDraft, goods: Path | GoodsSheet | None = None
) -> tuple[Problem, ...]:
    """Makes a book at `path` for the event that was typed; its TOML and sheet are copied beside it.

    `goods` is the sheet with the goods of all stands, or what was checked and accepted of one:
    then a sheet in our own form with those goods is written. Returns the warnings. Raises Refused
    for a plan or a sheet that cannot be used; PosError `book_exists`, `book_folder_missing`;
    MachineError `report_unwritable`, `key_unwritable`. Nothing is written then.
    """
    with TemporaryDirectory() as folder:
        event = Path(folder, path.with_suffix(".toml").name)
        sheet = _write_goods(Path(folder, path.with_suffix(".goods").name), goods)
        named = replace(draft, goods=sheet.name) if sheet else draft
        event.write_text(plan_toml(named), encoding="utf-8", newline="\n")
        pictures = _write_pictures(Path(folder), draft.makers)
        warnings = event_book.init_book(path, event)
        _copy_beside(path, [event, *([sheet] if sheet else []), *pictures])
    return warnings


def _write_pictures(folder: Path, makers: Iterable[MakerDraft]) -> list[Path]:
    """Writes the makers' pictures where the plan names them."""
    written = []
    for maker in makers:
        if maker.card is not None and photo_name(maker):
            written.append(folder / photo_name(maker))
            written[-1].write_bytes(maker.card.photo)
    return written


def _write_goods(start: Path, goods: Path | GoodsSheet | None) -> Path | None:
    """Writes the sheet of goods whose name begins like `start`; returns its path."""
    if goods is None:
        return None
    if isinstance(goods, Path):
        sheet = start.with_name(start.name + goods.suffix)
        sheet.write_bytes(read_bounded(goods, MAX_SHEET_BYTES))
    else:
        sheet = start.with_name(start.name + ".csv")
        sheet.write_bytes(sheet_text(goods.good or ()))
    return sheet


def draft_from(path: Path, clock: Clock) -> EventDraft:
    """Returns a new fair's draft with the stands, tills, makers and staff of an earlier one.

    What is told of the makers comes along. `path` is the earlier fair's book or event file. A
    book's confirmed net becomes what the new fair is held against. Code, name and days are left to
    the person. Raises as `Book.open`, `event_book.init_book` and `status_in` do.
    """
    if path.suffix.lower() == ".toml":
        plan, _ = read_foreign_plan(read_bounded(path, MAX_BYTES), str(path))
        return _draft(plan, None, plan.cards)
    status = event_book.book_status(path, None, clock)
    return _draft(status.plan, status.totals.net or None, book_cards(path).cards)


def _draft(plan: EventPlan, net: int | None, cards: Mapping[str, MakerCard]) -> EventDraft:
    counted = net is not None
    return EventDraft(
        "",
        "",
        "",
        "",
        cash_rounding=plan.cash_rounding,
        receipt_footer=plan.receipt_footer,
        earlier_name=plan.name if counted else "",
        earlier_net=net,
        earlier_days=len(event_days(plan.start, plan.end)) if counted else None,
        stands=tuple(stand_draft(stand) for stand in plan.stands),
        makers=tuple(
            replace(maker_draft(plan, maker), card=cards.get(maker.code)) for maker in plan.makers
        ),
        staff=tuple(
            StaffDraft(p.person.code, p.person.name, p.person.role is Role.LEAD, p.stand)
            for p in plan.staff
        ),
    )


def stand_draft(stand: PlannedStand, days: str = "") -> StandDraft:
    """Returns a planned stand as it would be typed."""
    counted = stand.tills == tuple(str(n + 1) for n in range(len(stand.tills)))
    codes = () if counted else stand.tills
    return StandDraft(
        stand.code, stand.name, len(stand.tills), stand.phone, stand.qris, days, codes
    )


def maker_draft(plan: EventPlan, maker: Maker) -> MakerDraft:
    """Returns a planned maker as it would be typed."""
    whole, part = divmod(maker.share_bp, 100)
    share = f"{whole},{part:02}".rstrip("0") if part else str(whole)
    phone = plan.maker_phones.get(maker.code, "")
    return MakerDraft(maker.code, maker.name, share, maker.discount_by, phone)


def _copy_beside(book: Path, files: Iterable[Path]) -> None:
    """Copies the files beside the book for people to read; the book does not need them.

    A file that is there already stays.
    """
    for file in files:
        target = book.with_name(file.name)
        if target.exists():
            continue
        try:
            target.write_bytes(file.read_bytes())
        except OSError as error:
            raise MachineError("report_unwritable", file=str(target)) from error
