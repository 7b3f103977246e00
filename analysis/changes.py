"""What changed between two waves: every answer of a question, its wording, and regions that were redrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from analysis import regions, waves
from analysis.codebook import CodebookError, Text, VariableSet
from analysis.columns import Column
from analysis.entrance import guard
from analysis.errors import DesignError, NotTabulable
from analysis.microdata import Microdata
from analysis.shown import Shown
from analysis.waves import Difference


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A share (per cent) or mean in the first and the second wave among `bases` people, and the change with
    its standard error and limits; of a share in percentage points. `statistic` and `p` (normal, two-sided)
    are None where the change has no sampling error. `code` "" is the mean, of a grid that of a `line`; `both`
    people answered twice."""

    code: str
    label: Text
    first: float
    second: float
    bases: tuple[int, int]
    change: float
    standard_error: float
    low: float
    high: float
    statistic: float | None
    p: float | None
    both: int | None = None
    line: str = ""


@dataclass(frozen=True, slots=True)
class Changes(Shown):
    """A question in two waves: `rows` of its answers, and of its mean; of a ranking (`kind`) the shares that
    put each option first, of a grid the means of its lines. `missing` is who did not answer, by
    kind, wave by wave, of the `n` people of each; `wording` what changed in the question; `moved` the systems
    that changed their region between the two days, with the region before and after. `linked`: the waves
    share people. `populations` are the finite ones."""

    variable: str
    label: Text
    rows: tuple[ChangeRow, ...]
    n: tuple[int, int]
    missing: tuple[Mapping[str, int], Mapping[str, int]]
    wording: tuple[Difference, ...]
    moved: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    linked: bool = False
    populations: tuple[int | None, int | None] = (None, None)
    level: float = 0.95
    kind: str = ""


def change(  # noqa: PLR0913 - two waves, and what each of the questions about them may need
    first: Microdata,
    second: Microdata,
    variable: str,
    *,
    code: str | None = None,
    person: str | None = None,
    days: tuple[date, date] | None = None,
    population: bool = True,
    level: float = 0.95,
) -> Changes:
    """The change of every share (or of `code` alone) and of the mean of a variable, multiple-response set,
    ranking (the share that put an option first) or grid (the mean of each line, or its share of `code`) from
    the `first` wave to the `second`.

    Samples are independent unless `person` names the variable of both waves that tells who each row is; then
    the covariance of the people who answered both counts (see `analysis.waves.change`). Codes that only one
    wave has are wording, not change. Between two `days` the systems that the first wave's codes name are
    looked up in the concordance of regions. `population`: intervals are for these finite populations, at
    `level` (0 to 1). Var(second - first) = V1 + V2 - 2 C, with C of Tam (1984); shares are in per cent.
    CodebookError for an unknown name or code, NobodyAnswered for an empty base, NotTabulable for texts and
    grids without scores, DesignError for people who are missing or named twice.
    """
    people = None if person is None else (_people(first, person), _people(second, person))
    options = {"people": people, "population": population, "level": level}
    found = [
        (label, waves.change(first, second, name, given, **options))  # type: ignore[arg-type] # one mapping of all
        for name, given, label in _questions(first, second, variable, code)
    ]
    names = dict.fromkeys(one.variable for _, one in found)
    sets = first.codebook.set_of(variable)
    return Changes(
        variable=variable,
        label=first.codebook.variable(variable).label if sets is None else sets.label,
        rows=tuple(_row(label, one, "" if sets is None else sets.kind) for label, one in found),
        n=(first.n, second.n),
        missing=(_missing(first, names), _missing(second, names)),
        wording=tuple(
            d for d in waves.differences(first.codebook, second.codebook) if d.variable in {*names, variable}
        ),
        moved={} if days is None else _moved(first, days),
        linked=person is not None,
        populations=(_size(first, wanted=population), _size(second, wanted=population)),
        level=level,
        kind="" if sets is None else sets.kind,
    )


Question = tuple[str, str | None, Text]


def _questions(first: Microdata, second: Microdata, name: str, code: str | None) -> Iterator[Question]:
    """Variable, code (None: the mean) and label of everything that is compared."""
    sets = first.codebook.set_of(name)
    if sets is not None:
        there = {one.name for one in second.codebook.variables}
        made = _lines(first, sets, code) if sets.kind == "grid" else _choices(sets, code)
        yield from (one for one in made if one[0] in there)
        return
    column = first.column(name)
    known = {one.value for one in second.column(name).variable.valid_codes}
    codes = [one for one in column.variable.valid_codes if one.value in known]
    if code is not None:
        codes = [one for one in codes if one.value == code]
        if not codes:
            told = ", ".join(sorted(known)) or "(none)"
            raise CodebookError(f"{name!r} has no code {code!r} in both waves; its codes: {told}")
    if not codes and not column.numeric:
        raise NotTabulable(f"{name!r} has the level {column.variable.level}: there is no share to compare")
    yield from ((name, one.value, one.label) for one in codes)
    if code is None and _averaged(column) and _averaged(second.column(name)):
        yield name, None, {}


def _choices(one: VariableSet, code: str | None) -> Iterator[Question]:
    """The options of a set by who chose them, of a ranking by who put them first."""
    if code is not None and code not in one.options:
        raise CodebookError(f"{one.name!r} has no option {code!r}; its options: {', '.join(one.options)}")
    for option, name, label in zip(one.options, one.variables, one.option_labels, strict=True):
        if code in (None, option):
            yield name, "1", label


def _lines(wave: Microdata, one: VariableSet, code: str | None) -> Iterator[Question]:
    """The lines of a grid by their means, or by the share of a code."""
    for name, label in zip(one.variables, one.option_labels, strict=True):
        if code is None and not _averaged(wave.column(name)):
            raise NotTabulable(f"the lines of {one.name!r} have no scores; name one of their codes")
        yield name, code, label


def _averaged(column: Column) -> bool:
    codes = column.variable.valid_codes
    return column.numeric or (bool(codes) and all(one.score is not None for one in codes))


def _row(label: Text, one: waves.Change, kind: str) -> ChangeRow:
    """A change with shares in per cent; in a set the variable stands for its option or line."""
    scale = 1.0 if one.code is None else 100.0
    code = one.variable if kind in ("multiple", "ranking") else one.code or ""
    return ChangeRow(
        code,
        label,
        scale * one.first,
        scale * one.second,
        one.bases,
        scale * one.change,
        scale * one.standard_error,
        scale * one.low,
        scale * one.high,
        one.statistic,
        one.p,
        one.both,
        one.variable if kind == "grid" else "",
    )


def _missing(wave: Microdata, names: Mapping[str, None]) -> Mapping[str, int]:
    """Who did not answer the (first) variable, by kind."""
    return wave.column(next(iter(names))).kinds()


def _people(wave: Microdata, person: str) -> list[str]:
    column = wave.column(person)
    if not column.answered.all():
        raise DesignError(
            f"{person!r} does not tell who everybody is: {int((~column.answered).sum())} lack it"
        )
    if column.coded:
        raise DesignError(
            f"{person!r} has the level {column.variable.level}: codes do not tell who people are"
        )
    return [str(one) for one in column.values]


def _moved(wave: Microdata, days: tuple[date, date]) -> dict[str, tuple[str, str]]:
    """The systems among all codes of a wave that changed their region."""
    codes = dict.fromkeys(code.value for one in wave.codebook.variables for code in one.valid_codes)
    return regions.moved([code for code in codes if code in regions.systems()], *days)


def _size(wave: Microdata, *, wanted: bool) -> int | None:
    size = wave.design.population if wanted else None
    return None if size is None else round(size)


guard(__name__)
