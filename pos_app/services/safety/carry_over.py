"""What a laptop that takes over gets of the till: goods, people, settings, and the open day.

The documents of the open day keep their ids, numbers and times. Each is a row of the new journal
that says where it stood in the old one (`carried`), and is in the new laptop's day file too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pos_app.domain.catalogue import sku_key
from pos_app.domain.goods_note import IN, OUT
from pos_app.domain.journal_projection import SALE_KINDS
from pos_app.domain.orders import CHANGE_KIND
from pos_app.services.safety.findings import Findings
from pos_app.services.shop import setting_keys
from pos_app.services.shop.qris_record import stored_parts
from pos_app.services.shop.staff_record import pin_mark
from pos_app.store import answers as answer_store
from pos_app.store import catalogue as catalogue_store
from pos_app.store import earlier_documents, earlier_payouts, rebuild
from pos_app.store import orders as order_store
from pos_app.store import sales as sale_store
from pos_app.store.database import Database
from pos_app.store.journal import Journal
from pos_app.store.told_requests import restore_told
from pos_app.store.whole_rebuild import PLAIN, plain_rows

Fact = dict[str, Any]
_CARRIED_KINDS = SALE_KINDS | {"move", "confirm", "inquiry", CHANGE_KIND}
_ENVELOPE = frozenset(("v", "kind", "seq", "at", "by"))
_NOT_SETTINGS = frozenset(
    (
        setting_keys.ENROLMENT,
        setting_keys.SAFETY_FOLDER,
        setting_keys.CONTINUES,
        setting_keys.FORMER_DIGEST_KEYS,
    )
)
"""Settings that are of the old laptop only."""


class CarriedTill:
    """Writes what is carried over into the database of the new laptop."""

    def __init__(self, found: Findings, now: str) -> None:
        self._found = found
        self._now = now
        self._facts = [json.loads(row.payload) for row in found.history.rows]
        self._open = _open_facts(self._facts)

    def write(self, database: Database, journal: Journal) -> None:
        """Writes everything, in the caller's transaction."""
        self._write_plain(database)
        self._write_staff(database, journal)
        code = stored_parts(database)
        if code is not None:
            journal.append("qris", self._now, "", {**code, "before": None})
        self._write_goods(database, journal)
        self._write_earlier(database)
        self._write_notes(journal)
        self._write_changes(database, journal)
        places = self._write_day(database, journal)
        self._write_requests(database, places, journal.head().seq)

    def setting(self, key: str) -> str:
        """Returns a setting of the old laptop, or an empty text."""
        return next((str(row[1]) for row in self._rows_of("settings") if row[0] == key), "")

    def _rows_of(self, table: str) -> Iterator[tuple[Any, ...]]:
        for (name, _), entry in self._found.entries.items():
            if name == table and entry.row is not None:
                yield entry.row

    def _write_plain(self, database: Database) -> None:
        for table, insert in PLAIN.items():
            rows = self._rows_of(table)
            if table == "settings":
                rows = (row for row in rows if row[0] not in _NOT_SETTINGS)
            database.executemany(insert, plain_rows(table, rows, self._facts))

    def _write_staff(self, database: Database, journal: Journal) -> None:
        recovery = catalogue_store.setting(database, setting_keys.RECOVERY_HASH)
        for code, name, role, pin, active in self._rows_of("staff"):
            fact = {"person": code, "name": name, "role": role, "active": bool(active)}
            journal.append("staff", self._now, "", fact)
            if pin is not None:
                marked = {"person": code, "pin": pin_mark(pin)}
                if recovery:
                    marked["recovery"] = pin_mark(bytes.fromhex(recovery))
                journal.append("pin_set", self._now, "", marked)

    def _write_goods(self, database: Database, journal: Journal) -> None:
        """Writes the goods with the stock before the documents that are carried over."""
        rows = list(self._rows_of("products"))
        fact = {"file": self._found.identity.place, "added": len(rows), "changed": 0, "prices": []}
        journal.append("import", self._now, "", fact)
        stock = self._stock()
        changes = [(row[1], stock[row[0]]) for row in rows if stock.get(row[0])]
        if changes:
            reason = self._found.identity.place
            moved = {"changes": [list(c) for c in changes], "move": "import", "reason": reason}
            seq = journal.append("stock", self._now, "", moved)
            catalogue_store.add_stock(database, changes, self._now, "import", reason, seq)

    def _stock(self) -> dict[str, int]:
        """Returns the stock by SKU key, without what the carried documents take and give."""
        found: dict[str, int] = {}
        carried = {id(fact) for fact in self._open}
        for fact in self._facts:
            if id(fact) in carried:
                continue
            for sku, change in _stock_changes(fact):
                found[sku_key(sku)] = found.get(sku_key(sku), 0) + change
        return found

    def _write_earlier(self, database: Database) -> None:
        """Writes the documents and payouts of the days before the open one.

        The ones can then be refunded, and what the others paid is not paid again.
        """
        carried = {id(fact) for fact in self._open}
        seen: dict[str, list[int]] = {}
        for fact in self._facts:
            if fact["kind"] == "confirm":
                seen.setdefault(fact["sale_id"], []).append(fact["tender"])
        rows, payouts, day = [], [], ""
        seat = self._found.identity.seat
        for fact in self._facts:
            day = fact["day"] if fact["kind"] == "open" else day
            if id(fact) in carried:
                continue
            if fact["kind"] in SALE_KINDS:
                rows.append(earlier_documents.row_of(fact, day, seen.get(fact["sale"]["id"], ())))
            payout = earlier_payouts.row_of(fact, day, seat)
            payouts += [payout] if payout is not None else []
        earlier_documents.insert_documents(database, rows)
        order_store.insert_earlier(database)
        earlier_payouts.insert_payouts(database, payouts)

    def _write_notes(self, journal: Journal) -> None:
        """Writes the notes of goods that came or went, so that none is taken in a second time.

        The pieces themselves are in the stock.
        """
        for fact in self._facts:
            if fact["kind"] in (OUT, IN):
                journal.append(fact["kind"], fact["at"], fact["by"], self._carried(fact, {}))

    def _write_changes(self, database: Database, journal: Journal) -> None:
        """Writes the changes of orders on earlier days, which stand in no document."""
        carried = {id(fact) for fact in self._open}
        for fact in self._facts:
            if fact["kind"] == CHANGE_KIND and id(fact) not in carried:
                write_change(database, journal, fact, self._carried(fact, {}))

    def _write_day(self, database: Database, journal: Journal) -> dict[str, int]:
        """Writes the open day; returns the place of each carried document by its number."""
        if not self._found.day:
            return {}
        opened = next(f for f in reversed(self._facts) if f["kind"] == "open")
        fact = {"day": opened["day"], "float": opened["float"], "prev_day": None}
        seq = journal.append("open", opened["at"], opened["by"], fact)
        told = {**opened, **fact}
        cashiers = {day: cashier for day, cashier in self._rows_of("days")}
        cashier = cashiers.get(opened["day"]) or opened["by"] or "KASIR"
        rebuild.insert_day(database, seq, told, cashier)
        documents = [each for each in self._open if each["kind"] in SALE_KINDS]
        places = {
            each["sale"]["number"]: place - len(documents) + 1
            for place, each in enumerate(documents, -1)
        }
        total = 0
        for each in self._open:
            carried = self._carried(each, places)
            if each["kind"] in SALE_KINDS:
                total += each["sale"]["net"]
                carried["running_total"] = total
            seq = journal.append(each["kind"], each["at"], each["by"], carried)
            whole = {**each, **carried}
            rebuild.insert_fact(database, seq, whole, opened["day"])
        return places

    def _carried(self, fact: Fact, places: Mapping[str, int]) -> Fact:
        """Returns a fact without its envelope, with where it stood in the old journal."""
        before = fact.get("carried", {})
        seat = before.get("seat", self._found.identity.seat)
        mark = {"seat": seat, "row": before.get("row", fact["seq"])}
        if "sale" in fact:
            mark["place"] = places[fact["sale"]["number"]]
        told = {key: value for key, value in fact.items() if key not in _ENVELOPE}
        return {**told, "carried": mark}

    def _write_requests(self, database: Database, places: Mapping[str, int], seq: int) -> None:
        """Writes the answers to what the old laptop was asked under a `ref`: a repeat gets them.

        Documents of earlier days are not here: the answers to their requests are kept with those
        to other commands, at the journal's row `seq`.
        """
        for ref, digest, answer, _ in self._rows_of("requests"):
            place = places.get(str(json.loads(answer).get("number")))
            if place is not None:
                sale_store.insert_request(database, ref, digest, answer, place)
            else:
                answer_store.insert_answer(database, ref, digest, answer, seq)
        for ref, digest, answer, _ in self._rows_of("answers"):
            answer_store.insert_answer(database, ref, digest, answer, seq)
        restore_told(database, ((seq, fact) for fact in self._facts))


def _open_facts(facts: list[Fact]) -> list[Fact]:
    """Returns documents, cash movements, confirmations and inquiries of the day that is open."""
    start = max((n for n, fact in enumerate(facts) if fact["kind"] == "open"), default=None)
    if start is None:
        return []
    day = facts[start:]
    last = [fact["kind"] for fact in day if fact["kind"] in ("open", "close", "reopen")][-1]
    return [] if last == "close" else [f for f in day if f["kind"] in _CARRIED_KINDS]


def write_change(
    database: Database, journal: Journal, fact: Mapping[str, Any], carried: Fact
) -> None:
    """Writes the change of an order again as `carried`, in the caller's transaction."""
    seq = journal.append(CHANGE_KIND, fact["at"], fact["by"], carried)
    rebuild.insert_fact(database, seq, {**fact, **carried}, "")


def _stock_changes(fact: Fact) -> Iterator[tuple[str, int]]:
    if fact["kind"] in SALE_KINDS:
        yield from ((line["sku"], -line["qty"]) for line in fact["lines"])
    elif fact["kind"] == "stock":
        yield from ((sku, change) for sku, change in fact["changes"])
