"""Reads untrusted tables from users: CSV files and workbooks."""

from pos_app.sheets.reader import read_table
from pos_app.sheets.table import Cell, SheetRow, Table

__all__ = ["Cell", "SheetRow", "Table", "read_table"]
