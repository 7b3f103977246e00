"""`rehearse`: simulated people fill in a questionnaire before anybody is asked."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey.commands.named import named
from survey.commands.output import Refused, json_option, put_json, put_table, refusing, say, write_file

if TYPE_CHECKING:
    from questionnaires.questionnaire import Questionnaire
    from questionnaires.rehearsal import Rehearsal


@click.command()
@click.argument("file")
@click.option(
    "-n", "count", default=1000, show_default=True, type=click.IntRange(1, 100_000), help="Responses."
)
@click.option("--language", default="", help="The language of the page (default: the first).")
@click.option("--seed", default=1, show_default=True, help="Another seed draws other answers.")
@click.option(
    "--data", type=click.Path(dir_okay=False, path_type=Path), help="Write the microdata here (CSV)."
)
@click.option("--codebook", type=click.Path(dir_okay=False, path_type=Path), help="Write the codebook here.")
@click.option("--server", is_flag=True, help="Send every response to a real server of its own over HTTP.")
@json_option
def rehearse(
    file: str, count: int, language: str, seed: int, data: Path | None, codebook: Path | None, server: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Let simulated people fill in FILE (or a shipped one) on its real path, every branch taken.

    Prints what they reached and what was wrong, and leaves microdata to try the analysis on. They answer at
    random: their answers say nothing about anybody.
    """
    from questionnaires import rehearsal

    with refusing():
        questionnaire = named(file)
    language = language or questionnaire.languages[0]
    if language not in questionnaire.languages:
        raise Refused(f"{file} has no language {language!r}; it has {', '.join(questionnaire.languages)}")
    started = time.perf_counter()
    done = rehearsal.rehearse(questionnaire, count, seed)
    seconds = time.perf_counter() - started
    sent = _send(questionnaire, done, language) if server else None
    _write(questionnaire, done, data, codebook)
    if as_json:
        put_json(_as_json(done, seconds, sent))
    else:
        _show(file, done, seconds, sent)


def _send(questionnaire: Questionnaire, done: Rehearsal, language: str) -> float:
    from survey.stage import StageError, send_all

    with refusing(StageError):
        return send_all(questionnaire, [one.form for one in done.responses], language)


def _write(questionnaire: Questionnaire, done: Rehearsal, data: Path | None, codebook: Path | None) -> None:
    from analysis.codebook_files import to_json
    from questionnaires import coding
    from questionnaires.functions import text_of

    made = coding.codebook(questionnaire)
    if data:
        out = io.StringIO(newline="")
        rows = csv.writer(out)
        rows.writerow(variable.name for variable in made.variables)
        for one in done.responses:
            rows.writerow(text_of(value) for value in one.record(questionnaire).values())
        write_file(data, out.getvalue().encode())
        codebook = codebook or data.with_suffix(".codebook.json")
    if codebook:
        write_file(codebook, to_json(made).encode())


def _as_json(done: Rehearsal, seconds: float, sent: float | None) -> dict[str, object]:
    reached = done.coverage
    parts = {"items": reached.items, "codes": reached.codes, "universes": reached.universes}
    return {
        "responses": len(done.responses),
        **{name: {"reached": some, "all": every} for name, (some, every) in parts.items()},
        "missed": [{"what": what, "why": why} for what, why in reached.missed],
        "troubles": [{"item": i, "message": m, "times": times} for (i, m), times in done.troubles.items()],
        "seconds": round(seconds, 3),
        "seconds_sending": None if sent is None else round(sent, 3),
    }


def _show(file: str, done: Rehearsal, seconds: float, sent: float | None) -> None:
    reached = done.coverage
    rows = [
        ("responses", str(len(done.responses))),
        ("items asked", "{} of {}".format(*reached.items)),
        ("codes chosen", "{} of {}".format(*reached.codes)),
        ("universes both ways", "{} of {}".format(*reached.universes)),
        ("time", f"{seconds:.1f} s, {1000 * seconds / len(done.responses):.2f} ms a response"),
        *([("over HTTP", f"{sent:.1f} s")] if sent is not None else []),
    ]
    put_table(str(file), ("", ""), rows)
    for what, why in reached.missed:
        say(f"not reached: {what}: {why}")
    for (item, message), times in done.troubles.items():
        say(f"trouble: {item}: {message} ({times} times)")
