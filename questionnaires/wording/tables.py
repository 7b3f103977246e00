"""The words of the rules: a table a rule, a section a language, patterns that are compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_MOST = 600
"""Characters in which words are looked for: questions are shorter, and no pattern takes long on them."""

_SENTENCE = re.compile(r"[^.!?…]+(?:[.!?…]+|$)")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@cache
def table(name: str) -> Mapping[str, Mapping[str, Any]]:
    """The table of that name: language -> its words."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


@cache
def pattern(name: str, language: str, key: str) -> re.Pattern[str] | None:
    """The patterns under `key` as one, blind to case; None where the language has none."""
    parts = table(name).get(language, {}).get(key)
    return re.compile("|".join(f"(?:{one})" for one in parts), re.IGNORECASE) if parts else None


def found(name: str, language: str, key: str, text: str) -> str:
    """What the pattern finds in `text` first; empty where nothing."""
    compiled = pattern(name, language, key)
    match = compiled.search(text[:_MOST]) if compiled else None
    return match.group().strip(" ,") if match else ""


def without(name: str, language: str, key: str, text: str) -> str:
    """`text` without what the pattern finds."""
    compiled = pattern(name, language, key)
    return compiled.sub(" ", text[:_MOST]) if compiled else text[:_MOST]


def sentences(text: str) -> list[str]:
    """The sentences of a text, with their closing marks."""
    return [one.strip() for one in _SENTENCE.findall(text[:_MOST]) if one.strip()]


def words(text: str) -> list[str]:
    """The words of a text in small letters; a hyphen or an apostrophe inside belongs to the word."""
    return [one.lower() for one in _WORD.findall(text)]
