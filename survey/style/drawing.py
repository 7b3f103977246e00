"""Charts drawn once: the same result, kind and wish give the same bytes from memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

from analysis.charts.registry import Result

KEPT = 400
WIDTHS = (360, 720)
THEMES = ("light", "dark", "print")
MIMETYPES = {"svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Look:
    """What a page or a person wishes of a drawn chart. `kind` None is the best suited one; without `margins`
    no intervals are drawn, for figures that have no margin of error; `code` is the answer that a chart of one
    answer shows; `about` says what stands in no label of the result, such as among whom."""

    language: str
    kind: str | None = None
    format: str = "svg"
    theme: str = "light"
    width: int = 720
    margins: bool = True
    order: str = "natural"
    code: str | None = None
    about: tuple[str, ...] = ()


class Drawings:
    """Drawn charts, the newest `KEPT` of them; one is drawn at a time, since fonts are shared."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def draw(self, key: Hashable, result: Result, look: Look) -> bytes:
        """The bytes of a chart of `result`, which `key` names within this process."""
        with self._lock:
            if (key, look) not in self._drawn:
                self._drawn[key, look] = _render(result, look)
                if len(self._drawn) > KEPT:
                    self._drawn.popitem(last=False)
            self._drawn.move_to_end((key, look))
            return self._drawn[key, look]


def _render(result: Result, look: Look) -> bytes:
    from analysis import charts

    return charts.render(
        result,
        look.kind,
        language=look.language,
        format=look.format,  # type: ignore[arg-type]  # svg or png: routes let no other through
        theme=look.theme,
        width=look.width,
        margins=look.margins,
        order=look.order,
        code=look.code,
        about=look.about,
    )
