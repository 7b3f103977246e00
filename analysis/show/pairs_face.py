"""All pairs shown: the strongest of them a line each, how they were tested and which could not be beneath."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

from analysis import pair_words as words
from analysis.arrays import Floats
from analysis.codebook import text
from analysis.multiplicity import adjusted
from analysis.pairs import Pairs
from analysis.show.registry import Content, Records, register
from analysis.show.sheet import Line, Sheet, base_line
from analysis.words import DASH, number, p_value, word


def pairs(result: Pairs, language: str) -> Content:
    """The strongest pairs as records with the test of each; p_holm is adjusted for all pairs."""
    holm = None if result.p is None else adjusted(result.p, "holm")
    return {
        "test": result.test,
        "people": result.people,
        "pairs": len(result),
        "strongest": [_pair(result, at, holm, language) for at in result.order(result.shown)],
        "refused": [
            {"row": row, "column": column, "reason": word(reason, language)}
            for (row, column), reason in result.refused.items()
        ],
    }


def _pair(result: Pairs, at: int, holm: Floats | None, language: str) -> Content:
    row, column = int(result.first[at]), int(result.second[at])
    one = result.pair(result.names[row], result.names[column])
    nothing = {"statistic": None, "df": None, "df2": None, "p": None}
    tested = nothing if one.test is None else {key: asdict(one.test)[key] for key in nothing}
    return {
        "row": one.row,
        "column": one.column,
        "row_label": text(result.labels[row], language),
        "column_label": text(result.labels[column], language),
        "n": one.n,
        "v": one.v,
        **tested,
        "p_holm": None if holm is None else float(holm[at]),
        "small": one.small,
    }


def pairs_sheet(result: Pairs, language: str) -> Sheet:
    """A line per pair: V, the people of the table, p, and p adjusted for all pairs."""
    found = pairs(result, language)
    return Sheet(
        caption=word(words.PAIRS, language),
        corner=word("pair", language),
        heads=("V", "n", "p", word("p, Holm", language)),
        lines=tuple(_line(one, language) for one in found["strongest"]),
        notes=(base_line(result.people, {}, language), *_notes(found, language)),
    )


def _line(one: Content, language: str) -> Line:
    p, holm = (DASH if one[key] is None else p_value(one[key], language) for key in ("p", "p_holm"))
    mark = "*" if one["small"] and one["p"] is not None else ""
    name = f"{one['row_label'] or one['row']} × {one['column_label'] or one['column']}"
    return Line(name, (number(one["v"], language, 2), str(one["n"]), p + mark, holm))


def _notes(found: Content, language: str) -> list[str]:
    shown, count = len(found["strongest"]), found["pairs"]
    notes = [word(words.SHOWN, language, shown=shown, pairs=count)]
    if found["test"]:
        notes.append(word(words.TESTED, language, test=word(found["test"], language), pairs=count))
    else:
        notes.append(word(words.UNTESTED, language))
    if found["test"] and any(one["small"] for one in found["strongest"]):
        notes.append(word(words.SMALL, language))
    reasons = Counter(one["reason"] for one in found["refused"])
    return [
        *notes,
        *(word(words.REFUSED, language, refused=times, reason=why) for why, times in reasons.items()),
    ]


def pairs_records(content: Content) -> Records:
    """A record per pair that is shown."""
    found: Records = content["strongest"]
    return found


register(Pairs, json=pairs, sheet=pairs_sheet, records=pairs_records)
