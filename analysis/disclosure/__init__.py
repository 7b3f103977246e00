"""Disclosure control: what must happen to answers before anybody may read of them.

`coarsening` is for the rows of a closed wave, the rest for what the public reads: `recoding` merges codes,
`lattice` says which filters are served, `noise` perturbs counts, and `gate` makes a Publication of all this.
What is named here needs no numerics; `analysis.disclosure.gate.protect` does.
"""

from __future__ import annotations

from analysis.disclosure.coarsening import (
    PUBLIC_K,
    Coarsened,
    K,
    Note,
    Partition,
    classes,
    coarsen,
    partition,
)

__all__ = ["PUBLIC_K", "Coarsened", "K", "Note", "Partition", "classes", "coarsen", "partition"]
