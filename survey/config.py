"""Where an instance lives: its folder, its database, its keys, its address."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class NotInitialised(RuntimeError):
    """The folder of the instance lacks what `saualnama init` makes; the message says what."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one instance.

    `keys` is a folder apart from the database, because a backup that holds both can pair people with
    answers until the wave is closed.
    """

    instance: Path
    database_url: str
    keys: Path
    base_url: str = "http://127.0.0.1:8000"

    @classmethod
    def load(cls, instance: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings of the instance in `instance`, or in SAUALNAMA_INSTANCE, or in ./instance.

        DATABASE_URL, SAUALNAMA_KEYS and SAUALNAMA_URL replace the database, the folder of the keys
        and the address that stands in the links.
        """
        folder = Path(instance or environment.get("SAUALNAMA_INSTANCE") or "instance").absolute()
        database = folder / "database" / "saualnama.sqlite"
        return cls(
            instance=folder,
            database_url=_driver(environment.get("DATABASE_URL") or f"sqlite:///{database}"),
            keys=Path(environment.get("SAUALNAMA_KEYS") or folder / "keys").absolute(),
            base_url=(environment.get("SAUALNAMA_URL") or "http://127.0.0.1:8000").rstrip("/"),
        )

    @property
    def database_file(self) -> Path | None:
        """The file of an SQLite database; None for PostgreSQL."""
        _, found, path = self.database_url.partition("sqlite:///")
        return Path(path) if found else None

    @property
    def session_key_file(self) -> Path:
        """The file with the key that signs the cookies of the web applications."""
        return self.keys / "session.key"

    @property
    def secret_key(self) -> str:
        """The key that signs cookies; NotInitialised when `saualnama init` has not made it."""
        try:
            return self.session_key_file.read_text("ascii").strip()
        except FileNotFoundError as missing:
            raise NotInitialised(
                f"there is no key file {self.session_key_file}; run `saualnama init` first"
            ) from missing


def new_secret_key() -> str:
    """256 random bits as text."""
    return secrets.token_urlsafe(32)


def _driver(url: str) -> str:
    """`url` with psycopg 3 named as PostgreSQL's driver, because SQLAlchemy would take another."""
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url
