"""The spare key, which signs for a laptop that takes over a till.

It is made at set-up; its public half stands in the till's journal. The private half waits in the
till's folder until a safety folder is set, and is moved there: whoever takes over with it had the
safety folder in hand. Where it is lost, a new one is noted in the journal, and the newest counts.
"""

from __future__ import annotations

import json
from pathlib import Path

from pos_app.dayfile.signing import Signer, create_key, load_key
from pos_app.errors import MachineError, PosError
from pos_app.held_files import replace_patiently
from pos_app.store.journal import Journal

WAITING_NAME = "till.spare"
SPARE_NAME = "spare.key"


def make_spare(folder: Path) -> str:
    """Makes the spare key of a new till in its folder; returns its public half (hex).

    Raises OSError.
    """
    path = folder / WAITING_NAME
    path.unlink(missing_ok=True)
    create_key(path)
    return load_key(path).public_hex


def noted_spare(journal: Journal) -> str:
    """Returns the public half (hex) of the newest spare key that the journal names, or ''."""
    newest = journal.newest_of("spare") or journal.newest_of("setup")
    return str(json.loads(newest[1]).get("spare", "")) if newest else ""


def spare_in(folder: Path, public: str) -> Signer | None:
    """Returns the private half of the spare key `public`, if the folder holds it."""
    for name in (SPARE_NAME, WAITING_NAME):
        try:
            found = load_key(folder / name)
        except PosError:
            continue
        if found.public_hex == public:
            return found
    return None


def put_spare(folder: Path, spare: Signer) -> None:
    """Writes the private half into a safety folder, in place of another one.

    Raises MachineError `backup_failed`.
    """
    part = folder / f"{SPARE_NAME}.part"
    try:
        part.unlink(missing_ok=True)
        create_key(part, bytes.fromhex(spare.seed_hex))
        replace_patiently(part, folder / SPARE_NAME)
    except OSError as error:
        raise MachineError("backup_failed", path=str(folder), reason=str(error)) from error
