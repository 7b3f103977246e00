"""What storage refuses, each by name; the message is for a researcher or an administrator."""

from __future__ import annotations

from survey.anonymity import KeyTrouble, TooLong

__all__ = [
    "Busy",
    "FrameRefused",
    "Full",
    "KeyTrouble",
    "NotClosed",
    "NotOpen",
    "PasswordRefused",
    "StorageError",
    "TooLong",
    "TooManyAttempts",
    "UnknownAccount",
    "UnknownInvitation",
    "UnknownSurvey",
    "UnknownToken",
    "WrongState",
]


class StorageError(Exception):
    """Storage refuses; nothing was changed."""


class Busy(StorageError):
    """The database cannot be used now (locked too long, disk full, server away): ask again in
    `retry_after` seconds."""

    retry_after = 10


class Full(StorageError):
    """No more of this can be kept."""


class UnknownSurvey(StorageError):
    """There is no survey of that address."""


class NotComplete(StorageError):
    """The questionnaire waits for lists of codes or tables that are still to come."""


class WrongState(StorageError):
    """The survey is not in the state (draft, open, closed) that this needs."""


class NotOpen(WrongState):
    """The survey takes no answers, now or any more."""


class NotClosed(WrongState):
    """Only a closed survey has answers to read."""


class UnknownInvitation(StorageError):
    """No invitation of this survey has that secret, code or form key."""


class FrameRefused(StorageError):
    """The sampling frame cannot be taken as it is."""


class PasswordRefused(StorageError):
    """A password that cannot be taken; the message says why."""


class UnknownAccount(StorageError):
    """There is no account of that name."""


class UnknownToken(StorageError):
    """The account has no token of that label."""


class TooManyAttempts(StorageError):
    """Too many wrong passwords for one account name: try again after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many wrong passwords; try again in {seconds} seconds")
        self.seconds = seconds
