"""The items of R's scales, and their covariances."""

from __future__ import annotations

import numpy as np

from analysis.scales import moments
from analysis.scales.items import Items, items
from tests.oracles.routes import Entry
from tests.oracles.sources import having


def items_of(dataset: str, entry: Entry) -> Items:
    """The items of an entry; R turns them around within their observed ends."""
    names, turned = entry["args"]["variables"], entry["args"].get("reversed") or []
    turned = [turned] if isinstance(turned, str) else turned
    return items(having(dataset, *names), names, turn=False).turned(turned)


def people(dataset: str, entry: Entry) -> np.ndarray:
    return items_of(dataset, entry).complete


def covariances(dataset: str, entry: Entry) -> np.ndarray:
    return moments.covariance(people(dataset, entry))


def correlations(dataset: str, entry: Entry) -> np.ndarray:
    return moments.correlation(people(dataset, entry))


def signs(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    return np.where((ours * theirs).sum(0) < 0, -1.0, 1.0)
