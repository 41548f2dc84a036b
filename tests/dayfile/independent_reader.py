"""A second reader of day files, as an outsider writes one: no code shared with the app.

`python independent_reader.py FILE` prints the totals, or stops at the first thing that is not so.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import sys
import zipfile
from typing import Any

from nacl.signing import VerifyKey

LATER = ("inquiries.csv", "orders.csv")
TABLES = ("sales", "lines", "tenders", "cash", "counts", "stock", "makers")


def read(path: str) -> dict[str, int]:
    """The totals of a day file, every claim of the manifest held against the rows."""
    with zipfile.ZipFile(path) as archive:
        names = sorted(archive.namelist())
        members = {name: archive.read(name) for name in names}
    expected = [f"{name}.csv" for name in TABLES]
    must = {"datapackage.json", "datapackage.json.sig", "journal.jsonl", *expected}
    assert must <= set(names) <= must | {*LATER, "contacts.jsonl"} and len(set(names)) == len(names)
    manifest = members["datapackage.json"]
    package = json.loads(manifest)
    pos = package["pos"]
    assert pos["format"].split("/")[0] == "posday"
    assert pos["format"].split("/")[1].split(".")[0] == "1"
    assert pos.get("minor", 0) == (1 if set(LATER) & set(names) else 0)
    VerifyKey(bytes.fromhex(pos["key"])).verify(manifest, members["datapackage.json.sig"])
    for resource in package["resources"]:
        data = members[resource["path"]]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
    tables = {name: rows(members[f"{name}.csv"]) for name in TABLES}
    check_journal(pos, members["journal.jsonl"], tables)
    told = [json.loads(row) for row in members["journal.jsonl"].splitlines()]
    noted = {fact["number"]: fact["contact"] for fact in told if fact["kind"] == "inquiry"}
    taken = [fact["order"] for fact in told if fact["kind"] == "deposit"]
    named = noted | {order["number"]: order["contact"] for order in taken}
    listed = rows(members.get("inquiries.csv", b""))
    assert {row["number"]: row["contact"] for row in listed} == noted
    for line in members.get("contacts.jsonl", b"").splitlines():
        sealed = json.loads(line)
        box = base64.b64decode(sealed["box"], validate=True)
        assert sealed["contact"] == hashlib.sha256(box).hexdigest() == named[sealed["ref"]]
    check_sums(pos, tables)
    check_orders(pos["totals"], tables, rows(members.get("orders.csv", b"")))
    totals = {key: int(value) for key, value in pos["totals"].items()}
    return totals


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


def check_journal(pos: Any, journal: bytes, tables: dict[str, list[dict[str, str]]]) -> None:
    """The chain holds from prev to head, and every sale in it is in the tables."""
    payloads = journal.split(b"\n")[:-1]
    head = bytes.fromhex(pos["journal"]["prev"])
    if pos["journal"]["first"] == 1:
        identity = {key: pos[key] for key in ("event", "stand", "till", "seat", "till_id")}
        text = json.dumps(identity, sort_keys=True, separators=(",", ":")).encode()
        assert head == hashlib.sha256(b"pos-genesis-v1" + text).digest()
    for payload in payloads:
        head = hashlib.sha256(b"pos-journal-v1" + head + payload).digest()
    assert head.hex() == pos["journal"]["head"]
    assert len(payloads) == pos["journal"]["last"] - pos["journal"]["first"] + 1
    facts = [json.loads(payload) for payload in payloads]
    sold = [fact for fact in facts if fact["kind"] in DOCUMENTS]
    assert [fact["sale"]["id"] for fact in sold] == [row["sale_id"] for row in tables["sales"]]
    assert [fact["sale"]["net"] for fact in sold] == [int(row["net"]) for row in tables["sales"]]
    if sold:
        assert sold[-1]["running_total"] == pos["running_total"]


def check_sums(pos: Any, tables: dict[str, list[dict[str, str]]]) -> None:
    """Lines, tenders and sales agree, and the manifest's totals are theirs."""
    kinds = {row["sale_id"]: row["kind"] for row in tables["sales"]}
    amount = dict.fromkeys(kinds, 0)
    paid = dict.fromkeys(kinds, 0)
    for line in tables["lines"]:
        value = int(line["qty"]) * int(line["unit_price"]) - int(line["discount"])
        assert value == int(line["amount"])
        amount[line["sale_id"]] += value
    for tender in tables["tenders"]:
        paid[tender["sale_id"]] += int(tender["amount"])
    for row in tables["sales"]:
        assert int(row["net"]) == amount[row["sale_id"]] + int(row["rounding"])
        assert int(row["net"]) == paid[row["sale_id"]]
    totals = pos["totals"]
    assert totals["net"] == sum(paid.values())
    assert totals["refunds"] == -sum(v for k, v in amount.items() if kinds[k] == "refund")
    drawer = sum(int(row["amount"]) for row in tables["cash"] if row["kind"] in KINDS)
    assert totals["cash"] == drawer


def check_orders(
    totals: Any, tables: dict[str, list[dict[str, str]]], events: list[dict[str, str]]
) -> None:
    """Deposits are an account beside the ways of paying, and each order uses its own once."""
    deposits = totals.get("deposits", 0)
    money = sum(totals[way] for way in ("cash", "qris", "transfer", "card"))
    assert money == totals["net"] + deposits
    on_account = [tender for tender in tables["tenders"] if tender["method"] == "deposit"]
    assert deposits == -sum(int(tender["amount"]) for tender in on_account)
    assert deposits == sum(int(row["deposit"]) for row in events)
    documents = {tender["sale_id"] for tender in on_account}
    documents |= {row["sale_id"] for row in tables["sales"] if row["kind"].startswith("deposit")}
    assert documents == {row["sale_id"] for row in events if row["event"] != "change"}
    for order in events:
        if order["event"] == "deposit":
            mine = [row for row in events if row["order_number"] == order["order_number"]]
            left = sum(int(row["deposit"]) - int(row["kept"]) for row in mine)
            assert left in (0, int(order["deposit"])), order["order_number"]


DOCUMENTS = ("sale", "refund", "void", "deposit", "deposit_return")
KINDS = ("sale", "change", "refund", "void", "deposit", "deposit_return")

if __name__ == "__main__":
    print(json.dumps(read(sys.argv[1])))
