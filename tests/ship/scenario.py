"""A step for every command of `pos-app`: a till's day, then an office's evening.

Words in braces are folders and files of the test. A step that is refused says why it has to be.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from pos_app.services.demo import DEMO_QRIS

DAY, CLOCK = "2023-10-25", "2023-10-25T09:00:00+08:00"
EVENING = "2026-10-23T09:00:00+08:00"
CHANGE = '[[stand]]\ncode = "A09"\ntills = 1\n'
CARDS = "kode,nama,cerita\nUT,Bu Ani,Menganyam sejak kecil\n"
GOODS = "sku,name,category,maker,price_rp,stock\nA,Kalung,Aksesori,UT,35000,5\n"
SALE = json.dumps(
    {
        "ref": "one",
        "lines": [{"code": "A", "qty": 1}],
        "tenders": [{"method": "cash", "amount": 50_000}],
    }
)
INQUIRY = json.dumps({"ref": "two", "makers": ["UT"], "business": "shop"})
BOOK = "{fair}/office/book.db"
ORDER = "P-A01-1-0001"  # no order of this fair
SIGNED = ("--reason", "uji", "--by", "DINAS")


@dataclass(frozen=True, slots=True)
class Step:
    """A command in a till's folder, what it reads, and the exit status it has to have."""

    words: tuple[str, ...]
    status: int = 0
    till: str = "{till}"
    stdin: str = ""
    clock: str = CLOCK


def step(*words: str, status: int = 0, till: str = "{till}", stdin: str = "") -> Step:
    """A step at the till."""
    return Step(words, status, till, stdin)


def office(*words: str, status: int = 0) -> Step:
    """A step at the office."""
    return Step(("office", *words), status, clock=EVENING)


def decide(*words: str, status: int = 0) -> Step:
    """A signed decision."""
    return office("decide", BOOK, *words, *SIGNED, status=status)


TILL = (
    step("setup", "--event", "FAIR", "--stand", "A07", "--till", "1"),
    step("catalogue", "example", "{out}/contoh.xlsx"),
    step("catalogue", "import", "{out}/contoh.xlsx", "--dry-run"),
    step("catalogue", "import", "{goods}"),
    step("catalogue", "export", "{out}/goods.csv"),
    step("labels", "--all", "--out", "{out}/labels.pdf"),
    step("till", "open", "--float", "100000"),
    step("till", "ring", stdin=SALE),
    step("till", "inquiry", stdin=INQUIRY),
    step("till", "inquiries"),
    step("till", "orders"),
    step("till", "contact", "M-A07-1-0001", status=1),  # nobody has a PIN
    step("till", "forget", "M-A07-1-0001", status=1),  # no contact was noted
    step("till", "move", "--amount", "5000", "--reason", "uji"),
    step("till", "interim"),
    step("till", "shift", "--to", "SITI", "--counted", "140000", "--reason", "uji"),
    step("till", "correct-date", status=1),  # the date is right
    step("till", "repair"),
    step("sales"),
    step("receipt", "A07-1-000001", "--out", "{out}/receipt.pdf"),
    step("receipt", "A07-1-000001", "--out", "{out}/receipt.bin"),
    step("paper", "prices", "--out", "{out}/prices.pdf"),
    step("paper", "till-card", "--out", "{out}/card.pdf"),
    step("guide", "--pdf", "{out}/guide.pdf"),
    step("support-bundle", "{out}"),
    step("crash", "000000", status=1),
    step("qris", DEMO_QRIS, "--amount", "5000"),
    step("goods", "list"),
    step(
        "goods", "send", "--to", "A08-1", "--piece", "A=1", status=1
    ),  # no pack told of another till
    step("goods", "receive", "--text", "POS?", status=1),
    step("safety", "{safety}"),
    step("backup", "{backup}"),
    step("key", "new", status=1),  # the key is there
    step("till", "close", "--counted", "140000"),
    step("export", "--day", DAY, "--to", "{days}"),
    step("export", "--day", DAY, "--form", "sheet", "--to", "{out}"),
    step("handover", "--to", "{days}"),
    step("received", "0000-0000", status=1),
    step("till", "reopen", "--day", DAY, "--reason", "uji"),
    step("doctor", "--full"),
    step("downgrade", status=1),  # never updated
    step("restore", "{backup}", "{safety}", till="{restored}"),
    step("takeover", "{safety}", till="{taken}"),
    step("demo", "{fair}", "--stands", "2", "--days", "2", "--sales", "4"),
    step("offscreen-day", "--out", "{offscreen}"),
    step("gallery", "{out}/gallery", "--only", "none", status=2),
)
OFFICE = (
    office("init", "{out}/book.db", "--event", "{fair}/event.toml"),
    office("stand-packs", BOOK, "--out", "{packs}"),
    step("setup", "--stand-pack", "{packs}/EXPO26_A01-1.standpack", till="{planned}"),
    office("merge", BOOK, "{fair}/dayfiles"),
    office("merge", BOOK, "{days}", status=1),  # of another fair
    step("verify", "{day}"),
    office("status", BOOK),
    office("check", BOOK),
    office("review", BOOK),
    office("board", BOOK, "--png", "{out}/board.png"),
    decide("visitors", "--day", "2026-10-21", "--count", "120"),
    decide("no-sales", "--stand", "A02", "--till", "1", "--day", "2026-10-21", status=1),
    decide("both", "--stand", "A01", "--till", "1", "--day", "2026-10-21", status=1),
    decide("choose", "--file", "00000000", status=1),
    decide("dismiss", "--file", "00000000", status=1),
    decide("correct-price", "--sku", "NONE", "--price", "5000", status=1),
    decide("correct-share", "--maker", "UT", "--share-pct", "12"),
    decide("maker", "--text", "Bu Ani", "--maker", "UT"),
    decide(
        "paid",
        "--maker",
        "UT",
        "--amount",
        "1000",
        "--day",
        "2026-10-22",
        "--proof",
        "BKK-1",
        "--way",
        "cash",
    ),
    decide("plan", "--change", "{change}"),
    decide("seat", "--stand", "A01", "--till", "1", "--seat", "2"),
    decide("withdrawn", "--stand", "A02", "--from", "2026-10-22"),
    decide("order-counts", "--order", ORDER, "--document", "00000000", status=1),
    decide(
        *("order-closed", "--order", ORDER, "--day", "2026-10-22"),
        *("--amount", "1000", "--how", "delivered"),
        status=1,
    ),
    decide("order-state", "--number", ORDER, "--state", "agreed", status=1),
    decide(
        *("deposit-paid", "--order", ORDER, "--amount", "1000", "--day", "2026-10-22"),
        *("--proof", "BKK-2", "--way", "cash"),
        status=1,
    ),
    office("forget", BOOK, ORDER),
    office("inquiries", BOOK),
    office("orders", BOOK),
    office("hand-on", BOOK, "--to", "{out}/hand-on"),
    decide("revoke", "00000000", status=1),
    office("accept-key", BOOK, "--stand", "A01", "--till", "1", "--key", "00", status=1),
    office("trust", BOOK, "--key", "00", status=1),
    office("decisions", BOOK),
    office("maker-cards", BOOK, "--table", "{cards}"),
    office("messages", BOOK, "--out", "{out}/messages"),
    office("paper", BOOK, "--text", "POSNOW1:?", status=1),
    office("photo-message", BOOK, "--stand", "A01"),
    office("stand-cards", BOOK, "--out", "{out}/cards.pdf"),
    office("receipts", BOOK, "--out", "{out}/receipts"),
    office("report", BOOK, "--out", "{out}/report"),
    office("fairs", BOOK, "--xlsx", "{out}/fairs.xlsx"),
    office("publish", BOOK, "--to", "{out}/lake", status=1),  # DuckDB stays out
    office(
        "restore", "{out}/again.db", "--from", "{fair}/dayfiles", "--event", "{fair}/event.toml"
    ),
)
STEPS = (*TILL, *OFFICE)
WINDOWS = (("window",), ("window", "--demo"), ("office", "window", BOOK))
"""The commands that stay until their window is closed."""
