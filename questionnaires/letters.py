"""Look-alike letters: Latin ones inside Cyrillic words, which break search, sorting and coding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from questionnaires.nodes import Mapping, Node, Scalar, Sequence
from questionnaires.problems import Point, Problem, problem

CYRILLIC_LANGUAGES = ("kk", "ru")

_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0250-\u02af]")
_ALONE = frozenset("acoy")
"""Latin letters that read like a Cyrillic word when they stand alone."""


def check(source: str, root: Node | None) -> Iterator[Problem]:
    """The mixed words of all Kazakh and Russian texts, each where it stands."""
    starts = _line_starts(source)
    for about, node in _texts(root):
        at = starts[node.line - 1] + node.column - 1
        for word in mixed(node.text):
            # a word of a folded text stands somewhere after the beginning of the text
            found = source.find(word, at)
            at = found + len(word) if found >= 0 else at
            start = max(found, 0)
            place = Point(source.count("\n", 0, start) + 1, start - source.rfind("\n", 0, start))
            letters = ", ".join(f"“{one}” (U+{ord(one):04X})" for one in dict.fromkeys(_LATIN.findall(word)))
            yield problem("mixed-letters", place, about=about, word=word[:40], letters=letters)


def mixed(text: str) -> list[str]:
    """The words of a Cyrillic text that hold Latin letters; whole Latin words (“Web-беттер”) are none."""
    words = _WORD.findall(text)
    if not any(_CYRILLIC.search(word) for word in words):
        return []
    return [word for word in words if word in _ALONE or (_CYRILLIC.search(word) and _LATIN.search(word))]


def _texts(node: Node | None, about: str = "The questionnaire") -> Iterator[tuple[str, Scalar]]:
    if isinstance(node, Sequence):
        for one in node.items:
            yield from _texts(one, about)
    elif isinstance(node, Mapping):
        about = _named(node) or about
        for key, value in node.entries:
            if key.text in CYRILLIC_LANGUAGES and isinstance(value, Scalar):
                yield about, value
            else:
                yield from _texts(value, about)


def _named(node: Mapping) -> str:
    for key, value in node.entries:
        if key.text in ("item", "section") and isinstance(value, Scalar):
            return f"{key.text.capitalize()} “{value.text}”"
    return ""


def _line_starts(source: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", source))]
