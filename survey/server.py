"""How gunicorn serves us: a log without people, and no client that keeps others waiting."""

from __future__ import annotations

import sys
import time
import traceback
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.util import close_graceful
from gunicorn.workers.gthread import ThreadWorker

REQUEST_SECONDS = 30.0
"""How long a client may take to send one request; enough for a long text over the slowest phone network."""


ANSWER_SECONDS = 300.0
"""How long a client may take to receive one answer: the largest picture over the same network."""


class Discreet(Logger):
    """A log that names where an error arose, and never who asked for what: no address, path or value."""

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log the kind of the error at hand and its places in the source."""
        kind, _, places = sys.exc_info()
        lines = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(places)]
        self.error_log.error("%s at %s", getattr(kind, "__name__", kind), " < ".join(reversed(lines)))

    def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Nothing: a warning is about a client, with its address and what it sent."""


class Hurried:
    """A socket that takes no longer than `REQUEST_SECONDS` for a request, TimeoutError after that, and
    `ANSWER_SECONDS` for each answer."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._end = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)

    def begin(self) -> None:
        """From now on the time of one request runs."""
        self._end = time.monotonic() + REQUEST_SECONDS

    def recv(self, size: int) -> bytes:
        """What has come, as socket.recv."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the client took too long to send its request")
        self._socket.settimeout(left)
        data: bytes = self._socket.recv(size)
        self._socket.settimeout(ANSWER_SECONDS)
        return data


class Patient(ThreadWorker):
    """A threaded worker whose clients have a time limit for each request."""

    def handle(self, conn: Any) -> Any:
        """Serve one request; a connection that ends is closed here, because that may take seconds and
        the loop that accepts the others must not wait for it."""
        if not isinstance(conn.sock, Hurried):
            conn.sock = Hurried(conn.sock)
        conn.sock.begin()
        goes_on = super().handle(conn)
        if not goes_on:
            close_graceful(conn.sock)
        return goes_on
