"""The office decides what no day file can tell: each a record signed by the key beside the book.

Whoever decides anew on something takes back what this book knows to have been decided on it
before. Only offices that did not know of each other can contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from pos_app.clock import Clock, parse_day, stamp
from pos_app.dayfile.signing import Signer
from pos_app.dayfile.till_key import fingerprint, read_till_key
from pos_app.domain.catalogue import sku_key
from pos_app.errors import PosError
from pos_app.office.book import Book
from pos_app.office.decide.decisions import (
    MAX_TEXT,
    MAX_VISITORS,
    AcceptKey,
    AcceptSeat,
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
from pos_app.office.office_key import office_key, office_record, own_key, trust_record
from pos_app.office.reconcile.eligibility import check_eligibility
from pos_app.office.reconcile.overrides import override_of
from pos_app.office.reconcile.paper_days import book_slips
from pos_app.office.records import Record, RecordKind

_CODE = re.compile(r"[0-9a-f]{8,64}")


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that is in the book now; `is_new` is False when it was there already."""

    decision: Decision
    is_new: bool


@dataclass(frozen=True, slots=True)
class ShownKey:
    """Whose key a till's QR code says it is; `fingerprint` is what people compare."""

    stand: str
    till: str
    seat: int
    key: str

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.key)


def no_sales(
    path: Path, stand: str, till: str, day: str, clock: Clock, reason: str = ""
) -> Decided:
    """The till sold nothing that day. Raises PosError `no_sales_has_file` where a file did."""
    content = NoSales(stand, till, parse_day(day).isoformat())
    return decide(path, content, clock, reason)


def withdraw(path: Path, stand: str, since: str, clock: Clock, reason: str = "") -> Decided:
    """From a day on the stand sells no more."""
    return decide(path, Withdrawn(stand, parse_day(since).isoformat()), clock, reason)


def choose(path: Path, file: str, clock: Clock, reason: str = "") -> Decided:
    """This file counts, and not those that contradict it; `file` is its manifest or slip code."""
    with Book.open(path) as book:
        days = book.days()
        chosen = _resolve(file, (day.identity for day in days), "file")
        content = override_of(book.plan, days, book.effective_decisions(), chosen, book_slips(book))
        return _record(book, path, content, clock, reason)


def dismiss(path: Path, file: str, clock: Clock, reason: str = "") -> Decided:
    """A file that is set aside stays aside for good. Raises PosError `dismiss_not_set_aside`."""
    with Book.open(path) as book:
        identity = _resolve(file, book.identities(), "file")
        return _record(book, path, Dismiss(identity), clock, reason)


def accept_key(
    path: Path, stand: str, till: str, key: str, clock: Clock, *, seat: int = 0, reason: str = ""
) -> Decided:
    """This key is the seat's: in full, or its fingerprint as the seat's files show it."""
    with Book.open(path) as book:
        full = _full_key(key)
        if full is None:
            place = (stand, till, seat)
            seen = (day.key for day in book.days() if day.till_seat == place)
            full = _resolve(key, seen, "key")
        return _record(book, path, AcceptKey(stand, till, seat, full), clock, reason)


def accept_shown_key(path: Path, text: str, clock: Clock, reason: str = "") -> Decided:
    """The key on a till's QR code, for the seat that the code names.

    Raises what `shown_key` and `decide` raise.
    """
    shown = shown_key(path, text)
    content = AcceptKey(shown.stand, shown.till, shown.seat, shown.key)
    return decide(path, content, clock, reason)


def shown_key(path: Path, text: str) -> ShownKey:
    """What a till's QR code says, before it is accepted; it was signed with that very key.

    Raises PosError `key_code_unreadable`, `key_code_not_signed`, `key_of_other_event`.
    """
    shown = read_till_key(text)
    with Book.open(path, writing=False) as book:
        if shown.event != book.plan.code:
            facts = {"stand": shown.stand, "till": shown.till, "event": shown.event}
            raise PosError("key_of_other_event", **facts, ours=book.plan.code)
    return ShownKey(shown.stand, shown.till, shown.seat, shown.key)


def accept_seat(
    path: Path, stand: str, till: str, seat: int, clock: Clock, reason: str = ""
) -> Decided:
    """The seat took over from the one before it, though no stick proves it."""
    return decide(path, AcceptSeat(stand, till, seat), clock, reason)


def same_maker(path: Path, text: str, maker: str, clock: Clock, reason: str = "") -> Decided:
    """What tills call `text` is the planned maker of that code."""
    return decide(path, SameMaker(text, maker), clock, reason)


def count_visitors(path: Path, day: str, visitors: int, clock: Clock, reason: str = "") -> Decided:
    """How many people came that day."""
    return decide(path, Visitors(parse_day(day).isoformat(), visitors), clock, reason)


def set_visitors(path: Path, visitors: Mapping[str, int | None], clock: Clock) -> int:
    """The visitors of several days; None for a day that was not counted after all.

    Returns how many days changed. Raises as `decide`; the days before the one refused are kept.
    """
    with Book.open(path, writing=False) as book:
        decided = book.effective_decisions().statuses
    standing = [each.decision for each in decided if each.is_current]
    changed = 0
    for day, number in visitors.items():
        subject = Visitors(day, 0).subject
        ids = [found.identity for found in standing if found.content.subject == subject]
        if number is not None:
            changed += count_visitors(path, day, number, clock).is_new
        elif ids:
            changed += revoke(path, ids, clock).is_new
    return changed


def revoke(path: Path, ids: Iterable[str], clock: Clock, reason: str = "") -> Decided:
    """These decisions are as if they had never been made; ids in full or their first eight."""
    with Book.open(path) as book:
        known = [record.identity for record in book.records(RecordKind.DECISION)]
        undone = [_resolve(text, known, "decision") for text in ids]
        return _record(book, path, Revoke(), clock, reason, undone)


def decide(path: Path, content: DecisionContent, clock: Clock, reason: str = "") -> Decided:
    """Signs a content and takes it into the book.

    Raises PosError for what is not of this event (`decision_place_unknown`, `day_not_planned`,
    `decision_maker_unknown`), for what cannot be (`no_sales_has_file`, `dismiss_not_set_aside`,
    `visitors_invalid`, `text_invalid`) and for a key that is not this book's
    (`office_key_foreign`); MachineError `office_key_missing`, `office_key_damaged`.
    """
    with Book.open(path) as book:
        return _record(book, path, content, clock, reason)


def trust_office(path: Path, key: str, clock: Clock) -> str:
    """Lets another office's key decide in this book too; returns it in full.

    `key` may be the fingerprint of an office whose records this book holds. Raises as `decide`.
    """
    with Book.open(path) as book:
        signer = _signer(book, path)
        effective = book.effective_decisions()
        full = _full_key(key) or _resolve(key, effective.unknown, "key")
        if full not in effective.offices:
            at = stamp(clock.now())
            _add_new(book, lambda again: trust_record(book.plan.code, full, at, signer, again))
        return full


def distrust_office(path: Path, key: str, clock: Clock) -> str:
    """Another office's key decides in this book no more; returns it in full. Raises as `decide`."""
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
    """Every decision in the book, the earliest first, and how it stands."""
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
) -> Decided:
    signer = _signer(book, path)
    effective = book.effective_decisions()
    if not _is_text(reason or "-"):
        raise PosError("text_invalid", field="reason")
    _check(book, content, effective)
    named = {*supersedes, *_taken_back(content, effective)}
    for decided in effective.statuses:
        if decided.state is DecisionState.IN_FORCE and _says_so(decided.decision, content, named):
            return Decided(decided.decision, is_new=False)
    at, event = stamp(clock.now()), book.plan.code
    record = _add_new(
        book,
        lambda again: sign_decision(
            event, content, signer, at=at, reason=reason, supersedes=named, again=again
        ),
    )
    return Decided(read_decision(record, event), is_new=True)


def _add_new(book: Book, sign: Callable[[int], Record]) -> Record:
    """Takes in the first record that is not in the book yet: an equal one there was undone."""
    return next(record for record in map(sign, count()) if book.add_record(record))


def _says_so(decision: Decision, content: DecisionContent, named: Collection[str]) -> bool:
    """Whether a decision in force is this one already."""
    if isinstance(content, Revoke):
        return decision.content == content and set(decision.supersedes) == named
    return decision.content == content


def _taken_back(content: DecisionContent, effective: EffectiveDecisions) -> set[str]:
    """What was decided on the same thing, and that a till had no sales when a file is chosen."""
    subjects = {content.subject}
    if isinstance(content, Revoke):
        return set()
    if isinstance(content, Choose):
        subjects.add(NoSales(*content.till_day).subject)
    standing = (decided.decision for decided in effective.statuses if decided.is_current)
    return {decision.identity for decision in standing if decision.content.subject in subjects}


def _signer(book: Book, path: Path) -> Signer:
    """The key beside the book, if it may decide in it. A book of no office gets one."""
    if book.owner_key is None:
        signer = own_key(path)
        book.set_owner(office_record(book.plan.code, signer))
        return signer
    signer = office_key(path)
    if signer.public_hex not in book.effective_decisions().offices:
        raise PosError("office_key_foreign", path=str(path))
    return signer


def _check(book: Book, content: DecisionContent, effective: EffectiveDecisions) -> None:
    plan = book.plan
    stand, till = (str(getattr(content, name, "")) for name in ("stand", "till"))
    planned = plan.stand(stand)
    if stand and (planned is None or (till and till not in planned.tills)):
        raise PosError("decision_place_unknown", stand=stand, till=till)
    if isinstance(content, NoSales) and planned is not None and content.day not in planned.days:
        raise PosError("day_not_planned", day=content.day)
    if isinstance(content, (Withdrawn, Visitors)) and not plan.start <= content.day <= plan.end:
        raise PosError("day_not_planned", day=content.day)
    if isinstance(content, Visitors) and not 0 <= content.visitors <= MAX_VISITORS:
        raise PosError("visitors_invalid", limit=MAX_VISITORS)
    if isinstance(content, SameMaker):
        _check_maker(book, content)
    if isinstance(content, (NoSales, Dismiss)):
        _check_files(book, content, effective)


def _check_maker(book: Book, content: SameMaker) -> None:
    codes = {sku_key(maker.code) for maker in book.plan.makers}
    if sku_key(content.maker) not in codes:
        raise PosError("decision_maker_unknown", maker=content.maker[:40])
    if not _is_text(content.text):
        raise PosError("text_invalid", field="text")


def _check_files(book: Book, content: NoSales | Dismiss, effective: EffectiveDecisions) -> None:
    eligibility = check_eligibility(book.plan, book.days(), effective)
    if isinstance(content, Dismiss):
        aside = {day.identity for day, _ in (*eligibility.set_aside, *eligibility.overruled)}
        if content.manifest not in aside:
            raise PosError("dismiss_not_set_aside", file=content.manifest[:8])
        return
    for day in eligibility.eligible:
        if day.till_day == content.till_day and day.first is not None:
            raise PosError(
                "no_sales_has_file",
                **dict(zip(("stand", "till", "day"), day.till_day, strict=True)),
            )


def _is_text(text: str) -> bool:
    return 0 < len(text) <= MAX_TEXT and text.isprintable()


def _full_key(text: str) -> str | None:
    found = text.strip().lower()
    return found if len(found) == 64 and _CODE.fullmatch(found) else None


def _resolve(text: str, known: Iterable[str], what: str) -> str:
    """The one of `known` that a code on paper or a part of it names.

    Raises PosError `office_code_unknown`, `office_code_ambiguous`.
    """
    wanted = text.strip().replace("-", "").lower()
    found = sorted({item for item in known if item.startswith(wanted)})
    if not _CODE.fullmatch(wanted) or not found:
        raise PosError("office_code_unknown", code=text[:40], what=what)
    if len(found) > 1:
        raise PosError("office_code_ambiguous", code=text[:40], what=what)
    return found[0]
