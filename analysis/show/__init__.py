"""Results in readable form: text, HTML, JSON, CSV and data frames, from the same numbers.

Each takes a result of any registered kind, and a language ("kk", "ru", "en"). A new kind of result is one
file that calls `register` (beside its statistic, or here, where every file is found): nothing else is edited.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from analysis.show.files import as_csv, as_frame, as_json
from analysis.show.pages import as_html, as_text
from analysis.show.registry import Face, faces, register
from analysis.show.sheet import Line, Sheet, base_line

__all__ = [
    "Face",
    "Line",
    "Sheet",
    "as_csv",
    "as_frame",
    "as_html",
    "as_json",
    "as_text",
    "base_line",
    "faces",
    "register",
]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
