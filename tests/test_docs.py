"""Documentation that cannot rot: what it names exists."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from pydantic_core import PydanticUndefined

from sparkweb.config.environment import PROJECT_DIR, Environment

PAGES = sorted([*PROJECT_DIR.glob("*.md"), *PROJECT_DIR.glob("docs/**/*.md"), PROJECT_DIR / "benchmarks" / "README.md"])
OWN_APPS = {app.label: app for app in apps.get_app_configs() if app.name.startswith("sparkweb.")}
OWN_PATH = re.compile(r"(?<![\w./-])(?:sparkweb|tests|docs|scripts|benchmarks|requirements)/[\w./-]*[\w/]")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
DOTTED = re.compile(rf"`((?:{'|'.join(OWN_APPS)})(?:\.(?!py`)\w+)+)`")
KIB = 1024


def name_of(page: Path) -> str:
    return str(page.relative_to(PROJECT_DIR))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_make_target_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT_DIR / "Makefile").read_text(), flags=re.MULTILINE))

    named = set(re.findall(r"(?:`|^\s*)make ([a-z-]+)", page.read_text(), flags=re.MULTILINE))

    assert named - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_file_exists(page: Path) -> None:
    text = page.read_text()
    named = [PROJECT_DIR / path for path in OWN_PATH.findall(text)]
    linked = [page.parent / path for path in LINK.findall(text)]

    assert [str(path) for path in (*named, *linked) if not path.exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_name_of_the_code_is_there(page: Path) -> None:
    assert [name for name in DOTTED.findall(page.read_text()) if not is_there(name)] == []


def is_there(name: str) -> bool:
    """'applications.Voice' is a model or an enum; 'applications.services.confirm' is what it says."""
    label, *rest = name.split(".")
    app = OWN_APPS[label].name
    return any(reaches(f"{app}{module}", rest) for module in ("", ".models", ".enums")) or reaches(
        f"{app}.{rest[0]}", rest[1:]
    )


def reaches(module: str, names: list[str]) -> bool:
    try:
        found: Any = import_module(module)
    except ModuleNotFoundError:
        return False
    for name in names:
        if not hasattr(found, name):
            return False
        found = getattr(found, name)
    return True


def test_every_setting_has_its_row() -> None:
    rows = re.findall(r"^\| `(SPARK_\w+)` \| (.+?) \| (.+?) \|$", settings_page(), flags=re.MULTILINE)

    assert rows == [
        (f"SPARK_{name.upper()}", without(field.default), field.description)
        for name, field in Environment.model_fields.items()
    ]


def without(default: object) -> str:
    """What the page says happens when nothing is given."""
    if default is PydanticUndefined:
        return "no start"
    if isinstance(default, Path):
        return f"`{default.relative_to(PROJECT_DIR)}`"
    return f"`{default}`" if default else "empty"


def settings_page() -> str:
    return (PROJECT_DIR / "docs" / "reference" / "settings.md").read_text()


def test_every_app_explains_itself_on_a_screen() -> None:
    pages = {label: Path(app.path) / "README.md" for label, app in OWN_APPS.items()}

    assert {label for label, page in pages.items() if not page.exists()} == set()


def test_every_decision_is_listed() -> None:
    folder = PROJECT_DIR / "docs" / "adr"

    assert LINK.findall((folder / "README.md").read_text()) == [page.name for page in sorted(folder.glob("0*.md"))]


def test_pictures_are_light_and_each_is_shown() -> None:
    pictures = list((PROJECT_DIR / "docs" / "images").iterdir())
    shown = {(page.parent / link).resolve() for page in PAGES for link in LINK.findall(page.read_text())}

    assert [picture.name for picture in pictures if picture.stat().st_size > 150 * KIB] == []
    assert sum(picture.stat().st_size for picture in pictures) < KIB * KIB
    assert {picture for picture in pictures if picture.resolve() not in shown} == set()
