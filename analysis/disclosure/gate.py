"""The one gate: microdata go in, a Publication comes out, and nothing else reaches the public.

In this order: texts, and numbers by which a person could be recognised, are left out; small codes are merged
(`recoding`); a question that was asked of some people only needs at least 10 of them, and none or at least 10
others; the `lattice` says which groups are served, among the people who answered each question; counts of
groups get `noise` and become whole per cents. Means, medians and ranks of groups are not served.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from analysis.arrays import Floats
from analysis.columns import Column
from analysis.disclosure.cells import cells_of
from analysis.disclosure.ground import Ground, told
from analysis.disclosure.judging import judged
from analysis.disclosure.merging import PUBLIC_K, Group
from analysis.disclosure.noise import Noise, Sums
from analysis.disclosure.reasons import NotPublished
from analysis.disclosure.recoding import (
    Classes,
    classes_of,
    merged,
    merging_of,
    of_total,
    parts,
    with_columns,
)
from analysis.microdata import Microdata
from analysis.publications import Filter, Line, Publication, Question, Verdict
from analysis.publications.protected import in_whole
from analysis.tables import Tally
from analysis.tallies import tally

SHOWN = ("nominal", "ordinal", "scale")
MOST_FILTERS = 4
"""The most variables that a wave is broken down by; attacks were measured with so many."""
SPREAD = frozenset({"sd", "mean_low", "mean_high"})
"""Statistics of numbers that tell, with their mean, the sum of their squares."""

Before = Mapping[str, Sequence[Group]]


def protect(
    microdata: Microdata,
    noise: Noise,
    *,
    questions: Sequence[str] | None = None,
    filters: Sequence[str] | None = None,
    before: Before | None = None,
) -> Publication:
    """The publication of one snapshot of a wave.

    `questions` are names as `codebook.questions()` gives them; None is all that can be published. `filters`
    are the variables (at most MOST_FILTERS) that answers are broken down by; None are the first facts about
    people that can be one.
    `before` are the groups of codes of an earlier publication by filter variable: they stay merged.
    NotPublished when a name is unknown or a rule forbids it.
    """
    reasons = reasons_of(microdata)
    _checked(reasons, questions)
    return published_on(ground_of(microdata, noise, filters, before), microdata, reasons, questions)


def published_on(
    ground: Ground, microdata: Microdata, reasons: Mapping[str, str], questions: Sequence[str] | None = None
) -> Publication:
    """The publication of these people on their ground, see `protect`; `reasons` are those of `reasons_of`.
    What was made of a question stays with the ground."""
    chosen = _checked(reasons, questions)
    return Publication(
        title=microdata.codebook.title,
        languages=tuple(microdata.codebook.languages),
        n=microdata.n,
        population=microdata.design.population,
        snapshot=ground.noise.snapshot,
        least=PUBLIC_K,
        variables=ground.variables(),
        filters=ground.bases(),
        questions=tuple(question_on(ground, microdata, name) for name in chosen),
    )


def question_on(ground: Ground, microdata: Microdata, name: str) -> Question:
    """A question of these people on their ground, made once."""
    if name not in ground.questions:
        ground.questions[name] = _question(microdata, ground, name)
    return ground.questions[name]


def ground_of(
    microdata: Microdata, noise: Noise, filters: Sequence[str] | None = None, before: Before | None = None
) -> Ground:
    """The ground of a publication, see `protect`."""
    return Ground.of(microdata, filter_classes(microdata, filters, before or {}), noise)


def reasons_of(microdata: Microdata) -> dict[str, str]:
    """Why each question cannot be published, in the order of the questionnaire; "" of those that can."""
    return {name: why_not(microdata, name) for name in microdata.codebook.questions()}


def why_not(microdata: Microdata, name: str) -> str:
    """Why a question cannot be published, a key of REASONS; "" when it can."""
    columns = [microdata.tallied(part) for part in parts(microdata, name)]
    if any(column.variable.level not in SHOWN for column in columns):
        return "text"
    fact = any(column.variable.background for column in columns)
    if fact and any(column.numeric for column in columns):
        return "exact"
    if not any(column.answered.any() for column in columns):
        return "nobody"
    if not all(map(_enough_asked, columns)):
        return "few asked"
    if any(0 < np.count_nonzero(column.answered) < PUBLIC_K for column in columns):
        return "small"
    return "one class" if fact and _told_apart(microdata, name) < 2 else ""


def why_no_filter(microdata: Microdata, name: str) -> str:
    """Why answers cannot be broken down by a variable, a key of REASONS; "" when they can."""
    if not microdata.codebook.has(name) or not microdata.column(name).coded:
        return "no choice"
    return "" if classes_of(microdata.column(name)).many > 1 else "one class"


def filter_classes(microdata: Microdata, filters: Sequence[str] | None, before: Before) -> dict[str, Classes]:
    """The classes of each filter variable; by default of the first facts about people that have two.

    NotPublished for a variable that cannot be one, and for more than MOST_FILTERS: each more lets answers be
    guessed better from many groups together.
    """
    facts = [
        v.name for v in microdata.codebook.variables if v.background and v.level in ("nominal", "ordinal")
    ]
    wanted = facts if filters is None else list(dict.fromkeys(filters))
    for name in wanted if filters is not None else ():
        if reason := why_no_filter(microdata, name):
            raise NotPublished("no variable", name=name, because=reason)
    if filters is not None and len(wanted) > MOST_FILTERS:
        raise NotPublished("too many filters", most=MOST_FILTERS)
    found = {name: classes_of(microdata.column(name), before.get(name, ())) for name in wanted}
    able = {name: one for name, one in found.items() if one.many > 1}
    return dict(list(able.items())[:MOST_FILTERS])


def _checked(reasons: Mapping[str, str], questions: Sequence[str] | None) -> list[str]:
    """The questions to publish; NotPublished where there is none, or one of those named cannot be."""
    for name in questions or ():
        if name not in reasons:
            raise NotPublished("question", name=name)
        if reason := reasons[name]:
            raise NotPublished("not publishable", name=name, because=reason)
    chosen = [name for name, why in reasons.items() if (not why if questions is None else name in questions)]
    if not chosen:
        raise NotPublished("no questions")
    return chosen


def _question(microdata: Microdata, ground: Ground, name: str) -> Question:
    exact, rows = recoded(microdata, ground, name)
    total = in_whole(_without_extremes(tally(exact, name), exact))
    if why := why_no_groups(exact, name):
        return Question(name, total, why=why)
    cells = cells_of(rows, name)
    sums = [ground.sums(one) for one in cells]
    lines = [ground.lines(one, name, added) for one, added in zip(cells, sums, strict=True)]
    keys = dict.fromkeys(key for line in lines for key in line)
    return Question(
        name,
        total,
        groups={key: tuple(line.get(key) for line in lines) for key in keys},
        verdicts=_verdicts((rows, name), ground, sums, lines),
    )


def recoded(microdata: Microdata, ground: Ground, name: str) -> tuple[Microdata, Microdata]:
    """The people with a question as its total is told (facts from their exact values), and as it is told in
    groups."""
    if name in ground.classes:
        return ground.rows, ground.rows
    exact = of_total(microdata, name)
    if exact.codebook.has(name) and exact.codebook.variable(name).background:
        column = exact.column(name)
        return with_columns(exact, {name: told(column, classes_of(column))}), ground.rows
    groups = merging_of(exact, name)
    return merged(exact, name, groups), merged(ground.rows, name, groups)


def why_no_groups(microdata: Microdata, name: str) -> str:
    """Why a question that can be published is not broken down, a key of REASONS; "" where it is."""
    columns = [microdata.column(part) for part in parts(microdata, name)]
    if any(column.variable.background for column in columns):
        return "fact"
    return "number" if any(column.numeric for column in columns) else ""


def _without_extremes(whole: Tally, microdata: Microdata) -> Tally:
    """A tally of numbers without the rows and extremes that are single people's answers; without the mean
    where one person's number is more than half of the sum, and without what tells the sum of squares where
    one person's deviation is more than half of it: they would tell that number nearly exactly."""
    if whole.kind != "number":
        return whole
    column = microdata.column(whole.variable)
    numbers = column.values[column.answered]
    left = {"min", "max"}
    if _of_one(np.abs(numbers)):
        left |= {"mean", *SPREAD}
    if _of_one(np.square(numbers - numbers.mean())):
        left |= SPREAD
    kept = {key: value for key, value in whole.statistics.items() if key not in left}
    return replace(whole, rows=(), statistics=kept)


def _of_one(sizes: Floats) -> bool:
    """Whether more than half of a sum is one person's."""
    return bool(2 * sizes.max() > sizes.sum())


def _verdicts(
    asked: tuple[Microdata, str], ground: Ground, sums: Sequence[Sums], lines: Sequence[Mapping[str, Line]]
) -> dict[str, tuple[Verdict | None, ...]]:
    """The verdicts on a question (of these people) by each variable of which all classes are served, line by
    line."""
    rows, name = asked
    one = rows.codebook.set_of(name)
    if rows.design.by_design or (one is not None and one.kind != "grid"):
        return {}
    found = {}
    for by, classes in ground.classes.items():
        keys = [Filter.of((by, code.value)).key for code in classes.variable.valid_codes]
        served = [by != name and all(key in line for key in keys) for line in lines]
        judged_lines = [
            judged(ground.shown(line, by)) if whole else None
            for line, whole in zip(sums, served, strict=True)
        ]
        if any(judged_lines):
            found[by] = tuple(judged_lines)
    return found


def _enough_asked(column: Column) -> bool:
    """Whether the people who were asked, and those who were not, are none or at least 10."""
    left_out = column.kinds().get("not_asked", 0)
    return all(part == 0 or part >= PUBLIC_K for part in (column.n - left_out, left_out))


def _told_apart(microdata: Microdata, name: str) -> int:
    """How many codes (options) of a fact remain when small ones are merged."""
    if microdata.codebook.set_of(name) is None:
        return classes_of(microdata.tallied(name)).many
    return len(merging_of(of_total(microdata, name), name))
