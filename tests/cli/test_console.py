"""Consoles and editors of Windows: other code pages, a mark at the start, other ends of lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from support.shops import make_shop

from pos_app.cli.pin_file import read_pin_file

COMMAND = [sys.executable, "-c", "from pos_app.cli.start import main; main()"]
CODE_PAGES = ["cp437", "cp850", "cp1252", "ascii", "utf-8"]
MARK = "\ufeff"
GOODS = "sku,name,category,maker,price_rp,stock\nA,Tas “ħ” 木,Tas,M1,50000,9\n"


def run_at(code_page: str, words: Sequence[str], feed: bytes = b"") -> tuple[int, bytes, bytes]:
    path = os.pathsep.join(filter(None, sys.path))
    env = {**os.environ, "PYTHONIOENCODING": code_page, "PYTHONUTF8": "0", "PYTHONPATH": path}
    done = subprocess.run([*COMMAND, *words], input=feed, env=env, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_what_is_printed_is_utf_8_on_any_code_page(code_page: str, tmp_path: Path) -> None:
    make_shop(tmp_path, sheet=GOODS).close()
    where = ["--data", str(tmp_path), "--clock", "2023-10-25T09:00:00+08:00"]
    for words in (["--help"], ["receipt", "text", "last"], ["doctor"], ["doctor", "--json"]):
        _, out, err = run_at(code_page, [*where, *words])
        assert b"Traceback" not in out + err and b"pos-app.log" not in err, (words, err)
        assert out.decode("utf-8") or err.decode("utf-8"), words
    sheet = tmp_path / "ekspor.csv"
    code, out, err = run_at(code_page, [*where, "catalogue", "export", str(sheet)])
    assert code == 0, (out, err)
    assert "Tas “ħ” 木" in sheet.read_text("utf-8-sig")


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_a_refusal_is_a_sentence_on_any_code_page(code_page: str, tmp_path: Path) -> None:
    folder = tmp_path / "Böse — 木"
    code, _, err = run_at(code_page, ["--data", str(folder), "till", "interim"])
    assert code == 1 and b"Traceback" not in err
    assert folder.name in err.decode("utf-8")


@pytest.mark.parametrize("mark", ["", MARK])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_requests_from_a_pipe_of_windows_are_rung_up(mark: str, end: str, tmp_path: Path) -> None:
    make_shop(tmp_path).close()
    paid = {"lines": [{"code": "A", "qty": 1}], "tenders": [{"method": "cash", "amount": 50_000}]}
    feed = mark + "".join(json.dumps({"ref": f"r{n}", **paid}) + end for n in range(2))
    words = ["--data", str(tmp_path), "--clock", "2023-10-25T09:00:00+08:00", "till", "ring"]
    _, out, err = run_at("cp1252", words, feed.encode())
    answers = [json.loads(line) for line in out.decode().splitlines()]
    assert [answer["ok"] for answer in answers] == [True, True], (answers, err)


def test_a_pin_file_of_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pin.txt"
    path.write_bytes((MARK + "SRI:4821\r\n").encode())
    assert read_pin_file(path, "") == ("SRI", "4821")
