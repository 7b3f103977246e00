"""Small words of an export: limits, languages, flags that only our own reader understands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from babel import Locale, UnknownLocaleError

from analysis.codebook import Text
from questionnaires.formats.xlsform.words import OURS
from questionnaires.piping import filled
from questionnaires.questionnaire import Check, Item, Option

Line = dict[str, str]


def language_header(code: str) -> str:
    """A language as headers name it: “Қазақша (kk)”."""
    try:
        name = Locale.parse(code.replace("-", "_")).get_language_name() or code
    except (UnknownLocaleError, ValueError):
        name = code
    return f"{name.capitalize()} ({code})"


def shown(text: Text) -> Text:
    """Places for earlier answers as XLSForm writes them."""
    return {language: filled(said, lambda name: f"${{{name}}}") for language, said in text.items()}


def flags(option: Option) -> Line:
    """What only our own reader understands: columns that other programs leave alone."""
    found = {
        "write_in": "yes" if option.write_in else "",
        "exclusive": "yes" if option.exclusive and not option.missing else "",
        "missing": option.missing or "",
        "score": "" if option.score is None else short(option.score),
    }
    return {f"{OURS}{key}": value for key, value in found.items() if value}


def limits(item: Item) -> Iterator[str]:
    if item.type in ("number", "year", "decimal"):
        if item.low is not None:
            yield f". >= {short(item.low)}"
        if item.high is not None:
            yield f". <= {short(item.high)}"


def alone(item: Item) -> Iterator[str]:
    """Choices that stand alone."""
    if item.type == "multiple":
        for option in item.options:
            if option.exclusive:
                yield f"not(selected(., '{option.value}')) or count-selected(.) = 1"


def words(checks: tuple[Check, ...]) -> Text:
    return checks[0].said if checks else {}


def short(value: Any) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))
