"""Tables as a workbook and as CSV, for people: what a user typed never becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pos_app.printing.tables import Cell, Table

# The same tables give the same bytes, whenever they are written.
_CREATED = datetime(2000, 1, 1)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_bytes(table: Table) -> bytes:
    """A table as RFC 4180 with the keys as header; text that looks like a formula is quoted out."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.key for column in table.columns)
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode()


def harmless(cell: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula, made to begin with an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def workbook_bytes(summary: Iterable[tuple[str, Cell]], tables: Iterable[Table]) -> bytes:
    """A workbook: what is confirmed and how complete it is, then a sheet for each table."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as workbook:
        workbook.set_properties({"created": _CREATED})
        formats = _formats(workbook)
        _write_summary(workbook.add_worksheet("Ringkasan"), formats, summary)
        for table in tables:
            sheet = workbook.add_worksheet(table.title)
            _write_table(sheet, formats, table)
            if table.name == "by_day" and table.rows:
                _add_chart(workbook, sheet, table)
    return buffer.getvalue()


def _formats(workbook: Any) -> dict[str, Any]:
    money = '"Rp"#,##0;-"Rp"#,##0'
    return {
        "head": workbook.add_format({"bold": True, "bottom": 1}),
        "text": workbook.add_format(),
        "count": workbook.add_format({"num_format": "#,##0"}),
        "money": workbook.add_format({"num_format": money}),
    }


def _write_summary(
    sheet: Any, formats: dict[str, Any], summary: Iterable[tuple[str, Cell]]
) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 60)
    for row, (label, cell) in enumerate(summary):
        sheet.write_string(row, 0, label, formats["head"])
        _write_cell(sheet, row, 1, cell, formats["money"])


def _write_table(sheet: Any, formats: dict[str, Any], table: Table) -> None:
    for index, column in enumerate(table.columns):
        sheet.write_string(0, index, column.heading, formats["head"])
        sheet.set_column(index, index, 24 if column.kind == "text" else 16)
    for number, row in enumerate(table.rows, 1):
        for index, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            _write_cell(sheet, number, index, cell, formats[column.kind])
    sheet.freeze_panes(1, 0)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, form: Any) -> None:
    if isinstance(cell, int):
        sheet.write_number(row, column, cell, form)
    else:
        sheet.write_string(row, column, cell)


def _add_chart(workbook: Any, sheet: Any, table: Table) -> None:
    """Net by day as a native chart beside the table."""
    chart = workbook.add_chart({"type": "column"})
    net, last = len(table.columns) - 1, len(table.rows)
    chart.add_series(
        {
            "name": "Neto",
            "categories": [table.title, 1, 0, last, 0],
            "values": [table.title, 1, net, last, net],
            "fill": {"color": "#0F766E"},
        }
    )
    chart.set_legend({"none": True})
    sheet.insert_chart(last + 3, 0, chart)
