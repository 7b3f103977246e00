"""The worked examples of the documents: read from a page, run, and compared with what the page says.

`python -m tests.worked` writes what the examples print into the pages; read the difference before it is kept.
"""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from survey.commands import main

TASKS = Path(__file__).parent.parent / "docs/tasks"
PAGES = sorted(TASKS.glob("*.md"))
INTRODUCTION = TASKS.parent / "analysis.md"
EXACT = doctest.ELLIPSIS
"""Outputs are equal but for what a page leaves out as "..."."""
_BLOCK = re.compile(r"```(console|python)\n(.*?)```\n", re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def commands(text: str) -> Iterator[tuple[str, str]]:
    """(command, what the page says that it prints) of every console block."""
    for kind, block in _BLOCK.findall(text):
        if kind == "console":
            yield from _COMMAND.findall(block)


def answer(command: str) -> str:
    """What a command of a page prints in this folder: `saualnama ...`, or `cat FILE`."""
    program, *words = shlex.split(command, comments=True)
    if program == "cat":
        return Path(words[0]).read_text("utf-8")
    if program != "saualnama":
        raise ValueError(f"a page shows what this does not run: {command}")
    done = CliRunner().invoke(main, words, env={"LC_ALL": "en_GB.UTF-8"})
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def agrees(said: str, printed: str) -> bool:
    """Whether a page says what is printed; blank lines at the end count for nothing."""
    return doctest.OutputChecker().check_output(said.rstrip() + "\n", printed.rstrip() + "\n", EXACT)


def examples(text: str, page: str) -> doctest.DocTest:
    """All Python of a page as one doctest, whose lines are those of the page."""
    kept = [""] * (text.count("\n") + 1)
    for found in _BLOCK.finditer(text):
        if found[1] == "python":
            first = text[: found.start(2)].count("\n")
            lines = found[2].splitlines()
            kept[first : first + len(lines)] = lines
    return doctest.DocTestParser().get_doctest("\n".join(kept) + "\n", {}, page, page, 0)


class Noting(doctest.DocTestRunner):
    """Runs examples and notes (example, what it prints) where the page says otherwise."""

    def __init__(self) -> None:
        super().__init__(optionflags=EXACT)
        self.noted: list[tuple[doctest.Example, str]] = []

    def report_failure(self, out: object, test: doctest.DocTest, example: doctest.Example, got: str) -> None:
        """Keep what is printed."""
        self.noted.append((example, got))


def renewed(text: str, page: str) -> str:
    """The page with what its examples print now; where they agree it stays as it is."""
    return _python_renewed(_BLOCK.sub(_console_renewed, text), page)


def _console_renewed(block: re.Match[str]) -> str:
    def one(found: re.Match[str]) -> str:
        printed = answer(found[1])
        return found[0] if agrees(found[2], printed) else f"$ {found[1]}\n{printed.rstrip()}\n"

    return block[0] if block[1] != "console" else f"```console\n{_COMMAND.sub(one, block[2])}```\n"


def _python_renewed(text: str, page: str) -> str:
    runner, lines = Noting(), text.split("\n")
    runner.run(examples(text, page))
    for example, got in reversed(runner.noted):
        start = example.lineno + example.source.count("\n")
        lines[start : start + example.want.count("\n")] = re.sub(
            r"^$", "<BLANKLINE>", got.rstrip("\n"), flags=re.MULTILINE
        ).split("\n")
    return "\n".join(lines)


if __name__ == "__main__":
    chosen = [TASKS / name for name in sys.argv[1:]] or PAGES
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(TASKS / "data", folder, dirs_exist_ok=True)
        with chdir(folder):
            for place in chosen:
                place.write_text(renewed(place.read_text("utf-8"), place.name), "utf-8")
