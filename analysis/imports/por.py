"""The user-missing values of SPSS portable files (.por), which ReadStat does not hand over.

A portable file is text in lines of 80 characters: a header of 464 with a table of its characters, then
records of a one-character tag and fields, a number in base 30 up to "/" or a text after its length.
Source of the format: PSPP developers' guide, "Portable File Format".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.errors import UnreadableFile

Range = Mapping[str, Any]

_WIDTH = 80
_TABLE = slice(200, 456)
_SIGNATURE = slice(456, 464)
_FIRST = 64
_KNOWN = (
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .<(+|&[]!$*);^-/|,%_>?`:#@'=\""
    "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd~" + "\ufffd" * 21 + "{}\\"
)
"""The characters at the places of the table from the 64th on."""

_NUMBER = re.compile(r" *(?:\*.|(?=-?\.?[0-9A-T])(-?[0-9A-T]*)(?:\.([0-9A-T]*))?([+-][0-9A-T]{1,3})?/)")
_TEXTS_AND_NUMBERS = {"1": "t", "2": "t", "3": "t", "4": "n", "5": "n", "6": "t", "7": "ntnnnnnn", "C": "t"}
_MISSING = {"8": "v", "9": "v", "A": "v", "B": "vv"}
_FIELDS = _TEXTS_AND_NUMBERS | _MISSING
"""Tag -> its fields: texts, numbers, values of the variable before. D, E and F (labels, documents, data)
follow the variables and end what is read here."""


def without_missing(raw: bytes) -> tuple[dict[str, list[Range]], bytes]:
    """(name -> its ranges of user-missing values {"lo", "hi"}, the file without these records), so that a
    reader which blanks user-missing values leaves every value as it stands.

    UnreadableFile for what is no portable file, or ends or breaks among its variables.
    """
    whole = _unwrapped(raw)
    reader = _Reader(whole.decode("latin-1").translate(_characters(whole)), _SIGNATURE.stop)
    ranges: dict[str, list[Range]] = {}
    kept, start = [], 0
    for tag, fields, begins, name in _records(reader):
        if tag in _MISSING:
            ranges.setdefault(name, []).append(_range(tag, fields))
            kept.append(whole[start:begins])
            start = reader.at
    return ranges, _wrapped(b"".join([*kept, whole[start:]]))


def _unwrapped(raw: bytes) -> bytes:
    lines = raw.splitlines()
    if any(len(line) > _WIDTH for line in lines):
        raise UnreadableFile("a line has more than 80 characters")
    return b"".join(line.ljust(_WIDTH) for line in lines)


def _wrapped(whole: bytes) -> bytes:
    return b"\n".join(whole[place : place + _WIDTH] for place in range(0, len(whole), _WIDTH))


def _characters(whole: bytes) -> dict[int, str]:
    """Byte -> character, by the file's own table; of two places with one byte the first counts."""
    known = zip(reversed(whole[_TABLE][_FIRST : _FIRST + len(_KNOWN)]), reversed(_KNOWN), strict=False)
    found = dict.fromkeys(range(256), "\ufffd") | dict(known)
    if "".join(found[byte] for byte in whole[_SIGNATURE]) != "SPSSPORT":
        raise UnreadableFile("its header is none of a portable file")
    return found


@dataclass(slots=True)
class _Reader:
    """The text of a file, and the place up to which it is read."""

    text: str
    at: int

    def take(self, length: int) -> str:
        """The next characters."""
        taken = self.text[self.at : self.at + length]
        if len(taken) < length:
            raise UnreadableFile("the file ends among its variables")
        self.at += length
        return taken

    def number(self) -> float:
        """The next number; NaN where it is system-missing."""
        found = _NUMBER.match(self.text, self.at)
        if found is None:
            raise UnreadableFile(f"there is no number at character {self.at}")
        self.at = found.end()
        return np.nan if found[1] is None else _base30(found[1], found[2] or "", found[3] or "0")

    def string(self) -> str:
        """The next text, without the spaces at its end."""
        length = self.number()
        if not (length >= 0 and float(length).is_integer()):
            raise UnreadableFile(f"there is no length of a text at character {self.at}")
        return self.take(int(length)).rstrip(" ")


def _base30(whole: str, fraction: str, exponent: str) -> float:
    """The number; as in the file's own arithmetic what is too large for a float is infinite."""
    power = int(exponent, 30) - len(fraction)
    digits = int(whole + fraction, 30) if (whole + fraction).strip("-") else 0
    try:
        return float(digits * 30**power) if power >= 0 else digits / 30**-power
    except OverflowError:
        return float(np.copysign(np.inf, digits))


def _records(reader: _Reader) -> Iterator[tuple[str, list[float | str], int, str]]:
    """(tag, fields, where it begins, the variable that it belongs to) of the records before the labels."""
    reader.take(1)
    reader.string(), reader.string()
    text, name = False, ""
    while (tag := reader.take(1)) in _FIELDS:
        begins = reader.at - 1
        kinds = _FIELDS[tag].replace("v", "t" if text else "n")
        fields = [reader.string() if kind == "t" else reader.number() for kind in kinds]
        if tag == "7":
            text, name = fields[0] != 0, str(fields[1])
        yield tag, fields, begins, name
    if tag not in "DEF":
        raise UnreadableFile(f"no record begins with {tag!r}, as at character {reader.at - 1}")


def _range(tag: str, fields: list[float | str]) -> Range:
    low, high = fields[0], fields[-1]
    return {"lo": -np.inf if tag == "9" else low, "hi": np.inf if tag == "A" else high}
