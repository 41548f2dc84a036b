"""Asking the open data set, as the handbook says, and holding it against the office's status."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from pathlib import Path
from typing import Any

import duckdb
from office.real_files import world
from support.shops import cash, clock_at, counting_ids, make_shop, ring

from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.reconcile.status import Status, status_of
from pos_app.services.day import business_day, closing
from pos_app.services.shop.shop import open_shop

EVENT = "EXPO23"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "publish.md"


def take(book: Book, tmp_path: Path, *names: str, **files: bytes) -> None:
    """Merges files of the small world, and others given by name."""
    for name, file in {**{name: world()[name] for name in names}, **files}.items():
        path = tmp_path / f"{name}.zip"
        path.write_bytes(file)
        merge(book, [path])


def state(book: Book) -> Status:
    return status_of(book.plan, book.days(), book.plan.end, book.effective_decisions())


def ask(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """Asks the data set, through the views of the handbook."""
    with contextlib.chdir(folder), duckdb.connect() as connection:
        for statement in statements("DuckDB"):
            connection.execute(statement)
        return connection.execute(sql).fetchall()


def statements(heading: str, block: int = 0) -> list[str]:
    """The statements of one of the handbook's blocks of SQL."""
    page = PAGE.read_text("utf-8").split(f"## {heading}\n", 1)[1].split("```sql\n")[block + 1]
    return [part for part in page.split("```", 1)[0].split(";\n") if part.strip()]


def contents(folder: Path) -> dict[str, str]:
    return {name: found for name, (found, _) in pictures(folder).items()}


def pictures(folder: Path) -> dict[str, tuple[str, int]]:
    """Every file below a folder: a hash of it, and when it was last written."""
    return {
        path.relative_to(folder).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


TOTALS = """
SELECT
    (SELECT sum(CASE kind WHEN 'sale' THEN 1 WHEN 'void' THEN -1 ELSE 0 END) FROM sales),
    (SELECT count(*) FROM sales WHERE kind = 'void'),
    (SELECT sum(gross) FROM sales WHERE kind <> 'refund'),
    (SELECT sum(discount) FROM sales WHERE kind <> 'refund'),
    (SELECT -coalesce(sum(amount), 0) FROM lines WHERE sale_kind = 'refund'),
    (SELECT sum(rounding) FROM sales),
    (SELECT sum(net) FROM sales),
    (SELECT coalesce(sum(amount), 0) FROM tenders WHERE method IN ('cash', 'change')),
    (SELECT coalesce(sum(amount), 0) FROM tenders WHERE method = 'qris'),
    (SELECT coalesce(sum(amount), 0) FROM tenders WHERE method = 'transfer'),
    (SELECT coalesce(sum(amount), 0) FROM tenders WHERE method = 'card'),
    (SELECT coalesce(sum(amount), 0) FROM tenders WHERE method = 'qris' AND NOT confirmed),
    (SELECT -coalesce(sum(amount), 0) FROM tenders WHERE method = 'deposit')
"""


def assert_same_figures(folder: Path, found: Status) -> None:
    assert ask(folder, TOTALS) == [found.totals.values()]
    for kind in ("day", "stand"):
        sums = ask(folder, f"SELECT {kind}::VARCHAR, sum(net) FROM sales GROUP BY ALL ORDER BY 1")
        rows = getattr(found.confirmed, f"by_{kind}")
        assert sums == [(row.key, row.net) for row in rows]
    for kind, rows in (
        ("maker", found.confirmed.by_maker),
        ("category", found.confirmed.by_category),
    ):
        sums = ask(folder, f"SELECT {kind}, sum(qty), sum(amount) FROM lines GROUP BY 1 ORDER BY 1")
        assert sums == [(row.key, row.qty, row.net) for row in rows]


def twins(root: Path) -> tuple[bytes, bytes]:
    """The 26th of a till, and the 27th of its copy: the same first sale, and three more pieces."""
    make_shop(root / "till", open_with=None).close()
    shutil.copytree(root / "till", root / "twin")
    files = []
    for name, day, more in (("till", "2023-10-26", 0), ("twin", "2023-10-27", 3)):
        clock = clock_at(f"{day}T08:00:00+08:00")
        with open_shop(root / name, clock, counting_ids()) as shop:
            business_day.open_till(shop, 200_000)
            at = "2023-10-26T10:00:00+08:00"
            for pieces in filter(None, (1, more)):
                lines = [{"code": "A", "qty": pieces}]
                assert ring(shop, lines=lines, tenders=cash(50_000 * pieces), at=at)["ok"]
            closed = closing.close_till(shop, counted=0)
            files.append(business_day.day_file_bytes(shop, closed))
    return files[0], files[1]
