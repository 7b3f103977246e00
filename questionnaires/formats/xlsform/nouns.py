"""What an XLSForm says, as values: questions, groups, choices, settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Texts = dict[str, str]
"""Foreign name of a language -> text; “default” for a column without language."""


@dataclass(slots=True)
class Choice:
    """One line of a list: its name, labels, other columns."""

    name: str
    labels: Texts
    extra: dict[str, str] = field(default_factory=dict)
    row: int = 0
    media: bool = False


@dataclass(slots=True, eq=False)
class Element:
    """A question, or (`kind` group, repeat, loop) what encloses some. `logic` are expressions and settings
    as written, `texts` what people read."""

    kind: str
    name: str
    path: str
    row: int
    type: str = ""
    listed: str = ""
    depth: int = 0
    other: bool = False
    texts: dict[str, Texts] = field(default_factory=dict)
    logic: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    trigger: tuple[str, ...] = ()
    media: frozenset[str] = frozenset()
    children: list[Element] = field(default_factory=list)

    def get(self, key: str) -> str:
        """An expression or setting, or ""."""
        return self.logic.get(key, "")

    def labels(self) -> Texts:
        """The labels by language."""
        return self.texts.get("label", {})

    def inside(self) -> Iterator[Element]:
        """Everything in it, in order."""
        for child in self.children:
            yield child
            yield from child.inside()


@dataclass(slots=True)
class Form:
    """A valid form. `root` holds what is asked; `external` the lists of the sheet external_choices."""

    name: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    root: Element
    choices: Mapping[str, list[Choice]]
    external: Mapping[str, list[Choice]] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    entities: bool = False

    def elements(self) -> Iterator[Element]:
        """Questions and groups in order."""
        return self.root.inside()
