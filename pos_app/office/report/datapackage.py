"""The report's tables as a Frictionless Data Package, with the meaning of every column."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.reconcile.status import Status
from pos_app.office.report.words import completeness_text
from pos_app.printing.tables import Column, Table

_UNITS = {"money": "IDR", "price": "IDR", "percent": "basis points", "count": "pieces"}


def package_bytes(
    status: Status,
    written: Iterable[tuple[str, Table, bytes]],
    lang: LanguageCode = DEFAULT_LANGUAGE,
) -> bytes:
    """The bytes of `datapackage.json` for CSV files, given as path, table and bytes."""
    plan = status.plan
    package = {
        "profile": "tabular-data-package",
        "name": f"{plan.code.lower()}-report",
        "title": f"{plan.name}: {status.through}",
        "description": completeness_text(status, lang),
        "resources": [_resource(*item) for item in written],
        "pos": _facts(status),
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _facts(status: Status) -> dict[str, Any]:
    """The completeness of the totals, and the identities of the files that count."""
    answer = status.as_json()
    names = ("through", "complete", "expected", "received", "missing", "gaps", "conflicts")
    return {
        "event": status.plan.code,
        **{name: answer[name] for name in (*names, "set_aside", "disputed", "totals")},
        "manifests": sorted(day.identity for day in status.confirmed.days),
    }


def _resource(path: str, table: Table, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "title": table.title,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": {"fields": [_field(column) for column in table.columns]},
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.key, "title": column.heading}
    if column.is_text:
        return {**field, "type": "date" if column.kind == "day" else "string"}
    return {**field, "type": "integer", "unit": _UNITS[column.kind]}
