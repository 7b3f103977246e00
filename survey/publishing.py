"""What a publication holds: tallies of everybody, and breakdowns over one partition of the people.

Protection, in the order in which it applies (`security` calls it the rule of atoms):

- texts, and numbers by which a person could be recognised, are never published;
- background facts are recoded until each code holds at least 10 people;
- a question that was asked of some people only is published when at least 10 were asked it and the others
  are none or at least 10, and broken down when that holds within every class;
- breakdowns run over the classes of one variable, the banner, each of at least 10 people, with exact counts.
  Whatever is asked of such tables, the answer speaks of a union of classes. A wave has one banner for good.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.codebook import MISSING_KINDS, Code, Codebook, CodebookError, Text, Variable
from analysis.columns import Column, encode
from analysis.crosstabs import crosstab
from analysis.design import Design
from analysis.disclosure import PUBLIC_K, Partition, partition
from analysis.microdata import Microdata
from analysis.tables import Crosstab, Tally
from analysis.tallies import tally
from survey.frozen import freeze
from survey.languages import gettext
from survey.web import N_

SCHEMA = "saualnama.publication/1"
SHOWN = ("nominal", "ordinal", "scale")

TEXT = N_("Texts are never published.")
EXACT = N_("Exact numbers about a person are never published; the bands made from them are.")
FEW = N_("Fewer than 10 people were asked this, or all but fewer than 10.")
FEW_IN_CLASS = N_("In some group fewer than 10 people were asked this, or all but fewer than 10.")
ONE_CLASS = N_("There are too few people to tell groups of at least 10 apart.")
NOBODY = N_("Nobody answered this.")
IS_BANNER = N_("This is what the breakdowns run over.")
FACT = N_("Facts about people are not crossed with each other.")
NUMBER = N_("Numbers have no breakdown.")
FIRST, NOT_FIRST = N_("put first"), N_("not put first")

NO_QUESTION = N_("There is no question named {name}.")
NO_QUESTIONS = N_("Choose at least one question to publish.")
NOT_PUBLISHABLE = N_("{name} cannot be published. {reason}")
NO_BANNER = N_("{name} cannot be what breakdowns run over. {reason}")
ANOTHER_BANNER = N_(
    "This wave has been published by {old}. Another breakdown beside it would let people be told apart, "
    "so there is one for good."
)


class PublicationRefused(ValueError):  # noqa: N818
    """A publication that would break a rule; `message` is an English sentence with {places}."""

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message.format(**values))
        self.message, self.values = message, values


@dataclass(frozen=True, slots=True)
class Banner:
    """The one variable that breakdowns run over: its classes after merging, with their sizes.

    `apart` people stand in no class: they did not say, or their class was too small; they are none or at
    least 10.
    """

    name: str
    label: Text
    classes: tuple[tuple[str, Text, int], ...]
    apart: int

    def frozen(self) -> dict[str, Any]:
        """The banner as a publication keeps it."""
        classes = [{"code": code, "label": freeze(label), "n": n} for code, label, n in self.classes]
        return {"variable": self.name, "label": freeze(self.label), "classes": classes, "apart": self.apart}


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
    rows = microdata if by is None else _recoded(microdata, {by.name: _partition(microdata, by.name)})
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
    return _total(microdata, _recoded(microdata, {banner: _partition(microdata, banner)}), by, name)


def publishable(microdata: Microdata) -> list[str]:
    """The questions that can be published, in the order of the questionnaire."""
    return [name for name in microdata.codebook.questions() if why_not(microdata, name) is None]


def why_not(microdata: Microdata, name: str) -> str | None:
    """Why a question cannot be published (an English sentence), or None when it can."""
    columns = [microdata.tallied(part) for part in parts(microdata, name)]
    if any(column.variable.level not in SHOWN for column in columns):
        return TEXT
    fact = any(column.variable.background for column in columns)
    if fact and any(column.numeric for column in columns):
        return EXACT
    if not any(column.answered.any() for column in columns):
        return NOBODY
    if not all(_enough(_asked(column), len(column.missing)) for column in columns):
        return FEW
    return ONE_CLASS if fact and not all(map(_tellable, columns)) else None


def banners(microdata: Microdata) -> list[Banner]:
    """The variables that breakdowns can run over, facts about people first."""
    alone = [name for name in microdata.codebook.questions() if microdata.codebook.has(name)]
    coded = [name for name in alone if microdata.column(name).coded]
    found = [_banner(microdata, name) for name in coded]
    able = [one for one in found if len(one.classes) > 1]
    return sorted(able, key=lambda one: not microdata.codebook.variable(one.name).background)


def banner_of(microdata: Microdata, name: str) -> Banner:
    """The banner of that name; PublicationRefused when it has no two classes of at least 10 people."""
    if not microdata.codebook.has(name):
        raise PublicationRefused(NO_QUESTION, name=name)
    if not microdata.column(name).coded:
        raise PublicationRefused(NO_BANNER, name=name, reason=ONE_CLASS)
    found = _banner(microdata, name)
    if len(found.classes) < 2:
        raise PublicationRefused(NO_BANNER, name=name, reason=ONE_CLASS)
    return found


def check_banner(earlier: Sequence[Mapping[str, Any]], content: Mapping[str, Any]) -> None:
    """PublicationRefused when an earlier publication of the wave has another partition than `content`."""
    for one in earlier:
        old, new = one["banner"], content["banner"]
        if old is not None and new is not None and _classes(old) != _classes(new):
            raise PublicationRefused(ANOTHER_BANNER, old=old["variable"])


def parts(microdata: Microdata, name: str) -> tuple[str, ...]:
    """The variables of a question: those of a set, or itself. CodebookError when there is no such name."""
    one = microdata.codebook.set_of(name)
    return one.variables if one else (microdata.codebook.variable(name).name,)


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
    no_breakdown = _why_no_breakdown(microdata, rows, by, name)
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
    merged = {fact.variable.name: _merged(fact) for fact in facts if fact.variable.background}
    whole = tally(_recoded(microdata, merged, exact=True) if merged else microdata, name)
    if whole.kind != "number":
        return whole
    kept = {key: value for key, value in whole.statistics.items() if key not in ("min", "max")}
    return replace(whole, rows=(), statistics=kept)


def _why_no_breakdown(microdata: Microdata, rows: Microdata, by: Banner | None, name: str) -> str | None:
    columns = [microdata.column(part) for part in parts(microdata, name)]
    if by is None:
        return ""
    if name == by.name:
        return IS_BANNER
    if any(column.variable.background for column in columns):
        return FACT
    if any(column.numeric for column in columns):
        return NUMBER
    banner = rows.column(by.name)
    groups = [banner.positions == place for place in set(banner.positions.tolist())]
    within = [(column.take(group), int(group.sum())) for column in columns for group in groups]
    return None if all(_enough(_asked(column), n) for column, n in within) else FEW_IN_CLASS


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


def _banner(microdata: Microdata, name: str) -> Banner:
    found = _partition(microdata, name)
    words = [found.mapping.get(str(word), "") for word in microdata.column(name).words()]
    classes = [(code.value, code.label, words.count(code.value)) for code in found.variable.valid_codes]
    served = tuple(one for one in classes if one[2])
    return Banner(name, found.variable.label, served, microdata.n - sum(n for _, _, n in served))


def _partition(microdata: Microdata, name: str) -> Partition:
    return _merged(microdata.column(name))


def _merged(column: Column) -> Partition:
    return partition(column.words(), column.variable)


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
    return encode(_with_people(found.variable, words), words, [])


def _with_people(variable: Variable, words: Sequence[str]) -> Variable:
    """The variable without the codes that nobody has."""
    kept = tuple(code for code in variable.codes if code.missing or code.value in words)
    return replace(variable, codes=kept)


def _tellable(column: Column) -> bool:
    """Whether recoding leaves at least two codes of enough people."""
    found = _merged(column)
    return len({found.mapping[str(word)] for word in column.words() if str(word) in found.mapping}) > 1


def _asked(column: Column) -> int:
    return len(column.missing) - column.kinds().get("not_asked", 0)


def _enough(asked: int, n: int) -> bool:
    """Whether the people who were asked, and those who were not, are none or at least 10."""
    return all(part == 0 or part >= PUBLIC_K for part in (asked, n - asked))


def _classes(banner: Mapping[str, Any]) -> tuple[str, list[str]]:
    return banner["variable"], [one["code"] for one in banner["classes"]]


__all__ = [
    "Banner",
    "CodebookError",
    "PublicationRefused",
    "assemble",
    "banner_of",
    "banners",
    "check_banner",
    "parts",
    "publishable",
    "why_not",
]
