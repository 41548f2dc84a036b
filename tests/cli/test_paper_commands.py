"""The command `paper`, run as another program does."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import Till

from pos_app.cli.paper import PAPERS
from pos_app.services.paper.reports import PaperKind


@pytest.fixture
def till(tmp_path: Path) -> Till:
    made = Till(tmp_path)
    assert made("setup", "--event", "EXPO23", "--stand", "A07", "--till", "1").exit_code == 0
    return made


def test_the_command_offers_every_paper() -> None:
    assert sorted(PAPERS) == sorted(PaperKind)


@pytest.mark.parametrize("kind", ["stock", "prices", "scanner"])
def test_a_list_is_written_before_the_first_day(till: Till, kind: str) -> None:
    out = till.folder / f"{kind}.pdf"
    assert till("paper", kind, "--out", str(out)).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF-")


def test_a_report_of_no_day_is_refused_in_words_and_writes_nothing(till: Till) -> None:
    out = till.folder / "day.pdf"
    done = till("paper", "day", "--out", str(out))
    assert done.exit_code == 1
    assert "belum pernah dibuka" in done.output + done.stderr
    assert not out.exists()


def test_a_folder_that_is_not_there_is_named(till: Till) -> None:
    done = till("paper", "prices", "--out", str(till.folder / "none" / "prices.pdf"))
    assert done.exit_code == 1
