"""Several fairs as tables for window, workbook and commands, in a chosen language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from pos_app.domain.money import divide_half_up, format_rupiah
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.report.countries import country_words
from pos_app.office.report.fairs import Fair, Fairs, MakerOverFairs
from pos_app.office.report.table_words import made_column, made_table
from pos_app.printing.paper_texts import format_day
from pos_app.printing.tables import Cell, Column, Table
from pos_app.texts import texts_in

Key = tuple[Cell, ...]


def fair_tables(found: Fairs, lang: LanguageCode = DEFAULT_LANGUAGE) -> list[Table]:
    """The fairs side by side, then by day, stand, maker and country; makers by month and year."""
    return [
        _fairs(found, lang),
        _days(found, lang),
        _stands(found, lang),
        _makers(found, lang),
        _countries(found, lang),
        _months(found, lang),
        _years(found, lang),
    ]


def fair_heading(fair: Fair, lang: LanguageCode = DEFAULT_LANGUAGE) -> str:
    """A fair as the head of a column: its name, when it began, and what is not complete."""
    start = format_day(date.fromisoformat(fair.start), lang).split(", ")[-1]
    words = texts_in("fairs", lang)["fair" if fair.complete else "fair_part"]
    return words.format(name=fair.name, start=start, state=state_words(fair, lang))


def state_words(fair: Fair, lang: LanguageCode = DEFAULT_LANGUAGE) -> str:
    """How complete the figures of a fair are."""
    key = "state_whole" if fair.complete else "state_part"
    words = texts_in("fairs", lang)[key]
    return words.format(received=fair.received, expected=fair.expected)


def target_words(fair: Fair, lang: LanguageCode = DEFAULT_LANGUAGE) -> str:
    """Whether a fair has reached its target."""
    key = {None: "no_target", True: "met", False: "not_met"}[fair.target_met]
    return texts_in("fairs", lang)[key]


def _fairs(found: Fairs, lang: LanguageCode) -> Table:
    columns = (
        "fair:text start:day end:day through:day state:text planned_days:text whole_days:text"
        " sales:count net per_day:price unconfirmed target:price target_pct:percent"
        " target_met:text abroad"
    )
    rows = [
        (
            *(fair.name, fair.start, fair.end, fair.through, state_words(fair, lang)),
            *(fair.planned_days, fair.whole_days, fair.sales, fair.net, _per_day(fair)),
            *(fair.unconfirmed, fair.target or "", _target_pct(fair), target_words(fair, lang)),
            fair.abroad,
        )
        for fair in found.fairs
    ]
    return made_table("fairs", columns, rows, lang, note=texts_in("fairs", lang)["note_whole"])


def _per_day(fair: Fair) -> Cell:
    return fair.per_day if fair.whole_days else ""


def _target_pct(fair: Fair) -> Cell:
    return divide_half_up(fair.net * 10_000, fair.target) if fair.target else ""


def _days(found: Fairs, lang: LanguageCode) -> Table:
    words = texts_in("fairs", lang)
    cells: dict[Key, dict[int, Cell]] = defaultdict(dict)
    sums: dict[tuple[int, int], int] = defaultdict(int)
    for place, fair in enumerate(found.fairs):
        for day in fair.days:
            sums[day.number, place] += day.net
    for (number, place), net in sorted(sums.items()):
        name = words["day"].format(number=number) if number else words["unplanned_day"]
        cells[(name,)][place] = net
    table = _beside("fair_days", "day:text", found, cells, lang)
    return table._replace(note=words["note_days"])


def _stands(found: Fairs, lang: LanguageCode) -> Table:
    cells: dict[Key, dict[int, Cell]] = defaultdict(dict)
    for place, fair in enumerate(found.fairs):
        for row in fair.stands:
            cells[row.key, row.name][place] = row.net
    return _beside("fair_stands", "stand:text name:text", found, dict(sorted(cells.items())), lang)


def _countries(found: Fairs, lang: LanguageCode) -> Table:
    cells: dict[Key, dict[int, Cell]] = defaultdict(dict)
    sums: dict[str, int] = defaultdict(int)
    for place, fair in enumerate(found.fairs):
        for row in fair.countries:
            sums[row.key] += row.net
            cells[row.key, country_words(row.key, lang)][place] = row.net
    ordered = sorted(cells, key=lambda key: (not key[0], -sums[str(key[0])], key))
    rows = {key: cells[key] for key in ordered}
    return _beside("fair_countries", "country:text name:text", found, rows, lang)


def _makers(found: Fairs, lang: LanguageCode) -> Table:
    cells: dict[Key, Mapping[int, Cell]] = {
        _who(maker): dict(maker.fairs) for maker in found.makers
    }
    rest = {place: fair.rounding for place, fair in enumerate(found.fairs) if fair.rounding}
    table = _beside("fair_makers", "maker:text name:text", found, cells, lang)
    if not rest:
        return table
    line = (texts_in("report", lang)["rounding"], "", *_row(rest, found))
    return table._replace(rest=(line,))


def _who(maker: MakerOverFairs) -> tuple[str, str]:
    """A maker's codes and names over all fairs, each once."""
    codes = dict.fromkeys(each.code for each in maker.names)
    names = dict.fromkeys(each.name for each in maker.names)
    return " / ".join(codes), " / ".join(names)


def _months(found: Fairs, lang: LanguageCode) -> Table:
    rows = [
        (*_who(maker), month, net) for maker in found.makers for month, net in maker.months.items()
    ]
    return made_table("maker_months", "maker:text name:text month:text net", rows, lang)


def _years(found: Fairs, lang: LanguageCode) -> Table:
    words = texts_in("fairs", lang)
    years = [(_who(maker), year) for maker in found.makers for year in maker.years]
    rows = [
        (
            *(*who, year.year, year.net, year.above or ""),
            words["above_limit"] if year.above else "",
        )
        for who, year in sorted(years, key=lambda each: (-each[1].net, each[0]))
    ]
    columns = "maker:text name:text year:text net above tax:text"
    return made_table("maker_years", columns, rows, lang, note=words["note_year"])


def _beside(
    name: str,
    keys: str,
    found: Fairs,
    cells: Mapping[Key, Mapping[int, Cell]],
    lang: LanguageCode,
) -> Table:
    """A table with a column for each fair, and one for all of them together."""
    table = made_table(name, f"{keys} total", (), lang)
    fairs = [Column(f"fair_{n}", fair_heading(each, lang)) for n, each in enumerate(found.fairs, 1)]
    columns = (*table.columns[:-1], *fairs, made_column(name, "total", lang))
    rows = tuple((*key, *_row(row, found)) for key, row in cells.items())
    return table._replace(columns=columns, rows=rows)


def _row(cells: Mapping[int, Cell], found: Fairs) -> Iterable[Cell]:
    yield from (cells.get(place, "") for place in range(len(found.fairs)))
    yield sum(cell for cell in cells.values() if isinstance(cell, int))


def fairs_workbook(found: Fairs, lang: LanguageCode = DEFAULT_LANGUAGE) -> bytes:
    """The tables as an Excel workbook."""
    from pos_app.office.report.workbook import workbook_bytes

    first, *others = fair_tables(found, lang)
    return workbook_bytes(first, others, total_words(found, lang))


def total_words(found: Fairs, lang: LanguageCode = DEFAULT_LANGUAGE) -> str:
    """How many fairs there are and what they confirm together, and how complete each is."""
    words = texts_in("fairs", lang)["total"]
    states = [f"{fair.name}: {state_words(fair, lang)}" for fair in found.fairs]
    total = words.format(count=len(found.fairs), net=format_rupiah(found.net))
    return " · ".join((total, *states))


def fairs_text(found: Fairs, lang: LanguageCode = DEFAULT_LANGUAGE) -> str:
    """The fairs for a terminal: a line each, and the makers whose year is above the limit."""
    words = texts_in("fairs", lang)
    lines = [total_words(found, lang)]
    for fair in found.fairs:
        per_day = words["a_day"].format(net=format_rupiah(fair.per_day), days=fair.whole_days)
        net = format_rupiah(fair.net)
        lines.append(f"{fair_heading(fair, lang)}  {net}  {per_day}  {target_words(fair, lang)}")
    for maker in found.makers:
        lines += [
            words["maker_above"].format(
                code=_who(maker)[0],
                name=_who(maker)[1],
                year=year.year,
                net=format_rupiah(year.net),
                above=format_rupiah(year.above),
            )
            for year in maker.years
            if year.above
        ]
    return "\n".join(lines)
