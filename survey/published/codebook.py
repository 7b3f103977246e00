"""The codebook of a publication as CSV: what its tables speak of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from analysis.codebook import Text
from analysis.publications import Publication
from analysis.spreadsheets import harmless
from analysis.tables import Tally

HEAD = ("part", "variable", "code", "unites")


def codebook_of(found: Publication) -> str:
    """A line per question, line of a grid, code, filter variable and group, with its label in every language;
    `unites` are the codes that a group was merged from."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*HEAD, *(f"label_{language}" for language in found.languages)])
    for part, variable, code, unites, label in _lines(found):
        labels = [harmless(label.get(language, "")) for language in found.languages]
        writer.writerow([part, variable, harmless(code), harmless(unites), *labels])
    return "\ufeff" + out.getvalue()


def _lines(found: Publication) -> Iterator[tuple[str, str, str, str, Text]]:
    for question in found.questions:
        yield ("question", question.name, "", "", question.total.label)
        for item in question.total.items:
            yield ("line", item.variable, "", "", item.label)
        yield from _codes(question.lines[0])
    for variable in found.variables:
        yield ("filter variable", variable.name, "", "", variable.label)
        for one in variable.classes:
            yield ("group", variable.name, one.code, " ".join(one.codes), one.label)


def _codes(tally: Tally) -> Iterator[tuple[str, str, str, str, Text]]:
    for part, rows in (("code", tally.rows), ("net", tally.nets)):
        for row in rows:
            yield (part, tally.variable, row.code, "", row.label)
