"""What a regression yields, as immutable values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.codebook import Text
from analysis.shown import Shown


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One coefficient with its standard error, test (t where there are degrees of freedom, else z), interval.

    `term` is the term of the formula, `codes` the code of each of its variables ("" for a number); a
    constant or threshold has the term "" and no codes.
    """

    name: str
    term: str
    codes: tuple[str, ...]
    label: Text
    estimate: float
    standard_error: float
    statistic: float
    p: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Effect:
    """An average marginal effect: by how much the outcome (a mean, or the probability of the event or of
    `category`) differs when everybody had `code` rather than the base, or per unit of a number."""

    variable: str
    code: str
    category: str
    label: Text
    estimate: float
    standard_error: float
    statistic: float
    p: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TermTest:
    """A test of a whole term: its name, the term, the statistic, degrees of freedom (F has two) and p."""

    name: str
    term: str
    statistic: float
    df: int
    p: float
    df2: int | None = None


@dataclass(frozen=True, slots=True)
class Regression(Shown):
    """A regression of `outcome` on the terms of `formula`.

    `family` gaussian, binomial (of `event`, codes of the outcome) or ordinal (`categories` in order), by the
    `link` identity, logit or probit; `effects` are average marginal effects. `bases` are the codes that the
    others are compared with, by variable; `base_labels` say them in words. `n` people, of whom `missing` (by
    kind, each person by the first missing variable) lack an answer and `base` were used. `coefficients` hold
    the constant first; an ordinal model has `thresholds` and no constant: P(Y <= j) = F(threshold_j - x b).
    `tests` hold one joint Wald test per term, `proportional_odds` one likelihood-ratio test per term (ordinal
    models with a likelihood only; none for a term whose own thresholds would cross). `log_likelihood`, `aic`,
    `deviance`, `null_deviance` (of the constant alone) and `pseudo_r2` are None or empty for designs, which
    have no likelihood; `r_squared` and `residual_sd` are those of least squares. `df` are the degrees of
    freedom of t (None: z). `method` is a key of REGRESSION_METHODS in analysis.regression_words.
    """

    formula: str
    outcome: str
    outcome_label: Text
    family: str
    link: str
    n: int
    base: int
    missing: Mapping[str, int]
    coefficients: tuple[Coefficient, ...]
    thresholds: tuple[Coefficient, ...]
    effects: tuple[Effect, ...]
    tests: tuple[TermTest, ...]
    method: str
    event: tuple[str, ...] = ()
    event_label: Text = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    category_labels: tuple[Text, ...] = ()
    bases: Mapping[str, str] = field(default_factory=dict)
    base_labels: tuple[Text, ...] = ()
    proportional_odds: tuple[TermTest, ...] = ()
    deviance: float | None = None
    null_deviance: float | None = None
    log_likelihood: float | None = None
    aic: float | None = None
    pseudo_r2: Mapping[str, float] = field(default_factory=dict)
    r_squared: float | None = None
    residual_sd: float | None = None
    df: int | None = None
    population: int | None = None
    level: float = 0.95
