"""What leaves the laptop of checks, settings and files: only what is named here.

Everything is chosen by its name and form, nothing is taken out of what people typed. What is not
known here is counted, so that a new setting or file says nothing by accident.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from pos_app.errors import Problem
from pos_app.services.shop import setting_keys

_NUMBERS = frozenset(
    ("row", "rows", "seq", "found", "known", "free", "count", "rows_behind", "journal", "twin")
) | {"sales", "disk_free", "not_handed_over"}
"""The facts that are told where they are whole numbers; none of them is rupiah."""
_OF_THE_PROGRAM = frozenset(("what", "pragma", "service"))
"""The facts that are told where they are words of the program."""
_PROGRAM_WORDS = re.compile(r"[A-Za-z0-9_ ,'()]{1,60}")
_OWN_WORDS = frozenset(("not_checked", "worth_a_look", "database_unsafe", "folder_synced"))
_CHOICES = frozenset(
    ("language", "theme", "sounds", "customer_display", "lock_minutes", "label_dpi")
) | {
    setting_keys.TILE_ORDER,
    setting_keys.TILE_SIZE,
    setting_keys.NUMBER_PAD,
    setting_keys.PRINTER_KIND,
    setting_keys.PRINT_RECEIPTS,
    setting_keys.KICK_DRAWER,
    setting_keys.LABEL_PRINTER_KIND,
    setting_keys.INTERIM_HOURLY,
    setting_keys.RECEIPT_MAKER_CODE,
    setting_keys.RECEIPT_IN_WORDS,
    setting_keys.BARGAIN_LIMIT,
}
_CHOICE = re.compile(r"[a-z][a-z0-9_-]{0,19}|[0-9]{1,3}")
_ADDRESSES = (setting_keys.PRINTER_ADDRESS, setting_keys.LABEL_PRINTER_ADDRESS)
_SCHEMES = ("tcp", "file", "serial", "cups", "windows", "system")
_KNOWN_KEYS = frozenset(
    value for name, value in vars(setting_keys).items() if name.isupper() and type(value) is str
)
_FILES = re.compile(
    r"till\.(db|db-wal|db-shm|db-journal|key|key\.new|lock|spare|safety\.json)"
    r"|till\.db\.v[0-9]{1,3}\.bak|journal\.jsonl|cart\.json|office\.json|pin-tries\.jsonl"
    r"|taken-over\.jsonl|pos-app\.log(\.1|\.events|\.events\.1)?"
)


def told_problem(problem: Problem) -> dict[str, object]:
    """Return a problem's code and weight, and of its facts those that are named above."""
    facts = {name: value for name, value in problem.facts.items() if _is_told(problem, name, value)}
    return {"code": problem.code, "severity": problem.severity, **facts}


def _is_told(problem: Problem, name: str, value: object) -> bool:
    if name in _NUMBERS:
        return type(value) is int
    words = name in _OF_THE_PROGRAM and problem.code in _OWN_WORDS
    return words and isinstance(value, str) and _PROGRAM_WORDS.fullmatch(value) is not None


def told_numbers(facts: Mapping[str, object]) -> dict[str, object]:
    """Return the whole numbers among the facts of a check that are named above."""
    return {name: v for name, v in facts.items() if name in _NUMBERS and type(v) is int}


def told_settings(settings: Mapping[str, str]) -> dict[str, object]:
    """Return each setting that is a choice, and of the others whether they are set."""
    found: dict[str, object] = {}
    for key in sorted(_CHOICES | _KNOWN_KEYS):
        value = settings.get(key, "")
        if key in _ADDRESSES:
            scheme = value.partition("://")[0]
            found[key] = scheme if scheme in _SCHEMES else bool(value)
        elif key in _CHOICES and _CHOICE.fullmatch(value):
            found[key] = value
        else:
            found[key] = bool(value)
    found["others"] = len(settings.keys() - found.keys())
    return found


def told_files(folder: Path) -> list[dict[str, object]]:
    """Return the files of a folder by the names that the program gives, the others counted."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    known = [each for each in entries if _FILES.fullmatch(each.name)]
    found: list[dict[str, object]] = [{"name": each.name, "bytes": _size(each)} for each in known]
    others = Counter(each.is_dir() for each in entries if each not in known)
    return [*found, {"other_files": others[False], "other_folders": others[True]}]


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def told_problems(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Return each problem as `told_problem` does."""
    return [told_problem(each) for each in problems]
