from pathlib import Path

import pytest
from pydantic import ValidationError

from sparkweb.config.environment import Environment

KEY = "from-a-file-" + "x" * 50


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Environment.model_fields:
        monkeypatch.delenv(f"SPARK_{name.upper()}", raising=False)


def test_a_missing_value_stops_the_start_and_says_which() -> None:
    with pytest.raises(ValidationError) as problem:
        Environment()

    assert [error["loc"] for error in problem.value.errors()] == [("secret_key",), ("site_url",)]


def test_a_secret_may_lie_in_a_file_and_the_rest_in_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "SPARK_SECRET_KEY").write_text(KEY + "\n")
    monkeypatch.setenv("SPARK_SITE_URL", "https://spark.example")

    environment = Environment(_secrets_dir=tmp_path)

    assert environment.secret_key == KEY
    assert environment.site_url == "https://spark.example"
    assert environment.database == ""


@pytest.mark.parametrize(
    "address",
    ["http://spark.example", "spark.example", "https://", "https://spark.example/", "https://spark.example/spark", ""],
)
def test_an_address_without_tls_stops_the_start(address: str) -> None:
    with pytest.raises(ValidationError) as problem:
        Environment(secret_key=KEY, site_url=address)

    assert "The address must look like https://spark.example.dk" in str(problem.value)


def test_a_short_key_stops_the_start_and_is_not_shown() -> None:
    with pytest.raises(ValidationError) as problem:
        Environment(secret_key="kort-og-hemmelig", site_url="https://spark.example")

    assert "The key is 16 characters long and must be at least 50." in str(problem.value)
    assert "kort-og-hemmelig" not in str(problem.value)
