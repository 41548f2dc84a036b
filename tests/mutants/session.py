"""A pytest session that has collected its tests and runs them again and again in children."""

from __future__ import annotations

import contextlib
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings
from mutants.forks import limit_time
from mutants.operators import Mutant, mutated

ROOT = Path(__file__).resolve().parents[2]
Lines = dict[str, list[int]]
SURVIVED, KILLED = 0, 1
# How long a test may compute while its lines are traced; a slower one meets no mutant.
LONGEST = 4.0


class Session:
    """The plugin: after the collection it does `work` instead of running the tests."""

    def __init__(self, work: Callable[[Session], None]) -> None:
        self._work = work
        self.items: dict[str, pytest.Item] = {}
        self.functions: list[FunctionType] = []

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        """The same examples in every run, and no search for a smaller one."""
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", deadline=None, derandomize=True, phases=phases)
        settings.load_profile("mutants")

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = {item.nodeid: item for item in session.items}

    def pytest_runtestloop(self) -> bool:
        # After `freeze` the collector names them no more.
        self.functions = [each for each in gc.get_objects() if isinstance(each, FunctionType)]
        gc.freeze()
        self._work(self)
        return True

    def passes(self, test: str, folder: Path) -> bool:
        """Whether a test passes now; its files lie in the folder."""
        item = self.items[test]
        factory = item.config._tmp_path_factory  # type: ignore[attr-defined]
        factory._basetemp = folder / "pytest"
        factory._basetemp.mkdir(exist_ok=True)
        return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def run_session(tests: Iterable[str], work: Callable[[Session], None]) -> int:
    """Collect the tests of these files and do the work; exit code 0 when all went well."""
    arguments = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:benchmark"]
    # They are imported before it, once for all sessions.
    arguments += ["-W", "ignore::pytest.PytestAssertRewriteWarning", "--rootdir", str(ROOT)]
    arguments += ["-o", "faulthandler_timeout=0"]
    return int(pytest.main([*arguments, *tests], plugins=[Session(work)]))


class Tracer:
    """Which lines of some files run."""

    def __init__(self, files: Iterable[str]) -> None:
        self.lines: dict[str, set[int]] = {file: set() for file in files}

    def __enter__(self) -> Tracer:
        threading.settrace(self._call)
        sys.settrace(self._call)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)
        threading.settrace(None)  # type: ignore[arg-type]

    def _call(self, frame: Any, event: str, argument: object) -> Any:
        lines = self.lines.get(frame.f_code.co_filename)
        if lines is None:
            return None

        def line(frame: Any, event: str, argument: object) -> Any:
            lines.add(frame.f_lineno)
            return line

        return line(frame, event, argument)


def trace(session: Session, test: str, files: Iterable[str], folder: Path, out: Path) -> int:
    """Write down which lines a test runs, how long it computes, and whether it passes."""
    limit_time(LONGEST, waiting=60)
    began = time.process_time()
    with Tracer(files) as tracer:
        passed = session.passes(test, folder)
    lines = {file: sorted(found) for file, found in tracer.lines.items() if found}
    facts = {"passed": passed, "seconds": time.process_time() - began, "lines": lines}
    out.write_text(json.dumps(facts), "utf-8")
    return 0


def first_failure(
    session: Session, tests: Iterable[tuple[str, float]], folder: Path, out: Path
) -> int:
    """Run tests until one fails, and write down which. Each may take its time and a bit more."""
    for test, seconds in tests:
        limit_time(2 + 5 * seconds, waiting=15 + 20 * seconds)
        out.write_text(test, "utf-8")
        if not session.passes(test, folder):
            return KILLED
    out.unlink(missing_ok=True)
    return SURVIVED


# --- Putting a mutant in ---


def put_in_place(mutant: Mutant, source: str, file: str, functions: Iterable[FunctionType]) -> None:
    """Give the function that is there already the mutant's code, whoever holds it."""
    name = mutant.function.removesuffix("()")
    module = compile(mutated(source, mutant), file, "exec", dont_inherit=True)
    codes = {code.co_firstlineno: code for code in _codes(module) if code.co_qualname == name}
    there = [
        function
        for function in functions
        if function.__code__.co_filename == file and function.__code__.co_qualname == name
    ]
    if not there:
        raise LookupError(mutant.name)
    for function in there:
        function.__code__ = codes[function.__code__.co_firstlineno]


def _codes(code: CodeType) -> Iterable[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


class MutantLoader(importlib.abc.Loader, importlib.abc.MetaPathFinder):
    """Gives a module that is not imported yet with a mutant in it."""

    def __init__(self, mutant: Mutant, source: str, file: str) -> None:
        self._name, self._file = mutant.module, file
        self._code = compile(mutated(source, mutant), file, "exec", dont_inherit=True)

    def find_spec(
        self, fullname: str, path: object, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self._name:
            return None
        return importlib.util.spec_from_file_location(fullname, self._file, loader=self)

    def create_module(self, spec: object) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(self._code, module.__dict__)  # noqa: S102 - what an import does


def silence() -> None:
    """Nothing that a session or a test prints is shown."""
    with open(os.devnull, "w") as nowhere, contextlib.suppress(OSError):
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
