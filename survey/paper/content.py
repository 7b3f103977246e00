"""What stands on a paper form, as plain data: no markup, every text in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis import look
from analysis.codebook import text
from questionnaires import rosters
from questionnaires.questionnaire import Item, Option, Questionnaire, Section
from questionnaires.types import QuestionType, type_of
from questionnaires.types.number import short
from survey.languages import gettext
from survey.paper import blocks
from survey.saying import Saying
from survey.universes import Source, in_words, joined, sources
from survey.web import N_

PROMISE = (
    N_("This form has no field for a name. Please do not write one anywhere."),
    N_("You may leave out a question, unless it is marked as required."),
    N_(
        "Your answers are typed in without a name, the day or the place of handing in. When the survey ends,"
        " facts about you are made so coarse that at least five people share every combination, and"
        " your own words are parted from your other answers."
    ),
    N_(
        "What we cannot promise: whoever types in the answers sees this sheet and may know your handwriting."
        " In your own words write nothing that only you could know."
    ),
)
HOW = N_(
    "A circle means one answer, squares mean as many as fit: put a cross in what you choose. The small"
    " letters and digits beside them are for those who type the answers in."
)
THANKS = N_("Thank you for your answers!")
"""The author's thanks speak of an answer that has been sent; a form is still to be handed in."""

BACKGROUND = N_("Beside your answers this stays only so coarse that at least five people share it.")

BODY, LARGE = 10.0, 18.0
"""Type sizes in points."""

CODE = 0.68, 0.55
"""The size of entry codes as a part of the body's, in normal and in large print."""

LETTERS = 0.88
"""The height of a line of letters as a part of their size; what `LINE_HEIGHT` has beyond it is space."""

GUTTER = 92.0
"""The most room for codes left of the boxes, in points; longer ones break."""

_SAID = re.compile(r'\btr\(\s*"([^"]+)"')


def template_of(kind: QuestionType) -> str:
    """The file beside a type's module that sets it on paper; types that share one on screen share it here."""
    return Path(kind.template).with_suffix(".typ").name


def content(questionnaire: Questionnaire, language: str, large: bool) -> dict[str, Any]:
    """The whole form, ready to be set."""
    writing = _Writing(questionnaire, language)
    sections = [writing.section(one) for one in questionnaire.sections]
    return {
        "title": writing.plain(questionnaire.title),
        "language": _tag(language),
        "version": f"{questionnaire.name} {questionnaire.version}",
        "introduction": writing.told(questionnaire.introduction),
        "promise": {
            "title": gettext(language, "What we promise"),
            "points": [gettext(language, one) for one in PROMISE],
        },
        "how": gettext(language, HOW),
        "sections": [one for one in sections if one["items"] or one["introduction"]],
        "thanks": gettext(language, THANKS),
        "words": _words(language),
        "look": {**tokens(large), "longest": _longest(questionnaire)},
    }


def tokens(large: bool) -> dict[str, Any]:
    """The look of the house on paper: colours for grey print, sizes and spaces in points."""
    body, code = (LARGE, CODE[1]) if large else (BODY, CODE[0])
    scale = body / look.SIZES["body"]
    sizes = {name: px * scale for name, px in look.SIZES.items()}
    colours = ("ink", "muted", "accent", "soft", "line")
    return {
        **{name: getattr(look.PRINT, name) for name in colours},
        "font": look.FONTS.split('"')[-2],
        "large": large,
        "sizes": {**sizes, "code": body * code},
        "spaces": [px * scale for px in look.SPACES],
        "leading": look.LINE_HEIGHT - LETTERS,
        "gutter": GUTTER,
    }


class _Writing:
    """The texts of one questionnaire in one language."""

    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        self.language = language
        self.known: dict[str, Source] = sources(questionnaire)
        self.saying = Saying(questionnaire, language, self.known, {})

    def plain(self, label: Mapping[str, str]) -> str:
        """A text; earlier answers in it are named by their question."""
        return self.saying.plain(label)

    def told(self, label: Mapping[str, str]) -> list[dict[str, Any]]:
        """An author's paragraphs and lists."""
        return blocks.read(self.plain(label)) if label else []

    def section(self, section: Section) -> dict[str, Any]:
        """A section with the items that people are asked."""
        return {
            "title": self.plain(section.title),
            "introduction": self.told(section.introduction),
            "only": self._only(section),
            "items": [self._item(item) for item in section.items if type_of(item).asks],
        }

    def _item(self, item: Item) -> dict[str, Any]:
        return {
            "name": item.name,
            "template": template_of(type_of(item)),
            "number": self.known[item.name].number,
            "question": self.plain(item.question),
            "told": self.told(item.question),
            "notes": self._notes(item),
            "required": item.required,
            "only": self._only(item),
            "turn": rosters.turn_of(item),
            "options": [self._option(option) for option in item.options],
            "rows": [self._row(item, row.name, row.label, row.right) for row in item.rows],
            "low": None if item.low is None else short(item.low),
            "high": None if item.high is None else short(item.high),
            "settings": {
                key: self._setting(value) for key, value in item.settings.items() if _is_plain(value)
            },
        }

    def _notes(self, item: Item) -> list[str]:
        hint = [self.plain(item.hint)] if item.hint else []
        return hint + ([gettext(self.language, BACKGROUND)] if item.background else [])

    def _option(self, option: Option) -> dict[str, Any]:
        only = in_words(option.offered_if.tree, self.known, self.language) if option.offered_if else ""
        return {
            "code": option.value,
            "label": self.plain(option.label),
            "write_in": option.write_in,
            "missing": option.missing is not None,
            "only": self.saying.words(only),
        }

    def _row(
        self, item: Item, name: str, label: Mapping[str, str], right: Mapping[str, str]
    ) -> dict[str, Any]:
        offered = item.settings.get("offered", {}).get(name)
        return {
            "label": self.plain(label),
            "right": self.plain(right) if right else "",
            "offered": None if offered is None else list(offered),
        }

    def _only(self, asked: Section | Item) -> str:
        return self.saying.words(in_words(joined(asked), self.known, self.language)) if asked.shown_if else ""

    def _setting(self, value: Any) -> Any:
        return text(value, self.language) if isinstance(value, Mapping) else value


def _longest(questionnaire: Questionnaire) -> int:
    """The letters of the longest code that stands beside a box."""
    return max((len(option.value) for item in questionnaire.items() for option in item.options), default=1)


def _is_plain(value: Any) -> bool:
    """A scalar or a text; what else a type keeps in its settings is no matter of paper."""
    if isinstance(value, Mapping):
        return all(isinstance(one, str) for one in value.values()) and bool(value)
    return isinstance(value, (str, int, float)) or value is None


def _words(language: str) -> dict[str, str]:
    """The sentences of the house that the templates say, in the form's language."""
    from survey.paper import templates

    found = {one for source in templates().values() for one in _SAID.findall(source.decode())}
    return {message: gettext(language, message) for message in sorted(found)}


def _tag(language: str) -> str:
    """The language as the typesetter takes it: two or three letters."""
    first = re.split("[-_]", language.lower())[0]
    return first if re.fullmatch("[a-z]{2,3}", first) else "en"
