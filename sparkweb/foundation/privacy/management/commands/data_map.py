"""`manage.py data_map`: writes docs/reference/data-map.md from the models."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sparkweb.foundation.privacy import registry

PLACE = Path("docs/reference/data-map.md")
HEAD = """# What is stored, and for how long

Written by `manage.py data_map` from the models; do not edit.

**kept**: not about a person, or a figure for statistics. **shortened**: made coarser when the case is over and its time
has passed. **erased**: about a person or free text; removed at that time.
"""


class Command(BaseCommand):
    help = f"Writes {PLACE} from the models."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if the file is not current")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if problems := registry.unclassified_fields():
            raise CommandError("\n".join(problems))
        file = Path(settings.PROJECT_DIR) / PLACE
        if not check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(as_markdown(), encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != as_markdown():
            raise CommandError(f"{PLACE} is not current: run manage.py data_map.")


def as_markdown() -> str:
    lines = [HEAD, "| model | field | class |", "|---|---|---|"]
    lines += [f"| {entry.model} | {entry.field} | {entry.data_class} |" for entry in registry.data_map()]
    return "\n".join(lines) + "\n"
