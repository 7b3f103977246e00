"""The kinds of forms, a folder each. Another one is a call of `register`, here or in a module `kind_*.py`."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any


@dataclass(frozen=True, slots=True)
class Case:
    """A form: its content, what an import must reproduce, and whether it is valid at all."""

    name: str
    file: str
    content: bytes
    expected: dict[str, Any]
    valid: bool


Cases = Callable[[Path], Iterator[Case]]
"""The forms of a folder."""

KINDS: dict[str, Cases] = {}


def register(name: str, cases: Cases) -> None:
    """Make a kind known: the name of its folder, and how its forms are found there."""
    KINDS[name] = cases


def kinds() -> dict[str, Cases]:
    """All kinds."""
    import tests.corpora

    for module in iter_modules(tests.corpora.__path__):
        if module.name.startswith("kind_"):
            import_module(f"tests.corpora.{module.name}")
    return KINDS


def files(folder: Path) -> Iterator[Case]:
    """Every file with its `expected/<file>.json` (or .json.gz)."""
    for path in sorted(folder.iterdir()):
        told = folder / "expected" / f"{path.name}.json"
        packed = told.with_name(f"{told.name}.gz")
        if path.is_file() and (told.exists() or packed.exists()):
            text = told.read_bytes() if told.exists() else gzip.decompress(packed.read_bytes())
            expected = json.loads(text)
            yield Case(path.name, path.name, path.read_bytes(), expected, expected.get("valid") is not False)


def lines(folder: Path) -> Iterator[Case]:
    """Small forms as Markdown tables, one JSON object a line."""
    for line in (folder / "forms.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        content = one["form_md"].encode()
        yield Case(one["id"], "form.md", content, one.get("expected") or {}, one["valid"])


register("xlsform", files)
register("xlsform_invalid", files)
register("xlsform_md", lines)
