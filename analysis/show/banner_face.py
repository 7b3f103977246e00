"""Banner tables shown: everybody first, then a column per class with its letter, both bases beneath."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis import banner_words as words
from analysis.banners import Banner, lines, parts
from analysis.codebook import Text, text
from analysis.show.registry import Content, Records, register
from analysis.show.sheet import Line, Sheet, base_line
from analysis.show.tally_face import tally
from analysis.tables import Association, Tally, TallyRow
from analysis.words import DASH, method, number, percent_of_level, word


def banner(result: Banner, language: str) -> Content:
    """The tally of everybody and of each class, the letters by part, row and class, what the tests say."""
    return {
        "row": result.row,
        "column": result.column,
        "row_label": text(result.row_label, language),
        "column_label": text(result.column_label, language),
        "everybody": tally(result.everybody, language),
        "classes": [
            {
                "code": one.code,
                "label": text(one.label, language),
                "letter": one.letter,
                "tally": tally(one.tally, language),
            }
            for one in result.classes
        ],
        "letters": [[list(row) for row in part] for part in result.letters],
        "associations": {name: _association(one) for name, one in result.associations.items()},
        "adjust": result.adjust,
        "level": result.level,
    }


def _association(found: Association | None) -> Content | None:
    if found is None:
        return None
    return {
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "margin": found.margin,
        "verdict": found.verdict,
    }


def banner_sheet(result: Banner, language: str) -> Sheet:
    """Shares with the letters of the classes that they exceed; bases, means and method."""
    heads = (f"{one.letter}: {text(one.label, language)}" for one in result.classes)
    names = text(result.row_label, language), text(result.column_label, language)
    return Sheet(
        caption=f"{names[0]} × {names[1]}",
        corner=word("answer", language),
        heads=(word(words.TOTAL, language), *heads),
        lines=tuple(_lines(result, language)),
        notes=tuple(_notes(result, language)),
    )


def _lines(result: Banner, language: str) -> Iterator[Line]:
    for place, part in enumerate(parts(result.everybody)):
        within = [parts(one.tally)[place] for one in result.classes]
        if result.everybody.items:
            yield Line(text(part.label, language), ("",) * (1 + len(within)), "total")
        for row, row_letters in zip(lines(part), result.letters[place], strict=True):
            cells = (
                _share(one, row.code, letters, language)
                for one, letters in zip(within, row_letters, strict=True)
            )
            kind = "net" if row in part.nets else "row"
            yield Line(text(row.label, language), (_share(part, row.code, "", language), *cells), kind)
        yield from _means((part, *within), language)
        yield Line(word("base", language), tuple(str(one.base) for one in (part, *within)), "total")


def _share(found: Tally, code: str, letters: str, language: str) -> str:
    row: TallyRow | None = next((one for one in lines(found) if one.code == code), None)
    if row is None or not found.weighted_base:
        return DASH
    return f"{number(row.percent, language)} % ({row.count}){' ' if letters else ''}{letters}"


def _means(found: tuple[Tally, ...], language: str) -> Iterator[Line]:
    if "mean" in found[0].statistics:
        cells = (
            number(one.statistics["mean"], language, 2) if "mean" in one.statistics else DASH for one in found
        )
        yield Line(word("mean", language), tuple(cells), "statistic")


def _notes(result: Banner, language: str) -> Iterator[str]:
    whole = result.everybody
    yield base_line(whole.base, whole.missing, language)
    yield method(whole, language)
    if len(result.classes) < 2:
        yield word(words.ONE_CLASS, language)
        return
    level = percent_of_level(result.level)
    yield word(words.LETTERS, language, level=level, adjust=word(result.adjust, language))
    for name, found in result.associations.items():
        yield _verdict(_label(result, name), found, language)


def _label(result: Banner, name: str) -> Text:
    """The label of a variable within its question."""
    whole = result.everybody
    items = {item.variable: item.label for item in whole.items}
    options = {f"{whole.variable}_{row.code}": row.label for row in whole.rows}
    return items.get(name) or options.get(name) or whole.label


def _verdict(label: Text, found: Association | None, language: str) -> str:
    name = text(label, language)
    if found is None:
        return word(words.NO_TEST, language, label=name)
    sizes = {key: number(getattr(found, key), language, 2) for key in ("value", "low", "high")}
    return word(words.VERDICT, language, label=name, verdict=word(found.verdict, language), **sizes)


def banner_records(content: dict[str, Any]) -> Records:
    """A record per part, row and class; everybody is the class ""."""
    head = {"row": content["row"], "column": content["column"]}
    columns = [{"code": "", "label": "", "letter": "", "tally": content["everybody"]}, *content["classes"]]
    return [
        {
            **head,
            "class": column["code"],
            "class_label": column["label"],
            "letter": column["letter"],
            **record,
        }
        for place, column in enumerate(columns)
        for record in _records(column["tally"], content["letters"], place - 1)
    ]


def _records(found: Content, letters: list[list[list[str]]], place: int) -> Records:
    records = []
    for part, rows in zip(found["items"] or [found], letters, strict=True):
        shown = [*part["rows"], *part["nets"]]
        for row, above in zip(shown, rows, strict=False):
            higher = above[place] if place >= 0 else ""
            kept = {key: row[key] for key in ("code", "label", "count", "percent", "low", "high")}
            records.append(
                {"variable": part["variable"], "base": part["base"], **kept, "higher_than": higher}
            )
        if "mean" in part["statistics"]:
            mean = {"code": "mean", "value": part["statistics"]["mean"]}
            records.append({"variable": part["variable"], "base": part["base"], **mean})
    return records


register(Banner, json=banner, sheet=banner_sheet, records=banner_records)
