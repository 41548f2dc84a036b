"""Put small faults into the modules that hold the rules, and see which tests notice.

    python tests/mutants/run_mutants.py --mutants 40      a sample
    python tests/mutants/run_mutants.py --mutants all     every mutant, and the tables for the docs

A fault goes into memory only, in a child process of a session that has imported everything. It is
met by the tests that run its line, the quickest first, until one fails.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import random
import re
import shutil
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE.parent)]

from mutants.forks import FAILED, TIMEOUT, in_children, scratch_folder  # noqa: E402
from mutants.operators import Mutant, mutants_of  # noqa: E402
from mutants.session import (  # noqa: E402
    KILLED,
    LONGEST,
    SURVIVED,
    MutantLoader,
    Session,
    first_failure,
    put_in_place,
    run_session,
    silence,
    trace,
)

BUILD = ROOT / "build" / "mutants"
# So that a sample traces few tests: tracing all of them takes minutes.
AREAS_OF_A_SAMPLE = 2
PAGE = ROOT / "docs" / "mutation-testing.md"
COVERAGE = BUILD / "coverage.json"
# How many seconds of tests one mutant may meet, the quickest tests first.
BUDGET = 8.0

# What every session imports besides the app; here once for all of them.
THIRD_PARTY = ("PySide6.QtTest", "PySide6.QtWidgets", "sqlite_utils", "nacl.signing", "click")


@dataclass
class Area:
    """Some modules and the test files that have to notice a fault in them."""

    name: str
    modules: list[Path]
    tests: list[str]
    mutants: list[Mutant] = field(default_factory=list)


def areas_of(table: Path) -> list[Area]:
    """The areas as targets.toml names them."""
    found = tomllib.loads(table.read_text("utf-8"))
    return [
        Area(
            name,
            [file for glob in area["modules"] for file in sorted(ROOT.glob(glob))],
            area["tests"],
        )
        for name, area in found.items()
    ]


def known_equivalents() -> set[tuple[str, str, str]]:
    """The names of the mutants that change nothing that could be seen."""
    found = tomllib.loads((HERE / "equivalent.toml").read_text("utf-8"))
    return {(e["module"], e["line"], e["change"]) for e in found.get("mutant", ())}


def module_name(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


# --- Which test runs which line ---


def stamps(tests: Iterable[str]) -> dict[str, str]:
    """For each test file a hash of all that its lines depend on."""
    shared = [*ROOT.glob("pos_app/**/*.py"), *ROOT.glob("tests/**/*.py")]
    common = hashlib.sha256()
    for file in sorted(f for f in shared if not f.name.startswith("test_")):
        if "mutants" not in file.parts:
            common.update(file.read_bytes())
    return {
        name: hashlib.sha256(common.digest() + (ROOT / name).read_bytes()).hexdigest()
        for name in set(tests)
    }


class Coverage:
    """What each test runs, kept between runs for the test files that are as they were."""

    def __init__(self) -> None:
        self.facts: dict[str, Any] = {}
        with suppress(FileNotFoundError):
            self.facts = json.loads(COVERAGE.read_text("utf-8"))

    def complete(
        self, session: Session, files: Sequence[str], processes: int, folder: Path
    ) -> None:
        """Trace the tests that are new or changed."""
        stamp = stamps(test.split("::")[0] for test in session.items)
        new = [
            test
            for test in session.items
            if self.facts.get(test, {}).get("stamp") != stamp[test.split("::")[0]]
        ]
        outs = {test: folder / f"lines-{n}.json" for n, test in enumerate(new)}
        jobs = in_children(
            new, lambda t, f: trace(session, t, files, f, outs[t]), processes, seconds=120
        )
        for test, _ in jobs:
            facts = {"passed": False, "seconds": LONGEST + 1, "lines": {}}
            with suppress(FileNotFoundError):
                facts = json.loads(outs[test].read_text("utf-8"))
            self.facts[test] = {**facts, "stamp": stamp[test.split("::")[0]]}
        COVERAGE.write_text(json.dumps(self.facts), "utf-8")

    def tests_for(self, mutant: Mutant, area: Area, file: Path) -> list[tuple[str, float]]:
        """The tests that run the mutant's lines with their seconds, the quickest first.

        A constant is run at import: its tests are those that run the module, first those that
        run a line with its name in it.
        """
        wanted = set(mutant.lines)
        if not mutant.function.endswith("()"):
            wanted = self._lines_that_name(mutant, file)
        near, far = [], []
        for test, facts in self.facts.items():
            lines = facts["lines"].get(str(file))
            if not lines or not facts["passed"] or facts["seconds"] > LONGEST:
                continue
            if not test.startswith(tuple(area.tests)):
                continue
            (far if wanted.isdisjoint(lines) else near).append((facts["seconds"], test))
        if mutant.function.endswith("()"):
            far = []
        return _within_budget([*sorted(near), *sorted(far)])

    def _lines_that_name(self, mutant: Mutant, file: Path) -> set[int]:
        rows = file.read_text("utf-8").split("\n")
        first = rows[mutant.lines[0] - 1]
        names = re.findall(r"^\s*([A-Za-z_]+)\b", first)
        return {
            n for n, row in enumerate(rows, 1) if any(re.search(rf"\b{x}\b", row) for x in names)
        }


def _within_budget(tests: Iterable[tuple[float, str]]) -> list[tuple[str, float]]:
    left, found = BUDGET, []
    for seconds, test in tests:
        left -= seconds
        if left < 0 and found:
            break
        found.append((test, seconds))
    return found


# --- The run ---


@dataclass
class Run:
    """The areas' mutants, and what became of each."""

    areas: list[Area]
    processes: int
    scratch: Path
    sources: dict[str, str]
    outcome: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)

    def files(self) -> dict[str, Path]:
        return {module_name(file): file for area in self.areas for file in area.modules}

    def everything(self) -> None:
        tests = sorted({test for area in self.areas if area.mutants for test in area.tests})
        results = self.scratch / "results.json"

        def warm(_: str, __: Path) -> int:
            silence()
            return run_session(tests, lambda session: self._in_functions(session, results))

        for _, code in in_children(["session"], warm, 1, seconds=4 * 3600):
            if code != 0 or not results.exists():
                raise SystemExit(f"the session of the mutants ended with {code}")
        for name, outcome in json.loads(results.read_text("utf-8")):
            self.outcome[tuple(name)] = tuple(outcome)
        self._outside_functions()

    def _in_functions(self, session: Session, results: Path) -> None:
        """In the warm session: coverage, then every mutant that is in a function."""
        files = self.files()
        coverage = Coverage()
        names = [str(file) for file in files.values()]
        coverage.complete(session, names, self.processes, self.scratch)
        folder = self.scratch

        def met(job: tuple[Area, Mutant, int], scratch: Path) -> int:
            area, mutant, number = job
            file = files[mutant.module]
            put_in_place(mutant, self.sources[mutant.module], str(file), session.functions)
            found = coverage.tests_for(mutant, area, file)
            # What noticed a fault in this function will notice the next one soonest.
            tests = sorted(found, key=lambda test: test[0] not in noticed[mutant.function])
            return first_failure(session, tests, scratch, folder / str(number))

        jobs = [(area, mutant, n) for n, (area, mutant) in enumerate(self._all(inside=True))]
        noticed: dict[str, set[str]] = defaultdict(set)
        found = []
        for (_, mutant, number), code in in_children(jobs, met, self.processes, seconds=180):
            what, test = _outcome(code, folder / str(number))
            noticed[mutant.function].add(test)
            found.append((mutant.name, (what, test)))
            self._say(mutant, what)
        results.write_text(json.dumps(found), "utf-8")

    def _outside_functions(self) -> None:
        """Constants and defaults: the module is imported anew for each."""
        files, coverage = self.files(), Coverage()

        def met(job: tuple[Area, Mutant, int], scratch: Path) -> int:
            area, mutant, number = job
            file = files[mutant.module]
            silence()
            sys.meta_path.insert(0, MutantLoader(mutant, self.sources[mutant.module], str(file)))
            tests = coverage.tests_for(mutant, area, file)
            codes: list[int] = []
            out = self.scratch / f"outside-{number}"
            out.write_text("the import", "utf-8")
            run_session(
                dict.fromkeys(test.split("::")[0] for test, _ in tests),
                lambda session: codes.append(first_failure(session, tests, scratch, out)),
            )
            return codes[0] if codes else KILLED

        jobs = [(area, mutant, n) for n, (area, mutant) in enumerate(self._all(inside=False))]
        for (_, mutant, number), code in in_children(jobs, met, self.processes, seconds=180):
            self.outcome[mutant.name] = _outcome(code, self.scratch / f"outside-{number}")
            self._say(mutant, self.outcome[mutant.name][0])

    def _say(self, mutant: Mutant, what: str) -> None:
        with (BUILD / "progress.txt").open("a", encoding="utf-8") as file:
            file.write(" | ".join((what, *mutant.name)) + "\n")

    def _all(self, *, inside: bool) -> list[tuple[Area, Mutant]]:
        return [
            (area, mutant)
            for area in self.areas
            for mutant in area.mutants
            if mutant.function.endswith("()") is inside
        ]


def _outcome(code: int, out: Path) -> tuple[str, str]:
    test = out.read_text("utf-8") if out.exists() else ""
    names = {SURVIVED: "alive", KILLED: "killed", TIMEOUT: "killed", FAILED: "failed"}
    return names.get(code, "killed"), test


# --- What is said of it ---


def table(areas: Sequence[Area], outcome: Mapping[Any, tuple[str, str]], same: set[Any]) -> str:
    """Markdown: for each area and for all, how many mutants there are and what became of them."""
    rows = [
        "| Area | Mutants | Killed | Equivalent | Alive | Killed of those that differ |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    whole: Counter[str] = Counter()
    for area in areas:
        found = Counter(
            "equivalent" if m.name in same else outcome[m.name][0] for m in area.mutants
        )
        whole += found
        if found:
            rows.append(_row(area.name, found))
    return "\n".join([*rows, _row("**all**", whole)])


def _row(name: str, found: Counter[str]) -> str:
    alive = found["alive"] + found["failed"]
    part = found["killed"] / ((found["killed"] + alive) or 1)
    numbers = (found.total(), found["killed"], found["equivalent"], alive, f"{part:.1%}")
    return f"| {name} | " + " | ".join(map(str, numbers)) + " |"


def write_table(figures: str) -> None:
    """Put the table into its page, in place of the one that is there."""
    text = PAGE.read_text("utf-8")
    rows = re.compile(r"\| Area .*?\| \*\*all\*\* [^\n]*", re.DOTALL)
    PAGE.write_text(rows.sub(lambda _: figures, text), "utf-8")


def every_name(areas: Sequence[Area]) -> set[tuple[str, str, str]]:
    """The names of all mutants that there are."""
    files = [file for area in areas for file in area.modules]
    return {m.name for f in files for m in mutants_of(module_name(f), f.read_text("utf-8"))}


def chosen(areas: Sequence[Area], how_many: str, only: str, seed: int) -> None:
    """Fill the areas with their mutants: all, or a sample of two areas that a seed picks."""
    for area in areas:
        for file in area.modules:
            if any(part in f"{area.name} {file}" for part in only.split(",")):
                area.mutants += mutants_of(module_name(file), file.read_text("utf-8"))
    if how_many == "all":
        return
    by_chance = random.Random(seed)
    there = [area for area in areas if area.mutants]
    some = by_chance.sample(there, min(AREAS_OF_A_SAMPLE, len(there)))
    every = [mutant for area in some for mutant in area.mutants]
    picked = set(by_chance.sample(every, min(int(how_many), len(every))))
    for area in areas:
        area.mutants = [mutant for mutant in area.mutants if mutant in picked]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--mutants", default="40", help="how many, or `all`")
    parser.add_argument(
        "--only", default="", help="areas and modules with one of these (a,b) in their name"
    )
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write-docs", action="store_true", help="put the table into docs/")
    parser.add_argument("--all-again", action="store_true", help="run the equivalent ones too")
    asked = parser.parse_args(arguments)
    began = time.monotonic()
    areas, same = areas_of(HERE / "targets.toml"), known_equivalents()
    stale = same - every_name(areas)
    chosen(areas, asked.mutants, asked.only, asked.seed)
    for name in THIRD_PARTY:
        importlib.import_module(name)
    kept = {area.name: area.mutants for area in areas}
    for area in areas:
        area.mutants = [m for m in area.mutants if asked.all_again or m.name not in same]
    sources = {
        module_name(file): file.read_text("utf-8") for area in areas for file in area.modules
    }
    run = Run(areas, asked.processes, scratch_folder(), sources)
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "progress.txt").unlink(missing_ok=True)
    try:
        run.everything()
    finally:
        shutil.rmtree(run.scratch, ignore_errors=True)
    for area in areas:
        area.mutants = kept[area.name]
    alive = [list(n) for n, (what, _) in sorted(run.outcome.items()) if what != "killed"]
    BUILD.joinpath("results.json").write_text(
        json.dumps([[*name, *what] for name, what in sorted(run.outcome.items())], indent=0),
        "utf-8",
    )
    figures = table(areas, run.outcome, same)
    print(figures)
    for name in alive:
        print("alive:", " | ".join(name))
    for name in sorted(stale):
        print("in equivalent.toml, but no mutant any more:", " | ".join(name))
    print(f"{len(run.outcome)} mutants met their tests in {time.monotonic() - began:.0f} s")
    if asked.write_docs:
        write_table(figures)
    return 1 if alive or stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
