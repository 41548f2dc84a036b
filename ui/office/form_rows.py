"""The rows of the form's tables: stands and makers as texts, and back."""

from __future__ import annotations

from dataclasses import replace

from pos_app.services.office.book_setup import MakerDraft, StandDraft


def stand_of(code: str, name: str, tills: str, phone: str, qris: str, days: str) -> StandDraft:
    """Return a stand of a row. `tills` is their number (none means one), or their codes.

    One word of letters is rather a number in words: 0 tills, which the plan's reader refuses.
    """
    stand = StandDraft(code.upper(), name, 1, phone, qris, days)
    if tills.isascii() and tills.isdigit() and len(tills) < 9:
        return replace(stand, tills=int(tills))
    codes = tuple(tills.upper().replace(",", " ").split())
    if len(codes) == 1 and codes[0].isalpha():
        return replace(stand, tills=0)
    return replace(stand, tills=len(codes) or 1, till_codes=codes)


def stand_texts(stand: StandDraft) -> tuple[str, ...]:
    """Return the texts of a stand's row."""
    tills = ", ".join(stand.till_codes) or str(stand.tills)
    return stand.code, stand.name, tills, stand.phone, stand.qris, stand.days


def maker_of(code: str, name: str, share: str, phone: str, by_stand: bool) -> MakerDraft:
    """Return a maker of a row; `by_stand` when the stand bears the discounts."""
    return MakerDraft(code.upper(), name, share or "0", "stand" if by_stand else "maker", phone)


def maker_texts(maker: MakerDraft) -> tuple[str, ...]:
    """Return the texts of a maker's row."""
    return maker.code, maker.name, maker.share, maker.phone
