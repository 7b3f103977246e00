"""What a thief can try with copies of the database, all links and the order in which people answered.

An attack looks for an order among the answers that goes with an order among the people. Where the two
orders have something to do with each other, pairing them by rank links answers to people.
"""

from __future__ import annotations

import sqlite3
import struct
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tests.attacks.field import Copy

PAGE = 4096
LOG_HEADER, FRAME_HEADER = 32, 24


def accuracy(people: Sequence[int], answers: Sequence[int]) -> float:
    """The share of people linked rightly when both orders are paired by rank, in the better direction."""
    backwards = list(reversed(answers))
    return max(np.mean(np.array(people) == np.array(way)) for way in (answers, backwards))


def auc(people: Sequence[int], answers: Sequence[int]) -> float:
    """How often a true pair (person, own answer) lies nearer in rank than a false pair: 0.5 is chance.

    `answers` names for each answer, in the order found, the person whom it belongs to.
    """
    place = {person: i for i, person in enumerate(answers)}
    own = np.array([place[person] for person in people])
    distance = np.abs(np.arange(len(people))[:, None] - own[None, :])
    true = np.diag(distance)
    false = distance[~np.eye(len(people), dtype=bool)]
    counts = np.bincount(false, minlength=len(people))
    nearer = np.concatenate([[0], np.cumsum(counts)])
    return float(np.mean(1 - (nearer[true] + counts[true] / 2) / len(false)))


def whole(copy: Copy) -> bytes:
    """The database of a copy with the write-ahead log applied: all pages as they were last."""
    image = bytearray(copy.database)
    for _, page, _, content in frames(copy.log):
        end = page * PAGE
        image.extend(bytes(max(0, end - len(image))))
        image[end - PAGE : end] = content
    return bytes(image)


def frames(log: bytes, *, history: bool = False) -> Iterator[tuple[tuple[int, ...], int, bool, bytes]]:
    """(salts and number, page, whether it ends a transaction, content) of each frame; with `history` also
    of those that were left from before the log was last begun anew."""
    salts = struct.unpack(">II", log[16:24]) if len(log) >= LOG_HEADER else ()
    for number, start in enumerate(range(LOG_HEADER, len(log) - PAGE, FRAME_HEADER + PAGE)):
        page, size, *found = struct.unpack(">IIII", log[start : start + 16])
        if history or tuple(found) == salts:
            content = log[start + FRAME_HEADER : start + FRAME_HEADER + PAGE]
            yield (*found, number), page, bool(size), content


def transactions(copies: Iterable[Copy]) -> list[bytes]:
    """The pages that each transaction wrote, oldest first, pieced together from all copies of the log."""
    known: dict[tuple[int, ...], tuple[bool, bytes]] = {}
    for copy in copies:
        for key, _, ends, content in frames(copy.log, history=True):
            known[key] = ends, content
    found, written = [], []
    for _, (ends, content) in sorted(known.items()):
        written.append(content)
        if ends:
            found.append(b"".join(written))
            written = []
    return found


def first_seen(needles: Mapping[Any, bytes], written: Sequence[bytes]) -> dict[Any, int]:
    """Name -> the number of the transaction that wrote its bytes first."""
    waiting, found = dict(needles), {}
    for number, pages in enumerate(written):
        for name in [name for name, needle in waiting.items() if needle in pages]:
            found[name] = number
            del waiting[name]
    return found


def paired(people: Mapping[int, bytes], boxes: Iterable[bytes], copies: Iterable[Copy]) -> dict[int, bytes]:
    """Person -> sealed response, by the transaction that wrote mark and response together."""
    written = transactions(copies)
    boxes_by_number: dict[int, list[bytes]] = {}
    for box, number in first_seen({box: box for box in boxes}, written).items():
        boxes_by_number.setdefault(number, []).append(box)
    seen = first_seen(people, written)
    return {
        person: boxes_by_number[number][0]
        for person, number in seen.items()
        if len(boxes_by_number.get(number, ())) == 1
    }


def by_place(names: Mapping[int, bytes], image: bytes) -> list[int]:
    """People in the order in which their bytes were put on pages: a page is filled from its end."""

    def place(person: int) -> tuple[int, int]:
        offset = image.index(names[person])
        return offset // PAGE, -(offset % PAGE)

    return sorted(names, key=place)


def pages(copies: Iterable[Copy]) -> bytes:
    """Every different page that any of the copies holds, once; history in the logs included."""
    found = {
        copy.database[start : start + PAGE] for copy in copies for start in range(0, len(copy.database), PAGE)
    }
    found |= {content for copy in copies for *_, content in frames(copy.log, history=True)}
    return b"".join(found)


def query(copy: Copy, statement: str) -> list[tuple[Any, ...]]:
    """What a copy answers to a statement."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "stolen.sqlite"
        file.write_bytes(copy.database)
        file.with_name(file.name + "-wal").write_bytes(copy.log)
        connection = sqlite3.connect(file)
        try:
            return connection.execute(statement).fetchall()
        finally:
            connection.close()
