"""What is ours: our models and our contracts."""

import tomllib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Model

PROJECT_DIR = Path(__file__).resolve().parents[2]
PACKAGE_DIR = PROJECT_DIR / "sparkweb"

MODELS: list[type[Model]] = [model for model in apps.get_models() if model.__module__.startswith("sparkweb.")]


def contracts() -> list[dict[str, Any]]:
    project = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text())
    found: list[dict[str, Any]] = project["tool"]["importlinter"]["contracts"]
    return found
