"""Storage: one `Store` for an instance. Every promise about who can read what ends here.

Nothing that is imported here loads numerics; `microdata` imports the statistics when it is asked.
"""

from __future__ import annotations

from contextlib import suppress

from survey.config import Settings
from survey.releases import PublicationRefused, ReleaseRefused
from survey.storage.accounts import Accounts
from survey.storage.audit_log import AuditLog
from survey.storage.database import engine, initialise
from survey.storage.errors import (
    Busy,
    FrameRefused,
    KeyTrouble,
    NotClosed,
    NotOpen,
    PasswordRefused,
    StorageError,
    TooLong,
    TooManyAttempts,
    UnknownAccount,
    UnknownInvitation,
    UnknownSurvey,
    UnknownToken,
    WrongState,
)
from survey.storage.fieldwork import ALREADY_RECEIVED, RECEIVED
from survey.storage.methods import Methods
from survey.storage.results import Results
from survey.storage.tokens import Tokens
from survey.storage.values import Invitation, Progress, Published, Survey
from survey.storage.views import Views

__all__ = [
    "ALREADY_RECEIVED",
    "RECEIVED",
    "Busy",
    "FrameRefused",
    "Invitation",
    "KeyTrouble",
    "NotClosed",
    "NotOpen",
    "PasswordRefused",
    "Progress",
    "PublicationRefused",
    "Published",
    "ReleaseRefused",
    "StorageError",
    "Store",
    "Survey",
    "TooLong",
    "TooManyAttempts",
    "UnknownAccount",
    "UnknownInvitation",
    "UnknownSurvey",
    "UnknownToken",
    "WrongState",
    "check_keys",
    "engine",
    "finish_closing",
    "initialise",
    "start",
]


class Store(Results, Accounts, Methods, Tokens, AuditLog, Views):
    """All that is stored in an instance."""


def check_keys(settings: Settings) -> None:
    """KeyTrouble when a survey that is not closed lacks its key file or has another one."""
    Store(settings).check_keys()


def finish_closing(settings: Settings) -> list[Survey]:
    """Destroy what a closing that was interrupted left behind; to be called at every start."""
    return Store(settings).finish_closing()


def start(settings: Settings) -> Store:
    """The store to serve with: interrupted closings are finished, every key file is there and right.

    KeyTrouble refuses the start, because without its keys a survey in the field loses its answers. Where
    somebody reads the database all the time, the sweep of a closed survey waits for the next start.
    """
    store = Store(settings)
    with suppress(Busy):
        store.finish_closing()
    store.check_keys()
    return store
