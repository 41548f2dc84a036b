"""Links that open a chat with a stand, with the message already typed."""

from __future__ import annotations

from urllib.parse import quote

COUNTRY = "62"  # Indonesia, for numbers that are written with a leading 0
MIN_DIGITS, MAX_DIGITS = 9, 15


def whatsapp_link(phone: str, message: str) -> str:
    """Returns the link to a WhatsApp chat with a telephone number; empty for no such number.

    `0812-3456-7890` becomes 6281234567890, and a number with `+` stays as it is.
    """
    digits = "".join(char for char in phone if char.isascii() and char.isdigit())
    allowed = all(char.isdigit() or char in "+-–/.() \u00a0" for char in phone)
    if digits.startswith("0") and not digits.startswith("00"):
        digits = COUNTRY + digits[1:]
    digits = digits.removeprefix("00")
    if not allowed or not MIN_DIGITS <= len(digits) <= MAX_DIGITS:
        return ""
    return f"https://wa.me/{digits}?text={quote(message)}"
