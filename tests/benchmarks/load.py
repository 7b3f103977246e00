"""A real server under load: completed responses a second, and what the server's processes spend on each."""

from __future__ import annotations

import asyncio
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from survey.commands.demo import free_port, wait_for
from survey.commands.serve import server_command

HOST = "127.0.0.1"
HEAD = (
    b"POST %s HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
)


@dataclass(frozen=True)
class Load:
    """`seconds` for `count` responses, CPU `spent` by the server, and the waits of the people, sorted."""

    count: int
    seconds: float
    spent: float
    waits: Sequence[float]

    @property
    def rate(self) -> float:
        """Completed responses a second."""
        return self.count / self.seconds

    @property
    def each(self) -> float:
        """Milliseconds of the server's CPU for each."""
        return 1000 * self.spent / self.count


def load(folder: Path, ready: Sequence[tuple[str, str]], lines: int = 32) -> Load:
    """Send all (path, body) over so many connections to the server of `saualnama serve` with two workers."""
    port = free_port(HOST)
    environment = {**os.environ, "SAUALNAMA_INSTANCE": str(folder)}
    with subprocess.Popen(server_command(HOST, port, 2), env=environment) as server:
        wait_for(server, (HOST, port))
        for _ in range(10):
            urlopen(f"http://{HOST}:{port}{ready[0][0]}").read()
        before, start = _cpu(server.pid), time.monotonic()
        waits = asyncio.run(_all(port, iter(ready), lines))
        seconds, spent = time.monotonic() - start, _cpu(server.pid) - before
        server.terminate()
    return Load(len(waits), seconds, spent, sorted(waits))


async def _all(port: int, ready: Iterator[tuple[str, str]], lines: int) -> list[float]:
    waits: list[float] = []
    await asyncio.gather(*(_line(port, ready, waits) for _ in range(lines)))
    return waits


async def _line(port: int, ready: Iterator[tuple[str, str]], waits: list[float]) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    for path, body in ready:
        start = time.monotonic()
        writer.write(HEAD % (path.encode(), len(body)) + body.encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        await reader.readexactly(int(head.split(b"content-length: ")[1].split(b"\r\n")[0]))
        assert b" 200 " in head.split(b"\r\n")[0]
        waits.append(time.monotonic() - start)
        if b"connection: close" in head:
            writer.close()
            reader, writer = await asyncio.open_connection(HOST, port)
    writer.close()


def _cpu(pid: int) -> float:
    """Seconds that a process and its children have spent."""
    ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(folder.name) == pid or int(fields[1]) == pid:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
