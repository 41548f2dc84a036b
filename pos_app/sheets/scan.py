"""Scans the XML of a sheet for formulas, and for the size that the sheet would have in memory.

A few bytes can name a cell in row 1,048,576, repeat a row a million times, or put one long text
into every cell. The scan counts all this before a library allocates memory for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

from pos_app.errors import PosError
from pos_app.sheets.table import MAX_PROBLEMS, Formulas, check_size

MAX_CHARACTERS = 16_000_000
# The library keeps a place for every cell up to the last row and the last column.
MAX_CELLS = 2_000_000
# Some programs miscount their shared texts, but not by more than this.
COUNT_SLACK = 100_000

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ODS_CONTENT = {
    "value-type",
    "value",
    "string-value",
    "boolean-value",
    "date-value",
    "time-value",
    "formula",
}
# Elements that stand for spaces, as many as they say, for a tab or for a new line.
_ODS_SPACES = {"s", "tab", "line-break"}

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def parse_xml(data: bytes, start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Call `start`, `end` and `text` for the elements of `data`, with names without prefix.

    Raises PosError `sheet_unreadable` for a document type declaration.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def on_start(name: str, attributes: dict[str, str]) -> None:
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    def on_doctype(*_: object) -> None:
        raise PosError("sheet_unreadable")

    parser.StartElementHandler = on_start
    parser.StartDoctypeDeclHandler = on_doctype
    if end:
        parser.EndElementHandler = lambda name: end(_local(name))
    if text:
        parser.CharacterDataHandler = text
    parser.Parse(data, True)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _SheetSize:
    """The size of the cells scanned so far; raises PosError as soon as a limit is exceeded."""

    def __init__(self) -> None:
        self.characters = 0
        self._last_row = self._last_column = 0
        self.cells: list[tuple[int, int]] = []
        self.columns: dict[int, int] = {}
        self.count = 0

    def add_cell(self, row: int, column: int) -> None:
        check_size(row, column)
        self._last_row = max(self._last_row, row)
        self._last_column = max(self._last_column, column)
        if self._last_row * self._last_column > MAX_CELLS:
            raise PosError("sheet_bomb", limit_mb=MAX_CHARACTERS // 1_000_000)

    def add_text(self, characters: int) -> None:
        self.characters += characters
        if self.characters > MAX_CHARACTERS:
            raise PosError("sheet_bomb", limit_mb=MAX_CHARACTERS // 1_000_000)

    def add_formula(self, row: int, column: int, rows: int = 1) -> None:
        self.count += 1
        for each in range(row, row + rows):
            self.columns[each] = self.columns.get(each, 0) | 1 << column
        if len(self.cells) < MAX_PROBLEMS:
            self.cells.append((row, column))

    def formulas(self) -> Formulas:
        return Formulas(tuple(self.cells), dict(self.columns), self.count)


def text_lengths(shared_strings: bytes) -> list[int]:
    """Return the length of each shared text of an xlsx.

    Raises PosError `sheet_bomb` for a count that the texts do not bear out, because the library
    makes room for as many as are announced.
    """
    lengths: list[int] = []
    announced = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal announced
        if name == "si":
            lengths.append(0)
        elif name == "sst":
            announced = max(announced, int(attributes.get("uniqueCount", 0)))

    def text(part: str) -> None:
        if lengths:
            lengths[-1] += len(part)

    parse_xml(shared_strings, start, text=text)
    if announced > len(lengths) + COUNT_SLACK:
        raise PosError("sheet_bomb", limit_mb=MAX_CHARACTERS // 1_000_000)
    return lengths


class _XlsxScan:
    """Follows the cells of one xlsx sheet."""

    def __init__(self, lengths: list[int]) -> None:
        self.size = _SheetSize()
        self._lengths = lengths
        self._row = self._column = 0
        self._shared = self._in_value = False
        self._value = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif name == "c":
            self._start_cell(attributes)
        elif name in ("v", "f", "is"):
            self.size.add_cell(self._row, self._column)
            self._in_value = name == "v" and self._shared
            if name == "f":
                self.size.add_formula(self._row, self._column)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._column += 1
        self._shared = attributes.get("t") == "s"
        if "r" in attributes:
            match = _REFERENCE.fullmatch(attributes["r"].upper())
            if match is None:
                raise PosError("sheet_unreadable")
            self._row, self._column = int(match[2]), _column_number(match[1])

    def text(self, part: str) -> None:
        if self._in_value:
            self._value += part

    def end(self, name: str) -> None:
        if name == "v" and self._in_value:
            index = int(self._value)
            self.size.add_text(self._lengths[index])
            self._in_value, self._value = False, ""


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def scan_xlsx(sheet: bytes, lengths: list[int]) -> Formulas:
    """Return the formulas of an xlsx sheet, whose shared texts have these lengths.

    Raises PosError if the sheet is too large.
    """
    scan = _XlsxScan(lengths)
    parse_xml(sheet, scan.start, scan.end, scan.text)
    return scan.size.formulas()


class _OdsScan:
    """Follows the cells of an ods document, repeated ones included.

    Every table counts towards the size, because the library loads them all.
    """

    def __init__(self) -> None:
        self.size = _SheetSize()
        self.found: dict[str, _SheetSize] = {}
        self._table = _SheetSize()
        self._row, self._rows = 1, 0
        self._column, self._columns = 1, 0
        self._in_cell = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table":
            self._table = self.found.setdefault(attributes.get("name", ""), _SheetSize())
            self._row, self._rows = 1, 0
        elif name == "table-row":
            self._row += self._rows
            self._rows = int(attributes.get("number-rows-repeated", 1))
            self._column, self._columns = 1, 0
        elif name in ("table-cell", "covered-table-cell"):
            self._start_cell(attributes)
        elif name in _ODS_SPACES:
            self._add_repeated(max(1, int(attributes.get("c", 1))))

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._column += self._columns
        self._columns = int(attributes.get("number-columns-repeated", 1))
        self._in_cell = not _ODS_CONTENT.isdisjoint(attributes)
        if self._in_cell:
            last_row, last_column = self._row + self._rows - 1, self._column + self._columns - 1
            self.size.add_cell(last_row, last_column)
            self.text(attributes.get("string-value", ""))
        if "formula" in attributes:
            self._table.add_formula(self._row, self._column, self._rows)

    def text(self, part: str) -> None:
        if self._in_cell:
            self._add_repeated(len(part))

    def _add_repeated(self, characters: int) -> None:
        """Add text as often as its row and its cell are repeated."""
        self.size.add_text(characters * max(1, self._rows) * max(1, self._columns))

    def end(self, name: str) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self._in_cell = False


def scan_ods(content: bytes) -> dict[str, Formulas]:
    """Return the formulas of each table of an ods document, by its name.

    Raises PosError `sheet_empty`, or another if the document is too large.
    """
    scan = _OdsScan()
    parse_xml(content, scan.start, scan.end, scan.text)
    if not scan.found:
        raise PosError("sheet_empty")
    return {name: table.formulas() for name, table in scan.found.items()}
