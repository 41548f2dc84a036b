"""Which files of a fair count, by the plan, the chains of files and the office's decisions."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from office.recount.counted_fair import Recount
from office.recount.day_files import File, TillDay, read_file


class Counting:
    """One count, from the files that may count to the sums."""

    def __init__(
        self,
        toml: bytes,
        contents: Iterable[bytes],
        decisions: Iterable[bytes],
        slips: Iterable[bytes],
        strangers: Iterable[str],
        through: str,
    ) -> None:
        self.plan = tomllib.loads(toml.decode(), parse_float=Decimal)
        self.through = through
        self.decisions = [json.loads(body) for body in decisions]
        self.slips = [json.loads(body) for body in slips]
        self.strangers = set(strangers)
        found = (read_file(content) for content in contents)
        mine = (file for file in found if file is not None and self._of_this_event(file))
        self.files = sorted({f.identity: f for f in mine}.values(), key=lambda f: f.identity)
        self.reasons: dict[TillDay, set[str]] = defaultdict(set)
        self.planned = list(self._till_days())
        self.due = [each for each in self.planned if each[2] <= through]
        self.aliases = {each["text"].casefold(): each["maker"] for each in self.decided("maker")}

    def _of_this_event(self, file: File) -> bool:
        return file.pos["event"] == self.plan["code"] and not file.pos["training"]

    def decided(self, kind: str) -> list[Mapping[str, Any]]:
        """The decisions of a kind that hold."""
        return [each for each in self.decisions if each["kind"] == kind]

    def _till_days(self) -> Iterator[TillDay]:
        days = []
        day = self.plan["start"]
        while day <= self.plan["end"]:
            days.append(str(day))
            day += timedelta(days=1)
        for stand in self.plan["stand"]:
            tills = stand["tills"]
            codes = [str(n + 1) for n in range(tills)] if isinstance(tills, int) else tills
            for code in codes:
                for each in days:
                    yield stand["code"], code, each

    def result(self) -> Recount:
        aside, overruled, may = self._sort_out()
        disputed = self._disputed(may)
        heads = self._heads(may)
        counted = sorted(
            (f for f in heads if f.till_day not in disputed and f.till_day in self.due),
            key=lambda f: f.seat_day,
        )
        states = {each: self._state(each, counted, disputed) for each in self.due}
        found = Recount(
            plan=self.plan,
            counted=counted,
            disputed=disputed,
            set_aside=[file for file in aside if self._is_told(file)],
            overruled=[file for file in overruled if self._is_told(file)],
            missing=[each for each, state in states.items() if state in ("missing", "on_paper")],
            states=states,
            through=self.through,
        )
        found.paper = {
            (s["stand"], s["till"], s["day"]): s["totals"][6]
            for s in self.slips
            if states.get((s["stand"], s["till"], s["day"])) == "on_paper"
        }
        found.range = self._range(may, disputed)
        visitors = {e["day"]: e["visitors"] for e in self.decided("visitors")}
        found.visitors = {day: n for day, n in visitors.items() if day <= self.through}
        return found

    def _is_told(self, file: File) -> bool:
        """Whether the day of a file that does not count is past, or was never to be."""
        start, end = str(self.plan["start"]), str(self.plan["end"])
        day = file.pos["day"]
        return bool(day <= self.through or not start <= day <= end)

    def _sort_out(self) -> tuple[list[File], list[File], list[File]]:
        """The files that are set aside, those that a decision keeps out, and the others."""
        lost = {manifest for each in self.decided("choose") for manifest in each["over"]}
        dismissed = {each["manifest"] for each in self.decided("dismiss")}
        aside, overruled, may = [], [], []
        places = {(stand, till) for stand, till, _ in self.planned}
        for file in self.files:
            if file.identity in lost or file.identity in dismissed:
                overruled.append(file)
            elif file.place not in places or self._is_stranger(file):
                aside.append(file)
            elif file.till_day not in self.planned:
                aside.extend([] if file.empty else [file])
                may.append(file)  # it still shows how the till went on
            else:
                may.append(file)
        return aside, overruled, may

    def _is_stranger(self, file: File) -> bool:
        """Whether nobody knows that the file's laptop is the till's."""
        if file.identity in self.strangers:
            return True
        seat = file.seat_day[:3]
        if file.pos["seat"] and not file.pos["continues"]:
            accepted = self.decided("accept_seat")
            return not any((e["stand"], e["till"], e["seat"]) == seat for e in accepted)
        of_packs = {f.seat_day[:3] for f in self.files if f.pos["enrolled"]}
        known = file.pos["enrolled"] or file.pos["key"] in self._accepted(file)
        return seat in of_packs and not known

    def _disputed(self, may: list[File]) -> dict[TillDay, list[File]]:
        found: dict[TillDay, list[File]] = defaultdict(list)
        for files in self._by_seat(may).values():
            keys = {file.pos["key"] for file in files} - self._accepted(files[0])
            for file in files:
                same_day = [f for f in files if f.till_day == file.till_day]
                why = _contradiction(file, same_day, files)
                why |= {"keys"} if len(keys) > 1 else set()
                if why and not self._both_count(same_day):
                    found[file.till_day] = same_day
                    self.reasons[file.till_day] |= why
        for file in self._heads(may):
            if self._said_empty(file) and file.sold:
                found[file.till_day] = [f for f in may if f.till_day == file.till_day]
                self.reasons[file.till_day].add("said")
        heads = [f for f in self._heads(may) if f.till_day not in found]
        for first in heads:
            for second in heads:
                if _tells_a_sale_differently(first, second):
                    found[first.till_day].append(first)
                    self.reasons[first.till_day].add("sale")
        return {each: files for each, files in found.items() if each in self.due}

    def _by_seat(self, may: Iterable[File]) -> dict[tuple[str, str, int], list[File]]:
        seats: dict[tuple[str, str, int], list[File]] = defaultdict(list)
        for file in may:
            seats[file.seat_day[:3]].append(file)
        return seats

    def _said_empty(self, file: File) -> bool:
        """Whether the office said that nothing was sold where the file is of."""
        empty = {(e["stand"], e["till"], e["day"]) for e in self.decided("no_sales")}
        gone = {e["stand"]: e["day"] for e in self.decided("withdrawn")}
        left = gone.get(file.pos["stand"])
        return file.till_day in empty or (left is not None and file.pos["day"] >= left)

    def _both_count(self, same_day: list[File]) -> bool:
        """Whether the office said that all files of a till, seat and day count."""
        ends = {file.identity for file in ends_of(same_day)}
        said = [e for e in self.decided("both") if seat_day_in(e) == same_day[0].seat_day]
        return any(ends <= set(each["files"]) for each in said)

    def _range(self, may: list[File], disputed: Iterable[TillDay]) -> tuple[int, int]:
        """The least and the most that disputed till-days are worth, over every answer."""
        days: dict[tuple[str, str, int, str], list[File]] = defaultdict(list)
        for file in may:
            if file.till_day in disputed:
                days[file.seat_day].append(file)
        low = high = 0
        for files in days.values():
            why = self.reasons[files[0].till_day]
            nets = [file.net for file in (files if "history" in why else ends_of(files))]
            if why & {"fork", "keys"}:
                nets.append(net_together(ends_of(files)))
            nets += [0] if why & {"keys", "said"} else []
            nets += [files[0].net - self._doubtful_sales(files[0])] if "sale" in why else []
            low, high = low + min(nets), high + max(nets)
        return low, high

    def _doubtful_sales(self, file: File) -> int:
        """The net of the sales of a file that another file holds too."""
        others = [other for other in self.files if other.seat_day != file.seat_day]
        held = {sale["sale_id"] for other in others for sale in other.tables["sales"]}
        return sum(s["net"] for s in file.tables["sales"] if s["sale_id"] in held and s["net"] > 0)

    def _accepted(self, file: File) -> set[str]:
        """The keys that the office accepted for the seat of a file."""
        return {
            each["key"]
            for each in self.decided("accept_key")
            if (each["stand"], each["till"], each["seat"]) == file.seat_day[:3]
        }

    def _heads(self, may: Iterable[File]) -> list[File]:
        """The newest files of each till, seat and day: one, or all if the office said so."""
        days: dict[tuple[str, str, int, str], list[File]] = defaultdict(list)
        for file in may:
            days[file.seat_day].append(file)
        found: list[File] = []
        for files in days.values():
            newest = max(files, key=lambda file: file.revision)
            found += ends_of(files) if self._both_count(files) else [newest]
        return found

    def _state(
        self, place: TillDay, counted: list[File], disputed: Mapping[TillDay, list[File]]
    ) -> str:
        stand, _, day = place
        if place in disputed:
            return "disputed"
        if any(file.till_day == place for file in counted):
            return "in_sum"
        if any((e["stand"], e["till"], e["day"]) == place for e in self.decided("no_sales")):
            return "declared_empty"
        if any(e["stand"] == stand and day >= e["day"] for e in self.decided("withdrawn")):
            return "withdrawn"
        if any((s["stand"], s["till"], s["day"]) == place for s in self.slips):
            return "on_paper"
        return "missing"

    def planned_maker(self, code: str, name: str) -> Mapping[str, Any] | None:
        """The maker of the plan whom a till calls so: by decision, then code, then name."""
        return self.named_in_the_plan(code, name, self.aliases)

    def named_in_the_plan(
        self, code: str, name: str, aliases: Mapping[str, str] | None = None
    ) -> Mapping[str, Any] | None:
        """The maker whom the plan names so; `aliases` are other names, with the maker's code."""
        for text in (code, name):
            known = (aliases or {}).get(text.casefold(), text).casefold()
            for key in ("code", "name"):
                for maker in self.plan["maker"]:
                    if maker[key].casefold() == known:
                        planned: Mapping[str, Any] = maker
                        return planned
        return None


def seat_day_in(decision: Mapping[str, Any]) -> tuple[str, str, int, str]:
    """The till, seat and day that a decision is on."""
    return decision["stand"], decision["till"], decision["seat"], decision["day"]


def ends_of(files: Iterable[File]) -> list[File]:
    """The files that no other one supersedes."""
    files = list(files)
    superseded = {file.pos["supersedes"] for file in files}
    return [file for file in files if file.identity not in superseded]


def net_together(files: Iterable[File]) -> int:
    """The net of all files, each sale once."""
    return sum({s["sale_id"]: s["net"] for f in files for s in f.tables["sales"]}.values())


def _contradiction(file: File, same_day: list[File], files: list[File]) -> set[str]:
    """How the laptop's files tell two stories of this day."""
    if len({f.identity for f in same_day if f.revision == file.revision}) > 1:
        return {"fork"}
    for other in same_day:
        begins = other.journal[: len(file.journal)] == file.journal
        if other.revision > file.revision and not begins:
            return {"history"}
        if other.revision < file.revision and file.journal[: len(other.journal)] != other.journal:
            return {"history"}
    forked = any(
        max(f.revision for f in same_day) > 1
        and later.pos["day"] > file.pos["day"]
        and later.pos["journal"]["first"] <= max(f.pos["journal"]["last"] for f in same_day)
        for later in files
    )
    return {"history"} if forked else set()


def _tells_a_sale_differently(first: File, second: File) -> bool:
    if first is second or first.seat_day == second.seat_day:
        return False
    theirs = {sale["sale_id"]: parts for sale, *parts in second.sales()}
    heads = {sale["sale_id"]: sale for sale, *_ in second.sales()}
    return any(
        sale["sale_id"] in heads
        and (heads[sale["sale_id"]] != sale or theirs[sale["sale_id"]] != parts)
        for sale, *parts in first.sales()
    )
