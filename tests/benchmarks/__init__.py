"""Speed, as ratios within one run: `make bench`. A ratio holds when the machine's speed drifts."""
