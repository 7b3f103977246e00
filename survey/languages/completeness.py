"""Which messages the sources hold, and which of them a catalogue lacks. For tests and translators:

python -m survey.languages.completeness
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import questionnaires
import survey
from survey.languages import LANGUAGES, read

METHODS = {"*.py": "python", "*.html": "jinja2.ext:babel_extract", "*.typ": "javascript"}
KEYWORDS: Mapping[str, Any] = {"_": None, "N_": None, "Unacceptable": None, "gettext": (2,), "tr": None}
"""The functions that take a message; `gettext` takes it in the second place, after the language.
`tr` stands in the templates of paper."""


def messages() -> dict[str, str]:
    """Every message of the sources and templates -> the place where it was found first."""
    found: dict[str, str] = {}
    for package in (survey, questionnaires):
        root = Path(package.__path__[0])
        for pattern, method in METHODS.items():
            for path in sorted(root.rglob(pattern)):
                for line, message in _in(path, method):
                    found.setdefault(message, f"{root.name}/{path.relative_to(root)}:{line}")
    return found


def lacking(language: str) -> dict[str, str]:
    """Message -> what is wrong with its translation: missing, fuzzy, or other {places} than the original."""
    entries = {str(entry.id): entry for entry in read(Path(__file__).with_name(f"{language}.po"))}
    wrong = {}
    for message, place in messages().items():
        entry = entries.get(message)
        if entry is None or not entry.string:
            wrong[message] = f"missing ({place})"
        elif entry.fuzzy:
            wrong[message] = f"fuzzy ({place})"
        elif _places(str(entry.string)) != _places(message):
            wrong[message] = f"has other places in braces ({place})"
    return wrong


def unused(language: str) -> list[str]:
    """The messages of a catalogue that no source holds any more."""
    known = messages()
    return [
        str(entry.id)
        for entry in read(Path(__file__).with_name(f"{language}.po"))
        if entry.id and entry.id not in known
    ]


def _in(path: Path, method: str) -> Iterator[tuple[int, str]]:
    from babel.messages.extract import extract

    with path.open("rb") as file:
        for line, found, _comments, _context in extract(
            method, file, keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            if isinstance(found, str) and found:
                yield line, found


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


if __name__ == "__main__":
    for code in LANGUAGES[:-1]:
        for lost, why in lacking(code).items():
            print(f"{code}: {why}: {lost}")
        for old in unused(code):
            print(f"{code}: used nowhere: {old}")
