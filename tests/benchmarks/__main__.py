"""Print each measured ratio; nothing here can fail, the figures go into commit messages.

A benchmark is a module of this folder with a function `ratios() -> Iterator[Ratio]`. All run, each in a
process of its own and with one thread, or those that are named: `python -m tests.benchmarks pairs designs`.
"""

from __future__ import annotations

import os
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMBA")}
APART = ("__main__", "load", "measure")


def names() -> list[str]:
    """The benchmarks in this folder."""
    return [one.name for one in pkgutil.iter_modules([str(Path(__file__).parent)]) if one.name not in APART]


def main(chosen: list[str]) -> int:
    """Run the chosen benchmarks; the number that could not."""
    failed = 0
    for name in chosen or names():
        command = [sys.executable, "-m", "tests.benchmarks", "--here", name]
        failed += subprocess.run(command, env={**os.environ, **ONE_THREAD}, check=False).returncode != 0
    return failed


def here(name: str) -> None:
    """Run one benchmark in this process."""
    print(f"# {name}", flush=True)
    for ratio in import_module(f"tests.benchmarks.{name}").ratios():
        print(ratio, flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--here"]:
        here(sys.argv[2])
    else:
        sys.exit(main(sys.argv[1:]))
