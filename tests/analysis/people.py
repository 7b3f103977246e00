"""A small questionnaire of every kind of variable, and people who answered it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.codebook import Code, Codebook, Net, Text, Variable, VariableSet
from analysis.design import Design
from analysis.microdata import Microdata


def named(name: str) -> Text:
    return {"kk": f"{name} (kk)", "ru": f"{name} (ru)", "en": name}


def coded(name: str, *codes: str, nets: tuple[Net, ...] = ()) -> Variable:
    return Variable(name, named(name), codes=tuple(Code(code, named(code)) for code in codes), nets=nets)


def ranks(name: str) -> Variable:
    return Variable(name, named(name), "ordinal", tuple(Code(rank, named(rank)) for rank in "012"))


AGREEMENT = (
    *(Code(str(score), named(str(score)), score=score) for score in range(1, 6)),
    Code("dont_know", named("do not know"), missing="does_not_know"),
)

CODEBOOK = Codebook(
    "example",
    (
        coded(
            "image",
            "good",
            "boring",
            "hectic",
            nets=(Net("negative", named("negative"), ("boring", "hectic")),),
        ),
        coded("place", "town", "village"),
        coded("motive_chance", "1", "0"),
        coded("motive_wish", "1", "0"),
        coded("motive_money", "1", "0"),
        Variable("a_pay", named("a_pay"), "ordinal", AGREEMENT),
        Variable("a_work", named("a_work"), "ordinal", AGREEMENT),
        ranks("cause_pay"),
        ranks("cause_room"),
        ranks("cause_fame"),
        Variable("books", named("books"), "scale", low=0, high=100),
        Variable("comment", named("comment"), "text"),
    ),
    (
        VariableSet(
            "motive",
            named("motive"),
            "multiple",
            ("motive_chance", "motive_wish", "motive_money"),
            ("chance", "wish", "money"),
            (named("chance"), named("wish"), named("money")),
            (Net("outer", named("outer"), ("chance", "money")),),
        ),
        VariableSet(
            "a", named("a"), "grid", ("a_pay", "a_work"), ("pay", "work"), (named("pay"), named("work"))
        ),
        VariableSet(
            "cause",
            named("cause"),
            "ranking",
            ("cause_pay", "cause_room", "cause_fame"),
            ("pay", "room", "fame"),
            (named("pay"), named("room"), named("fame")),
            (Net("outer", named("outer"), ("pay", "room")),),
            first=2,
        ),
    ),
    languages=("kk", "ru", "en"),
)

NAMES = tuple(variable.name for variable in CODEBOOK.variables)
LINES = """
good    town    1 1 0  5 4          1 2 0  3   nice
good    village 1 0 0  4 4          1 0 2  1   skipped
boring  town    0 1 0  1 dont_know  2 1 0  7   =1+1
hectic  village 0 0 1  2 1          1 2 0  10  skipped
skipped town    skipped skipped skipped  refused refused  skipped skipped skipped  skipped skipped
good    skipped 0 0 1  3 skipped    0 1 2  2   <b>
not_asked village 1 1 1 5 5         2 0 1  3   quiet
"""


def records() -> list[dict[str, str]]:
    return [dict(zip(NAMES, line.split(), strict=True)) for line in LINES.strip().splitlines()]


def people(design: Design | None = None) -> Microdata:
    """The seven people of LINES."""
    return Microdata.from_records(CODEBOOK, records(), design)


def answers(*values: str, weights: Sequence[float] | None = None, population: int | None = None) -> Microdata:
    """People with one variable `image` and these answers."""
    rows = [{"image": value} for value in values]
    return Microdata.from_records(CODEBOOK, rows, Design(weights, population=population))


def crossed(counts: Sequence[Sequence[int]], design: Design | None = None) -> Microdata:
    """People with variables `r` and `c` whose cross-tab has these counts."""
    row_codes, column_codes = [f"r{i}" for i in range(len(counts))], [f"c{j}" for j in range(len(counts[0]))]
    book = Codebook("crossed", (coded("r", *row_codes), coded("c", *column_codes)))
    rows = [
        {"r": row_codes[i], "c": column_codes[j]}
        for i, row in enumerate(counts)
        for j, count in enumerate(row)
        for _ in range(count)
    ]
    return Microdata.from_records(book, rows, design)
