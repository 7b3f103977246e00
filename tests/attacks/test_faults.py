"""Faults of the machine while people send: what was acknowledged is there, once and unaltered."""

from __future__ import annotations

import http.client
import os
import resource
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from random import Random

import pytest
from sqlalchemy import event

from survey import anonymity
from survey.anonymity import Keys
from tests.attacks.attack import query
from tests.attacks.field import Copy, copied
from tests.attacks.server import Served, serving
from tests.survey.respondents import ANSWERS, fielded

ENOUGH = 300
GAP = (0.15, 0.6)


def comments(served: Served) -> Counter[str]:
    """The comments in the box: only the judge has the keys."""
    keys = anonymity.read_keys(served.store.settings.keys, served.survey.id)
    return opened(copied(served.store.settings), keys, served.survey.id)


def opened(copy: Copy, keys: Keys, survey_id: str) -> Counter[str]:
    rows = query(copy, "SELECT id, sealed FROM box")
    payloads = (anonymity.open_sealed(keys, survey_id, box, sealed) for box, sealed in rows)
    return Counter(payload["answers"].get("comment", "") for payload in payloads)


def send_until_thanked(served: Served, waiting: Queue[tuple[int, str]], thanked: dict[int, str]) -> None:
    """Send answers as people do: again after a failure, some of them once more from another tab."""
    random = Random(threading.get_ident())
    while not waiting.empty():
        person, secret = waiting.get()
        comment = f"probe {person} " + "so " * random.randrange(90)
        insist(served, {"secret": secret, "mood": "good", "comment": comment})
        thanked[person] = comment.strip()
        if random.random() < 0.2:
            insist(served, {"secret": secret, "mood": "bad", "comment": "the other tab"})


def insist(served: Served, form: dict[str, str]) -> None:
    """Send until there are thanks."""
    status = 0
    while status != http.client.OK:
        try:
            status, _ = served.post(form, timeout=5)
            assert status in (200, 503)
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)


def test_a_server_killed_again_and_again_loses_doubles_and_alters_nothing(tmp_path: Path) -> None:
    thanked: dict[int, str] = {}
    with serving(tmp_path, people=ENOUGH) as served:
        waiting: Queue[tuple[int, str]] = Queue()
        for one in enumerate(served.secrets()):
            waiting.put(one)
        kills, random = 0, Random(2026)
        with ThreadPoolExecutor(6) as pool:
            work = [pool.submit(send_until_thanked, served, waiting, thanked) for _ in range(6)]
            while len(thanked) < ENOUGH and not any(task.done() for task in work):
                time.sleep(random.uniform(*GAP))
                served.kill()
                served.start()
                kills += 1
        for task in work:
            task.result()
        assert kills >= 3
        assert comments(served) == Counter(thanked.values())
        assert len(thanked) == served.store.answered(served.survey) == ENOUGH


def test_a_full_disk_loses_nothing_that_was_acknowledged_and_nothing_typed(tmp_path: Path) -> None:
    with serving(tmp_path, people=60) as served:
        secrets = served.secrets()
        statuses = [served.post({"secret": secret, "mood": "good"})[0] for secret in secrets[:5]]
        limit_files(served, 24_000)
        pages = [served.post({"secret": one, "comment": f"kept {i}"}) for i, one in enumerate(secrets)]
        refused = [i for i, (status, _) in enumerate(pages) if status == 503]
        assert statuses == [200] * 5
        assert {status for status, _ in pages} == {200, 503}
        assert all(f'value="kept {i}"' in pages[i][1] for i in refused)
        assert served.store.answered(served.survey) == 60 - len(refused)
        limit_files(served, resource.RLIM_INFINITY)
        assert {served.post({"secret": secrets[i], "comment": "again"})[0] for i in refused} == {200}
        assert served.store.answered(served.survey) == 60


def limit_files(served: Served, size: int) -> None:
    """Let no process of the server write beyond `size` bytes of a file: to it the disk is full."""
    assert served.process
    group = served.process.pid
    for folder in Path("/proc").glob("[0-9]*"):
        if os.getpgid(int(folder.name)) == group:
            resource.prlimit(int(folder.name), resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_a_database_that_cannot_be_written_gives_back_everything_typed(tmp_path: Path) -> None:
    field = fielded(tmp_path)
    engine = field.app.extensions["saualnama"].engine
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only=ON"))
    page = field.post({**ANSWERS, "secret": field.secrets()[0]})
    assert page.status_code == 503
    assert f'value="{field.secrets()[0]}"' in page.text
    assert 'name="room.quiet" value="2" checked' in page.text
    assert field.answered() == 0


@pytest.fixture(autouse=True)
def _only_where_processes_can_be_limited() -> None:
    if not hasattr(resource, "prlimit"):
        pytest.skip("NO PRLIMIT HERE: a full disk is only played on Linux")
