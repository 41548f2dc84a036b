"""An example of a list of goods, to be filled in by a maker, with its columns explained."""

from __future__ import annotations

import io
from pathlib import Path

from pos_app.bounded.output import write_own
from pos_app.errors import MachineError, PosError
from pos_app.languages import LanguageCode
from pos_app.texts import texts_in

COLUMNS = (
    *("name", "price", "maker", "category", "stock", "code", "barcode", "name_en"),
    "unique",
)
_EXAMPLES: tuple[tuple[object, ...], ...] = (
    ("Kalung manik enggang", 150_000, "Untaian Teritip", "Manik", 6, "", "", "Hornbill necklace"),
    ("Gelang manik aso", 45_000, "Untaian Teritip", "Manik", 20, "", "", "Aso bracelet"),
    ("Tas anjat rotan", 275_000, "Anyam Gunung Binjai", "Anyaman", 4, "", "", "Rattan bag"),
    (*("Ulap doyo tua", 1_500_000, "Tenun Tanjung Isuy", "Tenun", 1), "", "", "Old doyo cloth", 1),
)


def write_example(path: Path, lang: LanguageCode) -> Path:
    """Writes a workbook with a sheet to fill in and one that explains its columns.

    Raises PosError `file_exists`, `sheet_kind_unknown`; MachineError `file_unwritable`.
    """
    if path.suffix.lower() != ".xlsx":
        raise PosError("sheet_kind_unknown", file=path.name)
    try:
        return write_own(path, example_workbook(lang))
    except MachineError as error:
        raise MachineError("file_unwritable", file=str(path), reason=str(error)) from error


def example_workbook(lang: LanguageCode) -> bytes:
    """Returns the example as an .xlsx."""
    import xlsxwriter  # only an example and the office's report need it

    words = texts_in("example_sheet", lang)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        goods, explained = book.add_worksheet(words["goods"]), book.add_worksheet(words["columns"])
        for at, column in enumerate(COLUMNS):
            goods.write_string(0, at, words[column], bold)
            goods.set_column(at, at, 22)
            explained.write_string(at, 0, words[column], bold)
            explained.write_string(at, 1, words[f"{column}_explained"], wrapped)
        for row, cells in enumerate(_EXAMPLES, 1):
            goods.write_row(row, 0, cells)
        goods.freeze_panes(1, 0)
        explained.set_column(0, 0, 22)
        explained.set_column(1, 1, 80)
    return target.getvalue()
