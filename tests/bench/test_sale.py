"""What a durable sale costs, against the same rows written by bare sqlite3 in the same run."""

import sqlite3
import statistics
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from support.figures import Figures
from support.shops import make_shop

from pos_app.clock import SystemClock
from pos_app.domain.cart import Cart
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from pos_app.services.catalogue.product_lookup import all_products
from pos_app.services.safety.safety_folder import set_safety
from pos_app.services.selling import sales
from pos_app.services.shop.shop import Shop

pytestmark = pytest.mark.bench

GOAL, SAFETY_GOAL = 2.0, 1.1
SHEET = "sku,name,category,maker,price_rp,stock\n" + "".join(
    f"S{i},Gelang manik nomor {i},Manik,M{i % 3},{15_000 + i * 500},100\n" for i in range(40)
)


def rows_of_last_sale(path: Path) -> list[tuple[str, list[tuple[object, ...]]]]:
    """Each table that a sale writes, with the rows of the newest one."""
    connection = sqlite3.connect(path)
    running, seq = connection.execute(
        "SELECT running, seq FROM sales ORDER BY running DESC LIMIT 1"
    ).fetchone()
    where = (
        ("journal", "seq", seq),
        ("sales", "running", running),
        ("sale_lines", "sale", running),
        ("sale_tenders", "sale", running),
        ("cash", "seq", seq),
        ("stock_moves", "seq", seq),
    )
    found = [
        (table, connection.execute(f"SELECT * FROM {table} WHERE {key}=?", (value,)).fetchall())
        for table, key, value in where
    ]
    connection.close()
    return found


def bare_writer(template: Path, path: Path) -> Callable[[], None]:
    """Writes the same rows with new keys: bare inserts in one WAL/FULL transaction."""
    source = sqlite3.connect(template)
    schema = [row[0] for row in source.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL")]
    source.close()
    rows = rows_of_last_sale(template)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    for statement in schema:
        if "sqlite_sequence" not in statement:
            connection.execute(statement)
    connection.execute("DELETE FROM products")
    state = {"n": 1_000_000}
    statements = {
        table: f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})"
        for table, found in rows
    }

    def write() -> None:
        state["n"] += 10
        n = state["n"]
        connection.execute("BEGIN IMMEDIATE")
        for table, found in rows:
            connection.executemany(statements[table], [renumber(table, row, n) for row in found])
        connection.execute("COMMIT")

    return write


def renumber(table: str, row: tuple[object, ...], n: int) -> tuple[object, ...]:
    if table == "sales":
        number = f"A07-1-{n}"
        return (n, str(uuid.uuid4()), number, *row[3:14], n, row[15])
    if table in ("cash", "stock_moves"):
        assert isinstance(row[0], int)
        return (n + row[0] % 10, *row[1:-1], n)
    return (n, *row[1:])


def test_a_sale_of_four_lines_against_its_bare_rows(
    tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    shop = make_shop(tmp_path / "till", sheet=SHEET)
    sell = seller(shop)
    sell()
    bare = bare_writer(shop.folder / "till.db", tmp_path / "bare.db")
    rounds = [medians(sell, bare, 50 if quick else 200) for _ in range(3 if quick else 5)]
    shop.close()
    figures.ratio(
        "a sale of 4 lines",
        [ours / floor for ours, floor in rounds],
        timed="durable, with journal and twin",
        against="the same rows by bare sqlite3",
        goal=GOAL,
    )


def seller(shop: Shop) -> Callable[[], None]:
    """Sells a cart of four products."""
    shop.clock = SystemClock()
    cart = Cart()
    for product in all_products(shop)[:4]:
        cart = cart.add(product)
    payments = [Payment(Method.CASH, 200_000)]

    def sell() -> None:
        sales.sell(shop, cart, payments, sale_id=sales.new_sale_id(shop))

    return sell


def medians(one: Callable[[], None], other: Callable[[], None], times: int) -> tuple[float, float]:
    """Medians in seconds, taken in turns so that both see the same disk."""
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for act, kept in zip((one, other), took, strict=True):
            start = time.perf_counter()
            act()
            kept.append(time.perf_counter() - start)
    return statistics.median(took[0]), statistics.median(took[1])


def test_a_safety_folder_makes_a_sale_no_slower(
    tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    """Both tills have their twin; one writes a second one and backups behind itself."""
    shops = [make_shop(tmp_path / name, sheet=SHEET) for name in ("alone", "safe")]
    sell = [seller(shop) for shop in shops]
    set_safety(shops[1], tmp_path / "stick")
    writer = shops[1].safety
    assert writer is not None
    ratios = []
    for _ in range(3 if quick else 6):
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(2):  # in blocks: what one till's thread still writes must not slow the other
            for act, kept in zip(sell, times, strict=True):
                assert writer.catch_up(60)
                for _ in range(20 if quick else 40):
                    start = time.perf_counter()
                    act()
                    kept.append(time.perf_counter() - start)
        # The lower quartile: other programs' disk work makes some sales slow, at either till.
        alone, safe = (statistics.quantiles(each, n=4)[0] for each in times)
        ratios.append(safe / alone)
    for shop in shops:
        shop.close()
    figures.ratio(
        "a sale with a safety folder",
        ratios,
        timed="with it",
        against="without it",
        goal=SAFETY_GOAL,
    )
