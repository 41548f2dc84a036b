"""Where the till-days that are due stand to the total, in words: the same in window and papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.languages import LanguageCode
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.reconcile.disputed_range import DisputedRange
from pos_app.office.reconcile.disputes import Conflict, disputed_orders
from pos_app.office.reconcile.interim_total import InterimLayer, InterimState, InterimTotal
from pos_app.office.reconcile.till_day import TillDayPlace
from pos_app.office.report.day_words import day_words
from pos_app.office.report.partial_words import partial_text
from pos_app.texts import texts_in

if TYPE_CHECKING:
    from pos_app.office.reconcile.gaps import Gap
    from pos_app.office.reconcile.set_aside import SetAside
    from pos_app.office.reconcile.status import Status


_NAMED_BY_LIGHT = 2


class CountPart(NamedTuple):
    """One part of the sentence, for example `1 disputed`, and what it is about.

    Attributes:
        key: The place or problem, a key of the texts `counts`.
        counted: How many there are; empty for slips on paper beside files.
        till_days: The till-days that it counts, each once; empty for those in the sum.
        amount: What it is about in rupiah, in words; may be empty.
    """

    key: str
    counted: str
    till_days: tuple[TillDay, ...] = ()
    amount: str = ""

    @property
    def words(self) -> str:
        """The part in words, with its amount if it has one."""
        return f"{self.counted} {self.amount}".strip()


def counts_text(status: Status, lang: LanguageCode) -> str:
    """The sentence: `8 of 12 till-days in the sum · 1 disputed between … · 1 missing`."""
    return " · ".join(part.words for part in count_parts(status, lang))


def count_parts(status: Status, lang: LanguageCode) -> list[CountPart]:
    """The parts of the sentence in their order; counts of zero are left out."""
    words = texts_in("counts", lang)
    counts = status.counts
    in_sum = words["in_sum"].format(in_sum=counts.in_sum, planned=counts.planned)
    parts = [*_places(status, words), *_more(status, words), *_interims(status, words, lang)]
    parts += _by_light(status, words, lang)
    found = [CountPart("in_sum", in_sum), *parts]
    if status.complete and counts.planned:
        key = "complete" if counts.in_sum == counts.planned else "nothing_awaited"
        found.append(CountPart("complete", words[key]))
    return found


def interim_text(layer: InterimLayer, lang: LanguageCode, *, dated: bool = False) -> str:
    """What tills say so far: `interim at 18.30: 17 of 20 open tills · Rp…`, with the day if asked.

    It stands beside the confirmed total and is never added to it.
    """
    words = texts_in("counts", lang)
    told = words["interim"].format(
        time=layer.at[11:16].replace(":", "."),
        count=layer.count,
        of=layer.of,
        net=format_rupiah(layer.net),
    )
    orders = sum(each.orders for each in layer.totals)
    if orders:
        ordered, deposits = (
            format_rupiah(sum(getattr(each, name) for each in layer.totals))
            for name in ("ordered", "deposits")
        )
        facts = {"orders": orders, "ordered": ordered, "deposits": deposits}
        told = f"{told} · {words['interim_orders'].format(**facts)}"
    return f"{day_words(layer.day, lang)}, {told}" if dated else told


def _interims(status: Status, words: Mapping[str, str], lang: LanguageCode) -> Iterator[CountPart]:
    for layer in status.interim_layers:
        told = interim_text(layer, lang, dated=layer.day != status.through)
        yield CountPart("interim", told)
    differing = [each for each in status.interims if each.state is InterimState.CONTRADICTED]
    if differing:
        told = words["interim_contradicted"].format(count=len(differing))
        yield CountPart("interim_contradicted", told, _once(differing))


def _by_light(status: Status, words: Mapping[str, str], lang: LanguageCode) -> Iterator[CountPart]:
    """The days that come by light and are not whole; a few say themselves which they are."""
    few = status.partials[:_NAMED_BY_LIGHT]
    if len(few) < len(status.partials):
        told = words["by_light_many"].format(count=len(status.partials))
        yield CountPart("by_light", told)
        return
    for partial in few:
        yield CountPart("by_light", words["by_light"].format(parts=partial_text(partial, lang)))


def _places(status: Status, words: Mapping[str, str]) -> Iterator[CountPart]:
    on_paper = format_rupiah(paper_net(status, TillDayPlace.ON_PAPER))
    low, high = (
        every - of_orders
        for every, of_orders in zip(status.disputed, status.disputed_orders, strict=True)
    )
    amounts = {
        TillDayPlace.DISPUTED: range_text(DisputedRange(low, high), words),
        TillDayPlace.ON_PAPER: words["outside"].format(net=on_paper),
    }
    for place in TillDayPlace:
        found = tuple(each.till_day for each in status.till_days if each.place is place)
        if found and place is not TillDayPlace.IN_SUM:
            told = words[place].format(count=len(found))
            yield CountPart(place, told, found, amounts.get(place, ""))


def _more(status: Status, words: Mapping[str, str]) -> Iterator[CountPart]:
    """Orders closed twice, slips beside files, gaps, files set aside: beyond the places."""
    orders = disputed_orders(status.conflicts)
    if orders:
        told = words["orders_disputed"].format(count=len(orders))
        amount = range_text(status.disputed_orders, words)
        places = _once(conflict for conflict in status.conflicts if conflict.is_of_order)
        yield CountPart("orders_disputed", told, places, amount)
    beside = paper_beside(status)
    if beside:
        yield CountPart("paper", "", amount=words["paper"].format(net=format_rupiah(beside)))
    gaps, aside = _once(status.gaps), _once(status.set_aside)
    if gaps:
        yield CountPart("gaps", words["gaps"].format(count=len(gaps)), gaps)
    if aside:
        told = words["set_aside"].format(count=len(status.set_aside))
        yield CountPart("set_aside", told, aside)


def paper_beside(status: Status) -> Rupiah:
    """What slips state of till-days that are not on paper alone."""
    return status.paper_totals.net - paper_net(status, TillDayPlace.ON_PAPER)


def paper_net(status: Status, place: TillDayPlace) -> Rupiah:
    """What slips state of the till-days in a place."""
    there = {each.till_day for each in status.till_days if each.place is place}
    return sum(day.net for day in status.paper if day.till_day in there)


def _once(found: Iterable[Gap | SetAside | InterimTotal | Conflict]) -> tuple[TillDay, ...]:
    return tuple(dict.fromkeys(item.till_day for item in found))


def range_text(disputed: DisputedRange, words: Mapping[str, str]) -> str:
    """The range of a dispute: `between Rp1.000 and Rp2.000`, or one amount if both are equal."""
    low, high = (format_rupiah(amount) for amount in disputed)
    return low if low == high else words["between"].format(low=low, high=high)
