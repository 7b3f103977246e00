    // Where a universe speaks of a later answer: the order in which items can be decided.
    steps.sort((a, b) => a.dataset.n - b.dataset.n)
