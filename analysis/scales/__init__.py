"""Scales: scores of several items, their reliability and their factors.

`scale` reports on a scale of the codebook. Beneath it, `items` turns variables into numbers, `scores` into
scores; `moments` gives covariances and correlations, from which everything else follows: `reliability`,
`halves`, `omega`, `adequacy`, `principal`, `factors`, `rotation`, `intraclass`, `ordinal`.
"""

from __future__ import annotations

from analysis.scales.report import ScaleItem, ScaleReport, scale

__all__ = ["ScaleItem", "ScaleReport", "scale"]
