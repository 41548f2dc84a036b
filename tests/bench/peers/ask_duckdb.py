"""Asks DuckDB for a fair's totals, over Parquet that it wrote itself from the day files' tables.

Prints the seconds of the quickest of five, and the sums: `python ask_duckdb.py FOLDER PARQUET`.
"""

import json
import sys
import time
import zipfile
from pathlib import Path

import duckdb

# Times as they stand in the files: a day is what its till's clock said.
TYPES = {"sales": "{'at': 'VARCHAR'}", "lines": "{'amount': 'BIGINT'}"}
GROUPS = ("stand", "day", "maker", "category")


def write_parquet(folder: Path, target: Path) -> None:
    raw = target / "raw"
    raw.mkdir(parents=True)
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in ("sales", "lines"):
                (raw / f"{path.stem}.{name}.csv").write_bytes(archive.read(f"{name}.csv"))
    for name in ("sales", "lines"):
        source = f"read_csv('{raw}/*.{name}.csv', header=true, types={TYPES[name]})"
        duckdb.sql(f"COPY (SELECT * FROM {source}) TO '{target}/{name}.parquet' (FORMAT parquet)")


def ask(target: Path) -> dict[str, dict[str, int]]:
    with duckdb.connect() as database:
        database.execute(
            "CREATE TEMP TABLE sold AS SELECT split_part(number, '-', 1) AS stand,"
            ' "at"[:10] AS day, maker, category, amount, qty'
            f" FROM '{target}/lines.parquet' JOIN '{target}/sales.parquet' USING (sale_id)"
        )
        return {
            key: dict(
                database.execute(
                    f"SELECT {key}, sum(amount)::BIGINT FROM sold GROUP BY 1"
                ).fetchall()
            )
            for key in GROUPS
        }


def main() -> None:
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    write_parquet(folder, target)
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        sums = ask(target)
        best = min(best, time.perf_counter() - start)
    json.dump({"seconds": best, "sums": sums}, sys.stdout)


main()
