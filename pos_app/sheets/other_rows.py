"""Tells rows of a list that hold no goods: a total, headings again, a note, units, signatures."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pos_app.sheets.amounts import price_of
from pos_app.sheets.header_words import key_of, meanings_of
from pos_app.sheets.layout import NEEDED, Layout
from pos_app.sheets.table import Cell

_TOTAL = re.compile(
    r"(grand |sub ?-?)?(total|jumlah|jml)( (harga|barang|stok|semua|keseluruhan|akhir|item|produk"
    r"|pcs|nilai|penjualan|all|total|jumlah|seluruh|seluruhnya|omzet|omset|rp|unit))*[\s:.=]*"
)
_NOTE = re.compile(
    r"(catatan|note|notes|nb|n\.b|ket|keterangan|hormat|salam|info|hub|kontak)\b.*|\*.*"
)
_SIGNED = re.compile(
    r"(mengetahui|menyetujui|hormat (kami|saya)|tertanda|ttd|dibuat oleh|diterima oleh"
    r"|yang (menyerahkan|menerima)|penerima|penyerah|pemilik|ketua|kepala dinas|bendahara)\b.*"
)
_UNIT = re.compile(r"\(.{1,20}\)|:?[-=_]{2,}:?")


def kind_of_row(
    cells: Sequence[Cell], layout: Layout, numbers: Collection[int], *, after_total: bool = False
) -> str:
    """Return the code that names a row without goods; an empty text for a row of goods.

    `numbers` are the columns that only count the rows. With `after_total` the row is below the
    last row with a price and below a total, where a list is signed.
    """
    if _repeats_head(cells, layout) or (_are_units(cells) and not after_total):
        return "row_is_head"
    first = next((c for at, c in enumerate(cells) if isinstance(c, str) and at not in numbers), "")
    name, code = _get(cells, layout, "name"), _get(cells, layout, "sku")
    if (name is None or code is None) and any(map(is_total, (first, name))):
        return "row_is_total"
    is_note = _is_note(cells, layout, _plain(first))
    if is_note or _is_signature(cells, layout, numbers, after_total=after_total):
        return "row_is_note"
    return ""


def has_price(cells: Sequence[Cell], layout: Layout) -> bool:
    """Whether the price of a row is an amount."""
    cell = _get(cells, layout, "price_rp")
    if isinstance(cell, str):
        return isinstance(price_of(cell), int)
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _is_signature(
    cells: Sequence[Cell], layout: Layout, numbers: Collection[int], *, after_total: bool
) -> bool:
    """Whether a row has only texts, of which none is the name of goods: place, date, signature."""
    texts = [cell for at, cell in enumerate(cells) if cell is not None and at not in numbers]
    if has_price(cells, layout) or not all(isinstance(text, str) for text in texts):
        return False
    name, code = _get(cells, layout, "name"), _get(cells, layout, "sku")
    is_signed = any(_SIGNED.fullmatch(_plain(text)) for text in texts)
    return (name is None and code is None) or is_signed or after_total


def is_total(cell: Cell) -> bool:
    """Whether a text is the word for a total."""
    return bool(_TOTAL.fullmatch(_plain(cell)))


def _get(cells: Sequence[Cell], layout: Layout, name: str) -> Cell:
    at = layout.columns.get(name)
    return cells[at] if at is not None and at < len(cells) else None


def _plain(cell: Cell) -> str:
    return " ".join(cell.casefold().split()) if isinstance(cell, str) else ""


def _is_note(cells: Sequence[Cell], layout: Layout, text: str) -> bool:
    """Whether a row has nothing in our columns, or one text alone and no price."""
    columns = layout.columns.values()
    filled = [at for at, cell in enumerate(cells) if cell is not None]
    if not any(at in columns for at in filled):
        return True
    is_named = any(_get(cells, layout, name) is not None for name in ("price_rp", "sku"))
    if is_named or len(filled) > 1:
        return False
    # In a list of names and prices a name alone is goods whose price is missing.
    return len(columns) > len(NEEDED) or bool(_NOTE.fullmatch(text))


def _repeats_head(cells: Sequence[Cell], layout: Layout) -> bool:
    """Whether the cells are heads again: of the next page, or in another language."""
    price = _get(cells, layout, "price_rp")
    if isinstance(price, int | float) or (price and any(char.isdigit() for char in price)):
        return False
    texts = {name: _get(cells, layout, name) for name in layout.columns}
    filled = {name: cell for name, cell in texts.items() if cell is not None}
    same = sum(_is_head(cell, name, layout) for name, cell in filled.items())
    return same > 1 or (same == len(filled) and same > 0)


def _is_head(cell: Cell, name: str, layout: Layout) -> bool:
    """Whether a cell is the head of its own field."""
    if not isinstance(cell, str):
        return False
    if key_of(cell) == key_of(layout.titles[layout.columns[name]]):
        return True
    return any(meaning.field == name for meaning in meanings_of(cell))


def _are_units(cells: Sequence[Cell]) -> bool:
    """Whether a row only says in which units its columns are: `(Rp)`, `(pcs)`."""
    texts = [cell for cell in cells if cell is not None]
    return all(isinstance(text, str) and _UNIT.fullmatch(text.strip()) for text in texts)
