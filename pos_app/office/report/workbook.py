"""Tables as an Excel workbook and as CSV. Text that a user typed never becomes a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from itertools import cycle
from typing import Any

from pos_app.domain.payment_methods import METHODS
from pos_app.languages import LanguageCode, language_of
from pos_app.printing.tables import Cell, Table
from pos_app.texts import text, texts_in

# A fixed creation time, so that the same tables give the same bytes.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  XlsxWriter takes naive times only
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
HEADER_ROW = 2
"""Row 0 states the completeness of the figures; row 1 is empty."""
_CHARTS = {
    "by_day": ("column", ("net",)),
    "by_hour": ("column", ("net",)),
    "by_stand": ("bar", ("net",)),
    "by_maker": ("bar", ("net",)),
    "by_category": ("bar", ("net",)),
    "by_country": ("bar", ("net",)),
    "by_payment": ("bar", ("net",)),
    "by_price": ("bar", ("sold", "listed")),
    "paid_by_day": ("stacked", METHODS),
    "paid_by_stand": ("stacked", METHODS),
}
_COLORS = ("#0F766E", "#7FB8B1", "#B45309", "#475467")
_WIDEST, _NARROWEST = 48, 9
_FILTERED = 20
"""A sheet of more rows has a filter in its headings."""


def csv_bytes(table: Table) -> bytes:
    """A table as CSV (RFC 4180) with the column keys as header."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(column.key for column in table.columns)
    writer.writerows([escape_formula(cell) for cell in row] for row in table.rows)
    return file.getvalue().encode()


def escape_formula(cell: Cell) -> Cell:
    """The cell with an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def workbook_bytes(
    summary: Table, tables: Sequence[Table], completeness: str, apart: Sequence[Table] = ()
) -> bytes:
    """A workbook with the summary, a sheet for each table, and a description of every column.

    `completeness` is the text at the top of each sheet. The tables `apart` are sheets too, but no
    CSV has them, so they are not described.
    """
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
        writer = _Writer(workbook, completeness)
        writer.sheet(summary)
        for table in tables:
            writer.sheet(table)
        for table in apart:
            writer.sheet(table)
        writer.metadata(tables, summary.lang)
    return buffer.getvalue()


class _Writer:
    """Writes sheets into one workbook."""

    def __init__(self, workbook: Any, completeness: str) -> None:
        money = '"Rp"#,##0;-"Rp"#,##0'
        self._workbook, self._completeness = workbook, completeness
        self._state = workbook.add_format({"bold": True, "font_color": "#B45309"})
        self._head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._figures_head = workbook.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "align": "right"}
        )
        self._formats = {
            "text": workbook.add_format(),
            "day": workbook.add_format({"num_format": "d mmm yyyy", "align": "left"}),
            "count": workbook.add_format({"num_format": "#,##0"}),
            "money": workbook.add_format({"num_format": money}),
            "price": workbook.add_format({"num_format": money}),
            "percent": workbook.add_format({"num_format": "0.##%"}),
        }
        top = {"bold": True, "top": 1}
        self._sums = {
            kind: workbook.add_format(top | ({"num_format": form} if form else {}))
            for kind, form in (("text", ""), ("count", "#,##0"), ("money", money))
        }

    def sheet(self, table: Table) -> None:
        """Writes a table as a sheet, with a chart where the table has one."""
        sheet = self._workbook.add_worksheet(table.title)
        sheet.write_string(0, 0, self._completeness, self._state)
        for index, column in enumerate(table.columns):
            head = self._head if column.is_text else self._figures_head
            sheet.write_string(HEADER_ROW, index, column.heading, head)
            sheet.set_column(index, index, _width(table, index))
        for number, row in enumerate((*table.rows, *table.rest), HEADER_ROW + 1):
            for index, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
                self._write(sheet, number, index, cell, column.kind)
        if len(table.rows) > _FILTERED:
            last = HEADER_ROW + len(table.rows)
            sheet.autofilter(HEADER_ROW, 0, last, len(table.columns) - 1)
        self._write_sums(sheet, table)
        self._for_paper(sheet)
        if table.name in _CHARTS and table.rows:
            self._chart(sheet, table)

    def _for_paper(self, sheet: Any) -> None:
        """Freezes and repeats the heading row, and fits the sheet to the width of A4 landscape."""
        sheet.freeze_panes(HEADER_ROW + 1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, HEADER_ROW)
        sheet.set_footer("&L&A&R&P / &N")

    def _write(self, sheet: Any, row: int, column: int, cell: Cell, kind: str) -> None:
        if isinstance(cell, int):
            # A number in a text column is still written as a number, a percentage as what it is.
            form = self._formats["count" if kind == "text" else kind]
            sheet.write_number(row, column, cell / 10_000 if kind == "percent" else cell, form)
        elif _DAY.fullmatch(cell):
            sheet.write_datetime(row, column, date.fromisoformat(cell), self._formats["day"])
        else:
            sheet.write_string(row, column, cell)

    def _write_sums(self, sheet: Any, table: Table) -> None:
        """Writes the sums below the rows, and the note below the sums.

        They are numbers, not formulas: other readers than Excel see no result of a formula.
        """
        below = HEADER_ROW + 1 + len(table.rows) + len(table.rest)
        if table.has_sums:
            for index, (column, cell) in enumerate(zip(table.columns, table.sums(), strict=True)):
                if isinstance(cell, int):
                    sheet.write_number(below, index, cell, self._sums[column.kind])
                else:
                    sheet.write_string(below, index, cell, self._sums["text"])
        if table.note:
            sheet.write_string(below + 2, 0, table.note)

    def metadata(self, tables: Sequence[Table], lang: LanguageCode) -> None:
        """Writes the sheet that describes every column: its name in the CSV and its content."""
        words = texts_in("report_kinds", lang)
        heads = [words[key] for key in ("sheet", "csv", "column", "heading", "content")]
        sheet = self._workbook.add_worksheet(text("report_tables", "columns", lang))
        sheet.write_string(0, 0, self._completeness, self._state)
        for index, heading in enumerate(heads):
            sheet.write_string(HEADER_ROW, index, heading, self._head)
            sheet.set_column(index, index, 26)
        self._for_paper(sheet)
        rows = [
            (table.title, f"{table.name}.csv", column.key, column.heading, words[column.kind])
            for table in tables
            for column in table.columns
        ]
        for number, row in enumerate(rows, HEADER_ROW + 1):
            for index, cell in enumerate(row):
                sheet.write_string(number, index, cell)

    def _chart(self, sheet: Any, table: Table) -> None:
        """Adds a native Excel chart of the sums beside the table."""
        kind, keys = _CHARTS[table.name]
        options = {"type": "column", "subtype": "stacked"} if kind == "stacked" else {"type": kind}
        chart = self._workbook.add_chart(options)
        at = {column.key: index for index, column in enumerate(table.columns)}
        first, last = HEADER_ROW + 1, HEADER_ROW + len(table.rows)
        # The first row, of buyers who were not asked for their country, would dwarf the others.
        first += table.name == "by_country" and table.rows[0][0] == "" and len(table.rows) > 1
        label = at.get("name", 0) if table.name != "by_stand" else 0
        for key, color in zip(keys, cycle(_COLORS), strict=False):
            chart.add_series(
                {
                    "name": [table.title, HEADER_ROW, at[key]],
                    "categories": [table.title, first, label, last, label],
                    "values": [table.title, first, at[key], last, at[key]],
                    "fill": {"color": color},
                    "gap": 60,
                }
            )
        self._format_chart(chart, table, kind, len(keys))
        sheet.insert_chart(HEADER_ROW, len(table.columns) + 1, chart)

    def _format_chart(self, chart: Any, table: Table, kind: str, series: int) -> None:
        chart.set_title({"name": table.title, "overlay": False, "name_font": {"size": 12}})
        money = {
            "num_format": _axis(table),
            "major_gridlines": {"visible": True, "line": {"color": "#DDD8CE"}},
        }
        if kind == "bar":
            chart.set_y_axis({"reverse": True})
            chart.set_x_axis(money)
        else:
            chart.set_y_axis(money)
        chart.set_legend({"position": "bottom"} if series > 1 else {"none": True})
        chart.set_size({"width": 640, "height": max(300, 26 * len(table.rows) + 110)})


def _axis(table: Table) -> str:
    """The number format of an axis: rupiah, or millions of rupiah for large sums."""
    million = language_of(table.lang).units[10**6]
    most = max((cell for row in table.rows for cell in row if isinstance(cell, int)), default=0)
    return f'#,##0,," {million}"' if most >= 10_000_000 else "#,##0"


def _width(table: Table, index: int) -> int:
    """The width of a column in characters, within limits."""
    longest = max((len(str(row[index])) for row in table.rows), default=0)
    extra = 5 if table.columns[index].kind in ("money", "price") else 2
    heading = len(table.columns[index].heading) + 2
    return min(_WIDEST, max(_NARROWEST, longest + extra, min(heading, 16)))
