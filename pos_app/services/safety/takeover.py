"""Taking over a till on another laptop: the next seat, with its own key, chain and numbers.

What the old laptop sold on the open day goes along, under its own numbers and ids: whichever laptop
hands that day in, or both, the office counts each sale once. The proof of where the old laptop's
journal ended is signed by the spare key, which only the safety folder has.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pos_app.clock import Clock, SystemClock, stamp
from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.signing import Signer, create_key, load_key
from pos_app.dayfile.takeover_proof import (
    MAX_SEAT,
    SpareLink,
    TakeoverProof,
    link_spare,
    sign_takeover,
)
from pos_app.domain.money import Rupiah
from pos_app.errors import MachineError, PosError
from pos_app.private_files import make_private_folder
from pos_app.services.answer_once import answer_in_folder, digest_of
from pos_app.services.known_requests import hand_on_keys
from pos_app.services.safety.carry_over import CarriedTill
from pos_app.services.safety.findings import Findings, look
from pos_app.services.safety.former_tills import note_former
from pos_app.services.safety.from_day_file import (
    EarlierDays,
    LastDay,
    TakeoverNote,
    earlier_days_in,
    last_day_in,
    next_identity,
    pack_for,
    take_over_from_day,
)
from pos_app.services.safety.keys import facts_of, former_key
from pos_app.services.safety.lead_check import Allowed, check_lead_of
from pos_app.services.safety.restore import folder_error
from pos_app.services.safety.spare_keys import find_spare, renewed_spares, vouched_spares
from pos_app.services.safety.taken_marks import mark_taken, next_seat
from pos_app.services.shop import setting_keys
from pos_app.services.shop.pack_setup import CheckedPack, find_pack, note_pack
from pos_app.services.shop.shop import KEY_NAME, NewId, is_set_up, open_shop, random_id
from pos_app.services.shop.spare_key import make_spare
from pos_app.services.shop.start_check import NEW_KEY_NAME, finish_new_key, till_remains
from pos_app.store import answers as answer_store
from pos_app.store import business_days as till_store
from pos_app.store import catalogue as catalogue_store
from pos_app.store.database import FILE_NAME, Database, create_database
from pos_app.store.folder_lock import FolderLock
from pos_app.store.journal import Journal

_NO_HISTORY = ("restore_nothing_found", "place_unreadable")


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A till that goes on here: what of it is known, and what the office will say.

    `place` is that of the new laptop (`A07-1B`); `sales`, `net` and `last_number` are the old
    one's, `open_day` the day that is open, or empty. `documents` are all it had; `at_least`: the
    places do not tell each of them, so that there may have been more sales. `signed`: the spare key
    vouches for it. After `lost_after`, the newest known row, more may have been sold.
    `clock_is_off`: the clock here is before the newest row, or a day after it.
    """

    place: str
    seat: int
    sales: int
    net: Rupiah
    last_number: str
    last_at: str
    open_day: str
    signed: bool
    lost_after: int
    clock_is_off: bool
    documents: int = 0
    at_least: bool = False

    def as_json(self) -> dict[str, Any]:
        """Returns what the command prints."""
        return {
            "place": self.place,
            "seat": self.seat,
            "sales": self.sales,
            "net": self.net,
            "last_number": self.last_number or None,
            "open_day": self.open_day or None,
            "signed": self.signed,
            "lost_after": self.lost_after,
            "clock_is_off": self.clock_is_off,
            "documents": self.documents,
            "sales_at_least": self.at_least,
        }


def take_over(
    folder: Path,
    sources: Sequence[Path],
    clock: Clock | None = None,
    new_id: NewId | None = None,
    *,
    lead: str = "",
    pin: str = "",
    end: str = "",
    ref: str = "",
) -> TakenOver:
    """Makes the next seat of a till in the empty `folder`, from what `sources` hold of it.

    `lead` and `pin` are those of a lead of the till, where its leads have PINs. Sent again with the
    same `ref`, it returns the first answer. Raises PosError as `look` does, and `ref_reused`,
    `already_set_up`, `till_remains`, `lead_needed`, `pin_wrong`, `pin_wait`, `takeover_no_seat`;
    MachineError `folder_read_only`, `disk_full`.
    """
    clock, new_id = clock or SystemClock(), new_id or random_id
    asked = {"takeover": [str(source.absolute()) for source in sources], "lead": lead, "end": end}
    known = answer_in_folder(folder, ref, asked)
    if known is not None:
        return TakenOver(**known)
    try:
        make_private_folder(folder)
    except OSError as error:
        raise MachineError("folder_read_only", reason=str(error)) from error
    lock = FolderLock(folder)
    try:
        if is_set_up(folder):
            raise PosError("already_set_up", folder=str(folder))
        left = till_remains(folder)
        if left:
            raise PosError("till_remains", folder=str(folder), files=", ".join(left))
        told = _Told(lead, pin, end, ref, digest_of(asked))
        done = _make(folder, sources, clock, new_id, told)
    except OSError as error:
        raise folder_error(error) from error
    finally:
        lock.release()
    open_shop(folder, clock, new_id).close()  # the twin is written, and what is there is checked
    return done


@dataclass(frozen=True, slots=True)
class _Told:
    """What the command said: who allows it, the end that counts, and its `ref`."""

    lead: str
    pin: str
    end: str
    ref: str
    digest: bytes

    def fact(self) -> dict[str, str]:
        """Returns what the journal row of the take-over says of the command."""
        return {"ref": self.ref} if self.ref else {}

    def store(self, database: Database, seq: int, done: TakenOver) -> None:
        """Stores the answer in the running transaction."""
        if self.ref:
            text = json.dumps(asdict(done), ensure_ascii=False)
            answer_store.insert_answer(database, self.ref, self.digest, text, seq)


def _make(
    folder: Path, sources: Sequence[Path], clock: Clock, new_id: NewId, told: _Told
) -> TakenOver:
    """Takes over from a history, or else from the last day file and the stand pack."""
    try:
        found = look(folder, sources, told.end, newest_seat=True)
    except PosError as error:
        day = last_day_in(sources) if error.code in _NO_HISTORY else None
        if day is None:
            raise
        earlier = earlier_days_in(sources, day)
        return _from_day(folder, day, pack_for(day, sources), earlier, (clock, new_id), told)
    allowed = check_lead_of(folder, found, told.lead, told.pin)
    return _Takeover(folder, sources, found, clock, new_id, allowed, told).make()


def _from_day(
    folder: Path,
    day: LastDay,
    pack: CheckedPack,
    earlier: EarlierDays,
    given: tuple[Clock, NewId],
    told: _Told,
) -> TakenOver:
    clock, new_id = given
    identity = next_identity(day, pack, new_id)
    known = (day.sales, day.net, day.last_number, day.closed_at, "", False, day.row)
    off = _is_off(stamp(clock.now()), day.closed_at)
    counted = (day.documents, not day.is_whole)
    done = TakenOver(identity.place, identity.seat, *known, off, *counted)

    def store(database: Database, seq: int) -> None:
        told.store(database, seq, done)

    note = TakeoverNote(identity, told.fact(), store, earlier)
    take_over_from_day(folder, day, pack, clock, note)
    return done


class _Takeover:
    """Makes the new laptop's key, its proof and its database, in this order."""

    def __init__(
        self,
        folder: Path,
        sources: Sequence[Path],
        found: Findings,
        clock: Clock,
        new_id: NewId,
        allowed: Allowed,
        told: _Told,
    ) -> None:
        self._folder = folder
        self._sources = sources
        self._found = found
        self._clock = clock
        self._now = stamp(clock.now())
        self._allowed = allowed
        self._told = told
        old = found.identity
        seat = next_seat(found, sources)
        if seat > MAX_SEAT:
            raise PosError("takeover_no_seat", place=old.place)
        self._identity = old._replace(seat=seat, till_id=new_id())

    def make(self) -> TakenOver:
        try:
            key, spare = self._make_keys()
        except OSError as error:
            raise MachineError("folder_read_only", reason=str(error)) from error
        proof, link = self._proof(key, spare)

        def provision(database: Database) -> None:
            self._fill(database, proof, spare, link)
            self._hand_on_keys(database, key)

        try:
            create_database(self._folder / FILE_NAME, provision)
        except OSError as error:
            raise MachineError("folder_read_only", reason=str(error)) from error
        finish_new_key(self._folder / KEY_NAME)
        mark_taken(self._found, self._sources, self._identity, key.public_hex, self._now)
        return self._done(bool(proof.signature))

    def _make_keys(self) -> tuple[Signer, str]:
        path = self._folder / NEW_KEY_NAME  # a half-made till leaves no key behind
        path.unlink(missing_ok=True)
        create_key(path)
        return load_key(path), make_spare(self._folder)

    def _proof(self, key: Signer, own_spare: str) -> tuple[TakeoverProof, SpareLink | None]:
        """Returns where the old laptop ended, and what vouches for this one's spare key."""
        history, old = self._found.history, self._found.identity
        number = self._found.last_number
        # A laptop that took over and sold nothing yet has carried numbers only.
        last = number if number and old.owns(number) else None
        vouched, chain = vouched_spares(self._found)
        ended = (old.seat, history.seq, history.head, last, "")
        proof = TakeoverProof(*ended, vouched, chain, renewed_spares(self._found))
        spare = find_spare(self._found, self._sources)
        if spare is None:
            return proof, None
        mine = self._identity
        names = (mine.event, mine.stand, mine.till, mine.seat, mine.till_id)
        laptop = TillKey(*names, key.public_hex)
        signed = sign_takeover(proof, laptop, spare)
        return signed, link_spare(signed, laptop, own_spare, spare)

    def _fill(
        self, database: Database, proof: TakeoverProof, spare: str, link: SpareLink | None
    ) -> None:
        till_store.insert_till(database, self._identity, self._now)
        journal = Journal(database, self._identity)
        if self._clock.replayed:
            journal.append("replay", self._now, "", {"clock": self._now})
        fact = {**self._identity._asdict(), "spare": spare}
        journal.append("setup", self._now, "", fact)
        found = self._found
        told = {"continues": proof.as_json(), "sales": found.documents, "net": found.net}
        if link is not None:
            told["vouching"] = link.as_json()
        told |= {**self._allowed.as_fact(), **self._told.fact()}
        seq = journal.append("takeover", self._now, self._allowed.lead, told)
        self._told.store(database, seq, self._done(bool(proof.signature)))
        CarriedTill(self._found, self._now).write(database, journal)
        self._note_pack(database)
        note_former(database, self._found.identity.till_id)
        text = json.dumps(proof.as_json(), sort_keys=True)
        catalogue_store.put_setting(database, setting_keys.CONTINUES, text)

    def _hand_on_keys(self, database: Database, own: Signer) -> None:
        """Lets requests with personal data that the old laptop answered be known here."""
        stored = CarriedTill(self._found, self._now).setting(setting_keys.FORMER_DIGEST_KEYS)
        hand_on_keys(database, stored, former_key(self._sources, self._found), own)

    def _note_pack(self, database: Database) -> None:
        """Notes where the old laptop's stand pack lies, so that the next safety folder gets it."""
        folders = [*(place.path.parent for place in self._found.places), *self._sources]
        for fact in facts_of(self._found.history, "pack"):
            path = find_pack(str(fact["pack"]), folders)
            if path is not None:
                note_pack(database, path, str(fact["pack"]))

    def _done(self, signed: bool) -> TakenOver:
        found = self._found
        return TakenOver(
            self._identity.place,
            self._identity.seat,
            found.sales,
            found.net,
            found.last_number,
            found.last_at,
            found.day,
            signed,
            found.history.seq,
            _is_off(self._now, found.last_at),
            found.documents,
        )


def _is_off(now: str, last: str) -> bool:
    """Whether the clock is before the newest row, or more than two days after it."""
    from datetime import datetime, timedelta

    try:
        passed = datetime.fromisoformat(now) - datetime.fromisoformat(last)
    except ValueError:
        return False
    return not timedelta(0) <= passed <= timedelta(days=2)
