"""What a LimeSurvey file says, whatever its form: groups, questions, subquestions, answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Texts = dict[str, str]
"""Language as the file names it -> text (HTML)."""

TYPES: Mapping[str, str] = {
    "1": "array dual scale",
    "5": "5 point choice",
    "A": "array 5 point",
    "B": "array 10 point",
    "C": "array yes/no/uncertain",
    "D": "date",
    "E": "array increase/same/decrease",
    "F": "array",
    "G": "gender",
    "H": "array by column",
    "I": "language switch",
    "K": "multiple numerical",
    "L": "list radio",
    "M": "multiple choice",
    "N": "numerical",
    "O": "list with comment",
    "P": "multiple choice with comments",
    "Q": "multiple short text",
    "R": "ranking",
    "S": "short text",
    "T": "long text",
    "U": "huge text",
    "X": "text display",
    "Y": "yes/no",
    "!": "list dropdown",
    ":": "array numbers",
    ";": "array texts",
    "|": "file upload",
    "*": "equation",
}


@dataclass(slots=True)
class Part:
    """A subquestion or an answer: its code, its `scale` (0 or 1), its texts."""

    code: str
    scale: str = "0"
    order: int = 0
    texts: Texts = field(default_factory=dict)
    relevance: str = ""
    value: float = 0.0
    """What an answer counts in an assessment."""

    qid: str = ""
    row: Mapping[str, str] = field(default_factory=dict)
    """The row of the file, as it stands."""


@dataclass(slots=True)
class Question:
    """A question with all that belongs to it. `mandatory` is Y, N or S (soft)."""

    code: str
    type: str
    gid: str = ""
    qid: str = ""
    order: int = 0
    texts: Texts = field(default_factory=dict)
    help: Texts = field(default_factory=dict)
    mandatory: str = ""
    other: str = ""
    relevance: str = ""
    pattern: str = ""
    subquestions: list[Part] = field(default_factory=list)
    answers: list[Part] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    """Those that say something; `name@language` where they are texts."""

    defaults: list[tuple[str, str, Texts]] = field(default_factory=list)
    """Subquestion's id or "", special type, value by language."""

    conditions: list[Mapping[str, str]] = field(default_factory=list)
    row: Mapping[str, str] = field(default_factory=dict)

    def attribute(self, name: str) -> str:
        """The attribute's value, or ""."""
        return self.attributes.get(name, "").strip()

    def on(self, name: str) -> bool:
        """Whether the attribute is switched on."""
        return self.attribute(name) not in ("", "0", "N", "no", "none", "default")

    def told(self, name: str) -> Texts:
        """The texts of an attribute by language; one without a language holds for all that lack it."""
        start = f"{name}@"
        texts = {key[len(start) :]: text for key, text in self.attributes.items() if key.startswith(start)}
        for language in self.texts if name in self.attributes else ():
            texts.setdefault(language, self.attributes[name])
        return texts

    def scaled(self, scale: str) -> list[Part]:
        """The answers or subquestions (in this order of preference) of that scale."""
        return [one for one in self.answers or self.subquestions if one.scale == scale]

    def rows(self, scale: str = "0") -> list[Part]:
        """The subquestions of that scale."""
        return [one for one in self.subquestions if one.scale == scale]


@dataclass(slots=True)
class Group:
    """A group of questions."""

    gid: str
    order: int = 0
    titles: Texts = field(default_factory=dict)
    descriptions: Texts = field(default_factory=dict)
    relevance: str = ""
    randomization: str = ""
    row: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Survey:
    """A whole file. `languages` as they are named, the base language first."""

    doctype: str = "Survey"
    version: str = ""
    sid: str = ""
    languages: list[str] = field(default_factory=list)
    settings: Mapping[str, str] = field(default_factory=dict)
    titles: Texts = field(default_factory=dict)
    welcomes: Texts = field(default_factory=dict)
    ends: Texts = field(default_factory=dict)
    descriptions: Texts = field(default_factory=dict)
    policies: Texts = field(default_factory=dict)
    addresses: Texts = field(default_factory=dict)
    """Where people are sent at the end."""

    scripts: set[str] = field(default_factory=set)
    """Ids of questions with a script of their own."""

    groups: list[Group] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    quotas: list[Mapping[str, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    """Rows of tables of which only the number is told: quota_members, assessments, conditions, defaults."""

    found: dict[str, Any] = field(default_factory=dict)
    """What the file says in its own words."""

    def of_group(self, gid: str) -> Iterator[Question]:
        """The questions of a group, in order."""
        return (one for one in self.questions if one.gid == gid)
