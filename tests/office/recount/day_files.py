"""Day files read with nothing but the standard library, as docs/day-file.md describes them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

TillDay = tuple[str, str, str]
Row = dict[str, Any]
TEXTS = frozenset(
    (
        *("sale_id", "number", "kind", "refers_to", "at", "cashier", "country", "note", "sku"),
        *("name", "category", "maker", "method", "reference", "confirmed", "reason", "role"),
        "discount_by",
    )
)


@dataclass
class File:
    """A day file whose parts fit its manifest."""

    identity: str
    pos: Mapping[str, Any]
    tables: Mapping[str, list[Row]]
    journal: list[bytes]

    @property
    def place(self) -> tuple[str, str]:
        return self.pos["stand"], self.pos["till"]

    @property
    def till_day(self) -> TillDay:
        return self.pos["stand"], self.pos["till"], self.pos["day"]

    @property
    def seat_day(self) -> tuple[str, str, int, str]:
        return self.pos["stand"], self.pos["till"], self.pos["seat"], self.pos["day"]

    @property
    def revision(self) -> int:
        found: int = self.pos["revision"]
        return found

    @property
    def sold(self) -> bool:
        return bool(self.tables["sales"])

    @property
    def empty(self) -> bool:
        """Nothing was sold, and no money came or went."""
        return not self.sold and all(row["kind"] == "float" for row in self.tables["cash"])

    @property
    def net(self) -> int:
        return sum(row["net"] for row in self.tables["sales"])

    @property
    def makers(self) -> Mapping[str, Row]:
        return {row["maker"]: row for row in self.tables["makers"]}

    def sales(self) -> Iterator[tuple[Row, list[Row], list[Row]]]:
        """Each sale with its lines and its tenders."""
        for sale in self.tables["sales"]:
            mine = sale["sale_id"]
            lines = [row for row in self.tables["lines"] if row["sale_id"] == mine]
            tenders = [row for row in self.tables["tenders"] if row["sale_id"] == mine]
            yield sale, lines, tenders


def read_file(content: bytes) -> File | None:
    """The file, or None where its parts do not fit its manifest."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return None
    package = json.loads(members["datapackage.json"])
    for part in package["resources"]:
        wanted = "sha256:" + hashlib.sha256(members[part["path"]]).hexdigest()
        if part["hash"] != wanted:
            return None
    identity = hashlib.sha256(members["datapackage.json"]).hexdigest()
    tables = {
        name.removesuffix(".csv"): list(map(typed, csv.DictReader(io.StringIO(text.decode()))))
        for name, text in members.items()
        if name.endswith(".csv")
    }
    return File(identity, package["pos"], tables, members["journal.jsonl"].split(b"\n")[:-1])


def typed(row: Mapping[str, str]) -> Row:
    return {key: value if key in TEXTS else int(value) for key, value in row.items()}
