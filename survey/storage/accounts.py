"""Researchers' accounts and signed-in sessions."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore, Lock

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import delete, insert, select, update

from survey import models
from survey.storage.database import Database
from survey.storage.errors import PasswordRefused, TooManyAttempts, UnknownAccount

SHORTEST, LONGEST = 8, 128
IDLE_SECONDS, ABSOLUTE_SECONDS = 30 * 60, 12 * 3600
FREE_ATTEMPTS, LONGEST_WAIT = 5, 15 * 60
MOST_NAMES = 10_000
COMMON = Path(__file__).with_name("common_passwords.json")


class Attempts:
    """Wrong passwords by account name, in memory: after five, each next one doubles the wait.

    A name is kept as its hash, and the oldest of `MOST_NAMES` is forgotten, so that no stranger can fill
    the memory with invented names.
    """

    def __init__(self) -> None:
        self._failed: OrderedDict[bytes, tuple[int, float]] = OrderedDict()
        self._lock = Lock()

    def check(self, name: str, now: float) -> None:
        """TooManyAttempts while that name has to wait; `now` in seconds."""
        with self._lock:
            _, until = self._failed.get(_hash(name), (0, 0.0))
        left = until - now
        if left > 0:
            raise TooManyAttempts(int(left) + 1)

    def failed(self, name: str, now: float) -> None:
        """Count a wrong password."""
        with self._lock:
            times = self._failed.pop(_hash(name), (0, 0.0))[0] + 1
            wait = min(2.0 ** min(times - FREE_ATTEMPTS, 20), LONGEST_WAIT) if times >= FREE_ATTEMPTS else 0.0
            self._failed[_hash(name)] = times, now + wait
            if len(self._failed) > MOST_NAMES:
                self._failed.popitem(last=False)

    def passed(self, name: str) -> None:
        """Forget what was counted."""
        with self._lock:
            self._failed.pop(_hash(name), None)


class Accounts(Database):
    """Who may sign in, and who is signed in."""

    hasher = PasswordHasher()
    verifying = BoundedSemaphore(2)
    """Each verification takes 64 MB for a moment, and many at once would all be let through before the first
    is counted: so only two are."""

    @cached_property
    def _attempts(self) -> Attempts:
        return Attempts()

    @cached_property
    def _nobodys_hash(self) -> str:
        """Verified for unknown names, so that they take as long as known ones."""
        return self.hasher.hash(secrets.token_urlsafe())

    def add_account(self, name: str, password: str) -> None:
        """Give `name` an account, or a new password, which ends all sessions.

        PasswordRefused when the password is too short, too long or too common.
        """
        chosen = name.strip()
        if not 1 <= len(chosen) <= 80 or not chosen.isprintable():
            raise ValueError("an account needs a name of at most 80 characters that can be printed")
        check_new_password(password, chosen)
        hashed = self.hasher.hash(_bytes(password))
        with self.write() as connection:
            known = models.Account.name == chosen
            changed = update(models.Account).where(known).values(password_hash=hashed)
            if not connection.execute(changed).rowcount:
                connection.execute(insert(models.Account), {"name": chosen, "password_hash": hashed})
            connection.execute(delete(models.Session).where(models.Session.account == chosen))

    def remove_account(self, name: str) -> None:
        """Take an account away with its sessions; UnknownAccount when there is none."""
        with self.write() as connection:
            connection.execute(delete(models.Session).where(models.Session.account == name))
            if not connection.execute(delete(models.Account).where(models.Account.name == name)).rowcount:
                raise UnknownAccount(f"there is no account {name!r}")

    def accounts(self) -> list[str]:
        """The names of all accounts."""
        with self.read() as connection:
            return list(connection.scalars(select(models.Account.name).order_by(models.Account.name)))

    def check_password(self, name: str, password: str) -> bool:
        """Whether that is the password of `name`; takes equally long when there is no such account.

        TooManyAttempts after repeated failures, whether or not the account exists.
        """
        chosen = "".join(letter if letter.isprintable() else "?" for letter in name.strip())
        with self.verifying:
            return self._checked(chosen, password)

    def _checked(self, name: str, password: str) -> bool:
        self._attempts.check(name, self.clock())
        with self.read() as connection:
            query = select(models.Account.password_hash).where(models.Account.name == name)
            hashed = connection.scalar(query)
        nobodys = self._nobodys_hash  # made at the first sign-in whoever that is, or it would take longer
        right = self._verified(hashed or nobodys, password) and hashed is not None
        if right:
            self._attempts.passed(name)
        else:
            self._attempts.failed(name, self.clock())
        return right

    def _verified(self, hashed: str, password: str) -> bool:
        try:
            return self.hasher.verify(hashed, _bytes(password[: LONGEST + 1]))
        except VerifyMismatchError:
            return False

    def sign_in(self, name: str, password: str) -> str | None:
        """A new session's token (256 random bits as text) if the password is right, else None."""
        return self.start_session(name.strip()) if self.check_password(name, password) else None

    def start_session(self, name: str) -> str:
        """A new session's token; the database keeps only its hash."""
        token, now = secrets.token_urlsafe(32), int(self.clock())
        row = {
            "token_hash": _hash(token),
            "account": name,
            "expires": now + ABSOLUTE_SECONDS,
            "idle_until": now + IDLE_SECONDS,
        }
        with self.write() as connection:
            connection.execute(delete(models.Session).where(models.Session.expires <= now))
            connection.execute(insert(models.Session), row)
        return token

    def session_account(self, token: str) -> str | None:
        """Whose session that is, prolonged by use; None when it ended, idled too long or never was."""
        now = int(self.clock())
        table = models.Session
        alive = (table.token_hash == _hash(token)) & (table.expires > now) & (table.idle_until > now)
        with self.read() as connection:
            row = connection.execute(select(table.account, table.idle_until).where(alive)).first()
        if row is not None and row.idle_until < now + IDLE_SECONDS - 60:
            with self.write() as connection:
                connection.execute(update(table).where(alive).values(idle_until=now + IDLE_SECONDS))
        return None if row is None else row.account

    def end_session(self, token: str) -> None:
        """Sign out: the token is dead from now on."""
        with self.write() as connection:
            connection.execute(delete(models.Session).where(models.Session.token_hash == _hash(token)))


def check_new_password(password: str, name: str) -> None:
    """PasswordRefused unless the password has 8 to 128 characters and is neither common nor the name."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordRefused(f"a password has {SHORTEST} to {LONGEST} characters, this one {len(password)}")
    if password.casefold() == name.casefold() or password.casefold() in common_passwords():
        raise PasswordRefused("this password is among the first that others would try; choose another")


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    """Passwords that are guessed first, in small letters."""
    import json

    return frozenset(json.loads(COMMON.read_text("utf-8")))


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")


def _hash(token: str) -> bytes:
    return sha256(token.encode("utf-8", "replace")).digest()
