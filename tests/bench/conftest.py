"""What every bench gets: where its figures go, and whether the small form was asked for."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter
from support.bench_table import lines_of
from support.figures import Figures, Report, write_report

REPORT = pytest.StashKey[Report]()
HERE = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    config.stash[REPORT] = Report()


def group_of(path: Path) -> str:
    """A bench's group is the name of its file."""
    return path.stem.removeprefix("test_")


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """Where a bench records its figures."""
    return Figures(group_of(request.node.path), request.config.stash[REPORT])


@pytest.fixture(scope="session")
def quick(pytestconfig: pytest.Config) -> bool:
    """Whether the small form was asked for: small sizes, three rounds."""
    return bool(pytestconfig.getoption("--quick"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep what was left out with its reason, and what broke."""
    result = yield
    name = f"{group_of(item.path)}: {item.name}"
    report = item.config.stash[REPORT]
    if result.skipped and isinstance(result.longrepr, tuple):
        report.left_out.append((name, str(result.longrepr[2]).removeprefix("Skipped: ")))
    elif result.failed:
        report.left_out.append((name, f"broken: {str(result.longrepr)[-300:]}"))
    return result


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Write the figures to the file that was asked for, or print them."""
    report, path = config.stash[REPORT], config.getoption("--figures")
    if path:
        write_report(report, Path(path))
    elif report.figures:
        terminalreporter.section("figures")
        for line in lines_of(report):
            terminalreporter.line(line)
