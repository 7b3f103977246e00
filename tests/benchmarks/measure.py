"""What a benchmark measures: ours against a yardstick in the same run."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Ratio:
    """Ours against a yardstick, both in `unit`; `what` names the yardstick."""

    name: str
    ours: float
    yardstick: float
    what: str
    unit: str = "ms CPU"

    def __str__(self) -> str:
        ratio = self.ours / self.yardstick
        yardstick = f"{self.what} ({self.yardstick:.3f})"
        return f"{self.name:44} {self.ours:11.3f} {self.unit:6} {ratio:9.4f} x {yardstick}"


def cpu(work: Callable[[], object], times: int = 5) -> float:
    """The median CPU milliseconds of `work`."""
    seconds = []
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return 1000 * median(seconds)
