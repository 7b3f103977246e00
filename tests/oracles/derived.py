"""Variables that R's scripts derive from the data sets, derived by ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce

import numpy as np

from analysis.codebook import Code, Variable
from analysis.columns import Column, encode
from analysis.microdata import Microdata
from tests.oracles.r_sets import chosen_codes


def _added(data: Microdata, name: str, codes: Sequence[str], words: Sequence[str]) -> Microdata:
    """The data with one more coded variable."""
    variable = Variable(name, {"en": name}, codes=tuple(Code(code, {"en": code}) for code in codes))
    book = replace(data.codebook, variables=(*data.codebook.variables, variable))
    return Microdata(book, data.n, {**data.columns, name: encode(variable, words, [])}, data.design)


def _choice(data: Microdata, name: str, chosen: Sequence[str]) -> Microdata:
    """mr_<name>: 1 for these codes, 0 for the others, missing where the variable is."""
    words = [str(int(word in chosen)) if known else "" for word, known in _words(data, name)]
    return _added(data, f"mr_{name}", ("0", "1"), words)


def _words(data: Microdata, name: str) -> list[tuple[object, bool]]:
    column = data.column(name)
    return list(zip(column.words(), column.answered.tolist(), strict=True))


def _from(data: Microdata, name: str, place: int) -> list[str]:
    """The codes of a variable from a place in their order on."""
    return [code.value for code in data.column(name).variable.valid_codes][place:]


def with_choices(data: Microdata, lines: Sequence[str]) -> Microdata:
    """The data with the 0/1 variables mr_<name> that R's lines make."""
    made = chosen_codes(data, lines).items()
    return reduce(lambda all_, one: _choice(all_, *one), made, data)


def _wvs(data: Microdata) -> Microdata:
    bands = ("18-29", "30-44", "45-59", "60+")
    place = np.searchsorted([29, 44, 59], data.column("age").values)
    known = data.column("age").answered
    return _added(data, "agegrp", bands, [bands[i] if ok else "" for i, ok in zip(place, known, strict=True)])


def _arthritis(data: Microdata) -> Microdata:
    words = [
        "" if not known else "no" if word == "None" else "yes" for word, known in _words(data, "Improved")
    ]
    return _added(data, "Better", ("no", "yes"), words)


def _housing(data: Microdata) -> Microdata:
    """A row per household: the rows of the file stand for `Freq` each."""
    return repeated(data, "Freq")


def _esoph(data: Microdata) -> Microdata:
    """A row per person: controls, then cases."""
    parts = [repeated(data, name) for name in ("ncontrols", "ncases")]
    both = {name: _joined([part.columns[name] for part in parts]) for name in data.columns}
    status = ["control"] * parts[0].n + ["case"] * parts[1].n
    whole = _added(Microdata(data.codebook, len(status), both), "status", ("control", "case"), status)
    much = set(_from(whole, "alcgp", 2))
    words = ["80+" if word in much else "<80" if known else "" for word, known in _words(whole, "alcgp")]
    return _added(whole, "drinks", ("<80", "80+"), words)


def _joined(columns: Sequence[Column]) -> Column:
    values, missing = (
        np.concatenate([getattr(one, key) for one in columns]) for key in ("values", "missing")
    )
    return Column(columns[0].variable, values, missing)


def repeated(data: Microdata, times: str) -> Microdata:
    place = np.repeat(np.arange(data.n), data.column(times).values.astype(int))
    columns = {name: column.take(place) for name, column in data.columns.items()}
    return Microdata(data.codebook, len(place), columns)


DERIVED: dict[str, Callable[[Microdata], Microdata]] = {
    "arthritis": _arthritis,
    "esoph": _esoph,
    "housing": _housing,
    "wvs": _wvs,
}
