"""The spare key of a till that is to be taken over, and what vouches for it to the office."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pos_app.dayfile.signing import Signer
from pos_app.dayfile.takeover_proof import (
    RenewedSpare,
    SpareLink,
    read_renewed,
    read_spare_link,
    read_takeover_proof,
)
from pos_app.services.safety.findings import Findings
from pos_app.services.safety.keys import facts_of
from pos_app.services.shop.spare_key import spare_in

Vouched = tuple[str, str, str, str]


def spare_of(found: Findings) -> str:
    """Returns the public half (hex) of the newest spare key that the old laptop named, or ''."""
    keys = [str(fact.get("spare", "")) for fact in facts_of(found.history, "setup", "spare")]
    return next((key for key in reversed(keys) if key), "")


def find_spare(found: Findings, sources: Sequence[Path]) -> Signer | None:
    """Returns the private half of the old laptop's spare key from where its history lies."""
    public = spare_of(found)
    folders = [*(place.path.parent for place in found.places), *sources]
    for folder in folders if public else ():
        key = spare_in(folder, public)
        if key is not None:
            return key
    return None


def renewed_spares(found: Findings) -> tuple[RenewedSpare, ...]:
    """Returns the old laptop's own words for the spare keys that it made in place of lost ones."""
    told = map(read_renewed, facts_of(found.history, "spare"))
    return tuple(each for each in told if each is not None)


def vouched_spares(found: Findings) -> tuple[Vouched | None, tuple[SpareLink, ...]]:
    """Returns what shows the office the old laptop's spare key before any file of it came.

    That is the stand pack's word for the first laptop, and a link for each one that took over
    since. Both are of the spare key that was made at set-up: see `renewed_spares`.
    """
    spare = next((str(fact.get("spare", "")) for fact in facts_of(found.history, "setup")), "")
    for fact in facts_of(found.history, "pack"):
        if fact.get("spare_enrolled"):
            till_id, till_key = found.identity.till_id, str(fact["key"])
            return (spare, till_id, till_key, str(fact["spare_enrolled"])), ()
    for fact in facts_of(found.history, "takeover"):
        before, link = read_takeover_proof(fact["continues"]), read_spare_link(fact.get("vouching"))
        if before is not None and link is not None and link.key == spare:
            return before.vouched, (*before.chain, link)
    return None, ()
