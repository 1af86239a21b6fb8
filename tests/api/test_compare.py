"""`/v1/compare`: which models it takes, and what it answers."""

import pytest

from app.api.v1.comparing import COMPARISON, EXAMPLE
from tests.serving import Client


@pytest.mark.parametrize(
    ("models", "told"),
    [
        ("b2b", "2 to 6"),
        ("b2b,b2c,c2c,d2c,f2c,m2c,omo", "2 to 6"),
        ("b2b,b2b", "only once"),
        ("b2b, b2c ,b2b", "only once"),
        ("b2b,nowhere", "nowhere"),
        ("b2b,", "must be the slug"),
        (",", "only once"),
        ("%00,%ff", "must be the slug"),
        ("b2b,../../etc", "must be the slug"),
        ("", "characters"),
        ("x" * 1001, "characters"),
    ],
)
def test_what_cannot_be_compared_is_a_problem(client: Client, models: str, told: str) -> None:
    """Too few, too many, doubles and what is no model are a 422 that says so."""
    answer = client.get(f"/v1/compare?models={models}", "en")
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["parameter"] == "models"
    assert told in error["detail"]


def test_without_models_there_is_a_problem(client: Client) -> None:
    """The parameter is required."""
    assert client.get("/v1/compare").json()["errors"][0]["parameter"] == "models"


@pytest.mark.parametrize("models", ["b2b,b2c", "d2c,f2c,m2c", "b2b,b2c,c2c,d2c,f2c,cross-border-ecommerce"])
def test_a_comparison_conforms_to_its_schema(client: Client, models: str) -> None:
    """The answer is what the description says, in each locale, its columns in the order that was asked for."""
    for locale in ("en", "es", "zh-Hans", "zh-Hant"):
        answer = client.get(f"/v1/compare?models={models}&locale={locale}")
        COMPARISON.model_validate_json(answer.content, strict=True)
        found = answer.json()
        assert [model["slug"] for model in found["models"]] == models.split(",")
        assert all(len(row["cells"]) == len(found["models"]) for row in found["rows"])


def test_the_example_conforms() -> None:
    """The example of the description is one."""
    COMPARISON.model_validate(EXAMPLE, strict=True)


def test_spaces_do_not_make_another_address(client: Client) -> None:
    """However the slugs are spaced, the answer is known by one address."""
    spaced, plain = (client.get(f"/v1/compare?models={models}") for models in ("b2b,%20b2c%20", "b2b,b2c"))
    assert spaced.headers["content-location"] == plain.headers["content-location"]
    assert spaced.content == plain.content
