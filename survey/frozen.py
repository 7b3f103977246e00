"""Tallies and cross-tabs as JSON and back: what a publication keeps, number by number.

Nothing is computed on the way: what comes back is equal to what went in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar

from analysis.codebook import Text
from analysis.tables import Association, Crosstab, Tally, TallyRow, Test
from survey.storage.values import Published, Survey

T = TypeVar("T")


def freeze(value: Any) -> Any:
    """`value` (a result, or a part of one) as plain dictionaries, lists, texts and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: freeze(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): freeze(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [freeze(one) for one in value]
    return value


def thaw_tally(frozen: Mapping[str, Any]) -> Tally:
    """The tally that `freeze` made into `frozen`."""
    parts = {
        "rows": tuple(_known(TallyRow, row) for row in frozen["rows"]),
        "nets": tuple(_known(TallyRow, row) for row in frozen["nets"]),
        "items": tuple(thaw_tally(item) for item in frozen["items"]),
    }
    return _known(Tally, {**frozen, **parts})


def thaw_crosstab(frozen: Mapping[str, Any]) -> Crosstab:
    """The cross-tab that `freeze` made into `frozen`."""
    parts = {name: _tuples(value) for name, value in frozen.items() if isinstance(value, list)}
    found = {name: frozen[name] for name in ("test", "association")}
    made = {
        "test": None if found["test"] is None else _known(Test, found["test"]),
        "association": None if found["association"] is None else _known(Association, found["association"]),
    }
    return _known(Crosstab, {**frozen, **parts, **made})


def _known(kind: type[T], values: Mapping[str, Any]) -> T:
    """A value of `kind`; what a later version wrote and this one does not know is left out."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # T is always a dataclass here
    return kind(**{name: value for name, value in values.items() if name in names})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Together:
    """The options of one question by the classes of the banner, in one table.

    Each row: label, how many of each class chose it (or put it first), their share of the class in per
    cent, how many altogether. `bases` are the people of each class who answered.
    """

    classes: tuple[Text, ...]
    bases: tuple[int, ...]
    rows: tuple[tuple[Text, tuple[int, ...], tuple[float, ...], int], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One published question: its tally, its breakdowns (option or line, cross-tab), or why it has none."""

    name: str
    tally: Tally
    breakdowns: tuple[tuple[str, Crosstab], ...]
    no_breakdown: str

    @property
    def together(self) -> Together | None:
        """The breakdowns of a multiple choice or a ranking as one table; None for other questions."""
        tables = [table for _, table in self.breakdowns if "1" in table.row_codes]
        if self.tally.kind not in ("multiple", "ranking") or not tables:
            return None
        bases = tuple(map(sum, zip(*tables[0].counts, strict=True)))
        return Together(tables[0].column_labels, bases, tuple(_chosen(table) for table in tables))


@dataclass(frozen=True, slots=True)
class Release:
    """A publication as it is read: whose it is, its number, the people, the banner, the questions."""

    survey: Survey
    number: int
    title: Text
    n: int
    population: int | None
    banner: Mapping[str, Any] | None
    questions: tuple[Question, ...]

    @classmethod
    def of(cls, published: Published) -> Release:
        """The release that was frozen into the content of a publication."""
        content = published.content
        return cls(
            published.survey,
            published.release,
            content["title"],
            content["n"],
            content["population"],
            content["banner"],
            tuple(_question(one) for one in content["questions"]),
        )

    def question(self, name: str) -> Question | None:
        """The published question of that name, or None."""
        return next((one for one in self.questions if one.name == name), None)


def _question(frozen: Mapping[str, Any]) -> Question:
    tables = tuple((one["option"], thaw_crosstab(one["table"])) for one in frozen["breakdowns"])
    return Question(frozen["name"], thaw_tally(frozen["tally"]), tables, frozen["no_breakdown"])


def _chosen(table: Crosstab) -> tuple[Text, tuple[int, ...], tuple[float, ...], int]:
    place = table.row_codes.index("1")
    counts = table.counts[place]
    return table.row_label, counts, table.column_percents[place], sum(counts)
