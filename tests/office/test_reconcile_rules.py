"""The rules of the office, each by itself and at its edge: what is in dispute, missing or whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import pytest
from office.small_world import (
    DAYS,
    END,
    Till,
    decided,
    digest,
    plan,
    sale,
    sale_digests,
    status,
    whole_fair,
)

from pos_app.dayfile.takeover_proof import TakeoverProof
from pos_app.domain.catalogue import DiscountBearer
from pos_app.office.book_day import BookDay, FileMaker
from pos_app.office.decide.decisions import Choose, Dismiss, NoSales, Withdrawn
from pos_app.office.decide.effective_decisions import NO_DECISIONS
from pos_app.office.reconcile.chains import (
    Chain,
    chains_by_seat,
    chains_of,
    chains_of_planned_tills,
    chains_with_unsettled_keys,
)
from pos_app.office.reconcile.confirmed_totals import confirm, hour_order, repeated_sales
from pos_app.office.reconcile.disputed_range import DisputedRange, disputed_range
from pos_app.office.reconcile.disputes import Conflict, ConflictFile
from pos_app.office.reconcile.file_status import FileState, FileStatus, file_statuses
from pos_app.office.reconcile.gaps import Gap, find_gaps, superseded_links
from pos_app.office.reconcile.maker_accounts import Accounts, MakerAccount, settle
from pos_app.office.reconcile.seats import seat_gaps
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day import TillDayFile, TillDayState, TillDayStatus
from pos_app.office.reconcile.warnings import OfficeWarning
from pos_app.office.totals_algebra import LineSums

A07, A08 = ("A07", "1"), ("A08", "1")


def gaps_of(*days: BookDay) -> list[tuple[str, str, str | None, str | None]]:
    return [(gap.day[-2:], gap.code, gap.start, gap.end) for gap in gaps_between(days)]


def gaps_between(days: Iterable[BookDay], chosen: Collection[str] = ()) -> list[Gap]:
    return find_gaps(plan(), chains_of_planned_tills(plan(), days), chosen)


# --- Chains ---


def test_chains_come_in_the_order_of_stand_till_seat_and_day() -> None:
    late = Till(*A08).close(DAYS[1], sale("1", 1))
    files = [
        late,
        Till(*A08).close(DAYS[0], sale("2", 1)),
        Till(*A07, seat=1).close(DAYS[0], sale("3", 1)),
        Till(*A07).close(DAYS[2], sale("4", 1)),
    ]
    assert list(chains_of(files)) == sorted(file.seat_day for file in files)
    seats = chains_by_seat(reversed(chains_of(files).values()))
    assert [chain.head.day for chain in seats["A08", "1", 0]] == [DAYS[0], DAYS[1]]


def test_a_chain_knows_its_newest_its_missing_and_its_manifests() -> None:
    till = Till(*A07)
    first = till.close(DAYS[0], sale("1", 1))
    second = till.revise(first, sale("2", 1))
    third = till.revise(second, sale("3", 1))
    (chain,) = chains_of([third, first]).values()
    assert (chain.head, chain.forked, chain.missing_revisions) == (third, False, [2])
    assert chain.known_manifests == {first.identity, second.identity, third.identity}
    (alone,) = chains_of([third]).values()
    assert alone.missing_revisions == [1, 2]


def test_days_of_several_keys_are_unsettled_until_a_file_of_each_is_chosen() -> None:
    one = Till(*A07, key="a").close(DAYS[0], sale("1", 1))
    two = Till(*A07, key="b").close(DAYS[1], sale("2", 1))
    seat = [Chain((one,)), Chain((two,))]
    assert chains_with_unsettled_keys(seat, ()) == seat
    assert chains_with_unsettled_keys(seat, {one.identity}) == seat[1:]
    assert chains_with_unsettled_keys(seat, {one.identity, two.identity}) == []
    assert chains_with_unsettled_keys(seat[:1], ()) == []


def test_a_day_that_two_keys_signed_stays_unsettled_and_one_revision_settles_its_chain() -> None:
    till = Till(*A07, key="a")
    first = till.close(DAYS[0], sale("1", 1))
    chain = Chain((first, till.revise(first, sale("2", 1))))
    other = Chain((Till(*A07, key="b").close(DAYS[1], sale("3", 1)),))
    chosen = {first.identity, other.head.identity}
    assert chains_with_unsettled_keys([chain, other], chosen) == []
    both = Chain((first, replace(first, identity=digest("x"), key="b")))
    assert chains_with_unsettled_keys([both], {first.identity}) == [both]


# --- Confirmed totals ---


def test_a_business_day_begins_at_five_and_runs_past_midnight() -> None:
    hours = [f"{hour:02d}" for hour in range(24)]
    assert sorted(hours, key=hour_order) == [*hours[5:], *hours[:5]]
    assert [hour_order(hour) for hour in ("05", "23", "00", "04")] == [0, 18, 19, 23]


def test_rows_come_in_the_order_of_their_keys() -> None:
    days = [
        Till(*A08).close(DAYS[1], sale("1", 1)),
        Till("A07", "2").close(DAYS[0], sale("2", 10)),
        Till(*A07).close(DAYS[2], sale("3", 100)),
    ]
    found = confirm(plan(), days)
    assert [row.key for row in found.by_day] == list(DAYS)
    assert [(row.key, row.net) for row in found.by_stand] == [("A07", 110), ("A08", 1)]
    assert [(row.stand, row.till, row.totals.net) for row in found.by_till] == [
        ("A07", "1", 100),
        ("A07", "2", 10),
        ("A08", "1", 1),
    ]
    assert found.totals.net == 111 and len(found.days) == 3


def test_the_rows_say_every_sum_as_they_are_printed() -> None:
    sold = sale("1", 1000, qty=3, discount=200, at=f"{DAYS[0]}T09:00:00+08:00", country="AU")
    late = f"{DAYS[0]}T01:00:00+08:00"
    back = sale("2", 1000, qty=-1, discount=-100, kind="refund", at=late, of="1")
    found = confirm(plan(), [Till(*A07).close(DAYS[0], sold, back)])
    sums = {"qty": 2, "gross": 3000, "discount": 200, "refunds": 900, "net": 1900}
    counts = {"sales": 1, "rounding": 0}
    (row,) = found.by_day
    assert row.as_json() == {"day": DAYS[0], **sums, **counts}
    (row,) = found.by_stand
    assert row.as_json() == {"stand": "A07", **sums, **counts}
    (row,) = found.by_maker
    assert row.as_json() == {"maker": "M1", **sums, "name": "Bu Sri"}
    (row,) = found.by_category
    assert row.as_json() == {"category": "Manik", **sums}
    more = found.more_as_json()
    assert more["by_till"] == [{"stand": "A07", "till": "1", **sums, **counts}]
    assert more["by_hour"] == [{"hour": "09", "sales": 1, "net": 1900}]
    assert more["by_country"] == [{"country": "AU", "sales": 1, "net": 1900}]
    assert more["by_price"] == [{"category": "Manik", "listed": 2000, "sold": 1900}]
    paid = {"cash": 1900, "qris": 0, "transfer": 0, "card": 0, "unconfirmed": 0, "net": 1900}
    assert more["paid_by_day"] == [{"day": DAYS[0], **paid}]
    assert more["paid_by_stand"] == [{"stand": "A07", **paid}]
    assert more["by_payment"] == [{"payment": "cash", "net": 1900}]


def test_a_sale_counts_in_the_first_file_that_holds_it() -> None:
    shared = sale("1", 1000)
    late = Till(*A08).close(DAYS[0], shared, sale("2", 1))
    early = Till(*A07).close(DAYS[0], shared)
    found = list(repeated_sales([late, early]))
    assert [(day, [digest.sale_id for digest in repeated]) for day, repeated in found] == [
        (early, []),
        (late, ["1"]),
    ]
    assert [day.breakdown.totals.net for day in confirm(plan(), [late, early]).days] == [1000, 1]


# --- The range in dispute ---


def dispute(day: BookDay, code: str, *paper: int) -> Conflict:
    files = tuple(ConflictFile(1, digest(net), net, paper=True) for net in paper)
    return Conflict(*day.till_day, code, files)


def ranged(code: str, *files: BookDay, paper: tuple[int, ...] = ()) -> tuple[int, int]:
    chains = chains_of(files).values()
    return tuple(disputed_range([dispute(files[0], code, *paper)], chains))  # type: ignore[return-value]


def test_a_fork_is_worth_one_of_its_ends_or_all_of_them() -> None:
    files = [Till(*A07).close(DAYS[0], sale(str(net), net)) for net in (50, 70, 60)]
    assert ranged("revision_fork", *files) == (50, 180)
    till = Till(*A07)
    first = till.close(DAYS[0], sale("1", 10))
    second = till.revise(first, sale("2", 5))
    other = replace(till.revise(first, sale("3", 7)), revision=2)
    assert ranged("revision_fork", first, second, other) == (15, 10 + 5 + 7)


@pytest.mark.parametrize(
    "code", ["key_conflict", "no_sales_conflict", "withdrawn_conflict", "decision_conflict"]
)
def test_a_day_that_may_not_count_at_all_is_worth_nothing_at_least(code: str) -> None:
    assert ranged(code, Till(*A07).close(DAYS[0], sale("1", 50))) == (0, 50)
    back = sale("1", 50, qty=-1, kind="refund")
    assert ranged(code, Till(*A07).close(DAYS[0], back)) == (-50, 0)


def test_a_sale_in_two_contents_may_be_lost_from_either() -> None:
    back = sale("2", 5, qty=-1, kind="refund")
    day = Till(*A07).close(DAYS[0], sale("1", 50), back, sale("3", 7))
    day = replace(day, sale_digests=sale_digests(sale("1", 50), back))
    assert ranged("sale_conflict", day) == (2, 52)
    assert ranged("paper_differs", day) == (52, 52)


def test_paper_may_be_right_where_it_differs_and_where_no_file_came() -> None:
    day = Till(*A07).close(DAYS[0], sale("1", 50))
    assert ranged("paper_differs", day, paper=(40,)) == (40, 50)
    assert ranged("paper_differs", day, paper=(60, 90)) == (50, 90)
    other = Till(*A08).close(DAYS[0])
    lone = [dispute(other, "paper_fork", 5, 9), dispute(day, "revision_fork")]
    assert disputed_range(lone, [Chain((day,))]) == DisputedRange(55, 59)
    assert disputed_range([], [Chain((day,))]) == DisputedRange(0, 0) == DisputedRange()


# --- Gaps ---


def test_days_that_run_on_have_no_gap() -> None:
    till = Till(*A07)
    days = [till.close(day, sale(day, 10), sale(f"{day}b", 5)) for day in DAYS]
    assert gaps_of(*days) == []
    assert gaps_of(*(Till(*A08).close(day) for day in DAYS[:1])) == []


def test_missing_receipts_are_named_from_the_first_to_the_last() -> None:
    till = Till(*A07)
    first = till.close(DAYS[0], sale("1", 10))
    till.close(DAYS[1], sale("2", 10), sale("3", 10))
    third = till.close(DAYS[2], sale("4", 10))
    linked = replace(third, prev_day=first.identity)
    assert gaps_of(first, linked) == [("27", "number_gap", "A07-1-000002", "A07-1-000003")]
    assert gaps_of(first, third) == [
        ("27", "day_link_gap", third.prev_day, third.identity),
        ("27", "number_gap", "A07-1-000002", "A07-1-000003"),
    ]
    assert gaps_of(linked)[-1] == ("27", "number_gap", "A07-1-000001", "A07-1-000003")


def test_receipts_given_twice_are_named_from_the_first_to_the_last() -> None:
    till = Till(*A07)
    first = till.close(DAYS[0], sale("1", 10), sale("2", 10))
    again = replace(till.close(DAYS[1], sale("3", 10)), first=2, last=2)
    assert gaps_of(first, again) == [("26", "number_overlap", "A07-1-000002", "A07-1-000002")]
    whole = replace(again, first=1, last=3)
    assert gaps_of(first, whole) == [("26", "number_overlap", "A07-1-000001", "A07-1-000002")]


def test_a_running_total_that_jumps_is_named_with_both_sums() -> None:
    till = Till(*A07)
    first = till.close(DAYS[0], sale("1", 10))
    second = replace(till.close(DAYS[1], sale("2", 10)), running_start=11)
    assert gaps_of(first, second) == [("26", "running_total_gap", "10", "11")]
    empty = replace(Till(*A07).close(DAYS[0]), running_start=5)
    assert gaps_of(empty) == [("25", "running_total_gap", "0", "5")]


def test_a_day_without_receipts_keeps_the_number_and_moves_the_total() -> None:
    till = Till(*A07)
    days = [
        till.close(DAYS[0], sale("1", 10)),
        till.close(DAYS[1]),
        till.close(DAYS[2], sale("2", 1)),
    ]
    assert gaps_of(*days) == []
    later = replace(days[2], first=3, last=3)
    assert gaps_of(*days[:2], later) == [("27", "number_gap", "A07-1-000002", "A07-1-000002")]


def test_nothing_is_known_of_the_numbers_after_a_fork() -> None:
    forks = [Till(*A07).close(DAYS[0], sale(str(n), n)) for n in (5, 7)]
    after = replace(Till(*A07).close(DAYS[1], sale("3", 1)), first=9, last=9, running_start=99)
    after = replace(after, prev_day=forks[0].identity)
    assert gaps_of(*forks, after) == []
    last = replace(Till(*A07).close(DAYS[2], sale("4", 1)), first=11, last=11, running_start=100)
    last = replace(last, prev_day=after.identity)
    assert gaps_of(*forks, after, last) == [("27", "number_gap", "A07-1-000010", "A07-1-000010")]


def test_revisions_that_did_not_come_are_named_from_the_first_to_the_last() -> None:
    till = Till(*A07)
    newest = till.close(DAYS[0], sale("1", 10))
    for number in range(3):
        newest = till.revise(newest, sale(f"r{number}", 1))
    newest = replace(newest, first=1)
    assert gaps_of(newest) == [("25", "revision_missing", "1", "3")]


def test_gaps_come_in_the_order_of_place_day_and_code() -> None:
    days = [
        replace(Till(*A08).close(DAYS[0], sale("1", 1)), prev_day="x", running_start=4),
        replace(Till(*A07).close(DAYS[1], sale("2", 1)), prev_day="y", first=2, last=2),
    ]
    found = gaps_between(days)
    assert found == sorted(found, key=lambda gap: (gap.stand, gap.till, gap.day, gap.code))
    assert [gap.code for gap in found] == [
        "day_link_gap",
        "number_gap",
        "day_link_gap",
        "running_total_gap",
    ]
    assert found[0].till_day == ("A07", "1", DAYS[1])


def test_each_key_of_a_settled_seat_is_checked_by_itself() -> None:
    mine, other = Till(*A07, key="a"), Till(*A07, key="b")
    days = [
        mine.close(DAYS[0], sale("1", 10)),
        other.close(DAYS[1], sale("2", 10)),
        mine.close(DAYS[2], sale("3", 10)),
    ]
    assert gaps_between(days) == []
    chosen = {day.identity for day in days}
    assert gaps_between(days, chosen) == []
    wrong = replace(days[2], running_start=4)
    (gap,) = gaps_between([*days[:2], wrong], chosen)
    assert (gap.code, gap.start, gap.end) == ("running_total_gap", "10", "4")


def test_a_link_to_an_older_revision_is_found_and_one_to_the_newest_is_not() -> None:
    till = Till(*A07)
    first = till.close(DAYS[0], sale("1", 10))
    second = till.revise(first, sale("2", 1))
    newest = replace(till.close(DAYS[1], sale("3", 1)), prev_day=second.identity)
    older = replace(newest, prev_day=first.identity)
    stranger = replace(newest, prev_day="x")
    for after, found in ((newest, []), (older, [older]), (stranger, [])):
        assert superseded_links(chains_of([first, second, after]).values()) == found
    fork = Till(*A07).close(DAYS[0], sale("9", 1))
    assert superseded_links(chains_of([first, second, fork, older]).values()) == []


# --- Makers ---


def test_an_account_adds_up_by_who_bears_the_discount() -> None:
    account = MakerAccount("M1", "Bu Sri")
    sums = LineSums(1, 2, 2000, 200, 7, 1800, 2000, 180, 200)
    account.add(sums, DiscountBearer.MAKER)
    assert (account.share, account.due, account.sums) == (180, 1620, sums)
    account.add(sums, DiscountBearer.STAND)
    assert (account.share, account.due) == (180 + 200, 1620 + 1800)
    found = replace(account, paid_out=5, planned_bp=1250).settlement()
    assert (found.maker, found.name, found.qty, found.gross) == ("M1", "Bu Sri", 4, 4000)
    assert (found.discount, found.refunds, found.net) == (400, 14, 3600)
    assert (found.share, found.due, found.paid_out, found.planned_bp) == (380, 3420, 5, 1250)


def test_an_account_begins_at_nothing() -> None:
    found = MakerAccount("M1", "Bu Sri").settlement()
    assert (found.qty, found.gross, found.discount, found.refunds, found.net) == (0, 0, 0, 0, 0)
    assert (found.share, found.due, found.paid_out, found.planned_bp) == (0, 0, 0, 0)


def test_a_maker_of_the_plan_is_borne_by_the_plan_and_another_by_the_file() -> None:
    makers = {
        "M1": FileMaker("Bu Sri", DiscountBearer.STAND),
        "X": FileMaker("Lain", DiscountBearer.STAND),
        "Y": FileMaker("Dia"),
    }
    day = replace(Till(*A07).close(DAYS[0]), makers=makers)
    accounts = Accounts(plan())
    for code in ("M1", "M2", "X", "Y", "Z"):
        accounts.key(day, code)
    assert [accounts.bearer(day, code) for code in ("M1", "M2", "X", "Y", "Z")] == [
        DiscountBearer.MAKER,
        DiscountBearer.STAND,
        DiscountBearer.STAND,
        DiscountBearer.MAKER,
        DiscountBearer.MAKER,
    ]
    assert [account.code for account in accounts.sorted_by_code()] == ["M1", "M2", "X", "Y", "Z"]
    assert accounts[accounts.key(day, "M1")].planned_bp == 1250
    assert accounts[accounts.key(day, "X")].planned_bp == 0
    assert accounts[accounts.key_of("x", "Lain")].code == "X"


def test_payouts_and_sales_of_one_maker_are_one_account_in_the_order_of_codes() -> None:
    first = Till(*A08).close(DAYS[0], sale("1", 100, maker="M2"))
    second = Till(*A07).close(DAYS[1], sale("2", 1000))
    second = replace(second, makers={**second.makers, "M1": FileMaker("Bu Sri", paid_out=30)})
    third = Till("A07", "2").close(DAYS[1])
    third = replace(third, makers={"M1": FileMaker("Bu Sri", paid_out=12)})
    found = settle(plan(), [first, second, third])
    assert [(a.code, a.sums.net, a.paid_out) for a in found] == [("M1", 1000, 42), ("M2", 100, 0)]


# --- Seats ---


def seat_codes(*days: BookDay) -> list[tuple[str, str, str | None, str | None]]:
    found = seat_gaps(chains_of(days).values(), NO_DECISIONS)
    return sorted((gap.day[-2:], gap.code, gap.start, gap.end or "") for gap in found)


def test_a_first_seat_needs_no_proof_and_a_second_does() -> None:
    assert seat_codes(Till(*A07).close(DAYS[0], sale("1", 1))) == []
    second = Till(*A07, seat=1).close(DAYS[0], sale("1", 1))
    assert seat_codes(second) == [("25", "seat_unproven", None, "")]
    later = Till(*A07, seat=1).close(DAYS[1], sale("2", 1))
    assert [code for _, code, _, _ in seat_codes(second, later)] == ["seat_unproven"] * 2


def taken_over(**changes: object) -> tuple[BookDay, BookDay]:
    """A till with two receipts, and the second laptop that goes on after it with a proof."""
    old = Till(*A07).close(DAYS[0], sale("1", 1), sale("2", 1))
    old = replace(old, journal_first=1, journal_last=20, journal_head="hash")
    new = Till(*A07, seat=1, key="b").close(DAYS[1], sale("3", 1))
    return old, replace(new, continues=TakeoverProof(0, 20, "hash", "A07-1-000002"), **changes)


def with_proof(day: BookDay, **changes: object) -> BookDay:
    assert day.continues is not None
    return replace(day, continues=replace(day.continues, **changes))


def test_a_proof_that_fits_the_old_seats_files_leaves_no_gap() -> None:
    assert seat_codes(*taken_over()) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"head": "other"},
        {"last_number": "A07-1-000001"},
        {"last_number": None},
        {"last_number": "A07-1B-000002"},
        {"seat": 1},
        {"seat": 2},
    ],
)
def test_a_proof_that_contradicts_the_old_seat_is_named(changes: dict[str, object]) -> None:
    old, new = taken_over()
    found = seat_codes(old, with_proof(new, **changes))
    wanted = changes.get("last_number", "A07-1-000002")
    assert ("26", "seat_mismatch", wanted, "") in found


def test_a_proof_of_an_earlier_row_than_the_file_says_nothing_of_its_hash() -> None:
    old, new = taken_over()
    assert seat_codes(old, with_proof(new, row=21, head="other")) == []
    before = with_proof(new, row=19, head="other", last_number="A07-1-000001")
    assert seat_codes(old, before) == []


def test_a_file_of_the_old_seat_that_begins_after_the_proof_has_later_receipts() -> None:
    old, new = taken_over()
    later = replace(old, journal_first=21, journal_last=30, first=3, last=4)
    proven = with_proof(new, last_number="A07-1-000002")
    assert seat_codes(later, proven) == []
    earlier = replace(later, first=2)
    assert seat_codes(earlier, proven)[-1][1] == "seat_mismatch"


def test_receipts_of_the_old_seat_that_no_file_holds_are_named() -> None:
    old, new = taken_over()
    proven = with_proof(new, row=30, last_number="A07-1-000005")
    missing = ("26", "number_gap", "A07-1-000003", "A07-1-000005")
    assert seat_codes(old, proven) == [missing]
    assert seat_codes(proven) == [("26", "number_gap", "A07-1-000001", "A07-1-000005")]
    assert seat_codes(replace(old, first=None, last=None), proven) == [
        ("26", "number_gap", "A07-1-000001", "A07-1-000005")
    ]
    assert seat_codes(with_proof(new, last_number=None)) == []


def test_the_same_proof_is_checked_once_and_another_again() -> None:
    old, new = taken_over()
    wrong = with_proof(new, head="other")
    later = replace(wrong, day=DAYS[2], identity="x")
    assert [day for day, *_ in seat_codes(old, wrong, later)] == ["26"]
    other = with_proof(later, head="third")
    assert [day for day, *_ in seat_codes(old, wrong, other)] == ["26", "27"]


def test_a_forked_file_of_a_seat_proves_nothing() -> None:
    old, new = taken_over()
    fork = replace(old, identity="y", last=9)
    found = seat_codes(old, fork, new)
    assert found == [("26", "number_gap", "A07-1-000001", "A07-1-000002")]


# --- The status as it is printed ---


def test_the_status_prints_every_figure() -> None:
    found = status(whole_fair(), DAYS[0]).as_json()
    assert (found["through"], found["complete"]) == (DAYS[0], True)
    assert (found["expected"], found["received"], found["missing"]) == (3, 3, [])
    assert found["gaps"] == found["conflicts"] == found["set_aside"] == found["overruled"] == []
    assert found["no_sales"] == found["withdrawn"] == found["visitors"] == found["paper"] == []
    assert found["disputed"] == {"low": 0, "high": 0}
    assert set(found["paper_totals"].values()) == {0}
    assert found["totals"]["net"] == 3000
    assert [warning["code"] for warning in found["warnings"]] == ["key_not_enrolled"] * 3
    assert found["warnings"][0]["detail"] == "A071-"


def test_a_dispute_a_gap_and_a_stranger_are_printed_with_their_place() -> None:
    files = [Till(*A07).close(DAYS[0], sale(str(n), n)) for n in (5, 7)]
    stranger = Till("X99", "1").close(DAYS[0], sale("3", 1))
    lost = replace(Till(*A08).close(DAYS[0], sale("4", 1)), first=2, last=2)
    found = status([*files, stranger, lost], DAYS[0])
    answer = found.as_json()
    (conflict,) = answer["conflicts"]
    assert (conflict["stand"], conflict["till"], conflict["day"]) == ("A07", "1", DAYS[0])
    assert conflict["code"] == "revision_fork"
    assert sorted((file["net"], file["revision"]) for file in conflict["files"]) == [(5, 1), (7, 1)]
    assert all("paper" not in file and file["key"] == "KEY-" for file in conflict["files"])
    place = {"stand": "A08", "till": "1", "day": DAYS[0]}
    named = {"from": "A08-1-000001", "to": "A08-1-000001"}
    assert answer["gaps"] == [{**place, "code": "number_gap", **named}]
    place = {"stand": "X99", "till": "1", "day": DAYS[0]}
    assert answer["set_aside"] == [
        {**place, "code": "unknown_stand", "manifest": stranger.identity, "net": 1}
    ]
    assert answer["disputed"] == {"low": 5, "high": 5 + 7}
    assert (answer["complete"], answer["expected"], answer["received"]) == (False, 3, 2)
    assert answer["missing"] == [{"stand": "A07", "till": "2", "day": DAYS[0]}]
    assert found.doubtful == {
        ("A07", "1", DAYS[0]),
        ("A07", "2", DAYS[0]),
        ("A08", "1", DAYS[0]),
        ("X99", "1", DAYS[0]),
    }


@pytest.mark.parametrize("part", ["missing", "gaps", "conflicts", "set_aside"])
def test_one_thing_that_is_not_well_is_enough_to_be_incomplete(part: str) -> None:
    found = status(whole_fair())
    assert found.complete
    assert not replace(found, **{part: (object(),)}).complete


def test_later_days_are_evidence_and_no_part_of_an_earlier_status() -> None:
    forks = [Till(*A07).close(DAYS[1], sale(str(n), n)) for n in (5, 7)]
    lost = replace(Till(*A08).close(DAYS[1], sale("4", 1)), first=2, last=2)
    stranger = Till("X99", "1").close(DAYS[1], sale("3", 1))
    outside = Till(*A08).close("2023-10-30", sale("9", 1), link=lost.identity)
    found = status([*forks, lost, stranger, outside], DAYS[0])
    assert (found.gaps, found.conflicts, found.warnings) == ((), (), ())
    assert [aside.day for aside in found.set_aside] == ["2023-10-30"]
    assert found.disputed == DisputedRange()
    early = Till(*A08).close("2023-10-20", sale("9", 1))
    found = status([early, stranger], DAYS[1])
    assert [(aside.stand, aside.day) for aside in found.set_aside] == [
        ("A08", "2023-10-20"),
        ("X99", DAYS[1]),
    ]
    later = status([*forks, lost], DAYS[1])
    assert len(later.conflicts) == 1 and later.disputed == DisputedRange(5, 12)


def test_decided_days_are_listed_up_to_the_day_that_is_asked_for() -> None:
    records = [
        decided(NoSales("A07", "1", DAYS[0])),
        decided(NoSales("A07", "1", DAYS[2])),
        decided(Withdrawn("A08", DAYS[1])),
    ]
    found = status([], DAYS[1], records)
    assert found.no_sales == (("A07", "1", DAYS[0]),)
    assert found.withdrawn == (("A08", "1", DAYS[1]),)
    # Of six till-days one is withdrawn and not expected, one had no sales and is settled.
    assert (found.expected, found.received, len(found.missing)) == (5, 1, 4)
    states = {(c.stand, c.till, c.day): c.state for c in found.till_days}
    assert states["A07", "1", DAYS[0]] is TillDayState.NO_SALES
    assert states["A08", "1", DAYS[2]] is TillDayState.WITHDRAWN
    answer = found.as_json()
    assert answer["no_sales"] == [{"stand": "A07", "till": "1", "day": DAYS[0]}]
    assert answer["withdrawn"] == [{"stand": "A08", "till": "1", "day": DAYS[1]}]
    nets = {(c.stand, c.day): c.net for c in found.till_days if c.till == "1"}
    assert nets["A07", DAYS[0]] == 0 and nets["A08", DAYS[1]] is None


# --- Files and till-days ---


def file_states(found: Status, days: list[BookDay]) -> dict[str, FileStatus]:
    return {each.day.identity: each for each in file_statuses(found, days)}


def test_every_file_of_a_book_has_a_state() -> None:
    till = Till(*A07)
    first = till.close(DAYS[0], sale("1", 10))
    second = till.revise(first, sale("2", 1))
    forks = [Till(*A08).close(DAYS[0], sale(str(n), n)) for n in (5, 7)]
    stranger = Till("X99", "1").close(DAYS[0], sale("3", 1))
    days = [first, second, *forks, stranger]
    found = file_states(status(days), days)
    assert list(found) == sorted(found)
    assert found[first.identity].state is FileState.SUPERSEDED
    assert found[second.identity].state is FileState.COUNTS
    for fork in forks:
        assert (found[fork.identity].state, found[fork.identity].code) == (
            FileState.DISPUTED,
            "revision_fork",
        )
    aside = found[stranger.identity]
    assert (aside.state, aside.code) == (FileState.SET_ASIDE, "unknown_stand")
    without = status(days, records=[decided(Dismiss(stranger.identity))])
    left_out = file_states(without, days)[stranger.identity]
    assert (left_out.state, left_out.code) == (FileState.LEFT_OUT, "unknown_stand")


def test_a_file_names_its_sales_that_count_elsewhere() -> None:
    shared = sale("1", 1000)
    early = Till(*A07).close(DAYS[0], shared)
    late = Till(*A08).close(DAYS[0], shared, sale("2", 1))
    found = file_states(status([late, early]), [late, early])
    assert (found[early.identity].repeated, found[late.identity].repeated) == ((), ("1",))


def test_a_later_file_than_the_status_is_left_out() -> None:
    later = Till(*A07).close(DAYS[2], sale("1", 10))
    found = file_states(status([later], DAYS[0]), [later])[later.identity]
    assert (found.state, found.code) == (FileState.LEFT_OUT, "")


def test_a_till_day_knows_its_files_seats_keys_and_its_amount() -> None:
    files = tuple(
        TillDayFile(seat, 1, f"{seat}abcdef0" * 8, key, 5, counts)
        for seat, key, counts in ((1, "b", False), (0, "c", True), (1, "a", False))
    )
    found = TillDayStatus("A07", "1", DAYS[0], TillDayState.RECEIVED, True, 7, files, on_paper=9)
    assert (found.seats, found.keys) == ((0, 1), ("a", "b", "c"))
    assert [file.key for file in found.counted] == ["c"]
    assert (found.amount, found._replace(net=None).amount, found._replace(net=0).amount) == (
        7,
        9,
        9,
    )
    assert found.files[1].slip == "0ABC-DEF0"


def test_a_set_aside_file_alone_sets_its_till_day_aside() -> None:
    mine = Till(*A08, key="a").close(DAYS[0], sale("1", 5))
    other = Till(*A08, key="b").close(DAYS[0], sale("2", 9))
    files = [mine, other]
    chosen = Choose("A08", "1", 0, DAYS[0], mine.identity, (other.identity,))
    found = status(files, records=[decided(chosen)])
    (day,) = (c for c in found.till_days if c.till_day == mine.till_day)
    assert (day.state, day.net) == (TillDayState.RECEIVED, 5)
    assert [(file.manifest, file.counts, file.code) for file in day.files] == sorted(
        [(mine.identity, True, ""), (other.identity, False, "not_chosen")]
    )
    assert [each.manifest for each in found.overruled] == [other.identity]


def test_warnings_name_a_maker_who_is_not_in_the_plan_once_on_the_first_day() -> None:
    till = Till(*A07)
    days = [till.close(day, sale(day, 1, maker="X"), sale(f"{day}b", 1)) for day in DAYS]
    found = [w for w in status(days).warnings if w.code == "maker_unplanned"]
    assert found == [OfficeWarning("A07", "1", DAYS[0], "maker_unplanned", "X")]
    assert found[0].problem().facts == {"stand": "A07", "till": "1", "day": DAYS[0], "detail": "X"}
    assert (found[0].problem().code, found[0].problem().severity) == ("maker_unplanned", "warning")


def test_gaps_and_conflicts_sort_by_place_first() -> None:
    assert Gap("A07", "2", "b", "x") < Gap("A08", "1", "a", "x")
    assert Conflict("A07", "1", "a", "x", ()).till_day == ("A07", "1", "a")
    assert ConflictFile(1, "b", 0) < ConflictFile(2, "a", 0)
    assert DAYS[-1] == END
