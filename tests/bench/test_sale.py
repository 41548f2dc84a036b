"""What a durable sale costs, against the same rows written by bare sqlite3 in the same run."""

import sqlite3
import statistics
import time
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
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

ROUNDS = 600
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


def median_of_both(one: Callable[[], None], other: Callable[[], None]) -> tuple[float, float]:
    """Medians in seconds, taken in turns so that both see the same disk."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for act, kept in zip((one, other), times, strict=True):
            start = time.perf_counter()
            act()
            kept.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def test_a_safety_folder_makes_a_sale_no_slower(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both tills have their twin; one writes a second one and backups behind itself."""
    shops = [make_shop(tmp_path / name, sheet=SHEET) for name in ("alone", "safe")]
    sell = []
    for shop in shops:
        shop.clock = SystemClock()
        cart = Cart()
        for product in all_products(shop)[:4]:
            cart = cart.add(product)
        sell.append(partial(_sell, shop, cart))
    set_safety(shops[1], tmp_path / "stick")
    writer = shops[1].safety
    assert writer is not None
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(12):  # in blocks: what one till's thread still writes must not slow the other
        for act, kept in zip(sell, times, strict=True):
            assert writer.catch_up(60)
            for _ in range(40):
                start = time.perf_counter()
                act()
                kept.append(time.perf_counter() - start)
    # The lower quartile: other programs' disk work makes some sales slow, whichever till it is.
    alone, safe = (statistics.quantiles(each, n=4)[0] for each in times)
    for shop in shops:
        shop.close()
    with capsys.disabled():
        print(f"\nsale with twin: {alone * 1e6:.0f} µs, and safety folder {safe * 1e6:.0f} µs,")
        print(f"ratio {safe / alone:.2f} (at most 1.5 on a busy machine; 1.1 is aimed at)")
    assert safe < 1.5 * alone


def _sell(shop: Shop, cart: Cart) -> None:
    payments = [Payment(Method.CASH, 200_000)]
    sales.sell(shop, cart, payments, sale_id=sales.new_sale_id(shop))


def test_a_sale_of_four_lines_costs_at_most_twice_its_bare_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = make_shop(tmp_path / "till", sheet=SHEET)
    shop.clock = SystemClock()
    cart = Cart()
    for product in all_products(shop)[:4]:
        cart = cart.add(product)
    payments = [Payment(Method.CASH, 200_000)]

    def sell() -> None:
        sales.sell(shop, cart, payments, sale_id=sales.new_sale_id(shop))

    sell()
    bare = bare_writer(shop.folder / "till.db", tmp_path / "bare.db")
    ours, floor = median_of_both(sell, bare)
    shop.close()
    with capsys.disabled():
        print(f"\nsale of 4 lines: {ours * 1e6:.0f} µs, bare rows {floor * 1e6:.0f} µs,", end=" ")
        print(f"ratio {ours / floor:.2f} (at most 2.0)")
    assert ours / floor <= 2.0
