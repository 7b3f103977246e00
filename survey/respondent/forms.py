"""The form's own fields. What is asked is read by the question types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sending:
    """What comes beside the answers: the link's secret or typed code, the form key, a wish for a language.

    No token that could expire while a person thinks: the secret (or the form key, which only this page holds)
    is the proof. Respondents have no session and no cookie that a stranger's page could misuse.
    """

    secret: str
    key: str
    language: str

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Sending:
        """The fields of a form that was sent; empty where they are missing."""
        return cls(form.get("secret", ""), form.get("key", ""), form.get("language", ""))
