"""The makers' accounts: what was sold for each maker at all stands, under any of their names.

Amounts are in rupiah.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pos_app.domain.catalogue import DiscountBearer, Maker, sku_key
from pos_app.domain.settlement import OfficePayment, OrderMoney, Settlement, SettlementCorrection
from pos_app.office.book_day import BookDay, FileMaker
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions
from pos_app.office.decide.settlement_decisions import Paid
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.reconcile.order_money import order_money, share_of_order
from pos_app.office.reconcile.orders import BookOrder, orders_of
from pos_app.office.reconcile.settlement_rules import SettledGoods, SettlementRules
from pos_app.office.totals_algebra import LineSums, add_line_sums


@dataclass(slots=True)
class MakerAccount:
    """The sums of one maker so far.

    The amounts are those of `Settlement`; `moved` has what each decision changed, by its identity.
    """

    code: str
    name: str
    sums: LineSums = field(default_factory=LineSums)
    share: int = 0
    due: int = 0
    paid_out: int = 0
    planned_bp: int = 0
    price_correction: int = 0
    moved: dict[str, int] = field(default_factory=dict)
    paid_by_office: list[OfficePayment] = field(default_factory=list)
    orders: OrderMoney = OrderMoney()  # noqa: RUF009 - a tuple of numbers

    def add(self, sums: LineSums, bearer: DiscountBearer) -> None:
        """Adds sums of lines whose discount is borne by `bearer`."""
        by_stand = bearer is DiscountBearer.STAND
        share = sums.share_of_list if by_stand else sums.share_of_amount
        self.sums = add_line_sums((self.sums, sums))
        self.share += share
        self.due += (sums.listed if by_stand else sums.net) - share

    def add_goods(self, goods: SettledGoods) -> None:
        """Adds lines that decisions of the office may have changed."""
        self.sums = add_line_sums((self.sums, goods.sums))
        self.share += goods.share
        self.due += goods.due
        self.price_correction += goods.corrected
        for decision, moved in goods.moved:
            self.moved[decision] = self.moved.get(decision, 0) + moved

    def settlement(self) -> Settlement:
        """The maker's settlement."""
        sums = self.sums
        return Settlement(
            maker=self.code,
            name=self.name,
            qty=sums.qty,
            gross=sums.gross,
            discount=sums.discount,
            refunds=sums.refunds,
            net=sums.net,
            share=self.share,
            due=self.due,
            paid_out=self.paid_out,
            planned_bp=self.planned_bp,
            price_correction=self.price_correction,
            corrections=tuple(SettlementCorrection(*each) for each in sorted(self.moved.items())),
            paid_by_office=tuple(sorted(self.paid_by_office)),
            orders=self.orders,
        )


class FileMakers:
    """What is told of the makers of the files that share one mapping of them.

    `paid_out` is what the till paid out that day to each, in rupiah; `places` has the key of a
    maker's account and who bears the discount. Both are by the file's code.
    """

    def __init__(self, makers: Mapping[str, FileMaker]) -> None:
        self.makers = makers
        self.paid_out = {code: each.paid_out for code, each in makers.items() if each.paid_out}
        self.places: dict[str, tuple[str, DiscountBearer]] = {}


class Accounts:
    """Finds the account of a maker by what a till calls them: by planned code, else by name.

    A maker who is not in the plan has an account of their own; letter case does not matter.
    """

    def __init__(self, plan: EventPlan) -> None:
        self._plan = plan
        self._planned: dict[tuple[str, str], Maker | None] = {}
        self._accounts: dict[str, MakerAccount] = {}
        self._keys: dict[tuple[str, str], str] = {}
        # Most files of a till share one mapping of makers, which is kept, so that it has one id.
        self._of_files: dict[int, FileMakers] = {}

    def known_of(self, day: BookDay) -> FileMakers:
        """The makers of whom a day tells; their accounts are opened if there are none yet."""
        found = self._of_files.get(id(day.makers))
        if found is None:
            found = self._of_files[id(day.makers)] = FileMakers(day.makers)
        told = day.breakdown.makers.keys() | found.paid_out.keys()
        if not told <= found.places.keys():
            for code in sorted(told - found.places.keys()):
                found.places[code] = self.key(day, code), self.bearer(day, code)
        return found

    def key(self, day: BookDay, code: str) -> str:
        """The key of the account of a day's maker; opens the account if there is none yet."""
        file_maker = day.makers.get(code)
        return self.key_of(code, file_maker.name if file_maker else code)

    def key_of(self, code: str, name: str) -> str:
        """The key of the account of the maker whom a till calls by that code and name."""
        names = (code, name)
        if names not in self._keys:
            planned = self._planned[names] = self._plan.maker(code, name)
            if planned is not None:
                account = MakerAccount(planned.code, planned.name, planned_bp=planned.share_bp)
            else:
                account = MakerAccount(code, name)
            self._keys[names] = sku_key(account.code)
            self._accounts.setdefault(self._keys[names], account)
        return self._keys[names]

    def bearer(self, day: BookDay, code: str) -> DiscountBearer:
        """Who bears the discount: as planned, or as the file says for makers not in the plan."""
        found = day.makers.get(code)
        planned = self._planned.get((code, found.name if found else code))
        if planned is not None:
            return planned.discount_by
        return found.discount_by if found else DiscountBearer.MAKER

    def __getitem__(self, key: str) -> MakerAccount:
        return self._accounts[key]

    def sorted_by_code(self) -> list[MakerAccount]:
        """All accounts, sorted by the maker's code."""
        return sorted(self._accounts.values(), key=lambda account: account.code)


def settle(
    plan: EventPlan, days: Iterable[BookDay], effective: EffectiveDecisions = NO_DECISIONS
) -> list[MakerAccount]:
    """An account for every maker with a line, an order, a payout or a payment, sorted by code.

    Raises ValueError where a decision bears on a day that was read without its goods.
    """
    accounts, days = Accounts(plan), list(days)
    rules = SettlementRules(plan, effective, days)
    rows: dict[tuple[str, DiscountBearer], list[LineSums]] = defaultdict(list)
    corrected = rules.touch_any
    for day in sorted(days, key=lambda day: day.seat_day):
        sold, known = day.breakdown.makers, accounts.known_of(day)
        for code in sold if not corrected else sorted(sold.keys() | known.paid_out.keys()):
            place = known.places[code]
            if corrected and rules.touch(day, code):
                for goods in rules.settled(day, code, place[1]):
                    accounts[place[0]].add_goods(goods)
            elif code in sold:
                rows[place].append(sold[code])
        for code, amount in known.paid_out.items():
            accounts[known.places[code][0]].paid_out += amount
    for (key, bearer), sums in rows.items():
        accounts[key].add(add_line_sums(sums), bearer)
    for decision, paid in effective.decided(Paid):
        payment = OfficePayment(paid.day, paid.amount, paid.way, paid.proof, decision)
        accounts[accounts.key_of(paid.maker, paid.maker)].paid_by_office.append(payment)
    for order in orders_of(days, (), effective):
        _add_order(plan, accounts, order)
    return accounts.sorted_by_code()


def _add_order(plan: EventPlan, accounts: Accounts, order: BookOrder) -> None:
    """Adds what an order owes to its maker beside a delivery's lines, and what is held for them."""
    money = order_money(order, share_of_order(plan, order))
    if any(money):
        account = accounts[accounts.key_of(order.maker, order.maker_name)]
        account.orders = OrderMoney(*map(sum, zip(account.orders, money, strict=True)))


def named_makers(days: Iterable[BookDay]) -> dict[str, frozenset[tuple[str, str]]]:
    """The makers, by code and name, that the files of each stand name."""
    # Most files of a stand name the same makers and share one mapping, so compare by identity.
    found: dict[str, dict[int, BookDay]] = defaultdict(dict)
    for day in days:
        found[day.stand][id(day.makers)] = day
    return {
        stand: frozenset(
            (code, maker.name) for day in some.values() for code, maker in day.makers.items()
        )
        for stand, some in found.items()
    }
