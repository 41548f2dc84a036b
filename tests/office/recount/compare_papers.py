"""The words of the report and of the statements, held against the fair counted again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from office.recount.compare_status import differs, paper_sums, rupiah, sentence, tells
from office.recount.compare_tables import UNKNOWN
from office.recount.counted_fair import Recount
from office.recount.recount import WAYS
from support.papers import text_of

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"


def day_words(day: str) -> str:
    """A day as the papers write it."""
    found = date.fromisoformat(day)
    return f"{found.day} {MONTHS.split()[found.month - 1]} {found.year}"


class Paper:
    """The words of a PDF, in which rows of figures can be looked up."""

    def __init__(self, path: Path) -> None:
        self.words = [word.rstrip(",") for word in text_of(path.read_bytes()).split()]
        self.text = " ".join(self.words)
        self._at: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            self._at.setdefault(word, []).append(index)

    def has_row(self, cells: Iterable[str], slack: int = 12) -> bool:
        """Whether the cells stand one after another, with few words between them."""
        words = [word.rstrip(",") for word in " ".join(cells).split()]
        return any(self._follows(start, words, slack) for start in self._at.get(words[0], ()))

    def _follows(self, start: int, words: list[str], slack: int) -> bool:
        window = iter(self.words[start : start + len(words) + slack])
        return all(word in window for word in words)

    def lacks(self, what: str, cells: Iterable[object]) -> Iterator[str]:
        words = [each for each in map(str, cells) if each]
        if not self.has_row(words):
            yield f"{what}: {words} is nowhere"


def paper_tables(found: Recount, report: Path) -> Iterator[str]:
    paper = Paper(report / "report.pdf")
    sums = ("gross", "discount", "refunds")
    for name, keys in (("by_day", ()), ("by_stand", ("stand",)), ("by_till", ("stand", "till"))):
        for row in found.groups[name]:
            cells = [*(row[key] for key in keys), str(row["sales"]), str(row["qty"])]
            money = [rupiah(row[key]) for key in (*sums, "rounding", "net")]
            yield from paper.lacks(f"report.pdf {name}", [*cells, *money])
    for name, key in (("by_maker", "maker"), ("by_category", "category")):
        for row in found.groups[name]:
            money = [rupiah(row[key]) for key in (*sums, "net")]
            yield from paper.lacks(f"report.pdf {name}", [row[key], grouped(row["qty"]), *money])
    for name in ("paid_by_day", "paid_by_stand"):
        for row in found.groups[name]:
            money = [rupiah(row[way]) for way in (*WAYS, "unconfirmed", "net")]
            yield from paper.lacks(f"report.pdf {name}", money)
    for file in found.counted:
        code = file.identity[:8].upper()
        yield from paper.lacks("report.pdf files", [f"{code[:4]}-{code[4:]}"])


def grouped(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def paper_of_corrections(found: Recount, report: Path) -> Iterator[str]:
    paper = Paper(report / "report.pdf")
    for name, key in (("by_hour", "hour"), ("by_country", "country")):
        for row in found.groups[name]:
            shown = row[key] or (UNKNOWN if name == "by_hour" else "")
            cells = [shown, grouped(row["sales"]), rupiah(row["net"])]
            yield from paper.lacks(f"report.pdf {name}", cells)


def paper_head(found: Recount, report: Path) -> Iterator[str]:
    paper = Paper(report / "report.pdf")
    day = day_words(found.through)
    yield from paper.lacks("report.pdf net", [f"sampai {day}", rupiah(found.totals["net"])])
    yield from paper.lacks("report.pdf sales", [grouped(found.totals["sales"])])
    if found.newest_overruled:
        left_out = sum(file.net for file in found.newest_overruled)
        yield from tells("report.pdf overruled", paper.text, rupiah(left_out))
    for amount in paper_sums(found):
        yield from tells("report.pdf on paper", paper.text, rupiah(amount))
    off = [row["difference"] for row in found.drawers]
    for amount in (sum(each for each in off if each < 0), sum(each for each in off if each > 0)):
        if amount:
            yield from tells("report.pdf drawers", paper.text, rupiah(abs(amount)))
    if found.totals["unconfirmed"]:
        yield from paper.lacks("report.pdf unconfirmed", [rupiah(found.totals["unconfirmed"])])


def statement_papers(found: Recount, report: Path) -> Iterator[str]:
    papers = {path.stem: Paper(path) for path in (report / "settlement").glob("*.pdf")}
    yield from differs("statements", len(found.makers), len(papers))
    if not found.makers:  # nothing was sold: there is nothing to print
        yield from differs("settlements.pdf", False, (report / "settlements.pdf").exists())
        return
    together = Paper(report / "settlements.pdf")
    for maker in found.makers.values():
        yield from tells("settlements.pdf", together.text, rupiah(abs(maker.payable)))
    for maker in found.makers.values():
        paper = papers[maker.code.replace(" ", "_")]
        yield from paper.lacks(f"{maker.code} due", [rupiah(maker.due)])
        yield from paper.lacks(f"{maker.code} payable", [who_owes(maker.payable)])
        if maker.paid_out:
            yield from paper.lacks(f"{maker.code} paid", [rupiah(-maker.paid_out)])
        for row in found.statement_lines:
            if row["maker"] == maker.code:
                cells = [row["stand"], grouped(row["list_price"]), grouped(row["qty"])]
                money = [grouped(row[key]) for key in ("sold", "share", "due")]
                yield from paper.lacks(f"{maker.code} line", [*cells, *money])


def who_owes(payable: int) -> str:
    """How a statement says who owes whom."""
    if payable == 0:
        return f"Lunas: tidak ada yang harus dibayar {rupiah(0)}"
    words = "Masih harus dibayarkan kepada" if payable > 0 else "yang perlu dikembalikan"
    return f"{words} {rupiah(abs(payable))}"


def paper_says_the_sentence(found: Recount, report: Path) -> Iterator[str]:
    """The first page of the report says how complete it is, in the same words."""
    yield from sentence("report.pdf", found, Paper(report / "report.pdf").text)
