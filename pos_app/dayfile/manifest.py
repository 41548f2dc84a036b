"""The manifest: a Frictionless Data Package of the day's tables, with an added `pos` object."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any, get_type_hints

from pos_app.dayfile.format import FORMAT, JOURNAL, DayHead
from pos_app.domain.day import ALL_ROW_TYPES, KEYS

_DATETIMES = frozenset(("at",))
_FOREIGN = {
    "lines": (("sale_id", "sales", "sale_id"), ("maker", "makers", "maker")),
    "tenders": (("sale_id", "sales", "sale_id"),),
}
_TYPES = {"int": "integer", "str": "string", "bool": "boolean"}


@lru_cache
def column_types(table: str) -> dict[str, str]:
    """Return the columns of a table in order, each with its type: `str`, `int` or `bool`."""
    return {name: kind.__name__ for name, kind in get_type_hints(ALL_ROW_TYPES[table]).items()}


def table_schema(table: str) -> dict[str, Any]:
    """Return the Table Schema (Frictionless) of a table."""
    schema: dict[str, Any] = {
        "fields": [
            {"name": name, "type": "datetime" if name in _DATETIMES else _TYPES[kind]}
            for name, kind in column_types(table).items()
        ],
        "missingValues": [""],
        "primaryKey": list(KEYS[table]),
    }
    if table in _FOREIGN:
        schema["foreignKeys"] = [
            {"fields": field, "reference": {"resource": resource, "fields": target}}
            for field, resource, target in _FOREIGN[table]
        ]
    return schema


def pos_object(head: DayHead) -> dict[str, Any]:
    """Return the `pos` object of the manifest."""
    found: dict[str, Any] = {"format": f"{FORMAT}.{head.minor}" if head.minor else FORMAT}
    for field in fields(head):
        found[field.name] = getattr(head, field.name)
    if head.qris is None:
        del found["qris"]  # as in the files from before it was there
    if not head.minor:
        del found["minor"]
    found["totals"] = head.totals.as_dict()
    found["journal"] = {
        "first": head.journal.first,
        "last": head.journal.last,
        "prev": head.journal.prev,
        "head": head.journal.head,
    }
    return found


def build_manifest(head: DayHead, members: Mapping[str, bytes], name: str) -> bytes:
    """Return the bytes of the manifest of `members` (path to bytes), which include the journal."""
    resources = [
        {
            **described(path),
            "bytes": len(data),
            "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        }
        for path, data in members.items()
    ]
    package = {
        "profile": "data-package",
        "name": name,
        "resources": resources,
        "pos": pos_object(head),
    }
    text = json.dumps(package, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def described(path: str) -> dict[str, Any]:
    """Return the resource of a member without its size and hash."""
    table = path.partition(".")[0]
    common = {"name": table, "path": path, "encoding": "utf-8"}
    if path == JOURNAL:
        return {**common, "format": "jsonl", "mediatype": "application/jsonl"}
    return {
        **common,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": table_schema(table),
    }
