"""The noun: a publication, its filter variables, its questions, and the tables that it answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import quote

from analysis.codebook import Text
from analysis.disclosure.reasons import NotPublished
from analysis.publications.freezing import freeze, thaw
from analysis.publications.protected import crossed, protected
from analysis.tables import Association, Crosstab, Tally, Test

SCHEMA = "saualnama.publication/2"

Line = tuple[int, tuple[int, ...]]
"""One line of a group: its people to the nearest 5, and a whole per cent for every row and net of the total,
0 for "<5" and 100 for ">95"."""


@dataclass(frozen=True, slots=True)
class Filter:
    """At most two `variable = code` terms, sorted by variable; no term is everybody."""

    terms: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, *terms: tuple[str, str]) -> Filter:
        """The filter of these terms."""
        return cls(tuple(sorted(terms)))

    @property
    def key(self) -> str:
        """Its name: `system=abai&tenure=4_10`; of everybody ""."""
        return "&".join(f"{quote(name, safe='')}={quote(code, safe='+')}" for name, code in self.terms)


EVERYBODY = Filter()


@dataclass(frozen=True, slots=True)
class FilterClass:
    """A class of a filter variable: the `codes` that were merged into it, its people to the nearest 5."""

    code: str
    label: Text
    codes: tuple[str, ...]
    n: int


@dataclass(frozen=True, slots=True)
class FilterVariable:
    """A variable that answers are broken down and filtered by, as it was recoded for good; `apart` people (to
    the nearest 5) stand in no class: they did not say, or their class was too small."""

    name: str
    label: Text
    classes: tuple[FilterClass, ...]
    apart: int

    def class_of(self, code: str) -> FilterClass | None:
        """The class of that code, or the one that the code was merged into; None where there is none."""
        exact = (one for one in self.classes if one.code == code)
        merged = (one for one in self.classes if code in one.codes)
        return next(exact, None) or next(merged, None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the exact table of a question by a variable says, with two digits."""

    test: Test
    association: Association


@dataclass(frozen=True, slots=True)
class Question:
    """One published question: the exact tally of everybody; by the key of the filter its lines (a grid has
    one for each row; None for a line that is not served); why it has no groups at all ("": it has some; a key
    of `analysis.disclosure.reasons.REASONS`); and verdicts by filter variable, line by line."""

    name: str
    total: Tally
    groups: Mapping[str, tuple[Line | None, ...]] = field(default_factory=dict)
    why: str = ""
    verdicts: Mapping[str, tuple[Verdict | None, ...]] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Tally, ...]:
        """The tallies that groups have lines of: the rows of a grid, or the total itself."""
        return self.total.items or (self.total,)

    def line(self, name: str) -> int:
        """The place of a line; "" is the first. NotPublished when there is none of that name."""
        names = [one.variable for one in self.lines]
        if name and name not in names:
            raise NotPublished("line", name=name)
        return names.index(name) if name else 0

    def at(self, group: Filter, line: int) -> Line | None:
        """One line of a group, None where it is not served."""
        found = self.groups.get(group.key)
        return found[line] if found else None


@dataclass(frozen=True)
class Publication:
    """A frozen set of protected tables of one snapshot of a wave.

    `n` people answered, of a `population` where that is known. `least` is the smallest group that is served;
    `filters` are the groups that are, by their keys, with their people to the nearest 5. `release` is 0 until
    it is published.
    """

    title: Text
    languages: tuple[str, ...]
    n: int
    population: int | None
    snapshot: int
    least: int
    variables: tuple[FilterVariable, ...]
    filters: Mapping[str, int]
    questions: tuple[Question, ...]
    release: int = 0

    @classmethod
    def of(cls, content: Mapping[str, Any], release: int = 0) -> Publication:
        """The publication that was frozen into `content`; NotPublished for one of another schema."""
        if content.get("schema") != SCHEMA:
            raise NotPublished("old schema")
        return replace(thaw(cls, content), release=release)

    @property
    def content(self) -> dict[str, Any]:
        """What JSON can hold of it, `Publication.of` reads it back."""
        told: dict[str, Any] = freeze(self)
        del told["release"]
        return {"schema": SCHEMA, **told}

    @cached_property
    def _questions(self) -> Mapping[str, Question]:
        return {one.name: one for one in self.questions}

    def question(self, name: str) -> Question:
        """The published question of that name; NotPublished when there is none."""
        if name not in self._questions:
            raise NotPublished("question", name=name)
        return self._questions[name]

    def variable(self, name: str) -> FilterVariable:
        """The filter variable of that name; NotPublished when there is none."""
        for one in self.variables:
            if one.name == name:
                return one
        raise NotPublished("variable", name=name)

    def filter(self, *terms: str) -> Filter:
        """The filter of terms such as "system:abai", by old codes or those of the recoding.

        NotPublished for a group that there is not, or for more than two terms.
        """
        found = {}
        for term in terms:
            name, _, code = term.partition(":")
            one = self.variable(name).class_of(code.replace(" ", "+"))
            if one is None:
                raise NotPublished("filter", name=term)
            found[name] = one.code
        if len(found) != len(terms) or len(found) > 2:
            raise NotPublished("terms")
        return Filter.of(*found.items())

    def tally(self, question: str, group: Filter = EVERYBODY) -> Tally:
        """A question: exact over everybody, protected in a group; a row of a grid that is not served in the
        group is left out. NotPublished where nothing is served."""
        asked = self.question(question)
        if group == EVERYBODY:
            return asked.total
        lines = zip(asked.lines, asked.groups.get(group.key, ()), strict=False)
        served = [protected(tally, *line) for tally, line in lines if line]
        if not served:
            raise NotPublished(asked.why or "few")
        if not asked.total.items:
            return served[0]
        base = max(one.base for one in served)
        return replace(protected(asked.total, base, ()), items=tuple(served))

    def table(
        self, question: str, by: str = "", where: Filter = EVERYBODY, line: str = ""
    ) -> Tally | Crosstab:
        """A question among the people of a group, by a variable if one is named; of a grid by a variable one
        `line`. NotPublished where it is not served."""
        return self.breakdown(question, by, where, line) if by else self.tally(question, where)

    def served(self, question: str, by: str, where: Filter = EVERYBODY, line: str = "") -> tuple[str, ...]:
        """The codes of those classes of `by` that a question (of a grid, a line) is broken down into."""
        asked, codes = self.question(question), [one.code for one in self.variable(by).classes]
        if len(where.terms) > 1 or by in dict(where.terms):
            raise NotPublished("terms")
        place = asked.line(line)
        return tuple(code for code in codes if asked.at(Filter.of((by, code), *where.terms), place))

    def wheres(self, question: str, by: str) -> tuple[Filter, ...]:
        """The groups of one term within which a question is broken down by a variable."""
        one_term = [Filter.of((v.name, c.code)) for v in self.variables if v.name != by for c in v.classes]
        return tuple(where for where in one_term if self.served(question, by, where))

    def breakdown(self, question: str, by: str, where: Filter = EVERYBODY, line: str = "") -> Crosstab:
        """A question by the classes of a variable that are served, perhaps among the people of a group.

        A grid is broken down line by line, the first one where none is named. The table is protected: its
        `bases` go to the nearest 5, its per cents are whole. NotPublished where no class is served.
        """
        asked, served = self.question(question), self.served(question, by, where, line)
        if not served:
            raise NotPublished(asked.why or "few")
        place = asked.line(line)
        whole = asked.lines[place] if where == EVERYBODY else self._group(asked, place, where)
        groups = [
            (by, code, self._group(asked, place, Filter.of((by, code), *where.terms))) for code in served
        ]
        labels = {one.code: one.label for one in self.variable(by).classes}
        table = crossed(
            whole, (by, self.variable(by).label), [(code, labels[code], tally) for _, code, tally in groups]
        )
        verdicts = asked.verdicts.get(by, ()) if where == EVERYBODY else ()
        found = verdicts[place] if verdicts else None
        return table if found is None else replace(table, test=found.test, association=found.association)

    def _group(self, asked: Question, place: int, group: Filter) -> Tally:
        line = asked.at(group, place)
        if line is None:
            raise NotPublished("few")
        return protected(asked.lines[place], *line)
