"""The command `key`: a new signing key for a till that lost its own."""

from __future__ import annotations

import click

from pos_app.cli.pin_file import pin_options
from pos_app.cli.support import Context, emit, json_option, pass_context, ref_option


@click.group()
def key() -> None:
    """The till's signing key."""


@key.command("new")
@ref_option
@json_option
@pin_options
@pass_context
def key_new(context: Context, ref: str, as_json: bool) -> None:
    """Make a new key where the old one is lost; the office has to accept it."""
    from pos_app.services.new_key import make_new_key

    with context.shop(lead=True) as shop:
        made = make_new_key(shop, shop.proven, ref=ref)
    found = {"fingerprint": made.fingerprint, "put_back": made.put_back}
    emit(context, as_json, found, made.fingerprint)
