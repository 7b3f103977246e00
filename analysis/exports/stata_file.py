"""Stata files (.dta) of release 118, which Stata 14 and later read: UTF-8, section by section.

Source of the format: Stata's manual, "dta: Description of .dta file format 118". Numbers are little-endian.
Nothing tells when a file was written.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np

LABEL, VALUE_LABEL, TEXT = 320, 32_000, 2045
"""The most bytes of a label (80 letters), of the label of a value, and of a text that stands in its row."""
LONG = "L"
"""How longer texts are stored: in a section of their own, to which the row refers."""
LETTERS = 80
"""The most letters of a label."""

_TYPES = {"i1": 65530, "i2": 65529, "i4": 65528, "f8": 65526, LONG: 32768}
_FIRST_MISSING = {"i1": 101, "i2": 32741, "i4": 2147483621}
_SECTIONS = (
    *("stata_dta", "map", "variable_types", "varnames", "sortlist", "formats", "value_label_names"),
    *("variable_labels", "characteristics", "data", "strls", "value_labels", "/stata_dta", ""),
)
_PART = 60_000
"""The most bytes of one characteristic that we write; Stata takes 67,784."""


@dataclass(frozen=True, slots=True)
class Field:
    """A variable of a Stata file: name, label, how it is stored ("i1", "i2", "i4", "f8", "S" with the bytes
    of a text, or LONG), how it is shown, and the labels of its numbers by number or letter."""

    name: str
    label: str
    stored: str
    shown: str
    labels: tuple[tuple[int | str, str], ...] = ()

    @property
    def type_number(self) -> int:
        """The number of the type in the file."""
        return int(self.stored[1:]) if self.stored[0] == "S" else _TYPES[self.stored]

    @property
    def cell(self) -> str:
        """What stands in a row, as NumPy names it."""
        return self.stored if self.stored[0] == "S" else "<u8" if self.stored == LONG else f"<{self.stored}"


def missing(stored: str, letter: str) -> float | int:
    """What stands for the missing value ".a" to ".z", or "." (letter ""), in a storage type.

    >>> missing("i1", ""), missing("i1", "a")
    (101, 102)
    """
    place = ord(letter) - 96 if letter else 0
    if stored != "f8":
        return _FIRST_MISSING[stored] + place
    return float(np.uint64((0x7FE << 52) + (place << 40)).view(np.float64))


def write(
    file: BinaryIO,
    fields: Sequence[Field],
    blocks: Iterable[Sequence[np.ndarray[Any, Any]]],
    about: Mapping[str, Any],
) -> None:
    """The file: `blocks` of rows are columns as `fields` store them (bytes as objects where they are LONG);
    `about` has the number of "rows", the "label" of the file and what is "carried" for ourselves."""
    places = {}
    sections = _head(fields, about)
    for name in _SECTIONS[:-2]:
        places[name] = file.tell()
        if name == "data":
            long: dict[tuple[int, int], bytes] = {}
            file.write(b"<data>")
            file.writelines(_rows(fields, blocks, long))
            file.write(b"</data>")
            sections["strls"] = _tagged("strls", b"".join(_long_text(*one) for one in sorted(long.items())))
        else:
            file.write(sections[name])
    places["/stata_dta"] = file.tell()
    file.write(b"</stata_dta>")
    places[""] = file.tell()
    file.seek(places["map"])
    file.write(_tagged("map", struct.pack("<14Q", *(places[name] for name in _SECTIONS))))


def _rows(
    fields: Sequence[Field],
    blocks: Iterable[Sequence[np.ndarray[Any, Any]]],
    long: dict[tuple[int, int], bytes],
) -> Iterator[bytes]:
    """The bytes of each block; long texts are put under their (row, variable), both from 1."""
    kind = np.dtype([(str(place), one.cell) for place, one in enumerate(fields)])
    first = 1
    for block in blocks:
        rows = np.zeros(len(block[0]), kind)
        for place, column in enumerate(block):
            if column.dtype != object:
                rows[str(place)] = column
                continue
            for row in np.flatnonzero(column != b"").tolist():
                long[first + row, place + 1] = column[row]
                rows[str(place)][row] = place + 1 | (first + row) << 16
        yield rows.tobytes()
        first += len(rows)


def _long_text(place: tuple[int, int], text: bytes) -> bytes:
    row, variable = place
    return struct.pack("<3sIQBI", b"GSO", variable, row, 130, len(text) + 1) + text + b"\0"


def characteristic(path_bytes: bytes, name: str) -> str:
    """The parts of a characteristic of the whole file, put together; "" where there is none."""
    parts = {}
    for found in path_bytes.split(b"<ch>")[1:]:
        (size,) = struct.unpack("<I", found[:4])
        whose, what, text = found[4:133], found[133:262], found[262 : 4 + size]
        if whose.rstrip(b"\0").split(b"\0")[0] == b"_dta" and what.split(b"\0")[0].startswith(name.encode()):
            parts[what.split(b"\0")[0]] = text.rstrip(b"\0")
    return b"".join(parts[key] for key in sorted(parts)).decode("ascii", "replace")


def _head(fields: Sequence[Field], about: Mapping[str, Any]) -> dict[str, bytes]:
    label = str(about["label"]).encode()
    header = b"".join(
        (
            _tagged("release", b"118"),
            _tagged("byteorder", b"LSF"),
            _tagged("K", struct.pack("<H", len(fields))),
            _tagged("N", struct.pack("<Q", about["rows"])),
            _tagged("label", struct.pack("<H", len(label)) + label),
            _tagged("timestamp", b"\0"),
        )
    )
    types = struct.pack(f"<{len(fields)}H", *(one.type_number for one in fields))
    content = {
        "map": bytes(8 * len(_SECTIONS)),
        "variable_types": types,
        "varnames": _fixed((one.name for one in fields), 129),
        "sortlist": bytes(2 * (len(fields) + 1)),
        "formats": _fixed((one.shown for one in fields), 57),
        "value_label_names": _fixed((one.name if one.labels else "" for one in fields), 129),
        "variable_labels": _fixed((one.label for one in fields), LABEL + 1),
        "characteristics": b"".join(_characteristics(str(about["carried"]))),
        "strls": b"",
        "value_labels": b"".join(_labels(one) for one in fields if one.labels),
    }
    start = b"<stata_dta>" + _tagged("header", header)
    return {"stata_dta": start, **{name: _tagged(name, inside) for name, inside in content.items()}}


def _characteristics(carried: str) -> Iterator[bytes]:
    for place, start in enumerate(range(0, len(carried), _PART)):
        text = carried[start : start + _PART].encode() + b"\0"
        names = _fixed(("_dta", f"saualnama{place:04}"), 129)
        yield _tagged("ch", struct.pack("<I", len(names) + len(text)) + names + text)


def _labels(field: Field) -> bytes:
    """A value label, named as its variable."""
    texts = [text.encode() + b"\0" for _, text in field.labels]
    starts = np.cumsum([0, *map(len, texts)])[:-1].tolist()
    values = [missing("i4", one) if isinstance(one, str) else one for one, _ in field.labels]
    count, whole = len(texts), b"".join(texts)
    table = struct.pack(f"<2i{count}i{count}i", count, len(whole), *starts, *values) + whole
    return _tagged("lbl", struct.pack("<i", len(table)) + _fixed((field.name,), 129) + bytes(3) + table)


def _fixed(texts: Iterable[str], size: int) -> bytes:
    return b"".join(text.encode().ljust(size, b"\0") for text in texts)


def _tagged(name: str, content: bytes) -> bytes:
    return b"<%s>%s</%s>" % (name.encode(), content, name.encode())
