"""The stores of `stores` for every test here, and a questionnaire of every type in the field."""

from pathlib import Path

import pytest

from tests.survey.respondents import Field, fielded
from tests.survey.stores import postgres, settings, sqlite, store

__all__ = ["field", "open_field", "postgres", "settings", "sqlite", "store"]


@pytest.fixture
def field(tmp_path: Path) -> Field:
    return fielded(tmp_path)


@pytest.fixture
def open_field(tmp_path: Path) -> Field:
    return fielded(tmp_path, mode="open")
