"""A closed day by light: its codes on screen, as pictures, on sheets of paper and on a roll."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.day import Totals
from pos_app.errors import MachineError, PosError
from pos_app.services.answer_once import answering, first_answer
from pos_app.services.day import day_export
from pos_app.services.day.business_day import closed_day
from pos_app.services.shop.shop import Shop
from pos_app.store.business_days import ClosedDay

if TYPE_CHECKING:
    from pos_app.light.codes import LightLabel
    from pos_app.printing.blocks import Layout

ROLLS = (80, 58)


class LightForm(StrEnum):
    """What becomes of the codes: pictures of screens, or paper."""

    SHEET = "sheet"
    SCREENS = "screens"


@dataclass(frozen=True, slots=True)
class LightDay:
    """A closed day as codes, any `need` of which are enough."""

    close: ClosedDay
    label: LightLabel
    codes: tuple[bytes, ...]
    need: int

    @property
    def screens(self) -> list[Sequence[bytes]]:
        """The codes of each screen."""
        from pos_app.light.pictures import screens_of

        return screens_of(self.codes)

    def picture(self, screen: int, size: tuple[int, int], *, foot: bool = True) -> bytes:
        """Returns the picture of a screen (from 0), `size` pixels large, as PNG.

        Without `foot` the lowest seventeenth stays white.
        """
        from pos_app.light.pictures import screen_png

        screens = self.screens
        return screen_png(screens[screen], self.label, screen, len(screens), size, foot=foot)

    def sheet(self) -> bytes:
        """Returns all codes on A4 pages, as PDF."""
        from pos_app.light.papers import sheet_pdf

        return sheet_pdf(self.codes, self.label)

    def roll(self, dots: int) -> Layout:
        """Returns all codes one below the other, for a printer with that many dots across."""
        from pos_app.light.papers import roll_layout

        return roll_layout(self.codes, self.label, dots)


@dataclass(frozen=True, slots=True)
class ExportedLight:
    """The files that were written: one for each screen, or one with all pages."""

    paths: tuple[Path, ...]
    day: LightDay

    @property
    def manifest(self) -> str:
        """The identity of the day file that the codes carry."""
        return self.day.close.manifest

    @property
    def code(self) -> str:
        """Its short code, which stands on every screen and page."""
        return self.day.close.code

    @property
    def totals(self) -> Totals:
        """The totals of the day."""
        return self.day.close.totals


def light_day(shop: Shop, day: str) -> LightDay:
    """Returns the codes of a closed day, after putting it together again from the last of them.

    Raises PosError `day_unknown`, `day_still_open`, `light_too_large`; MachineError
    `day_file_damaged`.
    """
    from pos_app.light.codes import LightLabel, day_codes, read_code
    from pos_app.light.collect import combine
    from pos_app.light.packing import pack_day

    close = closed_day(shop, day)
    file, head = day_export.stored_day(shop, close)
    label = LightLabel(
        event=head.event,
        stand=head.stand,
        till=head.till,
        seat=head.seat,
        day=head.day,
        revision=head.revision,
        training=head.training,
        manifest=close.manifest,
    )
    packed = pack_day(file)
    codes = day_codes(packed, label)
    read = [code for code in map(read_code, codes) if code is not None]
    need = read[0].need
    if combine(read[-need:]) != packed:
        raise AssertionError("the codes do not give the day back")
    return LightDay(close, label, tuple(codes), need)


def export_light(
    shop: Shop, day: str, folder: Path, form: LightForm, width: int | None = None, *, ref: str = ""
) -> ExportedLight:
    """Writes a closed day's codes into `folder` and notes it like the export of the day file.

    With a `width` of 80 or 58 (mm) the sheet is for a roll. Every picture of a screen is read back
    as a camera would. Raises as `light_day` and `day_export.export_day`, `paper_width_unknown`, and
    `light_not_noted` where the files are whole and only the till does not know them.
    """
    if width is not None and width not in ROLLS:
        raise PosError("paper_width_unknown", width=width)
    found = light_day(shop, day)
    asked = {"light": found.close.manifest, "to": str(folder.absolute()), "form": f"{form}{width}"}
    known = first_answer(shop, ref, asked)
    if known is not None:
        return ExportedLight(tuple(Path(each) for each in known["paths"]), found)
    day_export.make_folder(folder)
    if form is LightForm.SHEET:
        paths: tuple[Path, ...] = (_write_sheet(found, folder, width),)
    else:
        paths = _write_screens(found, folder)
    with answering(shop, ref, asked, lambda: {"paths": [str(path) for path in paths]}):
        _note(shop, found, paths[0])
    return ExportedLight(paths, found)


def note_shown(shop: Shop, found: LightDay) -> None:
    """Notes that the codes were shown or printed. Raises MachineError `light_not_noted`."""
    _note(shop, found, Path(f"{_stem(found)}_foto"))


def _note(shop: Shop, found: LightDay, path: Path) -> None:
    try:
        day_export.note_export(shop, found.close, path)
    except MachineError as error:
        raise MachineError("light_not_noted", **error.facts) from error


def _stem(found: LightDay) -> str:
    return found.close.file_name.removesuffix(".zip")


def _write_screens(found: LightDay, folder: Path) -> tuple[Path, ...]:
    from pos_app.dayfile.durable_write import write_durably
    from pos_app.light.pictures import SCREEN

    paths = []
    screens = found.screens
    for screen, codes in enumerate(screens):
        name = f"{_stem(found)}_layar-{screen + 1}-dari-{len(screens)}.png"
        picture = found.picture(screen, SCREEN)
        paths.append(write_durably(picture, folder, name, partial(_check_picture, codes, folder)))
    return tuple(paths)


def _check_picture(codes: Sequence[bytes], folder: Path, picture: bytes) -> None:
    """Raises MachineError `export_not_verified` unless the picture shows exactly the codes."""
    from pos_app.light.pictures import codes_on

    if sorted(codes_on(picture)) != sorted(codes):
        raise MachineError("export_not_verified", path=str(folder))


def _write_sheet(found: LightDay, folder: Path, width: int | None) -> Path:
    from pos_app.dayfile.durable_write import write_durably
    from pos_app.light.papers import PRINT_DOTS
    from pos_app.printing.pdf import to_pdf

    if width is None:
        name, pdf = "lembar", found.sheet()
    else:
        name, pdf = f"rol-{width}mm", to_pdf(found.roll(PRINT_DOTS[width]), width)

    def check(data: bytes) -> None:
        if data != pdf:
            raise MachineError("export_not_verified", path=str(folder))

    return write_durably(pdf, folder, f"{_stem(found)}_{name}.pdf", check)
