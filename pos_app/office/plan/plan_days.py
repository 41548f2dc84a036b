"""The days of a stand as a person types them: `25-27, 29`, `2023-10-25` or `25-10-2023`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

_RANGE = re.compile(r"([0-9]{1,2})\s*[-–]\s*([0-9]{1,2})")
_DAY = re.compile(r"[0-9]{1,2}")
_WRITTEN = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_TOKENS = re.compile(r"[,;]+|\s+(?![-–])(?<![-–]\s)")
MAX_SPAN = 366


def days_typed(text: str, start: str, end: str) -> tuple[str, ...]:
    """The ISO dates of a text about an event from `start` to `end`, sorted.

    A number is the day of the month that the event has just once. What is no day, or none of the
    event, stays in the result as typed, so that the plan's reader names it as an error.
    """
    event = _span(start, end)
    found: list[str] = []
    for token in filter(None, (each.strip() for each in _TOKENS.split(text))):
        found += _days(token, event)
    return tuple(sorted(set(found)))


def days_text(days: Iterable[str], all_days: Iterable[str]) -> str:
    """The days as a person would type them; empty for all days of the event."""
    wanted, known = list(days), list(all_days)
    if wanted == known:
        return ""
    numbers = [str(int(day[8:])) for day in known]
    if len(set(numbers)) < len(numbers) or not set(wanted) <= set(known):
        return ", ".join(wanted)
    return ", ".join(str(int(day[8:])) for day in wanted)


def event_days(start: str, end: str) -> list[str]:
    """The ISO dates of an event; none for dates that are none, or over a year apart."""
    return [day.isoformat() for day in _span(start, end)]


def _span(start: str, end: str) -> list[date]:
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return []
    count = (last - first).days + 1
    return [first + timedelta(days=n) for n in range(count)] if 0 < count <= MAX_SPAN else []


def _days(token: str, event: list[date]) -> Iterator[str]:
    written, span = _WRITTEN.fullmatch(token), _RANGE.fullmatch(token)
    if written is not None:
        day, month, year = written.groups()
        yield f"{year}-{int(month):02}-{int(day):02}"
    elif span is not None:
        first, last = _the_day(span[1], event), _the_day(span[2], event)
        if first is None or last is None or last < first:
            yield token
            return
        yield from (day.isoformat() for day in event if first <= day <= last)
    elif _DAY.fullmatch(token):
        found = _the_day(token, event)
        yield found.isoformat() if found else token
    else:
        yield token


def _the_day(number: str, event: list[date]) -> date | None:
    """The only day of the event with that number; None for none or several."""
    found = [day for day in event if day.day == int(number)]
    return found[0] if len(found) == 1 else None
