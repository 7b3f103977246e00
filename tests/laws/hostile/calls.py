"""Calls that are answered, of functions whose arguments hang together or take files."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from analysis import reports
from analysis.codebook_files import to_json
from analysis.counted import Side
from analysis.design import Design
from analysis.engines import Source
from analysis.errors import TooFew
from analysis.groups import Groups, Labels
from analysis.publications import Publication
from analysis.reports.methods import ELEMENTS
from analysis.rounding import Printed
from analysis.series import Value
from analysis.tables import Tally
from analysis.tally_parts import Asked
from analysis.tally_people import People
from analysis.text import CodeFrame
from analysis.units import Stage
from tests.analysis.people import CODEBOOK
from tests.laws.hostile.made import ANSWERED, FRAME, IMAGE, MADE, PEOPLE, PLACE, PLAIN_SUMS
from tests.laws.hostile.numbers import GROUPS, HALF, TABLES, VALUES, N

PLAIN = Design()
_folder = TemporaryDirectory()


def written(name: str, words: str) -> str:
    """The path of a file with these words, gone when the tests end."""
    path = Path(_folder.name, name)
    path.write_text(words, "utf-8")
    return str(path)


SETS = str(Path(__file__).parents[2] / "analysis/files/sets.sav")
WHY = CodeFrame("why", {"pay": {"en": "pay"}, "room": {"en": "room"}})
SEEN = {"label": "good", "percent": "57.1", "base": "42"}
TOTALS = {"a": 30.0, "b": 60.0, "c": 30.0}
DAYS = {name: "2026-10-01" if one.kind == "day" else "told" for name, one in ELEMENTS.items()}
RELEASE = Publication({"en": "Work"}, ("en",), 12, None, 12, 10, (), {}, ())
TOLD = reports.Source(RELEASE, reports.Statement.read(DAYS, ["en"]), (), "en", "work@1")

COUNTED = People(PEOPLE, "image")

CALLS: dict[str, dict[str, Any]] = {
    "associate.associate": {"microdata": PEOPLE, "row": "image", "column": "place"},
    "audit.count_of": {"microdata": PEOPLE, "variable": "place", "category": "town"},
    "audits.audit.audit_table": {"published": [SEEN]},
    "audits.reading.read_table": {"path": written("table.csv", "label,percent,base\ngood,57.1,42\n")},
    "audits.reading.table_of": {"rows": [SEEN]},
    "bivariate.density": {"h": VALUES, "k": VALUES, "rho": 0.5},
    "bivariate.distribution": {"h": VALUES, "k": VALUES, "rho": 0.5},
    "changes.change": {"first": PEOPLE, "second": PEOPLE, "variable": "image"},
    "codebook_files.from_json": {"text": to_json(CODEBOOK)},
    "codebook_files.read_text": {"path": written("words.txt", "good")},
    "combinations.combinations": {"microdata": PEOPLE, "variable": "motive"},
    "columns.encode": {"variable": CODEBOOK.variable("place"), "raw": ["town", None], "problems": []},
    "columns.kinds_of": {"missing": np.array([0, 1, 2])},
    "banners.banner": {"microdata": PEOPLE, "row": "image", "column": "place"},
    "banners.broken_down": {"asked": Asked(PEOPLE, True, 0.95), "row": "image", "by": PLACE, "held": [0, 1]},
    "compare.compare": {"microdata": PEOPLE, "variable": "books", "by": "place"},
    "exports.export": {"microdata": PEOPLE, "path": str(Path(_folder.name, "d.csv"))},
    "counted.counted": {"design": Design(), "sides": [Side.of(PEOPLE.column("image"))], "banner": None},
    "crosstabs.crosstab": {"microdata": PEOPLE, "row": "image", "column": "place"},
    "crosstabs.percents": {"weighted": TABLES[0], "axis": 0},
    "exports.format_of": {"path": "microdata.csv"},
    "design_tests.rank_test": {"values": VALUES, "groups": GROUPS, "design": PLAIN, "domain": HALF},
    "design_tests.t_test": {"values": VALUES, "groups": GROUPS % 2, "design": PLAIN, "domain": HALF},
    "funnels.funnel_limits": {"share": 0.25, "sizes": np.array([12, 24]), "noise": {0: 0.5, 2: 0.5}},
    "disclosure.coarsening.coarsen": {
        "records": [{"place": "town"}] * 9,
        "variables": [CODEBOOK.variable("place")],
    },
    "distances.distance_of": {"name": "raking", "bounds": None},
    "engines.from_rows": {"source": Source("t"), "rows": [["town", 3]], "stub": CODEBOOK.variable("place")},
    "engines.query": {"source": Source("t"), "stub": CODEBOOK.variable("place")},
    "exact.freeman_halton": {"counts": TABLES[0].astype(int)},
    "figures.read_figures": {"path": written("figures.json", json.dumps({"figures": [{"id": "a"}]}))},
    "imports.read": {"path": SETS},
    "independence.worst_shape": {
        "rows": np.array([0.4, 0.6]),
        "columns": np.array([0.3, 0.7]),
        "phi": np.array([0.1, 0.3]),
    },
    "linked.same_people": {"people": (list(range(N)), list(range(N))), "waves": (PEOPLE, PEOPLE)},
    "look.blend": {"one": "#FFFFFF", "other": "#000000", "depth": 0.5},
    "look.contrast": {"one": "#FFFFFF", "other": "#000000"},
    "look.luminance": {"colour": "#FFFFFF"},
    "margins.read_margins": {"path": written("known.csv", "variable,code,total\nplace,town,5\n")},
    "measures.divided": {"above": 1.0, "below": 2.0, "why": "nobody differs"},
    "multiple_response.item_tests": {"tables": [TABLES[0], TABLES[2]]},
    "multiplicity.adjusted_pairs": {
        "places": ((0, 1), (0, 2)),
        "statistics": [1.0, 2.0],
        "p": [0.3, 0.04],
        "method": "holm",
    },
    "nonresponse.weighted_by_class": {"classes": ["town"] * 20 + ["village"] * 22, "frame": FRAME},
    "open_answers.open_answers": {"microdata": PEOPLE, "variable": "comment"},
    "quantiles.quantile_at": {"values": VALUES, "weights": np.ones(N), "p": 0.5},
    "quantiles.quantiles": {"values": VALUES, "design": PLAIN},
    "rank_sums.rank_sum_p": {"counts": TABLES[0]},
    "rankings.pulls": {"ranks": np.array([[1, 2, 0], [2, 1, 0]]), "share": np.array([0.5, 0.3, 0.2])},
    "rankings.rank": {"microdata": PEOPLE, "item": "cause"},
    "ranks.mann_whitney": {"counts": TABLES[0]},
    "ranks.summaries": {"values": VALUES, "groups": GROUPS},
    "ranks.table_of": {"values": VALUES, "groups": GROUPS},
    "regression.regress.regress": {"microdata": PEOPLE, "formula": "books ~ place"},
    "repeated.signed_rank": {"differences": VALUES - 2.5},
    "replication.bootstrap_table": {"sums": PLAIN_SUMS},
    "reports.report": {"source": TOLD},
    "reports.write": {"document": reports.Document("Work", "en", ()), "format": "html"},
    "responses.read_frame": {"path": written("frame.csv", "stratum,disposition\ntown,1.1\n")},
    "rounding.amounts": {"printed": MADE[Printed], "rule": "half up", "base": 237},
    "sampled.cells": {
        "row": IMAGE,
        "column": PLACE,
        "inside": IMAGE.answered & PLACE.answered,
        "design": PLAIN,
    },
    "scales.items.items": {"microdata": PEOPLE, "names": ["a_pay", "a_work"]},
    "scales.report.scale": {"microdata": PEOPLE, "name": "a"},
    "show.files.as_csv": {"result": MADE[Tally]},
    "show.files.as_frame": {"result": MADE[Tally]},
    "show.files.as_json": {"result": MADE[Tally]},
    "show.pages.as_html": {"result": MADE[Tally]},
    "show.pages.as_text": {"result": MADE[Tally]},
    "show.sheet.base_line": {"base": 3, "missing": {"skipped": 2}, "language": "kk"},
    "series.difference": {"first": Value(40.0, 35.0, 45.0, 80), "second": Value(50.0, 44.0, 56.0, 70)},
    "series.beside": {"first": PEOPLE, "second": PEOPLE, "variable": "image"},
    "statistics.regression": {"microdata": PEOPLE, "outcome": "books", "predictor": "place"},
    "tallies.tally_of": {
        "asked": Asked(PEOPLE, True, 0.95),
        "people": COUNTED,
        "sums": COUNTED.sums(PEOPLE.design),
    },
    "tallies.tally_asked": {"asked": Asked(PEOPLE, True, 0.95), "name": "image"},
    "text.agreement": {"frame": WHY, "first": [["pay"], ["room"]], "second": [["pay"], ["pay"]]},
    "text.texts": {"microdata": PEOPLE, "name": "comment"},
    "trend.trend_of_shares": {"cases": np.array([3.0, 5, 9]), "base": np.array([10.0, 11, 12])},
    "units.nested_stages": {"strata": None, "clusters": [MADE[Groups]], "sizes": [], "n": N},
    "units.refusal": {"names": ["town"], "place": 0, "people": True},
    "units.scales": {
        "drawn": np.array([2.0, 3.0]),
        "left": np.array([0.5, 1.0]),
        "lonely": "fail",
        "refused": lambda place: TooFew(f"stratum {place} is lonely"),
    },
    "units.unit_sums": {"scores": np.stack([VALUES, VALUES], 1), "stage": MADE[Stage]},
    "units.variance": {"scores": np.stack([VALUES, VALUES], 1), "stages": [MADE[Stage]], "lonely": "fail"},
    "waves.change": {"first": PEOPLE, "second": PEOPLE, "name": "books"},
    "weigh.weigh": {"microdata": ANSWERED, "known": {"place": {"town": 200, "village": 300}}},
    "weighted_tests.excess_slopes": {"sums": TABLES[0].ravel(), "shape": (2, 2)},
    "weighting.calibrate": {"design": PLAIN, "auxiliaries": np.ones((N, 1)), "totals": [500.0]},
    "weighting.post_stratify": {"design": PLAIN, "groups": MADE[Labels], "totals": TOTALS},
    "weighting.rake": {"design": PLAIN, "margins": [(MADE[Labels], TOTALS)]},
    "weighting.rake_cells": {
        "sums": np.array([5.0, 8, 3, 9]),
        "margins": [(np.array([0, 0, 1, 1]), np.array([20.0, 30]))],
    },
}
