"""A new signing key for a till whose key file was lost or damaged."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pos_app.dayfile.signing import create_key, load_key
from pos_app.dayfile.till_key import fingerprint
from pos_app.errors import MachineError, PosError
from pos_app.held_files import replace_patiently
from pos_app.private_files import private_opener
from pos_app.services.answer_once import answering, first_answer
from pos_app.services.shop import setting_keys
from pos_app.services.shop.safety_check import folder_name
from pos_app.services.shop.shop import KEY_NAME, Shop
from pos_app.services.shop.start_check import NEW_KEY_NAME, key_trouble
from pos_app.services.staff import check_lead
from pos_app.store.catalogue import put_setting

ASKED = {"key": "new"}


@dataclass(frozen=True, slots=True)
class MadeKey:
    """The fingerprint of the till's key; `put_back`: the old one, from the safety folder."""

    fingerprint: str
    put_back: bool = False


def make_new_key(shop: Shop, by: str = "", *, ref: str = "") -> MadeKey:
    """Puts the key back from the safety folder, or makes a new one and notes it in the journal.

    The damaged file is kept. The enrolment of the old key no longer holds: the office accepts the
    new one by its code. `by` is the lead who decided. Sent again with the same `ref`, it returns
    the first fingerprint. Raises PosError `key_is_there`,
    `lead_needed`; MachineError `folder_read_only`.
    """
    path = shop.folder / KEY_NAME
    known = first_answer(shop, ref, ASKED)
    if known is not None:
        return MadeKey(str(known["fingerprint"]))
    trouble = key_trouble(path)
    if trouble is None:
        raise PosError("key_is_there")
    check_lead(shop, by)
    kept = _key_in_safety_folder(shop)
    if kept is not None:
        return _put_back(shop, kept)
    draft = shop.folder / NEW_KEY_NAME
    try:
        draft.unlink(missing_ok=True)
        create_key(draft)
        new = load_key(draft).public_hex
        answer = {"fingerprint": fingerprint(new)}
        with answering(shop, ref, ASKED, lambda: answer), shop.transaction():
            put_setting(shop.database, setting_keys.ENROLMENT, "")
            fact = {"key": new, "why": trouble.code}
            shop.record("key", fact, at=shop.now(), by=by)
        _set_aside(path)
        replace_patiently(draft, path)
    except OSError as error:
        raise MachineError("folder_read_only", reason=str(error)) from error
    return MadeKey(fingerprint(new))


def _set_aside(path: Path) -> None:
    if path.exists():
        replace_patiently(path, path.with_name(f"{KEY_NAME}.damaged"))


def _key_in_safety_folder(shop: Shop) -> Path | None:
    """Returns the copy of the till's key that its safety folder holds, if it is the right one."""
    folder = shop.settings.get(setting_keys.SAFETY_FOLDER)
    path = Path(folder) / folder_name(shop.identity) / KEY_NAME
    if not folder or not path.is_file():
        return None
    try:
        public = load_key(path).public_hex
    except PosError:
        return None
    told = [fact["key"] for fact in shop.journal.facts_of("pack", "key") if "key" in fact]
    return path if not told or public == told[-1] else None


def _put_back(shop: Shop, kept: Path) -> MadeKey:
    path, draft = shop.folder / KEY_NAME, shop.folder / NEW_KEY_NAME
    try:
        _set_aside(path)
        with open(draft, "wb", opener=private_opener) as file:
            file.write(kept.read_bytes())
            file.flush()
            os.fsync(file.fileno())
        replace_patiently(draft, path)
    except OSError as error:
        raise MachineError("folder_read_only", reason=str(error)) from error
    return MadeKey(fingerprint(load_key(path).public_hex), put_back=True)
