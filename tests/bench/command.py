"""`python3 run.py bench`: run the benches, show their figures, keep them, and write the page.

    --quick          small sizes, three rounds; needs no network and no other programs
    --only GROUP …   these groups of figures only
    --write-docs     write the table and the growth plots into docs/performance.md

The figures are kept in build/bench.json. A run of some groups replaces those groups there, and
says when each was measured. The exit status is 1 if a figure is above its goal or a bench broke.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "bench"
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from rich import box  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402
from support.bench_table import HEADS, cells, markdown_of  # noqa: E402
from support.figures import Report, report_of  # noqa: E402

BUILD = ROOT / "build"
PAGE = ROOT / "docs" / "performance.md"
PICTURES = ROOT / "docs" / "growth"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
OURS = ("PySide6_Essentials", "sqlite-utils", "reportlab", "msgspec")
PEERS = ("pandas", "duckdb", "python-barcode", "pylabels", "python-escpos")
STYLES = {"missed": "bold red", "met": "green", "": ""}


def groups() -> dict[str, Path]:
    """Each group of figures and the file that measures it."""
    return {path.stem.removeprefix("test_"): path for path in sorted(HERE.glob("test_*.py"))}


def main(arguments: list[str]) -> int:
    """Run what was asked for; return the exit status."""
    asked = _parser().parse_args(arguments)
    wanted = {name: groups()[name] for name in asked.only or groups()}
    if asked.quick and asked.write_docs:
        print("--write-docs needs the whole form, without --quick", file=sys.stderr)
        return 2
    begun = about_this_machine()
    report = measure(list(wanted.values()), quick=asked.quick)
    if report is None:
        print("The benches could not be run; the reason is above.", file=sys.stderr)
        return 1
    kept = keep(report, list(wanted), begun, quick=asked.quick, folder=asked.keep_in)
    show(report)
    if asked.write_docs:
        write_docs(kept)
    return 1 if report.missed or broken(report) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run.py bench", description="measure how fast it is")
    parser.add_argument("--quick", action="store_true", help="small sizes, three rounds")
    parser.add_argument("--only", nargs="+", choices=sorted(groups()), metavar="GROUP")
    parser.add_argument("--write-docs", action="store_true", help="write docs/performance.md")
    parser.add_argument("--keep-in", type=Path, metavar="DIR", help="instead of build/")
    parser.epilog = "groups: " + ", ".join(groups())
    return parser


def measure(paths: list[Path], *, quick: bool) -> Report | None:
    """Run the benches in a process of their own, one after another."""
    with tempfile.TemporaryDirectory(prefix="pos-app-bench-") as folder:
        found = Path(folder) / "figures.json"
        options = ["-m", "bench", "-p", "no:xdist", "-p", "no:benchmark", "-v", "--no-header"]
        options += [
            "--tb=short",
            "--durations=0",
            "--durations-min=1",
            "--basetemp",
            str(Path(folder) / "tmp"),
            "--figures",
            str(found),
        ]
        options += ["--quick"] if quick else []
        command = [sys.executable, "-m", "pytest", *options, *map(str, paths)]
        subprocess.run(command, cwd=ROOT, check=False)
        return report_of(json.loads(found.read_text("utf-8"))) if found.exists() else None


def about_this_machine() -> dict[str, Any]:
    """When and on what it was measured."""
    return {
        "date": datetime.now().astimezone().isoformat(timespec="seconds"),
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "system": platform.platform(terse=True),
        "versions": versions(),
    }


def processor() -> str:
    """The processor's name, as the system tells it."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def versions() -> dict[str, str]:
    """Of Python, SQLite, our parts and the peers."""
    found = {"Python": platform.python_version(), "SQLite": sqlite3.sqlite_version}
    for name in OURS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    pins = (ROOT / "build_spec" / "peers.txt").read_text("utf-8").splitlines()
    pinned = dict(line.split("==") for line in pins if "==" in line)
    return found | {f"{name} (peer)": pinned[name] for name in PEERS}


def broken(report: Report) -> list[tuple[str, str]]:
    """The benches that ended in an error."""
    return [(name, why) for name, why in report.left_out if why.startswith("broken")]


def keep(
    report: Report,
    names: list[str],
    begun: dict[str, Any],
    *,
    quick: bool,
    folder: Path | None = None,
) -> dict[str, Any]:
    """Write the figures into build/; those of other groups stay as they were measured."""
    folder = folder or BUILD
    path = folder / ("bench-quick.json" if quick else "bench.json")
    told = report.told()
    new = {"measured": dict.fromkeys(names, begun), **told}
    if path.exists() and not quick:
        new = _with_others(new, json.loads(path.read_text("utf-8")), set(names))
    folder.mkdir(exist_ok=True)
    path.write_text(json.dumps({**begun, **new}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"\nKept in {path}")
    return {**begun, **new}


def _with_others(new: dict[str, Any], old: dict[str, Any], replaced: set[str]) -> dict[str, Any]:
    order = list(groups())
    for kind in ("figures", "growth"):
        kept = [each for each in old[kind] if each["group"] not in replaced]
        new[kind] = sorted(kept + new[kind], key=lambda each: order.index(each["group"]))
    kept = [each for each in old["left_out"] if each[0].partition(":")[0] not in replaced]
    return {
        **new,
        "left_out": kept + new["left_out"],
        "measured": {**old["measured"], **new["measured"]},
    }


def show(report: Report) -> None:
    """Print the table."""
    table = Table(*HEADS, box=box.SIMPLE)
    for column in (0, 1, 3, 4, 5, 6):
        table.columns[column].no_wrap = True
    before = ""
    for figure in report.figures:
        group, *rest = cells(figure)
        table.add_row(group if group != before else "", *rest, style=STYLES[rest[-1]])
        before = group
    # Into a file or a log, without cutting names.
    console = Console(width=None if sys.stdout.isatty() else 150)
    console.print(table)
    for name, why in report.left_out:
        console.print(f"left out: {name}: {why}", markup=False, soft_wrap=True)
    missed = ", ".join(each.name for each in report.missed) or "none"
    console.print(f"{len(report.figures)} figures; missed: {missed}", markup=False)


def write_docs(kept: dict[str, Any]) -> None:
    """Write the table between its marks on the page, and the plots beside it."""
    from bench.plots import write_plots

    report = report_of(kept)
    pictures = write_plots(report.growths, PICTURES)
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    parts = [BEGIN, *_caption(kept), "", markdown_of(report), ""]
    parts += [f"Left out: {name}: {why}\n" for name, why in report.left_out]
    for path in pictures:
        name = path.relative_to(PAGE.parent).as_posix()
        png = name.replace(".svg", ".png")
        parts += [f"[![{path.stem.replace('-', ' ')}]({png})]({name})", ""]
    PAGE.write_text(f"{before}{chr(10).join(parts)}{END}{after}", "utf-8")
    print(f"Written: {PAGE}")


def _caption(kept: dict[str, Any]) -> list[str]:
    """When, on what, how busy it was, and with which versions; wrapped as the page is."""
    days = sorted({each["date"][:10] for each in kept["measured"].values()})
    loads = [each["load"] for each in kept["measured"].values() if each["load"] is not None]
    busy = f", load {min(loads)} to {max(loads)} when it began" if loads else ""
    known = ", ".join(f"{name} {number}" for name, number in kept["versions"].items())
    missing = [name for name in groups() if name not in kept["measured"]]
    return [
        f"Measured {' and '.join(days)} on {kept['processor']}, {kept['cores']} cores{busy}.",
        f"{known}.",
        *([f"Not measured yet: {', '.join(missing)}."] if missing else []),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
