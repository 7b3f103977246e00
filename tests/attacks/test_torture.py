"""Thousands of people on bad lines: connections cut anywhere, everything sent twice and in any order.

400 people by default; SAUALNAMA_SUBMISSIONS=10000 plays the whole field.
"""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from survey import anonymity
from tests.attacks.field import copied
from tests.attacks.server import FORM, Served, serving
from tests.attacks.test_faults import opened

PEOPLE = int(os.environ.get("SAUALNAMA_SUBMISSIONS", "400"))
LINES = 32
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER: a closed connection is torn down, not ended."""


@dataclass
class Field:
    """What the people know: who was thanked, and how often a connection was cut."""

    served: Served
    random: Random = field(default_factory=lambda: Random(2026))
    thanked: Counter[int] = field(default_factory=Counter)
    cut: Counter[str] = field(default_factory=Counter)

    def request(self, secret: str, comment: str) -> bytes:
        body = urlencode({"secret": secret, "mood": "good", "comment": comment}).encode()
        head = f"POST {self.served.path} HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\n"
        return f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body

    async def attempt(self, person: int, secret: str, *, whole: bool) -> None:
        """Send, with the line cut while it is sent, before the reply, or within it, unless `whole`."""
        request = self.request(secret, f"probe {person}")
        reader, writer = await asyncio.open_connection("127.0.0.1", self.served.port)
        where = "nowhere" if whole else self.random.choice(["sending", "waiting", "receiving"])
        self.cut[where] += 1
        if where == "sending":
            request = request[: self.random.randrange(len(request))]
        writer.write(request)
        await writer.drain()
        if where == "receiving":
            await reader.read(self.random.randrange(1, 400))
        elif whole:
            reply = await reader.read()
            self.thanked[person] += reply.startswith(b"HTTP/1.1 200")
        self.close(writer)

    def close(self, writer: asyncio.StreamWriter) -> None:
        if self.random.random() < 0.5:
            line: socket.socket = writer.get_extra_info("socket")
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        writer.close()


async def play(found: Field, secrets: list[str]) -> None:
    """Two cut attempts and two whole ones of everybody, in any order, on many lines at once."""
    attempts = [(i, one, whole) for i, one in enumerate(secrets) for whole in (False, False, True, True)]
    found.random.shuffle(attempts)

    async def line() -> None:
        while attempts:
            person, secret, whole = attempts.pop()
            await found.attempt(person, secret, whole=whole)

    await asyncio.gather(*(line() for _ in range(LINES)))


def test_of_thousands_on_bad_lines_none_is_lost_and_none_counts_twice(tmp_path: Path) -> None:
    with serving(tmp_path, people=PEOPLE) as served:
        found = Field(served)
        with ThreadPoolExecutor(1) as apart:  # a browser of other tests may run a loop in this thread
            apart.submit(lambda: asyncio.run(play(found, served.secrets()))).result()
        keys = anonymity.read_keys(served.store.settings.keys, served.survey.id)
        counted = opened(copied(served.store.settings), keys, served.survey.id)
    print(f"{PEOPLE} people, cuts {dict(found.cut)}; thanked {sum(found.thanked.values())} times")
    assert set(found.thanked.values()) == {2}
    assert counted == Counter({f"probe {person}": 1 for person in range(PEOPLE)})
    assert min(found.cut[where] for where in ("sending", "waiting", "receiving")) > PEOPLE / 3
