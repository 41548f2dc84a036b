"""What a worker and the driver of the Spark job work out by themselves, without Spark."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from office.real_files import busy_day, world
from office.small_world import Till, sale

from pos_app.dayfile.reader import read_day
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.office.book_day import book_day
from pos_app.office.publish.event_judge import plan_from_files
from pos_app.office.publish.lake_tables import TABLES
from pos_app.office.publish.spark_check import (
    HEAD,
    REFUSED,
    check_file,
    check_files,
    check_office_files,
)
from pos_app.office.publish.spark_publish import publish_raw
from pos_app.office.publish.stored_days import days_of_event, stored_day
from pos_app.office.reconcile.status import status_of

COLUMNS = (*REFUSED, *HEAD)
NAMES = [*(column.name for column in COLUMNS), *TABLES]


def checked(file: bytes) -> Any:
    return SimpleNamespace(**dict(zip(NAMES, check_file("a.zip", file, "b1"), strict=True)))


def test_a_sound_file_becomes_its_head_and_its_rows() -> None:
    row = checked(busy_day())
    day = read_day(busy_day())
    assert row.code is None and row.manifest == day.identity and row.event == "EXPO23"
    for table, columns in TABLES.items():
        rows = getattr(row, table)
        assert len(rows) == len(getattr(day.tables, table))
        assert all(len(found) == len(columns) for found in rows)
        assert all(found[:2] == (day.identity, "b1") for found in rows)


def test_a_state_tells_the_rules_all_that_a_book_keeps() -> None:
    row = checked(busy_day())
    found = book_day(read_day(busy_day()))
    (again,) = days_of_event([stored_day(row.state, "b1")], {})
    assert again == replace(found, sale_digests=())
    assert (row.net, row.day.isoformat()) == (found.breakdown.totals.net, found.day)


@pytest.mark.parametrize(
    ("name", "code"), [("training", "training_file"), ("cut short", "zip_unreadable")]
)
def test_a_refused_file_is_named_with_its_code(name: str, code: str) -> None:
    row = checked(world()[name])
    assert (row.file, row.code, row.manifest, row.sales) == ("a.zip", code, None, None)
    assert isinstance(json.loads(row.facts), dict)


def test_only_what_looks_like_a_day_file_or_is_called_one_is_tried() -> None:
    document = b"PK".ljust(30, b"\0") + b"[Content_Types].xml"
    files = [
        ("file:/a/renamed", world()["a08 25"]),
        ("file:/a/list.xlsx", document),
        ("file:/a/photo.jpg", b"\xff\xd8"),
        ("file:/a/broken.ZIP", b"\0\0"),
    ]
    found = list(check_files("b1", files))
    assert [(row[0], row[1]) for row in found] == [
        ("file:/a/renamed", None),
        ("file:/a/broken.ZIP", "zip_unreadable"),
    ]


def test_an_office_file_that_does_not_hold_is_named() -> None:
    found = list(check_office_files([("x.office.jsonl", b"{}"), ("y.office.jsonl", b"")]))
    assert [each[1] for each in found] == ["office_file_damaged"] * 2


def test_without_a_plan_every_day_that_a_file_speaks_of_is_planned() -> None:
    first, second = Till("A07", "1"), Till("B12", "3", key="other")
    days = [
        first.close("2023-10-25", sale("1", 1000)),
        first.close("2023-10-27", sale("2", 1000)),
        second.close("2023-10-26", sale("3", 500)),
    ]
    plan = plan_from_files("EXPO23", days)
    found = status_of(plan, days, plan.end)
    assert (plan.start, plan.end) == ("2023-10-25", "2023-10-27")
    assert found.complete and found.expected == 3 and found.totals.net == 2500


def test_without_spark_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pyspark", "pyspark.errors", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(PosError, match="extra_missing") as caught:
        publish_raw(["files"], "open", [])
    assert "pip install pos-app[spark]" in sentence(caught.value, "id")
