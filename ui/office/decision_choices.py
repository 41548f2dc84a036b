"""The decisions that the office can take about a till-day: texts and service calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from pos_app.clock import Clock
from pos_app.domain.money import format_rupiah
from pos_app.services.office import decisions
from pos_app.services.office.book_view import DecisionStatus, StandTill, TillDayState, TillDayStatus
from ui.texts import long_day_words

Decide = Callable[[Path, Clock, str], object]
"""Stores a decision in the book at a path, with the clock's time and a reason."""

_NO_FILE = (TillDayState.MISSING, TillDayState.PAPER, TillDayState.FUTURE)
_KEY_TROUBLE = {"key_conflict", "key_not_enrolled", "foreign_key", "key_without_pack"}
_FILE_TROUBLE = {
    "revision_fork",
    "sale_conflict",
    "key_conflict",
    "no_sales_conflict",
    "withdrawn_conflict",
    "decision_conflict",
    "revision_rewritten",
    "chain_fork",
}
_SET_ASIDE_FOR_KEY = {"foreign_key", "key_without_pack"}
_ANOTHER_LAPTOP = {"key_conflict", *_SET_ASIDE_FOR_KEY}
_TWO_LAPTOPS = {"revision_fork", "key_conflict", *_SET_ASIDE_FOR_KEY}
_ASIDE = {
    "unknown_stand",
    "unknown_till",
    "unplanned_day",
    "foreign_key",
    "key_without_pack",
    "seat_unproven",
}


class Choice(NamedTuple):
    """A decision on offer: the button's text, the question before it, and the call."""

    words: str
    question: str
    decide: Decide


def choices_for(place: StandTill, day: str, till_day: TillDayStatus, language: str) -> list[Choice]:
    """Return the decisions that are possible in the till-day's present state."""
    found = [*_without_file(place, day, till_day, language), *_files(till_day)]
    return [
        *found,
        *_both(place, day, till_day),
        *_keys(place, day, till_day, language),
        *_seats(place, till_day),
        *_dismissals(place, till_day),
    ]


def _without_file(
    place: StandTill, day: str, till_day: TillDayStatus, language: str
) -> Iterator[Choice]:
    if till_day.state not in _NO_FILE or not place.planned:
        return
    stand, till, when = place.stand, place.till, long_day_words(day, language)
    yield Choice(
        QCoreApplication.translate("OfficeChoices", "No sales that day"),
        QCoreApplication.translate(
            "OfficeChoices", "Stand {0}, till {1} sold nothing on {2}?"
        ).format(stand, till, when),
        lambda book, clock, reason: decisions.no_sales(book, stand, till, day, clock, reason),
    )
    yield Choice(
        QCoreApplication.translate("OfficeChoices", "The stand withdrew"),
        QCoreApplication.translate(
            "OfficeChoices", "Stand {0} sells no more from {1} on, with all its tills?"
        ).format(stand, when),
        lambda book, clock, reason: decisions.withdraw(book, stand, day, clock, reason),
    )


def _files(till_day: TillDayStatus) -> Iterator[Choice]:
    codes = {problem.code for problem in till_day.problems}
    if not codes & _FILE_TROUBLE:
        return
    words = QCoreApplication.translate("OfficeChoices", "Count file {0}")
    question = QCoreApplication.translate(
        "OfficeChoices", "Count file {0} with {1}, and not what contradicts it?"
    )
    for file in till_day.files:
        if not file.code:
            yield Choice(
                words.format(file.slip),
                question.format(file.slip, format_rupiah(file.net)),
                partial(_choose, file.manifest),
            )


def seat_of_two_laptops(till_day: TillDayStatus) -> int | None:
    """Return the seat of which several laptops' files contradict each other, or None."""
    if not {problem.code for problem in till_day.problems} & _TWO_LAPTOPS:
        return None
    able = ("", *_SET_ASIDE_FOR_KEY)
    seats = [file.seat for file in till_day.files if file.code in able]
    return next((seat for seat in sorted(set(seats)) if seats.count(seat) > 1), None)


def _both(place: StandTill, day: str, till_day: TillDayStatus) -> Iterator[Choice]:
    """Yield that both laptops sold; the service refuses it where something speaks against it."""
    seat = seat_of_two_laptops(till_day)
    if seat is None or not place.planned:
        return
    yield Choice(
        QCoreApplication.translate("OfficeChoices", "Both sold: count both"),
        QCoreApplication.translate(
            "OfficeChoices", "Did two laptops sell as this till that day? Then both files count."
        ),
        lambda book, clock, reason: decisions.both(
            book, place.stand, place.till, day, clock, reason, seat=seat
        ),
    )


def _choose(manifest: str, book: Path, clock: Clock, reason: str) -> object:
    return decisions.choose(book, manifest, clock, reason)


def _keys(place: StandTill, day: str, till_day: TillDayStatus, language: str) -> Iterator[Choice]:
    """Yield the keys to accept: from this day on where the days before may be another laptop's."""
    codes = {problem.code for problem in (*till_day.problems, *till_day.warnings)}
    if not codes & _KEY_TROUBLE or not place.planned:
        return
    for seat, key, fingerprint in dict.fromkeys(
        (file.seat, file.key, file.fingerprint) for file in till_day.files
    ):
        if codes & _ANOTHER_LAPTOP:
            yield _key_from(place, seat, key, day, fingerprint, language)
        if not codes & _SET_ASIDE_FOR_KEY:
            yield _key_for_all_days(place, seat, key, fingerprint)


def _key_from(
    place: StandTill, seat: int, key: str, day: str, fingerprint: str, language: str
) -> Choice:
    words = QCoreApplication.translate("OfficeChoices", "Accept key {0} from this day on")
    question = QCoreApplication.translate(
        "OfficeChoices",
        "Is {0} the key on the laptop's screen? Then from {1} on files signed by another key do not"
        " count. The days before stay as they are.",
    ).format(fingerprint, long_day_words(day, language))
    accept = partial(_accept_key, place, seat, key, day)
    return Choice(words.format(fingerprint), question, accept)


def _key_for_all_days(place: StandTill, seat: int, key: str, fingerprint: str) -> Choice:
    words = QCoreApplication.translate("OfficeChoices", "Accept key {0}")
    question = QCoreApplication.translate(
        "OfficeChoices",
        "Is {0} the key on the laptop's screen? Then files signed by another key do not count.",
    ).format(fingerprint)
    return Choice(words.format(fingerprint), question, partial(_accept_key, place, seat, key, ""))


def _accept_key(
    place: StandTill, seat: int, key: str, since: str, book: Path, clock: Clock, reason: str
) -> object:
    return decisions.accept_key(
        book, place.stand, place.till, key, clock, seat=seat, since=since, reason=reason
    )


def _seats(place: StandTill, till_day: TillDayStatus) -> Iterator[Choice]:
    if not any(problem.code in ("seat_unproven", "seat_mismatch") for problem in till_day.problems):
        return
    words = QCoreApplication.translate("OfficeChoices", "Accept the second laptop")
    question = QCoreApplication.translate(
        "OfficeChoices", "Did this laptop take over from the one before it?"
    )
    for seat in sorted({file.seat for file in till_day.files if file.seat}):
        yield Choice(words, question, partial(_accept_seat, place, seat))


def _accept_seat(place: StandTill, seat: int, book: Path, clock: Clock, reason: str) -> object:
    return decisions.accept_seat(book, place.stand, place.till, seat, clock, reason)


def _dismissals(place: StandTill, till_day: TillDayStatus) -> Iterator[Choice]:
    """Yield the dismissal of each file that was set aside, so that nothing waits for it."""
    held = {problem.facts.get("slip") for problem in till_day.problems if problem.code in _ASIDE}
    words = QCoreApplication.translate("OfficeChoices", "Put file {0} away")
    question = QCoreApplication.translate(
        "OfficeChoices", "File {0} with {1} will not count, and nothing waits for it?"
    )
    for file in till_day.files:
        if file.slip in held:
            yield Choice(
                words.format(file.slip),
                question.format(file.slip, format_rupiah(file.net)),
                partial(_dismiss, file.manifest),
            )


def _dismiss(manifest: str, book: Path, clock: Clock, reason: str) -> object:
    return decisions.dismiss(book, manifest, clock, reason)


def undo_choice(decided: DecisionStatus) -> Choice:
    """Return the choice that revokes a decision."""
    return Choice(
        QCoreApplication.translate("OfficeChoices", "Take back"),
        QCoreApplication.translate("OfficeChoices", "Take this decision back: {0}?").format(
            decision_words(decided)
        ),
        partial(_revoke, decided.decision.identity),
    )


def _revoke(identity: str, book: Path, clock: Clock, reason: str) -> object:
    return decisions.revoke(book, [identity], clock, reason)


def decision_words(decided: DecisionStatus) -> str:
    """Return a decision as a text, with its reason in brackets."""
    content, reason = decided.decision.content, decided.decision.reason
    words = {
        "no_sales": QCoreApplication.translate("OfficeChoices", "no sales that day"),
        "withdrawn": QCoreApplication.translate("OfficeChoices", "the stand withdrew from {0} on"),
        "choose": QCoreApplication.translate("OfficeChoices", "file {0} counts"),
        "both": QCoreApplication.translate("OfficeChoices", "the files of both laptops count"),
        "accept_key": QCoreApplication.translate("OfficeChoices", "key {0} is the till's"),
        "accept_seat": QCoreApplication.translate("OfficeChoices", "the second laptop took over"),
        "dismiss": QCoreApplication.translate("OfficeChoices", "file {0} is put away"),
        "maker": QCoreApplication.translate("OfficeChoices", "“{0}” is maker {1}"),
    }.get(str(content.kind), str(content.kind))
    text = words.format(_subject_of(content), getattr(content, "maker", ""))
    return f"{text} ({reason})" if reason else text


def _subject_of(content: object) -> str:
    """Return the subject of a decision: a code as `3C46-4DAF`, or its text or day."""
    code = str(getattr(content, "manifest", "") or getattr(content, "key", ""))
    text = str(getattr(content, "text", "") or getattr(content, "day", ""))
    return f"{code[:4]}-{code[4:8]}".upper() if code else text
