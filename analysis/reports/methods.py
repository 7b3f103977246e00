"""The methods of a survey as people tell them: what AAPOR asks everybody to disclose who reports a survey.

The elements are those of the AAPOR Code of Professional Ethics and Practices, III.A (April 2021). What the
system knows (numbers, wording, languages, weighting) it says itself; the elements here are what only people
know. A report is refused until they are filled, because a share without them can be neither judged nor
repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from unicodedata import category

from analysis.codebook import Text, text
from analysis.reports.element_words import ELEMENTS as ELEMENT_NAMES
from analysis.reports.refusal_words import REASONS, TONGUES

LONGEST = 1500
"""The most letters of one element in one language: it is a statement, not an article."""

Value = Text | date


class MethodsError(ValueError):
    """What cannot be told, or no report be made of; `reason` is a key of REASONS, `values` fill its places.
    Its own text is English."""

    def __init__(self, reason: str, **values: Any) -> None:
        self.reason, self.values = reason, values
        super().__init__(self.words("en"))

    def words(self, language: str) -> str:
        """The refusal as a sentence."""
        return text(REASONS[self.reason], language).format(**self.values)


class NotDisclosed(MethodsError):
    """A report that is refused; `lacking` are the elements that are not filled."""

    def __init__(self, lacking: Sequence[str], language: str) -> None:
        self.lacking = tuple(lacking)
        super().__init__("lacking", lacking=lacking, language=language)

    def words(self, language: str) -> str:
        """The refusal as a sentence, each element in words; in English, which the command line speaks, also
        by its name there."""
        named = [(name, text(ELEMENT_NAMES[name], language)) for name in self.lacking]
        told = "; ".join(f"{name} ({words})" if language == "en" else words for name, words in named)
        spoken = self.values["language"]
        spoken = text(TONGUES[spoken], language) if spoken in TONGUES else spoken
        return text(REASONS[self.reason], language).format(language=spoken, lacking=told)


@dataclass(frozen=True, slots=True)
class Element:
    """One element that people fill: its `name`, `kind` ("text" in each language, or a "day"), and whether it
    is `needed`; what it is called and what it asks for stands in `analysis.reports.words`."""

    name: str
    kind: Literal["text", "day"] = "text"
    needed: bool = True


ELEMENTS = {
    one.name: one
    for one in (
        Element("sponsor"),
        Element("conductor"),
        Element("population"),
        Element("frame"),
        Element("recruitment"),
        Element("mode", needed=False),
        Element("field_start", "day"),
        Element("field_end", "day"),
        Element("quality"),
        Element("limitations"),
        Element("contact"),
    )
}
"""The elements in the order of a methods statement."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The methods of one survey: element -> text by language, or day."""

    values: Mapping[str, Value] = field(default_factory=dict)

    @classmethod
    def read(cls, source: Any, languages: Iterable[str]) -> Statement:
        """The statement that a mapping (YAML, JSON or a form) holds; a plain text stands for all `languages`.

        MethodsError for an unknown element or language, a day that is none, or a text that is no text.
        """
        if not isinstance(source, Mapping):
            raise MethodsError("no list")
        known = tuple(languages)
        read = {str(name): _value(str(name), given, known) for name, given in source.items()}
        made = cls({name: value for name in ELEMENTS if (value := read.get(name))})
        start, end = made.day("field_start"), made.day("field_end")
        if start and end and end < start:
            raise MethodsError("order", start=start, end=end)
        return made

    def plain(self) -> dict[str, Any]:
        """The same as JSON-able values, from which `read` makes it again."""
        return {
            name: value.isoformat() if isinstance(value, date) else dict(value)
            for name, value in self.values.items()
        }

    def changed(self, other: Statement) -> Statement:
        """This statement with the elements of `other` in the place of its own, language by language."""
        values = dict(self.values)
        for name, new in other.values.items():
            old = values.get(name)
            both = isinstance(old, Mapping) and isinstance(new, Mapping)
            values[name] = {**old, **new} if both else new  # type: ignore[dict-item]  # both are texts
        return Statement({name: values[name] for name in ELEMENTS if name in values})

    def text(self, name: str, language: str) -> str:
        """The text of an element in exactly that language; "" where it is not filled."""
        value = self.values.get(name, {})
        return value.get(language, "") if isinstance(value, Mapping) else ""

    def day(self, name: str) -> date | None:
        """The day of an element, where it is filled."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def lacking(self, language: str) -> tuple[str, ...]:
        """The needed elements that are not filled in a language, in order."""
        return tuple(
            one.name
            for one in ELEMENTS.values()
            if one.needed and not (self.day(one.name) if one.kind == "day" else self.text(one.name, language))
        )

    def require(self, language: str) -> None:
        """NotDisclosed unless every needed element is filled in that language."""
        if lacking := self.lacking(language):
            raise NotDisclosed(lacking, language)


def _value(name: str, given: Any, languages: Sequence[str]) -> Value | None:
    if name not in ELEMENTS:
        raise MethodsError("element", name=name, known=", ".join(ELEMENTS))
    if given is None or given == "":
        return None
    if ELEMENTS[name].kind == "day":
        return _day(name, given)
    texts = given if isinstance(given, Mapping) else dict.fromkeys(languages, given)
    for language in texts:
        if language not in languages:
            raise MethodsError("no language", name=name, language=language, known=", ".join(languages))
    said = {str(language): _text(name, text) for language, text in texts.items()}
    return {language: text for language, text in said.items() if text}


def _day(name: str, given: Any) -> date:
    if isinstance(given, date):
        return date(given.year, given.month, given.day)
    try:
        return date.fromisoformat(str(given).strip())
    except ValueError as reason:
        raise MethodsError("no day", name=name, given=repr(str(given)[:40])) from reason


def _text(name: str, given: Any) -> str:
    if not isinstance(given, str):
        raise MethodsError("no text", name=name, given=repr(str(given)[:40]))
    lines = ["".join(one for one in line if category(one)[0] != "C").strip() for line in given.splitlines()]
    text = "\n".join(line for line in lines if line)
    if len(text) > LONGEST:
        raise MethodsError("too long", name=name, letters=len(text), most=LONGEST)
    return text
