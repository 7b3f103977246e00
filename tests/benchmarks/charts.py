"""Every kind of chart, as the gallery shows it, against a bare bar chart of matplotlib."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from analysis.charts import render
from analysis.charts.registry import charts
from tests.benchmarks.measure import Ratio, cpu
from tests.charts import examples
from tests.gallery import SHOWN


def bare() -> object:
    """Eight bars with their labels, as matplotlib draws them to SVG."""
    figure, out = Figure(), BytesIO()
    FigureCanvasSVG(figure)
    figure.add_subplot().barh(list("abcdefgh"), range(1, 9))
    figure.savefig(out, format="svg")
    return out


def ratios() -> Iterator[Ratio]:
    """SVG of every kind, then PNG; each once before it is measured."""
    results = examples.results()
    bare()
    yardstick = cpu(bare)
    for format in ("svg", "png"):
        for kind in sorted(charts()):
            result = results[SHOWN[kind]]
            render(result, kind, format=format)  # type: ignore[arg-type]  # svg or png
            ours = cpu(lambda kind=kind, result=result, form=format: render(result, kind, format=form))
            yield Ratio(f"{kind} as {format}", ours, yardstick, "a bare bar chart of matplotlib")
