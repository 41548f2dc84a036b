"""The problems of a till-day as sentences, and the message to the stand about it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from pos_app.errors import Problem
from pos_app.languages import LanguageCode
from pos_app.messages import sentence
from pos_app.services.office.book_view import (
    StandTill,
    TillDayState,
    TillDayStatus,
    acknowledgement_text,
)
from pos_app.services.office.photo_messages import photo_message
from ui.texts import is_day, long_day_words

CLAIMS = ("claims_stand", "claims_till", "claims_day")
# States in which the day file is still to come; PAPER has only the closing slip.
AWAITING_FILE = (TillDayState.MISSING, TillDayState.PAPER)


def gap_words(code: str) -> str:
    """Return the sentence of a gap between day files; empty for another problem code."""
    return {
        "number_gap": QCoreApplication.translate(
            "OfficeTrouble",
            "Receipt numbers before this day are missing. What is here is counted; an earlier file"
            " may be lost. Ask the stand to send all its files.",
        ),
        "number_overlap": QCoreApplication.translate(
            "OfficeTrouble",
            "Receipt numbers of this day were used before. It is counted; phone the stand and"
            " compare the closing slips.",
        ),
        "day_link_gap": QCoreApplication.translate(
            "OfficeTrouble",
            "The day before, which this file names, is not here. This day is counted. Ask the stand"
            " for the file of the day before.",
        ),
        "running_total_gap": QCoreApplication.translate(
            "OfficeTrouble",
            "The till's running total does not go on where the day before left off. This day is"
            " counted; money of another day may be missing. Ask the stand to send all its files.",
        ),
    }.get(code, "")


def problem_words(problem: Problem, language: LanguageCode) -> str:
    """Return what is wrong with a till-day and what to do about it."""
    return gap_words(problem.code) or sentence(with_day(problem, language), language)


def whose_words(problem: Problem, language: str) -> str:
    """Return which stand, till and day a refused file says it is of; empty without such a claim.

    Nothing proves it: the file failed its checks.
    """
    stand, till, day = (str(problem.facts.get(key, "")) for key in CLAIMS)
    if not stand or not is_day(day):
        return ""
    words = QCoreApplication.translate("OfficeTrouble", "says it is of {0}-{1}, {2} (not verified)")
    return words.format(stand, till, long_day_words(day, language))


def with_day(problem: Problem, language: str) -> Problem:
    """Return the problem with its ISO date replaced by a date as text."""
    day = problem.facts.get("day")
    if not isinstance(day, str) or not is_day(day):
        return problem
    return replace(problem, facts={**problem.facts, "day": long_day_words(day, language)})


def stand_message(
    event: str, place: StandTill, day: str, till_day: TillDayStatus, language: LanguageCode
) -> str:
    """Return a message to the stand, to be pasted into a chat.

    It thanks with the acknowledgement code that the till is to note, or asks for what is missing:
    the file, or the photos of some screens.
    """
    if till_day.partials and till_day.state in AWAITING_FILE:
        return "\n\n".join(photo_message(each, event, language) for each in till_day.partials)
    when = long_day_words(day, language)
    arrived = [file for file in till_day.files if file.counts]
    if arrived and not till_day.problems:
        told = (
            acknowledgement_text(event, place.stand, place.till, day, file, language)
            for file in arrived
        )
        return "\n\n".join(told)
    if till_day.state in AWAITING_FILE:
        words = QCoreApplication.translate(
            "OfficeTrouble",
            "Good evening, {0}. The day file of stand {1}, till {2}, for {3} has not reached us"
            " yet. Please close the till and send us the file (Till → Hand over). If nothing was"
            " sold that day, please tell us. Thank you – the office of {4}.",
        )
    else:
        words = QCoreApplication.translate(
            "OfficeTrouble",
            "Good evening, {0}. Something is not right with the day file of stand {1}, till {2},"
            " for {3}. Please send us all day files of that till again, and a photo of the closing"
            " slip. Thank you – the office of {4}.",
        )
    return words.format(place.name or place.stand, place.stand, place.till, when, event)
