"""Two weeks of a real shop through the commands: every day's total is that of the till roll."""

import csv
import json
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from support.crash import COMMAND, pos_app
from support.real_shop import Roll, read_roll


def test_a_real_shops_two_weeks_come_out_to_the_rupiah(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roll = read_roll()
    assert roll.lines > 30_000
    data, out = tmp_path / "till", tmp_path / "out"
    assert (
        pos_app(data, "setup", "--event", "SHOP10", "--stand", "UK", "--till", "1").returncode == 0
    )
    _import(data, tmp_path / "goods.csv", roll)
    seconds, files = _replay(data, out, roll)
    documents = sum(len(day) for day in roll.requests.values())
    with capsys.disabled():
        print(f"\n{documents} documents, {roll.lines} lines, {documents / seconds:.0f} a second;")
        print(f"set aside: {dict(roll.set_aside)}")
    _merge(tmp_path, files, roll)
    with capsys.disabled():
        print(f"peak memory of a command: {_peak_megabytes()} MB")


def _peak_megabytes() -> str:
    """The most that any command run so far has held."""
    try:
        import resource  # not on Windows
    except ImportError:
        return "?"
    return f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f}"


def _import(data: Path, sheet: Path, roll: Roll) -> None:
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["sku", "name", "category", "maker", "price_rp", "stock"])
        for sku, name, price in roll.goods.values():
            writer.writerow([sku, name, "Gift", "UCI", price, 0])
    done = pos_app(data, "catalogue", "import", str(sheet), "--json")
    assert done.returncode == 0, done.stdout[-2000:]
    assert json.loads(done.stdout)["added"] == len(roll.goods)


def _replay(data: Path, out: Path, roll: Roll) -> tuple[float, list[Path]]:
    """Rings every day, closes and exports it; returns the seconds of ringing, and the files."""
    numbers: dict[str, str] = {}
    seconds, files = 0.0, []
    for day, wanted in sorted(roll.requests.items()):
        clock = f"{day}T07:00:00+08:00"
        assert pos_app(data, "till", "open", "--float", "0", clock=clock).returncode == 0
        start = time.perf_counter()
        _ring(data, day, wanted, numbers)
        seconds += time.perf_counter() - start
        closed = pos_app(data, "till", "close", "--counted", "0", "--json", clock=clock)
        assert json.loads(closed.stdout)["totals"]["net"] == roll.net[day], day
        done = pos_app(data, "export", "--day", day, "--to", str(out), "--json", clock=clock)
        files.append(Path(json.loads(done.stdout)["path"]))
        assert pos_app(data, "verify", str(files[-1])).returncode == 0
    return seconds, files


def _ring(data: Path, day: str, wanted: list[dict[str, Any]], numbers: dict[str, str]) -> None:
    """Feeds one day; a refund learns its sale's number from the answer to the sale."""
    process = subprocess.Popen(
        [*COMMAND, "--data", str(data), "till", "ring"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for planned in wanted:
        request = dict(planned)
        if "refund_of" in request:
            request["refund_of"] = numbers[request["refund_of"]]
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        assert answer["ok"], answer
        numbers[request["ref"]] = answer["number"]
    process.stdin.close()
    assert process.wait() == 0
    process.stdout.close()


def _merge(folder: Path, files: list[Path], roll: Roll) -> None:
    event, book = folder / "event.toml", folder / "book.db"
    days = sorted(roll.requests)
    event.write_text(
        f'code = "SHOP10"\nname = "Shop"\nstart = {days[0]}\nend = {days[-1]}\n'
        f'[[stand]]\ncode = "UK"\ntills = ["1"]\ndays = {json.dumps(days)}\n'
    )
    assert pos_app(folder, "office", "init", str(book), "--event", str(event)).returncode == 0
    merged = pos_app(folder, "office", "merge", str(book), *map(str, files), "--json")
    assert len(json.loads(merged.stdout)["merged"]) == len(files)
    status = json.loads(
        pos_app(folder, "office", "status", str(book), "--through", days[-1], "--json").stdout
    )
    assert status["complete"]
    assert {row["day"]: row["net"] for row in status["by_day"]} == dict(roll.net)
    assert status["totals"]["net"] == sum(roll.net.values())
