"""Rankings shown: the worth of every option, group by group."""

from __future__ import annotations

from dataclasses import asdict

from analysis import ranking_words as words
from analysis.codebook import text
from analysis.rankings import Ranked, RankedGroup
from analysis.show.registry import Content, Records, register
from analysis.show.sheet import Line, Sheet, base_line, figure, interval_head, limits
from analysis.words import p_value, percent_of_level, word


def ranked(result: Ranked, language: str) -> Content:
    """The groups with their rows; `reason` says why a group has none."""
    return {
        "variable": result.variable,
        "label": text(result.label, language),
        "by": result.by,
        "by_label": text(result.by_label, language),
        "n": result.n,
        "base": result.base,
        "missing": sum(result.missing.values()),
        "missing_kinds": dict(result.missing),
        "groups": [_group(group, language) for group in result.groups],
        "level": result.level,
        "by_design": result.by_design,
        "method": _method(result, language),
    }


def _group(group: RankedGroup, language: str) -> Content:
    return {
        "code": group.code,
        "label": text(group.label, language),
        "base": group.base,
        "rows": [asdict(row) | {"label": text(row.label, language)} for row in group.rows],
        "equal": None if group.equal is None else asdict(group.equal),
        "reason": word(group.refusal, language) if group.refusal else None,
    }


def ranked_sheet(result: Ranked, language: str) -> Sheet:
    """A line per option, in groups; the groups' bases and tests beneath."""
    caption = text(result.label, language)
    heads = (word("worth, %", language), interval_head(result.level, language), word("log worth", language))
    return Sheet(
        caption=f"{caption} × {text(result.by_label, language)}" if result.by else caption,
        corner=word("option", language),
        heads=(*heads, word("standard error", language)),
        lines=tuple(line for group in result.groups for line in _lines(group, result, language)),
        notes=(
            base_line(result.base, result.missing, language),
            *(note for group in result.groups for note in _notes(group, language)),
            _method(result, language),
        ),
    )


def _lines(group: RankedGroup, result: Ranked, language: str) -> list[Line]:
    name = text(group.label, language)
    return [
        Line(
            f"{name}: {text(row.label, language)}" if result.by else text(row.label, language),
            (
                figure(row.share, language),
                limits(row.low, row.high, language),
                figure(row.log, language, 3),
                figure(row.standard_error, language, 3),
            ),
        )
        for row in group.rows
    ]


def _notes(group: RankedGroup, language: str) -> list[str]:
    name = text(group.label, language)
    notes = [word(words.GROUP_BASE, language, group=name, base=group.base)] if name else []
    before = f"{name}: " if name else ""
    if group.refusal:
        notes.append(before + word(group.refusal, language))
    if group.equal is not None:
        test, p = word(group.equal.name, language), p_value(group.equal.p, language)
        notes.append(word(words.EQUAL, language, group=before, test=test, p=p))
    return notes


def _method(result: Ranked, language: str) -> str:
    sentence = words.MODEL_BY_DESIGN if result.by_design else words.MODEL
    return word(sentence, language, level=percent_of_level(result.level))


def ranked_records(content: Content) -> Records:
    """A record per option and group."""
    return [
        {"variable": content["variable"], "group": group["code"], "base": group["base"], **row}
        for group in content["groups"]
        for row in group["rows"] or [{"reason": group["reason"]}]
    ]


register(Ranked, json=ranked, sheet=ranked_sheet, records=ranked_records)
