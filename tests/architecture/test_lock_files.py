"""What is installed is pinned and hashed, comes from wherever the machine says, and is what was tested."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.own import PROJECT_DIR

LOCK_FILES = sorted((PROJECT_DIR / "requirements").glob("*.txt"))


def pins(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", path.read_text(), flags=re.MULTILINE))


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~!; ]", requirement)[0].lower() for requirement in requirements}


@pytest.mark.parametrize("path", LOCK_FILES, ids=lambda path: path.name)
def test_no_address_is_named(path: Path) -> None:
    assert "://" not in path.read_text()
    assert not re.search(r"^--?(index|extra-index|find-links|[if]\b)", path.read_text(), flags=re.MULTILINE)


@pytest.mark.parametrize("path", LOCK_FILES, ids=lambda path: path.name)
def test_everything_is_pinned_and_hashed(path: Path) -> None:
    requirements = re.split(r"^(?=\w)", path.read_text(), flags=re.MULTILINE)[1:]

    assert requirements
    assert [text for text in requirements if "==" not in text or "--hash=sha256:" not in text] == []


@pytest.mark.parametrize("name", ["run", "postgres"])
def test_what_runs_is_what_was_tested(name: str) -> None:
    running = pins(PROJECT_DIR / "requirements" / f"{name}.txt")
    tested = pins(PROJECT_DIR / "requirements" / "dev.txt")

    assert running.items() <= tested.items()


def test_everything_asked_for_is_locked() -> None:
    asked = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text())
    project, groups = asked["project"], asked["dependency-groups"]
    run, postgres, dev = (
        pins(PROJECT_DIR / "requirements" / f"{name}.txt").keys() for name in ("run", "postgres", "dev")
    )

    assert names(project["dependencies"]) <= run
    assert names(project["optional-dependencies"]["postgres"]) <= postgres
    assert names(groups["dev"]) <= dev


def test_every_dependency_has_its_sentence() -> None:
    asked = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text())
    requirements = [*asked["project"]["dependencies"], *asked["project"]["optional-dependencies"]["postgres"]]
    requirements += asked["dependency-groups"]["dev"]
    page = (PROJECT_DIR / "docs" / "reference" / "dependencies.md").read_text()

    assert set(re.findall(r"^\| `([\w-]+)`", page, flags=re.MULTILINE)) == names(requirements)
