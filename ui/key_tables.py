"""The keys of every screen of the till, declared once.

A screen runs the action that its table names for a key, and the page of all keys is made of the
same tables: a key that is told is bound, and one that is bound is told.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class KeyEntry(NamedTuple):
    """A key, the method of the screen that it runs, and what that does.

    `key` is a key sequence such as `F5` or `Ctrl+L`. `words` are to be translated in the context
    `HelpOverlay`.
    """

    key: str
    action: str
    words: object  # a text, of the type that QT_TRANSLATE_NOOP returns

    @property
    def told(self) -> str:
        """The words in the current language."""
        return QCoreApplication.translate("HelpOverlay", str(self.words))


KeyTable = tuple[KeyEntry, ...]

SELL: KeyTable = (
    KeyEntry("F2", "unlisted", QT_TRANSLATE_NOOP("HelpOverlay", "a piece without a code")),
    KeyEntry("F3", "bargain", QT_TRANSLATE_NOOP("HelpOverlay", "bargained price")),
    KeyEntry("F4", "discount", QT_TRANSLATE_NOOP("HelpOverlay", "discount on the sale")),
    KeyEntry("F5", "note", QT_TRANSLATE_NOOP("HelpOverlay", "note on the line")),
    KeyEntry("F6", "hold", QT_TRANSLATE_NOOP("HelpOverlay", "put the cart aside")),
    KeyEntry("F7", "recall", QT_TRANSLATE_NOOP("HelpOverlay", "take up a held cart")),
    KeyEntry("F8", "country", QT_TRANSLATE_NOOP("HelpOverlay", "where the buyer comes from")),
    KeyEntry("F9", "pay_in_parts", QT_TRANSLATE_NOOP("HelpOverlay", "pay in several ways")),
    KeyEntry("F10", "pay_by_qris", QT_TRANSLATE_NOOP("HelpOverlay", "pay by QRIS")),
    KeyEntry("F11", "pay_by_transfer", QT_TRANSLATE_NOOP("HelpOverlay", "pay by transfer")),
    KeyEntry("F12", "pay_by_card", QT_TRANSLATE_NOOP("HelpOverlay", "pay by card")),
)

# Bound as shortcuts of the sell screen.
SELL_SHORTCUTS: KeyTable = (
    KeyEntry("Ctrl+D", "star", QT_TRANSLATE_NOOP("HelpOverlay", "show a product in front")),
    KeyEntry("Ctrl++", "enlarge_tiles", QT_TRANSLATE_NOOP("HelpOverlay", "larger tiles")),
    KeyEntry("Ctrl+-", "shrink_tiles", QT_TRANSLATE_NOOP("HelpOverlay", "smaller tiles")),
)

SALES: KeyTable = (
    KeyEntry("F5", "print_copy", QT_TRANSLATE_NOOP("HelpOverlay", "print a copy")),
    KeyEntry("F6", "return_pieces", QT_TRANSLATE_NOOP("HelpOverlay", "return pieces")),
    KeyEntry("F8", "void_sale", QT_TRANSLATE_NOOP("HelpOverlay", "void")),
)

PRODUCTS: KeyTable = (
    KeyEntry("F2", "edit", QT_TRANSLATE_NOOP("HelpOverlay", "edit")),
    KeyEntry("F3", "enter_new", QT_TRANSLATE_NOOP("HelpOverlay", "new product")),
    KeyEntry("F4", "restock", QT_TRANSLATE_NOOP("HelpOverlay", "stock")),
    KeyEntry("F5", "change_photo", QT_TRANSLATE_NOOP("HelpOverlay", "photo")),
    KeyEntry(
        "F6",
        "make_consignment_note",
        QT_TRANSLATE_NOOP("HelpOverlay", "slip of goods with a maker"),
    ),
    KeyEntry("F7", "import_sheet", QT_TRANSLATE_NOOP("HelpOverlay", "import")),
    KeyEntry("F8", "export_sheet", QT_TRANSLATE_NOOP("HelpOverlay", "export")),
    KeyEntry("F9", "edit_english_names", QT_TRANSLATE_NOOP("HelpOverlay", "English names")),
    KeyEntry("F10", "paste_goods", QT_TRANSLATE_NOOP("HelpOverlay", "paste a list")),
    KeyEntry("F11", "write_example", QT_TRANSLATE_NOOP("HelpOverlay", "example of a list")),
    KeyEntry("F12", "show_goods_notes", QT_TRANSLATE_NOOP("HelpOverlay", "goods between stands")),
    KeyEntry("Ctrl+P", "edit_maker_cards", QT_TRANSLATE_NOOP("HelpOverlay", "makers' cards")),
)

LABELS: KeyTable = (
    KeyEntry("F2", "edit_sheet", QT_TRANSLATE_NOOP("HelpOverlay", "sheet or roll")),
    KeyEntry("F3", "label_all_stock", QT_TRANSLATE_NOOP("HelpOverlay", "as many as in stock")),
    KeyEntry("F4", "clear_counts", QT_TRANSLATE_NOOP("HelpOverlay", "none")),
    KeyEntry("F6", "assign_barcodes", QT_TRANSLATE_NOOP("HelpOverlay", "give numbers")),
    KeyEntry("F7", "show_test_page", QT_TRANSLATE_NOOP("HelpOverlay", "test page")),
    KeyEntry("F8", "save", QT_TRANSLATE_NOOP("HelpOverlay", "save as a file")),
    KeyEntry("F9", "print", QT_TRANSLATE_NOOP("HelpOverlay", "print")),
    KeyEntry("F10", "preview", QT_TRANSLATE_NOOP("HelpOverlay", "preview")),
)

ORDERS: KeyTable = (
    KeyEntry("F4", "change_order", QT_TRANSLATE_NOOP("HelpOverlay", "another date")),
    KeyEntry("F5", "print_slips", QT_TRANSLATE_NOOP("HelpOverlay", "print its paper")),
    KeyEntry("F6", "hand_over", QT_TRANSLATE_NOOP("HelpOverlay", "hand the order over")),
    KeyEntry("F7", "show_contact", QT_TRANSLATE_NOOP("HelpOverlay", "the buyer's contact")),
    KeyEntry("F8", "cancel_order", QT_TRANSLATE_NOOP("HelpOverlay", "cancel the order")),
    KeyEntry("F9", "find_by_name", QT_TRANSLATE_NOOP("HelpOverlay", "find by the buyer's name")),
)

TODAY: KeyTable = (
    KeyEntry("F4", "ask_for_ways", QT_TRANSLATE_NOOP("HelpOverlay", "show the ways of paying")),
    KeyEntry("F6", "show_review", QT_TRANSLATE_NOOP("HelpOverlay", "worth a look")),
    KeyEntry("F7", "show_papers", QT_TRANSLATE_NOOP("HelpOverlay", "reports and lists")),
    KeyEntry("F8", "save", QT_TRANSLATE_NOOP("HelpOverlay", "save the figures")),
)

TILL_RUNNING: KeyTable = (
    KeyEntry("F6", "hand_over_drawer", QT_TRANSLATE_NOOP("HelpOverlay", "hand the drawer over")),
    KeyEntry(
        "F7", "show_interim", QT_TRANSLATE_NOOP("HelpOverlay", "interim total for the office")
    ),
    KeyEntry("F8", "open_drawer", QT_TRANSLATE_NOOP("HelpOverlay", "open the drawer")),
    KeyEntry("F9", "start_close", QT_TRANSLATE_NOOP("HelpOverlay", "count and close")),
)

TILL_COUNT: KeyTable = (
    KeyEntry("F7", "ask_witness", QT_TRANSLATE_NOOP("HelpOverlay", "a second person counts")),
)

TILL_CLOSED: KeyTable = (
    KeyEntry(
        "F4", "show_review", QT_TRANSLATE_NOOP("HelpOverlay", "worth a look, after the close")
    ),
    KeyEntry("F6", "show_by_photo", QT_TRANSLATE_NOOP("HelpOverlay", "the closed day by photo")),
)

# Bound as shortcuts, whatever has the focus.
WINDOW: KeyTable = (
    KeyEntry("F1", "show_guide", QT_TRANSLATE_NOOP("HelpOverlay", "the guide, at this screen")),
    KeyEntry("Ctrl+I", "show_maker", QT_TRANSLATE_NOOP("HelpOverlay", "who made this piece")),
    KeyEntry("Ctrl+B", "put_into_safe", QT_TRANSLATE_NOOP("HelpOverlay", "money into the safe")),
    KeyEntry(
        "Ctrl+K", "switch_cashier", QT_TRANSLATE_NOOP("HelpOverlay", "another person at the till")
    ),
    KeyEntry("Ctrl+G", "take_stick", QT_TRANSLATE_NOOP("HelpOverlay", "use the offered stick")),
    KeyEntry("Ctrl+L", "lock_till", QT_TRANSLATE_NOOP("HelpOverlay", "lock the till")),
)

# Bound as shortcuts of the window, too: what may come up at any screen.
DESK: KeyTable = (
    KeyEntry("Ctrl+O", "take_order", QT_TRANSLATE_NOOP("HelpOverlay", "order with a deposit")),
    KeyEntry("Ctrl+N", "note_inquiry", QT_TRANSLATE_NOOP("HelpOverlay", "inquiry of a guest")),
)


def run_key_table(event: QKeyEvent, screen: QWidget, table: KeyTable) -> bool:
    """Run the action of the pressed key; return whether there was one.

    A repeat of a held key runs nothing and returns False, so that the caller passes it on.
    """
    pressed = {QKeySequence(key).toString() for key in (event.key(), event.keyCombination())}
    entry = next((each for each in table if each.key in pressed), None)
    if entry is None or event.isAutoRepeat():
        return False
    event.accept()
    getattr(screen, entry.action)()
    return True
