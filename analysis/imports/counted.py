"""What ReadStat does not hand over of SPSS system files: which value of its variables a set of dichotomies
counts (of whole numbers only it does), and the codebook that our own files carry.

Source of the format: PSPP developers' guide, "System File Format", records 2 to 7 and 999.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from analysis.errors import UnreadableFile

_HEADER = 176
_LAYOUT = slice(64, 68)
_SETS, _ATTRIBUTES = (7, 19), 17
_CARRIED = b"@saualnama("
_DICHOTOMIES = re.compile(rb"(?m)^\$(\S+?)=(?:D|E 11? )(\d+) ")


def counted_values(path: Path, encoding: str) -> dict[str, str]:
    """Name of a set of dichotomies (without $) -> the value it counts, as it is written.

    UnreadableFile for a file that ends or breaks before its data.
    """
    found = {}
    for text in _texts(path, _SETS):
        for one in _DICHOTOMIES.finditer(text):
            value = text[one.end() : one.end() + int(one[2])]
            found[one[1].decode(encoding, "replace")] = value.decode(encoding, "replace").rstrip(" ")
    return found


def carried(path: Path) -> str:
    """The text that `analysis.exports.carried` packed into a file; "" where there is none."""
    for attributes in _texts(path, (_ATTRIBUTES,)):
        _, there, value = attributes.partition(_CARRIED)
        if there:
            parts = re.findall(rb"'(.*)'\n", value)
            return b"".join(parts).decode("ascii", "replace")
    return ""


def _texts(path: Path, subtypes: tuple[int, ...]) -> list[bytes]:
    """The data of the extension records of these subtypes."""
    try:
        with path.open("rb") as file:
            return [data for subtype, data in _extensions(file) if subtype in subtypes]
    except (OSError, struct.error) as reason:
        raise UnreadableFile(f"{path}: its dictionary cannot be read: {reason}") from reason


def _extensions(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """(subtype, data) of the records that extend the dictionary."""
    order = "<" if file.read(_HEADER)[_LAYOUT] in (b"\2\0\0\0", b"\3\0\0\0") else ">"

    def number() -> int:
        return int(struct.unpack(order + "i", file.read(4))[0])

    while (kind := number()) != 999:
        if kind == 7:
            subtype, size, count = number(), number(), number()
            yield subtype, file.read(size * count)
        elif kind in _SKIPPED:
            _SKIPPED[kind](file, number)
        else:
            raise UnreadableFile(f"{file.name}: a dictionary has no record of type {kind}")


def _variable(file: BinaryIO, number: Callable[[], int]) -> None:
    _, labelled, missing, _, _ = (number() for _ in range(5))
    file.read(8)
    if labelled:
        file.read(-(-number() // 4) * 4)
    file.read(8 * abs(missing))


def _labels(file: BinaryIO, number: Callable[[], int]) -> None:
    for _ in range(number()):
        (length,) = struct.unpack("8xB", file.read(9))
        file.read(length // 8 * 8 + 7)


_SKIPPED: dict[int, Callable[[BinaryIO, Callable[[], int]], object]] = {
    2: _variable,
    3: _labels,
    4: lambda file, number: file.read(4 * number()),
    6: lambda file, number: file.read(80 * number()),
}
