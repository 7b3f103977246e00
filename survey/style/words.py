"""Numbers, labels and methods said to the reader: what the templates of both reading applications use."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis import words
from analysis.charts.registry import charts
from analysis.charts.speech import NBSP, Speech
from analysis.codebook import Text
from analysis.disclosure import reasons
from analysis.publications import protected
from analysis.tables import Crosstab, Tally, TallyRow
from survey.languages import gettext
from survey.web import N_

KINDS = {
    "single": N_("one answer"),
    "multiple": N_("several answers possible"),
    "grid": N_("several lines, each rated"),
    "ranking": N_("put in order"),
    "number": N_("number"),
    "text": N_("own words"),
}
STATES = {"draft": N_("draft"), "open": N_("in the field"), "closed": N_("closed")}
MODES = {"anonymous": N_("anonymous, by invitation"), "open": N_("open link")}
VIEWS = {
    "counts": N_("People"),
    "columns": N_("Per cents of each column, with the number of people"),
    "rows": N_("Per cents of each row, with the number of people"),
    "residuals": N_(
        "Adjusted residuals: how far the count is from what independence would give. "
        "Bold: at least 2 in size."
    ),
}
VERDICTS = {
    "dependence shown": N_("Dependence is shown"),
    "independence shown within the margin": N_("Independence is shown within the stated margin"),
    "cannot tell": N_("These data cannot tell"),
}
STATISTICS = ("mean", "sd", "q1", "median", "q3", "min", "max")
OPEN_MODE = N_(
    "This is not a probability sample: anybody who had the link could answer. The figures speak only of "
    "those who did, so no margin of error is given."
)
NUMBERS = N_("Mean, standard deviation and quartiles are those of the people who answered.")


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in one language. `margins` is false where no margin of error may be given."""

    language: str
    margins: bool = True

    def say(self, message: str, **values: Any) -> str:
        """`message` (an English sentence) in this language."""
        return gettext(self.language, message, **values)

    def label(self, label: Text | str) -> str:
        """A label in this language, or in the first one that it has."""
        return Speech(self.language).label(label)

    def labels(self, labels: Iterable[Text | str]) -> str:
        """Labels in a row: "Abai; Shet"."""
        return "; ".join(map(self.label, labels))

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """A number rounded half up, with this language's signs."""
        return Speech(self.language).number(value, decimals, signed=signed)

    def percent(self, percent: float, decimals: int | None = None) -> str:
        """A per cent (0 to 100) with its sign, to `decimals` (None: one)."""
        return Speech(self.language, decimals=1 if decimals is None else decimals).percent(percent)

    def limits(self, row: TallyRow, decimals: int | None = None) -> str:
        """The interval of a share: "20,5–23,4"."""
        low, high = (self.number(one, 1 if decimals is None else decimals) for one in (row.low, row.high))
        return f"{low}–{high}"

    def whole(self, percent: float) -> str:
        """A per cent of a protected table: whole, "<5" or ">95", with its sign."""
        return Speech(self.language, whole=True).percent(percent)

    def alike(self, result: Tally | Crosstab) -> str:
        """The groups of a protected table in which everybody answered alike, as far as is told."""
        return "; ".join(map(self.label, protected.alike(result)))

    def refusal(self, reason: str, **values: Any) -> str:
        """Why something is not published, by the key of the reason."""
        return reasons.say(reason, self.language, **values)

    def word(self, word: str) -> str:
        """A word of the tables: a kind of missing answer, a statistic, the name of a test."""
        return words.word(word, self.language)

    def missing(self, missing: Mapping[str, int]) -> str:
        """The people without a valid answer, by kind: "skipped 3, refused 2"."""
        parts = [f"{self.word(kind)} {self.number(count)}" for kind, count in missing.items() if count]
        return ", ".join(parts)

    def method(self, result: Tally | Crosstab | None) -> str:
        """How the shares and intervals of a result were computed, in a sentence."""
        if not self.margins or result is None:
            return self.say(OPEN_MODE)
        bare = isinstance(result, Tally) and result.kind == "number" and not result.rows
        return self.say(NUMBERS) if bare else _together(words.method(result, self.language))

    def reason(self, table: Crosstab) -> str:
        """Why the verdict of a cross-tab is what it is, or why there is none."""
        if table.association is None or table.test is None:
            return self.word(table.refusal)
        return _together(words.reason(table.association, table.test, table.level, self.language))

    def p(self, p: float) -> str:
        """A probability, "p = 0,013"."""
        return words.p_value(p, self.language)

    def bases(self, table: Crosstab) -> list[int]:
        """How many people stand in each column of a cross-tab."""
        return [sum(column) for column in zip(*table.counts, strict=True)]

    def everybody(self, table: Crosstab) -> float:
        """The weighted number of people in a cross-tab."""
        return sum(map(sum, table.weighted))

    def chart(self, kind: str) -> str:
        """The name of a kind of chart."""
        return self.label(charts()[kind].called)

    def note(self, note: str) -> str:
        """The note of a survey: plain text, or JSON with one text per language."""
        return self.label(note_texts(note)) if note else ""


def _together(sentence: str) -> str:
    """A number and its sign on one line: "80 %", "N = 257"."""
    return sentence.replace(" %", NBSP + "%").replace(" = ", f"{NBSP}={NBSP}")


def note_texts(note: str) -> Text | str:
    """The texts of a survey's note by language; a plain note as it stands."""
    try:
        texts = json.loads(note)
    except json.JSONDecodeError:
        return note
    return texts if isinstance(texts, dict) and all(isinstance(t, str) for t in texts.values()) else note
