"""The paper form: a questionnaire as a PDF on A4, to be filled in by hand and typed in by a clerk.

Texts reach the typesetter as data, never as markup. Equal questionnaires give equal bytes.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import questionnaires.types
from questionnaires.questionnaire import Questionnaire
from survey.paper.content import content

HERE = Path(__file__).parent
FONT = "DejaVuSans.ttf"
"""The face of the forms: it has every Kazakh letter, and comes with matplotlib to every machine."""

_UNSHOWN = re.compile("[\ufeff\ufffe\uffff\ud800-\udfff]")
"""What no PDF for readers of screens may hold; nobody could see it."""

NO_TYPST = 'the paper form is set by typst, which is not installed; "pip install saualnama[pdf]" brings it'


class PaperError(ValueError):
    """A form that cannot be printed; the message says why and what to do."""


def pdf(questionnaire: Questionnaire, language: str, large: bool = False) -> bytes:
    """The form in `language` as a tagged PDF (PDF/UA-1), in type of 10 points, or of 18 where `large`."""
    return bytes(_compiled(questionnaire, language, large, format="pdf", pdf_standards="ua-1"))


def pictures(questionnaire: Questionnaire, language: str, large: bool = False) -> list[bytes]:
    """The pages as PNG, for looking at them."""
    made = _compiled(questionnaire, language, large, format="png", ppi=80.0)
    return [made] if isinstance(made, bytes) else list(made)


def _compiled(questionnaire: Questionnaire, language: str, large: bool, **how: Any) -> Any:
    if language not in questionnaire.languages:
        known = ", ".join(questionnaire.languages)
        raise PaperError(f"{questionnaire.name} has no language {language!r}; it has {known}")
    try:
        import typst
    except ImportError as reason:
        raise PaperError(NO_TYPST) from reason
    text = _UNSHOWN.sub("", json.dumps(content(questionnaire, language, large), ensure_ascii=False))
    files = {**templates(), "form.json": text.encode()}
    covered = set(map(ord, text)) <= _letters()
    return typst.compile(files, font_paths=[str(_fonts())], ignore_system_fonts=covered, **how)


@lru_cache
def templates() -> dict[str, bytes]:
    """The form's own template and those of the question types, by file name."""
    types = sorted(Path(questionnaires.types.__file__).parent.glob("*.typ"))
    return {"main": (HERE / "form.typ").read_bytes(), **{path.name: path.read_bytes() for path in types}}


def _fonts() -> Path:
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise PaperError('the fonts of matplotlib are missing; "pip install --force-reinstall matplotlib"')
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"


@lru_cache
def _letters() -> frozenset[int]:
    """What our face can show; for anything else the machine's own fonts are asked."""
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(_fonts() / FONT)).get_charmap())
