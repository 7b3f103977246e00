"""Regression on attitudes: least squares, logistic and proportional-odds models by a formula."""

from __future__ import annotations

from analysis.regression.regress import regress
from analysis.regression.results import Coefficient, Effect, Regression, TermTest

__all__ = ["Coefficient", "Effect", "Regression", "TermTest", "regress"]
