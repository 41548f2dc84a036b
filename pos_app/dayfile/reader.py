"""Reads an untrusted day file and accepts it only if every check passes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pos_app.dayfile import checks
from pos_app.dayfile.check_list import Check, Passed, unheard
from pos_app.dayfile.checks import receipt_at
from pos_app.dayfile.fast_projection import (
    ALL_PROJECTED,
    journal_tables,
    members_match,
    with_makers,
)
from pos_app.dayfile.format import (
    CONTACTS,
    JOURNAL,
    MANIFEST,
    MINOR,
    SIGNATURE,
    DayFileError,
    DayHead,
    manifest_hash,
    short_code,
)
from pos_app.dayfile.journal_rows import facts_in
from pos_app.dayfile.order_checks import check_orders
from pos_app.dayfile.parse import parse_head, parse_json, parse_tables
from pos_app.dayfile.sealed_contacts import ContactBox, named_contacts, read_contacts
from pos_app.dayfile.signing import is_signed_by
from pos_app.dayfile.unpack import refuse_newer, unpack
from pos_app.domain.day import DayTables, later_tables
from pos_app.domain.money import Rupiah
from pos_app.errors import Problem

__all__ = ["DayFileError", "VerifiedDay", "read_day"]


class VerifiedDay(NamedTuple):
    """A day that passed every check.

    `running_start` is the till's net (rupiah) over its life before the first sale of the day.
    `facts` are the rows of its journal, and `row_hashes` their hashes. `contacts` are the sealed
    contacts that came with it.
    """

    identity: str
    code: str
    head: DayHead
    tables: DayTables
    manifest: bytes
    signature: bytes
    running_start: Rupiah
    warnings: tuple[Problem, ...] = ()
    facts: Sequence[Mapping[str, Any]] = ()
    row_hashes: Sequence[bytes] = ()
    contacts: tuple[ContactBox, ...] = ()


def read_day(file: bytes, key: str | None = None, passed: Passed = unheard) -> VerifiedDay:
    """Return the day in a file's bytes after all checks.

    The checks are signature, hashes, hash chain, rows, sums, receipt numbers and totals. If `key`
    (Ed25519, hex) is given, the file must be signed by it. `passed` is told of each check that the
    file passes. Raises DayFileError, and MemoryError where the process may use no more.
    """
    try:
        return _read(file, key, passed)
    except (DayFileError, MemoryError):
        raise
    except Exception as error:
        # An unforeseen error is treated as a fault of the file, so that it does not stop a merge.
        raise DayFileError("day_unreadable", reason=type(error).__name__) from error


def _read(file: bytes, key: str | None, passed: Passed) -> VerifiedDay:
    members = unpack(file)
    passed(Check.ARCHIVE)
    manifest, signature = members.pop(MANIFEST), members.pop(SIGNATURE)
    contacts = members.pop(CONTACTS, b"")
    refuse_newer(manifest, minor=False)
    try:
        return _read_members(members, (manifest, signature, contacts), key, passed)
    except DayFileError as error:
        # It may hold what this program does not know; a wrong signature is wrong in any version.
        if error.code not in ("signature_wrong", "key_wrong"):
            refuse_newer(manifest)
        raise


def _read_members(
    members: dict[str, bytes],
    head_files: tuple[bytes, bytes, bytes],
    key: str | None,
    passed: Passed,
) -> VerifiedDay:
    """The day of the members of a file; `head_files` are manifest, signature and contacts."""
    manifest, signature, contacts = head_files
    package = parse_json(manifest, "manifest_json")
    head = parse_head(package.get("pos"))
    passed(Check.MANIFEST)
    if not is_signed_by(head.key, manifest, signature):
        raise DayFileError("signature_wrong")
    passed(Check.SIGNATURE)
    if key is not None:
        if key.lower() != head.key:
            raise DayFileError("key_wrong", key=head.key[:16])
        passed(Check.KEY)
    found = _read_content(package, head, manifest, signature, members, passed)
    if not contacts:
        return found
    return found._replace(contacts=read_contacts(contacts, named_contacts(found.facts)))


def check_unsigned(manifest: bytes, members: dict[str, bytes]) -> None:
    """Check a day before it is signed, as `read_day` will do afterwards. Raises DayFileError."""
    package = parse_json(manifest, "manifest_json")
    _read_content(package, parse_head(package.get("pos")), manifest, b"", dict(members))


def _read_content(
    package: dict[str, Any],
    head: DayHead,
    manifest: bytes,
    signature: bytes,
    members: dict[str, bytes],
    passed: Passed = unheard,
) -> VerifiedDay:
    check_members(package, members)
    passed(Check.MEMBERS)
    hashes = checks.check_chain(head, _payloads(members[JOURNAL]))
    passed(Check.CHAIN)
    facts = facts_in(members[JOURNAL], head.journal.first, passed)
    tables = _tables(facts, members, passed)
    start = _check_day(head, tables, facts, passed)
    identity = manifest_hash(manifest)
    return VerifiedDay(
        identity=identity,
        code=short_code(identity),
        head=head,
        tables=tables,
        manifest=manifest,
        signature=signature,
        running_start=start,
        facts=facts,
        row_hashes=hashes,
    )


def _check_day(
    head: DayHead, tables: DayTables, facts: list[dict[str, Any]], passed: Passed
) -> Rupiah:
    """Check what the rows say together; returns the running total before the day's first sale."""
    checks.check_sales(tables)
    check_orders(tables)
    passed(Check.SALES)
    checks.check_numbers(head, tables)
    passed(Check.NUMBERS)
    checks.check_totals(head, tables)
    passed(Check.TOTALS)
    checks.check_frame(head, tables, facts)
    passed(Check.FRAME)
    if head.minor <= MINOR and bool(head.minor) != bool(later_tables(tables)):
        raise DayFileError("manifest_shape", key="minor")
    start = checks.check_running_total(head, facts)
    passed(Check.RUNNING_TOTAL)
    return start


def _tables(facts: list[dict[str, Any]], members: dict[str, bytes], passed: Passed) -> DayTables:
    """Return the tables, which must equal the projection of the journal. Raises DayFileError."""
    projected = journal_tables(facts)
    passed(Check.PROJECTION)
    if members_match(projected, members):
        passed(Check.TABLES)
        tables = with_makers(projected, members)
    else:
        tables = _parsed_tables(projected, members)
        passed(Check.TABLES)
    passed(Check.MAKERS)
    return tables


def _parsed_tables(projected: DayTables, members: dict[str, bytes]) -> DayTables:
    """Return the tables read cell by cell, which finds the row at fault. Raises DayFileError."""
    try:
        tables = parse_tables(members)
    except DayFileError as error:
        raise _with_receipt(error, projected) from error
    checks.check_rows(tables, projected)
    return tables


def _with_receipt(error: DayFileError, projected: DayTables) -> DayFileError:
    """Return the error of a row with the receipt number that the journal has in that row."""
    name, row = str(error.facts.get("member", "")).removesuffix(".csv"), error.facts.get("row")
    if name not in ALL_PROJECTED or not isinstance(row, int) or row < 2:
        return error
    return DayFileError(
        error.code, **{**error.facts, "number": receipt_at(projected, name, row - 2)}
    )


def check_members(package: dict[str, Any], members: dict[str, bytes]) -> None:
    """Check that the manifest names every member once, with its size and hash."""
    resources = package.get("resources")
    if not isinstance(resources, list):
        raise DayFileError("manifest_shape", key="resources")
    named = {}
    for resource in resources:
        if not isinstance(resource, dict) or resource.get("path") in named:
            raise DayFileError("manifest_shape", key="resources")
        named[resource.get("path")] = resource
    if named.keys() != members.keys():
        raise DayFileError("manifest_shape", key="resources")
    for path, data in members.items():
        if named[path].get("bytes") != len(data):
            raise DayFileError("member_size", member=path)
        if named[path].get("hash") != "sha256:" + hashlib.sha256(data).hexdigest():
            raise DayFileError("member_hash", member=path)


def _payloads(journal: bytes) -> list[bytes]:
    if not journal.endswith(b"\n") or b"\r" in journal:
        raise DayFileError("journal_json", row=0)
    return journal[:-1].split(b"\n")
