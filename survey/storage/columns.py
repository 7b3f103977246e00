"""Microdata made of coded columns. Only imported where microdata are asked for, since this loads numerics."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from analysis.codebook import Codebook, Variable
from analysis.columns import Column, encode
from analysis.design import Design
from analysis.errors import DataProblem, MicrodataError
from analysis.microdata import Microdata
from survey.coded import Coded


def microdata_of(
    codebook: Codebook, rows: Mapping[str, Coded], exact: Codebook, apart: Mapping[str, Coded], design: Design
) -> Microdata:
    """The rows of a wave, with what is kept apart from them under its `exact` codebook."""
    columns = {one.name: column_of(one, rows[one.name]) for one in codebook.variables}
    n = len(next(iter(rows.values()), ()))
    return Microdata(
        codebook, n, columns, design, {one.name: column_of(one, apart[one.name]) for one in exact.variables}
    )


def column_of(variable: Variable, coded: Coded) -> Column:
    """A coded column as analysis takes it; MicrodataError when a value does not fit its variable."""
    problems: list[DataProblem] = []
    words = encode(variable, coded.words, problems)
    if problems:
        raise MicrodataError(problems)
    return words.take(np.array(coded.places))
