"""Acknowledgements: for every day file in the book, a chat message and a slip for its stand."""

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
from pos_app.services.day.chat_messages import DaySummary, acknowledgement_message
from pos_app.services.office.buyers import forget_requests
from pos_app.services.replace_file import replace_file
from pos_app.texts import text

if TYPE_CHECKING:
    from pos_app.languages import LanguageCode


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """The acknowledgement of one file; `code` is to be typed, `signed` scanned."""

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
        """The till as people write it: `A07-1`."""
        return TillIdentity("", self.stand, self.till, "", self.seat).place

    @property
    def name(self) -> str:
        """The name of its files without extension, which no other acknowledgement has."""
        return f"tanda-terima_{self.place}_{self.day}_r{self.revision}_{self.manifest[:8]}"

    def as_json(self) -> dict[str, Any]:
        """Returns it as the command prints it."""
        names = ("stand", "till", "seat", "day", "revision", "manifest", "at", "code", "signed")
        return {name: getattr(self, name) for name in (*names, "message")}


def acknowledgements(path: Path, clock: Clock, lang: LanguageCode = "id") -> list[Acknowledgement]:
    """Returns an acknowledgement of every file, signed by the office's key, in order of stands.

    Raises PosError with the codes of `Book.open`; MachineError `office_key_missing`,
    `office_key_damaged`.
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
        made.append(
            _acknowledgement(plan, day, facts, acknowledgement_qr_text(facts, signer.sign), lang)
        )
    return made


def _acknowledgement(
    plan: EventPlan, day: BookDay, facts: AcknowledgementFacts, signed: str, lang: LanguageCode
) -> Acknowledgement:
    code, totals = acknowledgement_code(day.identity), day.breakdown.totals
    net, file_code = totals.net, short_code(day.identity)
    summary = DaySummary(day.day, day.revision, net, totals.sales, file_code)
    place = TillIdentity("", day.stand, day.till, "", day.seat).place
    message = acknowledgement_message(plan.name, place, summary, code, lang)
    parts = (day.stand, day.till, day.seat, day.day, day.revision, day.identity)
    return Acknowledgement(*parts, facts.at, code, signed, message, net)


def acknowledgement_pdf(
    plan: EventPlan, found: Acknowledgement, lang: LanguageCode = "id"
) -> bytes:
    """Returns the slip of an acknowledgement as a PDF, for paper of 80 mm."""
    from pos_app.printing.acknowledgement_slip import AcknowledgementSlip, acknowledgement_blocks
    from pos_app.printing.pdf import to_pdf

    planned = plan.stand(found.stand)
    slip = AcknowledgementSlip(
        event_name=plan.name,
        stand_name=(planned.name if planned else "") or f"Stan {found.stand}",
        place=found.place,
        day=found.day,
        revision=found.revision,
        net=found.net,
        file_code=short_code(found.manifest),
        code=found.code,
        signed=found.signed,
        at=found.at,
    )
    return to_pdf(acknowledgement_blocks(slip, lang), 80)


def write_acknowledgements(
    path: Path, folder: Path, clock: Clock, lang: LanguageCode = "id"
) -> list[tuple[Acknowledgement, list[Path]]]:
    """Writes a .txt and a .pdf for every file in the book, and `semua.txt` with all messages.

    A till that has contacts to delete gets a `hapus_….txt` with the office's signed request.

    Returns each acknowledgement with its files. Raises as `acknowledgements`, and MachineError
    `report_unwritable`, `report_disk_full`.
    """
    with Book.open(path, writing=False) as book:
        plan = book.plan
    found = [(each, _files(folder, each)) for each in acknowledgements(path, clock, lang)]
    for each, (words, pdf) in found:
        replace_file(words, f"{each.message}\n".encode())
        replace_file(pdf, acknowledgement_pdf(plan, each, lang))
    messages = [each.message for each, _ in found]
    for (stand, till), texts in forget_requests(path, clock).items():
        asked = forget_message(plan, stand, till, texts, lang)
        replace_file(folder / f"hapus_{stand}-{till}.txt", f"{asked}\n".encode())
        messages.append(asked)
    replace_file(folder / "semua.txt", ("\n\n".join(messages) + "\n").encode())
    return found


def forget_message(
    plan: EventPlan, stand: str, till: str, texts: list[str], lang: LanguageCode
) -> str:
    """Returns the message that asks a till to delete contacts; it names nobody."""
    asked = text("contacts", "forget", lang).format(event=plan.name, place=f"{stand}-{till}")
    return "\n".join((asked, *texts))


def _files(folder: Path, found: Acknowledgement) -> list[Path]:
    return [folder / f"{found.name}.txt", folder / f"{found.name}.pdf"]
