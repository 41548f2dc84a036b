"""Reads the first sheet of an xlsx, ods or xls workbook; cells with formulas are refused."""

from __future__ import annotations

import datetime
import io
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pos_app.errors import PosError, Problem
from pos_app.sheets.archive import STYLES, SheetArchive, repack
from pos_app.sheets.scan import parse_xml, scan_ods, scan_xlsx
from pos_app.sheets.table import Cell, Formulas, Record, Table, build_table, check_size

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


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A workbook that passed the checks: its bytes, the name of the sheet, its formulas.

    If `sheet` is None (xls), the first visible sheet is read.
    """

    data: bytes
    sheet: str | None
    formulas: Formulas


def read_workbook(data: bytes, file: str) -> Table:
    """Return the table in the first sheet. Raises PosError `sheet_…` if the sheet is refused."""
    try:
        return _read(data, file)
    except (PosError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        # Damaged files raise errors of many types: zip, XML and number errors, and panics of the
        # library's Rust core, which are not subclasses of Exception.
        raise PosError("sheet_unreadable") from error


def _read(data: bytes, file: str) -> Table:
    prepared = _prepare(data)
    records, others = _load(prepared)
    table = build_table(file, records, formulas=prepared.formulas)
    if not others:
        return table
    note = Problem("sheet_others_ignored", "warning", {"count": others}, file)
    return replace(table, problems=(note, *table.problems))


def _prepare(data: bytes) -> _Prepared:
    """Check and scan the workbook; an xls is not a zip, and its formulas cannot be seen."""
    if not data.startswith(b"PK"):
        return _Prepared(data, None, Formulas())
    archive = SheetArchive(data)
    if "xl/workbook.xml" in archive:
        return _prepare_xlsx(archive)
    parts = _members(archive, _ODS_PARTS)
    formulas, sheet = scan_ods(parts["content.xml"])
    return _Prepared(repack(parts.items()), sheet, formulas)


def _prepare_xlsx(archive: SheetArchive) -> _Prepared:
    sheet, member = _first_sheet(archive)
    parts = _members(archive, (*_XLSX_PARTS, member))
    formulas = scan_xlsx(parts[member], parts.get("xl/sharedStrings.xml", b""))
    return _Prepared(repack(parts.items()), sheet, formulas)


def _members(archive: SheetArchive, wanted: tuple[str, ...]) -> dict[str, bytes]:
    """Return the wanted members that exist."""
    return {name: archive.read(name) for name in wanted if name in archive}


def _first_sheet(archive: SheetArchive) -> tuple[str, str]:
    """Return the name and member of the first visible sheet with cells."""
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
    for sheet in sheets:
        if sheet.get("id") in targets:
            return sheet["name"], targets[sheet["id"]]
    raise PosError("sheet_empty")


def _load(prepared: _Prepared) -> tuple[Iterator[Record], int]:
    """Return the records of the chosen sheet, and the number of other visible sheets."""
    import python_calamine as calamine  # loaded on use, because most tills import no workbook

    workbook = calamine.load_workbook(io.BytesIO(prepared.data))
    shown = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == calamine.SheetVisibleEnum.Visible
        and sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    if not shown:
        raise PosError("sheet_empty")
    sheet = workbook.get_sheet_by_name(prepared.sheet or shown[0])
    check_size(sheet.total_height, sheet.total_width)
    rows = sheet.to_python(skip_empty_area=False)
    return _records(rows), len(set(shown) - {sheet.name})


def _records(rows: Iterable[Sequence[object]]) -> Iterator[Record]:
    """Yield the rows of the sheet, counted from its top."""
    for row, values in enumerate(rows, 1):
        yield row, [_cell(value) for value in values]


def _cell(value: object) -> Cell:
    """Return a value as a cell: whole numbers as int, dates and times as ISO text."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
