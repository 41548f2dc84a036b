"""The receipt printer of a till: where it is, what it can do, and what it prints by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop

if TYPE_CHECKING:
    from pos_app.printing.profiles import Profile

ON, OFF = "on", "off"


class Printer(NamedTuple):
    """A printer at an address, of a kind that the profiles know.

    `auto`: it prints the receipt of every sale. `kick`: it opens the cash drawer when cash moves.
    """

    address: str
    kind: str
    auto: bool = True
    kick: bool = True


def printer(shop: Shop) -> Printer | None:
    """Returns the till's printer, or None: then receipts are PDF files."""
    from pos_app.printing.profiles import DEFAULT

    get = shop.settings.get
    address = get(setting_keys.PRINTER_ADDRESS)
    if not address:
        return None
    return Printer(
        address,
        get(setting_keys.PRINTER_KIND, DEFAULT),
        auto=get(setting_keys.PRINT_RECEIPTS, ON) == ON,
        kick=get(setting_keys.KICK_DRAWER, ON) == ON,
    )


def set_printer(shop: Shop, chosen: Printer | None) -> None:
    """Stores the printer. Raises PosError `printer_address`, `printer_kind_unknown`."""
    from pos_app.printing.profiles import profile

    if chosen is not None:
        check_address(chosen.address)
        profile(chosen.kind)
    values = {
        setting_keys.PRINTER_ADDRESS: chosen.address if chosen else "",
        setting_keys.PRINTER_KIND: chosen.kind if chosen else "",
        setting_keys.PRINT_RECEIPTS: ON if chosen is None or chosen.auto else OFF,
        setting_keys.KICK_DRAWER: ON if chosen is None or chosen.kick else OFF,
    }
    for key, value in values.items():
        shop.settings.set(key, value)


def check_address(address: str, *, raw: bool = False) -> None:
    """Checks that a device can be opened at an address.

    With `raw`, a printer of the operating system is refused too: it takes pages, no printer
    commands. Raises PosError `printer_address`.
    """
    from pos_app.printing.devices import device_at, system_printer_name

    if raw or not system_printer_name(address):
        device_at(address)


def printer_kinds() -> dict[str, Profile]:
    """Returns the kinds of receipt printers that are known, by their keys."""
    from pos_app.printing.profiles import profiles

    return profiles()


def find_printers() -> list[str]:
    """Returns the addresses of the printers that this machine knows of.

    This takes a moment: call it on another thread than the window's.
    """
    from pos_app.printing.devices import detected_addresses

    return detected_addresses()
