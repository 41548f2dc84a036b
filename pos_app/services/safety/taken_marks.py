"""Marks on a stick by which a second take-over from it knows that there was a first.

The next laptop then takes the seat after that one. A stick that is write-protected has no marks;
two laptops of one seat are then for the office to tell apart.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pos_app.domain.event import TillIdentity
from pos_app.private_files import private_opener
from pos_app.services.safety.findings import Findings

logger = logging.getLogger(__name__)

MARKS_NAME = "taken-over.jsonl"


def next_seat(found: Findings, sources: Sequence[Path]) -> int:
    """Returns the seat for a laptop that takes over now."""
    taken = [seat for folder in _folders(found, sources) for seat in _seats_in(folder, found)]
    return max([found.identity.seat, *taken]) + 1


def mark_taken(
    found: Findings, sources: Sequence[Path], new: TillIdentity, key: str, at: str
) -> None:
    """Notes the take-over beside the history that it goes on from, where that can be written."""
    mark = {"till_id": found.identity.till_id, "seat": new.seat, "key": key, "at": at}
    line = json.dumps(mark, sort_keys=True).encode() + b"\n"
    for folder in _folders(found, sources):
        try:
            with open(folder / MARKS_NAME, "ab", opener=private_opener) as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            logger.warning("the take-over could not be noted in %s: %s", folder, error)


def _folders(found: Findings, sources: Sequence[Path]) -> list[Path]:
    folders = [place.path.parent for place in found.places if place.seq]
    return list(dict.fromkeys(folders))


def _seats_in(folder: Path, found: Findings) -> Iterator[int]:
    try:
        lines = (folder / MARKS_NAME).read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        try:
            mark = json.loads(line)
            if mark["till_id"] == found.identity.till_id and isinstance(mark["seat"], int):
                yield mark["seat"]
        except (ValueError, KeyError, TypeError):
            continue
