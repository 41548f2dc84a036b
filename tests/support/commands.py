"""A till driven by commands alone, as another program would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from pos_app.cli.main import cli


class Till:
    """A till driven by commands alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = "2023-10-25T09:00:00+08:00"
        self.language = "id"

    def __call__(self, *words: str, stdin: str = "") -> Result:
        place = [
            "--data",
            str(self.folder / "till"),
            "--clock",
            self.clock,
            "--lang",
            self.language,
        ]
        done = CliRunner().invoke(cli, [*place, *words], input=stdin)
        assert "Traceback" not in done.output
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    def json(self, *words: str) -> Any:
        return json.loads(self(*words, "--json").stdout)

    def refused(self, *words: str) -> str:
        """The sentence of a refusal."""
        done = self(*words)
        assert done.exit_code == 1, done.output
        assert done.stderr.strip()
        return done.stderr

    def ring(self, **request: Any) -> dict[str, Any]:
        request.setdefault("ref", json.dumps(request, sort_keys=True))
        found: dict[str, Any] = json.loads(self("till", "ring", stdin=json.dumps(request)).stdout)
        return found
