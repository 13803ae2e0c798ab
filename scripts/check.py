"""Every check, in the order that finds most mistakes soonest: `python -m scripts.check lint`, `... fast` or `... all`.

All steps run even when one fails, so that one round tells everything. The last lines say how each went and how long it
took.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
PYTEST = (PYTHON, "-m", "pytest", "--numprocesses=auto", "--dist=loadfile")  # A file's shared worlds are built once.
ON_POSTGRESQL = (PYTHON, "-m", "scripts.with_postgresql")
TEMPLATES = sorted(str(folder.relative_to(PROJECT_DIR)) for folder in PROJECT_DIR.glob("sparkweb/**/templates"))


@dataclass(frozen=True)
class Step:
    name: str
    command: Sequence[str]


LINT = (
    Step("style", (PYTHON, "-m", "ruff", "check", ".")),
    Step("layout", (PYTHON, "-m", "ruff", "format", "--check", ".")),
    Step("templates", (PYTHON, "-m", "djlint", "--lint", "--quiet", *TEMPLATES)),
    Step("directions", (str(Path(PYTHON).with_name("lint-imports")), "--no-logo")),
    Step("types", (PYTHON, "-m", "mypy")),
    Step("migrations are complete", (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")),
)
TESTS_ON_SQLITE = Step("tests on SQLite", (*PYTEST, "-m", "not browser"))
STEPS = {
    "lint": LINT,
    "fast": (*LINT, TESTS_ON_SQLITE),
    "all": (
        *LINT,
        TESTS_ON_SQLITE,
        Step("tests on PostgreSQL", (*ON_POSTGRESQL, *PYTEST, "-m", "not browser")),
        Step("journeys in a browser, on PostgreSQL", (*ON_POSTGRESQL, *PYTEST, "-m", "browser")),
    ),
}


def main(arguments: list[str]) -> int:
    (which,) = arguments
    results = [(step, *run(step)) for step in STEPS[which]]
    print(
        "\n"
        + "\n".join(f"{'ok    ' if ok else 'FAILED'} {seconds:6.1f} s  {step.name}" for step, ok, seconds in results)
    )
    return 0 if all(ok for _, ok, _ in results) else 1


def run(step: Step) -> tuple[bool, float]:
    print(f"\n── {step.name}", flush=True)
    began = time.monotonic()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "sparkweb.config.settings.test"}
    done = subprocess.run(step.command, cwd=PROJECT_DIR, env=environment, check=False)
    return done.returncode == 0, time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
