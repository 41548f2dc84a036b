"""The evening's messages to the makers, with a picture of each statement."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pos_app.clock import Clock
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.report.issue import Letterhead
from pos_app.office.report.maker_messages import MakerMessage, maker_messages
from pos_app.office.report.report import file_names
from pos_app.office.report.statements import statements_of
from pos_app.services.office.chat_links import whatsapp_link
from pos_app.services.office.event_book import book_status
from pos_app.services.office.letterheads import letterhead_of
from pos_app.services.office.reports import maker_statement_pdf
from pos_app.services.replace_file import replace_file

__all__ = [
    "MakerMessage",
    "WrittenMessage",
    "link_picture",
    "messages_of_book",
    "statement_picture",
    "write_messages",
]

PICTURE_SCALE = 2.0  # pixels per point: 1190 x 1684, what a chat leaves of a picture
QR_SCALE = 6  # pixels per module


@dataclass(frozen=True, slots=True)
class WrittenMessage:
    """A message with the link that opens its chat, empty without a telephone, and its files."""

    message: MakerMessage
    link: str
    files: tuple[Path, ...]

    def as_json(self) -> dict[str, Any]:
        """Returns the message for a program."""
        message = self.message
        return {
            "maker": message.maker,
            "name": message.settlement.name,
            "phone": message.phone,
            "qty_today": message.pieces,
            "due_today": message.due,
            "due": message.settlement.due,
            "payable": message.settlement.payable,
            "state": "provisional" if message.provisional else "complete",
            "text": message.text,
            "link": self.link,
            "files": [str(path) for path in self.files],
        }


def messages_of_book(
    book: Path, through: str | None, clock: Clock, lang: LanguageCode = DEFAULT_LANGUAGE
) -> tuple[MakerMessage, ...]:
    """Returns the message to each maker of a book. Raises as `book_status` does."""
    return maker_messages(book_status(book, through, clock, goods=True), lang)


def statement_picture(
    book: Path,
    maker: str,
    through: str | None,
    clock: Clock,
    lang: LanguageCode = DEFAULT_LANGUAGE,
    letterhead: Letterhead | None = None,
) -> bytes | None:
    """Returns the first page of a maker's statement as a PNG; it bears the whole account.

    None for a maker of whom nothing was sold or paid.
    """
    pdf = maker_statement_pdf(book, maker, through, clock, lang, letterhead)
    return None if pdf is None else _picture_of(pdf)


def _picture_of(pdf: bytes) -> bytes:
    from PIL import Image

    from pos_app.printing.preview import picture

    page = picture(pdf, 0, PICTURE_SCALE)
    buffer = BytesIO()
    image = Image.frombytes("RGB", (page.width, page.height), page.pixels)
    image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def link_picture(link: str) -> bytes:
    """Returns a QR code of a chat's link as a PNG, for a phone that stands by."""
    import segno

    buffer = BytesIO()
    segno.make_qr(link, error="l").save(buffer, kind="png", scale=QR_SCALE, border=4)
    return buffer.getvalue()


def write_messages(
    book: Path,
    folder: Path,
    through: str | None,
    clock: Clock,
    lang: LanguageCode = DEFAULT_LANGUAGE,
    letterhead: Letterhead | None = None,
) -> list[WrittenMessage]:
    """Writes text, picture and QR code of every message into `folder`; returns the messages.

    Raises as `book_status` does; MachineError `report_unwritable`, `report_disk_full`.
    """
    from pos_app.office.report.issue import issue_of
    from pos_app.office.report.statement_paper import statement_pdf

    status = book_status(book, through, clock, goods=True)
    issue = issue_of(status, letterhead_of(status.plan, letterhead), clock.now(), lang)
    statements = {each.settlement.maker: each for each in statements_of(status)}
    messages = maker_messages(status, lang)
    found = []
    for message, name in zip(messages, file_names(m.settlement for m in messages), strict=True):
        link = whatsapp_link(message.phone, message.text)
        contents = {f"{name}.txt": message.text.encode() + b"\n"}
        if message.maker in statements:
            contents[f"{name}.png"] = _picture_of(statement_pdf(issue, statements[message.maker]))
        if link:
            contents[f"{name}-chat.png"] = link_picture(link)
        for file, content in contents.items():
            replace_file(folder / file, content)
        files = tuple(folder / file for file in contents)
        found.append(WrittenMessage(message, link, files))
    return found
