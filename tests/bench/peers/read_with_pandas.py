"""Reads every table of every day file in a folder and groups the lines; checks nothing.

Prints seconds, those of the processor, and the sums: `python read_with_pandas.py FOLDER`.
"""

import json
import sys
import time
import zipfile
from pathlib import Path

import pandas as pd

TABLES = ("sales", "lines", "tenders", "cash", "counts", "stock", "makers")


def read(files: list[Path], tables: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    frames: dict[str, list[pd.DataFrame]] = {name: [] for name in tables}
    for path in files:
        with zipfile.ZipFile(path) as archive:
            for name in tables:
                with archive.open(f"{name}.csv") as member:
                    frames[name].append(pd.read_csv(member, keep_default_na=False))
    return {name: pd.concat(found) for name, found in frames.items()}


def group(found: dict[str, pd.DataFrame]) -> dict[str, dict[str, int]]:
    sales = found["sales"][["sale_id", "number", "at"]]
    lines = found["lines"].merge(sales, on="sale_id")
    lines["stand"] = lines["number"].str.split("-").str[0]
    lines["day"] = lines["at"].str[:10]
    groups = lines.groupby(["stand", "day", "maker", "category"])["amount"].sum().reset_index()
    return {
        key: {name: int(value) for name, value in groups.groupby(key)["amount"].sum().items()}
        for key in ("stand", "day", "maker", "category")
    }


def main() -> None:
    files = sorted(Path(sys.argv[1]).glob("*.zip"))
    seconds, processor = {}, {}
    for name, tables in (("three", TABLES[:3]), ("all", TABLES)):
        start, used = time.perf_counter(), time.process_time()
        sums = group(read(files, tables))
        seconds[name] = time.perf_counter() - start
        processor[name] = time.process_time() - used
    json.dump({"seconds": seconds, "processor": processor, "sums": sums}, sys.stdout)


main()
