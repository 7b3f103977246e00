"""`serve`: the applications on a real server."""

from __future__ import annotations

import click

from survey.commands.output import refusing, say, settings


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
        f"--bind={host}:{port}",
        "--log-level=error",
        "wsgi:application",
    ]


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
    say(f"Serving {chosen.instance} on http://{host}:{port} - stop with Ctrl+C")
    os.execv(sys.executable, server_command(host, port, workers))  # noqa: S606
