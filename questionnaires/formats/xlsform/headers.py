"""Headers of a sheet: other names, languages after “::” or “:”, cells by what their column means.

A header becomes tokens: `relevance` is ("bind", "relevant"), `label::Қазақша (kk)` is
("label", "Қазақша (kk)"). Languages are free text and stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from questionnaires.formats import NotReadable
from questionnaires.formats.sheets import Sheet
from questionnaires.formats.xlsform.words import Tokens

SPOKEN = frozenset(("label", "hint", "guidance_hint", "constraint_message", "required_message", "title"))
"""What people read: curly quotes may be letters there and stay as they are."""

DEFAULT = "default"
"""What texts without a language are filed under."""

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})
_BLANKS = re.compile(r" +")
_BIND = {
    "relevant": "relevant",
    "constraint": "constraint",
    "calculate": "calculation",
    "readonly": "readonly",
    "required": "required",
    "jr:constraintMsg": "constraint_message",
    "jr:requiredMsg": "required_message",
    "entities:saveto": "save_to",
}
_CONTROL = {"appearance": "appearance", "jr:count": "repeat_count", "rows": "rows"}


@dataclass(slots=True)
class Line:
    """A row by the meaning of its columns: `values` without, `texts` with languages; `media` it shows.
    `cells` are the row as written."""

    number: int
    values: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    media: set[str] = field(default_factory=set)
    more: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)

    def get(self, key: str) -> str:
        """The value of a column, or ""."""
        return self.values.get(key, "")


def straight(text: str) -> str:
    """`text` with straight quotation marks, as programs read them."""
    return text.translate(_STRAIGHT)


def tokens_of(
    headers: Collection[str], sheet: str, names: Mapping[str, Tokens], columns: Collection[str]
) -> dict[str, Tokens]:
    """What each header means; NotReadable where two name the same column."""
    double = any("::" in header for header in headers)
    found: dict[str, Tokens] = {}
    seen: dict[Tokens, str] = {}
    for header in headers:
        renamed, tokens = _tokens(header, double, names, columns)
        if tokens in seen and renamed:
            reason = f"“{seen[tokens]}” and “{header}” are two headers of one column; keep one of them"
            raise NotReadable(reason, sheet=sheet, row=1)
        found[header] = tokens
        seen[tokens] = header
    return found


def _tokens(
    header: str, double: bool, names: Mapping[str, Tokens], columns: Collection[str]
) -> tuple[bool, Tokens]:
    """Whether the header is another name, and its tokens."""
    for one in (header, snake(header)):
        if one in columns and one not in names:
            return one != header, (one,)
    if double or "::" in header:
        tokens = tuple(part.strip() for part in header.split("::"))
    else:
        tokens = _single_colons(header)
    first = snake(tokens[0])
    if first in names:
        return names[first] != (header,), (*names[first], *tokens[1:])
    if first in columns:
        return first != header, (first, *tokens[1:])
    return False, tokens


def _single_colons(header: str) -> Tokens:
    tokens = tuple(part.strip() for part in header.split(":"))
    if "jr" in tokens[:-1]:
        at = tokens.index("jr")
        return (*tokens[:at], f"jr:{tokens[at + 1]}", *tokens[at + 2 :])
    return tokens


def snake(word: str) -> str:
    """A header in small letters, _ for blanks."""
    return "_".join(word.split()).lower()


def lines(
    sheet: Sheet, tokens: Mapping[str, Tokens], default_language: str, *, tidy: bool = False
) -> list[Line]:
    """The rows by meaning. `tidy`: several blanks become one."""
    found = []
    for row in sheet.rows:
        line = Line(row.number, cells=row.cells)
        for header, text in row.cells.items():
            _put(line, tokens[header], _BLANKS.sub(" ", text) if tidy else text)
        for texts in line.texts.values():
            if DEFAULT in texts and len(texts) > 1:
                texts.setdefault(default_language, texts[DEFAULT])
                if default_language != DEFAULT:
                    del texts[DEFAULT]
        found.append(line)
    return found


def _put(line: Line, tokens: Tokens, text: str) -> None:
    key, rest = tokens[0], tokens[1:]
    if key == "media" and rest:
        line.media.add(rest[0])
    elif key == "bind" and rest:
        _put_known(line, _BIND.get(rest[0], ""), rest[1:], text)
    elif key == "control" and rest:
        _put_known(line, _CONTROL.get(rest[0], ""), rest[1:], text)
    elif key in SPOKEN or rest:
        _put_known(line, key, rest, text)
    else:
        line.values[key] = straight(text)
    if key not in ("media", "bind", "control"):
        line.more["::".join(tokens)] = straight(text)


def _put_known(line: Line, key: str, languages: Tokens, text: str) -> None:
    if key in SPOKEN:
        texts = line.texts.setdefault(key, {})
        texts[languages[0] if languages else DEFAULT] = text
    elif key:
        line.values[key] = straight(text)
