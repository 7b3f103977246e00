"""Tables of groups: whole per cents of people to the nearest 5, as the gate lets the public see them."""

from __future__ import annotations

from dataclasses import replace

from analysis.codebook import text
from analysis.publications.protected import crossed
from analysis.reports.numbers import count, decimal, p_value, percent
from analysis.reports.sheets import rows_of
from analysis.reports.source import Group
from analysis.reports.verdicts import SHOWN, Judged
from analysis.reports.words import say
from analysis.show.sheet import Line, Sheet
from analysis.tables import Crosstab, Tally
from analysis.words import word


def beside(sheet: Sheet, total: Tally, group: Tally, of: Group, language: str) -> Sheet:
    """The table of what everybody answered, `sheet`, with the shares of a group in one more column."""
    shares = {row.code: str(percent(row.percent, language)) for row in (*group.rows, *group.nets)}
    own = [shares[row.code] for _, row in rows_of(total)]
    own += [str(count(group.base, language))] * (len(sheet.lines) - len(own))
    lines = (replace(line, cells=(*line.cells, one)) for line, one in zip(sheet.lines, own, strict=True))
    heads, notes = (*sheet.heads, say("this group", language)), (*sheet.notes, *_notes(of, language))
    return replace(sheet, heads=heads, lines=tuple(lines), notes=notes)


def of_grid(group: Tally, of: Group, caption: str, language: str) -> Sheet:
    """The lines of a grid that are served of a group, its per cents under the answers."""
    heads = (*(text(row.label, language) for row in group.items[0].rows), say("people of groups", language))
    lines = [
        Line(
            text(item.label, language),
            (*(str(percent(row.percent, language)) for row in item.rows), str(count(item.base, language))),
        )
        for item in group.items
    ]
    return Sheet(caption, say("statement", language), heads, tuple(lines), _notes(of, language))


def _notes(of: Group, language: str) -> tuple[str, str]:
    """Who the group is, and how its numbers are protected."""
    return say("this group is", language, label=of.label), say("noise of groups", language)


def joint(total: Tally, group: Tally, of: Group, language: str) -> Crosstab:
    """Everybody and a group as the two columns of one table, to be drawn beside each other."""
    everybody = {language: say("all", language)}
    own = {language: say("this group", language)}
    columns = [("", everybody, total), (of.code, own, group)]
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
