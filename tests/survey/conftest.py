"""The stores of `stores` for every test here."""

from tests.survey.stores import postgres, settings, sqlite, store

__all__ = ["postgres", "settings", "sqlite", "store"]
