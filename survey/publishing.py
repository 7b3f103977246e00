"""What a publication holds: tallies of everybody, and breakdowns over one partition of the people.

Protection, in the order in which it applies (`survey.protection` holds the rules):

- texts, and numbers by which a person could be recognised, are never published;
- background facts are recoded until each code holds at least 10 people, and who did not say is counted
  with those whose fact is withheld, unless they are at least 10 of each kind;
- a question that was asked of some people only is published when at least 10 were asked it and the others
  are none or at least 10, and broken down when that holds within every class;
- breakdowns run over the classes of one variable, the banner, each of at least 10 people, with exact counts.
  Whatever is asked of such tables, the answer speaks of a union of classes. A wave has one banner for good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from analysis.codebook import MISSING_KINDS, WITHHELD, Code, Codebook, Text, Variable
from analysis.columns import Column, encode
from analysis.crosstabs import crosstab
from analysis.design import Design
from analysis.disclosure import PUBLIC_K, Partition
from analysis.microdata import Microdata
from analysis.tables import Crosstab, Tally
from analysis.tallies import tally
from survey.frozen import freeze
from survey.languages import gettext
from survey.protection import (
    NO_QUESTION,
    Banner,
    PublicationRefused,
    banner_of,
    merged,
    partition_of,
    parts,
    why_no_breakdown,
    why_not,
)
from survey.web import N_

SCHEMA = "saualnama.publication/1"
NO_QUESTIONS = N_("Choose at least one question to publish.")
NOT_PUBLISHABLE = N_("{name} cannot be published. {reason}")
FIRST, NOT_FIRST = N_("put first"), N_("not put first")


def assemble(
    microdata: Microdata, *, banner: str | None = None, questions: Sequence[str] | None = None
) -> dict[str, Any]:
    """The content of a publication of a closed wave, as JSON-able values.

    `questions` are names as `codebook.questions()` gives them; None is all that can be published.
    PublicationRefused when a name is unknown or cannot be published.
    """
    chosen = publishable(microdata) if questions is None else _checked(microdata, questions)
    if not chosen:
        raise PublicationRefused(NO_QUESTIONS)
    by = None if banner is None else banner_of(microdata, banner)
    rows = microdata if by is None else _recoded(microdata, {by.name: partition_of(microdata, by.name)})
    return {
        "schema": SCHEMA,
        "title": freeze(microdata.codebook.title),
        "languages": list(microdata.codebook.languages),
        "n": microdata.n,
        "population": microdata.design.population,
        "least": PUBLIC_K,
        "banner": None if by is None else by.frozen(),
        "questions": [_question(microdata, rows, by, name) for name in chosen],
    }


def total(microdata: Microdata, name: str, banner: str | None = None) -> Tally:
    """The tally of a question as a publication by that banner holds it."""
    if banner is None:
        return _total(microdata, microdata, None, name)
    by = banner_of(microdata, banner)
    return _total(microdata, _recoded(microdata, {banner: partition_of(microdata, banner)}), by, name)


def publishable(microdata: Microdata) -> list[str]:
    """The questions that can be published, in the order of the questionnaire."""
    return [name for name in microdata.codebook.questions() if why_not(microdata, name) is None]


def _checked(microdata: Microdata, questions: Sequence[str]) -> list[str]:
    wanted = set(questions)
    for name in sorted(wanted - set(microdata.codebook.questions())):
        raise PublicationRefused(NO_QUESTION, name=name)
    for name in questions:
        reason = why_not(microdata, name)
        if reason:
            raise PublicationRefused(NOT_PUBLISHABLE, name=name, reason=reason)
    return [name for name in microdata.codebook.questions() if name in wanted]


def _question(microdata: Microdata, rows: Microdata, by: Banner | None, name: str) -> dict[str, Any]:
    no_breakdown = why_no_breakdown(microdata, rows, by, name)
    tables = [] if no_breakdown is not None or by is None else list(_breakdowns(rows, name, by.name))
    total = _total(microdata, rows, by, name)
    return {
        "name": name,
        "tally": freeze(total),
        "breakdowns": [{"option": option, "table": freeze(table)} for option, table in tables],
        "no_breakdown": no_breakdown or "",
    }


def _total(microdata: Microdata, rows: Microdata, by: Banner | None, name: str) -> Tally:
    """The tally of everybody: facts recoded, the banner as in its breakdowns, numbers without extremes."""
    if by is not None and name == by.name:
        return tally(replace(rows, apart={}), name)
    facts = [microdata.tallied(part) for part in parts(microdata, name)]
    coarser = {fact.variable.name: merged(fact) for fact in facts if fact.variable.background}
    whole = tally(_recoded(microdata, coarser, exact=True) if coarser else microdata, name)
    if whole.kind != "number":
        return whole
    kept = {key: value for key, value in whole.statistics.items() if key not in ("min", "max")}
    return replace(whole, rows=(), statistics=kept)


def _breakdowns(rows: Microdata, name: str, by: str) -> Iterator[tuple[str, Crosstab]]:
    """(option or line, cross-tab) for each variable of the question; a single question has the option ""."""
    one = rows.codebook.set_of(name)
    if one is None:
        yield "", crosstab(rows, name, by)
        return
    people = _first_places(rows, one.variables) if one.kind == "ranking" else rows
    for part, option, label in zip(one.variables, one.options, one.option_labels, strict=True):
        yield option, replace(crosstab(people, part, by), row_label=label)


def _first_places(rows: Microdata, names: Sequence[str]) -> Microdata:
    """The same people, of whose ranks only the first place is told from the others."""
    codes = tuple(
        Code(value, _text(words, rows.codebook)) for value, words in (("1", FIRST), ("0", NOT_FIRST))
    )
    columns = {}
    for name in names:
        column = rows.column(name)
        words = [word if word in (*MISSING_KINDS, "1") else "0" for word in map(str, column.words())]
        columns[name] = encode(replace(column.variable, codes=codes, nets=()), words, [])
    return _with(rows, columns)


def _text(message: str, codebook: Codebook) -> Text:
    return {language: gettext(language, message) for language in codebook.languages}


def _recoded(microdata: Microdata, partitions: Mapping[str, Partition], *, exact: bool = False) -> Microdata:
    """The same people with some variables recoded; from the values kept apart where `exact`.

    What was kept apart belongs to nobody, so that it has no weights.
    """
    found = microdata.tallied if exact else microdata.column
    columns = {name: _mapped(found(name), one) for name, one in partitions.items()}
    design = Design(population=microdata.design.population) if exact else microdata.design
    return _with(replace(microdata, apart={}, design=design), columns)


def _with(microdata: Microdata, columns: Mapping[str, Column]) -> Microdata:
    """The same people with some columns in the place of others, and a codebook to match."""
    known = {**microdata.columns, **columns}
    variables = tuple(known[v.name].variable for v in microdata.codebook.variables)
    return replace(microdata, codebook=replace(microdata.codebook, variables=variables), columns=known)


def _mapped(column: Column, found: Partition) -> Column:
    words = [found.mapping.get(str(word), str(word)) for word in column.words()]
    kinds = Counter(word for word in words if word in MISSING_KINDS)
    if any(count < PUBLIC_K for count in kinds.values()):
        words = [WITHHELD if word in MISSING_KINDS else word for word in words]
    return encode(_with_people(found.variable, words), words, [])


def _with_people(variable: Variable, words: Sequence[str]) -> Variable:
    """The variable without the codes that nobody has."""
    kept = tuple(code for code in variable.codes if code.missing or code.value in words)
    return replace(variable, codes=kept)
