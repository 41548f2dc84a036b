"""What is worked out on a worker from stored days is what a book says of the same files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from office.open_events import OfficeAnswer, told_by_office, world_of
from office.real_files import TOML, busy_day, world

from pos_app.dayfile.reader import read_day
from pos_app.errors import MachineError, PosError
from pos_app.office.book import Book
from pos_app.office.book_day import book_day
from pos_app.office.publish.event_judge import Ruling, judged_rows, judged_status, tied_identities
from pos_app.office.publish.figure_tables import figure_rows
from pos_app.office.publish.lake_tables import table_rows
from pos_app.office.publish.office_file import SUFFIX, OfficeView, joined_views, read_office_file
from pos_app.office.publish.settlement_tables import settlement_rows
from pos_app.office.publish.stored_days import (
    TIES,
    StoredDay,
    days_of_event,
    digests_of_rows,
    state_text,
    stored_day,
)


def stored(files: list[bytes], event: str) -> tuple[list[StoredDay], list[tuple[str, str, tuple]]]:
    """The files of an event that are sound, as stored days, and the rows that tie them."""
    days, rows = {}, []
    for file in files:
        try:
            day = read_day(file)
        except PosError:
            continue
        if day.head.training or day.head.event != event or day.identity in days:
            continue
        found = book_day(day)
        days[day.identity] = stored_day(state_text(day, found), "b1")
        for table in TIES:
            rows += [(table, day.identity, row) for row in getattr(day.tables, table)]
    tied = set(tied_identities(days.values()))
    return list(days.values()), [row for row in rows if row[1] in tied]


def ruling_of(answer: OfficeAnswer) -> Ruling:
    file = read_office_file((answer.raw / f"{answer.event}{SUFFIX}").read_bytes())
    views, refused = joined_views([file])
    assert not refused
    view = views[answer.event]
    return Ruling(answer.event, view.plan, view)


@pytest.mark.parametrize("seed", range(40))
def test_every_figure_of_a_fair_is_that_of_its_book(seed: int, tmp_path: Path) -> None:
    made = world_of(f"W{seed}", seed)
    answer = told_by_office(made, tmp_path)
    days, rows = stored(made.files, made.event)
    ruling = ruling_of(answer)
    found = judged_rows(ruling, days[::-1], rows[::-1])
    view = ruling.view
    basis = found["completeness"][0][-1]
    assert found["manifest"] and {row[-1] for row in found["manifest"]} == {"applied"}
    expected = figure_rows(made.event, answer.status, view.owner, view.records, basis)
    for table in ("figures", "till_days"):
        assert found[table] == expected[table], table
    assert found["completeness"][0][:-2] == expected["completeness"][0][:-2]


@pytest.mark.parametrize("seed", range(40, 60))
def test_the_days_are_those_that_a_book_reads(seed: int, tmp_path: Path) -> None:
    made = world_of(f"W{seed}", seed)
    told_by_office(made, tmp_path)
    days, rows = stored(made.files, made.event)
    parts: dict[str, dict[str, list]] = {}
    for table, identity, row in rows:
        parts.setdefault(identity, {}).setdefault(table, []).append(row)
    digests = {identity: digests_of_rows(found) for identity, found in parts.items()}
    with Book.open(tmp_path / f"{made.event}.book") as book:
        assert days_of_event(days, digests) == book.days(goods=True)
        status = judged_status(ruling_of_book(book), days_of_event(days, digests))
        from pos_app.office.book_status import status_in

        wanted = status_in(book, book.days(goods=True), book.plan.end)
        assert settlement_rows(made.event, status) == settlement_rows(made.event, wanted)


def ruling_of_book(book: Book) -> Ruling:
    from pos_app.office.publish.office_file import office_file

    view = joined_views([read_office_file(office_file(book))])[0][book.plan.code]
    return Ruling(book.plan.code, view.plan, view)


def test_published_rows_say_the_sales_of_a_file() -> None:
    day = read_day(busy_day())
    found = book_day(day)
    assert len(found.sale_digests) > 2
    rows = {}
    for table, columns in TIES.items():
        names = [column.name for column in _columns(table)]
        picked = [names.index(name) for name in columns]
        rows[table] = [
            [row[place] for place in picked] for row in table_rows(table, day, found, "b1")
        ][::-1]
    said = {digest.sale_id: digest for digest in digests_of_rows(rows)}
    assert said == {digest.sale_id: digest for digest in found.sale_digests}


def _columns(table: str):  # type: ignore[no-untyped-def]
    from pos_app.office.publish.lake_tables import TABLES

    return TABLES[table]


def test_a_state_that_was_changed_is_refused() -> None:
    day = read_day(world()["a07 25"])
    text = state_text(day, book_day(day))
    assert stored_day(text, "b").identity == day.identity
    values = json.loads(text)
    values[0][12] += 1
    with pytest.raises(MachineError, match="publish_unreadable"):
        stored_day(json.dumps(values), "b")
    with pytest.raises(MachineError, match="publish_unreadable"):
        stored_day(text[:-1], "b")


def test_the_basis_changes_with_whatever_may_change_a_figure(tmp_path: Path) -> None:
    answer = told_by_office(world_of("W3", 3), tmp_path)
    ruling = ruling_of(answer)
    files = [("a" * 64, "b1"), ("b" * 64, "b1")]
    assert ruling.basis(files) == ruling.basis(files[::-1])
    others = {
        ruling.basis(files[:1]),
        ruling.basis([("a" * 64, "b1"), ("b" * 64, "b2")]),
        Ruling("W3", None, ruling.view).basis(files),
        Ruling("W3", ruling.plan, OfficeView("W3")).basis(files),
    }
    assert len(others) == 4 and ruling.basis(files) not in others
    assert TOML
