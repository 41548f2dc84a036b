"""Decisions of the office on what no day file can state, signed by the key beside the book.

A new decision supersedes all decisions on the same subject that are in the book. Two offices
contradict each other only when each did not have the other's decision.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

from pos_app.clock import Clock, parse_day, stamp
from pos_app.dayfile.signing import Signer
from pos_app.dayfile.till_key import fingerprint, read_till_key
from pos_app.errors import PosError
from pos_app.office.book import Book
from pos_app.office.decide.decisions import (
    AcceptKey,
    AcceptSeat,
    Both,
    Choose,
    Decision,
    DecisionContent,
    Dismiss,
    NoSales,
    Revoke,
    SameMaker,
    Visitors,
    Withdrawn,
    read_decision,
    sign_decision,
)
from pos_app.office.decide.effective_decisions import (
    DecisionState,
    DecisionStatus,
    EffectiveDecisions,
)
from pos_app.office.decide.settlement_decisions import CorrectPrice, CorrectShare
from pos_app.office.office_key import office_key, office_record, own_key, trust_record
from pos_app.office.reconcile.overrides import override_of
from pos_app.office.reconcile.paper_days import book_slips
from pos_app.office.records import Record, RecordKind
from pos_app.services.office.compared_files import compare_files, laptop_files
from pos_app.services.office.decision_checks import check_content, check_text
from pos_app.services.office.operator import name_of

_CODE = re.compile(r"[0-9a-f]{8,64}")


class RecordedDecision(NamedTuple):
    """A decision that is in the book; `is_new` is False when it was there before."""

    decision: Decision
    is_new: bool


class ScannedKey(NamedTuple):
    """The public key in a till's QR code, and the seat it is for."""

    stand: str
    till: str
    seat: int
    key: str

    @property
    def fingerprint(self) -> str:
        """The beginning of the key, which people compare."""
        return fingerprint(self.key)


def no_sales(
    path: Path, stand: str, till: str, day: str, clock: Clock, reason: str = ""
) -> RecordedDecision:
    """Records that a till had no sales on a day. Raises as `decide`."""
    content = NoSales(stand, till, parse_day(day).isoformat())
    return decide(path, content, clock, reason)


def withdraw(
    path: Path, stand: str, since: str, clock: Clock, reason: str = ""
) -> RecordedDecision:
    """Records that a stand does not sell from a day on. Raises as `decide`."""
    return decide(path, Withdrawn(stand, parse_day(since).isoformat()), clock, reason)


def choose(path: Path, file: str, clock: Clock, reason: str = "") -> RecordedDecision:
    """Chooses a file over those that contradict it; `file` is its manifest or slip code."""
    with Book.open(path) as book:
        days = book.days()
        chosen = _resolve(file, (day.identity for day in days), "file")
        content = override_of(book.plan, days, book.effective_decisions(), chosen, book_slips(book))
        return _record(book, path, content, clock, reason)


def both(
    path: Path, stand: str, till: str, day: str, clock: Clock, reason: str = "", *, seat: int = 0
) -> RecordedDecision:
    """Counts the files of both laptops that sold as one till that day.

    Raises PosError `both_one_file` where there are not two files that contradict each other,
    `both_contradicts` where a sale or a piece speaks against it, and as `decide`.
    """
    with Book.open(path) as book:
        place = (stand, till, seat, parse_day(day).isoformat())
        ends = laptop_files(book, place)
        if len(ends) < 2:
            raise PosError("both_one_file", stand=stand, till=till, day=place[3])
        compared = compare_files(book, ends)
        if not compared.may_both_count:
            named = ", ".join(compared.against)
            raise PosError("both_contradicts", stand=stand, till=till, day=place[3], named=named)
        files = tuple(sorted(file.identity for file in ends))
        return _record(book, path, Both(*place, files), clock, reason)


def dismiss(path: Path, file: str, clock: Clock, reason: str = "") -> RecordedDecision:
    """Dismisses a file that was set aside. Raises PosError `dismiss_not_set_aside`."""
    with Book.open(path) as book:
        identity = _resolve(file, book.identities(), "file")
        return _record(book, path, Dismiss(identity), clock, reason)


def accept_key(
    path: Path,
    stand: str,
    till: str,
    key: str,
    clock: Clock,
    *,
    seat: int = 0,
    since: str = "",
    reason: str = "",
) -> RecordedDecision:
    """Accepts a key for a seat: `key` in full, or the fingerprint of a key in its files.

    It holds from the day `since` on; without one on all days, whatever was accepted before.
    """
    since = parse_day(since).isoformat() if since else ""
    with Book.open(path) as book:
        full = _full_key(key)
        if full is None:
            place = (stand, till, seat)
            seen = (day.key for day in book.days() if day.till_seat == place)
            full = _resolve(key, seen, "key")
        return _record(book, path, AcceptKey(stand, till, seat, full, since), clock, reason)


def accept_scanned_key(
    path: Path, text: str, clock: Clock, reason: str = "", since: str = ""
) -> RecordedDecision:
    """Accepts the key in a till's QR code from the day `since` on, for the seat that it names.

    Raises PosError with the codes of `scanned_key` and `decide`.
    """
    scanned = scanned_key(path, text)
    since = parse_day(since).isoformat() if since else ""
    content = AcceptKey(scanned.stand, scanned.till, scanned.seat, scanned.key, since)
    return decide(path, content, clock, reason)


def scanned_key(path: Path, text: str) -> ScannedKey:
    """Returns the key in a till's QR code, which is signed with that key; nothing is accepted yet.

    Raises PosError `key_code_unreadable`, `key_code_not_signed`, `key_of_other_event`.
    """
    found = read_till_key(text)
    with Book.open(path, writing=False) as book:
        if found.event != book.plan.code:
            facts = {"stand": found.stand, "till": found.till, "event": found.event}
            raise PosError("key_of_other_event", **facts, ours=book.plan.code)
    return ScannedKey(found.stand, found.till, found.seat, found.key)


def accept_seat(
    path: Path, stand: str, till: str, seat: int, clock: Clock, reason: str = ""
) -> RecordedDecision:
    """Accepts that a seat took over from the one before it, without a stick that proves it.

    Where all its files are signed by one key, that is the key which is accepted.
    """
    with Book.open(path) as book:
        place = (stand, till, seat)
        keys = {day.key for day in book.days_of_till(stand, till) if day.till_seat == place}
        key = keys.pop() if len(keys) == 1 else ""
        return _record(book, path, AcceptSeat(stand, till, seat, key), clock, reason)


def same_maker(
    path: Path, text: str, maker: str, clock: Clock, reason: str = ""
) -> RecordedDecision:
    """Records that the tills' name `text` means the planned maker of that code."""
    return decide(path, SameMaker(text, maker), clock, reason)


def record_visitors(
    path: Path, day: str, visitors: int, clock: Clock, reason: str = ""
) -> RecordedDecision:
    """Records how many visitors came on a day."""
    return decide(path, Visitors(parse_day(day).isoformat(), visitors), clock, reason)


def set_visitors(path: Path, visitors: Mapping[str, int | None], clock: Clock) -> int:
    """Records the visitors of several days; None withdraws the number of a day.

    Returns how many days changed. Raises as `decide`; the days before the refused one are stored.
    """
    with Book.open(path, writing=False) as book:
        decided = book.effective_decisions().statuses
    standing = [each.decision for each in decided if each.is_current]
    changed = 0
    for day, number in visitors.items():
        subject = Visitors(day, 0).subject
        ids = [found.identity for found in standing if found.content.subject == subject]
        if number is not None:
            changed += record_visitors(path, day, number, clock).is_new
        elif ids:
            changed += revoke(path, ids, clock).is_new
    return changed


def revoke(path: Path, ids: Iterable[str], clock: Clock, reason: str = "") -> RecordedDecision:
    """Revokes decisions, by their ids in full or the first 8 digits of them."""
    with Book.open(path) as book:
        known = [record.identity for record in book.records(RecordKind.DECISION)]
        undone = [_resolve(text, known, "decision") for text in ids]
        return _record(book, path, Revoke(), clock, reason, undone)


def decide(
    path: Path, content: DecisionContent, clock: Clock, reason: str = ""
) -> RecordedDecision:
    """Signs a decision and adds it to the book.

    Raises PosError with the codes of `check_content`, and `office_key_foreign` for a key that may
    not decide in this book; MachineError `office_key_missing`, `office_key_damaged`.
    """
    with Book.open(path) as book:
        return _record(book, path, content, clock, reason)


def trust_office(path: Path, key: str, clock: Clock) -> str:
    """Lets another office's key decide in this book; returns the key in full.

    `key` may be the fingerprint of an office whose records this book holds. Raises as `decide`.
    """
    with Book.open(path) as book:
        signer = _signer(book, path)
        effective = book.effective_decisions()
        full = _full_key(key) or _resolve(key, effective.unknown, "key")
        if full not in effective.offices:
            at = stamp(clock.now())
            _add_unique(book, lambda again: trust_record(book.plan.code, full, at, signer, again))
        return full


def distrust_office(path: Path, key: str, clock: Clock) -> str:
    """Ends the trust in another office's key; returns the key in full. Raises as `decide`."""
    with Book.open(path) as book:
        trusted = book.effective_decisions().offices - {book.owner_key}
        full = _resolve(key, trusted, "key")
        named = [
            record.identity
            for record in book.records(RecordKind.OFFICE)
            if record.facts.get("key") == full and record.signer == book.owner_key
        ]
        _record(book, path, Revoke(), clock, "", named)
        return full


def decisions(path: Path) -> tuple[DecisionStatus, ...]:
    """Returns every decision in the book with its status, the earliest first."""
    with Book.open(path, writing=False) as book:
        decided = book.effective_decisions().statuses
    return tuple(sorted(decided, key=lambda item: (item.decision.at, item.decision.identity)))


def _record(
    book: Book,
    path: Path,
    content: DecisionContent,
    clock: Clock,
    reason: str,
    supersedes: Iterable[str] = (),
) -> RecordedDecision:
    signer = _signer(book, path)
    effective = book.effective_decisions()
    if reason:
        check_text(reason, "reason")
    check_content(book, content, effective)
    superseded = {*supersedes, *_superseded_by(content, effective)}
    for decided in effective.statuses:
        if decided.state is DecisionState.IN_FORCE and _is_same(
            decided.decision, content, superseded
        ):
            return RecordedDecision(decided.decision, is_new=False)
    at, event, person = stamp(clock.now()), book.plan.code, name_of(clock)
    record = _add_unique(
        book,
        lambda again: sign_decision(
            event,
            content,
            signer,
            at=at,
            reason=reason,
            supersedes=superseded,
            again=again,
            person=person,
        ),
    )
    return RecordedDecision(read_decision(record, event), is_new=True)


def _add_unique(book: Book, sign: Callable[[int], Record]) -> Record:
    """Adds the first record that is not in the book: an equal one there was revoked."""
    return next(record for record in map(sign, count()) if book.add_record(record))


def _is_same(decision: Decision, content: DecisionContent, superseded: Collection[str]) -> bool:
    """Whether a decision in force says the same already."""
    if isinstance(content, Revoke):
        return decision.content == content and set(decision.supersedes) == superseded
    return decision.content == content


def _superseded_by(content: DecisionContent, effective: EffectiveDecisions) -> set[str]:
    """Returns the ids of the decisions on the same subject, and of those that it makes void."""
    if isinstance(content, Revoke):
        return set()
    standing = [decided.decision for decided in effective.statuses if decided.is_current]
    return {
        decision.identity
        for decision in standing
        if decision.content.subject == content.subject or _makes_void(content, decision)
    }


def _makes_void(content: DecisionContent, decision: Decision) -> bool:
    """Whether a new decision leaves nothing to an older one on another subject."""
    if isinstance(content, Choose | Both):  # a chosen file ends `no sales`
        return decision.content.subject == NoSales(*content.till_day).subject
    if isinstance(content, AcceptKey) and not content.since:
        # A key for all days leaves no day to a key that was accepted from some day on.
        return _is_key_of(decision, content)
    return isinstance(content, CorrectShare | CorrectPrice) and _is_within(decision, content)


def _is_within(decision: Decision, content: CorrectShare | CorrectPrice) -> bool:
    """Whether a correction is of the same thing, and of no day that the new one leaves out."""
    found = decision.content
    if not isinstance(found, CorrectShare | CorrectPrice):
        return False
    subject = replace(found, since=content.since, until=content.until).subject
    ends_within = not content.until or bool(found.until and found.until <= content.until)
    return subject == content.subject and found.since >= content.since and ends_within


def _is_key_of(decision: Decision, content: AcceptKey) -> bool:
    found = decision.content
    return isinstance(found, AcceptKey) and found.till_seat == content.till_seat


def _signer(book: Book, path: Path) -> Signer:
    """Returns the key beside the book, if it may decide in it; makes one for a book without."""
    if book.owner_key is None:
        signer = own_key(path)
        book.set_owner(office_record(book.plan.code, signer))
        return signer
    signer = office_key(path)
    if signer.public_hex not in book.effective_decisions().offices:
        raise PosError("office_key_foreign", path=str(path))
    return signer


def _full_key(text: str) -> str | None:
    found = text.strip().lower()
    return found if len(found) == 64 and _CODE.fullmatch(found) else None


def _resolve(text: str, known: Iterable[str], what: str) -> str:
    """Returns the one of `known` that starts with a code as it is printed on paper.

    Raises PosError `office_code_unknown`, `office_code_ambiguous`.
    """
    wanted = text.strip().replace("-", "").lower()
    found = sorted({item for item in known if item.startswith(wanted)})
    if not _CODE.fullmatch(wanted) or not found:
        raise PosError("office_code_unknown", code=text[:40], what=what)
    if len(found) > 1:
        raise PosError("office_code_ambiguous", code=text[:40], what=what)
    return found[0]
