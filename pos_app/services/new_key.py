"""A new signing key for a till whose key file was lost or damaged."""

from __future__ import annotations

import os

from pos_app.dayfile.signing import create_key, load_key
from pos_app.dayfile.till_key import fingerprint
from pos_app.errors import MachineError, PosError
from pos_app.services.answer_once import answering, first_answer
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import KEY_NAME, Shop
from pos_app.services.shop.start_check import NEW_KEY_NAME, key_trouble
from pos_app.services.staff import check_lead
from pos_app.store.catalogue import put_setting

ASKED = {"key": "new"}


def make_new_key(shop: Shop, by: str = "", *, ref: str = "") -> str:
    """Makes a new key and notes it in the journal; returns the fingerprint to tell the office.

    The damaged file is kept. The enrolment of the old key no longer holds: the office accepts the
    new one by its code. `by` is the lead who decided. Sent again with the same `ref`, it returns
    the first fingerprint. Raises PosError `key_is_there`,
    `lead_needed`; MachineError `folder_read_only`.
    """
    path = shop.folder / KEY_NAME
    known = first_answer(shop, ref, ASKED)
    if known is not None:
        return str(known["fingerprint"])
    trouble = key_trouble(path)
    if trouble is None:
        raise PosError("key_is_there")
    check_lead(shop, by)
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
        if path.exists():
            path.replace(path.with_name(f"{KEY_NAME}.damaged"))
        os.replace(draft, path)
    except OSError as error:
        raise MachineError("folder_read_only", reason=str(error)) from error
    return fingerprint(new)
