"""A laptop is replaced in the middle of a fair: what its predecessor sold stays in the total."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest
from office.test_worlds import taken, view
from support.fair_files import EVENT, START, Fair, Till
from support.worlds import make_world

from pos_app.clock import ManualClock, parse_stamp
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.signing import signer_of
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.office_key import office_record, own_key
from pos_app.office.reconcile.till_day_grid import till_day_grid
from pos_app.office.records import Record, RecordKind, sign_record
from pos_app.services.office.book_view import BookView, view_book
from ui.office.decision_choices import Choice, choices_for
from ui.office.problem_words import problem_words

CLOCK = ManualClock(parse_stamp("2023-10-27T22:00:00+08:00"))
FAIR = Fair(stands=1, days=3)
PACK = signer_of(bytes([10]) * 32)
DAYS = [str(START + timedelta(days=n)) for n in range(3)]


def handed_out(path: Path) -> Record:
    """The stand pack of the till, as the office keeps it."""
    facts = {"event": EVENT, "stand": "S0000", "till": "1", "enrolment_key": PACK.public_hex}
    office = own_key(path, bytes(32))
    return sign_record(RecordKind.PACK, facts, office.public_hex, office.sign)


def replaced(folder: Path, *, packs: bool, second_enrolled: bool) -> tuple[Path, list[int]]:
    """A book of a till whose laptop broke after the first day, and the net of each day."""
    first = Till("S0000", random.Random(1), pack=PACK if packs else None)
    second = Till("S0000", random.Random(2), pack=PACK if second_enrolled else None)
    files = [first.close(START, 3, 1).file]
    files += [second.close(START + timedelta(days=n), 2, 1).file for n in (1, 2)]
    path = book_of(folder, files, packs=packs)
    return path, [read_day(file).head.totals.net for file in files]


def book_of(folder: Path, files: list[bytes], *, packs: bool = True) -> Path:
    path = folder / "fair.book"

    def office() -> Record:
        return office_record(EVENT, own_key(path, bytes(32)))

    with Book.create(path, FAIR.toml, office) as book:
        if packs:
            book.add_record(handed_out(path))
        for number, file in enumerate(files):
            source = folder / f"{number}.zip"
            source.write_bytes(file)
            merge(book, [source])
    return path


def choice(found: BookView, day: str, words: str) -> Choice:
    place = found.grid.tills[0]
    offered = choices_for(place, day, found.grid.status(place, day), "en")
    return next(each for each in offered if each.words.startswith(words))


@pytest.mark.parametrize("second_enrolled", [False, True])
def test_the_first_laptop_s_days_stay_when_the_second_s_key_is_accepted(
    tmp_path: Path, *, second_enrolled: bool
) -> None:
    path, nets = replaced(tmp_path, packs=True, second_enrolled=second_enrolled)
    found = view_book(path, None, CLOCK)
    before = found.status.totals.net
    file = found.grid.status(found.grid.tills[0], DAYS[1]).files[0]
    choice(found, DAYS[1], f"Accept key {file.fingerprint} from this day").decide(path, CLOCK, "")
    after = view_book(path, None, CLOCK)
    assert after.status.totals.net == sum(nets) >= before
    assert after.status.counts.in_sum == 3 and after.status.complete


def test_without_packs_each_laptop_s_key_is_accepted_from_its_day_on(tmp_path: Path) -> None:
    path, nets = replaced(tmp_path, packs=False, second_enrolled=False)
    found = view_book(path, None, CLOCK)
    assert found.status.totals.net == 0 and found.status.counts.disputed == 3
    choice(found, DAYS[1], "Accept key").decide(path, CLOCK, "")
    after = view_book(path, None, CLOCK)
    assert after.status.totals.net == sum(nets) and after.status.counts.in_sum == 3


def broke_at_noon(folder: Path) -> tuple[Path, list[int]]:
    """The enrolled laptop broke on the second day; another one, without pack, sold its rest."""
    first, second = Till("S0000", random.Random(1), pack=PACK), Till("S0000", random.Random(2))
    files = [first.close(START, 3, 1).file, first.close(START + timedelta(days=1), 2, 1).file]
    files.append(second.close(START + timedelta(days=1), 4, 1).file)
    files.append(first.close(START + timedelta(days=2), 1, 1).file)
    return book_of(folder, files), [read_day(file).head.totals.net for file in files]


def test_both_laptops_of_a_day_count_though_one_was_never_enrolled(tmp_path: Path) -> None:
    path, nets = broke_at_noon(tmp_path)
    found = view_book(path, None, CLOCK)
    assert found.status.totals.net == sum(nets) - nets[2]
    choice(found, DAYS[1], "Both sold").decide(path, CLOCK, "laptop pertama rusak siang")
    after = view_book(path, None, CLOCK)
    assert after.status.totals.net == sum(nets)
    assert after.status.complete and after.status.counts.in_sum == 3


def test_a_key_of_a_set_aside_file_is_never_accepted_for_the_days_before(tmp_path: Path) -> None:
    path, _ = replaced(tmp_path, packs=True, second_enrolled=False)
    found = view_book(path, None, CLOCK)
    place = found.grid.tills[0]
    offered = choices_for(place, DAYS[1], found.grid.status(place, DAYS[1]), "en")
    keys = [each.words for each in offered if each.words.startswith("Accept key")]
    assert keys and all(words.endswith("from this day on") for words in keys)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_problem_of_a_till_day_is_told_without_a_hole(language: str) -> None:
    told = set()
    for seed in range(90):
        world = make_world(seed)
        grid = till_day_grid(view(world), taken(world)[0])
        for till_day in grid.statuses.values():
            for problem in (*till_day.problems, *till_day.warnings):
                words = problem_words(problem, language)
                assert "?)" not in words and "(?" not in words, words
                told.add(problem.code)
    assert {"foreign_key", "revision_fork", "key_conflict"} <= told
