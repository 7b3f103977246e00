"""A stage: an instance of its own on this machine for the time of a rehearsal, with the real server."""

from __future__ import annotations

import http.client
import secrets
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from questionnaires.questionnaire import Questionnaire

HOST = "127.0.0.1"
Form = Mapping[str, Sequence[str]]


class StageError(Exception):
    """The server did not take a response; the message says what it said."""


def send_all(questionnaire: Questionnaire, forms: Sequence[Form], language: str) -> float:
    """Seconds that a server of its own took for all responses; StageError where one was not taken, or not all
    were counted."""
    from survey.commands.demo import free_port, server
    from survey.config import Settings
    from survey.storage import Store, initialise

    with tempfile.TemporaryDirectory() as folder:
        settings = replace(Settings.load(Path(folder), {}), base_url=f"http://{HOST}")
        initialise(settings)
        store = Store(settings)
        survey = store.open_survey(store.create_survey(questionnaire.name, questionnaire.source, mode="open"))
        port = free_port(HOST)
        with server(settings, (HOST, port)):
            seconds = _sent(port, f"/s/{survey.name}/{survey.wave}/{language}", forms)
        if store.answered(survey) != len(forms):
            raise StageError(f"{len(forms)} responses were sent, but {store.answered(survey)} were counted")
        return seconds


def _sent(port: int, path: str, forms: Sequence[Form]) -> float:
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    started = time.perf_counter()
    for number, form in enumerate(forms, 1):
        body = urlencode({**form, "key": [secrets.token_hex(16)]}, doseq=True)
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        if answer.status != http.client.OK:
            raise StageError(f"response {number} was answered {answer.status}: {text[-400:]}")
    connection.close()
    return time.perf_counter() - started
