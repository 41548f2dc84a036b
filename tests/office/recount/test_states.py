"""Every combination of states of till-days: headline, press page and JSON tell one story."""

from __future__ import annotations

from itertools import combinations

import pytest
from office.recount import sentences
from office.recount.compare_status import differs, sentence, status_counts
from office.recount.states import OF_THE_COUNTS, fair_of
from office.recount.test_recount import count_again
from office.test_worlds import view

from pos_app.languages import LanguageCode
from pos_app.office.report.count_words import count_parts, counts_text

PAIRS = [states for size in range(3) for states in combinations(OF_THE_COUNTS, size)]
MORE = [s for size in range(3, 9) for s in combinations(OF_THE_COUNTS, size)]
LANGUAGES: tuple[LanguageCode, ...] = ("id", "en")


@pytest.mark.parametrize(
    "combined",
    [pytest.param(PAIRS, id="37"), pytest.param(MORE, id="219", marks=pytest.mark.soak)],
)
def test_every_combination_is_told_in_the_same_counts(combined: list[tuple[str, ...]]) -> None:
    for states in combined:
        fair = fair_of(states)
        found, status = count_again(fair), view(fair)
        wrong = list(status_counts(found, status.as_json()))
        for language in LANGUAGES:
            text = counts_text(status, language)
            wrong += sentence(language, found, text)
            said = ("complete" if language == "en" else "lengkap") in text
            wrong += differs(f"{language} complete", found.complete, said)
            parts = [part.till_days for part in count_parts(status, language)]
            open_ones = {day for days in parts for day in days}
            wrong += differs(f"{language} places", [], sorted(set(found.missing) - open_ones))
        assert not wrong, (states, wrong)


def test_the_page_of_sentences_says_what_the_program_says() -> None:
    assert sentences.page() == sentences.PAGE.read_text("utf-8"), (
        "python -m office.recount.sentences writes the page anew"
    )
