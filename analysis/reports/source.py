"""What a report speaks from: a frozen publication, the methods, and the questionnaire as it was asked.

Nothing else reaches a report, so that it holds nothing that the public may not see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.codebook import text
from analysis.publications import Filter, Publication, Question
from analysis.reports.methods import Statement


@dataclass(frozen=True, slots=True)
class Asked:
    """An item as it was asked, in the language of the report.

    `number` is its place in the questionnaire; `options` are (code, label), `rows` the lines of a grid,
    `only` the universe in words, `variables` the questions of a publication that it yields, `nets` the labels
    that each net unites; `scale` are the lowest and the highest score of a rating, each with its label;
    `fact` tells that it is about the person.
    """

    name: str
    number: int
    question: str
    hint: str = ""
    only: str = ""
    options: tuple[tuple[str, str], ...] = ()
    rows: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    nets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scale: tuple[tuple[float, str], ...] = ()
    fact: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the questionnaire: its `title` and what was `asked` in it."""

    title: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The group that a report is about, called `name`: it is published in the class `code` of `variable`.

    `asked` is the label of the variable, `label` that of the class, `others` are the labels of what was
    merged with it. `code` is "" where the group stands in no class.
    """

    variable: str
    name: str
    code: str = ""
    label: str = ""
    others: tuple[str, ...] = ()
    asked: str = ""

    @property
    def filter(self) -> Filter:
        """The filter of its class."""
        return Filter.of((self.variable, self.code))


@dataclass(frozen=True, slots=True)
class View:
    """A table that a researcher keeps under the name `title`: a `question`, by the groups of `by` ("":
    everybody together), of a grid that is broken down its `line`."""

    title: str
    question: str
    by: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """All that the parts of a report read.

    `address` names the survey ("young-librarians@1"), `mode` how people came to it ("anonymous": invited;
    "open": by themselves), `note` stands on every page about it, `views` are tables that researchers keep.
    """

    publication: Publication
    methods: Statement
    sections: tuple[Section, ...]
    language: str
    address: str
    mode: str = "anonymous"
    note: str = ""
    group: Group | None = None
    views: tuple[View, ...] = ()

    @property
    def title(self) -> str:
        """The title of the questionnaire."""
        return text(self.publication.title, self.language)

    @property
    def margins(self) -> bool:
        """Whether intervals and verdicts may be told: not of people who chose themselves."""
        return self.mode != "open"

    def asked_of(self, question: str) -> Asked:
        """The item that yields a published question. KeyError where none does."""
        for section in self.sections:
            for one in section.asked:
                if question in one.variables:
                    return one
        raise KeyError(question)

    def published(self, asked: Asked) -> tuple[Question, ...]:
        """The published questions that an item yields, in order."""
        known = {one.name: one for one in self.publication.questions}
        return tuple(known[name] for name in asked.variables if name in known)
