"""The keys under which a till keeps its settings, in the table `settings` of its database.

The windows keep more there, under keys of their own. A key is never renamed: tills in use have it.
"""

from __future__ import annotations

ENROLMENT = "enrolled"
"""The signature of the office's enrolment key over this till's public key."""
OFFICE_KEY = "office_key"
"""The public key, in hex, of the office whose stand pack set up this till."""
RECOVERY_HASH = "recovery_hash"
"""Salt and hash of the lead's recovery code, in hex."""
QRIS_PAYLOAD = "qris_payload"
"""The stand's static QRIS code."""
BARGAIN_LIMIT = "bargain_limit_pct"
"""The discount in per cent that a cashier may give without a lead."""
UNLISTED_FLOOR = "unlisted_floor"
"""The price in rupiah below which a piece without a code needs a lead; 0: its maker's cheapest."""
CART = "cart"
"""The cart that was put aside or taken up last; the one in hand is in `store.cart_file`."""
PAYING_SALE = "paying_sale"
"""The id of the sale of a cart stored by an older version."""

RECEIPT_LOGO = "receipt_logo"
"""A PNG in black and white, in base64."""
RECEIPT_FOOTER = "receipt_footer"
RECEIPT_IN_WORDS = "receipt_in_words"
"""`on`: receipts also give their amount in words."""

PRINTER_ADDRESS = "printer_address"
PRINTER_KIND = "printer_kind"
PRINT_RECEIPTS = "print_receipts"
"""`off`: a receipt is printed only when somebody asks for it."""
KICK_DRAWER = "kick_drawer"
"""`off`: printing a receipt does not open the cash drawer."""
LABEL_PRINTER_ADDRESS = "label_printer_address"
LABEL_PRINTER_KIND = "label_printer_kind"
LABEL_STOCKS = "label_stocks"
"""The measures of label sheets and rolls that were corrected at this till, as JSON."""
BARCODE_TILL_PART = "barcode_till_part"
"""The four digits that the office gave this till for its in-store barcodes."""
IN_STORE_RUNNING = "in_store_running"
"""The last running number given out in an in-store barcode."""
