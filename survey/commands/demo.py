"""`demo`: the whole job on its real case, with invented people."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from survey.commands.output import Refused, refusing, say, settings

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from survey.config import Settings
    from survey.storage import Store, Survey

ACCOUNT = "researcher"


@click.command()
@click.option("--serve/--no-serve", default=True, show_default=True, help="Go on serving at the end.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def demo(serve: bool, host: str, port: int) -> None:
    """Make the demo's instance: 237 invented people answer over HTTP, the wave is closed and published.

    An instance that the demo made before is finished where it was left and served again; an instance with
    surveys of yours is never touched.
    """
    from survey import storage
    from survey.demo import DemoError
    from survey.storage import Store

    chosen = settings()
    with refusing(DemoError):
        storage.initialise(chosen)
        store = Store(chosen)
        if any(survey.note != note() for survey in store.surveys()):
            raise Refused(
                f"{chosen.instance} holds surveys of yours; name another folder in SAUALNAMA_INSTANCE"
            )
        place = (host, port if serve else free_port(host))
        with server(chosen, place) as running:
            make(store, place)
            tell(store, f"http://{host}:{port}" if serve else chosen.base_url, account(store))
            if serve:
                running.wait()


def make(store: Store, place: tuple[str, int]) -> None:
    """Bring the demo to its end from wherever it stands: doing it twice changes nothing."""
    from survey import demo as invented
    from survey.publishing import Draft

    first = wave(store, 1, "anonymous")
    if first.state == "draft":
        store.load_frame(first, invented.frame())
        first = store.open_survey(first)
    if first.state == "open":
        fill(store, first, place)
        say("Closing: the box is opened, background facts are coarsened, the keys are destroyed.")
        first = store.close(first)
    if not store.methods(first):
        store.keep_methods(first, invented.methods(first.questionnaire.languages))
    if not store.publications(first):
        store.publish(first, Draft.of(store, first).publication().content)
    second = wave(store, 2, "open")
    if second.state == "draft":
        store.open_survey(second)


def fill(store: Store, survey: Survey, place: tuple[str, int]) -> None:
    """Send every invented response through the server, in an order that tells nothing."""
    from random import Random

    from questionnaires import reader
    from survey import demo as invented

    questionnaire = reader.read(survey.source)
    secrets = {invitation.person: invitation.secret for invitation in store.invitations(survey)}
    people = list(invented.respondents(questionnaire))
    Random(invented.SEED).shuffle(people)  # noqa: S311 - invented people are no secret
    with click.progressbar(people, label="237 invented people answer over HTTP", file=sys.stderr) as progress:
        for person in progress:
            path = f"/s/{survey.name}/{survey.wave}/{person.language}"
            invented.send(place, path, secrets[person.person], invented.form(questionnaire, person))


def wave(store: Store, number: int, mode: str) -> Survey:
    """That wave of the demo's survey, created when it is not there yet."""
    from questionnaires import reader
    from survey import demo as invented

    for survey in store.surveys():
        if survey.wave == number:
            return survey
    read = reader.shipped(invented.QUESTIONNAIRE)
    return store.create_survey(read.name, read.source, mode=mode, note=note())


def note() -> str:
    """What every page of the demo says: the people are invented."""
    from survey.demo import NOTE

    return json.dumps(NOTE, ensure_ascii=False)


def account(store: Store) -> str:
    """The password of the demo's researcher: drawn once, kept in the instance for its owner's eyes."""
    import secrets

    file = store.settings.instance / "demo-password.txt"
    if not file.exists():
        password = secrets.token_urlsafe(12)
        store.add_account(ACCOUNT, password)
        file.touch(mode=0o600)
        file.write_text(password + "\n", "utf-8")
    return file.read_text("utf-8").strip()


def tell(store: Store, base: str, password: str) -> None:
    """Print where to look."""
    from survey.demo import QUESTIONNAIRE

    say("")
    say(f"The demo is in {store.settings.instance}. Its people are invented.")
    say(f"  A questionnaire to fill   {base}/s/{QUESTIONNAIRE}/2")
    say(f"  The public charts         {base}/")
    say(f"  The researcher's side     {base}/researcher    name: {ACCOUNT}    password: {password}")
    say("  The talk's figures        saualnama audit")
    say(f"  The report                saualnama report {QUESTIONNAIRE} --format pdf")


def free_port(host: str) -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server((host, 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def server(chosen: Settings, place: tuple[str, int]) -> Iterator[subprocess.Popen[bytes]]:
    """The real server as a process of its own, answering; stopped at the end."""
    import subprocess

    from survey.commands.serve import check_place, server_command

    host, port = place
    check_place(host, port)
    environment = {
        **os.environ,
        "SAUALNAMA_INSTANCE": str(chosen.instance),
        "SAUALNAMA_URL": f"http://{host}:{port}",
    }
    process = subprocess.Popen(server_command(host, port, workers=2), env=environment)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the server never outlives the demo
    try:
        wait_for(process, place)
        yield process
    except KeyboardInterrupt:
        say("Stopped.")
    finally:
        process.terminate()
        process.wait()


def wait_for(process: subprocess.Popen[bytes], place: tuple[str, int], seconds: float = 120) -> None:
    """Wait until the server serves; a refusal when it ended or took too long."""
    end = time.monotonic() + seconds
    while not serves(place):
        if process.poll() is not None:
            raise Refused("the server did not start; its words stand above")
        if time.monotonic() > end:
            raise Refused(f"the server did not answer within {seconds:.0f} seconds")
        time.sleep(0.05)


def serves(place: tuple[str, int]) -> bool:
    """Whether a page comes from there."""
    import http.client

    connection = http.client.HTTPConnection(*place, timeout=5)
    try:
        connection.request("GET", "/s/promise/kk")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
