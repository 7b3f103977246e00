"""An audit: each published figure against what the records and the sampling frame say.

A figure is a mapping as in a facts file: `id`, `kind` (count, percent, count+percent, fraction, text-figure),
`published_percent` (a string) or `value`, `variable` and `category`, `base` and `base_n`, perhaps `count`.
A district has `id`, `young` (a count), `published_percent` and `staff_used`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from analysis.audit_words import NO_WHOLE_BASE
from analysis.audited import Audit, AuditedFigure
from analysis.codebook import CodebookError, Text
from analysis.columns import Column
from analysis.entrance import guard
from analysis.errors import UndefinedStatistic
from analysis.microdata import Microdata
from analysis.rounding import agreement, decimals, fitting_bases, percent, rounded
from analysis.verdicts import verdicts
from analysis.words import Said

Figure = Mapping[str, Any]


def audit(
    facts: Mapping[str, Any] | Sequence[Figure], microdata: Microdata, frame_counts: Mapping[str, int]
) -> Audit:
    """Audit a list of figures, or a facts file with `figures` and `districts`.

    A figure agrees where 100 count / base, rounded (half up) or cut to its decimals, is what was published
    (`analysis.rounding`). The base `respondents` is everybody in the microdata, missing included;
    `frame_counts` are the people of the sampling frame by stratum, empty when there is none. Raises no error
    for a figure that cannot be checked: its `reason` says why.
    """
    figures, districts = _parts(facts)
    audited = [_figure(one, figures, microdata, frame_counts) for one in figures]
    audited += [_district(one, frame_counts) for one in districts]
    return Audit(tuple(audited), verdicts(audited, districts, microdata.n, frame_counts))


def _parts(facts: Mapping[str, Any] | Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    if isinstance(facts, Mapping):
        named = [one for one in facts.get("districts", ()) if one.get("published_percent") is not None]
        return list(facts.get("figures", ())), named
    districts = [one for one in facts if "young" in one and one.get("published_percent") is not None]
    return [one for one in facts if "young" not in one], districts


def _figure(
    figure: Figure, figures: Sequence[Figure], microdata: Microdata, frame: Mapping[str, int]
) -> AuditedFigure:
    if figure.get("variable"):
        return _from_records(figure, microdata)
    if str(figure.get("id", "")).startswith("frame."):
        return _from_frame(figure, frame)
    if figure.get("kind") == "fraction":
        return _fraction(figure, figures, microdata)
    return _unchecked(figure, Said("A figure of the text: no record holds it."))


def _from_records(figure: Figure, microdata: Microdata) -> AuditedFigure:
    try:
        count = count_of(microdata, str(figure["variable"]), str(figure.get("category", "")))
    except (CodebookError, UndefinedStatistic) as error:
        return _unchecked(figure, Said("The records do not hold it: {error}", {"error": str(error)}))
    base = microdata.n if figure.get("base", "respondents") == "respondents" else figure.get("base_n")
    return _graded(figure, count, base)


def _from_frame(figure: Figure, frame: Mapping[str, int]) -> AuditedFigure:
    if not frame:
        return _unchecked(figure, Said("There is no sampling frame to count."))
    young = sum(frame.values())
    if figure.get("published_percent") is not None and figure.get("base_n"):
        return _graded(figure, young, figure["base_n"])
    if str(figure["id"]) == "frame.young":
        return _graded(figure, young, None)
    return _unchecked(figure, Said("The sampling frame holds only the people who may answer."))


def _fraction(figure: Figure, figures: Sequence[Figure], microdata: Microdata) -> AuditedFigure:
    """A fraction names no category; it is compared with every one that its sisters (same id prefix) name."""
    prefix = str(figure.get("id", "")).partition(".")[0]
    sisters = [one for one in figures if one.get("variable") and str(one["id"]).startswith(f"{prefix}.")]
    wanted = rounded(Fraction(str(figure.get("value", 0))) * microdata.n, 0)
    found = [_from_records(one, microdata) for one in sisters]
    counts = ", ".join(f"{one.id} {one.count}" for one in found if one.count is not None)
    values = {"published": _published(figure), "wanted": wanted, "base": microdata.n, "counts": counts}
    sentence = "{published} would be {wanted} of {base}; the records have {counts}."
    return _unchecked(figure, Said(sentence, values))


def _district(figure: Figure, frame: Mapping[str, int]) -> AuditedFigure:
    if str(figure["id"]) not in frame:
        return _unchecked(figure, Said("There is no such stratum in the sampling frame."))
    counted = {**figure, "count": figure.get("young")}
    graded = _graded(counted, frame[str(figure["id"])], figure.get("staff_used"))
    if graded.agrees in ("no", "cannot") and not fitting_bases(graded.published, graded.count or 0):
        values = {"count": graded.count, "published": graded.published, "whole": _whole_bases(graded)}
        return replace(graded, agrees="cannot", reason=Said(NO_WHOLE_BASE, values))
    return graded


def _whole_bases(graded: AuditedFigure) -> str:
    whole, count = graded.published.partition(".")[0], graded.count or 0
    bases = [base for base in fitting_bases(whole, count) if rounded(percent(count, base), 0) == whole]
    return f"{bases[0]}–{bases[-1]}" if bases else "–"


def _graded(figure: Figure, count: int, base: int | None) -> AuditedFigure:
    """A figure with its count and base found; a published count that differs disagrees in any case."""
    found = replace(_unchecked(figure), count=count, base=base)
    percents = figure.get("published_percent") is not None
    stated = figure.get("count") if percents else figure.get("value")
    differs = stated is not None and str(stated) != str(count)
    if not percents or not base:
        return replace(found, computed=str(count), agrees="no" if differs else "both")
    found = replace(found, computed=rounded(percent(count, base), decimals(found.published)))
    if differs:
        said = Said("{stated} people are published, {count} counted.", {"stated": stated, "count": count})
        return replace(found, agrees="no", reason=said)
    agrees = agreement(found.published, count, base)
    values = {"base": base, "published": found.published}
    said = Said("No count of {base} is printed as {published} %.", values) if agrees == "cannot" else Said()
    return replace(found, agrees=agrees, reason=said)


def _unchecked(figure: Figure, said: Said | None = None) -> AuditedFigure:
    """A figure of which nothing is known yet, or ever."""
    return AuditedFigure(
        id=str(figure.get("id", "")),
        label=_label(figure),
        published=_published(figure),
        count=None,
        base=None,
        computed=None,
        agrees="cannot",
        reason=said or Said(),
        variable=str(figure.get("variable", "")),
    )


def _published(figure: Figure) -> str:
    printed = figure.get("published_percent")
    return str(figure.get("value", "") if printed is None else printed)


def _label(figure: Figure) -> Text:
    known = {"en": figure.get("label_en"), "kk": figure.get("kk"), "ru": figure.get("ru")}
    return {language: str(label) for language, label in known.items() if label}


def count_of(microdata: Microdata, variable: str, category: str) -> int:
    """How many people gave a code, a net of codes, or an option or net of a multiple-response set."""
    one = microdata.codebook.set_of(variable)
    if one is not None and not microdata.codebook.has(variable):
        wanted = next((net.codes for net in one.nets if net.name == category), (category,))
        places = [place for place, option in enumerate(one.options) if option in wanted]
        chosen = [_having(microdata.tallied(one.variables[place]), ("1",)) for place in places]
        if not chosen:
            raise CodebookError(f"{variable!r} has no option or net {category!r}")
        return int(np.any(chosen, axis=0).sum())
    column = microdata.tallied(microdata.codebook.variable(variable).name)
    codes = next((net.codes for net in column.variable.nets if net.name == category), (category,))
    if not any(code.value in codes for code in column.variable.valid_codes):
        raise CodebookError(f"{variable!r} has no code or net {category!r}")
    return int(_having(column, codes).sum())


def _having(column: Column, codes: Sequence[str]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    places = [i for i, code in enumerate(column.variable.valid_codes) if code.value in codes]
    return np.isin(column.values, places) & column.answered


guard(__name__)
