"""The keys beside a till's history: the till's own, and the spare key of its safety folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pos_app.dayfile.signing import Signer, create_key, load_key
from pos_app.dayfile.till_key import fingerprint
from pos_app.errors import MachineError, PosError
from pos_app.private_files import protect_file
from pos_app.services.safety.findings import Findings, safety_folders
from pos_app.services.shop.shop import KEY_NAME
from pos_app.store.histories import History


def find_key(folder: Path, sources: Sequence[Path], found: Findings) -> str:
    """Sees to it that the folder has the till's key: its own, a place's, or else a new one.

    Returns the fingerprint of a new key, which the office has to accept, or an empty text. Raises
    MachineError `folder_read_only`.
    """
    own = folder / KEY_NAME
    wanted = known_keys(found)
    if _public(own) in wanted or (not wanted and _public(own)):
        return ""
    try:
        if own.exists():
            own.replace(_free_name(folder))
        for path in _key_files(sources):
            public = _public(path)
            if public and (public in wanted or not wanted):
                shutil.copyfile(path, own)
                protect_file(own)
                return ""
        create_key(own)
    except OSError as error:
        raise MachineError("folder_read_only", reason=str(error)) from error
    return fingerprint(load_key(own).public_hex)


def _free_name(folder: Path) -> Path:
    number = 1
    while (path := folder / f"till.key.damaged-{number}").exists():
        number += 1
    return path


def former_key(sources: Sequence[Path], found: Findings) -> Signer | None:
    """Returns the key of the laptop whose history was found, where it lies beside it, or None."""
    wanted = known_keys(found)
    folders = (*sources, *(place.path.parent for place in found.places))
    for path in _key_files(folders):
        public = _public(path)
        if public and (public in wanted or not wanted):
            return load_key(path)
    return None


def known_keys(found: Findings) -> set[str]:
    """Returns the public keys (hex) that the till is known to have signed with or set up."""
    keys = {fact["key"] for fact in facts_of(found.history, "pack", "setup") if "key" in fact}
    for (table, _), entry in found.entries.items():
        if table == "closes" and entry.row is not None:
            keys |= _key_in(entry.row[5])
    return keys


def _key_in(manifest: bytes) -> set[str]:
    try:
        return {str(json.loads(manifest)["pos"]["key"])}
    except (ValueError, KeyError, TypeError):
        return set()


def facts_of(history: History, *kinds: str) -> Iterator[dict[str, Any]]:
    """Yields the facts of some kinds, in order."""
    marks = [f'"kind":"{kind}"'.encode() for kind in kinds]
    for row in history.rows:
        if any(mark in row.payload for mark in marks):
            fact = json.loads(row.payload)
            if fact["kind"] in kinds:
                yield fact


def _public(path: Path) -> str:
    try:
        return load_key(path).public_hex
    except PosError:
        return ""


def _key_files(sources: Sequence[Path]) -> Iterator[Path]:
    for source in sources:
        folder = source if source.is_dir() else source.parent
        yield folder / KEY_NAME
        if folder.is_dir():
            yield from (each / KEY_NAME for each in safety_folders(folder))
