"""Scales: scores of several items, their reliability and their factors.

`items` turns variables into numbers, `scores` into scores; `moments` gives covariances and correlations,
from which everything else follows: `reliability`, `halves`, `omega`, `adequacy`, `principal`, `factors`,
`rotation`, `intraclass`.
"""
