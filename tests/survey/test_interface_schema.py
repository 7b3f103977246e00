"""The interface keeps what its OpenAPI document says, whatever it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.checks import negative_data_rejection

from survey import interface
from survey.interface import publications, surveys  # noqa: F401 - they declare the operations
from survey.interface.operations import Operation, operations
from survey.storage import Store
from tests.survey.readers import NAME, Rooms, fresh, in_the_field, publish

REAL = {"survey": "reading", "wave": 1, "variable": "mood", "question": "mood", "row": "mood", "by": "place"}
PUBLISHED = ("mood", "why", "room", "needs")
FEW = settings(
    max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = fresh(tmp_path_factory.mktemp("schema"))
    made.close(in_the_field(made))
    publish(Rooms.over(made).colleague(), "place")
    yield made
    made.engine.dispose()


@pytest.fixture(scope="module")
def app(store: Store) -> Flask:
    return interface.create_app(store.settings)


@pytest.fixture(scope="module")
def bearer(store: Store) -> dict[str, str]:
    return {"Authorization": f"Bearer {store.add_token(NAME, 'schema')}"}


@pytest.fixture(scope="module")
def described(app: Flask) -> Any:
    return schemathesis.openapi.from_wsgi("/openapi.json", app)


@pytest.fixture(scope="module")
def document(app: Flask) -> Any:
    return app.test_client().get("/openapi.json").json


def each(described: Any, asked: Operation, ask: Callable[[Any], Any]) -> None:
    """Run `ask` with requests of an operation: well-formed ones, and ones that break its description."""
    for mode in GenerationMode if asked.parameters else [GenerationMode.POSITIVE]:

        @FEW
        @given(case=described[asked.path][asked.method].as_strategy(generation_mode=mode))
        def run(case: Any) -> None:
            ask(case)

        run()


@pytest.mark.parametrize("asked", operations(), ids=lambda one: one.name)
def test_whatever_is_asked_the_answer_is_as_described(
    described: Any, bearer: dict[str, str], asked: Operation
) -> None:
    each(described, asked, lambda case: case.call_and_validate(headers=bearer))


@pytest.mark.parametrize("asked", operations(), ids=lambda one: one.name)
def test_a_real_survey_asked_for_anything_answers_as_described(
    described: Any, bearer: dict[str, str], asked: Operation
) -> None:
    def check(case: Any) -> None:
        placed = case.path_parameters or {}
        case.path_parameters = {name: REAL.get(name, value) for name, value in placed.items()}
        case.call_and_validate(headers=bearer, excluded_checks=[negative_data_rejection])

    each(described, asked, check)


def test_the_document_is_open_api_3_1(document: Any) -> None:
    assert document["openapi"] == "3.1.0"
    for path in document["paths"].values():
        for operation in path.values():
            assert operation["summary"].endswith(".")
            for parameter in operation["parameters"]:
                Draft202012Validator.check_schema(parameter["schema"])


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/publications", ""),
        ("/publications/{survey}/{wave}", ""),
        *(("/publications/{survey}/{wave}/tables/{question}", f"question={name}") for name in PUBLISHED),
        *(
            ("/publications/{survey}/{wave}/tables/{question}", f"question={name}&{among}")
            for name in PUBLISHED
            for among in ("by=place", "where=place:town")
        ),
        ("/surveys", ""),
        ("/surveys/{survey}/{wave}", ""),
        *(("/surveys/{survey}/{wave}/tally/{variable}", f"variable={name}") for name in (*PUBLISHED, "age")),
        ("/surveys/{survey}/{wave}/crosstab", "row=mood&by=place"),
        ("/surveys/{survey}/{wave}/crosstab", "row=place&by=mood&population=process"),
    ],
)
def test_what_is_answered_has_its_shape_and_nothing_beside(
    app: Flask, bearer: dict[str, str], document: Any, address: str, asked: str
) -> None:
    values = dict(part.split("=") for part in asked.split("&") if part)
    place = address.format(survey="reading", wave=1, **values)
    behind = {name: value for name, value in values.items() if f"{{{name}}}" not in address}
    told = app.test_client().get(place, query_string=behind, headers=bearer)
    assert told.status_code == 200, told.text
    schema = document["paths"][address]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": document["components"]}).validate(told.json)


def test_every_parameter_but_languages_and_formats_has_an_example(document: Any) -> None:
    for path in document["paths"].values():
        for operation in path.values():
            for parameter in operation["parameters"]:
                known = {"example", "enum"} & {*parameter, *parameter["schema"]}
                assert known or parameter["name"] in ("line", "where"), parameter["name"]
                if "example" in parameter:
                    Draft202012Validator(parameter["schema"]).validate(parameter["example"])


def test_every_route_is_described_and_only_those(app: Flask, document: Any) -> None:
    routes = {rule.rule.replace("<", "{").replace(">", "}") for rule in app.url_map.iter_rules()}
    assert routes - {"/openapi.json"} == set(document["paths"])


def test_an_interface_that_breaks_its_word_is_found(store: Store, tmp_path: Path) -> None:
    app = interface.create_app(store.settings)
    app.view_functions["surveys"] = lambda: ("not what was promised", 200, {"Content-Type": "text/plain"})
    found = schemathesis.openapi.from_wsgi("/openapi.json", app)
    case = found["/surveys"]["GET"].Case()
    with pytest.raises(schemathesis.core.failures.FailureGroup):
        case.call_and_validate()
