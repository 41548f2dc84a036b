"""The safety folder: set, shown and ended.

It holds what is needed if the laptop is gone: a second twin, verified backups, the stand pack, a
copy of the till's key and the spare key. Several tills may share one stick; each has a folder of
its own on it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.signing import SEED_BYTES, Signer, signer_of
from pos_app.dayfile.takeover_proof import renew_spare
from pos_app.errors import PosError
from pos_app.private_files import make_private_folder, private_opener
from pos_app.services.answer_once import answering, first_answer
from pos_app.services.shop import setting_keys
from pos_app.services.shop.backup_file import backups_in, refusal
from pos_app.services.shop.safety_ahead import safety_ahead
from pos_app.services.shop.safety_check import folder_name, is_of_till
from pos_app.services.shop.safety_writer import known_row
from pos_app.services.shop.shop import KEY_NAME, Shop
from pos_app.services.shop.spare_key import (
    SPARE_NAME,
    WAITING_NAME,
    noted_spare,
    put_spare,
    spare_in,
)
from pos_app.store import catalogue as catalogue_store
from pos_app.store.backups import read_copy
from pos_app.store.journal import TWIN_NAME, twin_newest

FIRST_COPY_SECONDS = 60.0
"""How long a person waits at the most for the first copy to a slow stick."""


@dataclass(frozen=True, slots=True)
class SafetyStatus:
    """The safety folder, or None; the journal rows that it lacks, and when its backup is of.

    `rows_behind` is None without a folder, `last_backup` None without a backup. `problem` is the
    code of what is wrong now, or empty.
    """

    folder: Path | None
    rows_behind: int | None
    last_backup: str | None
    problem: str = ""

    def as_json(self) -> dict[str, Any]:
        """Returns what the command prints."""
        return {
            "folder": str(self.folder) if self.folder else None,
            "rows_behind": self.rows_behind,
            "last_backup": self.last_backup,
        }


def set_safety(shop: Shop, folder: Path, *, by: str = "", ref: str = "") -> SafetyStatus:
    """Makes `folder` the till's safety folder and writes the first copies into it.

    `by` is who decided. Sent again with the same `ref` nothing is set, also after another folder
    was. Raises PosError `ref_reused`, `safety_for_practice`, `safety_own_folder`,
    `safety_knows_more`; MachineError as `back_up` does.
    """
    if shop.identity.training:
        raise PosError("safety_for_practice")
    shop.refuse_trouble()
    folder = folder.absolute()
    asked = {"safety": str(folder)}
    if first_answer(shop, ref, asked) is not None:
        return _status_of(shop, folder)
    if folder == shop.folder.absolute():
        raise PosError("safety_own_folder", path=str(folder))
    ahead = safety_ahead(folder, shop.identity, shop.journal.head())
    if ahead is not None:
        raise ahead
    target = folder / folder_name(shop.identity)
    try:
        if not folder.exists() and folder.parent.is_dir():
            folder.mkdir()
        if not folder.is_dir():
            raise FileNotFoundError(2, "no such folder", str(folder))
        _keep_foreign_keys(shop, target)
        make_private_folder(target)
        _try_to_write(target)
        _copy_key(shop, target)
        _copy_pack(shop, folder, target)
    except OSError as error:
        raise refusal(error, folder) from error
    _move_spare(shop, target)
    if shop.safety:
        shop.safety.close()
        shop.safety = None
    _store(shop, str(folder), by, ref, asked)
    shop.start_safety()
    assert shop.safety is not None
    shop.safety.catch_up(FIRST_COPY_SECONDS)
    return safety_status(shop)


def end_safety(shop: Shop, *, by: str = "", ref: str = "") -> SafetyStatus:
    """Ends writing to the safety folder; what lies there stays. `by` and `ref`: see `set_safety`.

    Raises PosError `ref_reused`.
    """
    asked = {"safety": ""}
    if first_answer(shop, ref, asked) is not None:
        return SafetyStatus(None, None, None)
    if shop.safety:
        shop.safety.close()
        shop.safety = None
    _store(shop, "", by, ref, asked)
    return safety_status(shop)


def _store(shop: Shop, folder: str, by: str, ref: str, asked: Mapping[str, object]) -> None:
    """Keeps where the safety folder is and notes in the journal whether there is one."""
    with answering(shop, ref, asked, dict), shop.transaction():
        catalogue_store.put_setting(shop.database, setting_keys.SAFETY_FOLDER, folder)
        shop.record("safety", {"set": bool(folder)}, at=shop.now(), by=by)


def _status_of(shop: Shop, folder: Path) -> SafetyStatus:
    """Returns how far a folder is that was set before; only its path where another is set now."""
    found = safety_status(shop)
    return found if found.folder == folder else SafetyStatus(folder, None, None)


def safety_status(shop: Shop) -> SafetyStatus:
    """Returns how far the safety folder is, from what lies there now."""
    stored = catalogue_store.setting(shop.database, setting_keys.SAFETY_FOLDER)
    if not stored:
        return SafetyStatus(None, None, None)
    folder, newest = Path(stored), shop.journal.head().seq
    target = folder / folder_name(shop.identity)
    try:
        if not target.is_dir():
            raise FileNotFoundError(2, "the safety folder is not there", str(target))
        behind = newest - twin_newest(target / TWIN_NAME)
        backups = backups_in(target)
    except OSError as error:
        known = shop.safety.state.written if shop.safety else known_row(shop.folder)
        behind = newest - known
        return SafetyStatus(folder, max(0, behind), None, refusal(error, folder).code)
    made = read_copy(backups[-1]).at if backups else None
    problem = shop.safety.state.problem if shop.safety else ""
    return SafetyStatus(folder, max(0, behind), made, problem)


def _try_to_write(target: Path) -> None:
    probe = target / ".probe"
    with open(probe, "wb", opener=private_opener) as file:
        file.write(b"pos-app")
        file.flush()
        os.fsync(file.fileno())
    probe.unlink()


def _copy_key(shop: Shop, target: Path) -> None:
    key = shop.folder / KEY_NAME
    if key.exists():
        with open(target / KEY_NAME, "wb", opener=private_opener) as file:
            file.write(key.read_bytes())


def _keep_foreign_keys(shop: Shop, target: Path) -> None:
    """Gives the keys of another till that has a folder under this name names of their own."""
    twin = target / TWIN_NAME
    if not twin.is_file() or is_of_till(twin, shop.identity.till_id):
        return
    for name in (KEY_NAME, SPARE_NAME):
        path, number = target / name, 1
        while (kept := target / f"{name}-differs-{number}").exists():
            number += 1
        if path.exists():
            path.replace(kept)


def _copy_pack(shop: Shop, folder: Path, target: Path) -> None:
    """Copies the stand pack that the till was set up from, wherever it still lies.

    That is where it was read, on the stick, in the till's folder or in the safety folder so far.
    """
    from pos_app.services.shop.pack_setup import find_pack, noted_pack  # reads whole stand packs

    noted, newest = noted_pack(shop.database), shop.journal.newest_of("pack")
    wanted = str(json.loads(newest[1])["pack"]) if newest else noted[0] if noted else ""
    before = catalogue_store.setting(shop.database, setting_keys.SAFETY_FOLDER)
    so_far = [Path(before) / folder_name(shop.identity)] if before else []
    folders = [target, folder, shop.folder, *so_far, *([noted[1].parent] if noted else [])]
    found = find_pack(wanted, folders) if wanted else None
    if found is None or found.parent == target:
        return
    with open(target / found.name, "wb", opener=private_opener) as file:
        file.write(found.read_bytes())
        file.flush()
        os.fsync(file.fileno())


def _move_spare(shop: Shop, target: Path) -> None:
    """Puts the spare key's private half into the folder; a lost one is replaced by a new one."""
    public = noted_spare(shop.journal)
    spare = spare_in(target, public) or spare_in(shop.folder, public) or _elsewhere(shop, public)
    if spare is None:
        spare = signer_of(os.urandom(SEED_BYTES))
        put_spare(target, spare)
        fact = {"spare": spare.public_hex, **_own_word(shop, public, spare.public_hex)}
        with shop.transaction():
            shop.record("spare", fact, at=shop.now())
    else:
        put_spare(target, spare)
    (shop.folder / WAITING_NAME).unlink(missing_ok=True)


def _own_word(shop: Shop, before: str, spare: str) -> dict[str, str]:
    """Returns how the till's own key vouches for a new spare key; nothing where that key is gone.

    No stand pack names the new one, and the laptop may never hand in another file.
    """
    try:
        signer = shop.signer()
    except PosError:
        return {}
    if not before:
        return {}
    told, key = shop.identity, signer.public_hex
    laptop = TillKey(told.event, told.stand, told.till, told.seat, told.till_id, key)
    return asdict(renew_spare(laptop, before, spare, signer))


def _elsewhere(shop: Shop, public: str) -> Signer | None:
    """Returns the spare key from the safety folder so far, if that can still be read."""
    before = catalogue_store.setting(shop.database, setting_keys.SAFETY_FOLDER)
    return spare_in(Path(before) / folder_name(shop.identity), public) if before else None
