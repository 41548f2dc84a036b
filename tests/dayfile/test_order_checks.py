"""The reader refuses orders that do not fit their deposits, and versions it does not know."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from dayfile.independent_reader import read as read_independently
from support.days import change_pos, forge
from support.orders import cancel, deliver, take
from support.shops import cash, make_shop, ring

from pos_app.dayfile.checks import check_sales
from pos_app.dayfile.format import DayFileError
from pos_app.dayfile.order_checks import check_orders
from pos_app.dayfile.reader import read_day
from pos_app.domain.day import DayTables
from pos_app.services.day import closing
from pos_app.store import business_days


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A day with an order delivered, one whose delivery was voided, and one cancelled."""
    with make_shop(tmp_path_factory.mktemp("orders") / "till") as shop:
        first, second, third = (take(shop, cash(450_000))["order"] for _ in range(3))
        deliver(shop, first)
        ring(shop, void_of=deliver(shop, second)["number"], reason="x")
        cancel(shop, third, 100_000)
        closed = closing.close_till(shop, counted=0)
        return business_days.day_file(shop.database, closed.manifest)


def code_of(tables: DayTables) -> str:
    try:
        check_sales(tables)
        check_orders(tables)
    except DayFileError as error:
        return error.code
    return ""


def test_the_day_itself_passes_and_another_reader_finds_the_same(
    file: bytes, tmp_path: Path
) -> None:
    day = read_day(file)
    assert code_of(day.tables) == ""
    (tmp_path / "day.zip").write_bytes(file)
    assert read_independently(str(tmp_path / "day.zip")) == day.head.totals.as_dict()


def events(change: Callable[[list[object]], None]) -> Callable[[DayTables], DayTables]:
    def changed(tables: DayTables) -> DayTables:
        rows = list(tables.orders)
        change(rows)  # type: ignore[arg-type]
        return tables._replace(orders=tuple(rows))

    return changed


def event(place: int, **values: object) -> Callable[[DayTables], DayTables]:
    """One event says something else: 0 to 2 deposits, 3 a delivery, 5 a void, 6 a return."""

    def changed(tables: DayTables) -> DayTables:
        rows = list(tables.orders)
        rows[place] = rows[place]._replace(**values)
        return tables._replace(orders=tuple(rows))

    return changed


def tender(kind: str, place: int, **values: object) -> Callable[[DayTables], DayTables]:
    """A tender of the first document of a kind says something else."""

    def changed(tables: DayTables) -> DayTables:
        sale = next(row.sale_id for row in tables.sales if row.kind == kind)
        rows = list(tables.tenders)
        mine = [n for n, row in enumerate(rows) if row.sale_id == sale]
        rows[mine[place]] = rows[mine[place]]._replace(**values)
        return tables._replace(tenders=tuple(rows))

    return changed


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("order_document", events(lambda rows: rows.pop(3))),
        ("order_document", events(lambda rows: rows.append(rows[3]))),
        ("order_document", event(3, deposit=-449_999)),
        ("order_document", event(3, maker="M2")),
        ("order_document", event(3, order_number="P-A07-1-0002")),
        ("order_document", event(0, from_number="A07-1-000002")),
        ("order_document", event(0, total=400_000)),
        ("order_document", event(0, qty=0)),
        ("order_document", event(0, deliver="drone")),
        ("order_document", event(6, event="delivery")),
        ("order_wrong", event(3, total=899_999)),
        ("order_wrong", event(3, from_number="A07-1-000009")),
        ("order_wrong", event(3, origin="somewhere")),
        ("order_wrong", event(6, kept=0)),
        ("order_wrong", events(lambda rows: rows.insert(0, rows.pop(3)))),
        ("order_wrong", event(6, order_number="P-A07-1-0001")),
        ("line_maker_unknown", event(0, maker="nobody")),
        ("tender_sum", tender("deposit", 0, amount=1)),
        ("tender_wrong", tender("deposit", 0, method="change")),
        ("tender_wrong", tender("deposit", 1, method="cash")),
        ("tender_wrong", tender("sale", 1, method="deposit")),
        ("tender_wrong", tender("sale", 0, method="voucher")),
    ],
)
def test_what_no_till_writes_is_refused_by_name(
    file: bytes, code: str, change: Callable[[DayTables], DayTables]
) -> None:
    assert code_of(change(read_day(file).tables)) == code


def test_a_deposit_with_goods_or_a_net_is_refused(file: bytes) -> None:
    tables = read_day(file).tables
    first = tables.sales[0]
    sold = tables._replace(sales=(first._replace(net=1), *tables.sales[1:]))
    assert code_of(sold) == "sale_kind"
    goods = tables.lines[0]._replace(sale_id=first.sale_id)
    assert code_of(tables._replace(lines=(goods, *tables.lines))) == "sale_kind"


def with_member(file: bytes, name: str) -> bytes:
    buffer = io.BytesIO(file)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, b"x")
    return buffer.getvalue()


def test_a_later_minor_version_is_read_or_refused_by_its_name(file: bytes) -> None:
    newer = forge(file, change_pos(format="posday/1.2", minor=2, weather="hujan"))
    assert read_day(newer).head.minor == 2
    with pytest.raises(DayFileError) as refused:
        read_day(with_member(newer, "gifts.csv"))
    assert refused.value.code == "format_newer"
    with pytest.raises(DayFileError) as refused:
        read_day(with_member(file, "gifts.csv"))
    assert refused.value.code == "zip_member_unknown"


@pytest.mark.parametrize("told", [{"format": "posday/1"}, {"minor": 2}])
def test_a_version_that_the_content_does_not_have_is_refused(
    file: bytes, told: dict[str, object]
) -> None:
    with pytest.raises(DayFileError) as refused:
        read_day(forge(file, change_pos(**told)))
    assert refused.value.code == "manifest_shape"
