"""The rules that protect the people of a publication, and the reasons that they give.

The rule of atoms: breakdowns run over the classes of one variable, the banner, each of at least 10 people.
Whatever is asked of such tables, the answer speaks of a union of classes. A wave has one banner for good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.codebook import Text
from analysis.columns import Column
from analysis.disclosure import PUBLIC_K, Partition, partition
from analysis.microdata import Microdata
from survey.frozen import freeze
from survey.releases import PublicationRefused
from survey.web import N_

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

NO_QUESTION = N_("There is no question named {name}.")
NO_BANNER = N_("{name} cannot be what breakdowns run over. {reason}")
ANOTHER_BANNER = N_(
    "This wave has been published by {old}. Another breakdown beside it would let people be told apart, "
    "so there is one for good."
)


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
        old, new = one.get("banner"), content.get("banner")
        if old is not None and new is not None and _classes(old) != _classes(new):
            raise PublicationRefused(ANOTHER_BANNER, old=old["variable"])


def parts(microdata: Microdata, name: str) -> tuple[str, ...]:
    """The variables of a question: those of a set, or itself. CodebookError when there is no such name."""
    one = microdata.codebook.set_of(name)
    return one.variables if one else (microdata.codebook.variable(name).name,)


def why_no_breakdown(microdata: Microdata, rows: Microdata, by: Banner | None, name: str) -> str | None:
    """Why a question has no breakdown by `by`: an English sentence, "" where nothing is broken down, None
    where there is one. `rows` are the same people with the banner recoded."""
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


def _banner(microdata: Microdata, name: str) -> Banner:
    found = partition_of(microdata, name)
    words = [found.mapping.get(str(word), "") for word in microdata.column(name).words()]
    classes = [(code.value, code.label, words.count(code.value)) for code in found.variable.valid_codes]
    served = tuple(one for one in classes if one[2])
    return Banner(name, found.variable.label, served, microdata.n - sum(n for _, _, n in served))


def partition_of(microdata: Microdata, name: str) -> Partition:
    """The classes of a variable beside the answers: what a banner runs over."""
    return merged(microdata.column(name))


def merged(column: Column) -> Partition:
    """The finest merging of a column's codes in which each holds at least 10 people."""
    return partition(column.words(), column.variable)


def _tellable(column: Column) -> bool:
    """Whether recoding leaves at least two codes of enough people."""
    found = merged(column)
    return len({found.mapping[str(word)] for word in column.words() if str(word) in found.mapping}) > 1


def _asked(column: Column) -> int:
    return len(column.missing) - column.kinds().get("not_asked", 0)


def _enough(asked: int, n: int) -> bool:
    """Whether the people who were asked, and those who were not, are none or at least 10."""
    return all(part == 0 or part >= PUBLIC_K for part in (asked, n - asked))


def _classes(banner: Mapping[str, Any]) -> tuple[str, list[str]]:
    return banner["variable"], [one["code"] for one in banner["classes"]]
