"""The figures of the benches, and `python3 run.py bench`, which shows and keeps them."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.bench_table import lines_of, markdown_of, shown
from support.figures import Figures, Report, in_turns, p99, report_of, write_report

import run

PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+")
SPEC = importlib.util.spec_from_file_location("bench_command", run.BENCH)
assert SPEC is not None
assert SPEC.loader is not None
command = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(command)
MACHINE = {"date": "2026-11-28T10:00:00+00:00", "processor": "Some CPU", "cores": 2, "load": 0.5}
MACHINE |= {"system": "Linux", "versions": {"Python": "3.11.7"}}


@pytest.fixture
def report() -> Report:
    """Of two groups: a figure that is met, one that is missed, a count, and a growth."""
    found = Report()
    sale, office = Figures("sale", found), Figures("office", found)
    sale.ratio("a sale", [1.5, 1.0, 9.0], timed="ours", against="bare rows", goal=2.0)
    office.ratio("merge", [3.0, 2.0, 2.5], timed="1,000 files", against="pandas", goal=1.0)
    office.count("labels", 91.44, unit="bytes a label", timed="1,000 labels")
    points = [(1_000, [8.0, 6.0, 6.0]), (10, [2.0, 2.0, 1.0])]
    office.growth("one more file", points, axis="files", goal=1.5)
    return found


def test_a_figure_is_its_middle_round_and_missed_above_its_goal(report: Report) -> None:
    sale, merge, labels, growth = report.figures
    assert (sale.median, sale.missed) == (1.5, False)
    assert (merge.median, merge.missed) == (2.5, True)
    assert (labels.median, labels.missed) == (91.4, False)
    assert (growth.rounds, growth.missed) == ((4.0, 3.0, 3.0), True)
    assert report.missed == [merge, growth]


def test_a_figure_at_its_goal_is_met() -> None:
    figure = Figures("sale", Report()).ratio("x", [2.0] * 3, timed="", against="", goal=2.0)
    assert not figure.missed


def test_two_rounds_are_refused_because_they_have_no_spread() -> None:
    with pytest.raises(ValueError, match="2 rounds"):
        Figures("sale", Report()).ratio("x", [1.0, 2.0], timed="", against="")


def test_a_growth_is_told_against_its_smallest_size(report: Report) -> None:
    (growth,) = report.growths
    assert [(point.size, growth.ratio(point)) for point in growth.points] == [
        (10, 1.0),
        (1000, 3.0),
    ]


def test_a_report_is_the_same_after_it_was_written_and_read(report: Report, tmp_path: Path) -> None:
    report.left_out.append(("office: x", "no peers"))
    write_report(report, tmp_path / "figures.json")
    assert report_of(json.loads((tmp_path / "figures.json").read_text("utf-8"))) == report


def test_ratios_are_taken_in_turns() -> None:
    order: list[str] = []
    rounds = in_turns(lambda: order.append("a"), lambda: order.append("b"), rounds=3, runs=2)
    assert "".join(order) == "aabb" * 3 and len(rounds) == 3


def test_the_99th_percentile_leaves_out_one_in_a_hundred() -> None:
    assert p99([*range(199), 10_000]) == 198
    assert p99([3.0]) == 3.0


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0123, "0.012"), (0.66, "0.66"), (2.0, "2.00"), (12.34, "12.3"), (1_234.5, "1,234")],
)
def test_a_figure_is_shown_in_three_digits(value: float, text: str) -> None:
    assert shown(value) == text


def test_the_table_tells_spread_goal_and_what_was_left_out(report: Report) -> None:
    report.left_out.append(("office: status", "no peers"))
    head, sale, merge, *_, left_out = lines_of(report)
    assert head.startswith("group")
    assert re.search(r"a sale +ours / bare rows +1.50 × +1.00–9.00 +≤ 2.00 +met", sale)
    assert merge.endswith("missed")
    assert left_out == "left out: office: status: no peers"
    assert "| **missed** |" in markdown_of(report)


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(command, "BUILD", tmp_path / "build")
    return tmp_path / "build"


def test_a_run_of_one_group_replaces_that_group_only(report: Report, build: Path) -> None:
    command.keep(report, ["sale", "office"], MACHINE, quick=False)
    again = Report()
    Figures("sale", again).ratio("a sale", [1.0] * 3, timed="ours", against="bare rows")
    later = MACHINE | {"date": "2026-11-29T10:00:00+00:00"}
    kept = command.keep(again, ["sale"], later, quick=False)
    told = json.loads((build / "bench.json").read_text("utf-8"))
    assert told == kept
    assert [(each["group"], each["median"]) for each in told["figures"]] == [
        ("office", 2.5),
        ("office", 91.4),
        ("office", 3.0),
        ("sale", 1.0),
    ]
    assert [each["name"] for each in told["growth"]] == ["one more file"]
    assert {name: each["date"][:10] for name, each in told["measured"].items()} == {
        "office": "2026-11-28",
        "sale": "2026-11-29",
    }


def test_the_small_form_is_kept_apart(report: Report, build: Path) -> None:
    command.keep(report, ["sale", "office"], MACHINE, quick=True)
    assert [path.name for path in build.iterdir()] == ["bench-quick.json"]


def test_the_page_changes_between_its_marks_only(
    report: Report, build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = build.parent / "docs" / "performance.md"
    page.parent.mkdir()
    page.write_text(f"# Fast\n\n{command.BEGIN}\nold\n{command.END}\n\nWhy.\n", "utf-8")
    monkeypatch.setattr(command, "PAGE", page)
    monkeypatch.setattr(command, "PICTURES", page.parent / "growth")
    kept = command.keep(report, ["sale", "office"], MACHINE, quick=False)
    command.write_docs(kept)
    command.write_docs(kept)
    text = page.read_text("utf-8")
    assert text.startswith(f"# Fast\n\n{command.BEGIN}\nMeasured 2026-11-28 on Some CPU, 2 cores")
    assert text.endswith(f"{command.END}\n\nWhy.\n") and "old" not in text
    assert text.count("| sale | a sale | ours / bare rows | 1.50 × |") == 1
    for name in re.findall(r"\((growth/\S+?)\)", text):
        assert (page.parent / name).stat().st_size > 1_000


def test_a_plot_has_a_line_for_each_thing_timed() -> None:
    from bench.plots import plot
    from reportlab.graphics.shapes import Circle, Line

    found = Report()
    for number in range(14):
        points = [(1, [2.0] * 3), (10, [2.0 + number] * 3), (100, [1.0 + number] * 3)]
        Figures("office", found).growth(f"thing {number}", points, axis="files")
    drawn = plot(found.growths).contents
    assert len([each for each in drawn if isinstance(each, Circle)]) == 14 * 3
    sloped = [each for each in drawn if isinstance(each, Line) and each.strokeWidth == 1.4]
    assert len(sloped) == 14 * 2


def test_the_page_has_its_marks() -> None:
    text = command.PAGE.read_text("utf-8")
    assert text.count(command.BEGIN) == text.count(command.END) == 1


def test_the_small_form_is_never_written_onto_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--quick", "--write-docs"]) == 2
    assert "--quick" in capsys.readouterr().err


def test_a_missed_figure_fails_the_command_and_a_met_one_does_not(
    report: Report, build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "measure", lambda paths, quick: report)
    assert command.main(["--quick"]) == 1
    report.figures[1:] = []
    assert command.main(["--quick"]) == 0
    report.left_out.append(("sale: x", "broken: AssertionError"))
    assert command.main(["--quick"]) == 1


def test_every_peer_is_a_name_and_a_version() -> None:
    lines = (run.ROOT / "build_spec" / "peers.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not PIN.fullmatch(line)] == []
    assert {line.split("==")[0] for line in lines} >= set(command.PEERS)


def test_run_py_passes_its_words_on(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(run, "set_up", lambda: None)
    monkeypatch.setattr(run.subprocess, "call", lambda words, **_: started.append(words) or 1)
    assert run.main(["bench", "--quick", "--only", "sale"]) == 1
    assert [words[1:] for words in started] == [[str(run.BENCH), "--quick", "--only", "sale"]]


def test_the_command_measures_a_group_and_keeps_its_figures(tmp_path: Path) -> None:
    """The benches themselves, in the small form: they run, and every figure has its spread."""
    words = [str(run.BENCH), "--quick", "--only", "light", "sale", "--keep-in", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=False, cwd=run.ROOT
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr  # how fast is no fault of a test
    told = json.loads((tmp_path / "bench-quick.json").read_text("utf-8"))
    assert [why for _, why in told["left_out"] if why.startswith("broken")] == []
    assert {each["group"] for each in told["figures"]} == {"light", "sale"}
    ratios = [each for each in told["figures"] if each["unit"] == "×"]
    assert ratios and all(len(each["rounds"]) >= 3 for each in ratios)
    assert all(0 < each["min"] <= each["median"] <= each["max"] for each in ratios)
    assert told["cores"] >= 1 and told["versions"]["Python"]
    assert "a sale of 4 lines" in done.stdout
