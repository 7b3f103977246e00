"""Results in readable form: text, HTML, JSON, CSV and data frames, from the same numbers.

Each takes a Tally, Crosstab, Comparison, ScaleReport, Regression or Audit, and a language ("kk", "ru", "en").
"""

from __future__ import annotations

from analysis.show.contract import as_json
from analysis.show.files import as_csv, as_frame
from analysis.show.pages import as_html, as_text

__all__ = ["as_csv", "as_frame", "as_html", "as_json", "as_text"]
