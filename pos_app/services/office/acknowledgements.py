"""Receipts for hand-over: for every file in the book a message and a slip for its stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app.clock import Clock, stamp
from pos_app.dayfile.acknowledgement import (
    AcknowledgementFacts,
    acknowledgement_code,
    acknowledgement_qr_text,
)
from pos_app.dayfile.format import short_code
from pos_app.domain.event import TillIdentity
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay
from pos_app.office.office_key import office_key
from pos_app.office.plan.event_plan import EventPlan
from pos_app.services.day.chat_messages import DayNews, received_message
from pos_app.services.replace_file import write_fresh

if TYPE_CHECKING:
    from pos_app.languages import LanguageCode


@dataclass(frozen=True, slots=True)
class OfficeReceipt:
    """One file's receipt: `code` for typing, `signed` for scanning, `message` for a chat."""

    stand: str
    till: str
    seat: int
    day: str
    revision: int
    manifest: str
    at: str
    code: str
    signed: str
    message: str
    net: int

    @property
    def place(self) -> str:
        return TillIdentity("", self.stand, self.till, "", self.seat).place

    @property
    def name(self) -> str:
        """The name of its files, without their endings: for people, and unlike any other's."""
        return f"tanda-terima_{self.place}_{self.day}_r{self.revision}_{self.manifest[:8]}"

    def as_json(self) -> dict[str, Any]:
        names = ("stand", "till", "seat", "day", "revision", "manifest", "at", "code", "signed")
        return {name: getattr(self, name) for name in (*names, "message")}


def receipts(path: Path, clock: Clock, lang: LanguageCode = "id") -> list[OfficeReceipt]:
    """A receipt for every file in the book, signed by the office's key, in the order of stands.

    Raises PosError of `Book.open`; MachineError `office_key_missing`, `office_key_damaged`.
    """
    with Book.open(path, writing=False) as book:
        plan, days = book.plan, book.days()
    signer, at = office_key(path), stamp(clock.now())
    days.sort(key=lambda day: (*day.seat_day, day.revision, day.identity))
    made = []
    for day in days:
        facts = AcknowledgementFacts(
            event=plan.code,
            stand=day.stand,
            till=day.till,
            seat=day.seat,
            day=day.day,
            revision=day.revision,
            manifest=day.identity,
            at=at,
            key=signer.public_hex,
        )
        made.append(_receipt(plan, day, facts, acknowledgement_qr_text(facts, signer.sign), lang))
    return made


def _receipt(
    plan: EventPlan, day: BookDay, facts: AcknowledgementFacts, signed: str, lang: LanguageCode
) -> OfficeReceipt:
    code, totals = acknowledgement_code(day.identity), day.breakdown.totals
    net, file_code = totals.net, short_code(day.identity)
    news = DayNews(day.day, day.revision, net, totals.sales, file_code)
    place = TillIdentity("", day.stand, day.till, "", day.seat).place
    message = received_message(plan.name, place, news, code, lang)
    parts = (day.stand, day.till, day.seat, day.day, day.revision, day.identity)
    return OfficeReceipt(*parts, facts.at, code, signed, message, net)


def receipt_pdf(plan: EventPlan, receipt: OfficeReceipt, lang: LanguageCode = "id") -> bytes:
    """The slip of a receipt, on paper of 80 mm."""
    from pos_app.printing.acknowledgement_slip import AcknowledgementSlip, acknowledgement_blocks
    from pos_app.printing.pdf import to_pdf

    planned = plan.stand(receipt.stand)
    slip = AcknowledgementSlip(
        event_name=plan.name,
        stand_name=(planned.name if planned else "") or f"Stan {receipt.stand}",
        place=receipt.place,
        day=receipt.day,
        revision=receipt.revision,
        net=receipt.net,
        file_code=short_code(receipt.manifest),
        code=receipt.code,
        signed=receipt.signed,
        at=receipt.at,
    )
    return to_pdf(acknowledgement_blocks(slip, lang), 80)


def write_receipts(
    path: Path, folder: Path, clock: Clock, lang: LanguageCode = "id"
) -> list[tuple[OfficeReceipt, list[Path]]]:
    """Writes a .txt and a .pdf for every file in the book into `folder`, and one `semua.txt` with
    all messages, stand by stand; returns each receipt with its files.

    Raises as `receipts`; MachineError `report_unwritable`, `report_disk_full`.
    """
    with Book.open(path, writing=False) as book:
        plan = book.plan
    found = [(receipt, _files(folder, receipt)) for receipt in receipts(path, clock, lang)]
    for receipt, (text, pdf) in found:
        write_fresh(text, f"{receipt.message}\n".encode())
        write_fresh(pdf, receipt_pdf(plan, receipt, lang))
    messages = "\n\n".join(receipt.message for receipt, _ in found)
    write_fresh(folder / "semua.txt", f"{messages}\n".encode())
    return found


def _files(folder: Path, receipt: OfficeReceipt) -> list[Path]:
    return [folder / f"{receipt.name}.txt", folder / f"{receipt.name}.pdf"]
