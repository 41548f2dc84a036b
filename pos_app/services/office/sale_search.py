"""Finding any sale of the fair in the stored day files: by receipt, amount, product or maker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pos_app.dayfile.format import JOURNAL, SIGNATURE
from pos_app.dayfile.reader import VerifiedDay, read_day
from pos_app.dayfile.unpack import MAX_FILE, unpack
from pos_app.domain.day import LineRow, SaleRow, TenderRow
from pos_app.domain.money import Rupiah, parse_rupiah
from pos_app.errors import PosError
from pos_app.office.book import Book

MOST_FOUND = 300
MIN_DIGITS_IN_TEXT = 4  # shorter numbers are receipt numbers or amounts, and no part of a code

PROGRESS_EVERY = 10  # files

Stopped = Callable[[], bool]
Progress = Callable[[int, int], None]
"""Called now and then with the number of files that were searched, and of all of them."""


@dataclass(frozen=True, slots=True)
class FoundSale:
    """One sale, refund or void with its lines and payments, as its day file has it.

    `counts` says whether its file is in the confirmed total; `makers` are names by code, and
    `corrections` the receipts of the same file that void or refund it.
    """

    stand: str
    till: str
    day: str
    sale: SaleRow
    lines: tuple[LineRow, ...]
    tenders: tuple[TenderRow, ...]
    makers: tuple[tuple[str, str], ...]
    counts: bool
    refers_number: str = ""
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The sales found, by day, stand and receipt.

    `files` were searched of the `of` that the book has: fewer where the search was stopped. `cut`
    is whether more sales were found than there are here.
    """

    query: str
    sales: tuple[FoundSale, ...]
    files: int
    cut: bool = False
    of: int = 0


def find_sales(
    path: Path,
    query: str,
    counting: Collection[str],
    stopped: Stopped = lambda: False,
    progress: Progress | None = None,
) -> SearchResult:
    """Finds the sales that have every word of `query`, in all files of the book.

    A word is part of a text of the sale (receipt, product, maker, cashier, note, reference), its
    receipt's running number, or an amount in it. `counting` are the manifests of the files that
    count; of a sale in several files the one that counts is found. Stops early when `stopped`
    says so, and then returns what it found so far.

    Only files with all the words in their text are read whole: that is half of the time.
    Raises as `Book.open`.
    """
    wanted = _Query(query)
    found: dict[str, FoundSale] = {}
    files = 0
    with Book.open(path, writing=False) as book:
        identities = book.identities()
        for number, identity in enumerate(identities):
            if stopped() or not wanted.words:
                break
            if progress is not None and number % PROGRESS_EVERY == 0:
                progress(number, len(identities))
            file = book.file(identity, MAX_FILE)
            if file is None:
                continue
            files += 1
            if not wanted.may_be_in(unpack(file)):
                continue
            for sale in _sales(read_day(file), identity in counting):
                known = found.get(sale.sale.sale_id)
                if (known is None or sale.counts > known.counts) and wanted.matches(sale):
                    found[sale.sale.sale_id] = sale
    ordered = sorted(found.values(), key=lambda s: (s.day, s.stand, s.till, s.sale.number))
    cut = len(ordered) > MOST_FOUND
    return SearchResult(query, tuple(ordered[:MOST_FOUND]), files, cut, len(identities))


def _sales(day: VerifiedDay, counts: bool) -> Iterator[FoundSale]:
    tables, head = day.tables, day.head
    lines: dict[str, list[LineRow]] = defaultdict(list)
    tenders: dict[str, list[TenderRow]] = defaultdict(list)
    corrections: dict[str, list[str]] = defaultdict(list)
    for line in tables.lines:
        lines[line.sale_id].append(line)
    for tender in tables.tenders:
        tenders[tender.sale_id].append(tender)
    numbers = {sale.sale_id: sale.number for sale in tables.sales}
    for sale in tables.sales:
        if sale.refers_to:
            corrections[sale.refers_to].append(sale.number)
    names = {maker.maker: maker.name for maker in tables.makers}
    for sale in tables.sales:
        mine = tuple(lines[sale.sale_id])
        codes = dict.fromkeys(line.maker for line in mine)
        yield FoundSale(
            head.stand,
            head.till,
            head.day,
            sale,
            mine,
            tuple(tenders[sale.sale_id]),
            tuple((code, names.get(code, code)) for code in codes),
            counts,
            numbers.get(sale.refers_to, "") if sale.refers_to else "",
            tuple(corrections[sale.sale_id]),
        )


class _Query:
    """The words of a query; one that is an amount as a whole, such as `1,5 jt`, is one word."""

    def __init__(self, text: str) -> None:
        whole = text.strip()
        self.words = [whole] if _amount(whole) is not None else whole.casefold().split()

    def matches(self, found: FoundSale) -> bool:
        """Whether the sale has every word."""
        text, amounts = _text_of(found), _amounts_of(found)
        return all(self._has(word, found, text, amounts) for word in self.words)

    def may_be_in(self, members: Mapping[str, bytes]) -> bool:
        """Whether a file's tables have every word somewhere; if not, no sale of it matches."""
        tables = (data for name, data in members.items() if name not in (JOURNAL, SIGNATURE))
        text = b"\n".join(tables).decode("utf-8", "replace").casefold()
        return all(any(part in text for part in _written(word)) for word in self.words)

    def _has(self, word: str, found: FoundSale, text: str, amounts: Collection[Rupiah]) -> bool:
        amount = _amount(word)
        if amount is not None and (amount in amounts or -amount in amounts):
            return True
        if not word.isdigit():
            return word.casefold() in text
        if found.sale.number.rpartition("-")[2].lstrip("0") == word.lstrip("0"):
            return True
        return len(word) >= MIN_DIGITS_IN_TEXT and word in text


def _amount(text: str) -> Rupiah | None:
    try:
        return parse_rupiah(text)
    except PosError:
        return None


def _written(word: str) -> list[str]:
    """The ways in which a table may write a word; an empty text, which is in all, for others."""
    if '"' in word:
        return [""]  # a table doubles it
    amount = _amount(word)
    plain = word.lstrip("0") if word.isdigit() else word.casefold()
    return [plain] if amount is None else [plain, str(abs(amount))]


def _amounts_of(found: FoundSale) -> set[Rupiah]:
    of_lines = {n for line in found.lines for n in (line.amount, line.unit_price, line.list_price)}
    return of_lines | {tender.amount for tender in found.tenders} | {found.sale.net}


def _text_of(found: FoundSale) -> str:
    sale = found.sale
    parts = [found.stand, found.day, sale.number, sale.cashier, sale.note, found.refers_number]
    for line in found.lines:
        parts += [line.sku, line.name, line.category, line.maker]
    parts += [name for _, name in found.makers]
    parts += [tender.reference for tender in found.tenders]
    return "\n".join(parts).casefold()
