"""Reports: what they say is true, and every format says it."""
