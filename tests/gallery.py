"""The gallery: every registered chart in Kazakh, as docs/gallery shows it.

`python -m tests.gallery` draws the pictures and writes the page; look at each that changed before it is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analysis.charts import alternative, render
from analysis.charts.registry import charts
from tests.charts import examples

GALLERY = Path(__file__).parent.parent / "docs/gallery"
VARIANTS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"theme": "dark"},
    "print": {"theme": "print"},
    "phone": {"width": 360},
}
SHOWN = {
    "bars": "motives",
    "box": "ages of two",
    "dots": "systems",
    "funnel": "systems",
    "gap": "staff and readers",
    "grouped": "tenure",
    "histogram": "hours",
    "likert": "grid",
    "mosaic": "tenure",
    "ranks": "causes",
    "residuals": "tenure",
    "slope": "changes",
    "stacked": "tenure",
    "texts": "words",
    "tilemap": "region",
    "trend": "trend",
    "upset": "together",
}
"""Each chart with the example (of `tests.charts.examples`) that it is shown by."""


def pictures() -> dict[str, bytes]:
    """Every picture of the gallery by the name of its file."""
    results = examples.results()
    return {
        f"{kind}-{name}.svg": render(results[SHOWN[kind]], kind, language="kk", **wishes)
        for kind in sorted(charts())
        for name, wishes in VARIANTS.items()
    }


def page() -> str:
    """The page: each chart with what it draws (its module's first line), its pictures and its words."""
    head = (
        "# Gallery of charts\n\nDrawn by `python -m tests.gallery` from made-up results; a test holds "
        "every byte. Light, dark, print and a phone's width; beneath them what each says to people who "
        "cannot see it.\n"
    )
    return "\n".join([head, *(_section(kind) for kind in sorted(charts()))])


def _section(kind: str) -> str:
    module = charts()[kind].draw.__module__
    told = (__import__(module, fromlist=["__doc__"]).__doc__ or "").split("\n\n")[0].replace("\n", " ")
    shown = "\n".join(f"![{kind}, {name}]({kind}-{name}.svg)" for name in VARIANTS)
    said = alternative(examples.results()[SHOWN[kind]], kind, language="kk")
    return f"## {kind}\n\n{told}\n\n{shown}\n\n> {said}\n"


if __name__ == "__main__":
    GALLERY.mkdir(exist_ok=True)
    for old in GALLERY.glob("*.svg"):
        old.unlink()
    for file, content in pictures().items():
        (GALLERY / file).write_bytes(content)
    (GALLERY / "README.md").write_text(page(), "utf-8")
