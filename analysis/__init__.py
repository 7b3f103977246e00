"""Survey statistics on labelled microdata: no web, no database, nothing of the other packages.

    import analysis

    data = analysis.read("survey.sav")
    print(analysis.crosstab(data, "trust", "age"))

Every name of `__all__` is loaded when it is first used, so that `import analysis` costs nothing and loads no
numerics. Each takes and returns immutable values; a result prints as a table with base and method, is HTML in
a notebook, and `analysis.show` gives it as text, HTML, JSON, CSV or data frame in Kazakh, Russian or English.
What cannot be computed is an error of `analysis.errors`, never a NaN.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis import charts as charts
    from analysis import errors as errors
    from analysis import show as show
    from analysis.associate import associate as associate
    from analysis.audit import audit as audit
    from analysis.audits import audit_table as audit_table
    from analysis.banners import banner as banner
    from analysis.changes import change as change
    from analysis.charts import render as chart
    from analysis.codebook import Codebook as Codebook
    from analysis.compare import compare as compare
    from analysis.crosstabs import crosstab as crosstab
    from analysis.crosstabs import crosstab_of as crosstab_of
    from analysis.design import Design as Design
    from analysis.exports import export as export
    from analysis.figures import read_figures as read_figures
    from analysis.imports import read as read
    from analysis.margins import read_margins as read_margins
    from analysis.margins import weights_csv as weights_csv
    from analysis.microdata import Microdata as Microdata
    from analysis.open_answers import open_answers as open_answers
    from analysis.pairs import pairs as pairs
    from analysis.rankings import rank as rank
    from analysis.regression.regress import regress as regress
    from analysis.responses import read_frame as read_frame
    from analysis.responses import responses as responses
    from analysis.scales import scale as scale
    from analysis.tallies import tally as tally
    from analysis.weigh import weigh as weigh

__all__ = [
    "Codebook",
    "Design",
    "Microdata",
    "associate",
    "audit",
    "audit_table",
    "banner",
    "change",
    "chart",
    "charts",
    "compare",
    "crosstab",
    "crosstab_of",
    "errors",
    "export",
    "open_answers",
    "pairs",
    "rank",
    "read",
    "read_figures",
    "read_frame",
    "read_margins",
    "regress",
    "responses",
    "scale",
    "show",
    "tally",
    "weigh",
    "weights_csv",
]

_PLACES = {
    "Codebook": "codebook",
    "Design": "design",
    "Microdata": "microdata",
    "associate": "associate",
    "audit": "audit",
    "audit_table": "audits",
    "banner": "banners",
    "change": "changes",
    "chart": "charts:render",
    "compare": "compare",
    "crosstab": "crosstabs",
    "crosstab_of": "crosstabs",
    "export": "exports",
    "open_answers": "open_answers",
    "pairs": "pairs",
    "rank": "rankings",
    "read": "imports",
    "read_figures": "figures",
    "read_frame": "responses",
    "read_margins": "margins",
    "regress": "regression",
    "responses": "responses",
    "scale": "scales",
    "tally": "tallies",
    "weigh": "weigh",
    "weights_csv": "margins",
}
"""Public name -> its module, and its name there where that differs."""


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        module, _, other = _PLACES[name].partition(":")
        found = getattr(import_module(f"{__name__}.{module}"), other or name)
    elif name in __all__:
        found = import_module(f"{__name__}.{name}")
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """The package, in which a public function is not hidden by the module of the same name when that is
    imported: `analysis.compare` is the function, `from analysis.compare import ...` reads the module."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _PLACES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
