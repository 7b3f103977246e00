"""Simulations: how often what the analysis says is wrong, under designs whose truth is known."""
