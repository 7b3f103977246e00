"""The strongest guess at single answers from all published tables: which answers would give such tables?

The attacker knows the law of the noise and everybody's facts. Per cents of a group of known size tell which
noised numbers it can have; each number of people then has a likelihood. A walk over all ways to give the
answers of the exact total to the people (Metropolis: two of them swap theirs) stays longest where the tables
are likely, and what a person has answered most of the time is the guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from random import Random

import numpy as np

from analysis.disclosure.noise import LAW, percents

Told = Mapping[tuple[str, ...], Sequence[int]]
"""Group -> the per cents that are told of it, 0 for "<5" and 100 for ">95"."""
NEVER = 1e-12
"""The likelihood of what cannot be; not less, so that the walk can begin anywhere."""
SWEEPS, BEFORE = 2500, 1000


def likelihoods(told: Sequence[int], people: int) -> list[list[float]]:
    """Answer -> the logarithm of how likely its per cent is, by how many of so many people gave it."""
    most = 3 * len(told)
    every = np.array([_by_sum(told, people, n) for n in range(max(1, people - most), people + most + 1)])
    weights = every.max(2).prod(1)
    rows = np.einsum("s,san->an", weights / weights.sum(), every)
    found: list[list[float]] = np.log(np.maximum(rows, NEVER)).tolist()
    return found


def _by_sum(told: Sequence[int], people: int, total: int) -> list[list[float]]:
    """Answer x number of people: how likely it is told so where the noised numbers add up to `total`."""
    as_told = [percents([shown], total)[0] for shown in range(people + 4)]
    return [[_likelihood(n, one, as_told) for n in range(people + 1)] for one in told]


def _likelihood(n: int, told: int, as_told: Sequence[int]) -> float:
    return sum(share for step, share in LAW[min(n, len(LAW) - 1)] if as_told[n + step] == told)


def likeliest(told: Told, masks: Mapping[tuple[str, ...], np.ndarray], total: Sequence[int]) -> np.ndarray:
    """The likeliest answer of each person, by the exact total of everybody and what is told of groups."""
    random, groups = Random(1), list(told)
    members = np.array([masks[one] for one in groups])
    inside = [frozenset(np.flatnonzero(column).tolist()) for column in members.T]
    rows = [likelihoods(told[one], int(masks[one].sum())) for one in groups]
    answers = [answer for answer, n in enumerate(total) for _ in range(n)]
    random.shuffle(answers)
    counts = [np.bincount(np.array(answers)[one], minlength=len(total)).tolist() for one in members]
    people, spent = len(answers), np.zeros((len(answers), len(total)))
    for sweep in range(SWEEPS):
        heat = min(1.0, 0.1 + sweep / BEFORE)
        for _ in range(people):
            i, j = int(random.random() * people), int(random.random() * people)
            if answers[i] != answers[j]:
                sides = ((inside[i] - inside[j], answers[i], answers[j]),
                         (inside[j] - inside[i], answers[j], answers[i]))  # fmt: skip
                gain = sum(_gain(rows[g], counts[g], one, other) for side, one, other in sides for g in side)
                if gain >= 0 or random.random() < exp(heat * gain):
                    answers[i], answers[j] = answers[j], answers[i]
                    for side, one, other in sides:
                        for g in side:
                            counts[g][one] -= 1
                            counts[g][other] += 1
        if sweep >= BEFORE:
            spent[np.arange(people), answers] += 1
    return spent.argmax(1)


def _gain(rows: list[list[float]], counts: list[int], one: int, other: int) -> float:
    """How much likelier a group gets when one of its people changes from one answer to another."""
    lost, won = rows[one], rows[other]
    n, m = counts[one], counts[other]
    return lost[n - 1] - lost[n] + won[m + 1] - won[m]
