"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import analysis

MODULES = [
    one.name
    for one in pkgutil.walk_packages(analysis.__path__, "analysis.")
    if not one.name.startswith("analysis.charts")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
