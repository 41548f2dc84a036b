"""Who issues the office's papers: from the plan, or as the office chose on this laptop."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from pos_app.errors import MachineError
from pos_app.languages import LanguageCode, known_language
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.report.issue import Letterhead
from pos_app.services.catalogue.picture_files import decoded, read_picture
from pos_app.services.office.settings import OfficeSettings
from pos_app.services.replace_file import replace_file

__all__ = [
    "Letterhead",
    "letterhead_of",
    "paper_language",
    "read_logo",
    "store_letterhead",
    "store_paper_language",
    "stored_letterhead",
]

LONGEST = 600
"""The longer side of a logo, in pixels: sharp at the size it is printed in."""
_LOGO = "letterhead.png"
_ISSUER, _PLACE = "letterhead_issuer", "letterhead_place"
_LANGUAGE = "paper_language"


def letterhead_of(plan: EventPlan, chosen: Letterhead | None = None) -> Letterhead:
    """Returns what was chosen; issuer and place are the plan's where nothing was."""
    chosen = chosen or Letterhead()
    return replace(chosen, issuer=chosen.issuer or plan.issuer, place=chosen.place or plan.place)


def paper_language(settings: OfficeSettings) -> LanguageCode:
    """Returns the language that was chosen for the papers; Indonesian where none was."""
    return known_language(settings.get(_LANGUAGE))


def store_paper_language(settings: OfficeSettings, code: LanguageCode) -> None:
    """Stores the language of the papers. Raises MachineError `office_settings_unwritable`."""
    settings.set(_LANGUAGE, code)


def stored_letterhead(settings: OfficeSettings) -> Letterhead:
    """Returns the letterhead that the office chose on this laptop; parts of it may be empty."""
    try:
        logo = _logo_path(settings).read_bytes()
    except OSError:
        logo = b""
    return Letterhead(settings.get(_ISSUER), settings.get(_PLACE), logo)


def store_letterhead(settings: OfficeSettings, chosen: Letterhead) -> None:
    """Stores the letterhead. Raises MachineError `office_settings_unwritable`."""
    settings.set(_ISSUER, chosen.issuer)
    settings.set(_PLACE, chosen.place)
    path = _logo_path(settings)
    if chosen.logo:
        replace_file(path, chosen.logo)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise MachineError("office_settings_unwritable", file=str(path)) from error


def read_logo(path: Path) -> bytes:
    """Returns a picture as the PNG of a logo.

    Raises PosError `photo_unreadable`, `photo_too_large`; MachineError `reader_not_started`.
    """
    return read_picture(path, _png)


def _png(data: bytes) -> bytes:
    """In another process: the picture on white, as small as the paper needs it."""
    from PIL import Image

    picture = decoded(data, "RGBA", LONGEST)
    white = Image.new("RGBA", picture.size, "white")
    file = BytesIO()
    Image.alpha_composite(white, picture).convert("RGB").save(file, "PNG")
    return file.getvalue()


def _logo_path(settings: OfficeSettings) -> Path:
    return settings.path.with_name(_LOGO)
