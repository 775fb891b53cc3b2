"""The OpenAPI document against the server: schemathesis makes requests that fit it, and some that do not, and holds each
answer against it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.schemas import OpenApiSchema
from starlette.testclient import TestClient
from tests.server.conftest import TOKEN

from standoff.server import Access, fetch, jobs, make_app

CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            # What fits the document may still name a day that is none, or an id of nothing.
            "positive_data_acceptance": {"expected-statuses": ["2xx", "304", "404", "413", "422"]},
            "negative_data_rejection": {"expected-statuses": ["400", "401", "404", "405", "413", "415", "422"]},
        }
    }
)
WRITES = {("POST", "/api/v1/reports"), ("POST", "/api/v1/judgements"), ("POST", "/api/v1/link")}
DOCUMENT = make_app(Path("none.db")).openapi()
ROUTES = [(method.upper(), path) for path, methods in DOCUMENT["paths"].items() for method in methods]


def test_the_document_names_every_route_with_what_it_answers(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()

    assert document == DOCUMENT
    assert set(ROUTES) >= WRITES
    assert {path.removeprefix("/api/v1/") for _, path in set(ROUTES) - WRITES} == {
        "incidents", "incidents.json", "incidents.csv", "incidents.geojson", "incidents/{id}", "incidents/{id}/claims",
        "map", "summary", "claims", "claims.json", "claims.csv", "claims/{id}", "reports", "reports.json", "reports/{id}",
        "reports/{id}/bytes", "reports/{id}/claims", "reports/{id}/{records}", "review", "judgements", "jobs", "jobs/{id}",
    }  # fmt: skip
    assert {
        (method.upper(), path)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if operation.get("security")
    } == WRITES
    for methods in document["paths"].values():
        for operation in methods.values():
            assert operation["summary"]
            assert operation["description"]
            assert "default" in operation["responses"]
            [answer] = [a for status, a in operation["responses"].items() if status != "default"]
            [content] = answer["content"].values()
            assert content["schema"]


@pytest.fixture(scope="module")
def document(example_casebook: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenApiSchema]:
    """The API of a casebook of its own. What jobs do is tested elsewhere: here they do nothing, and no name is looked
    up on any network."""
    path = tmp_path_factory.mktemp("schema") / "copy.db"
    shutil.copyfile(example_casebook, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "_MOST_WAITING", 100_000)
        patch.setattr(jobs.Jobs, "form", lambda *_: None)
        patch.setattr(jobs.Jobs, "_analyse", lambda _, found: [])
        patch.setattr(fetch, "resolve", _nowhere)
        app = make_app(path, Access(token=TOKEN, hosts=frozenset()))
        with TestClient(app):  # so that its thread ends
            yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, config=CONFIG)


def _nowhere(host: str, port: int) -> list[str]:
    raise fetch.FetchError(f"There is no host {host}.")


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=["fitting", "not fitting"])
@pytest.mark.parametrize(("method", "path"), ROUTES, ids=[f"{method} {path}" for method, path in ROUTES])
def test_answers_are_as_the_document_says(
    document: OpenApiSchema, method: str, path: str, mode: schemathesis.GenerationMode
) -> None:
    @given(case=document[path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=6,
        phases=[Phase.generate],
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def answers(case: schemathesis.Case) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {TOKEN}"})

    try:
        answers()
    except Unsatisfiable:
        assert mode is schemathesis.GenerationMode.NEGATIVE  # there is nothing that does not fit
