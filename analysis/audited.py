"""What an audit finds, as immutable values."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.codebook import Text
from analysis.rounding import Agreement
from analysis.shown import Shown
from analysis.words import Said


@dataclass(frozen=True, slots=True)
class AuditedFigure:
    """One figure (`id` names it): as `published`, the `count` and `base` found, the per cent `computed` from
    them with the published number of decimals, and how it `agrees`: "rounded", "truncated", "no", or "cannot"
    (it cannot be checked, or cannot be right: `reason` says why)."""

    id: str
    label: Text
    published: str
    count: int | None
    base: int | None
    computed: str | None
    agrees: Agreement
    reason: Said = field(default_factory=Said)
    variable: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is `said` of figures that cannot be right together, or only by a certain rule; `id` is the figure,
    or what the figures have in common."""

    id: str
    said: Said


@dataclass(frozen=True, slots=True)
class Audit(Shown):
    """All figures with their agreement, and the verdicts."""

    figures: tuple[AuditedFigure, ...]
    verdicts: tuple[Verdict, ...]
