"""`init` and `account`: the instance and who may sign in."""

from __future__ import annotations

import click

from survey.commands.output import json_option, put_json, put_table, refusing, say, settings


@click.command()
def init() -> None:
    """Make the folders, the keys of the instance and the database, or bring them up to date."""
    from survey import storage

    chosen = settings()
    with refusing():
        storage.initialise(chosen)
    say(f"The instance in {chosen.instance} is ready. Next: saualnama account add NAME")


@click.group()
def account() -> None:
    """Researchers who may sign in."""


@account.command()
@click.argument("name")
@click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    envvar="SAUALNAMA_PASSWORD",
    help="8 to 128 characters. Asked for when it is not given; may stand in SAUALNAMA_PASSWORD.",
)
def add(name: str, password: str) -> None:
    """Give the researcher NAME an account. There is none by default."""
    from survey.storage import Store

    with refusing(ValueError):
        Store(settings()).add_account(name, password)
    say(f"{name} can sign in now, at /researcher")


@account.command()
@click.argument("name")
def remove(name: str) -> None:
    """Take the account NAME away, with its sessions and tokens."""
    from survey.storage import Store

    with refusing():
        Store(settings()).remove_account(name)
    say(f"{name} cannot sign in any more")


@account.command()
@click.argument("name")
@click.argument("label")
@click.option("--remove", is_flag=True, help="Take the token of that label away.")
def token(name: str, label: str, remove: bool) -> None:
    """Print a new token by which a program reads closed surveys in the name of NAME, known by LABEL.

    It goes to standard output and is shown this once: the instance keeps its hash only.
    """
    from survey.storage import Store

    store = Store(settings())
    with refusing(ValueError):
        if remove:
            store.remove_token(name, label)
            say(f"The token {label!r} of {name} opens nothing any more")
            return
        made = store.add_token(name, label)
    click.echo(made)
    say("Send it with each request: Authorization: Bearer TOKEN. What there is: /api/openapi.json")


@account.command()
@json_option
def log(as_json: bool) -> None:
    """Tell who took raw data of which survey out of the instance, the newest first."""
    from survey.storage import Store

    with refusing():
        lines = Store(settings()).audit_log()
    rows = [(f"{one.moment:%Y-%m-%d %H:%M} UTC", one.who, one.survey, one.what, one.rows) for one in lines]
    heads = ("when", "who", "survey", "what", "rows")
    if as_json:
        put_json([dict(zip(heads, row, strict=True)) for row in rows])
    else:
        put_table("Raw data that left", heads, rows)


@account.command()
def tokens() -> None:
    """List who has which tokens."""
    from survey.storage import Store

    with refusing():
        put_table("Tokens", ("account", "label"), Store(settings()).tokens())
