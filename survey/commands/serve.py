"""`serve`: the applications on a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from survey.commands.output import Refused, refusing, say, settings

if TYPE_CHECKING:
    from survey.config import Settings


def server_command(host: str, port: int, workers: int) -> list[str]:
    """The server's command line. It writes no access log: a line per respondent would break the promise.

    Slow clients hold a thread each while they send, so that there are many more threads than processors.
    """
    import sys

    return [
        sys.executable,
        "-m",
        "gunicorn",
        "--worker-class=survey.server.Patient",
        "--logger-class=survey.server.Discreet",
        f"--workers={workers}",
        "--threads=64",
        f"--bind=[{host}]:{port}" if ":" in host else f"--bind={host}:{port}",
        "--log-level=error",
        "wsgi:application",
    ]


def check_place(host: str, port: int) -> None:
    """Refused where nobody can listen: another program does, or the address is not of this machine."""
    import socket

    if not host:  # would listen on every address of the machine
        raise Refused("--host is empty; 127.0.0.1 is this machine alone")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.create_server((host, port), family=family).close()
    except (OSError, UnicodeError) as reason:
        words = getattr(reason, "strerror", None) or "this is no address"
        raise Refused(
            f"cannot listen on {host}:{port}: {words}; choose another with --host or --port"
        ) from reason


def check_session_key(chosen: Settings) -> None:
    """Refused where the file with the key that signs cookies holds none."""
    try:
        found = chosen.secret_key
    except UnicodeDecodeError:
        found = ""
    if not found:
        raise Refused(f"{chosen.session_key_file} holds no key: remove it and run `saualnama init`")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve(host: str, port: int, workers: int) -> None:
    """Serve the questionnaires (/s), the researcher's side (/researcher) and what is published (/)."""
    import os
    import sys

    from survey import storage

    chosen = settings()
    with refusing():
        storage.check_keys(chosen)
        check_session_key(chosen)
        check_place(host, port)
    say(f"Serving {chosen.instance} on http://{host}:{port} - stop with Ctrl+C")
    os.execv(sys.executable, server_command(host, port, workers))  # noqa: S606 - the command is made here, of numbers and fixed words
