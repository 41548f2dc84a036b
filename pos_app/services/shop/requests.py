"""A command that came with a `ref`: its answer is stored in the transaction of the command."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pos_app.store import answers as answer_store
from pos_app.store.database import Database

Answer = Mapping[str, Any]


class Request(NamedTuple):
    """A command with its `ref`; `tell` makes the answer from what the transaction wrote."""

    ref: str
    digest: bytes
    tell: Callable[[], Answer]

    def store(self, database: Database, seq: int) -> None:
        """Store the answer in the running transaction, with the newest journal row of it."""
        text = json.dumps(self.tell(), ensure_ascii=False)
        answer_store.insert_answer(database, self.ref, self.digest, text, seq)
