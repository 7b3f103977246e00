"""SPSS system files (.sav), record by record.

Source of the format: PSPP developers' guide, "System File Format". Numbers are little-endian doubles, texts
UTF-8; data are compressed by bytecodes. Nothing tells when a file was written.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.arrays import Floats

MEASURES = {"nominal": 1, "ordinal": 2, "scale": 3}
LABEL, VALUE_LABEL, FILE_LABEL, TEXT = 256, 120, 64, 32767
"""The most bytes of a variable's label, a value's, the file's, and of a text."""

_SEGMENT, _PART = 255, 252
_SYSTEM_MISSING = -struct.unpack("<d", b"\xff\xff\xff\xff\xff\xff\xef\x7f")[0]
_LIMITS = struct.pack("<3d", _SYSTEM_MISSING, -_SYSTEM_MISSING, np.nextafter(_SYSTEM_MISSING, 0))
_MACHINE = struct.pack("<8i", 1, 0, 0, -1, 1, 1, 2, 65001)
_SPACES = np.frombuffer(b" " * 8, np.uint64)[0]
_LITERAL, _BLANK, _MISSING = 253, 254, 255


@dataclass(frozen=True, slots=True)
class Field:
    """A variable of a system file: its short name (8 bytes, capitals) and its name, label, how it is
    measured, `width` in bytes of a text (0: a number), `decimals`, value labels, and which numbers are
    missing (up to three, or lowest and highest of a range and perhaps one more)."""

    short: str
    name: str
    label: str
    measure: str
    width: int = 0
    decimals: int = 0
    labels: tuple[tuple[float, str], ...] = ()
    missing: tuple[float, ...] = ()
    range: bool = False

    @property
    def segments(self) -> tuple[int, ...]:
        """The widths of the variables that it is written as: a long text is several."""
        if self.width <= _SEGMENT:
            return (self.width,)
        parts = -(-self.width // _PART)
        return (*[_SEGMENT] * (parts - 1), self.width - _PART * (parts - 1))

    @property
    def blocks(self) -> int:
        """How many times 8 bytes a value takes."""
        return sum(max(1, -(-width // 8)) for width in self.segments)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What stands before the data: fields, number of rows, the file's label, the name of the weight (or ""),
    multiple-response sets (name, label, counted value, short names) and what is carried for ourselves."""

    fields: tuple[Field, ...]
    rows: int
    label: str = ""
    weight: str = ""
    sets: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()
    carried: str = ""

    def records(self) -> Iterator[bytes]:
        """Header and dictionary, up to the data."""
        yield self._header()
        for field in self.fields:
            yield from _variable(field)
        yield from self._value_labels()
        yield _extension(3, 4, _MACHINE)
        yield _extension(4, 8, _LIMITS)
        if self.sets:
            yield _extension(7, 1, "".join(map(_set_line, self.sets)).encode())
        yield _extension(11, 4, b"".join(map(_display, self.fields)))
        yield _extension(13, 1, "\t".join(f"{one.short}={one.name}" for one in self.fields).encode())
        if long := [one for one in self.fields if one.width > _SEGMENT]:
            told = "".join(f"{one.short}={one.width:05d}\0\t" for one in long)
            yield _extension(14, 1, told.encode())
        yield _extension(16, 8, struct.pack("<2q", 1, self.rows))
        if self.carried:
            yield _extension(17, 1, _attribute("@saualnama", self.carried).encode())
        yield _extension(20, 1, b"UTF-8")
        yield struct.pack("<2i", 999, 0)

    def _header(self) -> bytes:
        places = self._places()
        numbers = struct.pack(
            "<5i", 2, sum(one.blocks for one in self.fields), 1, places.get(self.weight, 0), self.rows
        )
        product = b"@(#) SPSS DATA FILE Saualnama".ljust(60)
        moment = b"01 Jan 70" + b"00:00:00"
        label = self.label.encode().ljust(FILE_LABEL)
        return b"$FL2" + product + numbers + struct.pack("<d", 100.0) + moment + label + bytes(3)

    def _places(self) -> dict[str, int]:
        """Name -> where its first 8 bytes stand in a row, from 1."""
        ends = np.cumsum([0, *(one.blocks for one in self.fields)])
        return {one.name: int(end) + 1 for one, end in zip(self.fields, ends, strict=False)}

    def _value_labels(self) -> Iterator[bytes]:
        """Each list of labels once, with the variables that have it."""
        places = self._places()
        users: dict[tuple[tuple[float, str], ...], list[int]] = {}
        for one in self.fields:
            if one.labels:
                users.setdefault(one.labels, []).append(places[one.name])
        for labels, indices in users.items():
            yield struct.pack("<2i", 3, len(labels))
            for value, label in labels:
                text = label.encode()
                yield struct.pack("<dB", value, len(text)) + text.ljust((len(text) // 8) * 8 + 7)
            yield struct.pack(f"<{2 + len(indices)}i", 4, len(indices), *indices)


def compressed(columns: Sequence[np.ndarray[Any, Any]]) -> bytes:
    """A block of rows: columns of doubles (NaN: system-missing), or of bytes whose widths are times of 8.

    The number of 8-byte blocks must be a multiple of 8, but in the last block of a file.
    """
    codes, blocks = zip(*map(_coded, columns), strict=True)
    code, block = np.hstack(codes).ravel(), np.hstack(blocks).ravel()
    groups = -(-len(code) // 8)
    padded = np.zeros(8 * groups, np.uint8)
    padded[: len(code)] = code
    literal = np.flatnonzero(padded == _LITERAL)
    words = np.empty(groups + len(literal), np.uint64)
    words[np.arange(len(literal)) + literal // 8 + 1] = block[literal]
    before = np.searchsorted(literal, np.arange(groups) * 8)
    words[np.arange(groups) + before] = padded.view(np.uint64)
    return words.tobytes()


def as_blocks(texts: Sequence[bytes], field: Field) -> np.ndarray[Any, Any]:
    """Texts, each within the field's width, as rows of bytes filled up with spaces."""
    if len(field.segments) == 1:
        return np.array([one.ljust(8 * field.blocks) for one in texts], f"S{8 * field.blocks}")
    return np.array([_segmented(one, field) for one in texts], f"S{8 * field.blocks}")


def _segmented(text: bytes, field: Field) -> bytes:
    """A long text: 255 bytes in each segment, whose place is 256."""
    parts = [text[start : start + _SEGMENT].ljust(_SEGMENT) for start in range(0, len(text), _SEGMENT)]
    return b" ".join(parts).ljust(8 * field.blocks)[: 8 * field.blocks]


def _coded(column: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Bytecodes and the 8-byte blocks that literal ones stand for, rows x blocks."""
    if column.dtype.kind == "S":
        blocks = np.frombuffer(column.tobytes(), np.uint64).reshape(len(column), -1)
        return np.where(blocks == _SPACES, _BLANK, _LITERAL).astype(np.uint8), blocks
    return _coded_numbers(column)


def _coded_numbers(column: Floats) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    small = (column >= -99) & (column <= 151) & (column == np.floor(column))
    code = np.where(small, np.where(small, column, 0) + 100, _LITERAL).astype(np.uint8)
    code[np.isnan(column)] = _MISSING
    return code[:, None], np.ascontiguousarray(column, np.float64).view(np.uint64)[:, None]


def _variable(field: Field) -> Iterator[bytes]:
    for place, width in enumerate(field.segments):
        first = place == 0
        shown = (1 << 16 | width << 8) if width else (5 << 16 | 12 << 8 | field.decimals)
        missing = (-2 if len(field.missing) == 2 else -3) if field.range else len(field.missing)
        name = field.short if first else f"{field.short[:5]}{place - 1:03X}"
        label = field.label.encode() if first else b""
        yield struct.pack("<6i", 2, width, bool(label), missing if first else 0, shown, shown)
        yield name.encode().ljust(8)
        if label:
            yield struct.pack("<i", len(label)) + label.ljust(-(-len(label) // 4) * 4)
        yield struct.pack(f"<{len(field.missing)}d", *field.missing) if first else b""
        for _ in range(-(-width // 8) - 1):
            yield struct.pack("<6i", 2, -1, 0, 0, 0, 0) + b" " * 8


def _display(field: Field) -> bytes:
    """Measure, width of the column on the screen, alignment."""
    segments = len(field.segments)
    return struct.pack("<3i", MEASURES[field.measure], min(field.width, 40) or 8, not field.width) * segments


def _set_line(one: tuple[str, str, str, tuple[str, ...]]) -> str:
    name, label, counted, members = one
    return f"${name}=D{len(counted)} {counted} {len(label.encode())} {label} {' '.join(members).lower()}\n"


def _attribute(name: str, value: str, size: int = 8000) -> str:
    parts = [value[start : start + size] for start in range(0, len(value), size)]
    return f"{name}(" + "".join(f"'{part}'\n" for part in parts) + ")"


def _extension(subtype: int, size: int, data: bytes) -> bytes:
    return struct.pack("<4i", 7, subtype, size, len(data) // size) + data


def short_names(names: Iterable[str], parts: Iterable[int]) -> list[str]:
    """Names of capitals of at most 8 bytes, none twice; those of texts in several `parts` leave room for the
    numbers of these."""
    taken: set[str] = set()
    found = []
    for place, (name, several) in enumerate(zip(names, parts, strict=True), start=1):
        plain = name.upper()
        fits = plain.isascii() and len(plain) <= 8 and several == 1 and plain not in taken
        chosen = plain if fits else _numbered(place, taken)
        taken.add(chosen)
        found.append(chosen)
    return found


def _numbered(place: int, taken: set[str]) -> str:
    """A name that no other has, and whose first five bytes are its own."""
    for letter in "VWXYZ":
        name = f"{letter}{place:04X}"
        if name not in taken:
            return name
    raise ValueError(f"no short name is left for variable {place}")  # needs five names made to collide
