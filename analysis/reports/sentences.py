"""What the answers to a question say, as sentences written from its numbers.

Each names the table in which its numbers stand. They speak of the people who answered: which answer is the
most frequent, how large a net is, where a mean is highest. Whether groups differ is told by verdicts only
(`analysis.reports.verdicts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from analysis.codebook import Text, text
from analysis.publications import Question
from analysis.reports.numbers import count, decimal, share
from analysis.reports.sheets import begun
from analysis.reports.source import Asked, Source
from analysis.reports.words import Number, joined, say
from analysis.tables import Tally, TallyRow

MOST_NAMED = 3
"""How many answers a sentence names, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence, the `table` in which its numbers stand, and how much it says: `weight` is the distance from
    what would say nothing, in points.

    Of an answer that is how far its share lies above an even spread over all answers; of a grid, how far its
    lines lie apart (of means: as a part of their scale). A net counts by its share, above all of these,
    because the authors of the questionnaire defined it before anybody answered.
    """

    said: str
    table: str
    weight: float


def findings_of(source: Source, asked: Asked, question: Question) -> Iterator[Finding]:
    """The sentences on a question, to be read beside its words; none where nobody answered."""
    tally, language = question.total, source.language
    if tally.kind == "grid":
        found = _grid(tally, language)
    elif tally.kind == "number":
        found = _number(tally, language)
    else:
        found = _leading(tally, "merged" if _merged(tally) else tally.kind, asked, language)
    for said, weight in found:
        yield Finding(begun(said), question.name, weight)
    for net in tally.nets:
        said = _net(net, tally, asked, language)
        yield Finding(begun(said), question.name, 100 + net.percent)


def quoted(label: Text | str, language: str) -> str:
    """A label in the quotation marks of the language."""
    return say("quoted", language, words=text(label, language).strip().rstrip("."))


def _merged(tally: Tally) -> bool:
    """Whether answers of one choice were merged, so that the largest is one only by that."""
    return tally.kind == "single" and any("+" in row.code for row in tally.rows)


def _of(tally: Tally, language: str) -> str | Number:
    """The base of a share; where answers are withheld, it is of those that are shown."""
    base = count(tally.base, language)
    return say("of shown", language, base=base) if tally.missing.get("withheld") else base


def _leading(tally: Tally, kind: str, asked: Asked, language: str) -> Iterator[tuple[str, float]]:
    """The most frequent answers: first the first (all of them, where several are), then those that follow."""
    rows = sorted(tally.rows, key=lambda row: -row.count)
    if not tally.base or not rows or not rows[0].count:
        return
    weight = rows[0].percent - fmean(row.percent for row in rows)
    if _even(rows, language):
        told = "; ".join(_answer(row, language) for row in rows)
        yield say("even", language, answers=told, base=count(tally.base, language)), weight
        return
    first = [row for row in rows if row.count == rows[0].count]
    places = {"base": _of(tally, language), **_share(rows[0], language)}
    labels = joined([quoted(row.label, language) for row in first], language)
    key = f"{'lead' if len(first) == 1 else 'leads'} {kind}"
    said = say(key, language, label=labels, **places)
    if then := _following(rows, len(first)):
        told = "; ".join(_answer(row, language) for row in then)
        said += " " + say("then", language, answers=told)
    if "mean" in tally.statistics:
        said += " " + _mean(tally, asked, language)
    yield said, weight


def _mean(tally: Tally, asked: Asked, language: str) -> str:
    mean = decimal(tally.statistics["mean"], language)
    if not asked.scale:
        return say("mean is", language, mean=mean)
    low, high = (decimal(score, language, 0) for score, _ in asked.scale)
    return say("mean on scale", language, mean=mean, low=low, high=high)


def _following(rows: Sequence[TallyRow], first: int) -> list[TallyRow]:
    """The answers named after the `first` ones; none of several that are given equally often without the
    others."""
    left = rows[MOST_NAMED].count if len(rows) > MOST_NAMED else 0
    return [row for row in rows[first:MOST_NAMED] if row.count > left]


def _even(rows: Sequence[TallyRow], language: str) -> bool:
    """Whether two answers are all there are, and their whole per cents are written alike or one apart."""
    return len(rows) == 2 and abs(share(rows[0].percent, language).whole - 50) <= 1


def _answer(row: TallyRow, language: str) -> str:
    return say("then one", language, label=quoted(row.label, language), **_share(row, language))


def _net(net: TallyRow, tally: Tally, asked: Asked, language: str) -> str:
    members = asked.nets.get(net.code, ())
    label = quoted(net.label, language)
    united = say("united", language, members=", ".join(members)) if members else ""
    base = count(tally.base, language)
    return say("net", language, label=label, united=united, base=base, **_share(net, language))


def _number(tally: Tally, language: str) -> Iterator[tuple[str, float]]:
    if "mean" in tally.statistics and "median" in tally.statistics:
        mean, median = (decimal(tally.statistics[key], language) for key in ("mean", "median"))
        base = count(tally.base, language)
        yield say("number is", language, mean=mean, median=median, base=base), 0.0


def _grid(tally: Tally, language: str) -> Iterator[tuple[str, float]]:
    """The lines with the highest and the lowest mean; without scores, the highest and lowest share of the
    first answer; only those two values where more than a few lines share one of them. Nothing where all are
    written alike."""
    items = [item for item in tally.items if item.base and item.rows]
    if len(items) < 2:
        return
    if all("mean" in item.statistics for item in items):
        values = [item.statistics["mean"] for item in items]
        written = [decimal(value, language) for value in values]
        spread, key, answer = 100 * (max(values) - min(values)) / len(items[0].rows), "grid means", ""
    else:
        values = [item.rows[0].percent for item in items]
        written = [str(share(value, language)) for value in values]
        spread, key, answer = (
            max(values) - min(values),
            "grid shares",
            quoted(items[0].rows[0].label, language),
        )
    high, low = (written[values.index(extreme)] for extreme in (max(values), min(values)))
    if high == low:
        return
    if max(written.count(high), written.count(low)) >= MOST_NAMED:
        yield say(f"{key} alike", language, answer=answer, high=high, low=low), spread
        return
    places = {
        "highest": _lines(items, written, high, language),
        "lowest": _lines(items, written, low, language),
    }
    yield say(key, language, answer=answer, high=high, low=low, **places), spread


def _lines(items: Sequence[Tally], written: Sequence[str], value: str, language: str) -> str:
    """The labels of all lines whose value is written so."""
    pairs = zip(items, written, strict=True)
    return joined([quoted(item.label, language) for item, one in pairs if one == value], language)


def _share(row: TallyRow, language: str) -> dict[str, object]:
    return {"count": count(row.count, language), "percent": share(row.percent, language)}
