"""Two waves of a survey: how a share or a mean changed, and what changed in the questions meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.arrays import Booleans, Floats
from analysis.codebook import Codebook, CodebookError, Variable
from analysis.entrance import guard
from analysis.errors import NotTabulable
from analysis.estimates import Estimate, mean, t_quantile
from analysis.groups import Labels
from analysis.linked import between, same_people
from analysis.microdata import Microdata


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two waves in a variable: `what` ("label", "level", "code", "code label",
    "missing", "variable"), the `place` (a language, a code), and how it stood `before` and `after` ("" where
    it did not)."""

    variable: str
    what: str
    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """The change of a share (code given) or mean from the first wave to the second.

    `covariance` is that of the two values, 0 for independent samples; `both` people answered in both
    waves (None: not known). `wording` is what changed in the question.
    """

    variable: str
    code: str | None
    first: float
    second: float
    bases: tuple[int, int]
    standard_error: float
    covariance: float
    both: int | None
    wording: tuple[Difference, ...]
    level: float = 0.95

    @property
    def change(self) -> float:
        """The second value minus the first."""
        return self.second - self.first

    @property
    def low(self) -> float:
        """The lower limit of the change (normal)."""
        return self.change - t_quantile(self.level, np.inf) * self.standard_error

    @property
    def high(self) -> float:
        """The upper limit of the change (normal)."""
        return self.change + t_quantile(self.level, np.inf) * self.standard_error

    @property
    def statistic(self) -> float | None:
        """The change by its standard error; None where it has none."""
        return self.change / self.standard_error if self.standard_error > 0 else None

    @property
    def p(self) -> float | None:
        """Of no change (normal, two-sided); None where there is nothing to test."""
        return None if self.statistic is None else float(2 * stats.norm.sf(abs(self.statistic)))

    @property
    def refusal(self) -> str:
        """Why there is no test."""
        return "" if self.standard_error > 0 else "the change has no sampling error: there is nothing to test"


def change(  # noqa: PLR0913 - two waves, and what is known of how they were drawn
    first: Microdata,
    second: Microdata,
    name: str,
    code: str | None = None,
    *,
    people: tuple[Labels, Labels] | None = None,
    same_clusters: bool = False,
    population: bool = True,
    level: float = 0.95,
) -> Change:
    """The change of the share of `code` (0 to 1), or without a code of the mean, between two waves.

    Without more the samples are independent: V = V1 + V2, each by its own design. `people` names who each
    row is (length n of each wave); `same_clusters` says that clusters of one name are the same in both
    waves, whoever answered in them. Then V = V1 + V2 - 2 C, with C of `analysis.linked.between`.
    NobodyAnswered for an empty base, NotTabulable for a mean of names, DesignError for people named twice
    and for waves whose strata, clusters or sizes do not fit together.
    """
    waves = first, second
    values = [_value(wave, name, code, population=population) for wave in waves]
    shared, both = 0.0, None
    if people is not None:
        rows = same_people(people, waves)
        answered = [wave.column(name).answered[at] for wave, at in zip(waves, rows, strict=True)]
        both = int(np.count_nonzero(answered[0] & answered[1]))
    if people is not None or same_clusters:
        shared = between(values[0], values[1], people)
    variance = float(sum(value.covariance[0, 0] for value in values)) - 2 * shared
    return Change(
        variable=name,
        code=code,
        first=float(values[0].values[0]),
        second=float(values[1].values[0]),
        bases=(_base(first, name), _base(second, name)),
        standard_error=float(np.sqrt(max(variance, 0.0))),
        covariance=shared,
        both=both,
        wording=tuple(d for d in differences(first.codebook, second.codebook) if d.variable == name),
        level=level,
    )


def _value(wave: Microdata, name: str, code: str | None, *, population: bool) -> Estimate:
    values, answered = _numbers(wave, name, code)
    return mean(values, wave.design, domain=answered, population=population)


def _base(wave: Microdata, name: str) -> int:
    return int(np.count_nonzero(wave.column(name).answered))


def differences(first: Codebook, second: Codebook) -> tuple[Difference, ...]:
    """All that differs in the variables of two codebooks, in the order of the first, then new variables."""
    before = {variable.name: variable for variable in first.variables}
    after = {variable.name: variable for variable in second.variables}
    found: list[Difference] = []
    for name in dict.fromkeys([*before, *after]):
        if name in before and name in after:
            found += _wording(before[name], after[name])
        else:
            found.append(
                Difference(name, "variable", "", *(name if name in book else "" for book in (before, after)))
            )
    return tuple(found)


def _wording(before: Variable, after: Variable) -> list[Difference]:
    def differ(what: str, old: dict[str, str], new: dict[str, str]) -> list[Difference]:
        places = [place for place in dict.fromkeys([*old, *new]) if old.get(place) != new.get(place)]
        return [
            Difference(before.name, what, place, old.get(place, ""), new.get(place, "")) for place in places
        ]

    def labels(variable: Variable, among: set[str]) -> dict[str, str]:
        coded = [code for code in variable.codes if code.value in among]
        return {
            f"{code.value} ({language})": label for code in coded for language, label in code.label.items()
        }

    codes = [{code.value: code.value for code in variable.codes} for variable in (before, after)]
    kept = codes[0].keys() & codes[1].keys()
    missing = [{c.value: c.missing or "answer" for c in v.codes if c.value in kept} for v in (before, after)]
    return [
        *differ("label", dict(before.label), dict(after.label)),
        *differ("level", {"": before.level}, {"": after.level}),
        *differ("code", *codes),
        *differ("code label", labels(before, set(kept)), labels(after, set(kept))),
        *differ("missing", *missing),
    ]


def _numbers(microdata: Microdata, name: str, code: str | None) -> tuple[Floats, Booleans]:
    column = microdata.column(name)
    codes = column.variable.valid_codes
    if code is not None:
        known = [one.value for one in codes]
        if code not in known:
            raise CodebookError(f"{name!r} has no code {code!r}; its codes: {', '.join(known) or '(none)'}")
        return (column.values == known.index(code)).astype(float), column.answered
    if column.numeric:
        return column.values.astype(float), column.answered
    scores = [one.score for one in codes]
    if not column.coded or not scores or None in scores:
        raise NotTabulable(f"{name!r} has no numbers to average: name one of its codes")
    return np.append(np.array(scores, dtype=float), 0.0)[column.values], column.answered


guard(__name__)
