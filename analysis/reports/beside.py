"""Tables of groups: whole per cents of people to the nearest 5, as the gate lets the public see them."""

from __future__ import annotations

from analysis.codebook import text
from analysis.publications.protected import crossed
from analysis.reports.numbers import count, decimal, p_value, percent
from analysis.reports.source import Group
from analysis.reports.verdicts import SHOWN, Judged
from analysis.reports.words import say
from analysis.show.sheet import Line, Sheet
from analysis.tables import Crosstab, Tally, TallyRow
from analysis.words import word


def beside(total: Tally, group: Tally, name: str, caption: str, language: str) -> Sheet:
    """The shares of everybody and of a group, answer by answer; of a grid, line by line."""
    if total.kind == "grid":
        return _grid(group, name, caption, language)
    pairs = zip((*total.rows, *total.nets), (*group.rows, *group.nets), strict=True)
    kinds = ["row"] * len(total.rows) + ["net"] * len(total.nets)
    lines = [_line(kind, *pair, language) for kind, pair in zip(kinds, pairs, strict=True)]
    bases = (str(count(total.base, language)), str(count(group.base, language)))
    lines.append(Line(say("base", language), bases, "total"))
    notes = (say("noise of groups", language),)
    return Sheet(caption, say("answer", language), (say("all", language), name), tuple(lines), notes)


def joint(total: Tally, group: Tally, of: Group, language: str) -> Crosstab:
    """A group and everybody as the two columns of one table, to be drawn beside each other."""
    everybody = {language: say("all", language)}
    columns = [(of.code, {language: of.label}, group), ("", everybody, total)]
    return crossed(total, (of.variable, {language: of.asked}), columns)


def broken_down(table: Crosstab, caption: str, language: str, one: Judged | None = None) -> Sheet:
    """A question by groups: per cents within each, all of them beside, a verdict beneath where it is told.

    What has the longer labels, the answers or the groups, stands in the lines.
    """
    answers = [text(label, language) for label in table.row_labels]
    groups = [text(label, language) for label in table.column_labels] + [say("all", language)]
    bases = [str(count(n, language)) for n in (*table.bases, table.n)]
    shares = [(*cells, whole) for cells, whole in zip(table.column_percents, table.totals, strict=True)]
    cells = [[str(percent(share, language)) for share in row] for row in shares]
    told, base = [_verdict(one, language)] if one else [], say("people of groups", language)
    notes = (*told, say("noise of groups", language))
    if max(map(len, groups)) > max(map(len, answers)):
        lines = [
            Line(group, (*(row[place] for row in cells), bases[place])) for place, group in enumerate(groups)
        ]
        return Sheet(caption, say("group", language), (*answers, base), tuple(lines), notes)
    lines = [Line(answer, tuple(row)) for answer, row in zip(answers, cells, strict=True)]
    lines.append(Line(base, tuple(bases), "total"))
    return Sheet(caption, say("answer", language), tuple(groups), tuple(lines), notes)


def _line(kind: str, everybody: TallyRow, group: TallyRow, language: str) -> Line:
    cells = (str(percent(everybody.percent, language)), str(percent(group.percent, language)))
    return Line(text(everybody.label, language), cells, kind)


def _grid(group: Tally, name: str, caption: str, language: str) -> Sheet:
    """The lines that are served of the group, its per cents under the answers."""
    heads = (*(text(row.label, language) for row in group.items[0].rows), say("people of groups", language))
    lines = [
        Line(
            text(item.label, language),
            (*(str(percent(row.percent, language)) for row in item.rows), str(count(item.base, language))),
        )
        for item in group.items
    ]
    notes = (say("noise of groups", language),)
    return Sheet(caption, f"{say('statement', language)} ({name})", heads, tuple(lines), notes)


def _verdict(one: Judged, language: str) -> str:
    found = one.found
    said = say(
        "verdict is",
        language,
        verdict=word(one.verdict, language),
        value=decimal(found.value, language, 2),
        low=decimal(found.low, language, 2),
        high=decimal(found.high, language, 2),
        p=p_value(one.p, language),
    )
    chance = one.verdict == SHOWN and not one.claimed
    return f"{said} {say('chance', language, pairs=count(one.pairs, language))}" if chance else said
