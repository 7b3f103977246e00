"""Two waves of a survey: how a share or a mean changed, and what changed in the questions meanwhile."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.arrays import Booleans, Floats
from analysis.codebook import Codebook, CodebookError, Variable
from analysis.entrance import guard
from analysis.errors import DesignError, NobodyAnswered, NotTabulable
from analysis.estimates import covariance, t_quantile
from analysis.microdata import Microdata

People = tuple[Sequence[Hashable], Sequence[Hashable]]


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
    waves (None: not known). `statistic` = change / standard error and `p` (normal, two-sided) are None
    where there is nothing to test: `refusal` says why. `wording` is what changed in the question.
    """

    variable: str
    code: str | None
    first: float
    second: float
    bases: tuple[int, int]
    change: float
    standard_error: float
    low: float
    high: float
    statistic: float | None
    p: float | None
    covariance: float
    both: int | None
    wording: tuple[Difference, ...]
    level: float = 0.95
    refusal: str = ""


def change(  # noqa: PLR0913
    first: Microdata,
    second: Microdata,
    name: str,
    code: str | None = None,
    *,
    people: People | None = None,
    population: bool = True,
    level: float = 0.95,
) -> Change:
    """The change of the share of `code` (0 to 1), or without a code of the mean, between two waves.

    Without `people` the samples are independent: V = V1 + V2. `people` names who each row is (length n of
    each wave); then V = V1 + V2 - 2 C, where with influences u of the people in both waves (n12 of n1, n2)

        C = (1 - n1 n2 / (n12 N)) n12 / (n12 - 1) sum (u1 - mean u1)(u2 - mean u2)

    (Tam 1984; Qualite and Tille 2008; without N, or with `population=False`, the first factor is 1).
    NobodyAnswered for an empty base, NotTabulable for a mean of names, DesignError for people named twice
    or for linked waves that are stratified, clustered or of unequal populations.
    """
    one, other = _Value.of(first, name, code), _Value.of(second, name, code)
    variances = [float(covariance(v.scores, d.design, population=population)[0, 0])
                 for v, d in ((one, first), (other, second))]  # fmt: skip
    shared, both = 0.0, None
    if people is not None:
        places = _places(people, first, second)
        both = int(np.count_nonzero(one.answered[places[0]] & other.answered[places[1]]))
        shared = _shared(one.scores, other.scores, places, _size(first, second, wanted=population))
    apart = other.value - one.value
    error = float(np.sqrt(max(sum(variances) - 2 * shared, 0.0)))
    half = t_quantile(level, np.inf) * error
    z = apart / error if error > 0 else None
    return Change(
        variable=name,
        code=code,
        first=one.value,
        second=other.value,
        bases=(one.base, other.base),
        change=apart,
        standard_error=error,
        low=apart - half,
        high=apart + half,
        statistic=z,
        p=None if z is None else float(2 * stats.norm.sf(abs(z))),
        covariance=shared,
        both=both,
        wording=tuple(d for d in differences(first.codebook, second.codebook) if d.variable == name),
        level=level,
        refusal="" if z is not None else "the change has no sampling error: there is nothing to test",
    )


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


@dataclass(frozen=True, slots=True, eq=False)
class _Value:
    """A weighted mean, its influence by person (0 for those without an answer), who answered."""

    value: float
    scores: Floats
    answered: Booleans

    @property
    def base(self) -> int:
        return int(np.count_nonzero(self.answered))

    @classmethod
    def of(cls, microdata: Microdata, name: str, code: str | None) -> _Value:
        values, answered = _numbers(microdata, name, code)
        weights = microdata.design.weights_of(microdata.n) * answered
        total = float(weights.sum())
        if total <= 0:
            raise NobodyAnswered(f"nobody answered {name!r} in one of the waves")
        value = float(weights @ values) / total
        return cls(value, weights * (values - value) / total, answered)


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


def _places(people: People, first: Microdata, second: Microdata) -> tuple[list[int], list[int]]:
    """The rows, in each wave, of the people who stand in both."""
    seen = []
    for named, wave in zip(people, (first, second), strict=True):
        if len(named) != wave.n:
            raise DesignError(f"{len(named)} people are named for {wave.n} rows")
        if len(set(named)) != len(named):
            raise DesignError("a person is named twice in one wave")
        if not wave.design.plain:
            raise DesignError("waves are linked by people only where these were drawn one by one")
        seen.append({person: row for row, person in enumerate(named)})
    shared = [person for person in seen[0] if person in seen[1]]
    return [seen[0][person] for person in shared], [seen[1][person] for person in shared]


def _size(first: Microdata, second: Microdata, *, wanted: bool) -> float:
    sizes = {first.design.population, second.design.population}
    if not wanted or sizes == {None}:
        return float("inf")
    if len(sizes) > 1:
        raise DesignError("linked waves come from one population; give both the same size")
    return float(sizes.pop() or 0)


def _shared(one: Floats, other: Floats, places: tuple[list[int], list[int]], size: float) -> float:
    both = len(places[0])
    if both < 2:
        return 0.0
    u, v = one[places[0]], other[places[1]]
    drawn = 1 - len(one) * len(other) / (both * size)
    return float(drawn * both / (both - 1) * ((u - u.mean()) @ (v - v.mean())))


guard(__name__)
