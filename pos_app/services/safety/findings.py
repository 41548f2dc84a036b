"""What some places hold of a till's history, put together and told in rupiah and receipts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pos_app.domain.event import TillIdentity
from pos_app.domain.money import Rupiah
from pos_app.errors import PosError
from pos_app.services.shop.safety_decided import newest_end, told_decisions
from pos_app.store import earlier_documents
from pos_app.store.carried import Entry
from pos_app.store.database import FILE_NAME
from pos_app.store.histories import History, histories_of
from pos_app.store.journal import TWIN_NAME
from pos_app.store.places import DATABASE, TWIN, Held, kind_of, read_place
from pos_app.store.whole_rebuild import documents

SAFETY_PREFIX = "kasir-"
"""How the name of a till's safety folder begins where it lies among other things on a stick."""
_SUFFIXES = (".db", ".jsonl")


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place and how far its own history reaches; 0 where nothing of it is proven."""

    path: Path
    kind: str
    seq: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """The fullest sound history, and what stands beside it.

    `documents` are sales, refunds and voids, `net` is their sum; `sales` are counted as in the
    totals of a day. `last_at` is when the newest row was written, `day` the open day or empty.
    `lost_after` is the newest known row where more may have been acknowledged after it, or None.
    `files` are stored day files by manifest. `left` are the hashes (hex) of the newest rows of what
    the places hold beside this history.
    """

    history: History
    documents: int
    sales: int
    net: Rupiah
    last_number: str
    last_at: str
    day: str
    places: tuple[PlaceFound, ...]
    entries: Mapping[tuple[str, str], Entry]
    changes: int
    files: Mapping[str, bytes]
    lost_after: int | None
    left: tuple[str, ...] = ()

    @property
    def identity(self) -> TillIdentity:
        """Whose history it is."""
        return self.history.identity


def look(
    folder: Path, sources: Sequence[Path], end: str = "", *, newest_seat: bool = False
) -> Findings:
    """Reads what `sources`, and the till's folder itself, hold; nothing is changed.

    `end` is the code of the end that a person chose where histories fork. With `newest_seat`, of
    several laptops of one till the newest is meant. Raises PosError
    `restore_nothing_found`, `restore_other_till`, `restore_other_seat`, `restore_several_tills`,
    `histories_fork`, `place_unreadable`.
    """
    own = [_read(path) for path in own_files(folder)]
    given = {source: [_read(path) for path in files_of(source)] for source in sources}
    identity = _identity_of(own)
    places = _of_one_till(own, given, identity)
    found, places = _without_practice(histories_of(places), places)
    if newest_seat:
        found = _of_newest_seat(found)
    if identity is None and len({_key(each.identity) for each in found}) > 1:
        names = sorted({each.identity.place for each in found})
        raise PosError("restore_several_tills", places=", ".join(names))
    if not found:
        raise PosError("restore_nothing_found", places=", ".join(map(str, sources)))
    history = _chosen(found, end)
    return replace(_findings(history, places, own), left=_left_out(history, found, places))


def _without_practice(
    found: Sequence[History], places: list[Held]
) -> tuple[Sequence[History], list[Held]]:
    """Returns histories and places without those of practice, where a real till is among them."""
    real = [each for each in found if not each.identity.training]
    if not real or len(real) == len(found):
        return found, places
    practice = (any(each.identity.training for each in histories_of([p])) for p in places)
    return real, [place for place, left in zip(places, practice, strict=True) if not left]


def _left_out(
    history: History, found: Sequence[History], places: Sequence[Held]
) -> tuple[str, ...]:
    """Returns the hashes of the newest rows of other ends, and of places that go on otherwise."""
    left = {each.head for each in found if each is not history}
    left |= {end for place in places for end in _left_in(history, place)}
    return tuple(sorted(left))


def _left_in(history: History, place: Held) -> list[str]:
    """Returns the newest row of a place, where the history goes on otherwise there."""
    rows = [row for row in place.rows if not history.holds(row)]
    forks = place.whole and any(row.seq <= history.seq for row in rows)
    return newest_end(rows) if forks else []


def _of_newest_seat(found: Sequence[History]) -> list[History]:
    """Returns the histories of the newest laptop, where all are of one till."""
    tills = {_key(each.identity)[:3] for each in found}
    newest = max((each.identity.seat for each in found), default=0)
    if len(tills) > 1:
        return list(found)
    return [each for each in found if each.identity.seat == newest]


def own_files(folder: Path) -> list[Path]:
    """Returns the files of the till's own folder that hold its history."""
    return [path for name in (FILE_NAME, TWIN_NAME) if (path := folder / name).is_file()]


def safety_folders(place: Path) -> list[Path]:
    """Returns the safety folders of a stick; FAT may show their names in capitals.

    Raises OSError.
    """
    folders = (each for each in sorted(place.iterdir()) if each.is_dir())
    return [each for each in folders if each.name.lower().startswith(SAFETY_PREFIX)]


def files_of(source: Path) -> list[Path]:
    """Returns the files of a place that may hold a history: itself, or what a folder holds.

    Raises PosError `place_unreadable`.
    """
    try:
        if not source.is_dir():
            source.stat()
            return [source]
        folders = [source, *safety_folders(source)]
        names = (each for folder in folders if folder.is_dir() for each in sorted(folder.iterdir()))
        return [path for path in names if path.suffix.lower() in _SUFFIXES and path.is_file()]
    except OSError as error:
        raise PosError("place_unreadable", path=str(source), reason=str(error)) from error


def _read(path: Path) -> Held:
    try:
        return read_place(path) if kind_of(path) else Held(path, "", whole=False)
    except OSError as error:
        raise PosError("place_unreadable", path=str(path), reason=str(error)) from error


def _key(identity: TillIdentity) -> tuple[object, ...]:
    return identity.event, identity.stand, identity.till, identity.seat, identity.till_id


def _identity_of(places: Sequence[Held]) -> TillIdentity | None:
    """Returns whose history the till's own folder holds, if that can still be said."""
    found = histories_of(places)
    if found:
        return found[0].identity
    return next((place.identity for place in places if place.identity), None)


def _of_one_till(
    own: list[Held], given: Mapping[Path, list[Held]], identity: TillIdentity | None
) -> list[Held]:
    """Returns the places without those of other tills; a file that was named must be of this one.

    Raises PosError `restore_other_till`, `restore_other_seat`.
    """
    if identity is None:
        return [*own, *(place for places in given.values() for place in places)]
    kept = list(own)
    for places in given.values():
        others = [other for place in places if (other := _other_till(place, identity))]
        mine = [place for place in places if not _other_till(place, identity)]
        if others and not any(histories_of([place]) for place in mine):
            raise _refusal(identity, others[0])
        kept += mine
    return kept


def _other_till(place: Held, identity: TillIdentity) -> TillIdentity | None:
    """Returns the till whose history the place proves, unless it is this one."""
    found = histories_of([place])
    if found and _key(found[0].identity) != _key(identity):
        return found[0].identity
    return None


def _refusal(mine: TillIdentity, other: TillIdentity) -> PosError:
    same = (mine.event, mine.stand, mine.till) == (other.event, other.stand, other.till)
    code = "restore_other_seat" if same and mine.seat != other.seat else "restore_other_till"
    facts = {"place": mine.place, "event": mine.event}
    return PosError(code, **facts, other=other.place, other_event=other.event)


def _chosen(found: Sequence[History], end: str) -> History:
    """Returns the only history, or the one whose end was chosen. Raises PosError."""
    decided = told_decisions(row for history in found for row in history.rows)
    found = [each for each in found if end or each.head not in decided] or found
    if len(found) == 1:
        return found[0]
    for history in found:
        if end and history.head.startswith(end.replace("-", "").lower()):
            return history
    ends = "; ".join(_told(history) for history in found)
    raise PosError("histories_fork", ends=ends)


def _told(history: History) -> str:
    told = documents(history)
    return f"{history.end}: {told.sales} × Rp{told.net:,} → {told.last_number}".replace(",", ".")


def _findings(history: History, places: Sequence[Held], own: Sequence[Held]) -> Findings:
    told = documents(history)
    last = json.loads(history.rows[-1].payload)
    ranked = sorted(places, key=lambda place: _rank(history, place))
    entries: dict[tuple[str, str], Entry] = {}
    files: dict[str, bytes] = {}
    for place in ranked:
        if _reach(history, place) == 0:
            continue
        told_here = {key: each for key, each in place.entries.items() if _is_consistent(each)}
        if place.whole and place.entries:
            entries = {**_without_held(entries), **told_here}
        else:
            entries |= told_here
        files |= place.day_files
    return Findings(
        history,
        told.count,
        told.sales,
        told.net,
        told.last_number,
        str(last.get("at", "")),
        _open_day(history),
        tuple(
            PlaceFound(place.path, place.kind, _reach(history, place), place.whole)
            for place in places
            if place.kind
        ),
        entries,
        max((place.changes for place in places), default=0),
        files,
        _lost_after(history, places, own),
    )


def _is_consistent(entry: Entry) -> bool:
    """Returns whether an entry is what it says; a database's have no checksums."""
    if entry.row is None:
        return True
    if entry.table in ("requests", "answers"):
        return _is_answer(entry.row[2])
    return entry.table != "earlier_documents" or earlier_documents.is_consistent(entry.row)


def _is_answer(text: object) -> bool:
    """Whether a stored answer can be read; what was done under its `ref` stands in the journal."""
    try:
        return isinstance(json.loads(str(text)), dict)
    except ValueError:
        return False


def _rank(history: History, place: Held) -> tuple[int, int, bool, bool]:
    """Returns how far a place's word goes: a later one replaces it.

    Of two that know as much the twin's counts, because its entries have checksums.
    """
    return _reach(history, place), place.changes, place.whole, place.kind == TWIN


def _without_held(entries: Mapping[tuple[str, str], Entry]) -> dict[tuple[str, str], Entry]:
    """Returns the entries without held carts: a later place knows which were taken up since."""
    return {key: entry for key, entry in entries.items() if key[0] != "held_carts"}


def _reach(history: History, place: Held) -> int:
    """Returns the newest row of the history that the place holds."""
    return max((row.seq for row in place.rows if history.holds(row)), default=0)


def _open_day(history: History) -> str:
    """Returns the day that is open at the end of a history, or an empty text."""
    for row in reversed(history.rows):
        if b'"kind":"close"' in row.payload:
            return ""
        if b'"kind":"open"' in row.payload or b'"kind":"reopen"' in row.payload:
            return str(json.loads(row.payload)["day"])
    return ""


def _lost_after(history: History, places: Sequence[Held], own: Sequence[Held]) -> int | None:
    """Returns the newest known row unless the till's own folder proves that it was the newest.

    It does where the database still tells its newest row, or where the program ended in order:
    then no write-ahead log is left, and the twin was complete.
    """
    more = any(place.reached > history.seq for place in places)
    if not more and (_database_ends(history, own) or _twin_ended(history, own)):
        return None
    return history.seq


def _database_ends(history: History, own: Sequence[Held]) -> bool:
    databases = (place for place in own if place.kind == DATABASE)
    return any(place.reached == history.seq for place in databases)


def _twin_ended(history: History, own: Sequence[Held]) -> bool:
    if any(_log_is_left(place.path) for place in own):
        return False
    return any(place.whole and _reach(history, place) == history.seq for place in own)


def _log_is_left(path: Path) -> bool:
    log = path.with_name(f"{FILE_NAME}-wal")
    return log.exists() and log.stat().st_size > 0


def names_of(places: Iterable[PlaceFound]) -> list[str]:
    """Returns the names of the places' files, as a journal row keeps them."""
    return sorted({place.path.name[:100] for place in places if place.seq})
