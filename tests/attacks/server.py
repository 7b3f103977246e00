"""The real server over a field of its own, and clients that behave badly."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from survey.commands.demo import free_port, wait_for
from survey.commands.serve import server_command
from survey.storage import Store, Survey
from tests.survey.stores import small_settings

FORM = "application/x-www-form-urlencoded"
SOURCE = """
questionnaire: shelf
version: "1"
languages: [en]
title: {en: Shelf}
sections:
  - section: whole
    title: {en: Whole}
    items:
      - {item: mood, type: single, question: {en: How?}, codes: {good: {en: Good}, bad: {en: Bad}}}
      - {item: comment, type: text, question: {en: What else?}, length: 400}
"""


@dataclass
class Served:
    """A survey in the field, served on a port of this machine."""

    store: Store
    survey: Survey
    log: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def path(self) -> str:
        return f"/s/{self.survey.name}/{self.survey.wave}/en"

    def secrets(self) -> list[str]:
        return [one.secret for one in self.store.invitations(self.survey)]

    def start(self, workers: int = 2) -> None:
        """Start the server that `saualnama serve` starts, and wait until it answers."""
        self.port = self.port or free_port("127.0.0.1")
        environment = {**os.environ, "SAUALNAMA_INSTANCE": str(self.store.settings.instance)}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                server_command("127.0.0.1", self.port, workers),
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_for(self.process, ("127.0.0.1", self.port))

    def kill(self) -> None:
        """End the server and its workers in the middle of whatever they do."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def post(self, form: dict[str, str], timeout: float = 20) -> tuple[int, str]:
        """Status and page; OSError or HTTPException when the server is away."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("POST", self.path, urlencode(form), {"Content-Type": FORM})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def raw(self, request: bytes, timeout: float = 5) -> bytes:
        """All that comes back to the bytes of a request."""
        with socket.create_connection(("127.0.0.1", self.port), timeout) as connection:
            found = []
            with suppress(OSError):
                connection.sendall(request)
                while data := connection.recv(65536):
                    found.append(data)
        return b"".join(found)


@contextmanager
def serving(folder: Path, people: int = 3) -> Iterator[Served]:
    """A field of some people, served until the end of the block."""
    store = Store(small_settings(folder / "instance"))
    survey = store.create_survey("shelf", SOURCE)
    store.load_frame(survey, [(f"person-{i}", "all") for i in range(people)])
    served = Served(store, store.open_survey(survey), folder / "server.log")
    try:
        served.start()
        yield served
    finally:
        served.kill()
        store.engine.dispose()
