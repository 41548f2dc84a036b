"""The commands of the catalogue: import a sheet, export one."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pos_app.cli.pin_file import pin_options
from pos_app.cli.support import (
    Context,
    PathType,
    emit,
    fail_on_errors,
    json_option,
    pass_context,
    ref_option,
)
from pos_app.languages import DEFAULT_LANGUAGE, LANGUAGES, LanguageCode

if TYPE_CHECKING:
    from pos_app.services.catalogue.import_export import ImportReport


COUNTS = ("added", "changed", "unchanged", "skipped", "stored")


@click.group()
def catalogue() -> None:
    """The goods of the stand."""


def _mapping(
    _context: click.Context, _option: click.Parameter, words: tuple[str, ...]
) -> dict[str, str]:
    """Reads `field=HEADER` of every `--map`."""
    found = {}
    for word in words:
        field, mark, head = word.partition("=")
        if not mark or not head.strip():
            raise click.BadParameter(word)
        found[field.strip()] = head.strip()
    return found


@catalogue.command("import")
@click.argument("file", type=PathType)
@click.option("--dry-run", is_flag=True)
@click.option("--skip-bad", is_flag=True)
@click.option("--stock", type=click.Choice(["set", "add"]))
@click.option("--map", "mapped", multiple=True, metavar="FIELD=HEADER", callback=_mapping)
@click.option("--maker", default="", metavar="CODE")
@click.option("--category", default="", metavar="TEXT")
@click.option("--sheet", default="", metavar="NAME")
@ref_option
@json_option
@pin_options
@pass_context
def catalogue_import(
    context: Context,
    file: Path,
    dry_run: bool,
    skip_bad: bool,
    stock: Any,
    mapped: dict[str, str],
    maker: str,
    category: str,
    sheet: str,
    ref: str,
    as_json: bool,
) -> None:
    """Take goods from a sheet (.csv, .xlsx, .ods, .xls, .txt) of any layout.

    The columns are recognised by their headings; `--map price_rp="Harga Pameran"` says which one
    is meant, `--map price_rp=C` names it by its letter, and `--map barcode=-` leaves a field out.
    """
    from pos_app.services.answer_once import answer_once
    from pos_app.services.catalogue.import_export import check_goods, import_goods, read_goods
    from pos_app.sheets.goods import GoodsOptions
    from pos_app.sheets.layout import Choices

    grid = read_goods(file, sheet)
    options = GoodsOptions(Choices(mapped), maker.strip(), category.strip())
    done: list[ImportReport] = []

    with context.shop(lead=True) as shop:
        goods = check_goods(shop, grid, options)

        def run(dry_run: bool) -> ImportReport:
            rule: Any = stock or "keep"
            return import_goods(shop, goods, dry_run=dry_run, skip_bad=skip_bad, stock=rule)

        planned = run(True)
        said = {"map": mapped, "maker": maker, "category": category, "sheet": sheet}
        asked = {
            "import": sha256_of(file),
            "stock": stock,
            "skip_bad": skip_bad,
            **{name: value for name, value in said.items() if value},
        }
        counts = answer_once(
            shop,
            "" if dry_run else ref,
            asked,
            lambda: done.append(run(dry_run)),
            lambda: _counts(done[0]) if done else {**_counts(planned), "stored": True},
        )
    text = ", ".join(f"{name} {counts[name]}" for name in COUNTS)
    if any(name != head for name, head in planned.columns.items()):
        text += "\n" + ", ".join(f"{name} = {head}" for name, head in planned.columns.items())
    found = {
        **counts,
        "columns": dict(planned.columns),
        "header_row": planned.header_row,
        "ignored": list(planned.ignored),
        "made_codes": planned.made_codes,
        "problems": context.problems(planned.problems),
    }
    emit(context, as_json, found, text)
    fail_on_errors(context, planned.problems, as_json)


def _counts(report: ImportReport) -> dict[str, Any]:
    return {name: getattr(report, name) for name in COUNTS}


def sha256_of(file: Path) -> str:
    """Returns the SHA-256 of a sheet in hex: by it a repeated import is known."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


@catalogue.command("export")
@click.argument("file", type=PathType)
@pass_context
def catalogue_export(context: Context, file: Path) -> None:
    """Write the goods as a sheet."""
    from pos_app.services.catalogue.import_export import export_file

    with context.shop(writing=False) as shop:
        click.echo(f"{export_file(shop, file)}  {file}")


@catalogue.command("example")
@click.argument("file", type=PathType)
@click.option("--lang", type=click.Choice(tuple(LANGUAGES)), default=DEFAULT_LANGUAGE)
def catalogue_example(file: Path, lang: LanguageCode) -> None:
    """Write an example of a list of goods (.xlsx), with its columns explained."""
    from pos_app.services.catalogue.example_sheet import write_example

    click.echo(str(write_example(file, lang)))
