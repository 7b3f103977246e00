"""Disclosure control: what must happen to answers before anybody may read of them.

`coarsening` is for the rows of a closed wave, the rest for what the public reads: `recoding` merges codes,
`lattice` says which groups are served, `noise` perturbs counts, and `gate` makes a Publication of all this;
`sides` shows researchers what is exact beside it. What is named here needs no numerics, `gate` does.
"""

from __future__ import annotations

from analysis.disclosure.coarsening import Coarsened, K, Note, classes, coarsen
from analysis.disclosure.merging import PUBLIC_K, Partition, partition

__all__ = ["PUBLIC_K", "Coarsened", "K", "Note", "Partition", "classes", "coarsen", "partition"]
