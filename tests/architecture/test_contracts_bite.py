"""A contract that never fails proves nothing: each one is shown a wrong import and must refuse it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.own import PACKAGE_DIR, PROJECT_DIR, contracts

# For each contract the wrong imports that break it: in which file, what is imported.
WRONG = {
    "Chapters: higher may use lower": {"registers/workplaces/planted.py": "sparkweb.flow.applications"},
    "Flow: a later stage may use an earlier one": {"flow/planning/planted.py": "sparkweb.flow.courses"},
    "Registers know programme and places, not each other": {
        "registers/workplaces/planted.py": "sparkweb.registers.consultants",
    },
    "Foundation is a stack too": {"foundation/audit/planted.py": "sparkweb.foundation.accounts"},
    "Open data publishes what reporting defines": {
        "insight/opendata/__init__.py": "sparkweb",
        "insight/reporting/planted.py": "sparkweb.insight.opendata",
    },
    "Inside an app: edges, writes, permissions, reads, data, words": {
        "flow/planning/enums.py": "sparkweb.flow.planning.models",
    },
    "Portals do not know each other": {"portals/desk/planted.py": "sparkweb.portals.secretariat"},
    "Insight never calls another chapter's services": {
        "flow/applications/services.py": "sparkweb",
        "insight/reporting/planted.py": "sparkweb.flow.applications.services",
    },
    "No cycles": {
        "config/planted.py": "sparkweb.config.planted_back",
        "config/planted_back.py": "sparkweb.config.planted",
    },
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the package that may be spoiled."""
    shutil.copytree(PACKAGE_DIR, tmp_path / "sparkweb", ignore=_everything_but_code)
    shutil.copy(PROJECT_DIR / "pyproject.toml", tmp_path)
    return tmp_path


def _everything_but_code(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if (Path(folder) / name).is_file() and not name.endswith(".py")}


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)


def test_every_contract_is_tried() -> None:
    assert [contract["name"] for contract in contracts()] == list(WRONG)


def test_the_copy_itself_is_in_order(house: Path) -> None:
    assert lint(house).returncode == 0


@pytest.mark.parametrize("contract", WRONG)
def test_a_wrong_import_breaks_its_contract(house: Path, contract: str) -> None:
    for where, imported in WRONG[contract].items():
        plant(house / "sparkweb" / where, imported)

    answer = lint(house)

    assert answer.returncode == 1
    assert f"{contract} BROKEN" in answer.stdout


def plant(file: Path, imported: str) -> None:
    file.parent.mkdir(exist_ok=True)
    with file.open("a") as opened:
        opened.write(f"\nimport {imported}\n")
