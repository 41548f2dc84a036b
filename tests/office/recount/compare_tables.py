"""The report's CSV tables and its workbook, held against the fair counted again."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from office.recount.compare_status import SHEETS, TABLES, differs, sentence
from office.recount.counted_fair import Recount
from office.recount.day_files import Row
from python_calamine import CalamineWorkbook
from support.papers import text_of

CORRECTED = ("by_hour", "by_country")
"""The tables in which a correction has to stand where its sale stands."""
UNKNOWN = "tidak diketahui"


def read_csv(folder: Path, name: str) -> list[dict[str, str]]:
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_differ(what: str, wanted: Iterable[Row], found: Iterable[Row]) -> Iterator[str]:
    """Rows of tables, in order, by the columns that were counted."""
    wanted, found = list(wanted), list(found)
    yield from differs(f"{what} rows", len(wanted), len(found))
    for number, (mine, theirs) in enumerate(zip(wanted, found, strict=False)):
        shown = {key: theirs.get(key) for key in mine}
        yield from differs(f"{what} {number}", {key: str(mine[key]) for key in mine}, shown)


def csv_tables(found: Recount, report: Path) -> Iterator[str]:
    for name in TABLES:
        if name not in CORRECTED:
            yield from rows_differ(f"{name}.csv", found.groups[name], read_csv(report, name))
    yield from files_csv(found, report)
    yield from metadata_csv(found, report)


def shown_rows(found: Recount, name: str) -> list[Row]:
    """The rows as paper and workbook show them: an hour that nobody knows in words."""
    rows = found.groups[name]
    return [row | {"hour": row["hour"] or UNKNOWN} for row in rows] if name == "by_hour" else rows


def csv_of_corrections(found: Recount, report: Path) -> Iterator[str]:
    for name in CORRECTED:
        yield from rows_differ(f"{name}.csv", found.groups[name], read_csv(report, name))


def csv_settlement(found: Recount, report: Path) -> Iterator[str]:
    yield from rows_differ("settlement.csv", settlements(found), read_csv(report, "settlement"))
    lines = {tuple(sorted((k, str(v)) for k, v in row.items())) for row in found.statement_lines}
    shown = {
        tuple(sorted((k, row[k]) for k in found.statement_lines[0]))
        for row in read_csv(report, "settlement_lines")
    }
    yield from differs("settlement_lines.csv", sorted(lines - shown), sorted(shown - lines))
    paid = Counter(tuple(map(str, row.values())) for row in found.payouts)
    keys = ("maker", "day", "stand", "till", "amount")
    there = Counter(tuple(row[key] for key in keys) for row in read_csv(report, "payouts"))
    yield from differs("payouts.csv", merged(paid), merged(there))


def csv_drawers(found: Recount, report: Path) -> Iterator[str]:
    """Every drawer and the cash of every stand, in CSV and on sheets."""
    drawers = sorted(found.drawers, key=lambda row: (row["stand"], row["till"], row["day"]))
    hidden = ("seat", "float")
    rows = [
        {key: "" if row[key] is None else row[key] for key in row if key not in hidden}
        for row in drawers
    ]
    for name, wanted in (("drawers", rows), ("cash_to_hand_over", found.cash_to_hand_over)):
        told = read_csv(report, name) if wanted else []
        yield from rows_differ(f"{name}.csv", wanted, told)
    everywhere = [row for sheet in workbook(report).values() for row in sheet]
    for row in rows:
        values = [str(value) for value in row.values() if value != ""]
        if not any(not (Counter(values) - Counter(each)) for each in everywhere):
            yield f"sheets: the drawer {values} is in none of their rows"


def csv_decisions(found: Recount, report: Path) -> Iterator[str]:
    """The list of decisions says when each was taken and what it moved."""
    wanted = sorted(facts["at"][:16] for facts, _ in found.moved)
    told = read_csv(report, "decisions") if wanted else []
    yield from differs(
        "decisions.csv", wanted, sorted(f"{row['day']}T{row['time']}" for row in told)
    )
    moved = sorted(moved for _, moved in found.moved)
    yield from differs("decisions.csv moved", moved, sorted(int(r["moved"] or 0) for r in told))


def csv_payments(found: Recount, report: Path) -> Iterator[str]:
    """What the office paid, and what corrections moved, maker by maker."""
    wanted = Counter(tuple(str(value) for value in row.values()) for row in found.payments)
    told = read_csv(report, "payments") if wanted else []
    keys = ("maker", "day", "way", "proof", "amount")
    for row in told:
        row["way"] = {"tunai": "cash", "Tunai": "cash", "Transfer": "transfer"}.get(
            row["way"], row["way"]
        )
    yield from differs("payments.csv", wanted, Counter(tuple(r[key] for key in keys) for r in told))
    moved: Counter[str] = Counter()
    path = report / "corrections.csv"
    for row in read_csv(report, "corrections") if path.exists() else []:
        moved[row["maker"]] += int(row["moved"])
    for maker in found.makers.values():
        yield from differs(f"corrections.csv {maker.code}", maker.moved, moved[maker.code])


def csv_sales(found: Recount, report: Path) -> Iterator[str]:
    """Every receipt of the sum, once."""
    keys = ("number", "day", "gross", "discount", "rounding", "net")
    wanted: Counter[tuple[str, ...]] = Counter()
    for file in found.counted:
        again = set(found.repeated.get(file.identity, ()))
        for row in file.tables["sales"]:
            if row["sale_id"] not in again:
                told = row | {"day": file.pos["day"]}
                wanted[tuple(str(told[key]) for key in keys)] += 1
    shown = Counter(tuple(row[key] for key in keys) for row in read_csv(report, "sales"))
    yield from differs("sales.csv lacks", Counter(), wanted - shown)
    yield from differs("sales.csv has besides", Counter(), shown - wanted)


def no_phones(found: Recount, report: Path) -> Iterator[str]:
    """No stand's telephone is in anything that goes to the press."""
    phones = [stand["phone"] for stand in found.plan["stand"]]
    texts = {path.name: path.read_text("utf-8") for path in report.glob("*.csv")}
    texts |= {f"sheet {name}": repr(rows) for name, rows in workbook(report).items()}
    texts |= {path.name: text_of(path.read_bytes()) for path in report.rglob("*.pdf")}
    for name, text in texts.items():
        if any(phone in text for phone in phones):
            yield f"{name} holds a telephone number"


def merged(paid: Counter[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """Payouts of one maker at one till on one day may stand in one row."""
    sums: Counter[tuple[str, ...]] = Counter()
    for key, times in paid.items():
        sums[key[:-1]] += int(key[-1]) * times
    return dict(sums)


def settlements(found: Recount) -> list[Row]:
    names = (
        *("name", "qty", "net", "share", "due", "paid_out", "payable"),
        *("discount_stand", "price_correction", "paid_by_office", "owed", "overpaid"),
    )
    return [
        {"maker": each.code, **{name: getattr(each, name) for name in names}}
        for each in sorted(found.makers.values(), key=lambda each: each.code)
    ]


def files_csv(found: Recount, report: Path) -> Iterator[str]:
    shown = {
        row["manifest"]: (row["day"], row["stand"], row["till"], row["revision"], row["net"])
        for row in read_csv(report, "files")
    }
    mine = {
        file.identity: (
            *(file.pos["day"], file.pos["stand"], file.pos["till"], str(file.revision)),
            str(net_once(found, file)),
        )
        for file in found.counted
    }
    yield from differs("files.csv", mine, shown)


def net_once(found: Recount, file: Any) -> int:
    again = set(found.repeated.get(file.identity, ()))
    return sum(row["net"] for row in file.tables["sales"] if row["sale_id"] not in again)


def metadata_csv(found: Recount, report: Path) -> Iterator[str]:
    facts = {row["key"]: row["value"] for row in read_csv(report, "metadata")}
    for key, value in found.totals.items():
        if key in facts or value:
            yield from differs(f"metadata {key}", str(value), facts.get(key))
    yield from differs("metadata files", str(len(found.counted)), facts["files"])
    words = "ya" if found.complete else "tidak"
    yield from differs("metadata complete", words, facts["complete"])


def cell(value: object) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def workbook(report: Path) -> dict[str, list[list[str]]]:
    book = CalamineWorkbook.from_path(report / "report.xlsx")
    return {
        name: [[cell(c) for c in row] for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


def sheets(found: Recount, report: Path, names: Iterable[str]) -> Iterator[str]:
    book = workbook(report)
    for name in names:
        rows = book[SHEETS[name]]
        for wanted in shown_rows(found, name):
            values = [str(value) for value in wanted.values() if value != ""]
            if not any(not (Counter(values) - Counter(row)) for row in rows):
                yield f"sheet {SHEETS[name]}: {values} is in none of its rows"


def workbook_tables(found: Recount, report: Path) -> Iterator[str]:
    yield from sheets(found, report, (n for n in TABLES if n not in CORRECTED))


def workbook_of_corrections(found: Recount, report: Path) -> Iterator[str]:
    yield from sheets(found, report, CORRECTED)


def workbook_settlement(found: Recount, report: Path) -> Iterator[str]:
    rows = workbook(report)["Rekap per perajin"]
    for wanted in settlements(found):
        # A column of zeros is left out; what is owed and what was overpaid have a column each.
        values = [str(value) for key, value in wanted.items() if value and key != "payable"]
        if not any(not (Counter(values) - Counter(row)) for row in rows):
            yield f"sheet of settlements: {values} is in none of its rows"


def tables_say_the_sentence(found: Recount, report: Path) -> Iterator[str]:
    """The sentence of completeness is the same in the CSV and on top of every sheet."""
    facts = {row["key"]: row["value"] for row in read_csv(report, "metadata")}
    yield from sentence("metadata.csv", found, facts["completeness"])
    for name, rows in workbook(report).items():
        yield from sentence(f"sheet {name}", found, rows[0][0])
