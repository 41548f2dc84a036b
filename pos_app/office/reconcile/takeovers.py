"""Checks a laptop that took over a till: whether it continues where the one before it ended.

The takeover proof in the new seat's files is compared with the files of the old seat, as far as
they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.takeover_proof import (
    SpareLink,
    TakeoverProof,
    is_signed_takeover,
    is_vouched_link,
    is_vouched_spare,
    newest_spare,
)
from pos_app.domain.event import running_of
from pos_app.office.book_day import BookDay, TillSeat


def is_proven(
    event: str,
    day: BookDay,
    eligible: Mapping[TillSeat, Iterable[BookDay]],
    enrolment_keys: Iterable[str] = (),
) -> bool:
    """Whether a later seat's file proves that its laptop took over.

    The spare key must be the newest that the old seat named in its files, which must all be of one
    laptop. Where none of them came yet, a stand pack has to vouch for the spare key, or a chain of
    links has to lead from a key that is known to that of the old seat.

    Args:
        event: The code of the event.
        day: A file of a later seat.
        eligible: The files of earlier seats that may count.
        enrolment_keys: The keys (hex) of the stand packs that the office handed out for the till.
    """
    proof = day.continues
    if proof is None or proof.seat >= day.seat:
        return False
    laptop = TillKey(event, day.stand, day.till, day.seat, day.till_id, day.key)
    spare = _SpareKeys(day, proof, laptop, eligible, enrolment_keys).of_seat(proof.seat)
    signed = bool(spare) and is_signed_takeover(proof, laptop, spare)
    return signed and is_consistent(day, proof, eligible.get((day.stand, day.till, proof.seat), ()))


class _SpareKeys:
    """The spare keys of the laptops before a file's: by their files, the chain, or a stand pack."""

    def __init__(
        self,
        day: BookDay,
        proof: TakeoverProof,
        laptop: TillKey,
        eligible: Mapping[TillSeat, Iterable[BookDay]],
        enrolment_keys: Iterable[str],
    ) -> None:
        self._day = day
        self._proof = proof
        self._laptop = laptop
        self._eligible = eligible
        self._enrolment_keys = enrolment_keys
        self._links = {link.seat: link for link in proof.chain}

    def of_seat(self, seat: int) -> str:
        """The seat's spare key; '' if nothing that the office has vouches for one."""
        files = self._files(seat)
        named, link, told = _spare_of(files), self._links.get(seat), self._proof.vouched
        if named:
            return self._newest(seat, named, files[0].till_id, files[0].key)
        if link is not None:
            return self._newest(seat, self._of_link(link, files), link.till_id, link.till_key)
        if told is None:
            return ""
        return self._newest(seat, self._of_pack(seat, files), told[1], told[2])

    def _newest(self, seat: int, known: str, till_id: str, key: str) -> str:
        """The spare key that the laptop itself put in the place of a lost one that is known."""
        proof, new = self._proof.of_seat(seat), self._laptop
        if not known or proof is None:
            return known
        laptop = TillKey(new.event, new.stand, new.till, seat, till_id, key)
        return newest_spare(proof.renewed, laptop, known)

    def _files(self, seat: int) -> list[BookDay]:
        return list(self._eligible.get((self._day.stand, self._day.till, seat), ()))

    def _of_link(self, link: SpareLink, files: Iterable[BookDay]) -> str:
        if any(old.key != link.till_key for old in files):
            return ""
        before = link.proof.seat
        if not is_consistent(self._day, link.proof, self._files(before)):
            return ""
        spare = self.of_seat(before)
        return link.key if spare and is_vouched_link(link, self._laptop, spare) else ""

    def _of_pack(self, seat: int, files: Iterable[BookDay]) -> str:
        told = self._proof.vouched
        if told is None or seat != self._proof.vouched_seat:
            return ""
        if any(old.key != told[2] for old in files):
            return ""
        keys = self._enrolment_keys
        known = any(is_vouched_spare(self._proof, self._laptop, key) for key in keys)
        return told[0] if known else ""


def _spare_of(before: Iterable[BookDay]) -> str:
    """The newest spare key that the files of one laptop name; '' for none, or several laptops."""
    before = sorted(before, key=lambda old: (old.journal_first, old.revision))
    if len({old.key for old in before}) != 1:
        return ""
    return next((old.journal.spare for old in reversed(before) if old.journal.spare), "")


def is_consistent(day: BookDay, proof: TakeoverProof, before: Iterable[BookDay]) -> bool:
    """Whether no file of the old seat contradicts the proof of the new one."""
    if proof.seat >= day.seat or not _number_is_of_old_seat(day, proof):
        return False
    return not any(_contradicts(old, proof) for old in before)


def _contradicts(old: BookDay, proof: TakeoverProof) -> bool:
    """Whether an old seat's file has another journal hash or a later receipt than the proof."""
    if old.journal_last == proof.row and old.journal_head != proof.head:
        return True
    if old.journal.contradicts(proof.row - old.journal_first, proof.head):
        return True
    reached = last_running(proof)
    if old.last is not None and old.journal_last <= proof.row and old.last > reached:
        return True
    return old.first is not None and old.journal_first > proof.row and old.first <= reached


def _number_is_of_old_seat(day: BookDay, proof: TakeoverProof) -> bool:
    if proof.last_number is None:
        return True
    return proof.last_number == day.number(last_running(proof), proof.seat)


def last_running(proof: TakeoverProof) -> int:
    """The running number of the old seat's last receipt; 0 without one."""
    return 0 if proof.last_number is None else running_of(proof.last_number)
