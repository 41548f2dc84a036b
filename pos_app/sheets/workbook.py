"""Reads one sheet of an xlsx, ods or xls workbook."""

from __future__ import annotations

import datetime
import io
import math
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pos_app.errors import PosError, Problem
from pos_app.sheets.archive import STYLES, SheetArchive, repack
from pos_app.sheets.grid import Grid, filled_rows
from pos_app.sheets.header_row import LOOK_ROWS, how_well, is_own_header
from pos_app.sheets.header_words import key_of
from pos_app.sheets.scan import parse_xml, scan_ods, scan_xlsx, text_lengths
from pos_app.sheets.table import Cell, Formulas, Record, check_size

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_XLSX_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    STYLES,
)
_ODS_PARTS = ("mimetype", "META-INF/manifest.xml", "content.xml")
_EXACT = 2**53
MAX_SHEETS = 12
"""So many sheets of a workbook are looked at to find the goods."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A workbook that passed the checks: its bytes, and the formulas of the sheets to look at.

    Without `sheets` (xls) every visible sheet is looked at.
    """

    data: bytes
    sheets: Mapping[str, Formulas]


def read_workbook(data: bytes, file: str, wanted: str = "") -> Grid:
    """Return the cells of the sheet called `wanted`, else of the one that looks most like goods.

    Of sheets that look alike the first is taken. Raises PosError `sheet_…` if the workbook is
    refused, `sheet_name_unknown`.
    """
    try:
        return _read(data, file, wanted)
    except (PosError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        # Damaged files raise errors of many types: zip, XML and number errors, and panics of the
        # library's Rust core, which are not subclasses of Exception.
        raise PosError("sheet_unreadable") from error


def _read(data: bytes, file: str, wanted: str) -> Grid:
    first = _Book(_prepare(data, wanted, MAX_SHEETS if wanted else 1), wanted)
    if wanted or len(first.shown) == 1 or is_own_header(first.top(first.shown[0])):
        return first.grid(file, first.shown[0] if not wanted else first.named(wanted))
    book = _Book(_prepare(data, "", MAX_SHEETS))
    return book.grid(file, book.likeliest())


def _prepare(data: bytes, wanted: str, most: int) -> _Prepared:
    """Check and scan the workbook; an xls is not a zip, and its formulas cannot be seen."""
    if not data.startswith(b"PK"):
        return _Prepared(data, {})
    archive = SheetArchive(data)
    if "xl/workbook.xml" in archive:
        return _prepare_xlsx(archive, wanted, most)
    parts = _members(archive, _ODS_PARTS)
    return _Prepared(repack(parts.items()), scan_ods(parts["content.xml"]))


def _prepare_xlsx(archive: SheetArchive, wanted: str, most: int) -> _Prepared:
    """Scan the first `most` visible sheets, or the one that is wanted.

    A later sheet that is too large is left out, as nobody asked for it.
    """
    sheets = _visible_sheets(archive)
    if wanted:
        sheets = {name: sheets[name] for name in sheets if key_of(name) == key_of(wanted)} or sheets
    parts = _members(archive, _XLSX_PARTS)
    strings = parts.get("xl/sharedStrings.xml", b"")
    lengths = text_lengths(strings) if strings else []
    found: dict[str, Formulas] = {}
    for name, member in list(sheets.items())[:most]:
        try:
            content = archive.read(member)
            found[name] = scan_xlsx(content, lengths)
        except PosError:
            if not found:
                raise
            continue
        parts[member] = content
    return _Prepared(repack(parts.items()), found)


def _members(archive: SheetArchive, wanted: tuple[str, ...]) -> dict[str, bytes]:
    """Return the wanted members that exist."""
    return {name: archive.read(name) for name in wanted if name in archive}


def _visible_sheets(archive: SheetArchive) -> dict[str, str]:
    """Return the members of the visible sheets with cells, by their names and in their order."""
    sheets: list[Mapping[str, str]] = []
    targets: dict[str, str] = {}

    def on_sheet(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            sheets.append(attributes)

    def on_relation(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes["Type"].endswith("/worksheet"):
            targets[attributes["Id"]] = posixpath.join("xl", attributes["Target"]).lstrip("/")

    parse_xml(archive.read("xl/workbook.xml"), on_sheet)
    parse_xml(archive.read("xl/_rels/workbook.xml.rels"), on_relation)
    found = {s["name"]: targets[s["id"]] for s in sheets if s.get("id") in targets}
    if not found:
        raise PosError("sheet_empty")
    return found


class _Book:
    """The visible sheets of a workbook that passed the checks."""

    def __init__(self, prepared: _Prepared, wanted: str = "") -> None:
        import python_calamine as calamine  # loaded on use, because most tills import no workbook

        self._formulas = prepared.sheets
        self._book = calamine.load_workbook(io.BytesIO(prepared.data))
        self.shown = [
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible
            and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        if not self.shown:
            raise PosError("sheet_empty")

    def named(self, wanted: str) -> str:
        """Return the name of the sheet that is wanted. Raises PosError `sheet_name_unknown`."""
        for name in self.shown:
            if key_of(name) == key_of(wanted):
                return name
        raise PosError("sheet_name_unknown", sheet=wanted[:60], known=", ".join(self.shown)[:300])

    def top(self, name: str, rows: int = LOOK_ROWS) -> tuple[Record, ...]:
        """Return the first rows of a sheet that hold anything; none of an unreadable one."""
        try:
            return filled_rows(_records(self._sheet(name).to_python(False, rows)))
        except PosError:
            return ()

    def likeliest(self) -> str:
        """Return the name of the sheet whose head was recognised best."""
        names = [name for name in self.shown if not self._formulas or name in self._formulas]
        scores = {name: how_well(self.top(name)) for name in names[:MAX_SHEETS]}
        return max(scores, key=lambda name: scores[name])

    def grid(self, file: str, name: str) -> Grid:
        """Return the cells of a sheet, with the values of merged cells in each of their rows."""
        sheet = self._sheet(name)
        rows = sheet.to_python(skip_empty_area=False)
        _fill_merged(rows, sheet.merged_cell_ranges or ())
        others = len(set(self.shown) - {name})
        facts = {"count": others, "sheet": name[:60]}
        note = Problem("sheet_others_ignored", "warning", facts, file)
        return Grid(
            file,
            filled_rows(_records(rows)),
            (note,) if others else (),
            formulas=self._formulas.get(name, Formulas()),
            sheet=name,
            sheets=tuple(self.shown),
        )

    def _sheet(self, name: str) -> CalamineSheet:
        sheet = self._book.get_sheet_by_name(name)
        check_size(sheet.total_height, sheet.total_width)
        return sheet


Place = tuple[int, int]


def _fill_merged(rows: list[list[Any]], merged: Sequence[tuple[Place, Place]]) -> None:
    """Write the value of cells that are merged downwards into each of their rows."""
    for (top, left), (bottom, right) in merged:
        if left != right or top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top + 1 : bottom + 1]:
            if row[left] == "":
                row[left] = value


def _records(rows: Iterable[Sequence[object]]) -> Iterator[Record]:
    """Yield the rows of the sheet, counted from its top."""
    for row, values in enumerate(rows, 1):
        yield row, [_cell(value) for value in values]


def _cell(value: object) -> Cell:
    """Return a value as a cell: whole numbers as int, dates and times as ISO text.

    Of a fraction there are 15 digits, as spreadsheets show it: 45500.00000000001 is 45500.
    """
    if isinstance(value, float) and math.isfinite(value):
        value = float(f"{value:.15g}")
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
