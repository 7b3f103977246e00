"""One coded column: what each person answered, and why an answer is missing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.arrays import Booleans, Integers, frozen
from analysis.codebook import MISSING_KINDS, NOT_ASKED, SKIPPED, Variable
from analysis.entrance import guard, guarded
from analysis.errors import DataProblem, WrongArgument
from analysis.kinds import shown

CODED = ("nominal", "ordinal")
NUMERIC = ("scale", "weight", "fpc", "frequency")
FEW = 32
"""So many codes are counted one after the other: comparing bytes is faster than counting all at once."""
_KIND = {kind: 1 + place for place, kind in enumerate(MISSING_KINDS)}


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Column:
    """The values of one variable, made of `values`, `missing` and `given`, each with one entry a person.

    `values` by level: nominal and ordinal the place in `variable.valid_codes` (-1 where missing);
    scale, weight, fpc, frequency float64 (0 where missing); all others objects of str ("" where missing).
    `missing` is int8: 0 answered, else 1 + the place in MISSING_KINDS. `given`, where it is known, is the
    place among the codes flagged as missing of an answer that was such a code, else -1. Read-only.

    A coded column holds both in one array of the smallest type of whole numbers, one byte an answer up to 128
    codes: `held` is the place, or minus what `missing` is. Other columns hold `values`, and `unheld` is
    `missing`.
    """

    variable: Variable
    held: np.ndarray[Any, Any]
    unheld: np.ndarray[Any, np.dtype[np.int8]] | None
    given: Integers | None

    def __init__(
        self,
        variable: Variable,
        values: np.ndarray[Any, Any],
        missing: np.ndarray[Any, np.dtype[np.int8]],
        given: Integers | None = None,
    ) -> None:
        _check(variable, values, missing, given)
        if variable.level in CODED:
            kind = np.min_scalar_type(-max(len(MISSING_KINDS), len(variable.valid_codes)))
            held = np.where(missing > 0, -missing.astype(kind), values.astype(kind))
            self._keep(variable, frozen(held), None, given)
        else:
            self._keep(variable, values, missing, given)

    def _keep(self, *parts: Any) -> None:
        for name, part in zip(("variable", "held", "unheld", "given"), parts, strict=True):
            object.__setattr__(self, name, part)

    @classmethod
    def _of(cls, *parts: Any) -> Column:
        """A column of its fields, which are known to fit."""
        column = object.__new__(cls)
        column._keep(*parts)
        return column

    @property
    def n(self) -> int:
        """How many people."""
        return len(self.held)

    @property
    def values(self) -> np.ndarray[Any, Any]:
        """The values, see above."""
        return self.held if self.unheld is not None else frozen(np.maximum(self.held, -1))

    @property
    def missing(self) -> np.ndarray[Any, np.dtype[np.int8]]:
        """The kinds of missing answers, see above."""
        if self.unheld is not None:
            return self.unheld
        return frozen(np.maximum(-self.held, 0).astype(np.int8, copy=False))

    @property
    def answered(self) -> Booleans:
        """True where there is a valid answer."""
        found: Booleans = self.held >= 0 if self.unheld is None else self.unheld == 0
        return found

    @property
    def coded(self) -> bool:
        """Whether the values are places in a code list."""
        return self.variable.level in CODED

    @property
    def numeric(self) -> bool:
        """Whether the values are numbers to calculate with."""
        return self.variable.level in NUMERIC

    @property
    def positions(self) -> Integers:
        """Coded columns: places along `valid_codes` followed by MISSING_KINDS, so that nobody is lost."""
        beyond = np.int64(len(self.variable.valid_codes) - 1)
        if self.unheld is not None:
            return np.where(self.answered, self.values, self.unheld + beyond)
        short = self.held.astype(np.min_scalar_type(-int(beyond) - len(MISSING_KINDS) - 2), copy=False)
        return np.where(short >= 0, short, beyond.astype(short.dtype) - short).astype(np.int64)

    def people(self) -> Integers:
        """Coded columns: how many people stand at each of the places of `positions`."""
        below, valid = len(MISSING_KINDS), len(self.variable.valid_codes)
        places = [*range(valid), *range(-1, -1 - below, -1)]
        if valid <= FEW:
            return np.array([np.count_nonzero(self.held == place) for place in places])
        counts = np.bincount(self.held + np.int64(below), minlength=valid + below)
        return counts[np.array(places) + below]

    def kinds(self) -> dict[str, int]:
        """How many answers are missing, by kind; kinds that do not occur are left out."""
        if self.unheld is not None:
            return kinds_of(self.unheld)
        missing = self.people()[len(self.variable.valid_codes) :].tolist()
        return {kind: count for kind, count in zip(MISSING_KINDS, missing, strict=True) if count}

    def under(self, variable: Variable) -> Column:
        """The same values as those of another variable, whose codes are as many."""
        return Column(variable, self.values, self.missing, self.given)

    @guarded
    def take(self, chosen: np.ndarray[Any, Any]) -> Column:
        """The column of the chosen people (a mask or an order)."""
        parts = [None if one is None else frozen(one[chosen]) for one in (self.held, self.unheld, self.given)]
        return Column._of(self.variable, *parts)

    @guarded
    def asked(self, chosen: Booleans) -> Column:
        """The column as if only the chosen people (a mask) had been asked."""
        if chosen.dtype != bool or chosen.shape != self.held.shape:
            raise WrongArgument(f"{self.n} people need as many truth values, not {shown(chosen)}")
        nothing = -1 if self.coded else 0.0 if self.numeric else ""
        given = None if self.given is None else frozen(np.where(chosen, self.given, -1))
        missing = np.where(chosen, self.missing, _KIND[NOT_ASKED]).astype(np.int8)
        values = np.where(chosen, self.values, np.array(nothing, dtype=self.values.dtype))
        return Column(self.variable, frozen(values), frozen(missing), given)

    def frequencies(self) -> dict[str | float, int]:
        """How often each answer was given: code, number or text -> people, codes flagged as missing too
        (where the data tell them apart). Answers that nobody gave are left out."""
        counts: Counter[str | float]
        if self.coded:
            codes = [code.value for code in self.variable.valid_codes]
            people = self.people()[: len(codes)].tolist()
            counts = Counter({code: n for code, n in zip(codes, people, strict=True) if n})
        else:
            counts = Counter(self.values[self.answered].tolist())
        flagged = [code.value for code in self.variable.codes if code.missing]
        if self.given is not None:
            counts.update(flagged[place] for place in self.given.tolist() if place >= 0)
        return dict(counts)

    def words(self) -> list[str | float]:
        """The values as they stand in records: codes, numbers, texts, words of missing kinds."""
        codes = [code.value for code in self.variable.valid_codes]
        plain = [codes[i] for i in self.values] if self.coded else self.values.tolist()
        return [
            MISSING_KINDS[kind - 1] if kind else value
            for kind, value in zip(self.missing.tolist(), plain, strict=True)
        ]


def kinds_of(missing: Integers) -> dict[str, int]:
    """Missing kind -> how many, of whole numbers as `Column.missing` holds them; kinds of nobody left out."""
    counts = np.bincount(missing, minlength=1 + len(MISSING_KINDS))[1:]
    return {kind: int(count) for kind, count in zip(MISSING_KINDS, counts, strict=True) if count}


def _check(variable: Variable, values: Any, missing: Any, given: Integers | None) -> None:
    """WrongArgument unless the arrays of a column are what its docstring says."""
    if not isinstance(variable, Variable):
        raise WrongArgument(f"a column is of a Variable, not of {shown(variable)}")
    arrays = [values, missing, *([] if given is None else [given])]
    flat = all(isinstance(one, np.ndarray) and one.ndim == 1 for one in arrays)
    if not flat or len(set(map(len, arrays))) > 1:
        raise WrongArgument(f"column {variable.name!r}: values and missing are arrays of equal length")
    if missing.dtype.kind not in "iu" or not ((missing >= 0) & (missing <= len(MISSING_KINDS))).all():
        raise WrongArgument(f"column {variable.name!r}: missing is 0, or 1 + the place of a missing kind")
    if not _fits(variable, values, missing, given):
        raise WrongArgument(f"column {variable.name!r}: values are places among its codes, or finite numbers")


def _fits(variable: Variable, values: Any, missing: Any, given: Integers | None) -> bool:
    if variable.level not in CODED:
        numeric = variable.level in NUMERIC
        return not numeric or (values.dtype.kind == "f" and bool(np.isfinite(values).all()))
    flagged = len(variable.codes) - len(variable.valid_codes)
    if values.dtype.kind not in "iu" or not _within(given, flagged):
        return False
    below = (values < len(variable.valid_codes)).all()
    return bool(below and ((values >= 0) == (missing == 0)).all())


def _within(given: Integers | None, flagged: int) -> bool:
    return given is None or (given.dtype.kind in "iu" and bool((given < flagged).all()))


def encode(
    variable: Variable, raw: Sequence[Any], problems: list[DataProblem], lines: Sequence[Any] | None = None
) -> Column:
    """Raw values (str, number or None) as a column; each value that does not fit is added to `problems`.

    `lines` are the lines of the file that the values come from; without it rows are counted from 1.
    """
    if lines is not None and len(lines) != len(raw):
        raise WrongArgument(f"{len(raw)} values of {variable.name!r} come from {len(lines)} lines")
    known = _missing_words(variable)
    if variable.level not in (*CODED, *NUMERIC) and all(one.__class__ is str for one in raw):
        return _texts(variable, raw, known)
    read = _coded_value if variable.level in CODED else _number if variable.level in NUMERIC else _text
    cache: dict[Any, tuple[Any, int, str]] = {}
    values: list[Any] = []
    missing: list[int] = []
    for place, one in enumerate(raw):
        if not isinstance(one, Hashable):
            (value, kind, _), reason = _read_one(None, variable, known, read), "is not one value"
        else:
            if one not in cache:
                cache[one] = _read_one(one, variable, known, read)
            value, kind, reason = cache[one]
        if reason:
            row, where = (lines[place], "line") if lines else (place + 1, "row")
            problems.append(DataProblem(row, variable.name, str(one), reason, where))
        values.append(value)
        missing.append(kind)
    kind_of = np.int64 if variable.level in CODED else np.float64 if variable.level in NUMERIC else object
    array = np.array(values, dtype=kind_of)
    kinds = frozen(np.array(missing, dtype=np.int8))
    return Column(variable, frozen(array), kinds, _given(variable, raw, missing))


def _texts(variable: Variable, raw: Sequence[str], known: dict[str, int]) -> Column:
    """Texts as a column, a million of them in one go."""
    words = [one.strip() for one in raw]
    missing = [known.get(word, 0) for word in words]
    values = np.array(["" if kind else word for word, kind in zip(words, missing, strict=True)], dtype=object)
    kinds = frozen(np.array(missing, dtype=np.int8))
    return Column(variable, frozen(values), kinds, _given(variable, raw, missing))


def _given(variable: Variable, raw: Sequence[Any], missing: Sequence[int]) -> Integers | None:
    """Which of the codes flagged as missing was given, where any was."""
    flagged = {code.value: place for place, code in enumerate(c for c in variable.codes if c.missing)}
    if not flagged:
        return None
    found = [
        flagged.get(_word(one), -1) if kind and isinstance(one, Hashable) and one is not None else -1
        for one, kind in zip(raw, missing, strict=True)
    ]
    small = np.min_scalar_type(-len(flagged))
    return frozen(np.array(found, dtype=small)) if max(found, default=-1) >= 0 else None


def _missing_words(variable: Variable) -> dict[str, int]:
    """Words that mean a missing answer; a valid code of the same spelling goes first."""
    words = {"": _KIND[SKIPPED], **_KIND}
    words |= {code.value: _KIND[code.missing] for code in variable.codes if code.missing}
    for code in variable.valid_codes:
        words.pop(code.value, None)
    return words


def _read_one(one: Any, variable: Variable, known: dict[str, int], read: Any) -> tuple[Any, int, str]:
    """(value, missing kind, reason why it does not fit or "")."""
    nothing = -1 if variable.level in CODED else 0.0 if variable.level in NUMERIC else ""
    word = "" if one is None else _word(one)
    if word in known:
        return nothing, known[word], ""
    value, reason = read(word, variable)
    return (nothing, _KIND[SKIPPED], reason) if reason else (value, 0, "")


def _word(value: Any) -> str:
    """A raw value as a code would be written: 1.0 and 1 are "1"."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() if isinstance(value, str) else str(value)


def _coded_value(word: str, variable: Variable) -> tuple[int, str]:
    for place, code in enumerate(variable.valid_codes):
        if code.value == word:
            return place, ""
    known = ", ".join(code.value for code in variable.codes) or "(none)"
    return -1, f"is not one of its codes: {known}"


def _number(word: str, variable: Variable) -> tuple[float, str]:
    try:
        value = float(word)
    except ValueError:
        return 0.0, "is not a number"
    if not math.isfinite(value):
        return 0.0, "is not a finite number"
    if variable.low is not None and value < variable.low:
        return 0.0, f"is below {variable.low:g}"
    if variable.high is not None and value > variable.high:
        return 0.0, f"is above {variable.high:g}"
    return value, ""


def _text(word: str, variable: Variable) -> tuple[str, str]:
    return word, ""


guard(__name__)
