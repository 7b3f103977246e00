"""Texts of SurveyJS, in one language or by language."""

from __future__ import annotations

from typing import Any


def spoken(value: Any, languages: list[str]) -> dict[str, str]:
    """The texts that a value says; the default stands for the first language."""
    if isinstance(value, dict):
        texts = {languages[0] if key == "default" else key: str(text) for key, text in value.items()}
        return {key: text for key, text in texts.items() if key in languages and text.strip()}
    return {languages[0]: str(value)} if value not in (None, "") else {}
