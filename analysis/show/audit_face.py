"""Audits shown: a line per figure, the verdicts as notes beneath."""

from __future__ import annotations

from typing import Any

from analysis.audited import Audit, AuditedFigure
from analysis.codebook import text
from analysis.show.registry import register
from analysis.show.sheet import Line, Sheet
from analysis.words import DASH, Said, said, word


def audit(result: Audit, language: str) -> dict[str, Any]:
    """An audit: every figure with its `agrees`, and the `verdicts` on what cannot be right."""
    figures = [
        {
            "id": one.id,
            "published": one.published,
            "count": one.count,
            "base": one.base,
            "computed": one.computed,
            "agrees": one.agrees,
            "label": text(one.label, language),
            "reason": said(one.reason, language),
        }
        for one in result.figures
    ]
    return {
        "figures": figures,
        "verdicts": [{"id": one.id, "text": said(one.said, language)} for one in result.verdicts],
    }


def audit_sheet(result: Audit, language: str) -> Sheet:
    """Published figures against the records, in the words of a language; reasons and verdicts beneath."""
    named = [(_name(one, language), one) for one in result.figures]
    reasons = [_told(name, one.reason, language) for name, one in named if one.reason.sentence]
    names = {one.id: name for name, one in named}
    verdicts = [_told(names.get(one.id, ""), one.said, language) for one in result.verdicts]
    return Sheet(
        caption=word("Published figures against the records", language),
        corner=word("figure", language),
        heads=tuple(word(head, language) for head in ("published", "count", "base", "computed", "agrees")),
        lines=tuple(Line(name, _cells(one, language)) for name, one in named),
        notes=tuple(dict.fromkeys([*reasons, *verdicts])),
    )


def _name(one: AuditedFigure, language: str) -> str:
    return text(one.label, language) or one.id


def _told(name: str, sentence: Said, language: str) -> str:
    """A sentence about a figure, or about several that need no name."""
    return f"{name}: {said(sentence, language)}" if name else said(sentence, language)


def _cells(one: AuditedFigure, language: str) -> tuple[str, ...]:
    numbers = (one.published, one.count, one.base, one.computed)
    return (*(DASH if value is None else str(value) for value in numbers), word(one.agrees, language))


register(Audit, json=audit, sheet=audit_sheet, records=lambda content: content["figures"])
