"""Foreign formats: one module each. Registering one is all it takes; `saualnama convert` finds it here.

A reader makes two things of a file: what the file says in its own words (`Imported.found`, the form of the
corpora that tests compare with) and a questionnaire of ours, with every loss named. Nothing is lost silently.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from questionnaires.questionnaire import Questionnaire

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; a questionnaire is far smaller, what is larger is refused before it is opened."""


class NotReadable(ValueError):
    """A file that cannot be imported: the reason, and where it stands (sheet, row, element)."""

    def __init__(self, reason: str, *, sheet: str = "", row: int | None = None, place: str = "") -> None:
        self.reason, self.sheet, self.row, self.place = reason, sheet, row, place
        where = ", ".join(
            part for part in (f"sheet “{sheet}”" if sheet else "", f"row {row}" if row else "", place) if part
        )
        super().__init__(f"{where}: {reason}" if where else reason)


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """What could not be kept. `kind` is type, routing, check, value, default, offer, text, media, geography,
    device or setting; `place` the path in the foreign file; `reason` a sentence for the author. `declared`
    ones are refused by design in anonymous surveys: pictures, places, devices."""

    place: str
    kind: str
    reason: str
    declared: bool = False

    def __str__(self) -> str:
        return f"{self.kind}:{self.place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Imported:
    """A questionnaire of ours as YAML with its `losses` and `remarks` (what was changed but not lost: a name,
    a code, a text that another language lends); `found` is what the file says in its own words. `beside`:
    what came with it, end of the file's name -> content: “.csv” and “.codebook.json” of responses."""

    source: str
    losses: tuple[Loss, ...] = ()
    remarks: tuple[str, ...] = ()
    found: Mapping[str, Any] = field(default_factory=dict)
    beside: Mapping[str, bytes] = field(default_factory=dict)


Read = Callable[[bytes, str], Imported]
"""Content and file name; NotReadable when it cannot be imported."""

Beside = Callable[[str], bytes | None]
"""The content of the file of that name that came with the one that is read; None where none did."""

Write = Callable[[Questionnaire], tuple[bytes, tuple[Loss, ...]]]
"""The file, and what it cannot hold."""


@dataclass(frozen=True, slots=True)
class Format:
    """A foreign format: its name, the ends of its file names, and what it can do."""

    name: str
    suffixes: tuple[str, ...]
    read: Read | None = None
    write: Write | None = None
    suits: Callable[[bytes], bool] = field(default=lambda content: True)
    """Whether a content may be of this format, where several share a suffix."""
    read_with: Callable[[bytes, str, Beside], Imported] | None = None
    """Reads it together with the files that came with it, where a format knows such."""


_registry: dict[str, Format] = {}


def register(one: Format) -> Format:
    """Make a format known under its name; two of one name are an error."""
    if one.name in _registry:
        raise ValueError(f"two formats are called {one.name!r}")
    _registry[one.name] = one
    return one


def formats() -> Mapping[str, Format]:
    """All registered formats by name."""
    _load()
    return _registry


def read(content: bytes, file: str, name: str = "", beside: Beside = lambda file: None) -> Imported:
    """Import a file, its format told by `name` or found by the end of the file's name and its content;
    `beside` gives the files that came with it.

    NotReadable when no format suits, the file is too large, or it is no valid form.
    """
    if len(content) > LARGEST_FILE:
        raise NotReadable(f"the file has {len(content)} bytes; at most {LARGEST_FILE} can be read")
    found = [one for one in formats().values() if one.read and (one.name == name or not name)]
    if not name:
        found = [one for one in found if file.lower().endswith(one.suffixes) and one.suits(content)]
    if not found or found[0].read is None:
        known = ", ".join(sorted({suffix for one in formats().values() for suffix in one.suffixes}))
        raise NotReadable(f"no format suits “{file[:80]}”; these can be read: {known}")
    one = found[0]
    return one.read_with(content, file, beside) if one.read_with else found[0].read(content, file)


@cache
def _load() -> None:
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
