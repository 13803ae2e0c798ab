from pathlib import Path

import pytest
from pydantic import ValidationError

from sparkweb.config.environment import Environment


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Environment.model_fields:
        monkeypatch.delenv(f"SPARK_{name.upper()}", raising=False)


def test_a_missing_value_stops_the_start_and_says_which() -> None:
    with pytest.raises(ValidationError) as problem:
        Environment()

    assert [error["loc"] for error in problem.value.errors()] == [("secret_key",), ("site_url",)]


def test_a_secret_may_lie_in_a_file_and_the_rest_in_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "SPARK_SECRET_KEY").write_text("from a file\n")
    monkeypatch.setenv("SPARK_SITE_URL", "https://spark.example")

    environment = Environment(_secrets_dir=tmp_path)

    assert environment.secret_key == "from a file"
    assert environment.site_url == "https://spark.example"
    assert environment.database == ""
