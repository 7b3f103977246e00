"""What workbooks hold, looked at before they are opened: sizes, entities, the farthest cell, passwords.

A sheet ends after many empty rows. What stands far below is cut off before a reader makes room for it.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import islice, pairwise

from questionnaires.formats import NotReadable

MOST_PARTS = 2_000
MOST_BYTES = 32 * 1024 * 1024
"""All parts of an archive together, unpacked."""
MOST_TEXT = 32 * 1024 * 1024
"""All texts of the cells together, each as often as it stands there."""
MOST_ROWS = 100_000

_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>/]*>\s*<')
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_SHARED = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si>", re.DOTALL)
_SHARING = re.compile(rb'<(?:\w+:)?c\b[^>]*?\bt="s"[^>]*>\s*<(?:\w+:)?v>([0-9]{1,9})<')
_COLUMNS, _ROWS = re.compile(rb'\br="([A-Z]{1,3})[0-9]'), re.compile(rb'\br="[A-Z]{1,3}([0-9]{1,7})"')
_ROW, _CELL = re.compile(rb"<(?:\w+:)?row\b"), re.compile(rb"<(?:\w+:)?c\b")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml\Z", re.IGNORECASE)
_ODD_SIZE = re.compile(rb'<dimension ref="(?![A-Z]{1,3}[0-9]+(?::[A-Z]{1,3}[0-9]+)?")[^>]*>')
_CELLS = frozenset((0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E))
"""Records of .xls that hold a value: formula, number, text."""
_BEGIN, _NOTHING, _LABEL, _TEXTS, _MORE = 0x809, 0x00EF, 0xFD, 0xFC, 0x3C
_LAST_SECTOR = 0xFFFFFFFA


def guarded_zip(content: bytes, most_cells: int, rows_apart: int) -> bytes:
    """The archive as it can be read; NotReadable when it is broken, unpacks to too much, declares entities
    or reaches too far."""
    changed: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                raise NotReadable(
                    f"the file unpacks to more than {MOST_BYTES >> 20} MB or {MOST_PARTS} parts"
                )
            texts = 0
            sizes = [len(one) for one in _SHARED.findall(_shared(archive))]
            for part in parts:
                if part.flag_bits & 1:
                    raise NotReadable("the file is protected by a password; save it without one")
                if part.filename.lower().endswith((".xml", ".rels")):
                    text = _part(archive, part)
                    if _SHEET.match(part.filename):
                        texts += _bounded(text, part.filename, sizes, most_cells)
                        if texts > MOST_TEXT:
                            raise NotReadable(f"the cells hold more than {MOST_TEXT >> 20} MB of text")
                        mended = _mended(text, part.filename, most_cells, rows_apart)
                        changed |= {part.filename: mended} if mended != text else {}
            return _written(archive, changed) if changed else content
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise NotReadable(f"the file is damaged: {error}") from None


def _shared(archive: zipfile.ZipFile) -> bytes:
    """The texts that cells share."""
    name = next((one for one in archive.namelist() if one.lower() == "xl/sharedstrings.xml"), "")
    return _part(archive, archive.getinfo(name)) if name else b""


def _bounded(text: bytes, name: str, sizes: Sequence[int], most_cells: int) -> int:
    """How much shared text a sheet shows; NotReadable when it has too many rows or cells."""
    if _more(text, b"row", _ROW, MOST_ROWS):
        raise NotReadable(f"more than {MOST_ROWS} rows", place=name)
    if _more(text, b"c", _CELL, most_cells):
        raise NotReadable(f"more than {most_cells} cells", place=name)
    if b't="s"' not in text:
        return 0
    places = (int(found[1]) for found in _SHARING.finditer(text))
    return sum(sizes[place] for place in places if place < len(sizes))


def _more(text: bytes, hint: bytes, element: re.Pattern[bytes], most: int) -> bool:
    """Whether there are more elements than `most`: counted one by one, and no farther than that, only where
    something that begins like them stands there so often."""
    if text.count(b"<" + hint) + text.count(b":" + hint) <= most:
        return False
    return next(islice(element.finditer(text), most, None), None) is not None


def _part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with archive.open(part) as stream:
        text = stream.read(MOST_BYTES)
    if part.filename.startswith("xl/") and text.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotReadable("a part of the file is not in UTF-8", place=part.filename)
    if _ENTITY.search(text):
        raise NotReadable("the file declares entities, which workbooks never do", place=part.filename)
    return text


def _mended(text: bytes, name: str, most_cells: int, rows_apart: int) -> bytes:
    """The sheet without a size that is none, and without what stands far below; the rectangle up to the
    farthest filled cell is what a reader holds in memory."""
    text = _ODD_SIZE.sub(b"", text, count=1)
    if _compact(text, most_cells, rows_apart):
        return text
    column = row = 0
    for found in _FILLED.finditer(text):
        number = int(found[2])
        if number - row > rows_apart + 1 and row and b"</sheetData>" in text:
            end = text.rfind(b"<row", 0, found.start())
            return text[:end] + b"</sheetData></worksheet>"
        column, row = max(column, _column(found[1])), max(row, number)
        if column * row > most_cells:
            reason = f"it reaches to row {row} and column {column}: more than {most_cells} cells"
            raise NotReadable(reason, place=name)
    return text


def _compact(text: bytes, most_cells: int, rows_apart: int) -> bool:
    """Whether all cells, filled or not, stand close together in few enough: then none need be looked at."""
    columns = set(map(_column, set(_COLUMNS.findall(text))))
    rows = sorted(set(map(int, set(_ROWS.findall(text)))))
    apart = any(two - one > rows_apart + 1 for one, two in pairwise(rows))
    return not apart and max(columns, default=0) * max(rows, default=0) <= most_cells


def _written(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        for part in archive.infolist():
            written.writestr(part.filename, changed.get(part.filename) or archive.read(part))
    return target.getvalue()


@lru_cache
def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def guarded_old(content: bytes, most_cells: int, rows_apart: int) -> bytes:
    """The .xls as it can be read; NotReadable when it reaches too far, or is a protected newer file."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise NotReadable("the file is protected by a password; save it without one")
    mended = bytearray(content)
    column = row = texts = 0
    sizes = _text_sizes(content)
    for kind, body, place in _records(content):
        if kind == _BEGIN:
            column = row = 0
        elif kind in _CELLS and len(body) >= 4:
            if kind == _LABEL and len(body) >= 10:
                shared = int(struct.unpack_from("<I", body, 6)[0])
                texts += sizes[shared] if shared < len(sizes) else 0
            if texts > MOST_TEXT:
                raise NotReadable(f"the cells hold more than {MOST_TEXT >> 20} MB of text")
            one = struct.unpack_from("<HH", body)
            if one[0] - row > rows_apart + 1 and row:
                mended[place : place + 2] = struct.pack("<H", _NOTHING)
                continue
            row, column = max(row, one[0] + 1), max(column, one[1] + 1)
            if row * column > most_cells:
                reason = f"it reaches to row {row} and column {column}: more than {most_cells} cells"
                raise NotReadable(reason)
    return bytes(mended)


def _records(content: bytes) -> Iterator[tuple[int, bytes, int]]:
    """The records of the workbook stream: kind, body, place in the file."""
    size, sectors = _stream(content)
    stream = b"".join(content[(one + 1) * size : (one + 2) * size] for one in sectors)
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length], (sectors[at // size] + 1) * size + at % size
        at += 4 + length


def _text_sizes(content: bytes) -> list[int]:
    """How many characters each of the texts has that cells share."""
    parts: list[bytes] = []
    for kind, body, _ in _records(content):
        if parts and kind != _MORE:
            break
        if kind == _TEXTS or parts:
            parts.append(body)
    if not parts:
        return []
    cursor = _Cursor(parts)
    count = int.from_bytes(cursor.take(8)[4:], "little")
    sizes: list[int] = []
    while len(sizes) < count and not cursor.ended:
        sizes.append(cursor.text())
    return sizes


class _Cursor:
    """Reads texts that run over from one record into the next."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts
        self._at = 0

    @property
    def ended(self) -> bool:
        """Whether nothing is left."""
        while self._parts and self._at >= len(self._parts[0]):
            self._parts.pop(0)
            self._at = 0
        return not self._parts

    def take(self, count: int) -> bytes:
        """The next bytes; fewer at the end."""
        taken = b""
        while len(taken) < count and not self.ended:
            part = self._parts[0][self._at : self._at + count - len(taken)]
            self._at += len(part)
            taken += part
        return taken

    def text(self) -> int:
        """Goes over a text, and gives its length."""
        head = self.take(3).ljust(3, b"\0")
        length, flags = head[0] | head[1] << 8, head[2]
        runs = int.from_bytes(self.take(2), "little") if flags & 8 else 0
        more = int.from_bytes(self.take(4), "little") if flags & 4 else 0
        left, width = length, 1 + (flags & 1)
        while left and not self.ended:
            here = min(left, (len(self._parts[0]) - self._at) // width)
            self._at += here * width
            left -= here
            if left:
                self._at = len(self._parts[0])
                width = 1 + (self.take(1)[:1] == b"\1")
        self.take(runs * 4 + more)
        return length


def _stream(content: bytes) -> tuple[int, list[int]]:
    """The size of a sector, and the sectors of the workbook inside the compound file."""
    if len(content) < 512:
        raise NotReadable("the file is damaged: it ends too early")
    size = 1 << min(struct.unpack_from("<H", content, 30)[0], 12)
    tables = [one for one in struct.unpack_from("<109I", content, 76) if one < _LAST_SECTOR]
    table = b"".join(content[(one + 1) * size : (one + 2) * size] for one in tables)
    chain = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
    folder = b"".join(
        content[(one + 1) * size : (one + 2) * size]
        for one in _chained(chain, struct.unpack_from("<I", content, 48)[0])
    )
    for at in range(0, len(folder) - 127, 128):
        name = folder[at : at + 64].decode("utf-16-le", "replace").split("\0")[0]
        if name in ("Workbook", "Book"):
            return size, _chained(chain, struct.unpack_from("<I", folder, at + 116)[0])
    return size, []


def _chained(chain: Sequence[int], sector: int) -> list[int]:
    """The sectors from `sector` on; a chain that runs in a circle ends."""
    found: list[int] = []
    while sector < len(chain) and len(found) <= len(chain):
        found.append(sector)
        sector = chain[sector]
    return found
