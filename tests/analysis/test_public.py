"""The public face of the package: complete, described, and loaded only when it is used."""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Any, get_args, get_type_hints

import pytest

import analysis
from analysis import errors, show
from analysis.shown import Shown

SOURCE = ast.parse(Path(analysis.__file__).read_text("utf-8"))
FUNCTIONS = [name for name in analysis.__all__ if inspect.isfunction(getattr(analysis, name))]


def typed() -> list[str]:
    """The names that type checkers see."""
    blocks = [one for one in SOURCE.body if isinstance(one, ast.If)]
    return [alias.asname or alias.name for block in blocks for one in block.body for alias in one.names]


def test_what_is_offered_is_what_type_checkers_see() -> None:
    assert sorted(typed()) == sorted(analysis.__all__)
    assert set(analysis.__all__) <= set(dir(analysis))


@pytest.mark.parametrize("name", analysis.__all__)
def test_every_public_name_is_there_and_described(name: str) -> None:
    assert len(inspect.getdoc(getattr(analysis, name)) or "") > 60


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_says_what_it_takes_and_raises(name: str) -> None:
    function = getattr(analysis, name)
    told = inspect.getdoc(function) or ""
    known = {one for one in vars(errors) if inspect.isclass(getattr(errors, one))} | {"CodebookError"}
    known |= {"NothingToDraw", "UnsuitableChart"}
    assert any(error in told for error in known) or "Raises no error" in told
    takes = set(inspect.signature(function).parameters)
    assert {name for name in takes if name not in told} <= {"microdata", "path", "level"}
    assert {*takes, "return"} <= set(function.__annotations__)


STATISTICS = [name for name in FUNCTIONS if not name.startswith(("read", "weights_csv", "chart", "export"))]


@pytest.mark.parametrize("name", STATISTICS)
def test_every_public_statistic_says_where_its_formula_comes_from(name: str) -> None:
    told = inspect.getdoc(getattr(analysis, name)) or ""
    assert re.search(r"\((?:19|20)\d\d\)|[A-Z]\w+ (?:19|20)\d\d|`analysis\.\w+`|whole numbers", told)
    if "level" in inspect.signature(getattr(analysis, name)).parameters:
        assert "level" in told


def parts(kind: type, known: dict[type, None]) -> dict[type, None]:
    """A kind of value with the kinds that its attributes hold."""
    if is_dataclass(kind) and kind not in known:
        known[kind] = None
        for hint in get_type_hints(kind).values():
            for one in held(hint):
                parts(one, known)
    return known


def held(hint: Any) -> Iterator[type]:
    if isinstance(hint, type):
        yield hint
    for one in get_args(hint):
        yield from held(one)


KINDS: dict[type, None] = {}
for _kind in (*show.faces(), analysis.Codebook, analysis.Design, analysis.Microdata):
    parts(_kind, KINDS)
COMMON = inspect.getdoc(Shown) or ""
"""What words mean that all results share."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__qualname__)
def test_every_attribute_of_a_result_is_explained(kind: type) -> None:
    told = f"{inspect.getdoc(kind)} {COMMON}"
    names = [one.name for one in fields(kind) if not one.name.endswith(("_label", "_labels", "_codes"))]
    assert [name for name in names if not re.search(rf"\b{name}\b", told)] == []


def described(name: str, one: Any) -> bool:
    """Whether it is private, or has a docstring of its own (that of a data class is not its call)."""
    return name.startswith("_") or not (inspect.getdoc(one) or f"{name}(").startswith(f"{name}(")


@pytest.mark.parametrize("module", [one.name for one in walk_packages(analysis.__path__, "analysis.")])
def test_everything_without_an_underscore_is_described(module: str) -> None:
    own = {name: one for name, one in vars(import_module(module)).items() if not name.startswith("_")}
    own = {name: one for name, one in own.items() if getattr(one, "__module__", "") == module}
    kinds = [one for one in own.values() if inspect.isclass(one)]
    made = (type, property, classmethod, staticmethod, type(parts))
    named = [*own.items(), *(member for kind in kinds for member in vars(kind).items())]
    assert [name for name, one in named if isinstance(one, made) and not described(name, one)] == []


def test_importing_the_package_loads_no_numerics() -> None:
    code = "import sys, analysis; print(*sys.modules); analysis.tally; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    first, second = done.stdout.splitlines()
    assert {one for one in first.split() if one.startswith("analysis.")} == set()
    assert "numpy" not in first.split()
    assert second == "True"


def test_the_module_of_a_name_does_not_hide_its_function() -> None:
    code = (
        "import analysis.compare, analysis.weigh\nprint(callable(analysis.compare), callable(analysis.weigh))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


def test_an_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'tallly'"):
        analysis.tallly  # noqa: B018 - reading it is the test
    assert isinstance(analysis.show, ModuleType)
