"""The verdicts of a publication, taken together: which pairs of question and group go with each other.

A report makes hundreds of tests at once, of which one in twenty would show a dependence by chance alone. So
a sentence claims a dependence only where its p is below 5 % after Holm's adjustment over all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.codebook import text
from analysis.multiplicity import adjusted
from analysis.publications import Publication, Question
from analysis.reports.source import Source
from analysis.reports.words import say
from analysis.tables import Association, Tally, Verdict

SHOWN, INDEPENDENT, UNKNOWN = (
    "dependence shown",
    "independence shown within the margin",
    "cannot tell",
)
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Judged:
    """One pair: a `line` of a `question` by the filter variable `by`, its `found` association, its `p` as it
    stands and as `adjusted` over all `pairs` that are judged."""

    question: Question
    line: Tally
    by: str
    found: Association
    p: float
    adjusted: float
    pairs: int

    @property
    def verdict(self) -> Verdict:
        """What its table can say."""
        return self.found.verdict

    @property
    def claimed(self) -> bool:
        """Whether a sentence may say that they depend on each other."""
        return self.verdict == SHOWN and self.adjusted < LEVEL

    def named(self, language: str) -> str:
        """What was asked; of a grid, the line too."""
        whole = text(self.question.total.label, language)
        if self.line is self.question.total:
            return whole
        return say("line of", language, question=whole, line=text(self.line.label, language))

    def brief(self, source: Source) -> str:
        """The number of the question, and its words or, of a grid, those of the line."""
        number = source.asked_of(self.question.name).number
        return f"{number}. {text(self.line.label, source.language)}"


def judged(publication: Publication) -> list[Judged]:
    """Every verdict of the publication, in the order of its questions and variables."""
    known = {one.name for one in publication.variables}
    pairs = [
        (question, line, by, verdict)
        for question in publication.questions
        for by, verdicts in question.verdicts.items()
        for line, verdict in zip(question.lines, verdicts, strict=True)
        if verdict is not None and by in known
    ]
    p = adjusted([verdict.test.p for *_, verdict in pairs]).tolist() if pairs else []
    return [
        Judged(question, line, by, verdict.association, verdict.test.p, one, len(pairs))
        for (question, line, by, verdict), one in zip(pairs, p, strict=True)
    ]


def counted(pairs: list[Judged]) -> Mapping[str, int]:
    """Verdict -> how many pairs have it."""
    return Counter(one.verdict for one in pairs)
