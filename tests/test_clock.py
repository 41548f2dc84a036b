"""Times are WITA, whatever the laptop is set to, and read back as they were written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.clock import WITA, ManualClock, SystemClock, parse_day, parse_stamp, stamp
from pos_app.errors import PosError

OPENING = datetime(2023, 10, 25, 10, 0, tzinfo=WITA)


def test_the_laptops_clock_tells_wita_and_is_not_replayed() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == timedelta(hours=8)
    assert not SystemClock().replayed


@pytest.mark.parametrize("zone", ["PST8PDT", "NZST-12NZDT"])
def test_a_laptop_of_another_zone_sells_on_the_days_of_the_fair(zone: str, tmp_path: Path) -> None:
    goods = tmp_path / "goods.csv"
    goods.write_text("sku,name,category,maker,price_rp,stock\nA,Tas,Tas,M1,50000,9\n", "utf-8")
    sale = {"ref": "1", "lines": [{"code": "A", "qty": 1}]}
    sale["tenders"] = [{"method": "cash", "amount": 50_000}]

    def till(*words: str, stdin: str = "") -> str:
        command = [sys.executable, "-c", "from pos_app.cli.start import main; main()"]
        folder = ["--data", str(tmp_path / "till")]
        env = {**os.environ, "TZ": zone}
        return subprocess.run(
            [*command, *folder, *words],
            env=env,
            input=stdin,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        ).stdout

    till("setup", "--event", "FAIR", "--stand", "A07", "--till", "1")
    till("catalogue", "import", str(goods))
    before = datetime.now(WITA)
    till("till", "open", "--float", "0")
    assert json.loads(till("till", "ring", stdin=json.dumps(sale)))["ok"]
    (sold,) = json.loads(till("sales", "--json"))["sales"]
    closed = json.loads(till("till", "close", "--counted", "50000", "--json"))
    after = datetime.now(WITA)
    assert before.replace(microsecond=0) <= parse_stamp(sold["at"]) <= after
    assert sold["at"].endswith("+08:00")
    assert before.date() <= parse_day(closed["day"]) <= after.date()


def test_a_set_clock_stands_until_it_is_moved() -> None:
    clock = ManualClock(OPENING)
    assert clock.replayed
    assert clock.now() == clock.now() == OPENING
    clock.advance(90)
    assert clock.now() == OPENING + timedelta(seconds=90)
    clock.set(OPENING)
    assert clock.now() == OPENING


def test_a_set_clock_turns_other_offsets_into_wita() -> None:
    clock = ManualClock(datetime(2023, 10, 25, 2, 0, tzinfo=UTC))
    assert stamp(clock.now()) == "2023-10-25T10:00:00+08:00"
    clock.set(datetime(2023, 10, 25, 9, 0, tzinfo=timezone(timedelta(hours=7))))
    assert clock.now().hour == 10


def test_a_stamp_has_whole_seconds_and_its_offset() -> None:
    assert stamp(OPENING.replace(microsecond=999_999)) == "2023-10-25T10:00:00+08:00"


@pytest.mark.parametrize(
    "text",
    [
        "2023-10-25T10:00:00+08:00",
        "2023-10-25T02:00:00Z",
        "2023-10-25T09:00:00+07:00",
        "2023-10-25T10:00:00",
        "2023-10-25 10:00",
    ],
)
def test_one_moment_is_read_from_all_its_spellings(text: str) -> None:
    assert parse_stamp(text) == OPENING
    assert parse_stamp(text).utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    "text",
    ["", "now", "10:00", "25-10-2023T10:00", "2023-02-30T10:00:00", "0001-01-01T00:00:00+14:00"],
)
def test_what_is_not_a_time_is_refused(text: str) -> None:
    with pytest.raises(PosError) as refused:
        parse_stamp(text)
    assert refused.value.code == "time_invalid"
    assert refused.value.facts == {"text": text}


def test_a_refused_time_is_quoted_in_part_only() -> None:
    with pytest.raises(PosError) as refused:
        parse_stamp("x" * 1000)
    assert refused.value.facts == {"text": "x" * 40}


@given(
    st.datetimes(
        min_value=datetime(2000, 1, 1),
        max_value=datetime(2100, 1, 1),
        timezones=st.sampled_from([UTC, WITA, timezone(timedelta(hours=-11))]),
    )
)
def test_a_stamp_reads_back_as_the_same_second(at: datetime) -> None:
    assert parse_stamp(stamp(at)) == at.replace(microsecond=0)


def test_a_day_is_read() -> None:
    assert parse_day("2023-10-25") == date(2023, 10, 25)


@pytest.mark.parametrize("text", ["", "20231025", "2023-W43-3", "2023-02-30", "25-10-2023", "ini"])
def test_what_is_not_a_day_is_refused(text: str) -> None:
    with pytest.raises(PosError) as refused:
        parse_day(text)
    assert refused.value.code == "day_invalid"
