"""One of each kind of value that functions of analysis take from each other."""

from __future__ import annotations

import numpy as np

from analysis.aggregate import Aggregate, Axis
from analysis.audited import Audit, AuditedFigure
from analysis.charts.wish import Wish
from analysis.contingency import Contingency
from analysis.crosstabs import crosstab
from analysis.design import Design
from analysis.errors import DataProblem, WrongArgument
from analysis.estimates import Estimate, mean
from analysis.groups import Groups, Labels
from analysis.means import Moments
from analysis.nonresponse import Dispositions, ResponseRates, response_rates
from analysis.proportions import Pair
from analysis.replicates import Replicates
from analysis.rounding import Printed
from analysis.sampled import SampledTable, of_people
from analysis.scales.factors import Factors, factors
from analysis.scales.items import Items, items
from analysis.shown import Shown
from analysis.tables import Crosstab, Tally
from analysis.tallies import tally
from analysis.text import CodeFrame
from analysis.units import Stage
from analysis.weigh import Weighing, weigh
from analysis.worst_case import WorstCase, worst_case
from tests.laws.hostile.numbers import CORRELATION, GROUPS, VALUES, N
from tests.laws.hostile.people import crowd

FRAME = {"town": Dispositions(complete=20, refusal=5, noncontact=3), "village": Dispositions.of_frame(30, 22)}
PEOPLE = crowd()
IMAGE, PLACE = PEOPLE.column("image"), PEOPLE.column("place")
TALLY = tally(PEOPLE, "image")
ANSWERED = PEOPLE.where(PLACE.answered)
PLAIN_SUMS = Aggregate.of(Design(), IMAGE, PLACE)
FIGURE = AuditedFigure("q1", {"en": "good"}, "57.1", 24, 42, "57.1", "both")

MADE = {
    Aggregate: Aggregate.of(Design(np.linspace(0.5, 2, N)), IMAGE, PLACE),
    Audit: Audit((FIGURE,), ()),
    AuditedFigure: FIGURE,
    Axis: Axis.of(IMAGE),
    CodeFrame: CodeFrame("why", {"pay": {"en": "pay"}, "room": {"en": "room"}}, several=True),
    Contingency: Contingency.of(np.array([[5.0, 3, 8], [4, 7, 2]])),
    Crosstab: crosstab(PEOPLE, "image", "place"),
    DataProblem: DataProblem(1, "image", "?", "is not one of its codes"),
    Dispositions: FRAME["town"],
    Estimate: mean(VALUES, Design()),
    Factors: factors(CORRELATION, 2),
    Groups: Groups.of(GROUPS),
    Items: items(PEOPLE, ("a_pay", "a_work")),
    Labels: ["a", "b", "c"] * (N // 3),
    Moments: Moments.of(VALUES, np.arange(N) % 2),
    Pair: Pair(0, 1, 2.5, 0.01, 0.03),
    Printed: Printed.of("24.0"),
    Replicates: Replicates(np.random.default_rng(1).uniform(0.5, 1.5, (N, 20)), 0.05),
    ResponseRates: response_rates(FRAME),
    SampledTable: of_people(Design(np.linspace(0.5, 2, N)), IMAGE, PLACE),
    Shown: TALLY,
    Stage: Design().stages(N)[0],
    Tally: TALLY,
    Weighing: weigh(ANSWERED, {"place": {"town": 200, "village": 300}}),
    Wish: Wish(),
    WorstCase: worst_case(TALLY, 60),
    type[ValueError]: WrongArgument,
}
NOUNS = (PEOPLE, IMAGE, PEOPLE.design, PEOPLE.codebook, PEOPLE.codebook.variable("image"), FIGURE)
"""Nouns that have examples elsewhere."""
