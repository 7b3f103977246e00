"""Tokens by which programs read in the name of a researcher."""

from __future__ import annotations

import secrets
from hashlib import sha256

from sqlalchemy import ColumnElement, delete, insert, select

from survey import models
from survey.storage.database import Database
from survey.storage.errors import UnknownAccount, UnknownToken

MARK = "saualnama-"
"""How every token begins, so that one that was left in a file is found."""


class Tokens(Database):
    """Who may read through the interface. Only the hash of a token is kept."""

    def add_token(self, account: str, label: str) -> str:
        """A new token of 256 random bits for an account, known by `label`; it is shown this once.

        UnknownAccount when there is no such account, ValueError when the label is empty, longer than 80
        characters, cannot be printed or is one that the account's tokens have.
        """
        known = label.strip()
        if not 1 <= len(known) <= 80 or not known.isprintable():
            raise ValueError("a token needs a label of at most 80 characters that can be printed")
        token = f"{MARK}{secrets.token_urlsafe(32)}"
        row = {"token_hash": hash_of(token), "account": account, "label": known}
        with self.write() as connection:
            if connection.scalar(select(models.Account.name).where(models.Account.name == account)) is None:
                raise UnknownAccount(f"there is no account {account!r}")
            if connection.scalar(select(models.Token.label).where(_one(account, known))) is not None:
                raise ValueError(f"{account} has a token called {known!r}; give this one another label")
            connection.execute(insert(models.Token), row)
        return token

    def tokens(self) -> list[tuple[str, str]]:
        """(account, label) of every token, in this order."""
        table = models.Token
        query = select(table.account, table.label).order_by(table.account, table.label)
        with self.read() as connection:
            return [(account, label) for account, label in connection.execute(query)]

    def remove_token(self, account: str, label: str) -> None:
        """The token opens nothing from now on; UnknownToken when there is none of that label."""
        with self.write() as connection:
            if not connection.execute(delete(models.Token).where(_one(account, label))).rowcount:
                raise UnknownToken(f"{account} has no token called {label!r}")

    def token_account(self, token: str) -> str | None:
        """Whose token that is; None when it is nobody's."""
        query = select(models.Token.account).where(models.Token.token_hash == hash_of(token))
        with self.read() as connection:
            found: str | None = connection.scalar(query)
            return found


def hash_of(token: str) -> bytes:
    """What is kept of a token."""
    return sha256(token.encode("utf-8", "replace")).digest()


def _one(account: str, label: str) -> ColumnElement[bool]:
    return (models.Token.account == account) & (models.Token.label == label)
