"""kill −9 at random instants: every acknowledged sale is there, once, and all is whole."""

import json
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from support.crash import COMMAND, pos_app, requests, ring_until_killed
from support.shops import make_shop

from pos_app.clock import SystemClock
from pos_app.services.selling.stored_sales import list_sales
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import open_shop


def kill_and_send_again(folder: Path, kills: int, seed: int) -> None:
    rng = random.Random(seed)
    make_shop(folder).close()
    told: dict[str, object] = {}
    for kill in range(kills):
        wanted = requests(400, start=kill * 10)
        for answer in ring_until_killed(folder, wanted, rng.uniform(0, 0.12)):
            assert told.setdefault(answer["ref"], answer) == answer
    wanted = requests(10 * kills + 400)
    feed = "".join(json.dumps(request) + "\n" for request in wanted)
    again = pos_app(folder, "till", "ring", stdin=feed)
    answers = {a["ref"]: a for a in map(json.loads, again.stdout.splitlines())}
    assert len(answers) == len(wanted)
    assert {ref: answers[ref] for ref in told} == told
    with open_shop(folder) as shop:
        sales = list_sales(shop)
    assert [sale.id for sale in sales] == list(dict.fromkeys(sale.id for sale in sales))
    assert {sale.id for sale in sales} == {answer["id"] for answer in answers.values()}
    assert [int(sale.number[-6:]) for sale in sales] == list(range(1, len(wanted) + 1))
    assert check_till(folder, SystemClock()).problems == []


def test_a_few_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    kill_and_send_again(tmp_path / "till", kills=6, seed=1)


@pytest.mark.soak
def test_two_hundred_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    kill_and_send_again(tmp_path / "till", kills=200, seed=2)


@pytest.mark.linux("strace, which follows the calls of a process")
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")
def test_every_answer_comes_after_a_sync_of_its_own(tmp_path: Path) -> None:
    make_shop(tmp_path / "till").close()
    feed = "".join(json.dumps(request) + "\n" for request in requests(25))
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-s", "40", "-e", "trace=fdatasync,fsync,write", "-o", str(trace)]
    subprocess.run(
        [*command, *COMMAND, "--data", str(tmp_path / "till"), "till", "ring"],
        input=feed.encode(),
        capture_output=True,
        check=True,
    )
    synced, answers = False, 0
    main = trace.read_text().split(None, 1)[0]
    for line in trace.read_text().splitlines():
        if not line.startswith(main + " "):
            continue
        if re.search(r"fdatasync\(|fsync\(", line):
            synced = True
        if r'write(1, "{\"ref\"' in line:
            assert synced
            answers += 1
            synced = False
    assert answers == 25
