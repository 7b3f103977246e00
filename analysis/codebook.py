"""What analysis knows of a questionnaire: variables, their codes, nets, sets and scales.

Only the standard library is used here, because the questionnaire language builds codebooks on the
respondent's path, where no numerics may be loaded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Literal

from analysis.doors import guard
from analysis.kinds import hold, shown

Text = Mapping[str, str]
"""One text in each language, by language code (`{"kk": ..., "ru": ..., "en": ...}`)."""

Level = Literal[
    "nominal", "ordinal", "scale", "text", "weight", "fpc", "stratum", "cluster", "frequency", "id"
]
SetKind = Literal["multiple", "grid", "ranking"]

SKIPPED, REFUSED, DOES_NOT_KNOW, NOT_ASKED, WITHHELD = MISSING_KINDS = (
    "skipped",
    "refused",
    "does_not_know",
    "not_asked",
    "withheld",
)
"""Why a value is missing. `withheld`: taken out at closing to protect people in small groups."""


class CodebookError(ValueError):
    """A name or a structure that the codebook cannot accept; the message says what and where."""


@dataclass(frozen=True, slots=True)
class Code:
    """One response option: its stored `value`, its label, why it counts as missing (if it does),
    and the number it stands for on a rating (`score`, None when it is only a name)."""

    value: str
    label: Text
    missing: str | None = None
    score: float | None = None

    def __post_init__(self) -> None:
        hold(self, CodebookError)
        if self.missing is not None and self.missing not in MISSING_KINDS:
            raise CodebookError(
                f"code {self.value!r}: {self.missing!r} is not one of {', '.join(MISSING_KINDS)}"
            )
        if self.score is not None and not isfinite(self.score):
            raise CodebookError(f"code {self.value!r}: {self.score} is no number on a rating")


@dataclass(frozen=True, slots=True)
class Net:
    """A named union of codes that is tallied as one. In a multiple-response set the codes are options."""

    name: str
    label: Text
    codes: tuple[str, ...]

    def __post_init__(self) -> None:
        hold(self, CodebookError)


@dataclass(frozen=True, slots=True)
class Variable:
    """One column: name, label, level of measurement, codes in order, universe (its source text).

    `background` marks facts by which a person could be recognised; `reversed` an item that is
    turned around before it enters a scale; `low` and `high` bound a numeric variable, whose `unit` is a text
    by language. `nets` are unions of its codes.
    """

    name: str
    label: Text
    level: Level = "nominal"
    codes: tuple[Code, ...] = ()
    nets: tuple[Net, ...] = ()
    universe: str = ""
    unit: Text = field(default_factory=dict)
    reversed: bool = False
    background: bool = False
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        hold(self, CodebookError)
        repeated = sorted(_repeated(code.value for code in self.codes))
        if repeated:
            raise CodebookError(f"variable {self.name!r}: these codes occur twice: {', '.join(repeated)}")

    @property
    def valid_codes(self) -> tuple[Code, ...]:
        """The codes that are answers, in order."""
        return tuple(code for code in self.codes if code.missing is None)


@dataclass(frozen=True, slots=True)
class VariableSet:
    """Variables that one item yields together.

    multiple: one yes/no variable per option (codes "1" selected, "0" not selected);
    grid: one rating variable per row; ranking: one ordinal variable per option whose value is its
    rank "1", "2", ... or "0" when it was left out of the first `first`.
    `options` are the option (or row) names and `option_labels` their texts, parallel to `variables`; `nets`
    unite options. `kind` is one of the three above, `universe` whom the item was put to (its source text).
    """

    name: str
    label: Text
    kind: SetKind
    variables: tuple[str, ...]
    options: tuple[str, ...]
    option_labels: tuple[Text, ...]
    nets: tuple[Net, ...] = ()
    first: int | None = None
    universe: str = ""

    def __post_init__(self) -> None:
        hold(self, CodebookError)
        if not len(self.variables) == len(self.options) == len(self.option_labels):
            raise CodebookError(
                f"set {self.name!r}: variables, options and option_labels must be equally many"
            )


@dataclass(frozen=True, slots=True)
class Scale:
    """Items that make one score; reversal is told by the variables themselves."""

    name: str
    label: Text
    variables: tuple[str, ...]

    def __post_init__(self) -> None:
        hold(self, CodebookError)


@dataclass(frozen=True, slots=True)
class Codebook:
    """The variables of one questionnaire version; all that analysis ever knows of it. `sets` are the
    variables that one item yields, `scales` those that make one score; `languages` are the keys of all texts,
    the `title` one of them. CodebookError for names that stand twice or lead nowhere."""

    name: str
    variables: tuple[Variable, ...]
    sets: tuple[VariableSet, ...] = ()
    scales: tuple[Scale, ...] = ()
    languages: tuple[str, ...] = ("en",)
    version: str = "1"
    title: Text = field(default_factory=dict)

    def __post_init__(self) -> None:
        hold(self, CodebookError)
        repeated = sorted(_repeated(v.name for v in self.variables))
        if repeated:
            raise CodebookError(f"these variable names occur twice: {', '.join(repeated)}")

    def variable(self, name: str) -> Variable:
        """The variable of that name; CodebookError names the nearest ones when there is none."""
        if isinstance(name, str):
            for variable in self.variables:
                if variable.name == name:
                    return variable
        raise CodebookError(f"there is no variable {shown(name)}; {self._nearest(name)}")

    def has(self, name: str) -> bool:
        """Whether a variable of that name stands in the codebook."""
        return isinstance(name, str) and any(variable.name == name for variable in self.variables)

    def set_of(self, name: str) -> VariableSet | None:
        """The variable set of that name, or None when the name is not one of a set."""
        return next((one for one in self.sets if isinstance(name, str) and one.name == name), None)

    def scale(self, name: str) -> Scale:
        """The scale of that name; CodebookError when there is none."""
        for scale in self.scales:
            if isinstance(name, str) and scale.name == name:
                return scale
        raise CodebookError(
            f"there is no scale {shown(name)}; scales: {', '.join(s.name for s in self.scales)}"
        )

    def questions(self) -> tuple[str, ...]:
        """What a person would ask to see, in order: set names, and variables that stand in no set."""
        owner = {name: one.name for one in self.sets for name in one.variables}
        return tuple(dict.fromkeys(owner.get(v.name, v.name) for v in self.variables))

    def _nearest(self, name: object) -> str:
        from difflib import get_close_matches

        for one in self.sets:
            if isinstance(name, str) and one.name == name:
                return f"it is a set ({one.kind}): name one of {', '.join(one.variables)}"
        known = [v.name for v in self.variables] + [s.name for s in self.sets]
        near = get_close_matches(name, known, n=3) if isinstance(name, str) else []
        return f"did you mean {', '.join(near)}?" if near else f"known: {', '.join(self.questions())}"


def text(label: Text | str, language: str) -> str:
    """`label` in `language`, or in the first language that it has (a plain string stands for all)."""
    if isinstance(label, str):
        return label
    return label.get(language) or next(iter(label.values()), "")


def _repeated(names: Iterable[str]) -> set[str]:
    return {name for name, times in Counter(names).items() if times > 1}


guard(__name__)
